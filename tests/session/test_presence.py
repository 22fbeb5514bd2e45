"""This file tests who else is here: signs left now and then, others named, readers silent."""

from pathlib import Path

import msgspec
import pytest

from pmtui import clock
from pmtui.session.presence import BEAT_SECONDS, LOOK_SECONDS, PresenceMonitor
from pmtui.store.disk.making_and_opening import init_store
from pmtui.store.disk.presence import Heartbeat, PresenceFiles
from pmtui.store.disk.store import DiskStore
from pmtui.store.log.protocol import Signature, my_signature


class Book:
    """A presence that counts."""

    def __init__(self, *others: Heartbeat) -> None:
        self.told = self.asked = self.left = 0
        self._others = others

    def beat(self, where: str = "") -> bool:  # noqa: ARG002
        """Count a beat."""
        self.told += 1
        return True

    def others(self) -> tuple[Heartbeat, ...]:
        """Count a look."""
        self.asked += 1
        return self._others

    def leave(self) -> None:
        """Count a farewell."""
        self.left += 1


def a_guest(login: str, uid: int, *, is_verified: bool = True) -> Heartbeat:
    """Another session."""
    return Heartbeat(f"s-{login}", uid, login, "host", 0, is_verified=is_verified)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that the test turns."""
    hands = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: hands[0])
    return hands


def test_a_sign_is_left_now_and_then_only(now: list[float]) -> None:
    book = Book()
    company = PresenceMonitor(book, 1)
    for _ in range(int(BEAT_SECONDS * 4)):
        company.tend(may_write=True)
        now[0] += 0.25
    assert (book.told, book.asked) == (1, round(BEAT_SECONDS / LOOK_SECONDS + 0.5))
    company.tend(may_write=True)
    assert book.told == 2


def test_a_reader_looks_and_leaves_no_sign(now: list[float]) -> None:
    book = Book(a_guest("bob", 2))
    company = PresenceMonitor(book, 1)
    company.tend(may_write=False)
    company.leave()
    assert now == [100.0]
    assert (book.told, book.left, company.names) == (0, 0, ("bob",))


def test_everybody_is_named_once_and_an_unproved_one_is_marked() -> None:
    guests = (a_guest("bob", 2), a_guest("bob", 2), a_guest("ann", 1),
              a_guest("eve", 3, is_verified=False))  # fmt: skip
    company = PresenceMonitor(Book(*guests), 1)
    company.tend(may_write=True)
    assert company.names == ("bob", "eve?", "you elsewhere")


def test_two_sessions_on_disk_see_each_other_and_the_end_of_one(tmp_path: Path) -> None:
    store = init_store(tmp_path / "plan.json")
    mine, theirs = (PresenceMonitor(a_presence(store, name), 0) for name in ("one", "two"))
    mine.tend(may_write=True)
    theirs.tend(may_write=True)
    assert len(theirs.names) == 1
    mine.leave()
    theirs._next_look = 0.0
    theirs.tend(may_write=True)
    assert not theirs.names
    store.close()


def a_presence(store: DiskStore, session: str) -> PresenceFiles:
    """The presence of a session of this process."""
    signature: Signature = msgspec.structs.replace(my_signature())
    return PresenceFiles(store.place, session, signature)
