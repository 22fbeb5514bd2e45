"""This file builds small workspaces for tests: entities by key, in a few words each."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, apply, touched
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money, money_of
from pmtui.model.entities.people import Person
from pmtui.model.entities.policy import Policy, Rate
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Check, Column, Link, Task
from pmtui.model.ids import key_parts
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace, known_tables
from tests.postgres.servers import cluster, database, own_cluster  # noqa: F401  (fixtures)

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # A busy machine is slow; what must be fast is in benchmarks/.

TODAY: Final = date(2026, 11, 23)
"""The Monday on which every test of figures and views takes place."""
BOARD: Final = (
    ("Backlog", "todo", 0),
    ("Ready", "todo", 5),
    ("Doing", "doing", 3),
    ("Review", "doing", 0),
    ("Done", "done", 0),
)
"""Columns of a board: name, role, limit."""

Parts = tuple[Entity, ...]
_TABLE_OF: Final = {spec.type: name for name, spec in TABLES.items()}


def id_of(key: str) -> int:
    """The id a builder gives to a key: `T-12` is always the same one; 0 for no key."""
    parts = key_parts(key)
    if parts is None:
        return 0
    prefix, number = parts
    return sum(ord(mark) << 8 * at for at, mark in enumerate(prefix, 1)) * 1000 + number


def a_workspace(*parts: Entity | Parts) -> Workspace:
    """A workspace of entities, each in the table of its type."""
    tables: dict[str, dict[int, Entity]] = {name: dict(rows) for name, rows in _empty()}
    for entity in _flat(parts):
        tables[_TABLE_OF[type(entity)]][entity.id] = entity
    return Workspace(tables, revision=1)


def figures_of(*parts: Entity | Parts, today: date = TODAY) -> Figures:
    """The figures of a workspace made of entities."""
    return Figures(a_workspace(*parts), today)


def figures_after(figures: Figures, *ops: Op) -> Figures:
    """The figures carried on over ops, and what they are applied to."""
    workspace = apply(figures.workspace, ops)
    return figures.next(workspace, touched(ops), figures.today)


def a_component(key: str, within: str = "", **fields: Any) -> Component:
    """A component whose kind follows from its key: `PF-1`, `PG-1`, `P-1` or `O-1`."""
    prefix = key.split("-", maxsplit=1)[0]
    kind = {"PF": "portfolio", "PG": "program", "P": "project", "O": "operation"}[prefix]
    given = {"kind": kind, "name": f"{kind} {key}", "state": "active", **fields}
    if kind == "project":
        given = {**given, "state": fields.get("state", "executing")}
    return Component(id=id_of(key), key=key, component=id_of(within), **given)


def a_project(key: str = "P-1", within: str = "", *, board: bool = True, **fields: Any) -> Parts:
    """A project and, unless told otherwise, the columns of its board."""
    columns = (a_column(key, *one, at) for at, one in enumerate(BOARD))
    return (a_component(key, within, **fields), *(columns if board else ()))


def a_column(project: str, name: str, role: Any, limit: int, at: int) -> Column:
    """A column of a project's board."""
    return Column(
        id=column_id(project, name),
        component=id_of(project),
        name=name,
        role=role,
        limit=limit,
        rank=str(at),
    )


def column_id(project: str, name: str) -> int:
    """The id a builder gives to a column."""
    return id_of(project) * 10_000 + crc32(name.encode()) % 9_973


def a_task(
    key: str,
    title: str = "",
    *,
    project: str = "P-1",
    column: str = "",
    days: float | None = None,
    after: str = "",
    under: str = "",
    **fields: Any,
) -> Parts:
    """A task, and the links to the tasks it comes after (`"T-1 T-2"`).

    Args:
        key: `T-1`, or `M-1` for a milestone.
        title: its title; made from the key where empty.
        project: key of its component.
        column: name of its column; empty for none.
        days: its estimate in days of eight hours.
        after: keys of its predecessors.
        under: key of its parent.
        fields: any other field of a task.
    """
    kind = "milestone" if key.startswith("M-") else "task"
    task = Task(
        id=id_of(key),
        key=key,
        title=title or f"Task {key}",
        component=id_of(project),
        column=column_id(project, column) if column else 0,
        parent=id_of(under),
        estimate=None if days is None else round(days * 480),
        **{"kind": kind, **fields},
    )
    return (
        task,
        *(a_link(predecessor, key, component=id_of(project)) for predecessor in after.split()),
    )


def a_link(predecessor: str, successor: str, **fields: Any) -> Link:
    """A link between two tasks."""
    ids = id_of(predecessor), id_of(successor)
    return Link(id=ids[0] * 100_003 + ids[1], predecessor=ids[0], successor=ids[1], **fields)


def a_check(task: str, at: int, *, done: bool = False) -> Check:
    """A line of a task's checklist."""
    return Check(id=id_of(task) * 100 + at, task=id_of(task), text=f"check {at}", done=done)


def a_risk(key: str, p: int = 0, i: int = 0, *, project: str = "P-1", **fields: Any) -> Risk:
    """A risk with a probability and one impact step."""
    given = {"title": f"Risk {key}", "impact_cost": i, **fields}
    return Risk(id=id_of(key), key=key, component=id_of(project), probability=p, **given)


def a_person(key: str, name: str, **fields: Any) -> Person:
    """A person."""
    return Person(id=id_of(key), key=key, name=name, **fields)


def a_policy(**fields: Any) -> Policy:
    """The policy of the store."""
    return Policy(id=1, **fields)


def a_rate(currency: str, rate: str, at: date = date(2026, 1, 1)) -> Rate:
    """What one unit of a currency is worth in the base currency."""
    number = sum(map(ord, currency)) * 100_000 + at.toordinal()
    return Rate(id=number, currency=currency, rate=rate, at=at)


def eur(amount: str | int) -> Money:
    """Euros."""
    return money_of(Decimal(amount), "EUR")


@pytest.fixture
def today() -> date:
    """The day on which figures are asked for."""
    return TODAY


def _empty() -> Iterator[tuple[str, dict[int, Entity]]]:
    yield from ((name, dict(rows)) for name, rows in known_tables().items())


def _flat(parts: tuple[Entity | Parts, ...]) -> Iterator[Entity]:
    for part in parts:
        if isinstance(part, tuple):
            yield from part
        else:
            yield part
