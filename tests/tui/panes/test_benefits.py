"""This file tests benefits on the screen: closing what feeds them, and what stays in sight."""

from typing import Any

import msgspec

from pmtui.model.entities.components import Component
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_component, a_person, a_project, a_task, a_workspace, id_of
from tests.figures.benefits.benefits import a_benefit
from tests.figures.benefits.test_objectives import a_map
from tests.tui.sample import ANN
from tests.tui.stage import Start, started


def _closing(**fields: Any) -> Workspace:
    return a_workspace(
        a_component("PG-1", name="Relaunch"),
        a_project("P-1", "PG-1", name="Site", state="closing"),
        a_person("H-1", "Ann Ames", logins=("ann",)),
        a_benefit("B-1", **fields),
        msgspec.structs.replace(a_benefit("B-2", title="Old"), state="retired"),
    )


def _state(workspace: Workspace) -> tuple[str, str]:
    row = workspace.rows_of(Component)[id_of("P-1")]
    return row.state, row.portfolio_status


async def test_the_key_that_closes_a_project_asks_who_watches_its_benefits() -> None:
    start = Start(view="overview", scope="PG-1")
    async with started(_closing(), start) as stage:
        await stage.press("tab", "j", "r")
        assert "P-1 Site cannot close: B-1 Fewer calls has no business owner" in stage.text
        assert _state(stage.workspace) == ("closing", "")
    async with started(_closing(owner=ANN, next_measure=TODAY), start) as stage:
        await stage.press("tab", "j", "r")
        assert _state(stage.workspace) == ("closed", "realising")
        assert "B-1 Fewer calls is not sustained yet" in stage.text


async def test_what_is_due_leaves_out_what_is_over_until_it_is_asked_for() -> None:
    async with started(_closing(), Start(view="benefits", scope="PG-1")) as stage:
        await stage.type(":due\n")
        assert "due: 1 of 2" in stage.text
        assert "Old" not in stage.text


async def test_the_map_is_walked_along_its_steps_both_ways() -> None:
    workspace = a_map(a_task("V-2", "Handbook", kind="deliverable")).workspace
    async with started(workspace, Start(view="benefits", scope="PG-1", size=(80, 24))) as stage:
        await stage.type(":map\n")
        assert "from outputs to" in stage.text
        assert "leads to nothing: V-2" in stage.text
        for key in ("CP-1", "OC-1", "B-1", "J-1", "J-1"):
            await stage.press("l")
            assert stage.cursor == key
        await stage.press("equals_sign")
        assert "sum of the shares of what contributes" in stage.text
        await stage.press("escape", "h", "h")
        assert stage.cursor == "OC-1"
        await stage.press("k", "h")
        assert stage.cursor == "V-1"
        await stage.press("enter")
        assert "Portal" in stage.text


async def test_an_empty_map_says_what_to_do_next() -> None:
    empty = a_workspace(a_component("PG-1", name="Relaunch"))
    async with started(empty, Start(view="benefits", scope="PG-1", size=(80, 24))) as stage:
        await stage.type(":map\n")
        assert "no map yet: a adds an outcome or a benefit" in stage.text


async def test_the_map_is_whole_in_the_signs_of_a_plain_terminal() -> None:
    start = Start(view="benefits", scope="PG-1", size=(80, 24), draws_ascii=True)
    async with started(a_map().workspace, start) as stage:
        await stage.type(":map\n")
        assert "Cheaper service" in stage.text
        assert stage.text.isascii()
