"""This file tests that a large file that is read in pieces gives what it gives as a whole."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from pmtui.model.merging.settle import settle
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.snapshots import streaming
from pmtui.store.snapshots.snapshot_format import encoded
from tests.store.writing import begin, rename, titles


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with tasks, an unknown field, an unknown table, and commits after its snapshot."""
    store = open_store(path)
    begin(store, tasks=40)
    store.close()
    with TinyDB(path) as database:
        database.table("risk_notes").insert({"text": "by a script"})
        database.table("tasks").update({"hue": "blue"}, doc_ids=[207])
    store = open_store(path)
    assert adopt(store, adoption_of(store), settle, "s").is_finished
    store.close()
    return path


def _shown(store: DiskStore) -> bytes:
    return encoded(store.workspace, store.meta_now())


def _in_pieces(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(streaming, "LARGE", 0)
    monkeypatch.setattr(streaming, "_PIECE", size)


@pytest.mark.parametrize("size", [1, 7, 64, 300, 5_000, 1 << 20])
def test_pieces_of_any_size_give_what_the_whole_gives(
    filled: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_store(filled)
    _in_pieces(monkeypatch, size)
    found = streaming.in_pieces(whole.place, 1 << 30, 1)
    assert found is not None
    store = open_store(filled)
    assert (_shown(store), store.read_only) == (_shown(whole), "")
    assert store.workspace.extras == whole.workspace.extras
    assert store.workspace.foreign == whole.workspace.foreign
    rename(store, "Later")
    store.close()
    assert titles(open_store(filled))[0] == "Later"


def test_what_is_not_as_it_was_written_is_never_taken_from_pieces(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_pieces(monkeypatch, 100)
    data = filled.read_bytes()
    store = open_store(filled)
    for at in range(0, len(data), 23):
        filled.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        found = streaming.in_pieces(store.place, 1 << 30, 1)
        # The first line is not under the checksum; what the pieces give must be the tables' truth.
        assert found is None or found[0].workspace.tables == store.workspace.tables
        filled.write_bytes(data[:at])
        assert streaming.in_pieces(store.place, 1 << 30, 1) is None
    filled.write_text(json.dumps(json.loads(data), indent=1), "utf-8")
    assert streaming.in_pieces(store.place, 1 << 30, 1) is None
    filled.write_bytes(data)
    assert streaming.in_pieces(store.place, len(data) - 1, 1) is None


def test_blocks_in_which_no_table_ends_are_not_looked_through(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_through: list[str] = []
    careful = streaming._TableReader._add

    def counted(reader: streaming._TableReader, name: str, text: bytes) -> None:
        looked_through.append(name)
        careful(reader, name, text)

    monkeypatch.setattr(streaming._TableReader, "_add", counted)
    _in_pieces(monkeypatch, 400)
    store = open_store(filled)
    assert len(store.workspace.tasks) == 40
    assert store.workspace.extras  # of a block with a field that nobody knows
    assert looked_through.count("tasks") < 10
