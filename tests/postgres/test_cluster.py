"""This file holds the servers that tests are given to what tests rely on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.postgres import cluster as clusters
from tests.postgres.cluster import Cluster

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")


def test_a_database_is_new_for_each_test_and_durable(cluster: Cluster) -> None:
    first, second = cluster.new_database(), cluster.new_database()
    assert first != second
    with psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE kites (tail int)")
        settings = [connection.execute(f"SHOW {name}").fetchone()
                    for name in ("fsync", "synchronous_commit", "full_page_writes")]  # fmt: skip
    assert settings == [("on",), ("on",), ("on",)]
    with psycopg.connect(second) as connection:
        assert connection.execute("SELECT to_regclass('kites')").fetchone() == (None,)


def test_what_was_committed_is_there_after_the_server_was_killed(own_cluster: Cluster) -> None:
    with psycopg.connect(own_cluster.url()) as connection:
        connection.execute("CREATE TABLE kites AS SELECT 7 AS tail")
    own_cluster.stop("immediate")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(own_cluster.url())
    own_cluster.start()
    with psycopg.connect(own_cluster.url()) as connection:
        assert connection.execute("SELECT tail FROM kites").fetchone() == (7,)


@pytest.mark.slow
def test_a_standby_has_what_was_acknowledged_before_the_primary_went(own_cluster: Cluster) -> None:
    own_cluster.sql("CREATE TABLE kites (tail int)")
    standby = own_cluster.standby()
    try:
        own_cluster.sql("INSERT INTO kites VALUES (7)")
        own_cluster.stop("immediate")
        standby.promote()
        with psycopg.connect(standby.url()) as connection:
            connection.execute("INSERT INTO kites VALUES (8)")
            assert connection.execute("SELECT tail FROM kites ORDER BY 1").fetchall() == [
                (7,),
                (8,),
            ]
    finally:
        standby.close()


def test_a_server_is_gone_with_the_process_that_made_it_even_if_killed() -> None:
    if why := clusters.missing():
        pytest.skip(why)
    program = (
        "import sys; from tests.postgres.cluster import Cluster;"
        "made = Cluster.made(); print(made.folder, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as maker:
        assert maker.stdout is not None
        folder = Path(maker.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text("ascii").split()[0])
        os.kill(server, 0)
        maker.send_signal(signal.SIGKILL)
    end = time.monotonic() + 20
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_what_is_missing_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "programs", lambda: None)
    assert "apt-get install postgresql" in clusters.missing()
