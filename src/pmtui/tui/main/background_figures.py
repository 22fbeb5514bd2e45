"""This file has figures that take long worked out on a thread, and tells when they are there."""

from threading import Thread

from textual.message import Message
from textual.screen import Screen

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.schedule_access import PendingWork


class WorkedOut(Message):
    """Figures that take long are there."""

    def __init__(self, rest: PendingWork) -> None:
        super().__init__()
        self.rest = rest


class BackgroundFigures:
    """At most one thread at a time, which works out what the figures of a screen have left out."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._is_at_work = False

    def begin(self, figures: Figures) -> None:
        """Have what figures owe worked out, unless a thread is at it."""
        rest = None if self._is_at_work else figures.rest()
        if rest is None:
            return
        self._is_at_work = True

        def work() -> None:
            try:
                rest.work_out()
            finally:
                self._screen.post_message(WorkedOut(rest))

        Thread(target=work, name="plans", daemon=True).start()

    def end(self) -> None:
        """The thread has come back."""
        self._is_at_work = False
