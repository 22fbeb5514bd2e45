"""This file tests the store in a database: who may what, lost servers, snapshots, doubts."""

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from pmtui.bootstrap.catalogue import engine_of
from pmtui.bootstrap.wiring import open_session
from pmtui.model.changes.ops import create
from pmtui.model.merging.outcome import Committed, InDoubt, Rejected
from pmtui.model.storing.care import ExistingStoreError, MissingStoreError, Share, StoreError
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.postgres import tables
from pmtui.store.postgres.postgres_presence import PostgresPresence
from pmtui.store.postgres.postgres_store import PostgresStore, make
from pmtui.store.postgres.server import LostError, Server
from tests.postgres.cluster import Cluster
from tests.store.writing import a_task, add_task, begin, put, rename, retitled, titles

EMPTY = Workspace(known_tables())


@pytest.fixture
def address(cluster: Cluster) -> str:
    """A database with an empty store."""
    return new_store(cluster)


def new_store(server: Cluster, share: Share = "private") -> str:
    address = server.new_database()
    make(address, share, EMPTY, ())
    return address


@pytest.fixture
def store(address: str) -> Iterator[PostgresStore]:
    """A store with a project and a task."""
    store = PostgresStore(address)
    begin(store)
    yield store
    store.close()


def asked(address: str, statement: str) -> list[tuple[object, ...]]:
    server = Server(address)
    try:
        return asked_of(server, statement)
    finally:
        server.close()


def database_of(address: str) -> str:
    return "test" + address.partition("/test")[2].partition("?")[0]


def asked_of(server: Server, statement: str) -> list[tuple[object, ...]]:
    return server.rows(statement, of=tuple[object, ...])


def role_of(server: Cluster, address: str, name: str, member_of: str = "") -> str:
    """The address of a store for a role of its own."""
    database = database_of(address)
    server.sql(f"DROP ROLE IF EXISTS {name}")
    server.sql(f"CREATE ROLE {name} LOGIN")
    if member_of:
        server.sql(f"GRANT pmtui_{database}_{member_of} TO {name}")
    return server.url(database, name)


def test_a_store_is_made_once_and_only_where_it_is_asked_for(cluster: Cluster) -> None:
    address = cluster.new_database()
    with pytest.raises(MissingStoreError, match="pmtui init makes one"):
        PostgresStore(address)
    assert asked(address, "SELECT to_regclass('pmtui.store')") == [(None,)]
    make(address, "private", EMPTY, ())
    with pytest.raises(ExistingStoreError, match="has a store already"):
        make(address, "private", EMPTY, ())


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    with pytest.raises(StoreError) as caught:
        PostgresStore("postgresql://ann:secret@127.0.0.1:1/plan?connect_timeout=1")
    assert "postgresql://ann@127.0.0.1:1/plan" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_store_is_opened_from_its_newest_snapshot(store: PostgresStore, address: str) -> None:
    for at in range(25):
        rename(store, f"v{at}")
    store.close()
    assert [rev for (rev,) in asked(address, tables.SNAPSHOTS)] == [26, 0]
    again = PostgresStore(address)
    rename(again, "last")
    again.close()
    third = PostgresStore(address)
    assert titles(third) == ["last"]
    assert [commit.rev for commit in third.history()] == [*range(27, 0, -1)]
    third.close()


def test_a_snapshot_that_is_damaged_or_of_another_history_is_passed_over(
    store: PostgresStore, address: str
) -> None:
    rename(store, "kept")
    store.snapshot()
    server = Server(address)
    server.write("UPDATE pmtui.snapshots SET data = substring(data FOR 20) WHERE NOT is_first")
    again = PostgresStore(address)
    assert titles(again) == ["kept"]
    again.close()
    server.write("UPDATE pmtui.snapshots SET data = '\\x00' WHERE is_first")
    with pytest.raises(StoreError):
        PostgresStore(address)
    server.close()


def test_readers_read_writers_write_and_strangers_see_nothing(cluster: Cluster) -> None:
    address = new_store(cluster, "team")
    owner = PostgresStore(address)
    begin(owner)
    writer = PostgresStore(role_of(cluster, address, "ann", "writer"))
    assert rename(writer, "By Ann").commit.login == "ann"
    reader = PostgresStore(role_of(cluster, address, "rob", "reader"))
    assert titles(reader) == ["By Ann"]
    assert "may only be read by this role" in reader.read_only
    assert isinstance(put(reader, retitled(reader, "By Rob")), Rejected)
    with pytest.raises(StoreError, match="permission denied"):
        PostgresStore(role_of(cluster, address, "eve"))
    for session in (owner, writer, reader):
        session.close()


def test_nobody_writes_in_the_name_of_another(cluster: Cluster) -> None:
    address = new_store(cluster, "team")
    owner = PostgresStore(address)
    begin(owner)
    hers = Server(role_of(cluster, address, "ann", "writer"))
    for statement in (
        "INSERT INTO pmtui.commits VALUES (2, 'x', '', '', 'postgres', now(), '')",
        "UPDATE pmtui.commits SET author = 'postgres'",
        "DELETE FROM pmtui.commits",
        "UPDATE pmtui.store SET store_id = 'mine'",
        "CREATE TABLE pmtui.mine (a integer)",
    ):
        with pytest.raises(OSError, match="permission denied"):
            hers.write(statement)
    hers.close()
    writer = PostgresStore(role_of(cluster, address, "bob", "writer"))
    writer._signature = owner._signature  # what a forged program would sign
    forged = rename(writer, "forged").commit
    owner.refresh()
    assert owner.owner_of(forged) != forged.uid
    first = list(owner.history())[-1]
    assert owner.owner_of(first) == first.uid
    owner.close()
    writer.close()


def cut(store: PostgresStore, monkeypatch: pytest.MonkeyPatch, does: Sequence[str]) -> list[str]:
    """Let connections break at the next statements: before each is done, or after; what was."""
    left, real, done = list(does), store.server._run, []

    def run(statement: str, values: Sequence[object]) -> Any:
        if statement is not tables.APPEND or not left:
            return real(statement, values)
        when = left.pop(0)
        if when == "after":
            real(statement, values)
            done.append("done")
        store.server._drop()
        raise LostError("cut", was_sent=True)

    monkeypatch.setattr(store.server, "_run", run)
    return done


@pytest.mark.parametrize("does", [["after"], ["before"], ["before", "after"], ["before"] * 3])
def test_a_connection_that_breaks_while_a_commit_is_on_its_way_loses_and_doubles_nothing(
    store: PostgresStore, address: str, monkeypatch: pytest.MonkeyPatch, does: list[str]
) -> None:
    cut(store, monkeypatch, does)
    assert rename(store, "Build").rev == 2
    rename(store, "Test")
    other = PostgresStore(address)
    assert titles(other) == ["Test"]
    assert [commit.rev for commit in other.history()] == [3, 2, 1]
    other.close()


def test_what_nobody_can_tell_is_in_doubt_and_settled_when_it_is_offered_again(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmtui.store.postgres.postgres_log._PAUSE_SECONDS", 0)
    ops = (create("tasks", a_task(300, "New")),)
    cut(store, monkeypatch, ["after", *["before"] * 9])
    assert isinstance(put(store, ops, "draft"), InDoubt)
    monkeypatch.undo()
    done = put(store, ops, "draft")
    assert isinstance(done, Committed)
    assert done.rev == 2
    assert len(store.workspace.tasks) == 2


def test_a_wait_for_the_standby_that_was_cancelled_is_in_doubt(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = store.server.write

    def warned(statement: str, values: Sequence[object] = ()) -> tuple[int, tuple[str, ...]]:
        count, _ = real(statement, values)
        return count, ("canceling wait for synchronous replication",)

    monkeypatch.setattr(store.server, "write", warned)
    outcome = put(store, retitled(store, "Build"))
    assert isinstance(outcome, InDoubt)
    assert "synchronous replication" in outcome.reason


def test_a_session_that_loses_its_server_only_reads_and_comes_back(own_cluster: Cluster) -> None:
    store = PostgresStore(new_store(own_cluster))
    begin(store)
    own_cluster.stop("immediate")
    outcome = put(store, retitled(store, "Build"))
    assert isinstance(outcome, Rejected)
    assert outcome.read_only
    for _ in range(8):
        assert store.refresh() == ()
    assert "goes on by itself" in store.read_only
    own_cluster.start()
    for _ in range(8):
        store.refresh()
    assert not store.read_only
    assert rename(store, "Build").rev == 2
    store.close()


def test_serialisation_failures_are_tried_anew_and_writers_at_once_lose_nothing(
    cluster: Cluster, address: str
) -> None:
    name = database_of(address)
    cluster.sql(f"ALTER DATABASE {name} SET default_transaction_isolation TO serializable")
    first = PostgresStore(address)
    begin(first)
    failed: list[object] = []

    def write(who: int) -> None:
        mine = PostgresStore(address)
        for at in range(15):
            try:
                add_task(mine, 1000 * who + at)
            except Exception as error:  # noqa: BLE001  (told by the assertion)
                failed.append(error)
        mine.close()

    threads = [threading.Thread(target=write, args=(who,)) for who in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first.refresh()
    assert failed == []
    assert [commit.rev for commit in first.history()] == [*range(61, 0, -1)]
    assert len({row.key for row in first.workspace.tasks.values()}) == 61
    first.close()


def test_an_old_primary_that_comes_back_is_refused(store: PostgresStore) -> None:
    assert not store.read_only
    store._rows._timeline = "FFFFFFFF"
    store.look()
    assert "old primary" in store.read_only


def test_a_server_that_would_forget_is_not_written(own_cluster: Cluster) -> None:
    store = PostgresStore(new_store(own_cluster))
    begin(store)
    own_cluster.sql("ALTER ROLE postgres SET synchronous_commit TO off")
    own_cluster.set_up("fsync = off\n")
    own_cluster.stop()
    own_cluster.start()
    store.look()
    assert "fsync off" in store.read_only
    assert asked_of(store.server, "SELECT current_setting('synchronous_commit')") == [("on",)]
    store.close()


def test_a_store_that_was_set_back_is_not_written(store: PostgresStore, address: str) -> None:
    rename(store, "Build")
    server = Server(address)
    server.write("DELETE FROM pmtui.commits WHERE rev = 2")
    server.close()
    assert isinstance(put(store, retitled(store, "More")), Rejected)
    assert "set back" in store.read_only


def test_sessions_see_each_other_by_the_name_the_server_knows(cluster: Cluster) -> None:
    address = new_store(cluster, "team")
    mine, theirs = (
        PostgresStore(address),
        PostgresStore(role_of(cluster, address, "ann", "writer")),
    )
    here, there = (
        PostgresPresence(mine.server, "one"),
        PostgresPresence(theirs.server, "two"),
    )
    assert here.beat("board")
    assert there.beat()
    assert [(guest.login, guest.is_verified) for guest in here.others()] == [("ann", True)]
    there.leave()
    assert here.others() == ()
    mine.close()
    theirs.close()


def test_a_session_is_of_the_role_that_is_connected(address: str) -> None:
    assert engine_of(address).scheme == "postgresql"
    session = open_session(address, is_seen=True)
    try:
        assert session.author.login == "postgres"
    finally:
        session.close()
