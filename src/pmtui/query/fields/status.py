"""This file says of a row whether it is open, done, late or blocked, as filters ask for it."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from pmtui.figures.sheet.declaration import Read
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.entities.cycles import CYCLES, RUNNING, Cycle
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.life_cycles import ESCALATED_TABLES, waits_for_answer
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.fields.definition import Test

STATUSES: Final = ("todo", "doing", "done")
"""The status of a task, from the role of its column."""


def due_name(table: str) -> str:
    """The stored date by which a table's rows want something done; empty where there is none."""
    return TABLES[table].due


@cache
def flags_of(table: str) -> Mapping[str, Read]:
    """Words that are true or not of a row of a table: `open`, `done`, `late`, `archived` ..."""
    flags: dict[str, Read] = {}
    if field_spec(table, "archived") is not None:
        flags["archived"] = lambda _figures: lambda row: row.archived
    if table == "tasks":
        flags |= _TASK_FLAGS
        return MappingProxyType(flags)
    ended = _ended_test(table)
    if ended is not None:
        flags["done"] = flags["closed"] = lambda _figures: ended
        flags["open"] = lambda _figures: _is_open(table, ended)
        if due_name(table):
            flags["late"] = lambda figures: _is_late(table, ended, figures.today)
            flags["overdue"] = flags["late"]
    flags |= _OTHER_FLAGS.get(table, {})
    return MappingProxyType(flags)


def task_status(figures: Figures) -> Getter:
    """Reads `todo`, `doing` or `done` of a task: its column's role, or its progress without one."""
    done, parents = figures.done_test(), figures.parents
    doing = {column.id for column in figures.workspace.columns.values() if column.role == "doing"}

    def status(row: Task) -> str:
        if done(row):
            return "done"
        if row.id in parents and figures.is_summary(row.id):
            return "doing" if figures.percent(row.id) else "todo"
        if row.column:
            return "doing" if row.column in doing else "todo"
        return "doing" if row.percent or row.actual_start else "todo"

    return status


def _ended_test(table: str) -> Test | None:
    """Whether a row has ended; what is only put away never has. None where nobody waits for it."""
    spec = TABLES[table]
    if spec.ending is None and spec.open_word and field_spec(table, "archived") is not None:
        return lambda _row: False
    return spec.ending


def _is_open(table: str, ended: Test) -> Test:
    if field_spec(table, "archived") is None:
        return lambda row: not ended(row)
    return lambda row: not row.archived and not ended(row)


def _is_late(table: str, ended: Test, today: date) -> Test:
    is_open = _is_open(table, ended)
    name = due_name(table)

    def late(row: object) -> bool:
        due = getattr(row, name)
        if due is None or due >= today or getattr(row, "actual_finish", None) is not None:
            return False
        return is_open(row)

    return late


def _task_done(figures: Figures) -> Test:
    return figures.done_test()


def _task_open(figures: Figures) -> Test:
    done = _task_done(figures)
    return lambda row: not row.archived and not done(row)


def _task_is(wanted: str) -> Read:
    def read(figures: Figures) -> Test:
        status = task_status(figures)
        return lambda row: status(row) == wanted

    return read


def _task_late(figures: Figures) -> Test:
    today = figures.today

    def late(row: Task) -> bool:
        is_to_come = row.due is not None and row.due >= today
        return not is_to_come and figures.is_overdue(row.id)

    return late


def _task_blocked(figures: Figures) -> Test:
    successors = figures.successors

    def blocked(row: Task) -> bool:
        may_be = row.blocked or row.id in successors
        return bool(may_be) and figures.is_blocked(row.id)

    return blocked


def _in_cycle(field: str) -> Read:
    """Whether a cycle is running that a row is in, holds or is: the field says which."""

    def read(figures: Figures) -> Test:
        cycles = figures.workspace.rows_of(Cycle).values()
        running = {getattr(cycle, field) for cycle in cycles if cycle.state == RUNNING}
        own = "cycle" if field == "id" else "id"
        return lambda row: getattr(row, own, row.id) in running

    return read


_TASK_FLAGS: Final[Mapping[str, Read]] = MappingProxyType(
    {
        **{name: _task_is(name) for name in STATUSES},
        "done": _task_done,
        "closed": _task_done,
        "open": _task_open,
        "late": _task_late,
        "overdue": _task_late,
        "blocked": _task_blocked,
        "in_cycle": _in_cycle("id"),
        "summary": lambda figures: lambda row: figures.is_summary(row.id),
    }
)
_ESCALATED: Final[Mapping[str, Read]] = MappingProxyType(
    {"escalated": lambda _figures: waits_for_answer}
)
_OTHER_FLAGS: Final[Mapping[str, Mapping[str, Read]]] = MappingProxyType(
    {
        "risks": {
            "major": lambda figures: figures.scales.is_major,
            **_ESCALATED,
        },
        **{table: _ESCALATED for table in ESCALATED_TABLES if table != "risks"},
        CYCLES.name: {"in_cycle": _in_cycle("id")},
        "components": {
            "in_cycle": _in_cycle("component"),
            "watermelon": lambda figures: lambda row: figures.health(row.id).is_watermelon,
        },
    }
)
