"""This file follows the schedule of a store by hand: one network of all tasks, forward only.

It knows Monday to Friday, 8 to 12 and 13 to 17 o'clock, and counts minutes since year 1.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from tests.office.store import ENDED, Row, Store

_DAY: Final = 1440
_SHIFTS: Final = ((480, 720), (780, 1020))
_UNKNOWN: Final = ("manual", "splits", "elapsed", "calendar", "delay", "remaining_duration",
                   "resume", "start_time", "finish_time", "constraint_time")  # fmt: skip


def _shifts(day: int) -> Iterator[tuple[int, int]]:
    """Working time from a day on; day 1 was a Monday."""
    while True:
        if (day - 1) % 7 < 5:
            yield from ((day * _DAY + begin, day * _DAY + end) for begin, end in _SHIFTS)
        day += 1


def midnight(day: date) -> int:
    """The beginning of a day."""
    return day.toordinal() * _DAY


def opening(moment: int) -> int:
    """The first moment of work from one on."""
    return next(max(begin, moment) for begin, end in _shifts(moment // _DAY) if end > moment)


def after(moment: int, minutes: int) -> int:
    """The moment so many minutes of work later."""
    if not minutes:
        return moment
    for begin, end in _shifts(moment // _DAY):
        here = max(end - max(begin, moment), 0)
        if here > 0 and minutes <= here:
            return max(begin, moment) + minutes
        minutes -= here
    raise AssertionError


def between(moment: int, other: int) -> int:
    """Minutes of work from one moment to a later one."""
    total = 0
    for begin, end in _shifts(moment // _DAY):
        if begin >= other:
            return total
        total += max(min(end, other) - max(begin, moment), 0)
    raise AssertionError


def last_day(moment: int) -> date:
    """The day on which something ends; midnight ends the day before."""
    return date.fromordinal((moment - 1) // _DAY)


class Dates:
    """When tasks begin and end as planned."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, tuple[int, int]] = {}
        self._links: dict[int, list[Row]] = {}
        for link in store.rows("links"):
            if link.get("lag_unit", "work") != "work":
                raise NotImplementedError("a lag in another unit")
            self._links.setdefault(link["taker"], []).append(link)

    def of(self, task: Row) -> tuple[int, int]:
        """Start and finish."""
        if task["id"] not in self._known:
            self._known[task["id"]] = self._work_out(task)
        return self._known[task["id"]]

    def finish(self, task: Row) -> date:
        """The day on which it ends."""
        return last_day(self.of(task)[1])

    def _work_out(self, task: Row) -> tuple[int, int]:
        if unknown := [name for name in _UNKNOWN if task.get(name)]:
            raise NotImplementedError(f"{task['key']} has {unknown}")
        if below := self._store.subtasks.get(task["id"]):
            ends = [self.of(one) for one in below]
            return min(start for start, _ in ends), max(finish for _, finish in ends)
        length, begun, ended = self._length(task), *self._actual(task)
        if begun is not None:
            return begun, ended if ended is not None else after(begun, length)
        if task.get("start") and task.get("finish") and task.get("duration") is None:
            return midnight(_day(task["start"])), midnight(_day(task["finish"])) + _DAY
        moments = [self._held(link) for link in self._before(task)]
        start = max(moments, default=self._first(task))
        held = task.get("constraint_date") if task.get("constraint") else task.get("start")
        if task.get("constraint", "SNET") != "SNET" or (task.get("finish") and not held):
            raise NotImplementedError(f"{task['key']} is held to a date")
        if held:
            start = max(start, midnight(_day(held)))
        start = self._at_work(start, length)
        component = self._store.every("components")[task["component"]]
        if component.get("unfinished_work") == "from_status_date":
            raise NotImplementedError(f"{component['key']} reschedules what is not begun")
        return start, after(start, length)

    def _length(self, task: Row) -> int:
        if "duration" in task:
            return int(task["duration"])
        if task.get("kind") == "milestone":
            return 0
        minutes = int(task.get("estimate", self._store.policy["minutes_per_day"]))
        on_it = [row for row in self._store.rows("assignments") if row["task"] == task["id"]]
        if any(row.get("work") is not None for row in on_it):
            raise NotImplementedError(f"{task['key']} has work of its own for somebody")
        units = sum(row.get("units", 100) for row in on_it)
        return round(minutes * 100 / units) if units else minutes

    def _actual(self, task: Row) -> tuple[int | None, int | None]:
        ended, begun = task.get("actual_finish"), task.get("actual_start")
        if not ended and task.get("finish") and self._store.is_done(task):
            ended = task["finish"]
        if ended and not begun:
            begun = min(task.get("start") or ended, ended)
        return (
            midnight(_day(begun)) if begun else None,
            midnight(_day(ended)) + _DAY if ended else None,
        )

    def _before(self, task: Row) -> Iterator[Row]:
        """Links of the task itself and of the summaries it lies in."""
        row: Row | None = task
        while row is not None:
            yield from self._links.get(row["id"], ())
            row = self._store.tasks.get(row.get("parent", 0))

    def _held(self, link: Row) -> int:
        """The earliest start that a link leaves."""
        start, finish = self.of(self._store.tasks[link["giver"]])
        kind = link.get("type", "FS")
        if kind not in {"FS", "SS"}:
            raise NotImplementedError(f"{link['key']} is {kind}")
        return after(finish if kind == "FS" else start, link.get("lag", 0))

    def _first(self, task: Row) -> int:
        """The start of its component: as typed, else of its first dated task, else today."""
        component = self._store.every("components")[task["component"]]
        days = [
            row.get("start") or row.get("actual_start") or row.get("finish")
            for row in self._store.tasks.values()
            if row["component"] == task["component"]
        ]
        first = component.get("start") or min(filter(None, days), default=None)
        return midnight(_day(first) if first else self._store.today)

    def _at_work(self, moment: int, length: int) -> int:
        """The next moment of work; what has no length may also stand where work ends."""
        if not length and moment % _DAY in {end for _, end in _SHIFTS}:
            return moment
        return opening(moment)


def _day(text: str) -> date:
    return date.fromisoformat(text)


class Lateness:
    """Which tasks are late, and when components end: planned, promised, by their baselines."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.dates = Dates(store)

    @cached_property
    def agreed(self) -> dict[int, Row]:
        """The baseline in force of each component."""
        found: dict[int, Row] = {}
        rows = [row for row in self.store.rows("baselines") if row.get("kind") != "snapshot"]
        for row in sorted(rows, key=lambda row: row["number"]):
            found[row["component"]] = row
        return found

    def baseline_finish(self, task: Row) -> date | None:
        """The finish of a task in the baseline in force."""
        held = self.agreed.get(task["component"], {}).get("id")
        rows = self.store.rows("baseline_rows")
        found = [row for row in rows if row["baseline"] == held and row["task"] == task["id"]]
        return self.store.day(found[0], "finish") if found else None

    def is_open(self, task: Row) -> bool:
        """Whether it waits to be done."""
        return not self.store.is_done(task)

    def is_late(self, task: Row) -> bool:
        """An open task whose due date is past; without one, any date by which it should end."""
        component = self.store.every("components")[task["component"]]
        if not self.is_open(task) or component.get("state") in ENDED:
            return False
        if due := self.store.day(task, "due"):
            return due < self.store.today
        days = (self.store.day(task, "finish"), self.dates.finish(task), self.baseline_finish(task))
        return any(day is not None and day < self.store.today for day in days)

    def is_held_up(self, task: Row) -> bool:
        """An open task that says so or waits for a predecessor that has not finished."""
        waits = [
            link
            for link in self.store.rows("links")
            if link["taker"] == task["id"] and link.get("type", "FS") == "FS"
        ]
        return self.is_open(task) and (
            bool(task.get("blocked"))
            or any(self.is_open(self.store.tasks[link["giver"]]) for link in waits)
        )

    def planned(self, row: Row) -> date | None:
        """The last finish of all that is planned in a component and below; else as typed."""
        if row.get("actual_finish"):
            return self.store.day(row, "actual_finish")
        own = [
            self.dates.finish(task)
            for task in self.store.tasks.values()
            if task["component"] == row["id"]
        ]
        below = [self.planned(child) for child in self.store.below.get(row["id"], ())]
        days = [day for day in (*own, *below) if day is not None]
        return max(days, default=None) or self.store.day(row, "finish")

    def baseline(self, row: Row) -> date | None:
        """The baseline finish of a component: its own, else the latest below."""
        own = self.store.day(row, "baseline_finish")
        own = own or self.store.day(self.agreed.get(row["id"]), "finish")
        below = [self.baseline(child) for child in self.store.below.get(row["id"], ())]
        return own or max((day for day in below if day is not None), default=None)

    def slip(self, row: Row) -> int | None:
        """Days from the baseline finish to the planned one."""
        planned, baseline = self.planned(row), self.baseline(row)
        return None if planned is None or baseline is None else (planned - baseline).days

    def missed_days(self, row: Row) -> float | None:
        """Working days by which the worst open task misses its due date; None where none does.

        Of the tasks directly in a component, but for those that are late already.
        """
        worst = 0
        for task in self.store.tasks.values():
            due = self.store.day(task, "due")
            if task["component"] != row["id"] or due is None or due < self.store.today:
                continue
            if self.is_open(task):
                end = self.dates.of(task)[1]
                by = midnight(due + timedelta(1))
                worst = max(worst, between(by, end) if end > by else 0)
        return worst / float(self.store.policy["minutes_per_day"]) if worst else None
