"""This file shows one entity: its fields to edit, its figures, and what is tied to it."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from pmtui.figures.catalogue import figure
from pmtui.figures.core.amounts import Amount
from pmtui.figures.governance.decision_rights import rights_lines
from pmtui.figures.governance.tolerances import departures
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import cost_to_go, task_cost
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.life_cycles import value_read
from pmtui.model.workspace.schema import TABLES, FieldKind, FieldSpec, defaults_of, field_specs
from pmtui.query.values.formatting import DASH, is_empty, money_text, value_text
from pmtui.views.detail.related_rows import related
from pmtui.views.shapes.table import Cell, Entry, Line, Section, Tone
from pmtui.views.wording.date_cells import (
    baseline_cell,
    margin_cell,
    planned_cell,
    promised_cell,
    slip_cell,
    worst_cell,
)
from pmtui.views.wording.formatting import (
    NOTHING,
    display_title,
    level_tone,
    number_cell,
    risks_text,
    score_text,
)

_HIDDEN: Final = frozenset(
    {"id", "key", "about", "about_table", "outline_rank", "board_rank", "numbers"}
)
"""What says nothing to a reader; the numbers of a report are shown as the report."""
_FIRST: Final = {
    name: at
    for at, name in enumerate(
        """
        blocked state reported_rag reported_rating owner due next_review next_measure
        needed_by promised
        priority severity probability impact_cost impact_time impact_scope impact_quality
        column percent start finish estimate remaining duration response response_notes
        budget spent forecast target value realised escalated_to escalated_at escalation_reason
        """.split()
    )
}
"""What matters first of any entity, in this order; then the others as they are declared."""
_LAST: Final = frozenset({"component", "kind", "archived"})
"""What its heading says already."""
_FIXED_KINDS: Final[frozenset[FieldKind]] = frozenset({"rank", "about"})


class FieldLine(msgspec.Struct, frozen=True):
    """One field of an entity and its value as people read it."""

    field: str
    label: str
    text: str
    kind: FieldKind
    is_empty: bool
    is_usual: bool = False
    """Whether it says no more than any entity does of which nobody said anything."""


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """One entity in full."""

    table: str
    id: int
    title: Line
    """Its key and how it is called."""
    kind: Line
    """What it is, where it lies, and whether it was put away."""
    fields: tuple[FieldLine, ...]
    figures: Section
    related: tuple[Section, ...]


def detail(figures: Figures, table: str, entity_id: int) -> Detail | None:
    """The detail of an entity; None where it is gone.

    Args:
        figures: of the workspace the entity is in.
        table: its table.
        entity_id: its id.
    """
    row = figures.workspace.get(table, entity_id)
    if row is None:
        return None
    title = (Cell(row.key, "dim"), Cell(display_title(figures.workspace, table, row), "head"))
    return Detail(
        table=table,
        id=entity_id,
        title=tuple(cell for cell in title if cell.text),
        kind=tuple(_kind(figures, table, row)),
        fields=field_lines(figures, table, row),
        figures=Section("Figures", tuple(_figures(figures, table, row))),
        related=related(figures, table, row),
    )


def field_lines(figures: Figures, table: str, row: Entity) -> tuple[FieldLine, ...]:
    """The fields of an entity that a person may read and edit, in their order."""
    lines = (
        _line(figures, table, spec, row)
        for spec in field_specs(table)
        if spec.name not in _HIDDEN and spec.kind not in _FIXED_KINDS
    )
    defaults, rare = defaults_of(table), TABLES[table].rare
    return tuple(
        line
        for line in lines
        if line.field not in rare or value_read(row, line.field) != defaults[line.field]
    )


def most_relevant_first(lines: Iterable[FieldLine]) -> list[FieldLine]:
    """Fields in the order in which they matter to who reads them."""

    def weight(line: FieldLine) -> int:
        return len(_FIRST) + 1 if line.field in _LAST else _FIRST.get(line.field, len(_FIRST))

    return sorted(lines, key=weight)


def _line(figures: Figures, table: str, spec: FieldSpec, row: Entity) -> FieldLine:
    value = value_read(row, spec.name)
    text = value_text(figures.workspace, spec, value, figures.today, row)
    label = "lies in" if spec.name == "component" else spec.label
    empty = is_empty(spec, value)
    usual = empty or (not value and value == defaults_of(table)[spec.name])
    return FieldLine(spec.name, label, text, spec.kind, empty, usual)


def _kind(figures: Figures, table: str, row: Entity) -> Iterator[Cell]:
    above = figures.workspace.components.get(row.component)
    word = str(getattr(row, "kind", "")) if TABLES[table].kinds else TABLES[table].kind_words
    yield Cell(f"{word} in {above.key} {above.name}" if above is not None else word, "dim")
    if is_archived(row):
        yield Cell("archived", "warn")


def _figures(figures: Figures, table: str, row: Entity) -> Iterator[Entry]:
    cells: Iterator[tuple[str, Cell]] = iter(())
    if isinstance(row, Task):
        cells = _task_figures(figures, row)
    elif isinstance(row, Risk):
        cells = _risk_figures(figures, row)
    elif isinstance(row, Component):
        cells = _component_figures(figures, row)
    for label, text, tone in rights_lines(figures.workspace, table, row, figures.today):
        yield Entry(cells=(Cell(label, "dim"), Cell(text, tone)), target=(table, row.id))
    for label, cell in _tolerance_cells(figures, row.id):
        yield Entry(cells=(Cell(label, "dim"), cell), target=(table, row.id))
    for name, cell in cells:
        declared = figure(name, table)
        label = declared.title if declared else name
        yield Entry(
            cells=(Cell(label, "dim"), cell),
            target=(table, row.id),
            figure=name if declared else "",
        )


def _tolerance_cells(figures: Figures, component: int) -> Iterator[tuple[str, Cell]]:
    """Each tolerance of a component beside what it has come to; of its rows those beyond."""
    workspace = figures.workspace
    for departure in departures(figures, component):
        row = workspace.get(departure.table, departure.id)
        is_own = departure.table == "components"
        if is_own or departure.is_exceeded:
            name = "" if is_own or row is None else f"{row.key} "
            place = workspace.components.get(departure.tolerance.component)
            whose = f" (as {place.key} has it)" if place and place.id != component else ""
            tone: Tone = "bad" if departure.is_exceeded else "plain"
            label = f"tolerance of {departure.tolerance.kind}"
            yield label, Cell(f"{name}{departure.text}{whose}", tone)


def _task_figures(figures: Figures, task: Task) -> Iterator[tuple[str, Cell]]:
    tasks = figures.workspace.tasks
    done = figures.is_done(task.id)
    yield "status", Cell("done" if done else "open", "good" if done else "plain")
    if task.entered is not None:
        yield "age", Cell(f"{(figures.today - task.entered).days} d in its column")
    late = figures.days_late(task.id)
    if late:
        passed = task.due or task.finish
        is_typed = passed is not None and (figures.today - passed).days == late
        of = f" past its {'due date' if task.due else 'finish'}" if is_typed else ""
        yield "late", Cell(f"{late} d{of}", "bad")
    if figures.is_blocked(task.id):
        names = ", ".join(tasks[task_id].key for task_id in figures.blockers(task.id))
        yield "held up by", Cell(names or task.blocked, "warn")
    freed = figures.frees(task.id)
    if freed:
        yield "unblocks", Cell(", ".join(tasks[task_id].key for task_id in freed))
    cost = task_cost(figures, task.id)
    if cost.planned.counted:
        yield "cost", _amount_cell(cost.planned)
    if cost.actual.counted:
        yield "cost_so_far", _amount_cell(cost.actual)
        yield "cost_to_go", _amount_cell(cost_to_go(figures, task.id))


def _risk_figures(figures: Figures, risk: Risk) -> Iterator[tuple[str, Cell]]:
    scales = figures.scales
    for name, score in (("score", scales.score(risk)), ("residual", scales.residual(risk))):
        level = scales.level(score)
        yield name, Cell(score_text(score, level), level_tone(risk.kind, level))
    value = scales.emv(risk)
    yield "emv", NOTHING if value is None else Cell(money_text(value))


def _component_figures(figures: Figures, one: Component) -> Iterator[tuple[str, Cell]]:
    rollup, health = figures.rollup(one.id), figures.health(one.id)
    reasons = "; ".join(part.reason for part in health.reasons)
    because = f" ({reasons})" if reasons and health.computed != "G" else ""
    trend = f", {health.trend_text}" if health.trend else ""
    yield "rag", Cell(f"{health.computed or DASH}{because}{trend}")
    yield "percent", number_cell(rollup.percent)
    yield "expected_finish", planned_cell(figures, one.id)
    yield "baseline_finish", baseline_cell(figures, one.id)
    yield "slip", slip_cell(figures, one.id)
    if rollup.dates.worst_at:
        yield "worst_below", worst_cell(figures, one.id)
    if rollup.dates.promised is not None:
        yield "promised", promised_cell(figures, one.id)
        yield "margin", margin_cell(figures, one.id)
    yield "open_risks", Cell(risks_text(rollup.risks))
    work = rollup.work
    yield "overdue_tasks", Cell(f"{work.overdue} of {work.open} open")
    money = figures.money(one.id)
    for name, typed, amount in (
        ("budget", one.budget, money.budget),
        ("actual", one.spent, money.actual),
        ("cost_forecast", one.forecast, money.forecast),
        ("whole_life_cost", one.whole_life_cost, rollup.whole_life_cost),
        ("benefits_baseline", one.benefits_baseline, rollup.benefits_baseline),
    ):
        if amount.counted and amount.value != typed:
            yield name, _amount_cell(amount)


def _amount_cell(amount: Amount) -> Cell:
    return Cell(amount.reason if amount.value is None else money_text(amount.value))
