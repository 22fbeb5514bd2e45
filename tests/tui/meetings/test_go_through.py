"""This file holds a meeting by the keyboard alone, and by two people at once."""

import pytest

from pmtui.model.changes.ops import Commit
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import ActionItem, Change
from pmtui.model.governance.gates import Gate
from pmtui.model.meetings.meetings import AgendaItem, Attendance, Meeting
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.log.memory_store import MemoryStore
from pmtui.tui.meetings.meeting_screen import MeetingScreen
from tests.actions.meetings.test_deciding import ANN, a_board
from tests.conftest import id_of
from tests.tui.stage import Stage, Start, started

SMALL = Start(size=(80, 24), view="log", scope="PG-1")


async def opened(stage: Stage) -> MeetingScreen:
    await stage.press("colon")
    await stage.type("meeting MT-1")
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, MeetingScreen))
    await stage.pilot.pause(0.25)
    screen = stage.app.screen
    assert isinstance(screen, MeetingScreen)
    return screen


async def said(stage: Stage, key: str, text: str) -> None:
    """Press a letter and answer what it asks."""
    await stage.press(key)
    await stage.press("ctrl+u")
    await stage.type(text)
    await stage.press("enter")
    await stage.rest()


def on_it(plan: Workspace) -> Meeting:
    return plan.rows_of(Meeting)[id_of("MT-1")]


async def test_a_meeting_is_held_by_the_keyboard_alone() -> None:
    async with started(a_board(), SMALL) as stage:
        screen = await opened(stage)
        assert "no quorum" in stage.text
        await said(stage, "w", "Ann, Bob")
        assert "quorate" in stage.text
        names = [entry.key for entry in screen.shown.entries]
        while screen.entry is not None and screen.entry.key != "C-1":
            await stage.press("j")
        await said(stage, "a", "two only")
        await stage.until(lambda: _change(stage).decision == "accept")
        assert _change(stage).authority == ANN
        assert screen.entry is not None
        assert screen.entry.key == "C-1"
        assert [entry.key for entry in screen.shown.entries] == names
        await said(stage, "x", "Call the vendor @Bob due:fri")
        await said(stage, "t", "a long talk")
        await said(stage, "d", "Ask again in May")
        await said(stage, "i", "Any other business")
        assert screen.shown.entries[-1].name == "Any other business"
        await said(stage, "c", "yes")
        await stage.until(lambda: on_it(stage.workspace).state == "held")
        plan = stage.workspace
        (action,) = plan.rows_of(ActionItem).values()
        assert (action.title, action.meeting) == ("Call the vendor", id_of("MT-1"))
        titles = {row.title for row in plan.rows_of(Decision).values()}
        assert titles == {"C-1 accepted: two only", "Ask again in May"}
        assert len(plan.rows_of(Attendance)) == 2
        await stage.press("q")
        assert not isinstance(stage.app.screen, MeetingScreen)


async def test_what_is_refused_stays_in_the_line_to_be_mended() -> None:
    async with started(a_board(), SMALL) as stage:
        await opened(stage)
        await said(stage, "x", "Call @nobodyknown")
        assert "nobody is called" in stage.text
        assert "Call @nobodyknown" in stage.text
        await stage.press("escape")
        assert not stage.workspace.rows_of(ActionItem)


async def test_verdicts_are_chosen_by_a_digit_and_undo_takes_one_back() -> None:
    async with started(a_board("H-1", "H-2"), SMALL) as stage:
        screen = await opened(stage)
        while screen.entry is not None and screen.entry.key != "G-1":
            await stage.press("j")
        await stage.press("v")
        assert "3 hold" in stage.text
        await stage.press("3")
        await _words(stage, "later")
        await stage.until(lambda: _gate(stage) == "hold")
        await stage.press("u")
        await stage.until(lambda: _gate(stage) == "")


def _change(stage: Stage) -> Change:
    return stage.workspace.rows_of(Change)[id_of("C-1")]


async def _words(stage: Stage, text: str) -> None:
    await stage.type(text)
    await stage.press("enter")
    await stage.rest()


def _gate(stage: Stage) -> str:
    return stage.workspace.rows_of(Gate)[id_of("G-1")].decision


async def test_a_decision_without_quorum_is_told_when_it_is_made() -> None:
    async with started(a_board("H-1"), SMALL) as stage:
        screen = await opened(stage)
        while screen.entry is not None and screen.entry.key != "C-1":
            await stage.press("j")
        await said(stage, "a", "")
        await stage.until_shown("1 of the 2 members it needs")


async def test_one_sees_what_the_other_decided_in_the_same_meeting() -> None:
    plan = a_board("H-1", "H-2")
    log: list[Commit] = []
    async with started(plan, SMALL, log) as stage:
        screen = await opened(stage)
        other = MemoryStore(plan, log)
        async with started(plan, SMALL, log, store=other) as there:
            await opened(there)
            await said(there, "t", "heard from the other side")
        await stage.until(
            lambda: "other side" in str([entry.facts for entry in screen.shown.entries])
        )
        assert stage.workspace.rows_of(AgendaItem)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)])
async def test_it_fits_and_is_plain_ascii_where_that_is_asked_for(size: tuple[int, int]) -> None:
    async with started(
        a_board(), Start(size=size, view="log", scope="PG-1", draws_ascii=True)
    ) as stage:
        await opened(stage)
        assert all(len(line) <= size[0] for line in stage.lines)
        assert stage.text.isascii()
        assert "R-1" in stage.text


async def test_the_key_that_decides_offers_every_verdict_of_a_gate() -> None:
    async with started(a_board("H-1", "H-2"), SMALL) as stage:
        await stage.follow("G-1")
        await stage.press("Y")
        assert "hold" in stage.text
        await stage.press("3")
        await stage.until(lambda: _gate(stage) == "hold")


async def test_days_are_said_as_on_every_screen() -> None:
    async with started(a_board(), SMALL) as stage:
        screen = await opened(stage)
        while screen.entry is not None and screen.entry.key != "G-1":
            await stage.press("j")
        assert "by             23 Nov" in stage.text
        assert "2026-" not in stage.text
