"""This file builds small plans for the schedule's tests: days of work, links in a word."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask, TaskDates
from pmtui.model.calendar.work_calendar import Calendar, minutes_of, moment_of
from pmtui.model.calendar.work_time import WorkTimes

DAY: Final = 480
"""Working minutes of an office day."""
MONDAY: Final = "2025-01-06 08:00"
"""When these plans start."""


def at(text: str) -> int:
    """The minutes of a moment written `2025-01-06 08:00`."""
    return minutes_of(datetime.fromisoformat(text))


def text(moment: int) -> str:
    """A moment as `01-06 08:00`."""
    return moment_of(moment).strftime("%m-%d %H:%M")


def task(id_: int, days: float = 0, **fields: Any) -> ScheduleTask:
    """A task of some office days."""
    return ScheduleTask(id=id_, duration=round(days * DAY), **fields)


def link(words: str) -> ScheduleLink:
    """A link written `1 2`, `1 2 SS` or `1 2 FF -1` with the lag in days."""
    predecessor, successor, *rest = words.split()
    kind: Any = rest[0] if rest else "FS"
    lag = round(float(rest[1]) * DAY) if len(rest) > 1 else 0
    return ScheduleLink(int(predecessor), int(successor), kind, lag)


def plan(
    tasks: Iterable[ScheduleTask],
    links: Iterable[str | ScheduleLink] = (),
    calendars: Mapping[int, Calendar] | None = None,
    **options: Any,
) -> Schedule:
    """The schedule of a plan that starts on the Monday unless told otherwise."""
    given = [link(words) if isinstance(words, str) else words for words in links]
    rules = ScheduleOptions(**({"start": at(MONDAY)} | options))
    return schedule(list(tasks), given, calendars or {}, rules)


def network(durations: Iterable[float], edges: Iterable[Any], **options: Any) -> Schedule:
    """The schedule of tasks 1, 2, 3 ... of some days, tied by finish-to-start links."""
    tasks = [task(id_, days) for id_, days in enumerate(durations, 1)]
    return plan(
        tasks, [ScheduleLink(predecessor, successor) for predecessor, successor in edges], **options
    )


def day(moment: int) -> float:
    """Working days from the Monday to a moment."""
    return WorkTimes({}).of(0).between(at(MONDAY), moment) / DAY


def days(moments: Iterable[int]) -> list[float]:
    """Working days from the Monday to each moment."""
    return [day(moment) for moment in moments]


def ends(dates: TaskDates) -> str:
    """Start and finish day with the total slack: `6-10 TF2` in January 2025."""
    start, finish = moment_of(dates.start), moment_of(dates.finish)
    slack = f"TF{dates.total_slack / DAY:g} FF{dates.free_slack / DAY:g}"
    return f"{start:%d}-{finish:%d} {slack}"
