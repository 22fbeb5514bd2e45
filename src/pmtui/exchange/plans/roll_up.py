"""This file adds up what summaries, and a plan as a whole, have done of their work."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from pmtui.exchange.plans.plan import PlanTask

_SUMS: Final = ("work", "actual_work", "remaining_work")
_COSTS: Final = ("cost", "actual_cost", "remaining_cost")
_ALL: Final = 100


def rolled_up(tasks: Sequence[PlanTask], whole: PlanTask) -> tuple[tuple[PlanTask, ...], PlanTask]:
    """The rows of a plan and the row of its whole, with what follows for summaries.

    Work is what is on a summary itself and on all below it; it has begun with the first of them and
    ended with the last; how much of its duration is done follows from its percentage. Inactive rows
    count for nothing, as in MS Project.

    Args:
        tasks: the rows, summaries before what is below them, each with what is its own.
        whole: the row of the whole plan, with its dates, duration and percentage.
    """
    below: dict[int, list[PlanTask]] = {}
    rows: list[PlanTask] = []
    for row in reversed(tasks):
        task = _with_parts(row, below.pop(row.uid, [])) if row.summary else row
        rows.append(task)
        if task.active:
            below.setdefault(task.parent, []).append(task)
    top = below.get(0, [])
    costs = {name: _sum(getattr(plan_task, name) for plan_task in top) for name in _COSTS}
    return tuple(reversed(rows)), structs.replace(_with_parts(whole, top), **costs)


def _with_parts(task: PlanTask, parts: Sequence[PlanTask]) -> PlanTask:
    sums = {name: _sum(getattr(plan_task, name) for plan_task in (task, *parts)) for name in _SUMS}
    starts = [plan_task.actual_start for plan_task in parts if plan_task.actual_start is not None]
    ends = [plan_task.actual_finish for plan_task in parts if plan_task.actual_finish is not None]
    is_over = task.percent == _ALL and len(ends) == len(parts)
    done = task.duration * task.percent // _ALL
    return structs.replace(
        task,
        **sums,
        actual_start=min(starts, default=None),
        actual_finish=max(ends) if ends and is_over else None,
        actual_duration=done,
        remaining=task.duration - done,
        percent_work=percent_of(sums["actual_work"], sums["work"]),
    )


def percent_of(done: int | None, work: int | None) -> int:
    """Which part of some work is done, in whole percent; 100 only where all of it is."""
    if not done or not work:
        return 0
    return _ALL if done >= work else min(max(round(_ALL * done / work), 1), _ALL - 1)


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
