"""This file defines time sheets: what people worked on, day by day, and which weeks are closed."""

from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import Entity, Minutes, PersonId, Prose, TaskId
from pmtui.model.entities.states import TIMESHEET
from pmtui.model.entities.table import Approval, TableSpec


class TimeEntry(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Time that a person worked on a task on a day."""

    task: TaskId
    person: PersonId
    day: date
    minutes: Minutes
    """Minutes of work."""
    note: str = ""
    code: str = ""
    """What another system calls it; imports match by it."""


class Timesheet(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A week of a person as it is approved; a week without a row is open."""

    person: PersonId
    week: date
    """A day of it; its Monday where the program writes it."""
    state: str = "open"
    """Nothing is booked into an approved week, and nothing in it is changed."""
    approved_by: PersonId = 0
    approved_at: date | None = None
    reason: Prose = ""
    """Why it was reopened, the last time it was."""


def week_of(day: date) -> date:
    """The Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def hours_text(minutes: int) -> str:
    """Hours and minutes as people write them: `3h30`, `8h`, `45m`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


TIME_ENTRIES: Final = TableSpec(
    "time_entries", TimeEntry, "TE", "time_entry",
    is_fact=True,
    is_removed=True,
    noun="time entry",
    many="time_entries",
    day="day",
    home="task",
    hangs_on=("task",),
    start=lambda birth: {"day": birth.today, "person": birth.actor},
    started=("day", "person"),
    counts_in="task",
    posting=("day", ""),
    identified_by=("person", "task", "day"),
    searched=("note", "code"),
    columns=("key", "day", "person", "task", "minutes", "note"),
)  # fmt: skip
TIMESHEETS: Final = TableSpec(
    "timesheets", Timesheet, "TS", "timesheet",
    is_fact=True,
    noun="week of a person",
    cycles=MappingProxyType({"": TIMESHEET}),
    home="store",
    day="week",
    approvals=(
        Approval(
            kind="week",
            stands=lambda sheet: sheet.state == "approved",
            approver="approved_by",
            day="approved_at",
            asked_by=("person",),
            accepting=(("state", "approved"),),
            returning=(("state", "open"),),
        ),
    ),
    alike=("person", "week"),
    start=lambda birth: {"person": birth.actor},
    started=("person",),
    columns=("key", "person", "week", "state", "approved_by", "approved_at", "reason"),
)  # fmt: skip
