"""This file gives tests a PostgreSQL server, one for each process that runs tests."""

from collections.abc import Iterator

import pytest

from tests.postgres.cluster import Cluster, missing


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server that runs, for tests that leave it running; skips where there can be none."""
    if why := missing():
        pytest.skip(why)
    server = Cluster.made()
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A server for one test, which may kill it."""
    if why := missing():
        pytest.skip(why)
    server = Cluster.made()
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def database(cluster: Cluster) -> str:
    """Where a new empty database is."""
    return cluster.new_database()
