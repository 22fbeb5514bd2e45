"""This file tests work beside the screen: its end is told there, and a failure never in silence."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, current_thread
from typing import Any

import pytest
from textual.app import App

from pmtui.actions.core.action import Refused
from pmtui.session.session import Session
from pmtui.tui.background import Job, beside, failure_words
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started, until


@asynccontextmanager
async def an_app() -> AsyncIterator[App[None]]:
    """An app that shows nothing."""
    app: App[None] = App()
    async with app.run_test():
        yield app


async def test_work_runs_beside_the_screen_and_its_end_is_told_on_it() -> None:
    told: list[tuple[str, str]] = []
    async with an_app() as app:
        here = current_thread().name
        beside(
            app,
            lambda _job: current_thread().name,
            lambda name: told.append((name, current_thread().name)),
            lambda words: told.append(("failed", words)),
        )
        await until(lambda: bool(told))
    assert told == [("pmtui-beside", here)]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("the history begins later"), "the history begins later"),
        (KeyError("x"), "this could not be worked out: KeyError: 'x'"),
        (OSError("a\nb"), "this could not be worked out: OSError: a b"),
    ],
)
async def test_a_failure_is_told_in_one_line(error: Exception, words: str) -> None:
    failed: list[str] = []

    def work(_job: Job) -> None:
        raise error

    async with an_app() as app:
        beside(app, work, lambda _nothing: None, failed.append)
        await until(lambda: bool(failed))
    assert failed == [words]
    assert failure_words(error) == words


async def test_how_far_it_is_is_told_until_it_is_cancelled_and_then_nothing_more() -> None:
    told: list[str] = []
    may_go_on = Event()
    ended = Event()

    def work(job: Job) -> str:
        try:
            job.step("half")
            may_go_on.wait(10)
            job.step("all")
            return "done"
        finally:
            ended.set()

    async with an_app() as app:
        job = beside(app, work, told.append, told.append, told.append)
        await until(lambda: told == ["half"])
        job.cancel()
        may_go_on.set()
        await until(ended.is_set)
        await asyncio.sleep(0.05)
    assert told == ["half"]


async def test_what_comes_after_the_app_has_gone_is_lost_without_a_word() -> None:
    told: list[Any] = []
    may_go_on = Event()
    async with an_app() as app:
        job = beside(app, lambda _job: may_go_on.wait(10), told.append, told.append)
    may_go_on.set()
    job.tell(told.append, "late")
    await asyncio.sleep(0.05)
    assert told == []


async def test_a_pane_that_cannot_look_back_says_so_and_shows_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def past(_session: Session, _when: object) -> None:
        raise RuntimeError("torn page")

    monkeypatch.setattr(Session, "past", past)
    async with started(a_portfolio(), Start(view="risks")) as stage:
        await stage.until_shown("this could not be worked out: RuntimeError: torn page")
        assert not stage.pane.is_waiting
        assert "R-1" in stage.text


async def test_a_history_that_cannot_be_read_is_told_where_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with started(a_portfolio()) as stage:

        def past(_session: Session, _when: object) -> None:
            raise OSError("device gone")

        monkeypatch.setattr(Session, "past", past)
        await stage.press("at")
        await stage.type("yesterday\n")
        await stage.until_shown("this could not be worked out: OSError: device gone")
