"""This file takes every step of every life cycle by an action, and is refused every other one.

What sets a state is the letter of it in the set menu; some tables have actions of their own, which
say along what such a step needs. The steps come from the declarations.
"""

from collections.abc import Mapping
from itertools import count
from typing import Any, Final

import pytest

from pmtui.actions.catalogue import CATALOGUE, set_menu_of
from pmtui.actions.core.action import Refused, Situation, Target
from pmtui.model.benefits.cases import CASH_FLOWS, CashFlow
from pmtui.model.entities.entity import Entity
from pmtui.model.merging.outcome import Committed
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import TODAY, a_component, a_person, a_project, a_workspace, eur, id_of
from tests.session.test_life_cycles import ROW, Step, is_legal, row_before, steps

Way = tuple[str, Mapping[str, Any]]
_SET: Final = "entity.set"
_OWN: Final[Mapping[str, Mapping[str, Way]]] = {
    "accounting_periods": {
        "closed": ("period.close", {"reason": "quarter end"}),
        "open": ("period.reopen", {"reason": "a late invoice"}),
    },
    "timesheets": {
        "submitted": ("time.submit", {"week": "2026-11-16 @Ann"}),
        "approved": ("time.approve", {"week": "2026-11-16 @Ann"}),
        "open": ("time.reopen", {"week": "2026-11-16 @Ann wrong task"}),
    },
    "cases": {"approved": ("case.approve", {})},
    "cycles": {"running": ("cycle.begin", {}), "ended": ("cycle.end", {})},
    "risks": {"escalated": ("risk.escalate", {"text": "not ours to decide"})},
    "asks": {
        "acknowledged": ("ask.acknowledge", {}),
        "answered": ("ask.answer", {"words": "one from Monday on"}),
    },
    "directives": {"acknowledged": ("ask.acknowledge", {})},
    "budget_changes": {"approved": ("decision.take", {"answer": "accept"})},
}
"""Actions that are made for a step, by table and the state they lead to."""
_BY_ANOTHER: Final = {"cases": {"superseded"}}
"""States that a row comes to by what is done with another: the next version is approved."""
STEPS: Final = [*steps()]


def held(step: Step) -> Workspace:
    """A small portfolio with the row in the state before."""
    workspace = a_workspace(
        a_component("PF-1"), a_component("PG-1", "PF-1"),
        a_project("P-1", "PG-1", state="executing"), a_person("H-1", "Ann Roe", logins=("ann",)),
    )  # fmt: skip
    flow = CashFlow(id=ROW - 1, component=id_of("P-1"), title="Build", case=ROW, cost=eur(9))
    tables = {**workspace.tables, step.table: {**workspace.rows(step.table), ROW: row_before(step)}}
    return type(workspace)({**tables, CASH_FLOWS.name: {flow.id: flow}}, revision=1)


def done(step: Step, way: Way, *, reason_first: bool = False) -> tuple[str, str]:
    """The state once an action has been tried, and why it was refused."""
    session = Session(MemoryStore(held(step)), Author(0, "ann"))
    try:
        if reason_first:
            _run(session, step, (_SET, {"field": "reason", "value": "it is too dear"}))
        reason = _run(session, step, way)
        row = session.workspace.get(step.table, ROW)
        return str(getattr(row, "state", "")), reason
    finally:
        session.close()


def _run(session: Session, step: Step, way: Way) -> str:
    target = Target(step.table, ROW)
    place = id_of("PG-1" if step.table == "components" else "P-1")
    situation = Situation(
        session.workspace, TODAY, count(ROW + 1).__next__, (target,), place, "", id_of("H-1"),
        confirmed=True,
    )  # fmt: skip
    try:
        ticket = session.run(CATALOGUE[way[0]], situation, way[1]).ticket
        outcome = ticket.done.result() if ticket is not None else None
        return "" if outcome is None or isinstance(outcome, Committed) else str(outcome.reason)
    except Refused as refused:
        return str(refused)


def own_way(step: Step) -> Way | None:
    """The action that is made for a step; None where there is none."""
    return _OWN.get(step.table, {}).get(step.new)


def set_way(step: Step) -> Way:
    """The letter of the state in the set menu."""
    return _SET, {"field": "state", "value": step.new}


@pytest.mark.parametrize("table", [name for name, spec in TABLES.items() if spec.cycles])
def test_every_table_with_a_life_cycle_has_a_key_for_its_state(table: str) -> None:
    fields = {letter.field for letter in set_menu_of(table)}
    made = _OWN.get(table, {}).keys() | _BY_ANOTHER.get(table, set())
    reached = {
        new for cycle in TABLES[table].cycles.values() for to in cycle.values() for new in to
    }
    assert "state" in fields or made == reached


@pytest.mark.parametrize("step", [step for step in STEPS if is_legal(step)], ids=str)
def test_an_action_makes_every_step_that_there_is(step: Step) -> None:
    state, reason = done(step, set_way(step))
    if state != step.new:
        # Some steps need a reason, which is set first or said along by an action of their own.
        assert reason
        way = own_way(step)
        state, reason = done(step, way or set_way(step), reason_first=way is None)
    assert not reason
    assert state == step.new


@pytest.mark.parametrize("step", [step for step in STEPS if not is_legal(step)], ids=str)
def test_the_key_for_the_state_refuses_every_other_step_with_the_reason(step: Step) -> None:
    state, reason = done(step, set_way(step))
    assert state == step.old
    assert f"{step.old} cannot become {step.new}" in reason


OWN: Final = [step for step in STEPS if own_way(step) is not None]


@pytest.mark.parametrize("step", [step for step in OWN if is_legal(step)], ids=str)
def test_an_action_that_is_made_for_a_step_makes_it(step: Step) -> None:
    way = own_way(step)
    assert way is not None
    assert done(step, way) == (step.new, "")


@pytest.mark.parametrize("step", [step for step in OWN if not is_legal(step)], ids=str)
def test_an_action_that_is_made_for_a_step_refuses_it_elsewhere(step: Step) -> None:
    way = own_way(step)
    assert way is not None
    state, reason = done(step, way)
    assert state == step.old
    assert reason


@pytest.mark.parametrize("step", [step for step in STEPS if is_legal(step)], ids=str)
def test_the_key_for_the_next_state_takes_only_steps_that_there_are(step: Step) -> None:
    before: Entity = row_before(step)
    state, reason = done(step, ("state.next", {}))
    if reason:
        assert state == step.old
        return
    ways = TABLES[step.table].ways
    way = ways.get(step.kind) or ways.get("", ())
    assert state in way
    assert state != getattr(before, "state", "")
