"""This file tests that the line below names keys of what can be done where one stands."""

from pmtui.model.changes.ops import apply, create
from tests.model.recurring.made import a_recurrence
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started


async def test_the_foot_names_nothing_that_cannot_be_done_to_what_is_under_the_cursor() -> None:
    workspace = apply(a_portfolio(), (create("recurrences", a_recurrence()),))
    async with started(workspace, Start(size=(120, 36))) as stage:
        await stage.press("colon")
        await stage.type("issues")
        await stage.press("enter")
        await stage.rest()
        assert "! escalate" in stage.foot
        await stage.press("colon")
        await stage.type("recurrences")
        await stage.press("enter")
        await stage.rest()
        assert "RE-1" in stage.text
        assert "s set" in stage.foot
        assert "escalate" not in stage.foot
        await stage.press("enter")
        await stage.rest()
        assert "link" not in stage.foot
        await stage.press("G", "enter")
        assert "nothing behind it yet" in stage.foot
