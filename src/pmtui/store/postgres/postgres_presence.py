"""This file tells who else has a store in a database open: a row a session."""

from typing import Final

from pmtui.model.storing.care import StoreError
from pmtui.store.postgres import tables
from pmtui.store.postgres.server import RepeatError, Server, TakenError

_ALIVE_SECONDS: Final = 30
"""Seconds after its last sign of life for which a session counts as there."""


class PostgresPresence:
    """One session's row among those of the sessions that are there.

    Args:
        server: where the store lies.
        session: this session's id.
    """

    def __init__(self, server: Server, session: str) -> None:
        self._server = server
        self._session = session

    def beat(self, where: str = "") -> bool:
        """Say that this session is there; False where that cannot be written."""
        if self._server.is_lost:
            return False
        try:
            self._server.write(tables.BEAT, (self._session, where))
        except (OSError, StoreError, RepeatError, TakenError):
            return False
        return True

    def others(self) -> tuple["Guest", ...]:
        """The other sessions that are there now."""
        if self._server.is_lost:
            return ()
        try:
            rows = self._server.rows(
                tables.OTHERS, (self._session, _ALIVE_SECONDS), of=tuple[str, int | None, str]
            )
        except (OSError, StoreError, RepeatError):
            return ()
        return tuple(Guest(oid or 0, author) for author, oid, _ in rows)

    def leave(self) -> None:
        """Take this session's row away."""
        try:
            self._server.write(tables.LEAVE, (self._session,))
        except (OSError, StoreError, RepeatError):
            return


class Guest:
    """Another open session: the server itself says whose."""

    def __init__(self, uid: int, login: str) -> None:
        self.uid = uid
        self.login = login
        self.is_verified = True
