"""This file tests moving cards across a board and up and down in a column."""

from datetime import date

from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_project, a_task, a_workspace, column_id


def test_a_card_that_moves_into_done_gets_its_finish_and_100_percent() -> None:
    board = a_workspace(a_project(), a_task("T-1", column="Review", percent=80))
    done = row(after("card.right", at(board, "T-1")), "T-1")
    assert done.column == column_id("P-1", "Done")
    assert (done.actual_finish, done.percent, done.entered) == (TODAY, 100, TODAY)


def test_a_card_that_leaves_done_loses_its_finish_and_its_100_percent() -> None:
    card = a_task("T-1", column="Done", percent=100, actual_finish=date(2026, 11, 2))
    back = row(after("card.left", at(a_workspace(a_project(), card), "T-1")), "T-1")
    assert (back.actual_finish, back.percent) == (None, 0)


def test_a_card_that_comes_into_work_gets_its_start_once() -> None:
    board = a_workspace(
        a_project(),
        a_task("T-1", column="Ready"),
        a_task("T-2", column="Ready", actual_start=date(2026, 10, 1)),
    )
    moved = after("card.right", at(board, "T-1", "T-2"))
    assert row(moved, "T-1").actual_start == TODAY
    assert row(moved, "T-2").actual_start == date(2026, 10, 1)


def test_a_card_in_the_last_column_goes_no_further() -> None:
    board = a_workspace(a_project(), a_task("T-1", column="Done"))
    assert refusal("card.right", at(board, "T-1")) == "Done is the last column"


def test_a_card_in_the_first_column_goes_no_further_back() -> None:
    board = a_workspace(a_project(), a_task("T-1", column="Backlog"))
    assert refusal("card.left", at(board, "T-1")) == "Backlog is the first column"


def test_a_full_column_takes_the_card_and_says_that_it_is_over_its_limit() -> None:
    full = [a_task(f"T-{at}", column="Doing") for at in range(2, 5)]
    board = a_workspace(a_project(), a_task("T-1", column="Ready"), *full)
    assert proposed("card.right", at(board, "T-1")).message == "T-1 in Doing (over its limit of 3)"


def test_a_column_that_becomes_exactly_full_is_not_over_its_limit() -> None:
    held = [a_task(f"T-{at}", column="Doing") for at in range(2, 4)]
    board = a_workspace(a_project(), a_task("T-1", column="Ready"), *held)
    assert proposed("card.right", at(board, "T-1")).message == "T-1 in Doing"


def test_complete_moves_to_the_done_column_and_again_out_of_it() -> None:
    board = a_workspace(a_project(), a_task("T-1", column="Ready"))
    done = after("task.complete", at(board, "T-1"))
    assert row(done, "T-1").column == column_id("P-1", "Done")
    assert row(after("task.complete", at(done, "T-1")), "T-1").column == column_id("P-1", "Backlog")


def test_complete_without_a_board_sets_100_percent_and_the_finish() -> None:
    plain = a_workspace(a_project(board=False), a_task("T-1"))
    done = row(after("task.complete", at(plain, "T-1")), "T-1")
    assert (done.percent, done.actual_finish) == (100, TODAY)


def test_a_card_goes_to_the_column_that_is_named_by_its_start() -> None:
    board = a_workspace(a_project(), a_task("T-1", column="Backlog"))
    moved = after("card.column", at(board, "T-1"), column="rev")
    assert row(moved, "T-1").column == column_id("P-1", "Review")


def test_a_column_that_is_not_on_the_board_is_refused_with_those_that_are() -> None:
    board = a_workspace(a_project(), a_task("T-1", column="Backlog"))
    said = refusal("card.column", at(board, "T-1"), column="Shipped")
    assert said.endswith("there is Backlog, Ready, Doing, Review, Done")


def test_a_card_moves_one_place_down_among_its_own_column() -> None:
    cards = [a_task(f"T-{at}", column="Ready", board_rank=rank) for at, rank in enumerate("BDF", 1)]
    moved = after("card.down", at(a_workspace(a_project(), *cards), "T-1"))
    ranks = {key: row(moved, key).board_rank for key in ("T-1", "T-2", "T-3")}
    assert ranks["T-2"] < ranks["T-1"] < ranks["T-3"]


def test_cards_without_a_place_get_one_when_one_of_them_moves() -> None:
    cards = [a_task(f"T-{at}", column="Ready") for at in (1, 2, 3)]
    moved = after("card.up", at(a_workspace(a_project(), *cards), "T-3"))
    ranks = {key: row(moved, key).board_rank for key in ("T-1", "T-2", "T-3")}
    assert ranks["T-1"] < ranks["T-3"] < ranks["T-2"]


def test_the_lowest_card_cannot_go_lower() -> None:
    board = a_workspace(a_project(), a_task("T-1", column="Ready"))
    assert refusal("card.down", at(board, "T-1")) == "T-1 is at the end already"


def test_several_marked_cards_do_not_change_places() -> None:
    cards = [a_task(f"T-{at}", column="Ready") for at in (1, 2)]
    board = a_workspace(a_project(), *cards)
    assert "one card at a time" in refusal("card.down", at(board, "T-1", "T-2"))


def test_a_column_takes_a_new_name_and_limit() -> None:
    board = a_workspace(a_project())
    changed = after("column.change", at(board, scope="P-1"), column="Doing", name="Work", limit=7)
    work = changed.columns[column_id("P-1", "Doing")]
    assert (work.name, work.limit) == ("Work", 7)


def test_a_card_without_a_column_says_how_to_give_it_one() -> None:
    board = a_workspace(a_project(), a_task("T-1"))
    assert refusal("card.right", at(board, "T-1")) == "T-1 is in no column; set one with s c"


def ordered(workspace: Workspace, *keys: str) -> list[str]:
    """Keys of cards as they stand in a column, top first; their ranks all differ."""
    ranks = {row(workspace, key).board_rank: key for key in keys}
    assert len(ranks) == len(keys)
    return [ranks[one] for one in sorted(ranks)]


def test_several_cards_come_on_top_in_the_order_they_stood_in() -> None:
    board = a_workspace(
        a_project(),
        a_task("T-1", column="Ready", board_rank="d"),
        a_task("T-2", column="Ready", board_rank="b"),
        a_task("T-3", column="Ready", board_rank="c"),
        a_task("T-4", column="Doing", board_rank="b"),
    )
    marked = at(board, "T-1", "T-2", "T-3")
    in_order = ["T-2", "T-3", "T-1", "T-4"]
    assert ordered(after("card.right", marked), *in_order) == in_order
    assert ordered(after("card.column", marked, column="Doing"), *in_order) == in_order
    done = after("task.complete", marked)
    assert ordered(done, "T-1", "T-2", "T-3") == ["T-2", "T-3", "T-1"]
    typed = after("entity.set", at(board, "T-2", "T-3"), field="column", value="Doing")
    assert ordered(typed, "T-2", "T-3", "T-4") == ["T-2", "T-3", "T-4"]


def test_several_cards_are_counted_against_the_limit_together() -> None:
    board = a_workspace(
        a_project(), *(a_task(f"T-{at}", column="Ready", board_rank=str(at)) for at in range(1, 5))
    )
    said = proposed("card.right", at(board, "T-1", "T-2", "T-3", "T-4")).message
    assert said == "4 cards in Doing (over its limit of 3)"
