"""This file takes every step of every life cycle, and every step that there is not."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec
import pytest

from pmtui.actions.core.action import Refused
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.entity import Entity
from pmtui.model.merging.outcome import Committed
from pmtui.model.rules.life_cycles import lifecycle_of
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import a_component, a_person, a_project, a_workspace, id_of

ROW: Final = 7001
_FIELDS: Final[dict[str, Any]] = {
    "title": "One", "name": "One", "text": "One", "component": id_of("P-1"),
    "person": id_of("H-1"), "week": date(2026, 11, 16), "at": date(2026, 11, 2),
    "amount": {"amount": 100, "currency": "EUR"},
    "start": date(2026, 11, 1), "finish": date(2026, 11, 30),
}  # fmt: skip
ALONG: Final[dict[str, dict[str, object]]] = {
    "timesheets": {"reason": "wrong project"},
    "accounting_periods": {"reason": "month end"},
    "requirements": {"reason": "too dear"},
}
"""What has to be said along with some steps."""


class Step(NamedTuple):
    """One state after another, of one kind of row."""

    table: str
    kind: str
    old: str
    new: str


def steps() -> Iterator[Step]:
    for table, spec in TABLES.items():
        for kind in spec.cycles:
            states = spec.cycles[kind]
            yield from (
                Step(table, kind, old, new) for old in states for new in states if old != new
            )


def is_legal(step: Step) -> bool:
    cycle = lifecycle_of(step.table, step.kind)
    return cycle is not None and step.new in cycle[step.old]


def row_before(step: Step) -> Entity:
    """A row in the state before, where one can be."""
    given = {**_FIELDS, **ALONG.get(step.table, {}), "state": step.old}
    kind = "program" if step.table == "components" and not step.kind else step.kind
    given |= {"kind": kind} if kind else {}
    given |= {"component": id_of("PG-1")} if step.table == "components" else {}
    if step.old == "escalated":
        given |= {"escalated_to": id_of("PG-1"), "escalated_at": date(2026, 11, 2)}
    fields = {name: value for name, value in given.items() if field_spec(step.table, name)}
    key = f"{TABLES[step.table].prefix}-9"
    row: Entity = msgspec.convert({"id": ROW, "key": key, **fields}, TABLES[step.table].type)
    return row


def _ops(step: Step, row: Entity) -> Ops:
    along = {name: f"{text} again" for name, text in ALONG.get(step.table, {}).items()}
    return edit(step.table, row, **along, state=step.new)


def _taken(step: Step) -> tuple[str, str]:
    """The state after a step, and why it was refused."""
    row = row_before(step)
    workspace = a_workspace(
        a_component("PF-1"), a_component("PG-1", "PF-1"),
        a_project("P-1", "PG-1", state="executing"), a_person("H-1", "Ann Roe"),
    )  # fmt: skip
    tables = {**workspace.tables, step.table: {**workspace.rows(step.table), ROW: row}}
    session = Session(MemoryStore(type(workspace)(tables, revision=1)), Author(0, "ann"))
    reason = ""
    try:
        outcome = session.submit(_ops(step, row), "entity.set", agreed=True).wait()
        reason = "" if isinstance(outcome, Committed) else str(outcome.reason)
    except Refused as refused:
        reason = str(refused)
    after = session.workspace.get(step.table, ROW)
    session.close()
    return str(getattr(after, "state", "")), reason


@pytest.mark.parametrize("step", [step for step in steps() if is_legal(step)], ids=str)
def test_every_step_that_there_is_can_be_taken(step: Step) -> None:
    state, reason = _taken(step)
    assert not reason
    assert state == step.new


@pytest.mark.parametrize("step", [step for step in steps() if not is_legal(step)], ids=str)
def test_every_step_that_there_is_not_is_refused_with_the_reason(step: Step) -> None:
    state, reason = _taken(step)
    assert state == step.old
    assert f"{step.old} cannot become {step.new}" in reason
