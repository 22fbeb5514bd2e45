"""This file sets a store back under an open session, as rsync, git or a restored backup do."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.merging.outcome import Committed, Rejected
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.maintenance.check import check_store
from tests.store.writing import begin, put, rename, retitled, titles

SAID = "was set back to an older state; open it anew"


def _copy(path: Path, name: str) -> Path:
    """A copy of a store as it is now."""
    there = path.parent / name
    there.mkdir()
    shutil.copy2(path, there / path.name)
    shutil.copytree(f"{path}.d", there / f"{path.name}.d")
    return there


def _in_place(path: Path, copy: Path) -> None:
    """Bring a store back file by file, as `rsync --delete` and `git reset --hard` do."""
    shutil.copy2(copy / path.name, path)
    old, new = copy / f"{path.name}.d" / "log", Path(f"{path}.d") / "log"
    kept = {one.name for one in old.iterdir()}
    for one in list(new.iterdir()):
        if one.name not in kept:
            one.unlink()


def _replaced(path: Path, copy: Path) -> None:
    """Put the old directory in the place of the new one."""
    shutil.copy2(copy / path.name, path)
    shutil.rmtree(f"{path}.d")
    shutil.copytree(copy / f"{path.name}.d", f"{path}.d")


def _gaps(path: Path) -> list[int]:
    revisions = sorted(int(one.name) for one in (Path(f"{path}.d") / "log").iterdir())
    return [at for at in revisions if at > 1 and at - 1 not in revisions]


def _is_refused(store: DiskStore, path: Path) -> None:
    refused = put(store, retitled(store, "mine"))
    assert isinstance(refused, Rejected)
    assert refused.read_only
    assert SAID in refused.reason or "is gone or was replaced" in refused.reason
    assert _gaps(path) == []


@settings(max_examples=20, deadline=None)
@given(
    before=st.integers(1, 4),
    after=st.integers(1, 4),
    others=st.integers(0, 6),
    has_written=st.booleans(),
    is_replaced=st.booleans(),
)
def test_no_commit_follows_a_predecessor_that_is_gone(
    *, before: int, after: int, others: int, has_written: bool, is_replaced: bool
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        init_store(path).close()
        writer = open_store(path)
        begin(writer)
        for at in range(before):
            rename(writer, f"a{at}")
        writer.snapshot()
        copy = _copy(path, "copy")
        for at in range(after):
            rename(writer, f"b{at}")
        writer.snapshot()
        mine = open_store(path)
        if has_written:
            rename(mine, "c")
        (_replaced if is_replaced else _in_place)(path, copy)
        other = open_store(path)
        for at in range(others):
            rename(other, f"d{at}")
        _is_refused(mine, path)
        mine.refresh()
        assert mine.read_only
        again = open_store(path)
        assert isinstance(put(again, retitled(again, "again")), Committed)
        assert titles(again) == ["again"]
        for store in (writer, mine, other, again):
            store.close()
        assert [one for one in check_store(path) if one.grade == "bad"] == []


def test_a_log_set_back_between_the_look_and_the_write_gets_no_gap(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(path)
    begin(store)
    rename(store, "a")
    copy = _copy(path, "copy")
    rename(store, "b")
    put_as_before = DiskLog._put

    def _put(log: DiskLog, *given: object) -> bool:
        _in_place(path, copy)
        return put_as_before(log, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(DiskLog, "_put", _put)
    _is_refused(store, path)


def test_a_store_copied_without_its_log_goes_on(path: Path) -> None:
    store = open_store(path)
    begin(store)
    rename(store, "a")
    store.snapshot()
    store.close()
    alone = path.parent / "alone" / "plan.json"
    alone.parent.mkdir()
    shutil.copy2(path, alone)
    copied = open_store(alone)
    assert isinstance(put(copied, retitled(copied, "b")), Committed)
    assert isinstance(put(copied, retitled(copied, "c")), Committed)
    assert titles(copied) == ["c"]
