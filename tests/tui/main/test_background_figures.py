"""This file tests figures that are worked out beside a screen: one job at a time, none twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, current_thread

import pytest
from textual.app import App
from textual.screen import Screen

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.schedule_access import PendingWork
from pmtui.tui.main.background_figures import BackgroundFigures
from tests.conftest import TODAY
from tests.tui.sample import a_portfolio
from tests.tui.stage import until


class FakeWork:
    """Work that waits until it may end, and keeps where it was done.

    Args:
        error: what it fails with.
    """

    tasks = 1

    def __init__(self, error: Exception | None = None) -> None:
        self.may_end = Event()
        self.threads: list[str] = []
        self._error = error

    def work_out(self) -> None:
        """Wait, then end or fail."""
        self.threads.append(current_thread().name)
        self.may_end.wait(10)
        if self._error is not None:
            raise self._error

    def take_over(self, figures: StoredFigures) -> None:
        """Give away nothing."""
        raise AssertionError(figures)


class Seen:
    """A screen's figures in the background, and what was told of them."""

    def __init__(self, screen: Screen[None]) -> None:
        self.arrived: list[PendingWork] = []
        self.failed: list[str] = []
        self.background = BackgroundFigures(screen, self.arrived.append, self.failed.append)


@asynccontextmanager
async def a_screen() -> AsyncIterator[Seen]:
    """An app that shows nothing."""
    app: App[None] = App()
    async with app.run_test():
        screen: Screen[None] = Screen()
        await app.push_screen(screen)
        yield Seen(screen)


def owing(work: FakeWork, monkeypatch: pytest.MonkeyPatch) -> Figures:
    """Figures that owe some work."""
    figures = Figures(a_portfolio(), TODAY)
    monkeypatch.setattr(figures, "rest", lambda: work)
    return figures


async def test_figures_are_worked_out_beside_the_screen_by_one_job_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work, other = FakeWork(), FakeWork()
    async with a_screen() as seen:
        seen.background.begin(owing(work, monkeypatch))
        seen.background.begin(owing(other, monkeypatch))
        work.may_end.set()
        await until(lambda: bool(seen.arrived))
        assert not other.threads
        other.may_end.set()
        seen.background.begin(owing(other, monkeypatch))
        await until(lambda: len(seen.arrived) == 2)
    assert seen.arrived == [work, other]
    assert work.threads == other.threads == ["pmtui-beside"]


async def test_figures_that_failed_are_not_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    work = FakeWork(KeyError("x"))
    work.may_end.set()
    figures = owing(work, monkeypatch)
    async with a_screen() as seen:
        seen.background.begin(figures)
        await until(lambda: bool(seen.failed))
        seen.background.begin(figures)
    assert seen.failed == ["this could not be worked out: KeyError: 'x'"]
    assert len(work.threads) == 1
    assert not seen.arrived


async def test_figures_that_owe_nothing_begin_no_job() -> None:
    async with a_screen() as seen:
        seen.background.begin(Figures(a_portfolio(), TODAY))
    assert not seen.arrived
    assert not seen.failed
