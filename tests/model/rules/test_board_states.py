"""This file tests as which states rows stand on a board, for every table that has such."""

from datetime import date

import pytest

from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import Change, Issue
from pmtui.model.governance.gates import Gate
from pmtui.model.rules.board_states import board_states
from pmtui.model.rules.life_cycles import lifecycle_of
from pmtui.model.workspace.schema import LOG_TABLES, TABLES, defaults_of

TODAY = date(2026, 11, 23)
WITH_BOARD = [name for name in TABLES if board_states(name) is not None]


@pytest.mark.parametrize("table", [name for name in LOG_TABLES if name != "communications"])
def test_every_register_of_the_log_whose_rows_end_has_a_board(table: str) -> None:
    assert board_states(table) is not None


@pytest.mark.parametrize("table", WITH_BOARD)
def test_columns_are_all_states_there_are_each_once_and_a_new_row_stands_in_one(table: str) -> None:
    board = board_states(table)
    assert board is not None
    assert len(set(board.states)) == len(board.states) > 1
    cycle = lifecycle_of(table)
    if cycle is not None:
        assert set(board.states) == set(cycle)
    first = defaults_of(table)[board.field]
    assert (first or "waiting") in board.states


@pytest.mark.parametrize("table", WITH_BOARD)
def test_the_way_that_all_goes_well_comes_first(table: str) -> None:
    board, way = board_states(table), TABLES[table].ways.get("", ())
    assert board is not None
    assert board.states[: len(way)] == way


@pytest.mark.parametrize("table", ["components", "tasks", "people", "bodies", "communications"])
def test_what_people_make_columns_for_or_has_no_states_has_no_board(table: str) -> None:
    assert board_states(table) is None


def test_a_step_that_the_life_cycle_forbids_says_what_may_follow() -> None:
    board = board_states("changes")
    assert board is not None
    with pytest.raises(ValueError, match="accepted cannot become assessed; it can become impl"):
        board.step(Change(id=1, title="More", state="accepted"), -1)


def test_past_the_last_column_there_is_none() -> None:
    board = board_states("issues")
    assert board is not None
    with pytest.raises(ValueError, match="closed is the last column"):
        board.step(Issue(id=1, title="Down", state="closed"), 1)
    with pytest.raises(ValueError, match="open is the first column"):
        board.step(Issue(id=1, title="Down"), -1)


def test_a_state_of_another_version_moves_nowhere() -> None:
    board = board_states("issues")
    assert board is not None
    with pytest.raises(ValueError, match="thawing is no state that this version knows"):
        board.step(Issue(id=1, title="Down", state="thawing"), 1)


def test_a_decision_is_decided_by_a_day_and_undecided_without_one() -> None:
    board = board_states("decisions")
    assert board is not None
    waiting = Decision(id=1, title="Host in Europe")
    assert board.states == ("waiting", "decided")
    assert board.fields_of(board.step(waiting, 1), TODAY) == {"decided_at": TODAY}
    decided = Decision(id=1, title="Host in Europe", decided_at=TODAY)
    assert board.fields_of(board.step(decided, -1), TODAY) == {"decided_at": None}


def test_a_gate_stands_in_the_column_of_its_verdict() -> None:
    board = board_states("gates")
    assert board is not None
    assert board.state_of(Gate(id=1, title="Build")) == "waiting"
    assert board.fields_of("waiting", TODAY) == {"decision": ""}
    assert board.fields_of("go", TODAY) == {"decision": "go"}


def test_what_may_follow_is_what_the_life_cycle_allows() -> None:
    board = board_states("changes")
    assert board is not None
    assert board.following(Change(id=1, title="More")) == ("assessed", "rejected", "deferred")
