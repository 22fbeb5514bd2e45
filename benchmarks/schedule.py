"""This file measures the schedule engine: plans made whole, and edits of a large one.

Run it with `python -m benchmarks.schedule`. Figures are processor time, and ratios to `json.loads`
of a text of 1 MB in the same run.
"""

import argparse
import random
import statistics
from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from benchmarks.control import control_seconds, report, say, timed
from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.model.calendar.work_calendar import minutes_of

DAY = 480
ROWS_IN_VIEW = 40
_REACHES = {"anywhere later": 0, "up to 1,000 later": 1_000, "up to 50 later": 50}
"""How far a link reaches in the order of the plan; 0 for no limit."""

Net = tuple[list[ScheduleTask], list[ScheduleLink]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=200_000)
    parser.add_argument("--edits", type=int, default=100)
    options = parser.parse_args()
    control = control_seconds()
    small = _net(1_840, 3_339, 50)
    best = min(timed(lambda: _whole(_made(small)))[0] for _ in range(5))
    report("1,840 tasks, 3,339 links: all dates", best, control)
    for name, reach in _REACHES.items():
        _large(_net(options.tasks, options.links, reach), name, options.edits, control)


def _large(net: Net, name: str, edits: int, control: float) -> None:
    tasks = net[0]
    say(f"{len(tasks):,} tasks, {len(net[1]):,} links, each to a task {name}")
    early, plan = timed(lambda: _made(net))
    report("  early dates of all", early, control)
    late, _ = timed(plan.work_out)
    report("  and the backward pass", late, control)
    dice = random.Random(1)
    taken: dict[str, list[float]] = {"in view": [], "all": [], "slack": []}
    for _ in range(edits):
        at = dice.randrange(len(tasks))
        first = max(0, min(at - dice.randrange(ROWS_IN_VIEW), len(tasks) - ROWS_IN_VIEW))
        _edit(plan, tasks[at], tasks[first : first + ROWS_IN_VIEW], taken)
    for what, words in (
        ("in view", f"  an edit: early dates of {ROWS_IN_VIEW} rows around it, p95"),
        ("all", "  of every task, p95"),
        ("slack", "  slack of every task, p95"),
    ):
        report(words, statistics.quantiles(taken[what], n=20)[-1], control)


def _edit(
    plan: Schedule, task: ScheduleTask, view: Sequence[ScheduleTask], taken: dict[str, list[float]]
) -> None:
    """Make a task longer by a day and time what a screen would ask for."""
    longer = replace(task, duration=task.duration + DAY)

    def look() -> Schedule:
        after = plan.next([longer])
        for row in view:
            after.ends(row.id)
        return after

    seen, after = timed(look)
    rest, _ = timed(lambda: after.finish)
    slack, _ = timed(after.work_out)
    taken["in view"].append(seen)
    taken["all"].append(seen + rest)
    taken["slack"].append(seen + rest + slack)


def _net(tasks: int, links: int, reach: int) -> Net:
    dice = random.Random(tasks)
    rows = [ScheduleTask(id=at, duration=DAY * dice.randint(1, 10)) for at in range(1, tasks + 1)]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < links:
        predecessor = dice.randrange(1, tasks)
        successor = dice.randint(
            predecessor + 1, min(tasks, predecessor + reach) if reach else tasks
        )
        pairs[predecessor, successor] = None
    return rows, [ScheduleLink(predecessor, successor) for predecessor, successor in pairs]


def _made(net: Net) -> Schedule:
    return schedule(*net, {}, ScheduleOptions(start=minutes_of(datetime(2026, 1, 5, 8))))  # noqa: DTZ001


def _whole(plan: Schedule) -> None:
    for task in plan:
        _ = plan[task]


if __name__ == "__main__":
    main()
