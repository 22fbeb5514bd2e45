"""This file tests the log: records of every kind in one table."""

from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started

LOG = Start(view="log")


async def test_every_kind_of_record_is_shown() -> None:
    async with started(a_portfolio(), LOG) as stage:
        for words in ("Test server down", "Host in Europe", "Texts come in time"):
            assert words in stage.text
        assert "3 of 4 entries  1 closed: /is:any" in stage.foot


async def test_an_issue_is_added_unless_another_kind_is_chosen() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("a")
        assert "new issue" in stage.line
        assert "Tab change" in stage.foot
        await stage.type("No light in room 4 @bob\n")
        issue = stage.titled("issues", "No light in room 4")
        assert issue.owner == id_of("H-2")  # type: ignore[attr-defined]
        assert stage.cursor == issue.key


async def test_a_wrong_assumption_becomes_a_risk() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.follow("A-1")
        await stage.press("x")
        assert stage.titled("risks", "Texts come in time").key == "R-5"


async def test_what_cannot_be_converted_says_what_can() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.follow("I-1")
        await stage.press("x")
        assert "works on risk or assumption, not on issue" in stage.foot
        assert stage.workspace.revision == 1


async def test_a_filter_may_ask_for_a_kind() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("slash")
        await stage.type("server")
        assert "Test server down" in stage.text
        assert "Host in Europe" not in stage.text


async def test_people_of_the_store_are_filtered_wherever_one_stands() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("colon")
        await stage.type("people\n")
        assert stage.pane.summary() == "people: 2 of 2"
        await stage.press("slash")
        await stage.type("name:bob\n")
        assert stage.pane.summary() == "people: 1 of 2"
        assert "Bob Bell" in stage.text


async def test_a_register_is_a_board_of_its_states_until_it_is_a_list_again() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("right_square_bracket", "vertical_line")
        assert "open 1" in stage.text
        assert "closed 0" in stage.text
        assert stage.cursor == "I-1"
        assert "H L move" in stage.foot
        await stage.press("vertical_line")
        assert "open 1" not in stage.text
        assert "as a list" in stage.foot


async def test_a_card_of_a_register_moves_across_and_one_undo_takes_it_back() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("right_square_bracket", "vertical_line", "L", "L")
        assert stage.titled("issues", "Test server down").state == "action"  # type: ignore[attr-defined]
        assert stage.cursor == "I-1"
        assert "I-1 assessed > action" in stage.foot
        await stage.press("u")
        assert stage.titled("issues", "Test server down").state == "assessed"  # type: ignore[attr-defined]


async def test_a_card_that_cannot_move_says_why_and_an_empty_column_moves_nothing() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("right_square_bracket", "vertical_line", "H")
        assert "open is the first column" in stage.foot
        await stage.press("l", "L")
        assert stage.workspace.revision == 1
        assert "nothing under the cursor" in stage.foot


async def test_enter_opens_a_card_marks_move_together_and_a_filter_keeps_some() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("right_square_bracket", "vertical_line", "a")
        await stage.type("No light in room 4\n")
        await stage.press("V", "L")
        assert {issue.state for issue in stage.workspace.rows("issues").values()} == {"assessed"}  # type: ignore[attr-defined]
        await stage.press("V", "enter")
        assert stage.pane.context == "detail"
        await stage.press("escape", "slash")
        await stage.type("light\n")
        assert "No light" in stage.text
        assert "Test server" not in stage.text
        assert stage.pane.summary() == "issues: 1 of 2 cards"


async def test_the_log_as_a_whole_stays_a_list_and_says_where_boards_are() -> None:
    async with started(a_portfolio(), LOG) as stage:
        await stage.press("vertical_line")
        assert "this part has no states of its own, ] goes on" in stage.foot
        assert "Test server down" in stage.text
