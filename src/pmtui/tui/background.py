"""This file does what takes long beside the screen: a thread a job, its end told on the screen's.

No other part of the screen makes a thread but the one that ends the program.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

from textual.message_pump import MessagePump

from pmtui.actions.core.action import Refused

Result = TypeVar("Result")
Told = TypeVar("Told")


class CancelledError(Exception):
    """Nobody waits any more for what a job works out."""


class Job:
    """One piece of work on a thread of its own.

    Args:
        node: what waits for it; once that is gone nothing is told.
        progress: told on the screen's thread how far it is.
    """

    def __init__(self, node: MessagePump, progress: Callable[[str], None]) -> None:
        self._node = node
        self._progress = progress
        self.is_cancelled = False
        """Whether nobody waits for it any more."""

    def cancel(self) -> None:
        """Wait for it no more: it ends at its next step, and nothing of it is told from now on."""
        self.is_cancelled = True

    def step(self, words: str = "") -> None:
        """Called by the work between two steps, with how far it is where that is worth telling.

        Raises:
            CancelledError: it is to end here.
        """
        if self.is_cancelled:
            raise CancelledError
        if words:
            self.tell(self._progress, words)

    def tell(self, told: Callable[[Told], None], news: Told) -> None:
        """Have something told on the screen's thread, unless nobody waits by then."""

        def arrived() -> None:
            if not self.is_cancelled:
                told(news)

        with suppress(RuntimeError):  # The program has ended meanwhile.
            self._node.call_later(arrived)


def beside(
    node: MessagePump,
    work: Callable[[Job], Result],
    arrived: Callable[[Result], None],
    failed: Callable[[str], None],
    progress: Callable[[str], None] = lambda _words: None,
) -> Job:
    """Do something that may take long on a thread of its own.

    Args:
        node: the screen or widget that waits for it.
        work: done on the thread; it may call `step` of its job to tell how far it is, and to end
            when it was cancelled.
        arrived: told on the screen's thread what came of it.
        failed: told there, in one line, why nothing came of it.
        progress: told there how far it is.
    """
    job = Job(node, progress)

    def run() -> None:
        try:
            result = work(job)
        except CancelledError:
            pass
        except Exception as error:  # noqa: BLE001  (whatever it is, whoever waits is told)
            job.tell(failed, failure_words(error))
        else:
            job.tell(arrived, result)

    Thread(target=run, name="pmtui-beside", daemon=True).start()
    return job


def failure_words(error: Exception) -> str:
    """Why a job failed, in one line: a reason for people as it is, a fault with its kind."""
    if isinstance(error, Refused):
        return str(error)
    return " ".join(f"this could not be worked out: {type(error).__name__}: {error}".split())
