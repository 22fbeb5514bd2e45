"""This file works out what cycles of a board took on, day by day, and what came of it.

What a running or ended cycle was committed to is kept in rows of its own, so that no later edit of
a task changes it. Days are calendar days, both ends counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.cycles import COMMITMENTS, CYCLES, ENDED, RUNNING, Commitment, Cycle
from pmtui.model.entities.tasks import COLUMNS, TASKS, Task

_WHOLE: Final = 100
READS: Final = frozenset({"components", TASKS.name, COLUMNS.name, CYCLES.name, COMMITMENTS.name})
"""The tables that what is known of cycles is read from."""


class Taken(NamedTuple):
    """A task that a cycle took on."""

    task: int
    work: int | None
    """Its estimate in minutes, when it was taken on."""
    added: date | None
    """The day it came in later; None of what the cycle began with."""
    left: date | None
    """The day it left again, undone."""
    done: date | None
    """The day it was done."""
    is_carried: bool = False
    """Whether it left for another cycle."""

    def counts_on(self, day: date) -> bool:
        """Whether it is in the scope of the cycle by the end of a day."""
        return (self.added is None or self.added <= day) and (self.left is None or self.left > day)

    def done_by(self, day: date) -> bool:
        """Whether it was done by the end of a day."""
        return self.done is not None and self.done <= day and self.counts_on(day)


class CycleDay(NamedTuple):
    """What a cycle had in it by the end of a day, and what of that was done."""

    day: date
    scope: int
    done: int

    @property
    def left(self) -> int:
        """What is still to be done."""
        return self.scope - self.done


class CycleCount(NamedTuple):
    """What some cycles took on and came to, in tasks or in minutes of work."""

    committed: int
    """What they began with."""
    added: int
    """What came in later."""
    removed: int
    """What left before the end, undone."""
    done: int
    """What of all was done."""
    kept: int
    """What of that they began with was done."""
    open: int
    """What is neither done nor left."""
    carried: int = 0
    """What of that which left went on to another cycle."""

    @property
    def reliability(self) -> int | None:
        """How much of what they began with was done, in percent, rounded down; None of nothing."""
        return _WHOLE * self.kept // self.committed if self.committed else None


def is_card(figures: Figures, task: Task) -> bool:
    """Whether a task counts in a cycle: work of its own, so no summary, milestone or archived."""
    is_work = task.kind != "milestone" and not figures.is_summary(task.id)
    return is_work and not task.archived


def cards_in(figures: Figures, cycle: int) -> Iterator[Task]:
    """The cards that are in a cycle now."""
    tasks = figures.workspace.tasks
    rows = (tasks[task_id] for task_id in figures.workspace.ids_by(TASKS.name, "cycle", cycle))
    return (task for task in rows if is_card(figures, task))


def open_cards(figures: Figures, cycle: int) -> tuple[Task, ...]:
    """The cards that are in a cycle now and are not done, as they stand on the board."""
    found = (task for task in cards_in(figures, cycle) if not figures.is_done(task.id))
    return tuple(sorted(found, key=lambda task: (task.component, task.board_rank, task.id)))


def taken_by(figures: Figures, cycle: Cycle) -> tuple[Taken, ...]:
    """What a cycle took on: as it was kept, and of one that is planned what is in it now."""
    kept = tuple(figures.workspace.rows_by(Commitment, "cycle", cycle.id))
    found = [_as_kept(figures, row) for row in kept]
    if cycle.state == ENDED:
        return tuple(found)
    known = {row.task for row in kept}
    since = (cycle.begun or cycle.start) if kept else None
    for task in cards_in(figures, cycle.id):
        if task.id not in known and not _was_done(figures, cycle, task):
            done = _done_on(figures, task)
            found.append(Taken(task.id, task.estimate, since, None, done))
    return tuple(found)


def _was_done(figures: Figures, cycle: Cycle, task: Task) -> bool:
    """Whether a card was done before its cycle began, and so is none of what that took on."""
    begun = cycle.begun or (cycle.start if cycle.state == RUNNING else figures.today)
    done = _done_on(figures, task)
    return done is not None and done < begun


def _as_kept(figures: Figures, row: Commitment) -> Taken:
    task = figures.workspace.tasks.get(row.task)
    if row.outcome == "done":
        return Taken(row.task, row.work, row.added, None, row.day or figures.today)
    if row.outcome:
        left, goes_on = row.day if row.outcome != "open" else None, row.outcome == "carried"
        return Taken(row.task, row.work, row.added, left, None, goes_on)
    is_there = task is not None and not task.archived
    done = _done_on(figures, task) if task is not None and is_there else None
    return Taken(row.task, row.work, row.added, None, done)


def _done_on(figures: Figures, task: Task) -> date | None:
    """The day a task was done; of one that nobody dated, today."""
    return (task.actual_finish or figures.today) if figures.is_done(task.id) else None


def span_of(figures: Figures, cycles: Iterable[Cycle]) -> tuple[date, date]:
    """The days of some cycles, with those by which they began early or went on longer."""
    first, last = date.max, date.min
    for cycle in cycles:
        is_over = cycle.state == RUNNING and figures.today > cycle.finish
        end = cycle.ended or (figures.today if is_over else cycle.finish)
        first = min(first, cycle.begun or cycle.start, cycle.start)
        last = max(last, cycle.finish, end)
    return first, last


def cycle_days(
    figures: Figures, cycles: Sequence[Cycle], *, by_work: bool = False
) -> tuple[CycleDay, ...]:
    """Scope and done of some cycles by the end of each of their days up to today.

    Args:
        figures: of the workspace where they are.
        cycles: the cycles; those that run together are added up.
        by_work: whether minutes are counted, and not tasks.
    """
    if not cycles:
        return ()
    first, last = span_of(figures, cycles)
    taken = [
        (entry, _size(entry, by_work=by_work))
        for cycle in cycles
        for entry in taken_by(figures, cycle)
    ]
    count = (min(last, figures.today) - first).days + 1
    return tuple(
        CycleDay(
            day,
            sum(size for entry, size in taken if entry.counts_on(day)),
            sum(size for entry, size in taken if entry.done_by(day)),
        )
        for day in (first + timedelta(days=away) for away in range(max(count, 1)))
    )


def cycle_count(figures: Figures, cycle: Cycle, *, by_work: bool = False) -> CycleCount:
    """What a cycle took on and came to, in tasks or in minutes of work."""
    committed = added = removed = done = kept = still_open = carried = 0
    for entry in taken_by(figures, cycle):
        size = _size(entry, by_work=by_work)
        is_first, is_done = entry.added is None, entry.done is not None
        committed += size * is_first
        added += size * (not is_first)
        removed += size * (entry.left is not None)
        carried += size * entry.is_carried
        done += size * is_done
        kept += size * (is_first and is_done)
        still_open += size * (entry.left is None and not is_done)
    return CycleCount(committed, added, removed, done, kept, still_open, carried)


def unestimated(figures: Figures, cycle: Cycle) -> int:
    """How many tasks of a cycle have no estimate, and so count for nothing in work."""
    return sum(entry.work is None for entry in taken_by(figures, cycle))


def _size(entry: Taken, *, by_work: bool) -> int:
    return (entry.work or 0) if by_work else 1


def cycles_of(figures: Figures, component: int) -> tuple[Cycle, ...]:
    """The cycles of a component's own that are not archived, the earliest first."""
    rows = figures.workspace.rows_by(Cycle, "component", component)
    return tuple(sorted((row for row in rows if not row.archived), key=_order))


def cycles_below(figures: Figures, scope: int) -> tuple[Cycle, ...]:
    """The cycles of a component and all below it, the earliest first."""
    rows = figures.workspace.rows_of(Cycle).values()
    places = frozenset((*figures.live_subtree(scope), scope)) if rows else frozenset()
    return tuple(
        sorted((row for row in rows if row.component in places and not row.archived), key=_order)
    )


def running_below(figures: Figures, scope: int) -> tuple[Cycle, ...]:
    """The cycles that are running in a component and all below it."""
    return tuple(cycle for cycle in cycles_below(figures, scope) if cycle.state == RUNNING)


def cycle_after(figures: Figures, cycle: Cycle) -> Cycle | None:
    """The next cycle of the same component that has not ended."""
    own = cycles_of(figures, cycle.component)
    later = (row for row in own if _order(row) > _order(cycle) and row.state != ENDED)
    return next(later, None)


def _order(cycle: Cycle) -> tuple[date, date, int]:
    return cycle.start, cycle.finish, cycle.id
