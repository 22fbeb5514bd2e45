"""This file sets scenarios side by side with the plan: what each comes to, measure by measure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.effects.side_by_side import ComparedMeasure, Value, side_by_side
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.model.scenarios.overlay import laid_over, left_out_words
from pmtui.model.scenarios.scenarios import Scenario
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.formatting import DASH
from pmtui.views.shapes.table import Cell, Entry, Section
from pmtui.views.wording.formatting import short_money

SIDES: Final = 4
"""Scenarios that stand beside the plan at most."""


_HEADING: Final = "measure"


class ScenarioComparison(msgspec.Struct, frozen=True):
    """The plan and scenarios over it, by what they come to."""

    names: tuple[str, ...]
    """The plan's first, then the key of each scenario."""
    measures: tuple[ComparedMeasure, ...]
    left_out: tuple[tuple[str, ...], ...]
    """What of each scenario no longer fits the plan, a sentence each."""
    base: str
    """The currency that goes unsaid."""

    def section(self, today: date) -> Section:
        """A line a measure; what differs from the plan stands out."""
        texts = [
            tuple(value_words(value, self.base, today) for value in measure.values)
            for measure in self.measures
        ]
        widths = [
            max(len(name), *(len(row[at]) for row in texts)) for at, name in enumerate(self.names)
        ]
        wide = max(len(_HEADING), *(len(measure.title) for measure in self.measures))
        heads = (
            Cell(f"{_HEADING:<{wide}}", "dim"),
            *(Cell(f"{name:>{width}}") for name, width in zip(self.names, widths, strict=True)),
        )
        entries = [
            _entry(measure, row, wide, widths)
            for measure, row in zip(self.measures, texts, strict=True)
        ]
        notes = [
            Entry(cells=(Cell(f"{name}: {words}", "warn"),))
            for name, left in zip(self.names[1:], self.left_out, strict=True)
            for words in left
        ]
        return Section("side by side", (*entries, *notes), heads=heads)


def compared_scenarios(
    plan: Workspace, scenarios: Sequence[Scenario], scope: int, today: date
) -> ScenarioComparison:
    """What the plan and scenarios over it come to in a scope.

    Args:
        plan: without any scenario.
        scenarios: those beside it.
        scope: the component; 0 for the whole store.
        today: the day on which all of them are worked out.
    """
    overlays = [laid_over(plan, scenario.id) for scenario in scenarios]
    sheets = tuple(Figures(own, today) for own in (plan, *(over.workspace for over in overlays)))
    return ScenarioComparison(
        ("plan", *(scenario.key for scenario in scenarios)),
        side_by_side(sheets, scope),
        tuple(left_out_words(plan, overlay) for overlay in overlays),
        plan.policy.base_currency,
    )


def value_words(value: Value, base: str, today: date) -> str:
    """What a measure comes to, as people read it; a dash where it is undefined."""
    if value is None:
        return DASH
    if isinstance(value, Money):
        return short_money(value, base)
    return date_text(value, today) if isinstance(value, date) else str(value)


def _entry(
    measure: ComparedMeasure, texts: Sequence[str], wide: int, widths: Sequence[int]
) -> Entry:
    first = measure.values[0]
    cells = [
        Cell(f"{text:>{width}}", "plain" if value == first else "accent")
        for value, text, width in zip(measure.values, texts, widths, strict=True)
    ]
    return Entry(cells=(Cell(f"{measure.title:<{wide}}", "dim"), *cells))
