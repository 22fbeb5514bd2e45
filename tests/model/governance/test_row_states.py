"""This file tests when a gate, a document and a communication are over, approved or assured."""

from datetime import date
from typing import Any, Final

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.table import TableSpec
from pmtui.model.governance.gates import GATES, Gate
from pmtui.model.governance.lessons import DOCUMENTS, Document
from pmtui.model.governance.stakeholders import COMMUNICATIONS, Communication
from pmtui.model.rules.life_cycles import has_ended

DAY: Final = date(2026, 11, 23)


def is_assured(table: TableSpec, row: Entity) -> bool:
    assert table.assures is not None
    return bool(table.assures.holds(row))


@pytest.mark.parametrize(
    ("decision", "is_decided"),
    [("", False), ("hold", False), ("go", True), ("conditional", True), ("kill", True)],
)
def test_a_gate_is_over_and_approved_once_it_is_decided_which_a_hold_is_not(
    decision: Any, *, is_decided: bool
) -> None:
    gate = Gate(id=1, component=2, title="G1", decision=decision, due=DAY)
    (approval,) = GATES.approvals
    assert has_ended(gate) is is_decided
    assert approval.stands(gate) is is_decided
    assert is_assured(GATES, gate) is not is_decided


def test_a_gate_without_a_day_assures_nothing() -> None:
    assert not is_assured(GATES, Gate(id=1, component=2, title="G1"))


@pytest.mark.parametrize(
    ("kind", "state", "holds"),
    [("charter", "approved", True), ("charter", "draft", False), ("plan", "approved", False)],
)
def test_a_charter_is_there_once_it_is_approved(kind: Any, state: str, *, holds: bool) -> None:
    assert is_assured(DOCUMENTS, Document(id=1, title="Charter", kind=kind, state=state)) is holds


@pytest.mark.parametrize(
    ("due", "sent", "is_over"),
    [(None, None, False), (DAY, None, False), (DAY, DAY, False), (None, DAY, True)],
)
def test_a_communication_is_over_once_it_was_sent_and_is_due_no_more(
    due: date | None, sent: date | None, *, is_over: bool
) -> None:
    row = Communication(id=1, title="News", stakeholder=2, due=due, sent_at=sent)
    assert COMMUNICATIONS.ends is not None
    assert bool(COMMUNICATIONS.ends(row)) is is_over
    assert has_ended(row) is is_over
