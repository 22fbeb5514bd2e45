"""This file defines time sheets: what people worked on, day by day, and which weeks are closed."""

import re
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import Entity, Minutes, PersonId, Prose, TaskId
from pmtui.model.entities.states import TIMESHEET
from pmtui.model.entities.table import TableSpec

_CLOCK: Final = re.compile(r"(\d{1,2})[:hH](\d{1,2})?m?")
_DECIMAL: Final = re.compile(r"\d{1,2}([.,]\d{1,2})?h?")
_MINUTES: Final = re.compile(r"(\d{1,4})m")


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
    """Its Monday."""
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


def typed_hours(text: str) -> int | None:
    """Minutes of hours as typed, `3`, `3.5`, `3:30`, `3h30`, `45m`; None where they are none."""
    clock, minutes = _CLOCK.fullmatch(text), _MINUTES.fullmatch(text)
    if clock is not None:
        rest = int(clock[2] or 0)
        return int(clock[1]) * 60 + rest if rest < 60 else None
    if minutes is not None:
        return int(minutes[1])
    if _DECIMAL.fullmatch(text) is None:
        return None
    return int(Decimal(text.rstrip("h").replace(",", ".")) * 60 + Decimal("0.5"))


TIME_ENTRIES: Final = TableSpec(
    "time_entries", TimeEntry, "TE", "time_entry",
    noun="time entry",
    many="time_entries",
    day="day",
    home="task",
    hangs_on=("task",),
    start=lambda birth: {"day": birth.today, "person": birth.actor},
    started=("day", "person"),
    counts_in="task",
    searched=("note", "code"),
    columns=("key", "day", "person", "task", "minutes", "note"),
)  # fmt: skip
TIMESHEETS: Final = TableSpec(
    "timesheets", Timesheet, "TS", "timesheet",
    noun="week of a person",
    cycles=MappingProxyType({"": TIMESHEET}),
    home="store",
    day="week",
    alike=("person", "week"),
    start=lambda birth: {"person": birth.actor},
    started=("person",),
    columns=("key", "person", "week", "state", "approved_by", "approved_at", "reason"),
)  # fmt: skip
