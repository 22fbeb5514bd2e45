"""This file shows business cases by version, and whether what was approved still holds."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pmtui.figures.business_case.appraisal import appraisal_of, percent_text
from pmtui.figures.business_case.versions import FlowChange, StillHolds, still_holds
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import BusinessCase
from pmtui.model.entities.entity import Money
from pmtui.query.values.formatting import DASH, money_text
from pmtui.views.shapes.table import Cell, Entry, Section, Tone, ViewColumn
from pmtui.views.wording.formatting import days_away, person_cell, short_money

_STATE_TONES: Final[dict[str, Tone]] = {"draft": "accent", "approved": "good", "superseded": "dim"}


def holds_section(figures: Figures, component: int) -> Section:
    """Whether the approved case of a component holds with today's flows, and what changed."""
    row = figures.workspace.components.get(component)
    verdict = still_holds(figures, component)
    title = f"{row.key} {row.name}: does it still hold?" if row is not None else "does it hold?"
    entries = [Entry(cells=(Cell(_verdict(verdict), _verdict_tone(verdict)),))]
    entries += (_change_entry(verdict, change) for change in verdict.changes)
    return Section(title, tuple(entries))


def _verdict(verdict: StillHolds) -> str:
    if verdict.holds is None:
        return verdict.reason
    if verdict.holds:
        return "yes: it is worth more than it costs with today's flows"
    broken = ", ".join(verdict.broken_by)
    return f"no: broken by {broken}" if broken else "no: it was worth no more than it costs before"


def _verdict_tone(verdict: StillHolds) -> Tone:
    if verdict.holds is None:
        return "dim"
    return "good" if verdict.holds else "bad"


def _change_entry(verdict: StillHolds, change: FlowChange) -> Entry:
    amounts = [
        money_text(Money(amount, verdict.currency))
        for amount in (change.approved, change.forecast, change.change)
    ]
    text = f"{amounts[0]} approved, {amounts[1]} now, {amounts[2]} today's value"
    return Entry(cells=(Cell(change.title), Cell(text, "bad" if change.breaks else "plain")))


def _npv_cell(figures: Figures, case: BusinessCase) -> Cell:
    worked = appraisal_of(figures, case)
    npv = worked.money(worked.npv)
    if npv is None:
        return Cell(DASH, "dim")
    base = figures.workspace.policy.base_currency
    return Cell(short_money(npv, base), "bad" if npv.amount < 0 else "plain")


def _rate_cell(figures: Figures, case: BusinessCase) -> Cell:
    worked = appraisal_of(figures, case)
    if len(worked.rates) > 1:
        return Cell(f"{len(worked.rates)} rates", "warn")
    return _share(worked.irr.value)


def _share(share: Decimal | None) -> Cell:
    return Cell(DASH, "dim") if share is None else Cell(percent_text(share))


def _number(value: Decimal | None) -> Cell:
    return Cell(DASH, "dim") if value is None else Cell(f"{value:.2f}")


def _component_cell(figures: Figures, case: BusinessCase) -> Cell:
    row = figures.workspace.components.get(case.component)
    return Cell(row.name if row is not None else DASH, "dim")


def _holds_cell(figures: Figures, case: BusinessCase) -> Cell:
    if case.state != "approved":
        return Cell(DASH, "dim")
    verdict = still_holds(figures, case.component)
    words = {None: DASH, True: "yes", False: "no"}[verdict.holds]
    return Cell(words, _verdict_tone(verdict))


def component_ids(figures: Figures, scope: int) -> Iterator[int]:
    """The components of a scope that have a business case."""
    for component in figures.live_subtree(scope):
        rows = figures.workspace.rows_by(BusinessCase, "component", component)
        if any(not case.archived for case in rows):
            yield component


CASE_COLUMNS: Final[tuple[ViewColumn[BusinessCase], ...]] = (
    ViewColumn(key="key", title="key", width=6, cell=lambda _figures, case: Cell(case.key)),
    ViewColumn(
        key="title", title="title", width=16, flex=1, cell=lambda _figures, case: Cell(case.title)
    ),
    ViewColumn(key="component", title="component", width=14, priority=6, cell=_component_cell),
    ViewColumn(
        key="version",
        title="v",
        width=2,
        align="right",
        priority=2,
        cell=lambda _figures, case: Cell(str(case.version)),
    ),
    ViewColumn(
        key="state",
        title="state",
        width=10,
        cell=lambda _figures, case: Cell(case.state, _STATE_TONES.get(case.state, "plain")),
    ),
    ViewColumn(key="npv", title="NPV", width=12, align="right", cell=_npv_cell),
    ViewColumn(key="irr", title="IRR", width=8, align="right", cell=_rate_cell),
    ViewColumn(
        key="mirr",
        title="MIRR",
        width=8,
        align="right",
        priority=8,
        cell=lambda figures, case: _share(appraisal_of(figures, case).mirr.value),
    ),
    ViewColumn(
        key="bcr",
        title="BCR",
        width=5,
        align="right",
        priority=3,
        cell=lambda figures, case: _number(appraisal_of(figures, case).bcr.value),
    ),
    ViewColumn(
        key="roi",
        title="ROI",
        width=9,
        align="right",
        priority=8,
        cell=lambda figures, case: _share(appraisal_of(figures, case).roi.value),
    ),
    ViewColumn(
        key="payback",
        title="payback",
        width=7,
        align="right",
        priority=4,
        cell=lambda figures, case: _number(
            appraisal_of(figures, case).years_to_payback(discounted=False).value
        ),
    ),
    ViewColumn(
        key="holds",
        title="holds",
        width=5,
        priority=1,
        cell=_holds_cell,
        value=lambda figures, case: _holds_cell(figures, case).text,
    ),
    ViewColumn(
        key="reviewer",
        title="reviewer",
        width=8,
        priority=7,
        cell=lambda figures, case: person_cell(figures.workspace, case.reviewer),
    ),
    ViewColumn(
        key="review_date",
        title="review",
        width=9,
        priority=5,
        cell=lambda figures, case: days_away(case.review_date, figures.today),
    ),
)
