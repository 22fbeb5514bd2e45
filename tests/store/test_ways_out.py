"""This file tests that every reason why a store is read-only names what ends it, and that does."""

import errno
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.log.commit_log import NO_PERMISSION, DiskLog
from pmtui.store.log.log_contract import NotWrittenError
from tests.store.test_damage import with_meta
from tests.store.writing import add_task, begin, put, rename, retitled, titles

WAY: Final = re.compile(
    r"`pmtui (adopt|check|doctor|init)|open it anew|update pmtui|put it back|goes on by itself"
)
Reason = Callable[[Path], DiskStore]


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with three tasks and a commit after them."""
    store = open_store(path)
    begin(store, tasks=3)
    rename(store, "Later")
    store.close()
    return path


def _edited(path: Path) -> DiskStore:
    path.write_text(path.read_text("utf-8").replace("Task 1", "By hand"), "utf-8")
    return open_store(path)


def _without_backup(path: Path) -> DiskStore:
    shutil.rmtree(f"{path}.d/backups")
    return _edited(path)


def _unreadable(path: Path) -> DiskStore:
    path.write_bytes(path.read_bytes()[:200])
    return open_store(path)


def _with_both_sides(path: Path) -> DiskStore:
    theirs = _of_a_clone(path)
    marks = (b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> main\n")
    path.write_bytes(marks[0] + path.read_bytes() + marks[1] + theirs + marks[2])
    return open_store(path)


def _of_a_clone(path: Path) -> bytes:
    other = path.parent / "clone" / path.name
    other.parent.mkdir()
    shutil.copy(path, other)
    with closing(open_store(other)) as store:
        add_task(store, 900, "In the clone")
        add_task(store, 901, "In the clone, too")
    with closing(open_store(path)) as store:
        add_task(store, 902, "Here")
    return other.read_bytes()


def _clone(path: Path) -> DiskStore:
    path.write_bytes(_of_a_clone(path))
    return open_store(path)


def _clone_under_a_session(path: Path) -> DiskStore:
    theirs = _of_a_clone(path)
    store = open_store(path)
    path.write_bytes(theirs)
    store.look()
    return store


def _log_lost_without_backup(path: Path) -> DiskStore:
    shutil.rmtree(f"{path}.d/backups")
    Path(f"{path}.d/log/000000002").unlink()
    return open_store(path)


def _later_schema(path: Path) -> DiskStore:
    with_meta(path, min_writer=9)
    return open_store(path)


def _set_back(path: Path) -> DiskStore:
    store = open_store(path)
    rename(store, "Last")
    Path(f"{path}.d/log/000000003").unlink()
    store.look()
    return store


def _moved(path: Path) -> DiskStore:
    store = open_store(path)
    Path(f"{path}.d").rename(path.with_name("away"))
    store.look()
    return store


def _file_gone(path: Path) -> DiskStore:
    store = open_store(path)
    path.unlink()
    store.look()
    return store


def _another_store(path: Path) -> DiskStore:
    store = open_store(path)
    init_store(path.with_name("another.json")).close()
    path.write_bytes(path.with_name("another.json").read_bytes())
    store.look()
    return store


def _disk_read_only(path: Path) -> DiskStore:
    store = open_store(path)

    def refused(_log: DiskLog, _commit: object) -> None:
        raise NotWrittenError(OSError(errno.EROFS, "Read-only file system"))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DiskLog, "append", refused)
        assert isinstance(put(store, retitled(store, "x")), Rejected)
    return store


def _damaged_meanwhile(path: Path) -> DiskStore:
    store, other = open_store(path), open_store(path)
    rename(other, "By another")
    commit = Path(f"{path}.d/log/000000003")
    commit.chmod(0o600)
    commit.write_bytes(b"damaged")
    store.refresh()
    return store


ADOPTED: Final[tuple[Reason, ...]] = (
    _edited, _without_backup, _unreadable, _with_both_sides, _clone, _clone_under_a_session,
)  # fmt: skip
OTHERS: Final[tuple[Reason, ...]] = (
    _log_lost_without_backup, _later_schema, _set_back, _moved, _file_gone, _another_store,
    _disk_read_only, _damaged_meanwhile,
)  # fmt: skip


@pytest.mark.parametrize("reason", [*ADOPTED, *OTHERS], ids=lambda one: one.__name__[1:])
def test_every_reason_names_what_ends_it(reason: Reason, filled: Path) -> None:
    with closing(reason(filled)) as store:
        assert store.read_only
        assert WAY.search(store.read_only), store.read_only


def test_so_does_a_lack_of_permission() -> None:
    assert WAY.search(NO_PERMISSION)


@pytest.mark.parametrize("reason", ADOPTED, ids=lambda one: one.__name__[1:])
@pytest.mark.parametrize("choice", ["mine", "theirs", "discard"])
def test_adopting_ends_what_names_it(reason: Reason, choice: str, filled: Path) -> None:
    with closing(reason(filled)) as store:
        assert "`pmtui adopt" in store.read_only
        adoption = adoption_of(store)
        wins = "discard" if adoption.unreadable else choice
        assert adopt(store, adoption, settle, "s", wins).is_finished  # type: ignore[arg-type]
        assert store.read_only == ""
        rename(store, "Goes on")
    with closing(open_store(filled)) as store:
        assert (store.read_only, titles(store)[0]) == ("", "Goes on")
