"""This file shows the risk register of a scope with its heat maps and what it adds up to."""

from collections.abc import Collection, Iterable

import msgspec

from pmtui.figures.risk.exposure import Scales, answering_component, exposure_of, is_open
from pmtui.figures.risk.heat_map import RiskCounts, heat_map
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.risks import Level, Risk
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.risks.risk_columns import COLUMNS, titled_cells, with_trend
from pmtui.views.risks.shown_risks import HeatCell, RiskLens, ShownRisks, is_shadow, shown_risks
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Cell, Line, Table, TableRow, ViewColumn
from pmtui.views.wording.formatting import (
    NO_COMPONENT,
    count_with_noun,
    short_money,
)


class Heat(msgspec.Struct, frozen=True):
    """What a cell of the heat map shows: how many risks, and how grave one there is."""

    count: int = 0
    level: Level | None = None
    """None where the store rates nothing there."""


class RiskRegister(msgspec.Struct, frozen=True, kw_only=True):
    """The register, its two heat maps (opportunities mirror threats) and a line that sums up."""

    table: Table
    threats: RiskCounts
    opportunities: RiskCounts
    summary: Line
    lens: RiskLens
    by_lens: int = 0
    """Risks not shown as they are neither major nor escalated."""
    closed: int = 0
    """Risks not shown as they are over."""
    by_filter: int = 0
    by_cell: int = 0
    """Risks not shown as they are in another cell of the map."""

    def heat(self, scales: Scales, cell: HeatCell) -> Heat:
        """Count and level of a cell of the map."""
        counts = self.threats if cell.kind == "threat" else self.opportunities
        count = counts[cell.probability - 1][cell.impact - 1]
        return Heat(count, scales.level(scales.scores.get((cell.probability, cell.impact))))


def risk_register(
    figures: Figures,
    scope: int,
    *,
    lens: RiskLens | None = None,
    ids: Collection[int] | None = None,
    sort: str = "score-",
    cell: HeatCell | None = None,
    ended: bool = False,
    trends: bool = False,
    then: Workspace | None = None,
) -> RiskRegister:
    """The risks of a scope: of a project all, of a program those that are major or escalated.

    A risk escalated to a component that is not in the scope keeps a shadow row marked `^`, which
    says what became of it, even once it was accepted above; a risk escalated into the scope from
    elsewhere is part of it.

    Args:
        figures: of the workspace to show.
        scope: the component; 0 for the whole store.
        lens: None takes the scope's own.
        ids: risks that pass a filter; None filters nothing.
        sort: key of a column, with a trailing `-` for descending.
        cell: a cell of the heat map to keep to.
        ended: whether to show closed, expired and occurred risks as well; a filter shows them.
        trends: whether to show a column of trends.
        then: the workspace of some time ago, which trends compare with; None while not known.
    """
    components = frozenset(figures.live_subtree(scope))
    used: RiskLens = lens or ("all" if len(components) == 1 else "major")
    risks = shown_risks(figures, components, used, ids=ids, cell=cell, ended=ended)
    shadows = frozenset(risk.id for risk in risks.shown if is_shadow(risk, scope, components))
    counting = _answered_in(figures, components, risks.seen)
    columns = with_trend(then) if trends else COLUMNS
    empty = _empty(figures, risks.every, used, cell, is_filtered=ids is not None)
    return RiskRegister(
        table=_table(figures, risks, shadows, columns, sort=sort, empty=empty),
        threats=heat_map(counting, "threat"),
        opportunities=heat_map(counting, "opportunity"),
        summary=tuple(_summary(figures, components)),
        lens=used,
        by_lens=len(risks.every) - len(risks.seen),
        closed=len(risks.seen) - len(risks.live),
        by_filter=len(risks.live) - len(risks.kept),
        by_cell=len(risks.kept) - len(risks.shown),
    )


def _answered_in(figures: Figures, components: frozenset[int], risks: Iterable[Risk]) -> list[Risk]:
    """Those risks that a component among some answers for: the maps count them."""
    return [risk for risk in risks if answering_component(figures.workspace, risk) in components]


def _table(
    figures: Figures,
    risks: ShownRisks,
    shadows: frozenset[int],
    columns: tuple[ViewColumn[Risk], ...],
    *,
    sort: str,
    empty: str,
) -> Table:
    """The register as a table; a row is written when it is drawn."""
    rows = figures.workspace.risks
    ids = [risk.id for risk in risks.shown]
    if sort:
        ids.sort()

    def row_of(risk_id: int) -> TableRow:
        risk = rows[risk_id]
        cells = tuple(column.cell(figures, risk) for column in columns)
        if risk_id in shadows:
            return TableRow(risk_id, titled_cells(figures, risk, cells, is_shadow=True), "dim")
        cells = titled_cells(figures, risk, cells, is_shadow=False)
        return TableRow(risk_id, cells, "plain" if is_open(risk) else "dim")

    return Table(
        columns=columns,
        ids=sorted_rows(figures, ids, sort, columns, lambda _row_id: "risks"),
        row_of=row_of,
        sort=sort,
        total=len(risks.every),
        empty=empty,
    )


def _empty(
    figures: Figures,
    every: Collection[Risk],
    lens: RiskLens,
    cell: HeatCell | None,
    *,
    is_filtered: bool,
) -> str:
    if not every:
        return "no risk here yet: add one with a" if figures.workspace.components else NO_COMPONENT
    if cell is not None:
        return "no risk is in this cell of the map: Enter on it there shows all"
    if is_filtered:
        return "no risk matches the filter: Esc shows all"
    return (
        "no major or escalated risk; Z shows all"
        if lens == "major"
        else "no risk is open; /is:any shows closed ones"
    )


def _summary(figures: Figures, components: Collection[int]) -> Iterable[Cell]:
    counting = (risk for component_id in components for risk in figures.risks_for(component_id))
    live = [risk for risk in counting if is_open(risk)]
    happened = [risk for component_id in components for risk in figures.happened_in(component_id)]
    found = exposure_of(live, figures.scales, figures.rates, happened)
    base = figures.workspace.policy.base_currency
    for name, amount in (
        ("exposure threats", found.threats),
        ("opportunities", found.opportunities),
        ("net", found.net),
    ):
        reason = f" ({amount.reason})" if amount.parts and amount.value is None else ""
        yield Cell(f"{name} {short_money(amount.value, base)}{reason}")
    if found.unknown:
        yield Cell(f"{count_with_noun(found.unknown, 'risk')} without money", "dim")
    if happened:
        yield Cell(f"{count_with_noun(len(happened), 'threat')} occurred, not over", "bad")
    bare = sum(not risk.response for risk in live)
    late = sum(risk.next_review is not None and risk.next_review < figures.today for risk in live)
    yield Cell(f"no response: {bare}", "warn" if bare else "plain")
    yield Cell(f"late reviews: {late}", "bad" if late else "plain")
