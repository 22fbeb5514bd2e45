"""This file ends the program when it is told to, or its terminal is gone, and loses nothing."""

import contextlib
import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from concurrent.futures import wait
from threading import Event, Lock, Thread
from types import FrameType
from typing import Final

from pmtui import clock
from pmtui.model.merging.outcome import Draft
from pmtui.session.session import Session
from pmtui.tui.unsaved.draft_store import DraftStore, TypedDraft

FLUSH_SECONDS: Final = 0.6
"""How long the disk may take for what is queued; what it has not taken then is a draft."""
LAST_SECONDS: Final = 0.9
"""Seconds after which the program ends, whatever still hangs."""
ENDED: Final = "the program was asked to end"
"""Why a draft was not saved."""

_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM)
_GONE: Final = select.POLLHUP | select.POLLERR | select.POLLNVAL
_RESTORED: Final = (
    "\x1b[<u\x1b[?2004l\x1b[?1004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?7h"
    "\x1b[?1049l\x1b[?25h"
)
"""Brings a terminal back to how a shell expects it."""


class Shutdown:
    """Watches for signals and for the end of the terminal, on threads of its own.

    A program that waits for its editor, computes or hangs on a disk is ended all the same.

    Args:
        session: what is queued there is written, or kept as drafts.
        drafts: where what is not saved is kept.
        typing: the text that is being typed, if any.
        leave: tells the application to end; called on another thread.
    """

    def __init__(
        self,
        session: Session,
        drafts: DraftStore,
        typing: Callable[[], TypedDraft | None],
        leave: Callable[[], None],
    ) -> None:
        self._session = session
        self._drafts = drafts
        self._typing = typing
        self._leave = leave
        self._begun = Lock()
        self._kept = Event()
        self._attributes: list[int | list[bytes | int]] | None = None
        self._terminals: tuple[int, ...] = ()
        self.code = 0
        """The exit code where the program was asked to end: 128 and the signal's number."""

    def listen(self) -> None:
        """Begin to watch; called on the main thread, before the screen takes the terminal."""
        for number in _SIGNALS:
            signal.signal(number, self._told)
        self._terminals = tuple(handle for handle in (0, 1, 2) if os.isatty(handle))
        with contextlib.suppress(termios.error):
            self._attributes = termios.tcgetattr(sys.stdin.fileno())
        Thread(target=self._watch_terminal, name="pmtui-terminal", daemon=True).start()

    def finish(self) -> None:
        """The application has ended: wait until what must be kept is."""
        if self.code:
            self._kept.wait(LAST_SECONDS)

    def begin(self, number: int) -> None:
        """Keep what is not saved and end; a second call changes nothing."""
        if self._begun.acquire(blocking=False):
            self.code = 128 + number
            Thread(target=self._end, name="pmtui-leaving", daemon=True).start()

    def _told(self, number: int, _frame: FrameType | None) -> None:
        self.begin(number)

    def _watch_terminal(self) -> None:
        """Sleep until nobody is at the other end; then nothing may read or write there any more.

        A screen that goes on reading would find the end of its input again and again, and never
        sleep.
        """
        watch = select.poll()
        watch.register(sys.stdin.fileno(), 0)
        while not any(found & _GONE for _, found in watch.poll()):
            pass
        self._attributes = None
        nowhere = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
        for handle in self._terminals:
            os.dup2(nowhere, handle)
        self.begin(signal.SIGHUP)

    def _end(self) -> None:
        started = clock.monotonic()
        self._keep()
        self._leave()
        if wait((self._session.flushed(),), FLUSH_SECONDS).done:
            self._forget_saved()
        self._kept.set()
        Event().wait(LAST_SECONDS - (clock.monotonic() - started))
        self._restore()
        os._exit(self.code)

    def _keep(self) -> None:
        typed = self._typing()
        if typed is not None and typed.text.strip():
            self._drafts.keep_typed(f"{self._session.id}-line", typed, ENDED)
        for draft in self._session.unsaved:
            self._drafts.keep_edit(draft, ENDED)

    def _forget_saved(self) -> None:
        """Everything queued has its outcome: a draft that was not rejected is on disk now."""
        for kept in self._drafts.all():
            if kept.draft is not None and kept.reason == ENDED and self._is_mine(kept.draft):
                self._drafts.drop(kept.id)

    def _is_mine(self, draft: Draft) -> bool:
        return draft.session == self._session.id

    def _restore(self) -> None:
        if self._attributes is None:
            return
        with contextlib.suppress(OSError, termios.error):
            os.set_blocking(sys.stderr.fileno(), False)
            os.write(sys.stderr.fileno(), _RESTORED.encode())
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._attributes)
