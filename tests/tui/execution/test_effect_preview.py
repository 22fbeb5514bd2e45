"""This file tests what the screen says an edit would change, before it is committed."""

from tests.conftest import TODAY, a_project, a_risk, a_task, a_workspace, eur, id_of
from tests.tui.stage import Start, started

DAY = 480
PLAN = a_workspace(
    a_project("P-1", name="Build", start=TODAY, board=False),
    a_task("T-1", "Model", duration=2 * DAY, fixed_cost=eur(500), outline_rank="a"),
    a_task("T-2", "Forms", duration=3 * DAY, after="T-1", outline_rank="b"),
    a_risk("R-1", 4, 5, money_impact=eur(1000)),
)
ROADMAP = Start(view="roadmap", size=(160, 30))


async def test_the_line_says_what_the_value_typed_so_far_would_change() -> None:
    async with started(PLAN, ROADMAP) as stage:
        await stage.follow("T-1")
        await stage.press("s", "u", "4", "d")
        assert "= 4d  moves 1 task, project finish +4 d" in stage.echo
        assert stage.task("T-1").duration == 2 * DAY
        await stage.press("enter")
        assert stage.task("T-1").duration == 4 * DAY


async def test_the_line_says_nothing_of_a_value_that_stands_or_cannot_be() -> None:
    async with started(PLAN, ROADMAP) as stage:
        await stage.follow("T-1")
        await stage.press("s", "u", "2", "d")
        assert stage.echo.strip() == "= 2d"
        await stage.press("x")
        assert "moves" not in stage.echo


async def test_a_risk_says_what_its_exposure_would_be() -> None:
    async with started(PLAN, Start(view="risks", size=(160, 30))) as stage:
        await stage.follow("R-1")
        await stage.press("s", "p", "1")
        assert "exposure +600 EUR" in stage.echo
        assert stage.session.workspace.risks[id_of("R-1")].probability == 4
