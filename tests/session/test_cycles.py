"""This file tests two people who begin and end one cycle: it is done once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Target
from pmtui.model.changes.ops import Ops
from pmtui.model.entities.cycles import Commitment
from pmtui.model.merging.outcome import Committed, Outcome
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.actions.board.test_cycles import a_sprint
from tests.conftest import id_of


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Session]]:
    """Sessions on one store of a board with a cycle that is to begin."""
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_sprint()).close()
    every: list[Session] = []

    def session() -> Session:
        every.append(Session(open_store(path), Author(0, "ann")))
        return every[-1]

    yield session
    for own in every:
        own.close()


def _ops(session: Session, action_id: str) -> Ops:
    """What an action proposes on what a session sees now."""
    target = Target("cycles", id_of("CY-1"))
    situation = msgspec.structs.replace(session.situation([target]), confirmed=True)
    propose = CATALOGUE[action_id].propose
    assert propose is not None
    return propose(situation, {}).ops


def _written(session: Session, ops: Ops, action_id: str) -> Outcome:
    return session.submit(ops, action_id, agreed=True).wait()


@pytest.mark.parametrize("action_id", ["cycle.begin", "cycle.end"])
def test_of_two_who_take_a_cycle_on_from_one_revision_one_does(
    opened: Callable[[], Session], action_id: str
) -> None:
    if action_id == "cycle.end":
        before = opened()
        assert isinstance(_written(before, _ops(before, "cycle.begin"), "cycle.begin"), Committed)
    first, second = opened(), opened()
    mine, theirs = _ops(first, action_id), _ops(second, action_id)
    outcomes = [_written(first, mine, action_id), _written(second, theirs, action_id)]
    assert [isinstance(one, Committed) for one in outcomes] == [True, False]
    kept = list(opened().workspace.rows_of(Commitment).values())
    assert sorted(one.task for one in kept) == sorted(id_of(f"T-{n}") for n in (1, 2, 3))
