"""This file tests what-ifs on the screen: shown, edited, left, made the plan, given up."""

import asyncio

from pmtui.model.scenarios.scenarios import Scenario, ScenarioEdit
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started


async def begin(stage: Stage, name: str = "Cut") -> None:
    """Begin a scenario and show it."""
    await stage.press("W", "n")
    await stage.type(f"{name}\n")
    await stage.until(lambda: stage.session.scenario != 0)
    await stage.until(lambda: f"what-if W-1 {name}" in stage.head)


async def rename_first(stage: Stage, title: str) -> None:
    """Give the task under the cursor of the board another title."""
    await stage.press("2", "s", "n")
    await stage.press("ctrl+u")
    await stage.type(f"{title}\n")
    await stage.until(lambda: title in stage.text)


async def test_what_is_edited_in_a_what_if_leaves_the_plan_as_it_is() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        await begin(stage)
        before = dict(stage.session.plan.tasks)
        await rename_first(stage, "Otherwise")
        await stage.until(lambda: stage.session.is_saved)
        assert dict(stage.session.plan.tasks) == before
        await stage.press("W", "W")
        await stage.until(lambda: "what-if" not in stage.head)
        assert "Otherwise" not in stage.text
        await stage.press("W", "1")
        await stage.until(lambda: "Otherwise" in stage.text)


async def test_a_what_if_is_made_the_plan_from_its_list_of_changes_and_undone() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        await begin(stage)
        await rename_first(stage, "Otherwise")
        await stage.press("W", "c")
        await stage.until(lambda: "make it the plan" in stage.text)
        assert "Otherwise" in stage.text
        await asyncio.sleep(TYPE_AHEAD_SECONDS * 1.2)
        await stage.press("enter")
        await stage.until(lambda: not stage.session.scenario and "Otherwise" in stage.text)
        (row,) = stage.session.plan.rows_of(Scenario).values()
        assert row.state == "committed"
        await stage.press("u")
        await stage.until(lambda: "Otherwise" not in stage.text)
        (row,) = stage.session.plan.rows_of(Scenario).values()
        assert row.state == "draft"


async def test_a_what_if_is_given_up_by_the_same_key_twice() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        await begin(stage)
        await rename_first(stage, "Otherwise")
        await stage.press("W", "c")
        await stage.until(lambda: "give it up" in stage.text)
        await asyncio.sleep(TYPE_AHEAD_SECONDS * 1.2)
        await stage.press("d", "d")
        await stage.until(lambda: not stage.session.scenario)
        await stage.until(
            lambda: (
                [row.state for row in stage.session.plan.rows_of(Scenario).values()]
                == ["discarded"]
            )
        )
        assert "Otherwise" not in stage.text
        assert len(stage.session.plan.rows_of(ScenarioEdit)) == 1


async def test_undo_in_a_what_if_takes_back_its_edit_and_nothing_of_the_plan() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        await rename_first(stage, "Planned")
        await begin(stage)
        await rename_first(stage, "Otherwise")
        await stage.press("u")
        await stage.until(lambda: "Otherwise" not in stage.text and "Planned" in stage.text)
        await stage.press("u")
        await stage.until(lambda: "nothing to undo" in stage.text)
        assert "Planned" in stage.text


async def test_nothing_of_what_if_is_begun_in_the_past() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        await rename_first(stage, "Planned")
        await stage.press("at")
        await stage.type("r1\n")
        await stage.until(lambda: stage.main.as_of is not None)
        await stage.settle()
        await stage.press("W")
        assert "comes back to now" in stage.text
        assert not stage.session.scenario


async def test_a_what_if_of_nothing_cannot_be_made_the_plan() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        await begin(stage)
        await stage.press("W", "c")
        await stage.until(lambda: "nothing is edited in it yet" in stage.text)
        await asyncio.sleep(TYPE_AHEAD_SECONDS * 1.2)
        await stage.press("enter", "q")
        assert stage.session.scenario
