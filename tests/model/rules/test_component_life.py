"""This file tests the two states of a component, as they are read from a store."""

import pytest

from pmtui.model.entities.components import Component, ComponentKind
from pmtui.model.entities.states import COMPONENT, PROGRAM_PHASES, PROJECT, PROJECT_PHASES
from pmtui.model.rules.life_cycles import (
    go_together,
    phase_of,
    portfolio_status_of,
    state_word,
)


def a(kind: ComponentKind, state: str, status: str = "", phase: str = "") -> Component:
    return Component(
        id=1, kind=kind, name="Yard", state=state, portfolio_status=status, phase=phase
    )


@pytest.mark.parametrize(
    ("state", "status", "phase"),
    [
        ("draft", "proposed", "draft"),
        ("initiating", "selected", "initiating"),
        ("planning", "authorised", "planning"),
        ("executing", "active", "executing"),
        ("closing", "active", "closing"),
        ("closed", "closed", "closed"),
        ("on_hold", "on_hold", ""),
        ("cancelled", "cancelled", ""),
    ],
)
def test_a_project_of_an_older_store_has_both_states_from_its_one_word(
    state: str, status: str, phase: str
) -> None:
    component = a("project", state)
    assert (portfolio_status_of(component), phase_of(component)) == (status, phase)


@pytest.mark.parametrize(
    ("state", "phase"),
    [
        ("idea", "definition"),
        ("authorised", "definition"),
        ("active", "delivery"),
        ("delivered", "closure"),
        ("realising", "closure"),
        ("closed", "closure"),
        ("on_hold", ""),
    ],
)
def test_a_program_of_an_older_store_has_a_phase_from_its_status(state: str, phase: str) -> None:
    component = a("program", state)
    assert (portfolio_status_of(component), phase_of(component)) == (state, phase)


def test_a_portfolio_and_an_operation_have_no_phase() -> None:
    assert phase_of(a("portfolio", "active", phase="delivery")) == ""
    assert phase_of(a("operation", "active")) == ""


def test_what_an_older_program_made_of_the_one_word_holds_over_what_stood_beside_it() -> None:
    moved_on = a("project", "executing", "proposed", "planning")
    assert (portfolio_status_of(moved_on), phase_of(moved_on)) == ("active", "executing")
    under_way = a("program", "active", phase="definition")
    assert phase_of(under_way) == "delivery"


def test_what_stands_beside_the_word_is_believed_where_both_go_together() -> None:
    assert portfolio_status_of(a("project", "planning", "selected")) == "selected"
    assert portfolio_status_of(a("project", "closed", "realising")) == "realising"
    assert portfolio_status_of(a("project", "cancelled", "merged")) == "merged"
    assert phase_of(a("project", "on_hold", "on_hold", "executing")) == "executing"
    assert phase_of(a("program", "active", phase="closure")) == "closure"


def test_every_pair_that_goes_together_comes_back_from_the_word_that_is_stored() -> None:
    for kind, phases in (("project", PROJECT_PHASES), ("program", PROGRAM_PHASES)):
        for phase in phases:
            for status in COMPONENT:
                if not go_together(kind, status, phase):
                    continue
                word = state_word(kind, status, phase)
                component = a(kind, word, status, phase)  # type: ignore[arg-type]
                assert (portfolio_status_of(component), phase_of(component)) == (status, phase)


def test_the_word_that_is_stored_is_one_that_older_programs_know() -> None:
    for status in COMPONENT:
        for phase in PROJECT_PHASES:
            assert state_word("project", status, phase) in PROJECT


def test_work_is_executed_only_once_it_is_authorised() -> None:
    for status in ("idea", "proposed", "evaluated", "selected", "authorised"):
        assert not go_together("project", status, "executing")
    assert go_together("project", "active", "executing")
