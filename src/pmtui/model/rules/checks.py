"""This file holds what every valid workspace keeps: references, trees without loops, states."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec import structs

from pmtui.model.changes.ops import Op
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.tasks import Link
from pmtui.model.rules.date_range import days_outside, outside_text
from pmtui.model.rules.dependency_loops import (
    link_loop,
    links_in_loops,
    loop_path_text,
    looped_tasks,
    task_loop,
)
from pmtui.model.rules.life_cycles import lifecycle_of, refusal
from pmtui.model.rules.row_checks import PLACE_CHECKS, ROW_CHECKS
from pmtui.model.workspace.schema import TABLES, field_specs, references
from pmtui.model.workspace.workspace import Workspace

_WRITTEN_OUT: Final = 3


class Problem(msgspec.Struct, frozen=True):
    """Something a workspace must not hold, in words that say what and where."""

    table: str
    id: int
    text: str
    is_input: bool = False
    """Whether what was given is wrong as it is, whatever others did meanwhile."""


def check(
    workspace: Workspace, touched: Iterable[tuple[str, int]], placed: Iterable[int] = ()
) -> tuple[Problem, ...]:
    """The problems of the entities touched by a change; an empty answer means it is sound.

    Args:
        workspace: as it is after the change.
        touched: (table, id) of what the change may have changed.
        placed: the tasks that it may have made wait for others through the outline (`placed_by`).
    """
    found: list[Problem] = []
    links: list[Link] = []
    for table, entity_id in touched:
        if table not in TABLES:
            continue
        row = workspace.get(table, entity_id)
        if row is None:
            found += _left_behind(workspace, table, entity_id)
        else:
            found += _of_row(workspace, table, row)
        if isinstance(row, Link):
            links.append(row)
    loops = tuple(_of_loops(workspace, links))
    if not loops:
        places = loops_of_places(workspace, placed)
        loops = tuple(Problem("tasks", task, text) for task, text in places)
    return (*found, *loops)


def check_all(workspace: Workspace) -> tuple[Problem, ...]:
    """The problems of a whole workspace, those that older versions let in among them."""
    rows = ((table, row_id) for table in TABLES for row_id in workspace.rows(table))
    return (*check(workspace, rows), *_odd_dates(workspace))


def _odd_dates(workspace: Workspace) -> Iterator[Problem]:
    for table in TABLES:
        for row in workspace.rows(table).values():
            for label, day in days_outside(table, structs.asdict(row)):
                text = f"{row.key or title_of(row)}: {label} {outside_text(day)}"
                yield Problem(table, row.id, text)


def check_states(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """The steps along a life cycle that ops take and may not take."""
    problems: list[Problem] = []
    for op in ops:
        row = workspace.get(op.table, op.id)
        if op.op != "set" or op.field != "state" or row is None:
            continue
        kind = str(getattr(row, "kind", ""))
        reason = refusal(op.table, kind, str(op.old or ""), str(op.new or ""))
        if reason:
            text = f"{row.key or title_of(row)}: {reason}"
            is_known = str(op.new) in (lifecycle_of(op.table, kind) or ())
            problems.append(Problem(op.table, op.id, text, is_input=not is_known))
    return tuple(problems)


def _of_row(workspace: Workspace, table: str, row: Entity) -> Iterator[Problem]:
    is_settled = row.key[-1:].isdigit()  # else it is a key that no commit has settled yet
    new = f"the new {TABLES[table].word}".replace("_", " ")
    name = (row.key if is_settled else title_of(row)) or row.key or new
    yield from _texts(table, row, name)
    for spec in references(table):
        target = getattr(row, spec.name)
        if target and workspace.get(spec.refers, target) is None:
            text = f"{name}: {spec.label} refers to {target}, which is not in {spec.refers}"
            yield Problem(table, row.id, text)
    for checks, is_input in ((ROW_CHECKS, True), (PLACE_CHECKS, False)):
        special = checks.get(table)
        if special:
            for text in special(workspace, row, name):
                yield Problem(table, row.id, text, is_input)


def _texts(table: str, row: Entity, name: str) -> Iterator[Problem]:
    for spec in field_specs(table):
        if spec.kind not in {"text", "prose"}:
            continue
        value = getattr(row, spec.name)
        if "\x00" in value:
            yield Problem(
                table, row.id, f"{name}: {spec.label} holds a NUL character", is_input=True
            )
        elif not value.isascii() and any("\ud800" <= mark <= "\udfff" for mark in value):
            yield Problem(
                table, row.id, f"{name}: {spec.label} holds half a surrogate pair", is_input=True
            )
        elif not value.strip() and spec.required:
            yield Problem(table, row.id, f"{name}: {spec.label} is empty", is_input=True)


def _left_behind(workspace: Workspace, table: str, entity_id: int) -> Iterator[Problem]:
    for other in TABLES:
        for spec in references(other):
            if spec.refers != table:
                continue
            ids = workspace.ids_by(other, spec.name, entity_id)
            if ids:
                rows = (workspace.rows(other)[row_id] for row_id in ids[:_WRITTEN_OUT])
                names = ", ".join(row.key or title_of(row) or other for row in rows)
                more = len(ids) - _WRITTEN_OUT
                names += f" and {more} more" if more > 0 else ""
                text = f"{names} still refer{'s' if len(ids) == 1 else ''} to it as {spec.label}"
                yield Problem(table, entity_id, text)


def _of_loops(workspace: Workspace, links: Sequence[Link]) -> Iterator[Problem]:
    """The loops that links close; only the first few are written out."""
    linked = [link for link in links if link.predecessor != link.successor]
    for at, link in enumerate(links_in_loops(workspace, linked)):
        text = f"{link.key or title_of(link) or link.id} closes a loop"
        if at < _WRITTEN_OUT:
            loop = link_loop(workspace, link.predecessor, link.successor)
            text += f": {loop_path_text(workspace, loop)}"
        yield Problem("links", link.id, text)


_PLACES: Final = frozenset({"parent", "archived", "active"})
"""Fields that say below which task a task stands, and whether it counts."""


def tasks_moved_by(ops: Iterable[Op]) -> tuple[int, ...]:
    """The tasks that ops put elsewhere, take up again, or leave without others below.

    A task that stands below another waits for all that this one waits for: so these, beside
    links, are what can close a loop.
    """
    found: dict[int, None] = {}
    for op in ops:
        if op.table != "tasks" or (op.op == "set" and op.field not in _PLACES):
            continue
        found[op.id] = None
        if op.op == "set" and op.field == "parent" and op.old:
            found[op.old] = None
        if op.op == "delete" and isinstance(op.old, dict):
            found[int(op.old.get("parent") or 0)] = None
    found.pop(0, None)
    return tuple(found)


def loops_of_places(workspace: Workspace, placed: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The tasks that close a loop where they stand, with the reason; few are written out."""
    if not workspace.links:
        return
    asked: dict[int, None] = {}
    for task_id in placed:
        row = workspace.tasks.get(task_id)
        if row is None:
            continue
        asked[task_id] = None
        if row.archived:
            asked |= dict.fromkeys(_nearest_above(workspace, task_id))
    for at, task_id in enumerate(looped_tasks(workspace, asked)):
        row = workspace.tasks[task_id]
        above = workspace.tasks.get(row.parent)
        text = row.key or row.title
        text += f" in {above.key or above.title}" if above is not None else ""
        text += " closes a loop"
        if at < _WRITTEN_OUT:
            text += f": {loop_path_text(workspace, task_loop(workspace, task_id))}"
        yield task_id, text


def _nearest_above(workspace: Workspace, task: int) -> Iterator[int]:
    """The live task above one that was put away: it may now have none below it any more."""
    met: set[int] = set()
    row = workspace.tasks.get(task)
    while row is not None and row.parent not in met:
        met.add(row.parent)
        row = workspace.tasks.get(row.parent)
        if row is not None and not row.archived:
            yield row.id
            return
