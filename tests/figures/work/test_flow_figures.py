"""This file tests the figures of flow: over the weeks of the policy, and undefined elsewhere."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.flow_figures import cards_of, in_progress, remaining_cards
from pmtui.model.entities.policy import POLICY_ID, Policy
from tests.conftest import TODAY, a_component, a_project, a_task, figures_of, id_of


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def done(key: str, start: int, finish: int, **fields: Any) -> Any:
    return a_task(
        key,
        column="Done",
        percent=100,
        actual_start=ago(start),
        actual_finish=ago(finish),
        **fields,
    )


def a_board(*more: Any) -> Figures:
    """Two cards done within twelve weeks, one long ago, two in progress, one that waits."""
    return figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        done("T-1", 20, 11, requested=ago(30)),
        done("T-2", 9, 8),
        done("T-3", 300, 200),
        a_task("T-4", column="Doing", actual_start=ago(4)),
        a_task("T-5", column="Doing", actual_start=ago(6), project="P-2"),
        a_task("T-6", column="Backlog"),
        *more,
    )


def value(figures: Figures, figure_id: str, key: str, table: str = "components") -> object:
    declared = figure(figure_id, table)
    assert declared is not None
    return declared.read(figures)(figures.workspace.rows(table)[id_of(key)])


def test_flow_is_that_of_the_window_and_of_all_boards_below() -> None:
    board = a_board()
    assert value(board, "wip", "P-1") == 1
    assert value(board, "wip", "PG-1") == 2
    assert value(board, "throughput", "P-1") == Decimal("0.17")
    assert value(board, "cycle_time", "P-1") == Decimal("6.0")
    assert value(board, "service_level", "P-1") == 10
    assert value(board, "lead_time", "P-1") == Decimal("20.0")
    assert value(board, "wip_age", "PG-1") == 7


def test_the_weeks_are_those_of_the_policy() -> None:
    longer = a_board(Policy(id=POLICY_ID, flow_weeks=52))
    assert value(longer, "cycle_time", "P-1") == Decimal("37.7")


def test_a_board_without_flow_has_no_figures_but_no_card_in_progress() -> None:
    board = figures_of(a_project("P-1"), a_task("T-1", column="Backlog"))
    for name in ("throughput", "cycle_time", "service_level", "lead_time", "wip_age"):
        assert value(board, name, "P-1") is None
    assert value(board, "wip", "P-1") == 0


def test_littles_law_is_applied_only_where_as_many_came_as_went() -> None:
    assert value(a_board(), "cycle_by_law", "P-1") is None
    stable = figures_of(a_project("P-1"), done("T-1", 20, 11), done("T-2", 9, 8))
    assert value(stable, "cycle_by_law", "P-1") == Decimal("6.0")


@pytest.mark.parametrize(
    ("key", "cycle", "lead", "age"),
    [("T-1", 10, 20, None), ("T-2", 2, None, None), ("T-4", None, None, 5),
     ("T-6", None, None, None)],
)  # fmt: skip
def test_a_card_has_the_days_it_has_come_to(
    key: str, cycle: int | None, lead: int | None, age: int | None
) -> None:
    board = a_board()
    found = [value(board, name, key, "tasks") for name in ("cycle_time", "lead_time", "work_age")]
    assert found == [cycle, lead, age]


def test_summaries_and_what_was_archived_are_no_cards_of_their_own() -> None:
    board = a_board(
        a_task("T-7", column="Doing", actual_start=ago(50)),
        a_task("T-8", under="T-7", column="Doing", actual_start=ago(3)),
        a_task("T-9", column="Doing", actual_start=ago(60), archived=True),
    )
    keys = {board.workspace.tasks[card.id].key for card in in_progress(board, id_of("P-1"))}
    assert keys == {"T-4", "T-8"}


def test_what_is_done_on_a_day_that_nobody_knows_is_not_in_progress() -> None:
    board = a_board(a_task("T-7", column="Done", percent=100, actual_start=ago(40)))
    assert value(board, "wip", "P-1") == 1
    assert remaining_cards(board, id_of("P-1")) == 2
    assert len(cards_of(board, id_of("P-1"))) == 6
