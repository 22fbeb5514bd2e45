"""This file is the one thread that touches a store: an ordered queue of commits, and the poll."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, TypeVar

from pmtui.model.changes.ops import Commit
from pmtui.model.merging.outcome import Outcome, Rejected
from pmtui.session.ports import Store
from pmtui.session.presence import PresenceMonitor

POLL_SECONDS: Final = 0.25
"""How often the commits of others are looked for."""


Answer = TypeVar("Answer")
Job = Callable[[], Outcome]
"""Work on the store."""
Finished = Callable[[Outcome], None]
"""Told the outcome on the writer thread, before anybody who waits for it."""


class Writer:
    """Does jobs on a store in their order; looks for commits of others while there are none.

    Args:
        store: used by this thread alone from now on.
        arrived: told on this thread what others committed, and with nothing when the store may be
            written (or not) again, has something to say, or others came or went.
    """

    def __init__(self, store: Store, arrived: Callable[[tuple[Commit, ...]], None]) -> None:
        self._store = store
        self._arrived = arrived
        self._company: PresenceMonitor | None = None
        self._looked: tuple[str, str, tuple[str, ...]] = (store.read_only, "", ())
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="pmtui-writer", daemon=True)
        self._thread.start()

    def put(self, job: Job, finished: Finished = lambda _outcome: None) -> "Future[Outcome]":
        """Queue a job; the future has its outcome."""
        done: Future[Outcome] = Future()

        def work() -> None:
            outcome = _outcome(job)
            finished(outcome)
            done.set_result(outcome)

        self._queue.put(work)
        return done

    def ask(self, question: Callable[[], Answer]) -> "Future[Answer]":
        """Queue a question to the store; the future has its answer, or what was raised.

        Once the store is closed nobody else asks it: the answer is there at once.
        """
        answered: Future[Answer] = Future()

        def work() -> None:
            try:
                answer = question()
            except Exception as error:  # noqa: BLE001  (whoever asked is told)
                answered.set_exception(error)
            else:
                answered.set_result(answer)

        if self._thread.is_alive():
            self._queue.put(work)
        else:
            work()
        return answered

    @property
    def here(self) -> tuple[str, ...]:
        """Who else has the store open."""
        return self._company.names if self._company is not None else ()

    def attend(self, company: PresenceMonitor) -> None:
        """Look after who else is here from now on."""
        self._company = company

    def close(self) -> None:
        """Finish what is queued, then let go of the store."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()
            if self._company is not None:
                self._company.leave()
            self._store.close()

    def _work(self) -> None:
        while True:
            try:
                work = self._queue.get(timeout=POLL_SECONDS)
            except Empty:
                self._poll()
                continue
            if work is None:
                return
            work()

    def _poll(self) -> None:
        for others in self._store.arrivals():
            self._arrived(others)
        if self._company is not None:
            self._company.tend(may_write=not self._store.read_only)
        looks = (self._store.read_only, self._store.notice, self.here)
        if looks != self._looked:
            self._looked = looks
            self._arrived(())


def _outcome(job: Job) -> Outcome:
    try:
        return job()
    except Exception as error:  # noqa: BLE001  (the writer must outlive any one commit)
        return Rejected(f"{type(error).__name__}: {error}")
