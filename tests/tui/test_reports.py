"""This file tests status reports on the screen: shown, kept, read again, noted as sent."""

import asyncio
from typing import cast

import pytest

from pmtui.model.entities.remarks import Report
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started


def reports(stage: Stage) -> list[Report]:
    """The reports that are kept."""
    return [cast("Report", row) for row in stage.workspace.rows("reports").values()]


@pytest.mark.parametrize("view", ["overview", "board", "risks", "money"])
async def test_the_key_shows_the_report_of_the_scope_in_every_view(view: str) -> None:
    async with started(a_portfolio(), Start(view=view, scope="PG-1")) as stage:
        await stage.press("R")
        await stage.until_shown("What changed since")
        assert any("PG-1 Website relaunch" in line for line in stage.lines)
        assert any("S keeps it as sent" in line for line in stage.lines)
        await stage.press("l", "l", "j", "k", "h", "G", "g")
        await stage.press("q")
        assert not reports(stage)


async def test_a_report_is_kept_read_again_and_noted_as_sent() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="P-1", size=(120, 36))) as stage:
        await stage.press("R")
        await stage.until_shown("What changed since")
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("s")
        await stage.settle()
        (report,) = reports(stage)
        assert report.numbers
        assert report.sent_at is None
        await stage.press("colon")
        await stage.type("reports\n")
        assert stage.cursor == report.key
        await stage.press("R")
        await stage.until_shown("S notes it as sent")
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("S")
        await stage.type("Board\n")
        await stage.settle()
        (report,) = reports(stage)
        assert report.recipients == "Board"
        assert report.sent_at is not None
        await stage.press("u")
        await stage.settle()
        assert reports(stage)[0].sent_at is None  # who noted it by mistake takes that back at once
