"""This file measures earned value of a large portfolio beside a pivot of the same rows by pandas.

Run it with `python -m benchmarks.earned_value [TASKS] [PROJECTS]` where pandas is installed. The
frame is built, and pandas imported, before the clock starts; figures are processor time.
"""

import random
import statistics
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Final

from benchmarks.control import say, timed
from pmtui.figures.earned_value.scope_performance import performance
from pmtui.figures.earned_value.series import series
from pmtui.figures.earned_value.standings import standings_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.changes.ops import apply, edit, touched
from pmtui.model.entities.baselines import Baseline, BaselineRow, FrozenCalendar
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.schema import TABLE_OF
from pmtui.model.workspace.workspace import Workspace, known_tables

TASKS: Final = 10_000
PROJECTS: Final = 244
PERIODS: Final = 60
FIRST: Final = date(2022, 1, 1)
TODAY: Final = date(2024, 7, 1)
EDITS: Final = 30
_OFFICE: Final = "08:00-12:00 13:00-17:00"


def main(arguments: list[str]) -> None:
    """Measure and print."""
    tasks = int(arguments[0]) if arguments else TASKS
    projects = int(arguments[1]) if len(arguments) > 1 else PROJECTS
    tables = {name: dict(rows) for name, rows in known_tables().items()}
    for row in _rows(tasks, projects):
        tables[TABLE_OF[type(row)]][row.id] = row
    workspace = Workspace(tables, revision=1)
    for table, field in (("tasks", "component"), ("tasks", "parent")):
        workspace.ids_by(table, field, 0)
    figures = Figures(workspace, TODAY)
    say(f"{tasks:,} tasks of {projects} projects by {PERIODS} periods")
    first, points = timed(lambda: _asked(figures))
    say(f"  earned value of all, first time  {first * 1e3:9.1f} ms, {len(points)} periods")
    again, _ = timed(lambda: series(figures, performance(figures, 0)))
    say(f"  the same again                   {again * 1e3:9.1f} ms")
    taken: list[float] = []
    for number in range(EDITS):
        seconds, figures = _edit(figures, number)
        taken.append(seconds)
    edited = statistics.median(taken)
    say(f"  after an edit of a task, median  {edited * 1e3:9.1f} ms")
    if find_spec("pandas") is None:
        say("  pandas is not installed: nothing to compare with")
        return
    pivot = _pivot(figures)
    say(f"  pandas' pivot of the same rows   {pivot * 1e3:9.1f} ms")
    say(f"  first {first / pivot:.2f} x, edit {edited / pivot:.3f} x of the pivot")


def _asked(figures: Figures) -> tuple[object, ...]:
    return series(figures, performance(figures, 0))


def _edit(figures: Figures, number: int) -> tuple[float, Figures]:
    ids = [*figures.workspace.tasks]
    task = figures.workspace.tasks[ids[number * 7919 % len(ids)]]
    ops = edit("tasks", task, percent=(task.percent + 7) % 101)
    after = apply(figures.workspace, ops)

    def followed() -> Figures:
        following = figures.next(after, touched(ops), TODAY)
        _asked(following)
        return following

    return timed(followed)


def _pivot(figures: Figures) -> float:
    """Seconds that pandas takes to add planned, earned and spent by project and period."""
    import pandas as pd  # type: ignore[import-untyped]

    ends = [moment(_end(at), None, ends=True) for at in range(PERIODS)]
    rows: list[tuple[int, ...]] = []
    for component in figures.workspace.components:
        standing = standings_of(figures).of(figures, component)
        for task_id, planned in standing.plan.tasks.items():
            flows = planned, standing.progress.flows.get(task_id), standing.spent.flows.get(task_id)
            before = [0, 0, 0]
            for at, end in enumerate(ends):
                values = [flow.value(end) if flow is not None else 0 for flow in flows]
                rows.append((component, at, *(a - b for a, b in zip(values, before, strict=True))))
                before = values
    frame = pd.DataFrame(rows, columns=["project", "period", "pv", "ev", "ac"])

    def pivoted() -> object:
        by = frame.pivot_table(
            index="project", columns="period", values=["pv", "ev", "ac"], aggfunc="sum"
        )
        return by.sum()

    return min(timed(pivoted)[0] for _ in range(3))


def _end(at: int) -> date:
    months = FIRST.year * 12 + FIRST.month + at
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _rows(tasks: int, projects: int) -> Iterator[Entity]:
    dice = random.Random(tasks)
    number = iter(range(1, 10_000_000))
    for at in range(projects):
        project, baseline, hours = next(number), next(number), next(number)
        yield Component(
            id=project, key=f"P-{project}", kind="project", name=f"Project {at}", state="executing"
        )
        yield Baseline(
            id=baseline, component=project, label="Agreed", number=1, taken_at=FIRST,
            currency="EUR", plan_rate="1", plan_base="EUR",
        )  # fmt: skip
        yield FrozenCalendar(
            id=hours, component=project, baseline=baseline, number=1, monday=_OFFICE,
            tuesday=_OFFICE, wednesday=_OFFICE, thursday=_OFFICE, friday=_OFFICE,
        )  # fmt: skip
        count = tasks // projects + (at < tasks % projects)
        for _ in range(count):
            start = FIRST + timedelta(days=dice.randrange(0, 1700))
            finish = start + timedelta(days=dice.randrange(5, 84))
            cost = Money(dice.randrange(100_00, 90_000_00), "EUR")
            has_begun = start < TODAY
            task = next(number)
            yield Task(
                id=task, component=project, title=f"Task {task}", fixed_cost=cost,
                percent=100 if finish < TODAY else dice.randrange(1, 99) if has_begun else 0,
                actual_start=start if has_begun else None,
                actual_finish=finish if finish < TODAY else None,
                actual_cost=Money(dice.randrange(100_00, 90_000_00), "EUR") if has_begun else None,
            )  # fmt: skip
            yield BaselineRow(
                id=next(number), component=project, baseline=baseline, task=task, title="Task",
                start=start, finish=finish, start_time=480, finish_time=1020, own_cost=cost,
                calendar=hours,
            )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
