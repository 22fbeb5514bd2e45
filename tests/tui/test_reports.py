"""This file tests status reports on the screen: shown, kept, read again, noted as sent."""

import asyncio
from contextlib import nullcontext
from typing import cast

import pytest
from textual.app import App

from pmtui.model.changes.ops import edit
from pmtui.model.entities.remarks import Report
from pmtui.session.report_draft import since_then
from pmtui.tui.lines.sections import Sections
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.views.reports.text_form import text_sections
from tests.conftest import id_of
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
        await stage.until_shown("e edits its words")
        await stage.press("q")
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


async def kept(stage: Stage) -> Report:
    """The report of the scope, just kept and still shown."""
    await stage.press("R")
    await stage.until_shown("What changed since")
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
    known = {report.id for report in reports(stage)}
    await stage.press("s")
    await stage.until_shown("e edits its words")
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
    return next(report for report in reports(stage) if report.id not in known)


async def test_the_words_of_a_kept_report_are_edited_where_it_is_read() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="P-1", size=(80, 24))) as stage:
        await kept(stage)
        assert "no words yet" in stage.text
        await stage.press("e", "n")
        await stage.type("two editors\n")
        await stage.until_shown("two editors")
        await stage.until_shown("e edits its words")
        assert reports(stage)[0].needs == "two editors"
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        await stage.press("e", "x")
        await stage.press("escape")  # what was begun and left changes nothing, and is read again
        await stage.until_shown("e edits its words")
        assert not reports(stage)[0].next_steps


async def test_the_words_of_a_report_are_edited_in_the_editor_of_the_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed: list[str] = []

    def editor(text: str, name: str) -> tuple[str, str]:
        handed.append(name)
        return f"{text}Late.\nBut well.", ""

    monkeypatch.setattr("pmtui.tui.terminal.external_editor.edit_in_editor", editor)
    monkeypatch.setattr(App, "suspend", lambda _app: nullcontext())
    async with started(a_portfolio(), Start(view="overview", scope="P-1", size=(80, 24))) as stage:
        report = await kept(stage)
        await stage.press("e", "S")
        await stage.until_shown("But well.")
        assert handed == [report.key]
        assert reports(stage)[0].summary == "Late.\nBut well."


async def test_a_sent_report_says_why_its_words_are_not_edited() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="P-1", size=(80, 24))) as stage:
        report = await kept(stage)
        await stage.press("S")
        await stage.type("Board\n")
        await stage.settle()
        await stage.press("colon")
        await stage.type("reports\n")
        await stage.press("R")
        await stage.until_shown(f"{report.key} sent")
        await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)
        for key in ("e", "s", "S"):
            await stage.press(key)
            assert f"{report.key} was sent on" in stage.text
        assert "edits its words" not in stage.text


async def test_two_marked_reports_are_compared_and_a_key_compares_with_the_one_before() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="P-1", size=(120, 36))) as stage:
        first = await kept(stage)
        await stage.press("q")
        risk = next(row for row in stage.workspace.risks.values() if row.key == "R-1")
        stage.session.submit(edit("risks", risk, probability=5), "entity.set").wait()
        last = await kept(stage)
        await stage.press("d")
        await stage.until_shown(f"{last.key} against {first.key}")
        assert "R-1" in stage.text
        await stage.press("q")
        await stage.press("colon")
        await stage.type("reports\n")
        await stage.press("space", "j", "space", "R")
        await stage.until_shown(f"{last.key} against {first.key}")


async def test_more_than_two_marks_are_not_compared() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="P-1", size=(120, 36))) as stage:
        for _ in range(3):
            await kept(stage)
            await stage.press("q")
        await stage.press("colon")
        await stage.type("reports\n")
        await stage.press("V", "R")
        assert "mark two reports to compare them: 3 rows are marked" in stage.text


@pytest.mark.parametrize("scope", ["PF-1", "PG-1", "P-1"])
@pytest.mark.parametrize(("size", "room"), [((80, 24), 69), ((120, 36), 106)])
async def test_every_line_of_a_report_is_whole_at_every_size(
    scope: str, size: tuple[int, int], room: int
) -> None:
    async with started(a_portfolio(), Start(view="overview", scope=scope, size=size)) as stage:
        await stage.press("R")
        await stage.until_shown("What changed since")
        sections = stage.app.screen.query_one(Sections)
        seen: list[str] = []
        for at in range(0, 400, 4):
            sections.move_to(at)
            strips = map(sections.render_line, range(sections.size.height))
            seen += (strip.text for strip in strips)
        shown = "\n".join(seen)
        content = since_then(stage.session, id_of(scope)).content
        for heading, lines in text_sections(content, room):
            for line in (heading, *lines):
                assert line.strip() in shown
                assert "…" not in line
