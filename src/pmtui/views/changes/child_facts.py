"""This file says whose news a row is that nobody calls by name: links, checks, assignments."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, CalendarWeek
from pmtui.model.changes.difference import ChangedRow
from pmtui.model.entities.baselines import BASELINE_CALENDARS, BaselineRow, FrozenCalendar
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.remarks import Reference, Remark
from pmtui.model.entities.tasks import Assignment, Check, Column, Link
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.fact import Fact
from pmtui.views.changes.row_facts import facts
from pmtui.views.wording.formatting import NO_VALUE, person_name

_LONGEST: Final = 60
_Span = CalendarWeek | CalendarException


_Row = TypeVar("_Row", bound=Entity)


class _Tie(msgspec.Struct, Generic[_Row], frozen=True):
    """How rows of a table are spoken of."""

    subject: Callable[[_Row], tuple[str, int]]
    """What a row is about."""
    noun: Callable[[Workspace, _Row], str]
    coming: str
    going: str


def subject_of(table: str, row: Entity) -> tuple[str, int]:
    """The table and id of what a row is about: a link is about the task that waits."""
    tie = _TIES.get(table)
    return tie.subject(row) if tie is not None else (table, row.id)


def child_facts(before: Figures, after: Figures, row: ChangedRow) -> Iterator[Fact]:
    """What became of a row, said of what it is about."""
    tie = _TIES.get(row.table)
    if tie is None:
        yield from facts(before, after, row)
        return
    there = after if row.after is not None else before
    noun = tie.noun(there.workspace, row.after or row.before)
    if row.before is None:
        yield Fact(what="added", text=f"{noun} {tie.coming}".strip(), tone="accent")
    elif row.after is None:
        yield Fact(what="removed", text=f"{noun} {tie.going}", tone="dim")
    elif row.table == "checks" and getattr(row.before, "done", 0) != getattr(row.after, "done", 0):
        ticked = bool(getattr(row.after, "done", False))
        text = f"{noun} {'ticked' if ticked else 'open again'}"
        yield Fact(what="changed", text=text, tone="good" if ticked else "warn", field="done")
    else:
        for fact in facts(before, after, row):
            yield msgspec.structs.replace(fact, text=f"{noun}: {fact.text}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."


def _predecessor(workspace: Workspace, row: Link) -> str:
    predecessor = workspace.tasks.get(row.predecessor)
    if predecessor is None:
        return f"waits for {row.predecessor}"
    return f"waits for {predecessor.key or title_of(predecessor)}"


def _remark(workspace: Workspace, row: Remark) -> str:
    name = person_name(workspace, row.by)
    return f"remark{'' if name == NO_VALUE else f' by {name}'}: {_short(row.text)}"


def _task(row: Assignment | Check) -> tuple[str, int]:
    return "tasks", row.task


def _about(row: Remark | Reference) -> tuple[str, int]:
    return row.about_table, row.about


def _calendar(row: _Span) -> tuple[str, int]:
    return "calendars", row.calendar


def _span(_workspace: Workspace, row: _Span) -> str:
    return f"hours of {row.first} to {row.last}"


_TIES: Final[Mapping[str, _Tie[Any]]] = MappingProxyType(
    {
        "assignments": _Tie[Assignment](
            _task,
            lambda workspace, row: person_name(workspace, row.person),
            "assigned",
            "taken off",
        ),
        "checks": _Tie[Check](
            _task, lambda _workspace, row: f"check {_short(row.text)!r}", "added", "removed"
        ),
        "links": _Tie[Link](lambda row: ("tasks", row.successor), _predecessor, "now", "no more"),
        "remarks": _Tie(_about, _remark, "", "taken away"),
        "references": _Tie[Reference](
            _about,
            lambda _workspace, row: f"reference {_short(title_of(row))}",
            "added",
            "removed",
        ),
        "calendar_weeks": _Tie(_calendar, _span, "added", "removed"),
        "calendar_exceptions": _Tie(_calendar, _span, "added", "removed"),
        "baseline_rows": _Tie[BaselineRow](
            lambda row: ("baselines", row.baseline),
            lambda _workspace, row: _short(row.title),
            "added",
            "removed",
        ),
        BASELINE_CALENDARS.name: _Tie[FrozenCalendar](
            lambda row: ("baselines", row.baseline),
            lambda _workspace, row: f"working time {_short(row.label)}",
            "added",
            "removed",
        ),
        "columns": _Tie[Column](
            lambda row: ("components", row.component),
            lambda _workspace, row: f"column {_short(row.name)}",
            "added",
            "removed",
        ),
    }
)
