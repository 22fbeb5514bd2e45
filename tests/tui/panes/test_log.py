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
