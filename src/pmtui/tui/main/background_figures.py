"""This file has figures that take long worked out beside the screen, one job at a time."""

from collections.abc import Callable

from textual.screen import Screen

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.schedule_access import PendingWork
from pmtui.tui.background import Job, beside


class BackgroundFigures:
    """Works out what the figures of a screen have left out.

    Args:
        screen: what waits for them.
        arrived: told on the screen's thread that they are there.
        failed: told there in one line why they are not.
    """

    def __init__(
        self,
        screen: Screen[None],
        arrived: Callable[[PendingWork], None],
        failed: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._arrived = arrived
        self._failed = failed
        self._is_at_work = False
        self._given_up: Figures | None = None
        """Figures that failed: they would fail again."""

    def begin(self, figures: Figures) -> None:
        """Have what figures owe worked out, unless a job is at it."""
        if self._is_at_work or figures is self._given_up:
            return
        rest = figures.rest()
        if rest is None:
            return
        self._is_at_work = True

        def work(_job: Job) -> PendingWork:
            rest.work_out()
            return rest

        def arrived(worked_out: PendingWork) -> None:
            self._is_at_work = False
            self._arrived(worked_out)

        def failed(words: str) -> None:
            self._is_at_work, self._given_up = False, figures
            self._failed(words)

        beside(self._screen, work, arrived, failed)
