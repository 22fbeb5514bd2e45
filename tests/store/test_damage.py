"""This file damages stores in every place and asks for one clear line and untouched files."""

import contextlib
import gzip
import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.storing.care import (
    DamagedStoreError,
    NewerStoreError,
    StoreError,
    UnsafeStoreError,
)
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.store.writing import begin, put, rename, retitled, titles


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with a snapshot, a backup and some commits after it."""
    store = open_store(path)
    begin(store, tasks=3)
    store.snapshot()
    rename(store, "Build")
    rename(store, "Launch")
    store._upkeep._own_commits = 0
    store.close()
    return path


def _bytes_of(path: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in sorted(path.parent.rglob("*")) if one.is_file()}


def _reason(path: Path) -> str:
    """Why a store cannot be opened, or not written."""
    try:
        return open_store(path).read_only
    except StoreError as error:
        return str(error)


def _without_backups(path: Path) -> None:
    for one in Path(f"{path}.d/backups").iterdir():
        one.unlink()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "0 bytes": lambda _: b"",
    "blank": lambda _: b" \n\n",
    "not JSON": lambda _: b"hello",
    "a list": lambda _: b"[]",
    "null": lambda _: b"null",
    "no meta": lambda _: b'{"tasks":{}}',
    "meta of another kind": lambda _: b'{"_meta":{"1":[]}}',
    "truncated": lambda data: data[: len(data) // 2],
    "last byte lost": lambda data: data[:-1],
    "nested too deeply": lambda _: b"[" * 100_000 + b"]" * 100_000,
    "not UTF-8": lambda data: data.replace(b"Site", b"\xff\xfe\xfd\xfc"),
    "half a pair": lambda data: data.replace(b"Site", b"\\ud800"),
    "NaN": lambda data: data.replace(b'"Site"', b"NaN"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_shown_from_backup_and_log_read_only(
    filled: Path, damage: Callable[[bytes], bytes]
) -> None:
    filled.write_bytes(damage(filled.read_bytes()))
    before = _bytes_of(filled)
    store = open_store(filled)
    assert titles(store) == ["Launch", "Task 1", "Task 2"]
    assert "plan.json" in store.read_only
    assert "\n" not in store.read_only
    outcome = put(store, retitled(store, "Other"))
    assert isinstance(outcome, Rejected)
    assert outcome.read_only
    store.snapshot()
    store.close()
    assert _bytes_of(filled) == before


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_without_a_backup_is_refused_in_one_line(
    filled: Path, damage: Callable[[bytes], bytes]
) -> None:
    _without_backups(filled)
    filled.write_bytes(damage(filled.read_bytes()))
    before = _bytes_of(filled)
    reason = _reason(filled)
    assert "plan.json" in reason
    assert "\n" not in reason
    assert _bytes_of(filled) == before


def test_every_flipped_byte_of_the_file_is_noticed_or_harmless(filled: Path) -> None:
    data = filled.read_bytes()
    first_line = data.index(b"\n")
    good = open_store(filled)
    truth = dict(good.workspace.tasks)
    good.close()
    for at in range(0, len(data), 3):
        filled.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        reason = _reason(filled)
        assert "\n" not in reason
        assert reason or at < first_line
        with contextlib.suppress(StoreError):
            store = open_store(filled)
            assert dict(store.workspace.tasks) == truth
            store.close()


def test_every_flipped_byte_of_a_commit_is_refused(filled: Path) -> None:
    file = Path(f"{filled}.d/log/000000002")
    data = file.read_bytes()
    file.chmod(0o600)
    for at in range(0, len(data), 5):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :])
        with pytest.raises(DamagedStoreError, match="000000002"):
            open_store(filled)


def test_a_truncated_commit_is_refused(filled: Path) -> None:
    file = Path(f"{filled}.d/log/000000003")
    data = file.read_bytes()
    file.chmod(0o600)
    for length in (0, 1, len(data) // 2, len(data) - 1):
        file.write_bytes(data[:length])
        with pytest.raises(DamagedStoreError, match="000000003"):
            open_store(filled)


def test_a_gap_in_the_log_is_refused(filled: Path) -> None:
    Path(f"{filled}.d/log/000000002").unlink()
    with pytest.raises(DamagedStoreError, match="commit 2 is missing"):
        open_store(filled)


def test_a_commit_that_follows_another_one_is_refused(filled: Path) -> None:
    first = Path(f"{filled}.d/log/000000002")
    stranger = first.read_bytes()
    body = stranger[: stranger.rindex(b',"crc"')].replace(b"Build", b"Wreck")
    first.chmod(0o600)
    first.write_bytes(body + b',"crc":"%08x"}\n' % zlib.crc32(body))
    with pytest.raises(DamagedStoreError, match="commit 3 does not follow"):
        open_store(filled)


def test_a_file_with_the_log_of_another_store_is_refused(filled: Path, tmp_path: Path) -> None:
    other = init_store(tmp_path / "b" / "plan.json")
    begin(other)
    other.close()
    (tmp_path / "b" / "plan.json").rename(filled)
    with pytest.raises(DamagedStoreError, match="does not belong to its log"):
        open_store(filled)


def test_a_log_older_than_its_file_is_read_only_until_the_file_is_merged(filled: Path) -> None:
    store = open_store(filled)
    rename(store, "Later")
    store.close()
    for name in ("000000003", "000000004"):
        Path(f"{filled}.d/log/{name}").unlink()
    store = open_store(filled)
    assert "`pmtui adopt` merges it" in store.read_only
    assert adopt(store, adoption_of(store), settle, "s").is_finished
    store.close()
    again = open_store(filled)
    assert (again.read_only, titles(again)[0]) == ("", "Later")


def with_meta(path: Path, **said: object) -> None:
    """Let the first line of a file say something else."""
    line, rest = path.read_bytes().split(b"\n", 1)
    meta = json.loads(line.removesuffix(b",") + b"}")["_meta"]["1"] | said
    text = '{"_meta":{"1":' + json.dumps(meta, separators=(",", ":")) + "},\n"
    path.write_bytes(text.encode() + rest)


def test_a_store_that_needs_a_later_reader_names_the_version(filled: Path) -> None:
    with_meta(filled, schema=9, min_reader=9)
    before = _bytes_of(filled)
    with pytest.raises(NewerStoreError, match="needs schema 9"):
        open_store(filled)
    assert _bytes_of(filled) == before


def test_a_store_that_needs_a_later_writer_is_read_only(filled: Path) -> None:
    with_meta(filled, schema=9, min_writer=9)
    before = _bytes_of(filled)
    store = open_store(filled)
    assert "needs schema 9" in store.read_only
    assert titles(store)[0] == "Launch"
    store.close()
    assert _bytes_of(filled) == before


def test_a_hand_edit_is_not_overwritten_by_a_session_that_was_open(filled: Path) -> None:
    store = open_store(filled)
    filled.write_bytes(filled.read_bytes().replace(b"Task 2", b"Task Z"))
    before = filled.read_bytes()
    rename(store, "Later")
    store.close()
    assert filled.read_bytes() == before
    again = open_store(filled)
    assert titles(again)[0] == "Later"
    assert "changed outside pmtui" in again.read_only


def test_a_symbolic_link_is_refused(filled: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(filled)
    with pytest.raises(UnsafeStoreError, match="is a symbolic link"):
        open_store(link)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(UnsafeStoreError, match="is not a regular file"):
        open_store(tmp_path / "pipe.json")


def test_a_file_with_two_names_is_refused(filled: Path, tmp_path: Path) -> None:
    os.link(filled, tmp_path / "second.json")
    with pytest.raises(UnsafeStoreError, match="hard links"):
        open_store(filled)


def test_a_directory_where_everybody_may_write_is_refused(filled: Path) -> None:
    filled.parent.chmod(0o777)
    with pytest.raises(UnsafeStoreError, match="chmod o-w"):
        open_store(filled)
    filled.parent.chmod(0o700)
    Path(f"{filled}.d").chmod(0o777)
    with pytest.raises(UnsafeStoreError, match="chmod o-w"):
        open_store(filled)


def test_a_link_in_the_place_of_the_log_is_refused(filled: Path) -> None:
    log = Path(f"{filled}.d/log")
    log.rename(filled.parent / "elsewhere")
    log.symlink_to(filled.parent / "elsewhere")
    with pytest.raises(StoreError, match=r"plan\.json\.d/log"):
        open_store(filled)


def test_a_link_in_the_place_of_a_commit_is_refused(filled: Path) -> None:
    commit = Path(f"{filled}.d/log/000000003")
    commit.rename(filled.parent / "elsewhere")
    commit.symlink_to(filled.parent / "elsewhere")
    with pytest.raises(DamagedStoreError, match="000000003 cannot be read"):
        open_store(filled)


def test_a_file_over_the_limit_is_refused_unless_the_limit_is_raised(filled: Path) -> None:
    with pytest.raises(StoreError, match="more than the 0 MiB"):
        open_store(filled, largest=100)
    open_store(filled, largest=1 << 20).close()


def test_a_backup_that_is_damaged_is_passed_over(filled: Path) -> None:
    (backup,) = Path(f"{filled}.d/backups").iterdir()
    backup.chmod(0o600)
    backup.write_bytes(gzip.compress(b"nothing"))
    filled.write_bytes(b"")
    with pytest.raises(DamagedStoreError, match="it is empty"):
        open_store(filled)
