"""This file remembers of what somebody was reminded, in their own state directory."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec

from pmtui import clock
from pmtui.exchange.new_file import NewFileError, write_over
from pmtui.resources import state_directory

_FORM: Final = "pmtui reminders 1"
"""Names the form of the file."""
_FOLDER: Final = 0o700
_LARGEST: Final = 16 << 20
_FORGOTTEN: Final = timedelta(days=400)
"""After that a reminder is said again, and its row may be gone."""
_DEADLINE: Final = 10.0
_STEP: Final = 0.02


class Reminder(msgspec.Struct, frozen=True):
    """What was said last of one row that has a day."""

    day: str
    """Its day then, as ISO 8601."""
    state: str
    """How it stood."""
    at: date
    """The day on which it was said."""


class _MemoryFile(msgspec.Struct, frozen=True):
    form: str
    reminders: Mapping[str, Reminder]


class BusyMemoryError(Exception):
    """Says that another run is at work on the same memory."""


class ReminderMemory:
    """What one person was reminded of in one store.

    Args:
        path: the file.
        problem: why nothing can be kept; empty where it can.
    """

    def __init__(self, path: Path, problem: str = "") -> None:
        self._path = path
        self.is_lost = bool(problem)
        """Whether nothing is kept."""
        self.problem = problem
        """What is wrong with the memory, in a sentence; empty where nothing is."""
        self._reminders: Mapping[str, Reminder] = {} if problem else self._read()

    def is_news(self, row: str, day: date, state: str) -> bool:
        """Whether something was not said of a row as it stands now."""
        known = self._reminders.get(row)
        return known is None or (known.day, known.state) != (day.isoformat(), state)

    def keep(self, reminders: Mapping[str, Reminder], today: date) -> str:
        """Remember what was said now, forget what is long past; why it could not be, or nothing."""
        last = today - _FORGOTTEN
        kept = {row: known for row, known in self._reminders.items() if known.at >= last}
        data = msgspec.json.encode(_MemoryFile(_FORM, {**kept, **reminders}))
        try:
            write_over(str(self._path), data)
        except NewFileError as error:
            return f"{error}; what was said now is not remembered"
        return ""

    def _read(self) -> Mapping[str, Reminder]:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            with os.fdopen(os.open(self._path, flags), "rb") as file:
                data = file.read(_LARGEST + 1)
            kept = msgspec.json.decode(data, type=_MemoryFile)
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.problem = (
                f"{self._path}: cannot be read ({error.strerror}); everything is reported again"
            )
            return {}
        except (msgspec.DecodeError, UnicodeDecodeError):
            kept = _MemoryFile("", {})
        if kept.form != _FORM:
            self.problem = f"{self._path} is no memory of reminders; it is begun anew"
            return {}
        return kept.reminders


@contextlib.contextmanager
def reminder_memory(store_id: str, person: int) -> Iterator[ReminderMemory]:
    """The memory of a person for a store, while no other run has it.

    Args:
        store_id: as the store calls itself; only letters and digits of it are used.
        person: their id.

    Raises:
        BusyMemoryError: another run has had it for some seconds.
    """
    name = "".join(mark for mark in store_id if mark.isascii() and mark.isalnum())[:64]
    folder = state_directory() / "reminders"
    path = folder / f"{name or 'store'}-{person}.json"
    try:
        folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        descriptor = os.open(path.with_suffix(".lock"), flags, 0o600)
    except OSError as error:
        why = f"{folder}: cannot be written ({error.strerror}); nothing is remembered"
        yield ReminderMemory(path, why)
        return
    try:
        _take(descriptor)
        yield ReminderMemory(path)
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _take(descriptor: int) -> None:
    """Wait for the lock, which ends with whoever has it; a folder without locks goes without."""
    until = clock.monotonic() + _DEADLINE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if clock.monotonic() >= until:
                raise BusyMemoryError from None
            time.sleep(_STEP)
        except OSError:
            return
        else:
            return
