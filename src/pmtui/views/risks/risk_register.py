"""This file shows the risk register of a scope with its heat maps and what it adds up to."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

import msgspec

from pmtui.figures.risk.exposure import (
    HeatMap,
    Level,
    Scales,
    exposure_of,
    heat_map,
    impact_of,
    is_open,
)
from pmtui.figures.risk.unresolved_issues import answering_component
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.risks import Risk, RiskKind
from pmtui.model.rules.escalation import taken_over_from
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.formatting import DASH
from pmtui.views.risks.escalation import escalated_title
from pmtui.views.risks.score_trend import trend_cell, trend_order
from pmtui.views.shapes.column import ViewColumn
from pmtui.views.shapes.section import Line
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Cell, Table, TableRow
from pmtui.views.wording.formatting import (
    NO_COMPONENT,
    NOTHING,
    choice_label,
    count_with_noun,
    days_away,
    level_tone,
    person_cell,
    score_text,
    short_money,
)

RiskLens = Literal["all", "major"]
"""Every risk, or those that are major or escalated."""


class HeatCell(msgspec.Struct, frozen=True):
    """A cell of the heat map, by which the register is filtered."""

    probability: int
    impact: int
    kind: RiskKind


class Heat(msgspec.Struct, frozen=True):
    """What a cell of the heat map shows: how many risks, and how grave one there is."""

    count: int = 0
    level: Level | None = None
    """None where the store rates nothing there."""


class RiskRegister(msgspec.Struct, frozen=True, kw_only=True):
    """The register, its two heat maps (opportunities mirror threats) and a line that sums up."""

    table: Table
    threats: HeatMap
    opportunities: HeatMap
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
    passing = ids if ids is None or isinstance(ids, set | frozenset) else frozenset(ids)
    every = _in_scope(figures, components, passing or ())
    seen = [risk for risk in every if used == "all" or _is_major(figures, risk)]
    live = [risk for risk in seen if ended or passing is not None or is_open(risk)]
    kept = [risk for risk in live if passing is None or risk.id in passing]
    shown = [risk for risk in kept if cell is None or _is_in(risk, cell)]
    shadows = frozenset(risk.id for risk in shown if _is_shadow(risk, scope, components))
    counting = [risk for risk in seen if answering_component(figures.workspace, risk) in components]
    rows = figures.workspace.risks
    columns = _with_trend(then) if trends else _COLUMNS
    ids_shown = [risk.id for risk in shown]
    if sort:
        ids_shown.sort()

    def row_of(risk_id: int) -> TableRow:
        risk = rows[risk_id]
        cells = tuple(column.cell(figures, risk) for column in columns)
        if risk_id in shadows:
            return TableRow(risk_id, _titled(figures, risk, cells, is_shadow=True), "dim")
        cells = _titled(figures, risk, cells, is_shadow=False)
        return TableRow(risk_id, cells, "plain" if is_open(risk) else "dim")

    table = Table(
        columns=columns,
        ids=sorted_rows(figures, ids_shown, sort, columns, lambda _row_id: "risks"),
        row_of=row_of,
        sort=sort,
        total=len(every),
        empty=_empty(
            every, figures.workspace.components, used, cell, is_filtered=passing is not None
        ),
    )
    return RiskRegister(
        table=table,
        threats=heat_map(counting, "threat"),
        opportunities=heat_map(counting, "opportunity"),
        summary=tuple(_summary(figures, components)),
        lens=used,
        by_lens=len(every) - len(seen),
        closed=len(seen) - len(live),
        by_filter=len(live) - len(kept),
        by_cell=len(kept) - len(shown),
    )


def _with_trend(then: Workspace | None) -> tuple[ViewColumn[Risk], ...]:
    """The columns with the trend behind the score."""
    trend = ViewColumn[Risk](
        key="trend",
        title="trend",
        width=5,
        align="right",
        priority=2,
        cell=lambda figures, risk: trend_cell(figures, risk, then),
        value=lambda figures, risk: trend_order(figures, risk, then),
    )
    at = 1 + next(at for at, column in enumerate(_COLUMNS) if column.key == "score")
    return (*_COLUMNS[:at], trend, *_COLUMNS[at:])


def _in_scope(figures: Figures, components: frozenset[int], asked: Collection[int]) -> list[Risk]:
    """The risks of components; archived ones only where they were asked for."""
    workspace = figures.workspace
    found = {
        risk.id: risk for component_id in components for risk in figures.risks_in(component_id)
    }
    for component_id in components:
        for risk_id in workspace.ids_by("risks", "escalated_to", component_id):
            risk = workspace.risks[risk_id]
            if risk.state == "escalated":
                found[risk_id] = risk
        found |= {
            row_id: workspace.risks[row_id]
            for row_id in taken_over_from(workspace, "risks", component_id)
        }
    for row_id in asked:
        if row_id not in found and workspace.risks[row_id].component in components:
            found[row_id] = workspace.risks[row_id]
    return [risk for risk in found.values() if not risk.archived or risk.id in asked]


def _is_major(figures: Figures, risk: Risk) -> bool:
    return risk.state == "escalated" or figures.scales.is_major(risk)


def _is_shadow(risk: Risk, scope: int, components: frozenset[int]) -> bool:
    if risk.state == "escalated":
        return bool(scope) and risk.escalated_to not in components
    return risk.component not in components


def _is_in(risk: Risk, cell: HeatCell) -> bool:
    place = HeatCell(risk.probability, impact_of(risk), risk.kind)
    return place == cell and is_open(risk)


def _titled(
    figures: Figures, risk: Risk, cells: tuple[Cell, ...], *, is_shadow: bool
) -> tuple[Cell, ...]:
    """The cells with what became of an escalation beside the title."""
    text = escalated_title(figures, risk, is_shadow=is_shadow)
    if text == risk.title:
        return cells
    at = next(i for i, column in enumerate(_COLUMNS) if column.key == "title")
    cell = msgspec.structs.replace(cells[at], text=text, tone="dim" if is_shadow else "plain")
    return (*cells[:at], cell, *cells[at + 1 :])


def _empty(
    every: Collection[Risk],
    components: Mapping[int, object],
    lens: RiskLens,
    cell: HeatCell | None,
    *,
    is_filtered: bool,
) -> str:
    if not every:
        return "no risk here yet: add one with a" if components else NO_COMPONENT
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


def _score(figures: Figures, risk: Risk) -> Cell:
    score = figures.scales.score(risk)
    level = figures.scales.level(score)
    return Cell(score_text(score, level), level_tone(risk.kind, level))


def _residual(figures: Figures, risk: Risk) -> Cell:
    score = figures.scales.residual(risk)
    if score is None:
        return NOTHING
    steps = f"{risk.residual_probability} {risk.residual_impact}"
    return Cell(f"{steps} {score_text(score, figures.scales.level(score)):>5}")


def _step(value: int) -> Cell:
    return Cell(str(value)) if value else NOTHING


def _words(value: str) -> Cell:
    return Cell(choice_label(value)) if value else NOTHING


_COLUMNS: Final[tuple[ViewColumn[Risk], ...]] = (
    ViewColumn(key="key", title="key", width=5, cell=lambda _figures, risk: Cell(risk.key)),
    ViewColumn(
        key="kind",
        title="T/O",
        width=3,
        cell=lambda _figures, risk: Cell("T" if risk.kind == "threat" else "O"),
    ),
    ViewColumn(
        key="title", title="title", width=26, flex=1, cell=lambda _figures, risk: Cell(risk.title)
    ),
    ViewColumn(
        key="owner",
        title="owner",
        width=10,
        priority=3,
        cell=lambda figures, risk: person_cell(figures.workspace, risk.owner),
    ),
    ViewColumn(
        key="probability",
        title="p",
        width=1,
        align="right",
        priority=4,
        cell=lambda _figures, risk: _step(risk.probability),
    ),
    ViewColumn(
        key="impact",
        title="i",
        width=1,
        align="right",
        priority=4,
        cell=lambda _figures, risk: _step(impact_of(risk)),
    ),
    ViewColumn(key="score", title="score", width=6, align="right", cell=_score),
    ViewColumn(
        key="response",
        title="response",
        width=8,
        priority=5,
        cell=lambda _figures, risk: _words(risk.response),
    ),
    ViewColumn(key="residual", title="residual", width=9, priority=6, cell=_residual),
    ViewColumn(
        key="next_review",
        title="review",
        width=9,
        priority=1,
        cell=lambda figures, risk: days_away(risk.next_review, figures.today),
    ),
    ViewColumn(
        key="state",
        title="state",
        width=16,
        priority=7,
        cell=lambda _figures, risk: Cell(choice_label(risk.state) or DASH),
    ),
)
RISK_COLUMNS: Final[Mapping[str, ViewColumn[Risk]]] = {column.key: column for column in _COLUMNS}
"""The columns of the register by key."""
