"""This file holds the spoilt network and the strict server to what tests rely on."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.postgres.cluster import Cluster
from tests.postgres.network import DEFINITIONS, Network, Strict

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")


@pytest.fixture
def kites(cluster: Cluster) -> str:
    """The name of a database with an empty table."""
    name = cluster.new_database().partition("@/")[2].partition("?")[0]
    cluster.sql("CREATE TABLE kites (tail int)", name)
    return name


def count(cluster: Cluster, database: str) -> int:
    with psycopg.connect(cluster.url(database)) as connection:
        row = connection.execute("SELECT count(*) FROM kites").fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def network(cluster: Cluster) -> Iterator[Network]:
    with Network(cluster.socket) as made:
        yield made


@pytest.fixture
def strict(cluster: Cluster) -> Iterator[Strict]:
    with Strict(cluster.socket) as made:
        yield made


class Asking(threading.Thread):
    """Asks on the side, for what may never be answered."""

    def __init__(self, ask: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._ask = ask
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Ask."""
        try:
            self._ask()
        except psycopg.Error as error:
            self.error = error


def test_a_good_network_passes_everything_on_and_a_slow_one_later(
    network: Network, kites: str
) -> None:
    with psycopg.connect(network.url(kites)) as connection:
        text = "x" * 300_000
        assert connection.execute("SELECT %s::text", (text,)).fetchone() == (text,)
        network.delay = 0.1
        begun = time.monotonic()
        connection.execute("SELECT 1")
        assert time.monotonic() - begun > 0.19
        network.heal()


def test_a_reset_is_an_error_and_the_next_connection_works(network: Network, kites: str) -> None:
    connection = psycopg.connect(network.url(kites))
    network.reset()
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    with psycopg.connect(network.url(kites)) as again:
        assert again.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_commit_whose_answer_is_lost_may_be_there_or_not(
    cluster: Cluster,
    network: Network,
    kites: str,
    is_kept: bool,  # noqa: FBT001
) -> None:
    connection = psycopg.connect(network.url(kites))
    connection.execute("INSERT INTO kites VALUES (7)")
    network.drops_answers = True
    network.drops_questions = not is_kept
    asking = Asking(connection.commit)
    asking.join(0.5)
    assert asking.is_alive()
    network.heal()
    asking.join(5)
    assert isinstance(asking.error, psycopg.OperationalError)
    assert count(cluster, kites) == is_kept


@pytest.mark.parametrize(
    "statement",
    ["LISTEN kites", "SELECT pg_advisory_lock(7)", "SELECT pg_notify('a', 'b')",
     "SELECT nextval('a')", "CREATE SEQUENCE a", "CREATE TABLE a (b int)"],
)  # fmt: skip
def test_what_a_strict_server_does_not_have_is_refused(
    strict: Strict, kites: str, statement: str
) -> None:
    strict.refused = (*strict.refused, DEFINITIONS)
    with psycopg.connect(strict.url(kites), autocommit=True) as connection:
        for parameters in (None, ()):
            with pytest.raises(psycopg.errors.FeatureNotSupported):
                connection.execute(statement, parameters)
        assert connection.execute("SELECT 7 WHERE %s = 1", (1,)).fetchone() == (7,)
    assert strict.refusals == 2


def test_a_statement_that_fails_by_chance_fails_its_transaction(
    cluster: Cluster, strict: Strict, kites: str
) -> None:
    with psycopg.connect(strict.url(kites)) as connection:
        connection.execute("INSERT INTO kites VALUES (%s)", (1,))
        strict.fails = 1.0
        with pytest.raises(psycopg.errors.SerializationFailure):
            connection.execute("INSERT INTO kites VALUES (%s)", (2,))
        connection.rollback()
    assert count(cluster, kites) == 0


def test_a_commit_that_fails_by_chance_keeps_nothing_and_may_be_tried_again(
    cluster: Cluster, strict: Strict, kites: str
) -> None:
    kept = 0
    strict.fails_at_commit = 0.5
    with psycopg.connect(strict.url(kites)) as connection:
        for tail in range(40):
            connection.execute("INSERT INTO kites VALUES (%s)", (tail,))
            try:
                connection.commit()
            except psycopg.errors.SerializationFailure:
                connection.rollback()
            else:
                kept += 1
    assert strict.failures + kept == 40
    assert 0 < kept < 40
    assert count(cluster, kites) == kept
