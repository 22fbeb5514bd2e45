"""This file tests that an address names the engine that opens its store."""

from collections.abc import Sequence

import pytest

from pmtui.bootstrap.catalogue import ENGINES, engine_of
from pmtui.bootstrap.files import FILES, Engine
from pmtui.model.changes.ops import Commit
from pmtui.model.storing.care import Share, StoreError
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Store
from pmtui.store.log.memory_store import MemoryStore
from tests.cli.running import run


def _create(
    _address: str, _share: Share, workspace: Workspace, _history: Sequence[Commit]
) -> Store:
    return MemoryStore(workspace)


MEMORY = Engine(
    scheme="memory",
    address="memory://",
    open=lambda _address: MemoryStore(),
    create=_create,
)


@pytest.mark.parametrize("address", ["plan.json", "a/b.json", "notes:2026.json", "/x y://z"])
def test_an_address_without_a_scheme_is_the_path_of_a_file(address: str) -> None:
    assert engine_of(address) is FILES


def test_a_url_names_the_engine_of_its_scheme() -> None:
    assert engine_of("memory://here", (FILES, MEMORY)) is MEMORY
    assert engine_of("MEMORY://here", (FILES, MEMORY)) is MEMORY


def test_an_unknown_scheme_is_refused_in_one_sentence_that_says_what_there_is() -> None:
    with pytest.raises(StoreError) as raised:
        engine_of("gopher://x/y", (FILES, MEMORY))
    assert str(raised.value) == (
        "gopher://x/y: no store is kept by gopher://; name the path of a file or memory://"
    )


def test_no_two_engines_share_a_scheme() -> None:
    schemes = [engine.scheme for engine in ENGINES]
    assert len(schemes) == len({*schemes})


def test_an_engine_may_leave_out_all_but_opening_and_making() -> None:
    store = MEMORY.open("memory://here")
    assert MEMORY.maintenance is None
    assert MEMORY.presence(store, "session") is None
    assert MEMORY.adopter(store, "session").look() is None


def test_the_command_line_says_so_of_an_address_that_nothing_opens() -> None:
    for words in (("list", "tasks"), ("undo",), ("check",), ("init", "gopher://x/y")):
        done = run(*words, "--store", "gopher://x/y")
        assert done.code == 3
        assert "no store is kept by gopher://" in done.err
