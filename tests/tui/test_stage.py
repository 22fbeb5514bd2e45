"""This file tests that the app shows a workspace and hears a key."""

from tests.tui.sample import a_portfolio
from tests.tui.stage import started


async def test_a_key_is_heard_and_the_screen_follows() -> None:
    async with started(a_portfolio()) as stage:
        assert stage.cursor == "T-1"
        await stage.press("j")
        assert stage.cursor == "T-2"
        assert "Sitemap" in stage.text
