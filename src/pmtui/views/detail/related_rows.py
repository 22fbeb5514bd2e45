"""This file finds what is tied to an entity: sub-tasks, links, checks, remarks, references."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from pmtui.figures.governance.handing_on import closing_list, lessons_for
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.people import Person
from pmtui.model.entities.registers import Issue
from pmtui.model.entities.remarks import Reference, Remark
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Assignment, Check, Column, Link, Task
from pmtui.model.governance.checkins import ASKS, CHECKINS, DIRECTIVES, RECOVERIES
from pmtui.model.governance.lessons import DOCUMENTS, LESSONS
from pmtui.model.governance.stakeholders import STAKEHOLDERS
from pmtui.model.rules.life_cycles import is_put_away
from pmtui.views.detail.belonging_rows import belonging_rows
from pmtui.views.detail.map_sections import map_sections
from pmtui.views.detail.person_sections import person_sections
from pmtui.views.registers.occurrences import SECTIONS
from pmtui.views.risks.escalation import decision_of, escalation_text
from pmtui.views.roadmap.cursor_strip import lag_text
from pmtui.views.shapes.table import Cell, Entry, Section
from pmtui.views.wording.formatting import (
    NO_VALUE,
    choice_label,
    date_cell,
    days_away,
    initials,
    person_name,
    rag_cell,
    score_text,
)

_ON_COMPONENTS: Final = (
    "benefits", "gates", "reports", CHECKINS.name, ASKS.name, DIRECTIVES.name, RECOVERIES.name,
    STAKEHOLDERS.name, DOCUMENTS.name, LESSONS.name,
)  # fmt: skip
"""Registers of which a component shows its rows."""
MOST: Final = 200
"""Entries of one section before the rest is only counted."""

_Find = Callable[[Figures, Any], Iterator[Section]]
"""Finds what is tied to a row of its own table."""


def related(figures: Figures, table: str, row: Entity) -> tuple[Section, ...]:
    """What is tied to an entity, a section per kind; kinds of which there is none are left out."""
    special = _OF_TABLE.get(table)
    sections = list(special(figures, row)) if special else []
    sections += belonging_rows(figures, table, row)
    sections += map_sections(figures, table, row.id)
    sections += [_remarks(figures, row), _references(figures, row)]
    return tuple(section for section in sections if section.entries)


def _section(title: str, entries: Iterable[Entry]) -> Section:
    found = tuple(entries)
    more = len(found) - MOST
    return Section(title, found[:MOST], f"and {more} more" if more > 0 else str(len(found)))


def _task_sections(figures: Figures, task: Task) -> Iterator[Section]:
    workspace = figures.workspace
    links = workspace.links
    children = sorted(
        figures.subtasks(task.id), key=lambda task_id: workspace.tasks[task_id].outline_rank
    )
    yield _section("Sub-tasks", (_task(figures, child_id) for child_id in children))
    checks = workspace.rows_by(Check, "task", task.id)
    yield _section("Checklist", (_check(value) for value in sorted(checks, key=_rank)))
    given = [links[link_id] for link_id in workspace.ids_by("links", "successor", task.id)]
    yield _section("Predecessors", (_link(figures, link, link.predecessor) for link in given))
    taken = [links[link_id] for link_id in workspace.ids_by("links", "predecessor", task.id)]
    yield _section("Successors", (_link(figures, link, link.successor) for link in taken))
    assigned = workspace.ids_by("assignments", "task", task.id)
    yield _section("Assigned", (_assignment(figures, row_id) for row_id in assigned))
    risk = workspace.risks.get(task.risk)
    yield _section("Answers", (_risk(figures, risk.id),) if risk is not None else ())


def _risk_sections(figures: Figures, risk: Risk) -> Iterator[Section]:
    workspace = figures.workspace
    actions = workspace.ids_by("tasks", "risk", risk.id)
    yield _section("Response actions", (_task(figures, action) for action in actions))
    secondary = workspace.ids_by("risks", "secondary_of", risk.id)
    yield _section("Secondary risks", (_risk(figures, row_id) for row_id in secondary))
    issues = workspace.ids_by("issues", "from_risk", risk.id)
    yield _section("Became", (_record(figures, "issues", issue_id) for issue_id in issues))
    yield _answer_section(figures, risk)


def _issue_sections(figures: Figures, issue: Issue) -> Iterator[Section]:
    yield _answer_section(figures, issue)


def _answer_section(figures: Figures, row: Risk | Issue) -> Section:
    """The decision that answered an escalation."""
    decision = decision_of(figures, row)
    entries = () if decision is None else (_record(figures, "decisions", decision.id),)
    return _section(f"Escalation {escalation_text(figures, row)}", entries)


def _decision_sections(figures: Figures, decision: Decision) -> Iterator[Section]:
    workspace = figures.workspace
    risks = workspace.ids_by("risks", "escalation_decision", decision.id)
    issues = workspace.ids_by("issues", "escalation_decision", decision.id)
    asked = (
        *(_risk(figures, risk_id) for risk_id in risks),
        *(_record(figures, "issues", issue_id) for issue_id in issues),
    )
    yield _section("Answers", asked)


def _component_sections(figures: Figures, component: Component) -> Iterator[Section]:
    workspace = figures.workspace
    children = figures.live_children(component.id)
    yield _section("Components", (_component(figures, child_id) for child_id in children))
    yield _section(
        "Board", (_column(figures, column) for column in workspace.board_of(component.id))
    )
    if component.state == "closing":
        yield _section("Closing list", _closing(figures, component))
    for table in _ON_COMPONENTS:
        ids = workspace.ids_by(table, "component", component.id)
        yield _section(table.capitalize(), (_record(figures, table, row_id) for row_id in ids))
    lessons = (_record(figures, LESSONS.name, row.id) for row in lessons_for(figures, component))
    yield _section("Lessons of like projects", lessons)


def _closing(figures: Figures, component: Component) -> Iterator[Entry]:
    for point in closing_list(figures, component):
        mark = Cell("done", "good") if point.is_done else Cell("open", "warn")
        cells = (mark, Cell(point.title), Cell(point.words, "dim"))
        yield Entry(cells=cells, target=point.target)


def _person_sections(figures: Figures, person: Person) -> Iterator[Section]:
    lines = {"components": _component, "tasks": _task, "risks": _risk}
    return person_sections(figures, person, lines)


def _link_sections(figures: Figures, link: Link) -> Iterator[Section]:
    tasks = (
        task_id
        for task_id in (link.predecessor, link.successor)
        if task_id in figures.workspace.tasks
    )
    yield _section("Between", (_task(figures, value) for value in tasks))


def _remarks(figures: Figures, row: Entity) -> Section:
    found = list(figures.workspace.rows_by(Remark, "about", row.id))
    found.sort(
        key=lambda remark: (remark.at.toordinal() if remark.at else 0, remark.id), reverse=True
    )
    return _section("Remarks", (_remark(figures, remark) for remark in found))


def _references(figures: Figures, row: Entity) -> Section:
    references = figures.workspace.rows_by(Reference, "about", row.id)
    return _section("References", map(_reference, references))


def _row(figures: Figures, table: str, entity_id: int) -> Entity:
    return figures.workspace.rows(table)[entity_id]


def _rank(row: Check) -> tuple[str, int]:
    return (row.rank, row.id)


def _task(figures: Figures, task_id: int) -> Entry:
    task = figures.workspace.tasks[task_id]
    done = figures.is_done(task_id)
    column = figures.workspace.columns.get(task.column)
    where = column.name if column else ""
    when = Cell("done", "good") if done else days_away(task.due or task.finish, figures.today)
    cells = (
        Cell(task.key, "dim"),
        Cell(task.title, "dim" if done else "plain"),
        Cell(initials(figures.workspace, task.owner), "dim"),
        Cell(where, "dim"),
        when,
    )
    return Entry(cells=tuple(cell for cell in cells if cell.text), target=("tasks", task_id))


def _check(check: Check) -> Entry:
    box = Cell("[x]" if check.done else "[ ]", "good" if check.done else "plain")
    text = Cell(check.text, "dim" if check.done else "plain")
    return Entry(cells=(box, text), target=("checks", check.id), field="done")


def _link(figures: Figures, link: Link, other: int) -> Entry:
    task = figures.workspace.tasks.get(other)
    name = f"{task.key} {task.title}" if task is not None else "a task that is gone"
    lag = f"{link.type}{lag_text(link, figures.workspace.policy.minutes_per_day)}"
    done = figures.is_done(other)
    is_void = is_put_away(figures.workspace, "links", link)
    cells = [Cell(lag, "dim"), Cell(name, "dim" if done or is_void else "plain")]
    if is_void:
        cells.append(Cell("archived: does not hold", "warn"))
    elif done:
        cells.append(Cell("done", "good"))
    if link.state:
        cells.append(Cell(choice_label(link.state)))
    return Entry(cells=tuple(cells), target=("links", link.id))


def _assignment(figures: Figures, assignment_id: int) -> Entry:
    one = figures.workspace.rows_of(Assignment)[assignment_id]
    name = person_name(figures.workspace, one.person)
    return Entry(
        cells=(Cell(name), Cell(f"{one.units} %", "dim")), target=("assignments", assignment_id)
    )


def _risk(figures: Figures, risk_id: int) -> Entry:
    risk = figures.workspace.risks[risk_id]
    text = score_text(figures.score(risk_id), figures.level(risk_id))
    cells = (
        Cell(risk.key, "dim"),
        Cell(risk.title),
        Cell(text),
        Cell(choice_label(risk.state), "dim"),
    )
    return Entry(cells=cells, target=("risks", risk_id))


def _component(figures: Figures, component_id: int) -> Entry:
    one = figures.workspace.components[component_id]
    cells = (rag_cell(figures.health(component_id).computed), Cell(one.key, "dim"), Cell(one.name))
    return Entry(cells=cells, target=("components", component_id))


def _column(figures: Figures, column: Column) -> Entry:
    count = len(figures.cards(column.component).get(column.id, ()))
    limit = f"/{column.limit}" if column.limit else ""
    cells = (Cell(column.name), Cell(f"{count}{limit}"), Cell(column.role, "dim"))
    return Entry(cells=cells, target=("columns", column.id))


def _record(figures: Figures, table: str, entity_id: int) -> Entry:
    row = _row(figures, table, entity_id)
    said = getattr(row, "state", "") or getattr(row, "decision", "") or getattr(row, "rag", "")
    state = choice_label(str(said))
    cells = (Cell(row.key, "dim"), Cell(title_of(row)), Cell(state or NO_VALUE, "dim"))
    return Entry(cells=cells, target=(table, entity_id))


def _remark(figures: Figures, remark: Remark) -> Entry:
    by = person_name(figures.workspace, remark.by)
    cells = [date_cell(remark.at, figures.today, "dim"), Cell(by, "dim"), Cell(remark.text)]
    if remark.topic:
        cells.insert(2, Cell(f"[{remark.topic}]", "dim"))
    return Entry(cells=tuple(cells), target=("remarks", remark.id))


def _reference(reference: Reference) -> Entry:
    cells = (Cell(title_of(reference)), Cell(reference.url, "accent"))
    return Entry(cells=cells, target=("references", reference.id))


_OF_TABLE: Final[Mapping[str, _Find]] = MappingProxyType(
    {
        "tasks": _task_sections,
        "risks": _risk_sections,
        "issues": _issue_sections,
        "decisions": _decision_sections,
        "components": _component_sections,
        "people": _person_sections,
        "links": _link_sections,
        **SECTIONS,
    }
)
