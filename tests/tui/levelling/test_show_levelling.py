"""This file tests levelling on the screen: shown first, written on yes, one undo."""

import asyncio
from collections.abc import Callable
from datetime import date
from threading import Event

import pytest

from pmtui.figures.levelling.levelled_plan import Levelling
from pmtui.model.entities.tasks import Assignment
from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.levelling import show_levelling
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from tests.conftest import a_person, a_project, a_task, a_workspace, id_of
from tests.tui.stage import Stage, Start, started

PROJECT = Start(view="roadmap", scope="P-1", size=(80, 24))


def on(task: str, at: int) -> Assignment:
    return Assignment(id=900 + at, task=id_of(task), person=id_of("H-1"))


def a_busy_plan() -> Workspace:
    rows = [a_task(f"T-{n}", f"Work [b]{n}[/]", duration=960) for n in (1, 2, 3)]
    people = [on(f"T-{n}", n) for n in (1, 2, 3)]
    return a_workspace(
        a_project("P-1", start=date(2026, 11, 30)), a_person("H-1", "Ann"), *rows, *people
    )


def delays(stage: Stage) -> list[int]:
    return sorted(task.delay for task in stage.workspace.tasks.values())


async def level(stage: Stage) -> None:
    await stage.press("colon")
    await stage.type("level\n")
    await stage.until_shown("Tasks that move")
    await asyncio.sleep(TYPE_AHEAD_SECONDS + 0.05)


async def test_what_moves_and_why_is_shown_and_written_on_yes_as_one_edit() -> None:
    async with started(a_busy_plan(), PROJECT) as stage:
        await level(stage)
        assert "moves 2 tasks" in stage.text
        assert "on T-1 until then" in stage.text
        assert not any(delays(stage))
        await stage.press("y")
        await stage.until(lambda: sum(map(bool, delays(stage))) == 2)
        assert "levelled: 2 tasks moved" in stage.foot
        await stage.press("u")
        await stage.until(lambda: not any(delays(stage)))


async def test_esc_leaves_everything_as_it_was() -> None:
    async with started(a_busy_plan(), PROJECT) as stage:
        await level(stage)
        await stage.press("escape")
        assert not any(delays(stage))
        assert "left as it was" in stage.foot


async def test_clearing_takes_the_delays_back() -> None:
    async with started(a_busy_plan(), PROJECT) as stage:
        await level(stage)
        await stage.press("y")
        await stage.until(lambda: any(delays(stage)))
        await stage.press("colon")
        await stage.type("unlevel\n")
        await stage.press("enter")
        await stage.until(lambda: not any(delays(stage)))


async def test_while_it_computes_esc_cancels_and_nothing_comes_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, goes_on = Event(), Event()

    def long(*_args: object, is_over: Callable[[], bool], **_more: object) -> Levelling:
        begun.set()
        goes_on.wait(10)
        is_over()
        raise AssertionError

    monkeypatch.setattr(show_levelling, "levelled", long)
    async with started(a_busy_plan(), PROJECT) as stage:
        await stage.press("colon")
        await stage.type("level\n")
        await stage.until(begun.is_set)
        assert "Esc cancels" in stage.text
        await stage.press("escape")
        goes_on.set()
        assert "Esc cancels" not in stage.text
        assert "not levelled" in stage.foot
        assert not any(delays(stage))


async def test_where_everybody_is_free_that_is_all_it_says() -> None:
    plan = a_workspace(a_project("P-1", start=date(2026, 11, 30)), a_task("T-1", duration=960))
    async with started(plan, PROJECT) as stage:
        await stage.press("colon")
        await stage.type("level\n")
        await stage.until(lambda: "nobody is needed more" in stage.foot)
