"""This file tests when a row of a register has ended."""

from datetime import date

from pmtui.model.choosing.decisions import DECISIONS, Decision
from pmtui.model.governance.gates import GATES, Gate


def test_a_decision_is_open_until_the_day_it_is_taken() -> None:
    assert DECISIONS.ending is not None
    assert not DECISIONS.ending(Decision(id=1, title="A"))
    assert DECISIONS.ending(Decision(id=1, title="A", decided_at=date(2026, 11, 2)))


def test_a_gate_is_open_until_it_is_decided_and_while_it_is_on_hold() -> None:
    assert GATES.ending is not None
    assert not GATES.ending(Gate(id=1, title="A"))
    assert not GATES.ending(Gate(id=1, title="A", decision="hold"))
    assert GATES.ending(Gate(id=1, title="A", decision="go"))
