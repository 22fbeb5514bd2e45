"""This file makes stores for tests: a pair of handles on one store, in memory or on disk."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pmtui.model.changes.ops import Commit
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.log.memory_store import MemoryStore
from pmtui.store.log.protocol import LogStore
from pmtui.store.postgres.postgres_store import PostgresStore, make

Opener = Callable[[], LogStore]


@pytest.fixture(params=["memory", "disk", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens one more handle on the same new store at each call."""
    log: list[Commit] = []
    path = tmp_path / "plan.json"
    with ExitStack() as closing:
        address = ""
        if request.param == "disk":
            init_store(path).close()
        elif request.param == "postgres":
            address = request.getfixturevalue("database")
            make(address, "private", Workspace(known_tables()), ())

        def opener() -> LogStore:
            if address:
                store: LogStore = PostgresStore(address)
            else:
                store = MemoryStore(log=log) if request.param == "memory" else open_store(path)
            closing.callback(store.close)
            return store

        yield opener


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a new empty store."""
    init_store(tmp_path / "plan.json").close()
    return tmp_path / "plan.json"
