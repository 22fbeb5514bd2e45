"""This file keeps up who else has a store open: tells that this session is there, hears others."""

from typing import Final, Protocol

from pmtui import clock

BEAT_SECONDS: Final = 10.0
"""How often this session tells that it is there."""
LOOK_SECONDS: Final = 3.0
"""How often it is asked who else is."""


class OtherSession(Protocol):
    """Another open session."""

    @property
    def uid(self) -> int:
        """Whose it is."""
        ...

    @property
    def login(self) -> str:
        """What they are called."""
        ...

    @property
    def is_verified(self) -> bool:
        """Whether the file system vouches for the person."""
        ...


class PresencePort(Protocol):
    """Where sessions leave signs of life; one thread uses it at a time."""

    def beat(self, where: str = "") -> bool:
        """Say that this session is there; False where that cannot be written."""
        ...

    def others(self) -> tuple[OtherSession, ...]:
        """The other sessions that are there now."""
        ...

    def leave(self) -> None:
        """Take this session's sign away."""
        ...


class PresenceMonitor:
    """The others of a store, looked for now and then on the writer thread.

    Args:
        presence: where sessions leave signs of life.
        uid: the person of this session.
    """

    def __init__(self, presence: PresencePort, uid: int) -> None:
        self._presence = presence
        self._uid = uid
        self._next_beat = self._next_look = 0.0
        self._beats = False
        self.names: tuple[str, ...] = ()
        """Logins of who is here, without this session; `?` after one nobody vouches for."""

    def tend(self, *, may_write: bool) -> None:
        """Do what is due; a reader looks and leaves no sign."""
        now = clock.monotonic()
        if may_write and now >= self._next_beat:
            self._next_beat = now + BEAT_SECONDS
            self._beats = self._presence.beat() or self._beats
        if now >= self._next_look:
            self._next_look = now + LOOK_SECONDS
            self.names = tuple(sorted({self._name(session) for session in self._presence.others()}))

    def leave(self) -> None:
        """Take this session's sign away, where it left one."""
        if self._beats:
            self._presence.leave()

    def _name(self, guest: OtherSession) -> str:
        if not guest.is_verified:
            return f"{guest.login}?"
        return "you elsewhere" if guest.uid == self._uid else guest.login
