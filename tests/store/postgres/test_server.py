"""This file tests what is made of the errors of a server, over a connection that is none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat

import psycopg
import pytest
from psycopg import errors

from pmtui.model.storing.care import StoreError
from pmtui.store.postgres.server import LostError, MayNotError, RepeatError, Server, TakenError


class OneRow:
    """What a statement came to: one row."""

    rowcount = 1
    description = ("number",)

    def fetchall(self) -> list[tuple[int]]:
        """The row."""
        return [(7,)]


class Failing:
    """A connection on which the next statements fail."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = [*failures]
        self.asked = 0
        self.closed = False
        self.broken = False

    def execute(self, query: object, params: Sequence[object] = ()) -> OneRow:  # noqa: ARG002
        """Fail, or give a row."""
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return OneRow()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Nothing to keep together."""
        yield

    def add_notice_handler(self, handler: object) -> None:
        """Nothing is ever noticed."""

    def close(self) -> None:
        """Be closed."""
        self.closed = True


def a_server(monkeypatch: pytest.MonkeyPatch, *connections: Failing) -> Server:
    server, left = Server("postgresql://ann:secret@host/plan"), [*connections]
    monkeypatch.setattr(server, "_new", lambda: left.pop(0))
    return server


@pytest.mark.parametrize(
    ("failure", "raised"),
    [
        (errors.UniqueViolation, TakenError),
        (errors.SerializationFailure, RepeatError),
        (errors.DeadlockDetected, RepeatError),
        (errors.InsufficientPrivilege, MayNotError),
        (errors.ReadOnlySqlTransaction, MayNotError),
        (errors.AdminShutdown, LostError),
        (errors.ConnectionFailure, LostError),
        (errors.SyntaxError, StoreError),
    ],
)
def test_an_error_of_the_server_says_what_became_of_the_statement(
    monkeypatch: pytest.MonkeyPatch, failure: type[Exception], raised: type[Exception]
) -> None:
    server = a_server(monkeypatch, Failing(failure("no\nmore lines")))
    with pytest.raises(raised) as caught:
        server.write("INSERT")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_query_is_asked_again_where_an_idle_connection_was_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = Failing()
    server = a_server(monkeypatch, first, Failing())
    assert server.rows("SELECT 7", of=tuple[int]) == [(7,)]
    first.failures.append(errors.AdminShutdown("gone"))
    assert server.rows("SELECT 7", of=tuple[int]) == [(7,)]
    assert first.closed


def test_a_new_connection_that_breaks_is_not_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = a_server(monkeypatch, Failing(errors.AdminShutdown("gone")))
    with pytest.raises(LostError):
        server.rows("SELECT 7", of=tuple[int])


@pytest.mark.parametrize(("times", "is_answered"), [(19, True), (20, False)])
def test_a_query_that_is_put_off_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, times: int, *, is_answered: bool
) -> None:
    connection = Failing(*repeat(errors.SerializationFailure("later"), times))
    server = a_server(monkeypatch, connection)
    if is_answered:
        assert server.rows("SELECT 7", of=tuple[int]) == [(7,)]
    else:
        with pytest.raises(LostError, match="put off"):
            server.rows("SELECT 7", of=tuple[int])
    assert connection.asked == 20


def test_a_broken_connection_is_lost_whatever_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = Failing(psycopg.OperationalError("server closed the connection"))
    connection.broken = True
    server = a_server(monkeypatch, connection)
    with pytest.raises(LostError) as caught:
        server.write("INSERT")
    assert caught.value.was_sent


def test_a_connection_that_is_put_off_at_once_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    left = [Failing(errors.SerializationFailure("later")), Failing()]
    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: left.pop(0))
    assert Server("postgresql://host/plan").rows("SELECT 7", of=tuple[int]) == [(7,)]
