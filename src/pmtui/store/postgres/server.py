"""This file speaks with the server: a statement at a time, and what went wrong with it in words."""

import errno
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Final, Protocol, TypeVar, cast

import msgspec

from pmtui import clock
from pmtui.model.storing.address import shown_address
from pmtui.model.storing.care import StoreError

CONNECT_SECONDS: Final = 2
_READINGS: Final = 20
"""Attempts at a query that the server puts off, such as where it cannot be serialised."""
_AGAIN_SECONDS: Final = 0.5
"""Between two attempts to reach a server that was lost."""
_REPEAT: Final = frozenset({"40001", "40P01", "55P03"})
"""Serialisation failures, deadlocks and locks not had: certainly not done, to be tried anew."""
_MAY_NOT: Final = frozenset({"42501", "25006", "42P01", "3F000"})
_DURABLE: Final = """SELECT pg_catalog.set_config('synchronous_commit', 'on', false)
    WHERE pg_catalog.current_setting('synchronous_commit') IN ('off', 'local')"""
_GOING: Final = ("08", "57P", "53")
"""Classes of errors with which a server ends a connection, or has no room for one."""

Row = Sequence[object]
Statement = tuple[object, Sequence[object]]
"""A statement and its values."""
Answer = TypeVar("Answer")


class Cursor(Protocol):
    """What a statement came to, as psycopg has it."""

    @property
    def rowcount(self) -> int:
        """Rows it changed or found."""
        ...

    @property
    def description(self) -> object:
        """What its rows are of; None where it gives none."""
        ...

    def fetchall(self) -> list[Row]:
        """Its rows."""
        ...


class Connection(Protocol):
    """A connection, as psycopg has it: the library loads at the first one."""

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        ...

    @property
    def broken(self) -> bool:
        """Whether it was interrupted."""
        ...

    def execute(self, query: object, params: Sequence[object] = ()) -> Cursor:
        """Run a statement."""
        ...

    def transaction(self) -> AbstractContextManager[object]:
        """All or nothing of what is run in it."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class LostError(OSError):
    """The server cannot be reached, or went away; `was_sent` says whether it got the statement."""

    def __init__(self, text: str, *, was_sent: bool) -> None:
        super().__init__(errno.EROFS, text)
        self.was_sent = was_sent


class TakenError(Exception):
    """Another row has that key."""


class RepeatError(Exception):
    """The statement was certainly not done, since others were in its way; it may be tried anew."""


class MayNotError(OSError):
    """This role may not do that, or the server only reads."""

    def __init__(self, text: str) -> None:
        super().__init__(errno.EACCES, text)


class Server:
    """One connection to a database, made anew where it was lost; used by one thread at a time.

    Args:
        address: its URL.
    """

    def __init__(self, address: str) -> None:
        self.name: Final = shown_address(address)
        """The URL without its password."""
        self._address = address
        self._connection: Connection | None = None
        self._count = 0
        self._tried_at = float("-inf")
        self._warnings: list[str] = []

    @property
    def is_lost(self) -> bool:
        """Whether there is no connection, and it is too early to try for another one."""
        too_early = clock.monotonic() - self._tried_at < _AGAIN_SECONDS
        return self._connection is None and too_early

    def rows(
        self, statement: str, values: Sequence[object] = (), *, of: type[Answer]
    ) -> list[Answer]:
        """The rows of a query; it is asked again where an idle connection turns out to be gone.

        Args:
            statement: the query.
            values: its values.
            of: what a row is, a tuple of the types of its columns.

        Raises:
            LostError: the server cannot be reached.
            MayNotError: this role may not read that.
        """
        was_there = self._connection is not None
        for _ in range(_READINGS):
            try:
                rows = self._run(statement, values)
            except RepeatError:
                continue
            except LostError as error:
                if not (error.was_sent and was_there):
                    raise
                was_there = False
                continue
            return msgspec.convert(rows, list[of])  # type: ignore[valid-type]
        raise LostError(f"{self.name}: a query was put off again and again", was_sent=False)

    def write(self, statement: str, values: Sequence[object] = ()) -> tuple[int, tuple[str, ...]]:
        """Run a statement as a transaction of its own: rows it changed, warnings of its commit.

        Raises:
            LostError: nobody can tell whether it was done where `was_sent`.
            TakenError: another row has the key.
            RepeatError: it was not done.
            MayNotError: this role may not do that.
        """
        self._warnings.clear()
        self._run(statement, values)
        return self._count, tuple(self._warnings)

    def together(self, statements: Iterable[Statement], *, first: Sequence[str]) -> None:
        """Run statements in one transaction.

        Args:
            statements: what to run, each with its values.
            first: what is run before them; TakenError where one finds its name taken.

        Raises what `write` raises.
        """
        wanted = [*statements]

        def run(connection: Connection) -> None:
            with connection.transaction():
                for text in first:
                    connection.execute(text)
                for statement, values in wanted:
                    connection.execute(statement, values)

        self._guarded(run)

    def close(self) -> None:
        """Let go of the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _run(self, statement: str, values: Sequence[object]) -> list[Row]:
        def run(connection: Connection) -> list[Row]:
            cursor = connection.execute(statement, values)
            self._count = cursor.rowcount
            return cursor.fetchall() if cursor.description else []

        return self._guarded(run)

    def _guarded(self, run: Callable[[Connection], Answer]) -> Answer:
        import psycopg

        connection = self._connected()
        try:
            return run(connection)
        except (psycopg.errors.UniqueViolation, psycopg.errors.DuplicateSchema) as error:
            raise TakenError(_first_line(error)) from error
        except psycopg.Error as error:
            state = error.sqlstate or ""
            if connection.closed or connection.broken or state.startswith(_GOING):
                self._drop()
                raise LostError(f"{self.name}: {_first_line(error)}", was_sent=True) from error
            if state in _REPEAT:
                raise RepeatError(_first_line(error)) from error
            if state in _MAY_NOT:
                raise MayNotError(f"{self.name}: {_first_line(error)}") from error
            raise StoreError(f"{self.name}: {_first_line(error)}") from error

    def _connected(self) -> Connection:
        if self._connection is None:
            self._tried_at = clock.monotonic()
            self._connection = self._new()
        return self._connection

    def _new(self) -> Connection:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                "a store on PostgreSQL needs psycopg: install pmtui[postgresql]"
            ) from error
        try:
            connection = psycopg.connect(
                self._address,
                autocommit=True,
                connect_timeout=CONNECT_SECONDS,
                application_name="pmtui",
                keepalives_idle=5,
                keepalives_interval=2,
                keepalives_count=2,
                tcp_user_timeout=5000,
            )
            connection.add_notice_handler(self._notice)
            connection.execute(_DURABLE)
        except psycopg.Error as error:
            if error.sqlstate in _REPEAT:  # put off before anything was asked
                raise RepeatError(_first_line(error)) from error
            if isinstance(error, psycopg.OperationalError):
                raise LostError(f"{self.name}: {_first_line(error)}", was_sent=False) from error
            raise StoreError(f"{self.name}: {_first_line(error)}") from error
        return cast("Connection", connection)

    def _notice(self, notice: object) -> None:
        if getattr(notice, "severity_nonlocalized", "") == "WARNING":
            self._warnings.append(str(getattr(notice, "message_primary", "")))

    def _drop(self) -> None:
        self.close()
        self._tried_at = float("-inf")


def _first_line(error: Exception) -> str:
    """What a server or the library says, in a line; neither repeats a password."""
    text = str(error).strip().splitlines()
    return text[0] if text else type(error).__name__
