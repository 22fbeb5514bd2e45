"""This file is the plainest log in a PostgreSQL database: a table, and a commit for each line.

It is no engine: nothing of it is in the program. The torture is tried on it, so that a fault that
the torture finds in an engine is not one of the torture; and what it costs is what others must.
"""

import errno
from contextlib import nullcontext
from typing import Any, Final

import psycopg

from pmtui.model.changes.ops import Commit
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.log.commit_record import Record, decoded, encoded, sha_of
from pmtui.store.log.log_contract import Head, NotWrittenError, UncertainError
from pmtui.store.log.protocol import LogStore, my_signature

_TABLE: Final = "CREATE TABLE plain_log (rev bigint PRIMARY KEY, line bytea NOT NULL)"
_APPEND: Final = "INSERT INTO plain_log VALUES (%s, %s) ON CONFLICT DO NOTHING"
_READ: Final = "SELECT rev, line FROM plain_log WHERE rev BETWEEN %s AND %s"
_MOST_AHEAD: Final = 256
_CANCELLED: Final = "01000"
"""The warning of a COMMIT that was done here, and not known to be done on the standby."""


class PlainLog:
    """Commits as rows of a table, under their revision; connects when it must.

    Args:
        url: where the database is.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.Connection | None = None
        self._warned = False
        self._near: dict[int, bytes] = {}
        """Lines about to be read; who goes through the log gets more of them at a time."""
        self._last, self._size = 0, 1

    def turn(self) -> nullcontext[bool]:
        """Nobody queues: the primary key decides."""
        return nullcontext(True)

    def closed(self, head: Head) -> str:
        """Why nothing can be written now, or empty."""
        if self._rows("SELECT pg_is_in_recovery()") == [(True,)]:
            return "the server is a standby"
        if head[0] and not self._rows(_READ, head[0], head[0]):
            return "the server lacks what was seen: it is another one, or an old one"
        return ""

    def has(self, revision: int) -> bool:
        """Whether a revision is there."""
        return self.read(revision) is not None

    def read(self, revision: int) -> Record | None:
        """The commit of a revision, or None."""
        if revision not in self._near:
            step = 1 if revision >= self._last else -1
            self._size = min(2 * self._size, _MOST_AHEAD) if revision == self._last + step else 1
            self._last = revision + step * (self._size - 1)
            self._near = dict(self._rows(_READ, *sorted((revision, self._last))))
        line = self._near.get(revision)
        return None if line is None else decoded(bytes(line), str(revision))

    def append(self, commit: Commit) -> Record | None:
        """Make a commit durable under its revision; None where another one has it."""
        data = encoded(commit)
        try:
            connection = self._connected()
            connection.execute("BEGIN")
            added = connection.execute(_APPEND, (commit.rev, data)).rowcount
        except psycopg.errors.SerializationFailure:
            self._hang_up()
            return None
        except psycopg.Error as error:
            self._hang_up()
            raise NotWrittenError(_as_error(error)) from error
        self._warned = False
        try:
            connection.execute("COMMIT" if added else "ROLLBACK")
        except psycopg.errors.SerializationFailure:
            self._hang_up()
            return None
        except psycopg.Error as error:
            self._hang_up()
            raise UncertainError(error) from error
        if self._warned:
            raise UncertainError(OSError("the standby did not say whether it has it"))
        return Record(commit, sha_of(data)) if added else None

    def close(self) -> None:
        """Let go of the connection."""
        self._hang_up()

    def _rows(self, statement: str, *values: int) -> list[Any]:
        for may_fail in (True, False):  # A connection may have been lost while nobody used it.
            had_one = self._connection is not None
            try:
                rows = self._connected().execute(statement.encode(), values).fetchall()
            except psycopg.errors.SerializationFailure:
                continue
            except psycopg.Error as error:
                self._hang_up()
                if not (may_fail and had_one):
                    raise _as_error(error) from error
            else:
                return rows
        raise OSError(errno.EAGAIN, "the server could not serialise a read")

    def _connected(self) -> psycopg.Connection:
        if self._connection is None:
            self._connection = psycopg.connect(self._url, autocommit=True, connect_timeout=5)
            self._connection.add_notice_handler(self._noticed)
        return self._connection

    def _noticed(self, notice: psycopg.errors.Diagnostic) -> None:
        self._warned |= notice.sqlstate == _CANCELLED

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


class PlainStore(LogStore):
    """A store whose commits are all it has.

    Args:
        url: where the database is.
    """

    def __init__(self, url: str) -> None:
        self._plain = PlainLog(url)
        super().__init__(self._plain, Workspace(known_tables()), ("", ""), "plain", my_signature())

    def close(self) -> None:
        """Let go of the connection."""
        self._plain.close()


def make_plain(url: str) -> None:
    """Make the table in an empty database."""
    with psycopg.connect(url) as connection:
        connection.execute(_TABLE)


def _as_error(error: psycopg.Error) -> OSError:
    return OSError(errno.EIO, " ".join(str(error).split()) or type(error).__name__)
