"""This file tells what is still open in a component or of a person, or hangs on a task."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from pmtui.figures.risk.exposure import is_open as is_open_risk
from pmtui.figures.risk.exposure import is_unrecorded
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.choosing.decisions import DECISIONS
from pmtui.model.entities.entity import is_archived, title_of
from pmtui.model.entities.table import plural_of
from pmtui.model.entities.tasks import Link
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES, OPEN_WORDS, has_ended, waiting_at
from pmtui.model.workspace.schema import references
from pmtui.model.workspace.workspace import Workspace

MOST_NAMED: Final = 3
"""Rows of one kind that are called by their keys; of the rest there is the count."""
NOT_ANSWERED_FOR: Final = frozenset(
    {("changes", "raised_by"), ("cases", "approved_by"), (DECISIONS.name, "asked_by")}
)
"""Fields that name a person for what was, not for what is still to be done."""


HIGH_THREAT: Final = "high threat"
"""What an open threat with a high score is called."""


OPEN_ROWS_READ: Final = PLANNED_FROM | {"baselines", "baseline_rows"} | OPEN_WORDS.keys()
"""The tables from which is told what is open, and what of it overdue."""


class OpenRows(msgspec.Struct, frozen=True):
    """The open rows of one kind."""

    table: str
    word: str
    """What one of them is called: `open task`, `high threat`."""
    ids: tuple[int, ...]
    overdue: int = 0
    """How many of them are overdue; tasks only."""


def open_rows(figures: Figures, table: str, entity_id: int) -> tuple[OpenRows, ...]:
    """What is still open in a component with all below it, or what a person answers for.

    Of a task: the live links to tasks that wait for it, since they cease to hold without it.

    Args:
        figures: of the workspace looked at.
        table: components, people or tasks; nothing is open in a row of another table.
        entity_id: the row. What lies in an ended or archived component below is not looked at.
    """
    find = {"components": _in_component, "people": _of_person, "tasks": _of_task}.get(table)
    if find is None:
        return ()
    return tuple(_kinds(figures, find(figures, entity_id)))


def own_open_rows(figures: Figures, component: int) -> tuple[OpenRows, ...]:
    """What is still open in a component itself, and the open components right below it."""
    below = [
        child_id for child_id in figures.live_children(component) if _is_alive(figures, child_id)
    ]
    own = _in_components(figures, (component,))
    return tuple(_kinds(figures, {"components": below, **own}))


def open_words(workspace: Workspace, kinds: Iterable[OpenRows], *, named: bool = True) -> str:
    """Open rows in words: `2 open tasks (T-1, T-2), 1 high threat (R-1)`; empty where none is.

    Args:
        workspace: where the rows are.
        kinds: the rows.
        named: whether the first of each kind are called by their keys.
    """
    return ", ".join(_words(workspace, kind, named=named) for kind in kinds)


def is_open_row(figures: Figures, table: str, row: Any) -> bool:
    """Whether a row waits for somebody to end it: not archived, and not ended by its own rules."""
    if table not in OPEN_WORDS or is_archived(row):
        return False
    if table == "tasks":
        return not figures.is_done(row.id)
    if table == "risks":
        return is_open_risk(row) or is_unrecorded(figures.workspace, row)
    if table == "assignments":
        task = figures.workspace.tasks.get(row.task)
        return task is not None and is_open_row(figures, "tasks", task)
    if table == "links":
        return _holds(figures, row)
    return not has_ended(row)


def _holds(figures: Figures, link: Link) -> bool:
    """Whether a link still makes an open task wait for another open one."""
    if has_ended(link):
        return False
    tasks = figures.workspace.tasks
    ends = (tasks.get(link.predecessor), tasks.get(link.successor))
    return all(end is not None and is_open_row(figures, "tasks", end) for end in ends)


def _in_component(figures: Figures, component: int) -> dict[str, list[int]]:
    below = [row_id for row_id in figures.live_subtree(component) if row_id != component]
    alive = [row_id for row_id in below if _is_alive(figures, row_id)]
    return {"components": alive, **_in_components(figures, (component, *alive))}


def _in_components(figures: Figures, components: tuple[int, ...]) -> dict[str, list[int]]:
    workspace = figures.workspace
    found: dict[str, list[int]] = {}
    for table in OPEN_WORDS:
        if table in {"components", "links", "assignments"}:
            continue
        rows = workspace.rows(table)
        ids = (
            row_id
            for component_id in components
            for row_id in workspace.ids_by(table, "component", component_id)
        )
        found[table] = [row_id for row_id in ids if is_open_row(figures, table, rows[row_id])]
    found["tasks"] = [row_id for row_id in found["tasks"] if not figures.is_summary(row_id)]
    inside = frozenset(components)
    found["links"] = [link.id for link in _crossing(workspace, inside) if _holds(figures, link)]
    for component_id in components:
        for table, row in waiting_at(workspace, component_id):
            if row.id not in found[table]:
                found[table].append(row.id)
    return found


def _crossing(workspace: Workspace, inside: frozenset[int]) -> Iterator[Link]:
    """The links of which one end lies in some components and the other outside."""
    tasks = workspace.tasks
    for component in inside:
        for task in workspace.ids_by("tasks", "component", component):
            for end, other in (("predecessor", "successor"), ("successor", "predecessor")):
                for link_id in workspace.ids_by("links", end, task):
                    far = tasks.get(getattr(workspace.links[link_id], other))
                    if far is not None and far.component not in inside:
                        yield workspace.links[link_id]


def ids_of_person(figures: Figures, person: int) -> Iterator[int]:
    """The open rows that somebody answers for, and the tasks that they are assigned to."""
    for table, ids in _of_person(figures, person).items():
        rows = figures.workspace.rows(table)
        for row_id in ids:
            yield getattr(rows[row_id], "task", 0) if table == "assignments" else row_id


def _of_person(figures: Figures, person: int) -> dict[str, list[int]]:
    workspace = figures.workspace
    found: dict[str, list[int]] = {}
    for table in OPEN_WORDS:
        rows, ids = workspace.rows(table), dict[int, None]()
        for name in answered_by(table):
            ids |= dict.fromkeys(workspace.ids_by(table, name, person))
        found[table] = [
            row_id
            for row_id in ids
            if is_open_row(figures, table, rows[row_id])
            and (table == "components" or _is_alive(figures, rows[row_id].component))
        ]
    return found


def answered_by(table: str) -> tuple[str, ...]:
    """The fields of a table that name the people who answer for a row of it."""
    return tuple(
        spec.name
        for spec in references(table)
        if spec.refers == "people" and (table, spec.name) not in NOT_ANSWERED_FOR
    )


def _of_task(figures: Figures, task: int) -> dict[str, list[int]]:
    links, tasks = figures.workspace.links, figures.workspace.tasks
    waiting = (links[link_id] for link_id in figures.workspace.ids_by("links", "predecessor", task))
    live = [link for link in waiting if is_open_row(figures, "tasks", tasks[link.successor])]
    return {"links": [link.id for link in live]}


def _is_alive(figures: Figures, component: int) -> bool:
    """Whether work goes on in a component: neither it has ended nor it or one above is archived."""
    workspace = figures.workspace
    row = workspace.components.get(component)
    if row is None:
        return not component
    above = (workspace.components[component_id] for component_id in workspace.ancestors(component))
    return row.state not in ENDED_COMPONENT_STATES and not any(
        other_component.archived for other_component in (row, *above)
    )


def _kinds(figures: Figures, found: dict[str, list[int]]) -> Iterator[OpenRows]:
    for table, ids in found.items():
        if not ids:
            continue
        if table == "risks":
            yield from _risk_kinds(figures, ids)
        elif table == "tasks":
            late = sum(figures.is_overdue(row_id) or _was_due(figures, row_id) for row_id in ids)
            yield OpenRows(table, OPEN_WORDS[table], tuple(ids), late)
        else:
            yield OpenRows(table, OPEN_WORDS[table], tuple(ids))


def _was_due(figures: Figures, task_id: int) -> bool:
    """Whether a task of an ended component, which is not called overdue any more, would be."""
    task = figures.workspace.tasks[task_id]
    wanted = task.due or task.finish
    return wanted is not None and wanted < figures.today


def _risk_kinds(figures: Figures, ids: Iterable[int]) -> Iterator[OpenRows]:
    rows = figures.workspace.risks
    kinds: dict[str, list[int]] = {HIGH_THREAT: [], "open threat": [], "open opportunity": []}
    for row_id in ids:
        high = rows[row_id].kind == "threat" and figures.level(row_id) == "H"
        kinds[HIGH_THREAT if high else f"open {rows[row_id].kind}"].append(row_id)
    for word, found in kinds.items():
        if found:
            yield OpenRows("risks", word, tuple(found))


def _words(workspace: Workspace, kind: OpenRows, *, named: bool) -> str:
    count = len(kind.ids)
    text = f"{count} {kind.word if count == 1 else plural_of(kind.word)}"
    late = f"{kind.overdue} overdue" if kind.overdue else ""
    if not named:
        return f"{text} ({late})" if late else text
    rows = workspace.rows(kind.table)
    keys = ", ".join(_called(workspace, rows[row_id]) for row_id in kind.ids[:MOST_NAMED])
    more = ", ..." if count > MOST_NAMED else ""
    return f"{text} ({keys}{more}{f'; {late}' if late else ''})"


def _called(workspace: Workspace, row: Any) -> str:
    if row.key:
        return str(row.key)
    task = workspace.tasks.get(getattr(row, "task", 0))
    return f"to {task.key}" if task is not None else title_of(row)
