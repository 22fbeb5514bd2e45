"""This file tests n and N: they go to the hits of the last filter in every list, and round."""

import pytest

from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started


async def looked_for(stage: Stage, text: str) -> None:
    """Type a filter and leave it: every row is there again."""
    await stage.press("slash")
    await stage.type(text)
    await stage.press("escape")


async def test_n_goes_from_hit_to_hit_on_the_board_without_hiding_cards() -> None:
    async with started(a_portfolio()) as stage:
        await looked_for(stage, "owner:bob")
        assert "Sitemap" in stage.text
        assert stage.cursor == "T-1"
        await stage.press("n")
        assert stage.cursor == "T-5"
        await stage.press("n")
        assert stage.cursor == "T-1"
        assert "from the top again" in stage.foot
        await stage.press("N")
        assert stage.cursor == "T-5"
        assert "from the end again" in stage.foot


async def test_n_walks_the_rows_of_a_filter_in_force() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("slash")
        await stage.type("o\n")
        await stage.press("n")
        first = stage.cursor
        await stage.press("n")
        assert stage.cursor != first


@pytest.mark.parametrize(
    ("view", "scope", "text", "key"),
    [
        ("risks", "P-1", "editors", "R-3"),
        ("log", "P-1", "europe", "D-1"),
        ("overview", "PG-1", "campaign", "P-2"),
        ("roadmap", "P-1", "checkout", "T-5"),
    ],
)
async def test_every_list_is_searched(view: str, scope: str, text: str, key: str) -> None:
    async with started(a_portfolio(), Start(view=view, scope=scope)) as stage:
        await looked_for(stage, text)
        await stage.press("n")
        assert stage.cursor == key


async def test_the_tree_is_searched() -> None:
    async with started(a_portfolio(), Start(scope="PF-1")) as stage:
        await looked_for(stage, "campaign")
        await stage.press("tab", "n")
        assert stage.cursor == "P-2"


async def test_what_is_not_there_is_told() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("n")
        assert "nothing was looked for yet" in stage.foot
        await looked_for(stage, "unicorn")
        await stage.press("n")
        assert "/unicorn: nothing here is a hit" in stage.foot
        assert stage.cursor == "T-1"


async def test_a_field_no_row_here_has_is_told() -> None:
    async with started(a_portfolio()) as stage:
        await looked_for(stage, "due:any")
        await stage.press("4", "n")
        assert "due" in stage.foot
