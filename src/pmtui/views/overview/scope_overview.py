"""This file shows a scope at a glance: decisions, exceptions, position, reports, what is next."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.components.rollup import Rollup
from pmtui.figures.core.amounts import Amount, difference, share_percent
from pmtui.figures.risk.exposure import exposure_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Benefit
from pmtui.views.overview.decisions_wanted import decisions_section
from pmtui.views.overview.exceptions import entry_lines, exceptions_section
from pmtui.views.overview.rating_sections import distribution_section, health_section
from pmtui.views.overview.scope_position import freshness_section, position_section
from pmtui.views.overview.upcoming_milestones import strip_section
from pmtui.views.portfolio.component_columns import WIDE_COLUMNS, columns_in_use
from pmtui.views.portfolio.component_table import component_table
from pmtui.views.shapes.table import Cell, Entry, Section, Table, Tone
from pmtui.views.wording.date_cells import outlook_text, promise_text
from pmtui.views.wording.formatting import (
    NO_VALUE,
    count_with_noun,
    risks_text,
    short_money,
)

LEAST: Final = 6
"""Lines of exceptions that are shown before the rest in any case."""
NO_MATCH: Final = "no component matches the filter: Esc shows all"
WIDTH: Final = 72
"""Cells of a line where nobody says."""


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """A scope at a glance."""

    decisions: Section
    exceptions: Section
    position: Section
    reports: Section
    ahead: Section
    more: Section
    """The exceptions that have no room above."""
    health: Section
    ratings: Section
    """How the ratings below are spread; without entries where nothing lies below."""
    figures: Section
    components: Table
    """The components directly below, those below a single one too, with more than the tree."""

    @property
    def first(self) -> tuple[Section, ...]:
        """What is to be seen at once."""
        return (self.decisions, self.exceptions, self.position, self.reports, self.ahead)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the order they are read."""
        more = (self.more,) if self.more.entries else ()
        ratings = (self.ratings,) if self.ratings.entries else ()
        return (*self.first, *more, self.health, *ratings, self.figures)


def overview(
    figures: Figures,
    scope: int,
    *,
    sort: str = "",
    limit: int = 50,
    size: tuple[int, int] = (WIDTH, 0),
    me: int = 0,
    then: Figures | None = None,
    ids: Collection[int] | None = None,
) -> Overview:
    """The overview of a scope.

    Args:
        figures: of the workspace to show.
        scope: the component; 0 for the whole store.
        sort: column of the components table, with a trailing `-` for descending.
        limit: how much of what goes wrong to write out.
        size: cells of a line, and lines that are seen at once; 0 for any number.
        me: the person at the keyboard; 0 for nobody known.
        then: of the workspace a week ago; None while or where it is not known.
        ids: components that pass a filter: only they are compared, however deep they lie, and
            only what goes wrong in them is listed. None filters nothing.
    """
    width, height = size
    decisions = decisions_section(figures, scope, me)
    position = position_section(figures, scope, then, width)
    reports = freshness_section(figures, scope)
    strip = strip_section(figures, scope, width)
    fixed = (decisions, position, reports, strip)
    others = sum(section_lines(section, width) for section in fixed)
    apart = frozenset(entry.target for entry in decisions.entries if entry.target is not None)
    rows = max(LEAST, height - others - 1) if height else 0
    exceptions, more = exceptions_section(
        figures, scope, limit, size=(width, rows), apart=apart, within=ids, me=me
    )
    return Overview(
        decisions=decisions,
        exceptions=exceptions,
        position=position,
        reports=reports,
        ahead=strip,
        more=more,
        health=health_section(figures, scope),
        ratings=distribution_section(figures, scope),
        figures=Section("Key figures", tuple(_figures(figures, scope))),
        components=_compared(figures, scope, ids, sort),
    )


def section_lines(section: Section, width: int = WIDTH) -> int:
    """Lines that a section takes with its title, in lines of some cells."""
    entries = sum(entry_lines(entry, width) for entry in section.entries)
    return 1 + bool(section.heads) + (entries or bool(section.empty))


def _compared(figures: Figures, scope: int, ids: Collection[int] | None, sort: str) -> Table:
    """The components to compare: those right below, or those in the scope that pass a filter."""
    compared = _below(figures, scope) if ids is None else tuple(_passing(figures, scope, ids))
    every = len(compared) if ids is None else sum(1 for _ in figures.live_subtree(scope))
    return component_table(
        figures,
        compared,
        columns_in_use(figures, WIDE_COLUMNS),
        sort=sort,
        total=every,
        empty="no component below; add one with A" if ids is None else NO_MATCH,
    )


def _passing(figures: Figures, scope: int, ids: Collection[int]) -> Iterator[int]:
    passing = ids if isinstance(ids, set | frozenset) else frozenset(ids)
    return (below for below in figures.live_subtree(scope) if below in passing)


def _below(figures: Figures, scope: int) -> tuple[int, ...]:
    """The components to compare: those directly below; of a single one what lies below it too."""
    children = tuple(figures.live_children(scope))
    return (*children, *figures.live_children(children[0])) if len(children) == 1 else children


def _figures(figures: Figures, scope: int) -> Iterator[Entry]:
    rollup = figures.rollup(scope)
    target = ("components", scope) if scope else None
    for figure, label, value in (
        *_work_figures(rollup),
        *_date_figures(figures, scope),
        *_money_figures(figures, scope, rollup),
        *_risk_figures(figures, scope, rollup),
        *_benefit_figures(figures, scope, rollup),
    ):
        cells = (Cell(label, "dim"), value)
        yield Entry(cells=cells, target=target, figure=figure)


def _work_figures(rollup: Rollup) -> Iterator[tuple[str, str, Cell]]:
    work = rollup.work
    percent = NO_VALUE if work.percent is None else f"{work.percent} %"
    apart = f", {count_with_noun(work.summaries, 'summary')} apart" if work.summaries else ""
    done = f" ({work.done} of {count_with_noun(work.tasks, 'task')}{apart})" if work.tasks else ""
    yield "percent", "complete", Cell(f"{percent}{done}")
    late = f"{work.overdue} of {work.open} open"
    yield "overdue_tasks", "overdue", Cell(late, "bad" if work.overdue else "plain")
    yield "blocked", "blocked", Cell(str(work.blocked), "warn" if work.blocked else "plain")


def _date_figures(figures: Figures, scope: int) -> Iterator[tuple[str, str, Cell]]:
    yield "slip", "planned", outlook_text(figures, scope)
    if figures.rollup(scope).dates.promised is not None:
        yield "margin", "promised", promise_text(figures, scope)


def _money_figures(figures: Figures, scope: int, rollup: Rollup) -> Iterator[tuple[str, str, Cell]]:
    base, rates = figures.workspace.policy.base_currency, figures.rates
    money = figures.money(scope)
    variance = difference(money.forecast, money.budget, rates)
    percent = share_percent(variance, money.budget, rates)
    over = f" ({percent:+d} %)" if percent is not None else ""
    tone: Tone = "warn" if percent is not None and percent > 0 else "plain"
    yield "budget", "budget", _money(money.budget, base)
    yield "actual", "actual", _money(money.actual, base)
    yield "cost_to_go", "to go", _money(msgspec.structs.replace(money.to_go, counted=1), base)
    forecast = msgspec.structs.replace(money.forecast, counted=money.forecasts)
    yield "cost_forecast", "forecast", _money(forecast, base)
    if variance.value is not None:
        yield "variance", "variance", Cell(f"{short_money(variance.value, base)}{over}", tone)
    for name, label in (
        ("year_budget", "budget this year"),
        ("year_forecast", "forecast this year"),
        ("whole_life_cost", "whole-life cost"),
    ):
        amount: Amount = getattr(rollup, name)
        if amount.counted:
            yield name, label, _money(amount, base)


def _risk_figures(figures: Figures, scope: int, rollup: Rollup) -> Iterator[tuple[str, str, Cell]]:
    risks = rollup.risks
    yield "open_risks", "risks", Cell(risks_text(risks), "bad" if risks.high_bad else "plain")
    top = figures.workspace.risks.get(risks.top)
    if top is not None:
        yield "risk", "top risk", Cell(f"{top.key} {top.title} ({risks.top_score})")
    components = tuple(figures.live_subtree(scope))
    every = (risk for component_id in components for risk in figures.risks_for(component_id))
    happened = (risk for component_id in components for risk in figures.happened_in(component_id))
    found = exposure_of(every, figures.scales, figures.rates, happened)
    if found.net.counted:
        yield "exposure", "exposure", _money(found.net, figures.workspace.policy.base_currency)


def _benefit_figures(
    figures: Figures, scope: int, rollup: Rollup
) -> Iterator[tuple[str, str, Cell]]:
    base = figures.workspace.policy.base_currency
    if rollup.benefits_baseline.counted:
        yield "benefits_baseline", "benefits", _money(rollup.benefits_baseline, base)
    live = [
        benefit
        for row_id in figures.live_subtree(scope)
        for benefit in figures.benefits_in(row_id)
        if not benefit.archived
    ]
    if live:
        late = sum(_is_late(benefit, figures.today) for benefit in live)
        text = f"{count_with_noun(len(live), 'benefit')}, {count_with_noun(late, 'measure')} late"
        yield "", "register", Cell(text, "warn" if late else "plain")


def _is_late(benefit: Benefit, today: date) -> bool:
    return benefit.next_measure is not None and benefit.next_measure < today


def _money(amount: Amount, base: str) -> Cell:
    if amount.value is None:
        return Cell(f"{NO_VALUE} ({amount.reason})", "dim")
    many = f" ({amount.counted} figures)" if amount.counted > 1 else ""
    return Cell(f"{short_money(amount.value, base)}{many}")
