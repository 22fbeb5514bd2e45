"""This file tests going round on the screen: a line a task, then the check-in."""

from pmtui.model.entities.remarks import Remark
from pmtui.model.governance.checkins import CheckIn
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

PROJECT = Start(view="board", scope="P-1", size=(80, 24))


async def begin(stage: Stage) -> None:
    await stage.press("colon")
    await stage.type("round\n")


async def test_each_line_is_an_edit_of_its_own_and_the_round_ends_with_the_check_in() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await begin(stage)
        assert "1/" in stage.line
        key = stage.line.split("1/")[1].split()[1]
        before = stage.workspace.by_key(key)
        assert before is not None
        await stage.type("30% rem:2d vendor called\n")
        row = stage.workspace.get(*(before[0], before[1].id))
        assert getattr(row, "percent", 0) == 30
        assert [remark.text for remark in stage.workspace.rows_of(Remark).values()][-1:] == [
            "vendor called"
        ]
        count = int(stage.line.split("/")[1].split()[0])
        for _ in range(count - 1):
            await stage.type("\n")
        assert "how it goes" in stage.line
        await stage.type("amber: late\n\n\n")
        assert [row.text for row in stage.workspace.rows_of(CheckIn).values()] == ["late"]


async def test_wrong_input_stays_on_the_line_and_esc_leaves_with_what_was_done() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await begin(stage)
        await stage.type("160%\n")
        assert "160%" in stage.line
        assert "0 to 100" in stage.text
        await stage.press("ctrl+u")
        await stage.type("10%\n")
        assert "2/" in stage.line
        await stage.press("escape")
        assert any(task.percent == 10 for task in stage.workspace.tasks.values())
        await stage.press("u")
        assert not any(task.percent == 10 for task in stage.workspace.tasks.values())


async def test_where_nothing_is_due_that_is_said() -> None:
    async with started(a_portfolio(), Start(view="board", scope="O-1")) as stage:
        await begin(stage)
        assert "how it goes" in stage.line or "no open task" in stage.foot
