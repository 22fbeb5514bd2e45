"""This file tells who else has a store open: one small file a session, touched now and then."""

import contextlib
from typing import Final

import msgspec

from pmtui import clock
from pmtui.store.files.access import (
    names_in,
    read_regular,
    remove,
    replace,
    temporary_name,
    write_new,
)
from pmtui.store.files.layout import StoreLocation
from pmtui.store.log.protocol import Signature

ALIVE_SECONDS: Final = 30
"""Seconds after its last heartbeat for which a session counts as there."""
_FORGOTTEN_SECONDS: Final = 86_400
_LARGEST: Final = 4096


class Heartbeat(msgspec.Struct, frozen=True):
    """One open session as others see it."""

    session: str
    uid: int
    login: str
    host: str
    at: int
    """Milliseconds since 1970."""
    where: str = ""
    """What it looks at, in words."""
    is_verified: bool = False
    """Whether the file system vouches for the person."""


class PresenceFiles:
    """One session's heartbeat among the others of a store.

    Args:
        place: where the store lies.
        session: this session's id.
        signature: who has it open.
    """

    def __init__(self, place: StoreLocation, session: str, signature: Signature) -> None:
        self._place = place
        self._signature = signature
        self._session = session
        self._name = f"{signature.uid}-{session}.json"

    def beat(self, where: str = "") -> bool:
        """Say that this session is there; False where this person may only read."""
        if not self._place.is_attached:
            return False
        signature = self._signature
        beat = Heartbeat(
            self._session, signature.uid, signature.login, signature.host,
            clock.milliseconds(), where,
        )  # fmt: skip
        temporary, folder = temporary_name(), self._place.presence
        try:
            self._place.complete()
            mode = self._place.modes().commit
            folder = self._place.presence
            write_new(temporary, msgspec.json.encode(beat), folder, mode, self._place.group())
            replace(temporary, self._name, folder, folder)
        except OSError:
            return False
        return True

    def others(self) -> tuple[Heartbeat, ...]:
        """The other sessions that are there now; own heartbeats long silent are cleared away."""
        if not self._place.is_attached:
            return ()
        now = clock.milliseconds()
        found: list[Heartbeat] = []
        for name in names_in(self._place.presence):
            beat = None if name == self._name else self._read(name)
            if beat is None:
                continue
            silent = (now - beat.at) / 1000
            if abs(silent) <= ALIVE_SECONDS:
                found.append(beat)
            elif silent > _FORGOTTEN_SECONDS and beat.uid == self._signature.uid:
                remove(name, self._place.presence)
        return tuple(found)

    def leave(self) -> None:
        """Take this session's heartbeat away."""
        if self._place.is_attached:
            remove(self._name, self._place.presence)

    def _read(self, name: str) -> Heartbeat | None:
        with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            data, found = read_regular(name, self._place.presence, _LARGEST)
            beat = msgspec.json.decode(data, type=Heartbeat)
            return msgspec.structs.replace(beat, is_verified=found.st_uid == beat.uid)
        return None
