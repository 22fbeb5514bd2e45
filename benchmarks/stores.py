"""This file makes stores of a given size to measure with: projects of 500 tasks, risks, people."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from pmtui import clock
from pmtui.actions.adding.creation import new_board
from pmtui.actions.core.action import Situation
from pmtui.model.changes.ops import Op, apply, create, settle_keys
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.people import Person
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Column, Link, Task
from pmtui.model.ids import IdSource
from pmtui.model.ranks import even_ranks
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.disk.making_and_opening import init_store

TASKS_PER_PROJECT = 500


def make_store(path: Path, tasks: int, projects: int = 0) -> None:
    """Write a store with that many tasks; the same size gives the same content but for ids.

    Args:
        path: of the store.
        tasks: how many there are.
        projects: how many they are of; 0 for one of 500 tasks each.
    """
    empty = Workspace(known_tables())
    projects = projects or max(1, tasks // TASKS_PER_PROJECT)
    ops = settle_keys(empty, tuple(_everything(empty, tasks, projects)))
    init_store(path, workspace=apply(empty, ops))


def _everything(workspace: Workspace, tasks: int, projects: int) -> Iterator[Op]:
    dice = random.Random(tasks)
    today = clock.today("UTC")
    ids = IdSource(clock.milliseconds, 1)
    here = Situation(workspace, today, ids.draw)
    people = [Person(id=ids.draw(), name=f"Person {at:02}") for at in range(20)]
    yield from (create("people", one) for one in people)
    top = Component(id=ids.draw(), kind="portfolio", name="Portfolio", rank="V", state="active")
    yield create("components", top)
    for at, rank in enumerate(even_ranks(projects)):
        project = Component(
            id=ids.draw(), kind="project", name=f"Project {at:03}", component=top.id,
            rank=rank, state="executing", finish=today + timedelta(days=60),
        )  # fmt: skip
        yield create("components", project)
        board = new_board(here, project.id)
        yield from board
        columns = [Column(**op.new) for op in board]
        count = tasks // projects + (at < tasks % projects)
        made = list(_tasks(ids, dice, here, project, columns, people, count))
        yield from (create("tasks", one) for one in made)
        for predecessor, successor in zip(made[::7], made[3::7], strict=False):
            yield create(
                "links",
                Link(
                    id=ids.draw(),
                    predecessor=predecessor.id,
                    successor=successor.id,
                    component=project.id,
                ),
            )
        yield from (create("risks", one) for one in _risks(ids, dice, here, project, people))


def _tasks(
    ids: IdSource,
    dice: random.Random,
    here: Situation,
    project: Component,
    columns: list[Column],
    people: list[Person],
    count: int,
) -> Iterator[Task]:
    for at, rank in enumerate(even_ranks(count)):
        column = columns[dice.choice((0, 0, 0, 1, 2, 3, 4, 4))]
        yield Task(
            id=ids.draw(),
            component=project.id,
            title=f"Task number {at:06} of {project.name}",
            column=column.id,
            board_rank=rank,
            outline_rank=rank,
            priority=dice.choice((0, 0, 1, 2, 3, 4)),
            owner=dice.choice(people).id,
            due=here.today + timedelta(days=dice.randint(-10, 90)),
            estimate=dice.choice((240, 480, 960, 1440)),
            entered=here.today - timedelta(days=dice.randint(0, 12)),
            percent=100 if column.role == "done" else 0,
            tags=("web",) if at % 5 == 0 else (),
        )


def _risks(
    ids: IdSource,
    dice: random.Random,
    here: Situation,
    project: Component,
    people: list[Person],
) -> Iterator[Entity]:
    for at in range(15):
        yield Risk(
            id=ids.draw(),
            component=project.id,
            title=f"Risk {at} of {project.name}",
            kind="opportunity" if at % 4 == 0 else "threat",
            probability=dice.randint(1, 5),
            impact_cost=dice.randint(1, 5),
            impact_time=dice.randint(1, 5),
            owner=dice.choice(people).id,
            response="" if at % 5 == 0 else "accept",
            state="assessed",
            next_review=here.today + timedelta(days=dice.randint(-20, 60)),
        )
