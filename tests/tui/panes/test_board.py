"""This file tests the board: cards move, are added, set, marked and found by key."""

import pytest

from tests.conftest import column_id, id_of
from tests.tui.commands.test_paste import LATER, read
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, found, started

BACKLOG = column_id("P-1", "Backlog")


def keys_in(stage: Stage, column: str) -> list[str]:
    """Keys of the cards of a column of the first project, top first."""
    tasks = stage.workspace.tasks
    ids = stage.workspace.ids_by("tasks", "column", column_id("P-1", column))
    held = sorted((tasks[one] for one in ids if not tasks[one].archived),
                  key=lambda task: (task.board_rank, task.id))  # fmt: skip
    return [task.key for task in held]


async def test_a_card_moves_across_and_the_cursor_goes_with_it() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("L")
        assert stage.column_of("T-1") == "Ready"
        assert stage.cursor == "T-1"
        assert "T-1 in Ready" in stage.foot
        await stage.press("H")
        assert stage.column_of("T-1") == "Backlog"
        assert stage.cursor == "T-1"


async def test_a_card_at_the_edge_is_refused_with_the_reason() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("H")
        assert "Backlog is the first column" in stage.foot
        assert stage.workspace.revision == 1


async def test_a_card_moves_within_its_column_and_the_cursor_goes_with_it() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("J")
        assert keys_in(stage, "Backlog") == ["T-2", "T-1", "T-3"]
        assert stage.cursor == "T-1"
        await stage.press("J")
        assert keys_in(stage, "Backlog") == ["T-2", "T-3", "T-1"]
        await stage.press("J")
        assert "at the end already" in stage.foot
        await stage.press("K", "K")
        assert keys_in(stage, "Backlog") == ["T-1", "T-2", "T-3"]
        assert stage.cursor == "T-1"


async def test_a_move_into_a_full_column_says_so() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("l", "L")
        assert stage.column_of("T-4") == "Doing"
        await stage.press("g", "h", "h", "g", "L", "L")
        assert "over its limit of 3" in stage.foot
        assert "Doing 4/3 !" in stage.text


async def test_marked_cards_move_together_in_one_step() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("space", "space", "L")
        assert keys_in(stage, "Backlog") == ["T-3"]
        assert stage.workspace.revision == 2
        await stage.press("u")
        await stage.until(lambda: stage.workspace.revision == 3)
        assert keys_in(stage, "Backlog") == ["T-1", "T-2", "T-3"]


async def test_a_task_is_added_by_a_line_that_says_what_it_means() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.type("Write copy !2 @bob #web est:3d")
        assert "Bob Bell" in stage.echo
        assert "#web" in stage.echo
        await stage.press("enter")
        task = stage.titled("tasks", "Write copy")
        assert (task.column, task.priority, task.owner) == (BACKLOG, 2, id_of("H-2"))  # type: ignore[attr-defined]
        assert stage.cursor == task.key
        assert "Write copy" in stage.text


async def test_a_line_that_cannot_be_read_says_why_and_adds_nothing() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.type("Write copy due:someday")
        assert "someday" in stage.echo
        await stage.press("enter")
        assert stage.workspace.revision == 1
        assert "someday" in stage.text


async def test_escape_leaves_the_line_and_adds_nothing() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.type("Write copy")
        await stage.press("escape")
        assert stage.workspace.revision == 1
        assert "Write copy" not in stage.text
        await stage.press("j")
        assert stage.cursor == "T-2"


async def test_an_empty_line_adds_nothing() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a", "enter")
        assert stage.workspace.revision == 1


async def test_pasted_lines_are_added_a_task_a_line_in_one_step() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.paste("First thing !1\nSecond thing\nThird thing @ann\n")
        assert "First thing !1⏎Second thing⏎Third thing @ann" in stage.line
        assert "3 lines" in stage.echo
        assert stage.workspace.revision == 1
        await stage.press("enter")
        assert "3 lines: 3 tasks" in stage.text
        await read(stage, "\r", LATER)
        assert stage.titled("tasks", "First thing").priority == 1  # type: ignore[attr-defined]
        assert stage.titled("tasks", "Third thing").owner == id_of("H-1")  # type: ignore[attr-defined]
        assert stage.workspace.revision == 2


async def test_a_letter_sets_a_field_on_all_marked_cards() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("space", "space", "s")
        assert "p priority" in stage.offered
        await stage.press("p", "2")
        assert [stage.task(key).priority for key in ("T-1", "T-2", "T-3")] == [2, 2, 3]
        assert stage.workspace.revision == 2


async def test_a_date_is_set_by_a_word_and_echoed() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("s", "d")
        await stage.type("fri")
        assert "27 Nov" in stage.echo
        await stage.press("enter")
        assert str(stage.task("T-1").due) == "2026-11-27"


async def test_a_date_typed_takes_the_place_of_the_one_before_and_a_text_is_written_on() -> None:
    async with started(a_portfolio()) as stage:
        for typed, due in (("fri", "2026-11-27"), ("tue", "2026-11-24")):
            await stage.press("s", "d")
            await stage.type(f"{typed}\n")
            assert str(stage.task("T-1").due) == due
        await stage.press("s", "d", "end", "backspace")
        assert stage.line.endswith("2026-11-2")
        await stage.press("escape", "e")
        await stage.type(" two\n")
        assert stage.task("T-1").title == "Cookie banner two"


async def test_a_card_is_completed_and_comes_back() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("c")
        assert stage.column_of("T-1") == "Done"
        assert stage.task("T-1").percent == 100
        await stage.follow("T-1")
        await stage.press("c")
        assert stage.column_of("T-1") != "Done"


async def test_undo_takes_back_and_redo_does_it_again() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("L", "u")
        await stage.until(lambda: stage.column_of("T-1") == "Backlog")
        await stage.settle()
        assert "U" in stage.foot
        await stage.press("U")
        await stage.until(lambda: stage.column_of("T-1") == "Ready")


async def test_with_nothing_to_take_back_undo_says_so() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("u")
        await stage.until(lambda: "nothing to undo" in stage.foot)


async def test_a_card_is_put_away_without_a_question() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("j", "d")
        assert stage.task("T-2").archived
        assert "Sitemap" not in stage.text


async def test_the_last_action_is_repeated_on_another_card() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("full_stop")
        assert "nothing to repeat yet" in stage.foot
        await stage.press("c")
        await stage.follow("T-2")
        await stage.press("full_stop")
        assert stage.column_of("T-2") == "Done"


async def test_the_last_action_is_not_repeated_on_what_it_cannot_be_done_to() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("L", "t", "t", "full_stop")
        assert "works on task, not on component" in stage.foot
        assert stage.workspace.revision == 2


async def test_a_line_that_is_refused_stays_open_to_be_mended() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        assert "Esc leaves" in stage.foot
        await stage.type("Write copy due:someday\n")
        assert stage.line.endswith("due:someday")
        await stage.press(*["backspace"] * 7)
        await stage.type("fri\n")
        assert stage.titled("tasks", "Write copy").key.startswith("T-")
        assert "Esc leaves" not in stage.foot


async def test_a_link_makes_a_card_wait() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("j", "w")
        await stage.type("T-5")
        assert "Checkout flow" in stage.echo
        await stage.press("enter")
        assert stage.workspace.ids_by("links", "successor", id_of("T-2")) != ()
        assert "■ by T-5" in stage.text


async def test_a_task_added_in_a_lane_of_a_program_lies_in_the_project_of_the_lane() -> None:
    async with started(a_portfolio(), Start(scope="PG-1")) as stage:
        await stage.follow("T-21")
        await stage.press("a")
        await stage.type("Flyers\n")
        task = stage.titled("tasks", "Flyers")
        assert task.component == id_of("P-2")
        assert task.column == column_id("P-2", "Backlog")  # type: ignore[attr-defined]


async def test_lanes_are_cut_by_owner_priority_and_parent_in_turn() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("S")
        assert "── Ann Ames" in stage.text
        assert "── nobody's" in stage.text
        await stage.press("S")
        assert "── !1" in stage.text
        await stage.press("S", "S")
        assert "──  " not in stage.text
        assert "── Ann" not in stage.text


async def test_a_program_shows_a_lane_per_project() -> None:
    async with started(a_portfolio(), Start(scope="PG-1")) as stage:
        assert "── Site build" in stage.text
        assert "── Campaign" in stage.text
        await stage.follow("T-20")
        await stage.press("L")
        assert stage.workspace.columns[stage.task("T-20").column].name == "Review"
        assert stage.cursor == "T-20"


async def test_a_sub_task_is_added_below_the_card() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("A")
        await stage.answer("Ask the lawyer")
        assert stage.titled("tasks", "Ask the lawyer").parent == id_of("T-1")  # type: ignore[attr-defined]


async def test_the_strip_below_says_more_of_the_card_under_the_cursor() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-5")
        assert found(stage.lines, "T-5 Checkout flow  Doing since 9 d") != ""
        assert found(stage.lines, "1/2 checks") != ""


@pytest.mark.parametrize("key", ["Q", "percent_sign", "ö"])
async def test_a_key_that_means_nothing_is_told(key: str) -> None:
    async with started(a_portfolio()) as stage:
        await stage.press(key)
        assert "means nothing here; ? lists the keys" in stage.foot
        await stage.press("j")
        assert "means nothing" not in stage.foot


async def test_a_letter_that_is_none_of_those_shown_is_told() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("s", "Z")
        assert "Z is none of these; Esc leaves" in stage.text
        assert "p priority" in stage.text
        await stage.press("L", "Z", "z")
        assert stage.main.showing.lens == "project"
        assert stage.workspace.revision == 1
        await stage.press("escape", "escape")
        assert "none of these" not in stage.text
        assert "a add" in stage.foot


async def test_a_board_that_was_out_of_sight_comes_back_whole() -> None:
    async with started(a_portfolio(), Start(size=(160, 45))) as stage:
        cards = [line[47:120] for line in stage.lines[2:10]]
        await stage.press("1")
        await stage.press("2")
        assert [line[47:120] for line in stage.lines[2:10]] == cards


def columns_of(stage: Stage) -> list[str]:
    """Names of the columns of the first project, left to right."""
    return [one.name for one in stage.workspace.board_of(id_of("P-1"))]


async def test_the_column_under_the_cursor_is_renamed_limited_moved_and_removed() -> None:
    async with started(a_portfolio()) as stage:
        first, second = columns_of(stage)[:2]
        await stage.press("vertical_line")
        assert f"column {first}" in stage.foot
        await stage.press("n", "ctrl+u")
        await stage.type("Ideas")
        await stage.press("enter")
        assert columns_of(stage)[:2] == ["Ideas", second]
        await stage.press("vertical_line", "L")
        assert columns_of(stage)[:2] == [second, "Ideas"]
        await stage.press("vertical_line", "l", "ctrl+u")
        await stage.type("4")
        await stage.press("enter")
        assert 4 in {one.limit for one in stage.workspace.board_of(id_of("P-1"))}
        await stage.press("vertical_line", "d")
        assert len(columns_of(stage)) == 5
        assert "T-1, T-2, T-3 still refer to it as column" in stage.foot


async def test_in_an_empty_column_no_card_of_the_next_one_moves() -> None:
    async with started(a_portfolio()) as stage:
        while stage.cursor:
            await stage.press("l")
        await stage.press("L")
        assert stage.workspace.revision == 1
        assert "no card under the cursor" in stage.foot


async def test_flow_is_a_part_of_the_board_and_the_board_keeps_its_lines() -> None:
    async with started(a_portfolio()) as stage:
        lines = stage.lines
        await stage.press("right_square_bracket")
        assert "[flow]" in stage.text
        assert "Little's law" in stage.text
        await stage.press("right_square_bracket")
        assert "Cumulative flow" in stage.text or "L moves one on the board" in stage.text
        while stage.lines != lines:
            await stage.press("right_square_bracket")
        await stage.press("L")
        assert stage.column_of("T-1") == "Ready"


async def test_a_figure_of_flow_is_explained() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("right_square_bracket", "equals_sign")
        assert "work in progress" in stage.text
