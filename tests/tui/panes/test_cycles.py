"""This file tests cycles on the screen: begun and ended by a key, and their board."""

from tests.actions.board.test_cycles import a_sprint
from tests.tui.stage import Stage, started


async def _to_cycles(stage: Stage) -> None:
    while "[cycles]" not in stage.text:
        await stage.press("right_square_bracket")


async def test_a_cycle_is_begun_and_ended_by_one_key_and_what_goes_on_is_shown_first() -> None:
    async with started(a_sprint()) as stage:
        await _to_cycles(stage)
        await stage.press("r")
        assert "begins with 3 cards (T-1, T-2, T-3)" in stage.foot
        await stage.press("r")
        assert "ends: 3 cards (T-1, T-2, T-3) go on to CY-2" in stage.foot
        await stage.press("escape")
        assert "left as it was" in stage.foot
        await stage.press("r", "enter")
        states = {
            row.key: getattr(row, "state", "") for row in stage.workspace.rows("cycles").values()
        }
        assert states == {"CY-1": "ended", "CY-2": "planned"}
        assert {task.key for task in stage.workspace.tasks.values() if task.cycle} == {
            "T-1", "T-2", "T-3",
        }  # fmt: skip


async def test_the_board_keeps_the_cards_of_the_running_cycle_and_shows_all_again() -> None:
    async with started(a_sprint()) as stage:
        await stage.press("b")
        assert "no cycle is running here" in stage.foot
        await _to_cycles(stage)
        await stage.press("r", "left_square_bracket")
        while "[cycles]" in stage.text or "Backlog" not in stage.text:
            await stage.press("left_square_bracket")
        await stage.press("b")
        assert "T-4" not in stage.text
        assert "T-1" in stage.text
        await stage.press("b")
        assert "T-4" in stage.text
