"""This file finds the gaps of split tasks in the work that an MS Project file spreads over time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct, structs

from pmtui.exchange.msproject.codes import CONTOURED, MOST_UNITS
from pmtui.exchange.msproject.reader.element_fields import Fields
from pmtui.exchange.plans.plan import PlanAssignment, PlanTask
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, minutes_of, moment_of
from pmtui.model.calendar.work_time import WorkTime, WorkTimes

_WORK: Final = frozenset({1, 2})
"""Types of time-phased data that are work of an assignment: still to come, and done."""
_HALF: Final = 2
_HALF_A_MINUTE: Final = 0.5

Gaps = tuple[tuple[int, int], ...]
"""After how many minutes of work each gap comes, and how long it is."""


class WorkSpan(NamedTuple):
    """Work in a span of time, as the file says it: in whole minutes of a share of somebody."""

    start: int
    finish: int
    work: int
    units: float

    def fills(self, minutes: int) -> bool:
        """Whether it is all that can be done in so much working time."""
        return self.work + _HALF_A_MINUTE >= minutes * self.units


class Spread(Struct, frozen=True):
    """How the work of one assignment lies over time."""

    task: int
    by_hand: bool
    """Whether somebody has spread it by hand, as a split does."""
    stretches: tuple[WorkSpan, ...] = ()


def read_spread(part: Fields) -> Spread:
    """How the work of an assignment lies over time, as far as the file says."""
    stretches: list[WorkSpan] = []
    units = part.decimal("Units", 0, MOST_UNITS) or 1.0
    for row in part.parts("TimephasedData"):
        start, finish, work = row.moment("Start"), row.moment("Finish"), row.minutes("Value")
        if row.number("Type") in _WORK and start and finish and start < finish:
            stretches.append(WorkSpan(minutes_of(start), minutes_of(finish), work or 0, units))
    by_hand = part.number("WorkContour") == CONTOURED
    return Spread(part.number("TaskUID"), by_hand, tuple(stretches))


def with_gaps(
    tasks: Iterable[PlanTask], spreads: Iterable[Spread], times: WorkTimes
) -> Iterator[PlanTask]:
    """The tasks with the gaps they are split by.

    The gaps of a task make up what its finish lies beyond its start and duration; once it has begun
    its remaining work may wait besides, as for a constraint. Where the file does not say when
    nothing is done, a task spread by hand has one gap, in its middle.

    Args:
        tasks: the rows of the plan.
        spreads: the work of their assignments.
        times: the working time of the plan.
    """
    of_task: dict[int, list[Spread]] = {}
    for spread in spreads:
        if spread.by_hand or spread.stretches:
            of_task.setdefault(spread.task, []).append(spread)
    for task in tasks:
        known = of_task.get(task.uid)
        if known and not task.summary and not task.elapsed:
            yield structs.replace(task, splits=_gaps(task, known, times.of(task.calendar)))
        else:
            yield task


def merely_paused(
    assignments: Iterable[PlanAssignment],
    spreads: Iterable[Spread],
    tasks: Iterable[PlanTask],
    times: WorkTimes,
) -> Iterator[PlanAssignment]:
    """The assignments; one whose task is split counts as spread evenly if that is all there is."""
    split = {task.uid: task for task in tasks if task.splits}
    for assignment, spread in zip(assignments, spreads, strict=True):
        task = split.get(assignment.task) if assignment.contoured and spread.by_hand else None
        if task is None or _is_uneven(spread, times.of(task.calendar)):
            yield assignment
        else:
            yield structs.replace(assignment, contoured=False)


def _is_uneven(spread: Spread, time: WorkTime) -> bool:
    """Whether work somewhere fills no day."""
    worked = [stretch for stretch in spread.stretches if stretch.work > 0]
    whole = (span.fills(time.between(span.start, span.finish)) for span in worked)
    return not worked or not all(whole)


def _gaps(task: PlanTask, spreads: list[Spread], time: WorkTime) -> Gaps:
    if task.start is None or task.finish is None or not task.duration:
        return ()
    start = minutes_of(task.actual_start or task.start)
    pause = time.between(start, minutes_of(task.finish)) - task.duration
    if pause <= 0:
        return ()
    parts = _parts([stretch for spread in spreads for stretch in spread.stretches], start, time)
    if len(parts) > 1:
        gaps = _between(parts)
        length = sum(gap for _, gap in gaps)
        fits = length == pause or (length < pause and task.actual_start is not None)
        return gaps if fits and gaps[-1][0] < task.duration else ()
    is_open = task.actual_start is None and any(spread.by_hand for spread in spreads)
    return ((max(task.duration // _HALF, 1), pause),) if is_open and not parts else ()


def _parts(stretches: list[WorkSpan], start: int, time: WorkTime) -> list[tuple[int, int]]:
    """When something is done, in working minutes after the start, in order and joined.

    Files tell the work of a day, not its hours: a day with less work than time lies at the end of
    a part when the day before is worked too, else at its beginning.
    """
    spans = sorted(
        (time.between(start, stretch.start), time.between(start, stretch.finish), stretch)
        for stretch in stretches
        if stretch.work > 0
    )
    busy: list[tuple[int, int]] = []
    for at, (begun, ended, span) in enumerate(spans):
        if begun == ended:
            continue
        first, last = begun, ended
        work = round(span.work / span.units)
        if not span.fills(ended - begun):
            joins_before = at > 0 and spans[at - 1][1] >= begun
            joins_after = at + 1 < len(spans) and spans[at + 1][0] <= ended
            if joins_after and not joins_before and begun > 0:
                first = ended - work
            elif not joins_after:
                last = begun + work
        if busy and first <= busy[-1][1]:
            busy[-1] = busy[-1][0], max(busy[-1][1], last)
        else:
            busy.append((first, last))
    return busy


def _between(parts: list[tuple[int, int]]) -> Gaps:
    gaps: list[tuple[int, int]] = []
    worked = 0
    for (begun, ended), (following, _) in pairwise(parts):
        worked += ended - begun
        gaps.append((worked, following - ended))
    return tuple(gaps)


class SplitWork(Struct, frozen=True, gc=False):
    """Work of a split task on one day, in minutes of somebody who is wholly on it."""

    start: datetime
    finish: datetime
    minutes: int
    is_done: bool


def split_work(task: PlanTask, time: WorkTime) -> tuple[SplitWork, ...]:
    """What is done of a split task on each day from its start to its finish, days off apart.

    Its days without work are told as well: that is how MS Project knows a gap.
    """
    if task.start is None:
        return ()
    done = task.actual_duration or 0
    moment = minutes_of(task.actual_start or task.start)
    rows: list[SplitWork] = []
    worked = 0
    for at, gap in (*task.splits, (task.duration, 0)):
        for minutes, is_work in ((at - worked, True), (gap, False)):
            for begun, ended in _days(time, moment, minutes):
                length = time.between(begun, ended)
                is_done = is_work and worked + length <= done
                worked += length if is_work else 0
                rows.append(
                    SplitWork(moment_of(begun), moment_of(ended), length if is_work else 0, is_done)
                )
                moment = ended
    return tuple(rows)


def _days(time: WorkTime, moment: int, minutes: int) -> Iterator[tuple[int, int]]:
    """The working time of each day, from a moment on till so many minutes of it are used up."""
    while minutes > 0:
        begun = time.start_from(moment)
        midnight = (begun // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY
        length = min(minutes, time.between(begun, midnight))
        moment = time.after(begun, length)
        yield begun, moment
        minutes -= length
