"""This file tests cycles on the screen: begun and ended by a key, and their board."""

from typing import Any

from tests.actions.board.test_cycles import a_sprint
from tests.conftest import a_project, a_task, a_workspace
from tests.figures.work.test_flow_figures import ago
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
        while "cumulative flow" in stage.text:
            await stage.press("left_square_bracket")
        await stage.press("b")
        assert "T-4" not in stage.text
        assert "T-1" in stage.text
        await stage.press("b")
        assert "T-4" in stage.text


async def test_a_forecast_is_drawn_beside_the_screen_and_comes() -> None:
    done: dict[str, Any] = {"column": "Done", "percent": 100}
    board = a_workspace(
        a_project(),
        *(a_task(f"T-{n}", **done, actual_finish=ago(n)) for n in range(1, 5)),
        a_task("T-9", column="Ready"),
    )
    async with started(board) as stage:
        await stage.press("right_square_bracket")
        assert "[flow]" in stage.text
        await stage.until_shown("1 card left: 50 % sure by")
