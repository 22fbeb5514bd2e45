"""This file measures the load of 300 people by week beside the planning of the same tasks.

Run it with `python -m benchmarks.people [PEOPLE] [PROJECTS] [TASKS]`. Figures are processor time;
the plans are made before the load is asked for, and are what it is compared with.
"""

import random
import statistics
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from benchmarks.control import say, timed
from pmtui.figures.core.periods import periods_between
from pmtui.figures.people.load_cells import load_cells
from pmtui.figures.people.load_rows import LoadRow, load_rows
from pmtui.figures.people.loads import loads_of
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, edit, touched
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Link, Task
from pmtui.model.staffing.teams import Leave
from pmtui.model.workspace.schema import TABLE_OF
from pmtui.model.workspace.workspace import Workspace, known_tables

PEOPLE: Final = 300
PROJECTS: Final = 200
TASKS: Final = 10_000
WEEKS: Final = 104
TODAY: Final = date(2027, 1, 4)
EDITS: Final = 30
_DAY: Final = 480
_ROLES: Final = ("developer", "tester", "analyst", "engineer", "writer", "manager")


def main(arguments: list[str]) -> None:
    """Measure and print."""
    people, projects, tasks = (
        int(arguments[place]) if len(arguments) > place else usual
        for place, usual in enumerate((PEOPLE, PROJECTS, TASKS))
    )
    workspace = a_workspace(people, projects, tasks)
    figures = Figures(workspace, TODAY)
    say(f"{tasks:,} tasks of {projects} projects, {people} people by {WEEKS} weeks")
    planned, _ = timed(lambda: [plan_of(figures, row) for row in workspace.components])
    say(f"  plans of all                      {planned * 1e3:9.1f} ms (the control)")
    first, _ = timed(lambda: [loads_of(figures).of(row) for row in workspace.components])
    say(f"  work by person and day, first     {first * 1e3:9.1f} ms, {first / planned:.2f} x")
    periods = periods_between(TODAY, TODAY + timedelta(days=7 * WEEKS - 1), "week")
    by_person = load_rows(figures, 0, "person", workspace.people)
    by_role = load_rows(figures, 0, "role", workspace.people)

    def cells(rows: list[LoadRow]) -> int:
        return sum(len(load_cells(figures, row, periods)) for row in rows)

    every, count = timed(lambda: cells(by_person))
    say(f"  {count:,} cells of people           {every * 1e3:9.1f} ms, {every / planned:.2f} x")
    screen, _ = timed(lambda: cells(by_person[:40]))
    say(f"  the rows of one screen            {screen * 1e3:9.1f} ms, {screen / planned:.3f} x")
    roles, _ = timed(lambda: cells(by_role))
    say(f"  {len(by_role)} roles                           {roles * 1e3:9.1f} ms")
    taken = []
    for number in range(EDITS):
        seconds, figures = _edit(figures, number)
        taken.append(seconds)
    edited = statistics.median(taken)
    say(f"  a screen after an edit, median    {edited * 1e3:9.1f} ms, {edited / planned:.3f} x")


def a_workspace(people: int = PEOPLE, projects: int = PROJECTS, tasks: int = TASKS) -> Workspace:
    """People with work in many projects at once, and leave."""
    tables = {name: dict(rows) for name, rows in known_tables().items()}
    for row in _rows(people, projects, tasks):
        tables[TABLE_OF[type(row)]][row.id] = row
    workspace = Workspace(tables, revision=1)
    workspace.ids_by("tasks", "parent", 0)
    return workspace


def _edit(figures: Figures, number: int) -> tuple[float, Figures]:
    """Make a task longer, and show the screen again: its plan, the load, the rows of people."""
    task = [*figures.workspace.tasks.values()][number * 97]
    ops = edit("tasks", task, duration=(task.duration or _DAY) + _DAY)
    after = apply(figures.workspace, ops, figures.workspace.revision + 1)
    changed = frozenset(touched(ops))
    periods = periods_between(TODAY, TODAY + timedelta(days=7 * WEEKS - 1), "week")

    def shown() -> Figures:
        following = figures.next(after, changed, TODAY)
        for row in load_rows(following, 0, "person", after.people)[:40]:
            load_cells(following, row, periods)
        return following

    return timed(shown)


def _rows(people: int, projects: int, tasks: int) -> Iterator[Entity]:
    draw = random.Random(7)
    for number in range(people):
        who = 1_000_000 + number
        role = draw.choice(_ROLES)
        yield Person(id=who, key=f"H-{number + 1}", name=f"Person {number}", role=role)
        begin = TODAY + timedelta(days=draw.randrange(600))
        yield Leave(id=2_000_000 + number, person=who, first=begin, last=begin + timedelta(days=13))
    for number in range(projects):
        start = TODAY + timedelta(days=draw.randrange(500))
        yield Component(
            id=1 + number, key=f"P-{number + 1}", kind="project", name=f"Project {number}",
            start=start,
        )  # fmt: skip
    for number in range(tasks):
        task, project = 10_000 + number, 1 + number % projects
        yield Task(
            id=task, key=f"T-{number + 1}", title=f"Task {number}", component=project,
            duration=_DAY * draw.randrange(1, 15),
        )  # fmt: skip
        if number >= projects and draw.random() < 0.8:
            yield Link(id=4_000_000 + number, predecessor=task - projects, successor=task,
                       component=project)  # fmt: skip
        team = [1_000_000 + (project * 7 + place) % people for place in range(8)]
        for place, person in enumerate(draw.sample(team, draw.randrange(1, 3))):
            yield Assignment(
                id=5_000_000 + number * 4 + place, component=project, task=task, person=person,
                units=draw.choice((25, 50, 100)),
            )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
