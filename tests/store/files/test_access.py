"""This file tests that a name is given once, on file systems with and without hard links."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmtui.model.merging.outcome import Rejected
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.files.access import names_in, open_directory, put_if_absent, read_put, write_new
from tests.store.writing import begin, put, rename, retitled, titles


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[int]:
    """A descriptor of an empty directory."""
    descriptor = open_directory(tmp_path)
    yield descriptor
    os.close(descriptor)


def _no_links(*_args: object, **_options: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_the_first_to_put_a_name_has_it(
    folder: int, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    for name, data in (("a", b"first"), ("b", b"second")):
        write_new(name, data, folder, 0o400)
    assert put_if_absent("a", "1", folder, folder)
    assert not put_if_absent("b", "1", folder, folder)
    assert read_put("1", folder)[0] == b"first"


def test_a_link_that_came_through_though_the_answer_was_lost_counts(folder: int) -> None:
    write_new("a", b"mine", folder, 0o400)
    os.link("a", "1", src_dir_fd=folder, dst_dir_fd=folder)
    assert put_if_absent("a", "1", folder, folder)


def test_with_and_without_links_writers_respect_each_other(
    folder: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcd":
        write_new(name, name.encode(), folder, 0o400)
    assert put_if_absent("a", "1", folder, folder)
    with monkeypatch.context() as without:
        without.setattr(os, "link", _no_links)
        assert not put_if_absent("b", "1", folder, folder)
        assert put_if_absent("c", "2", folder, folder)
    assert not put_if_absent("d", "2", folder, folder)
    assert (read_put("1", folder)[0], read_put("2", folder)[0]) == (b"a", b"c")


def test_a_store_without_hard_links_commits_reopens_and_merges(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    mine, theirs = open_store(path), open_store(path)
    begin(mine)
    theirs.refresh()
    rename(theirs, "Build")
    late = retitled(mine, "Launch")
    assert isinstance(put(mine, late), Rejected)
    assert [commit.rev for commit in mine.history()] == [2, 1]
    assert Path(f"{path}.d/log/000000002").is_dir()
    monkeypatch.undo()
    again = open_store(path)
    assert titles(again) == ["Build"]
    rename(again, "With links")
    assert [commit.rev for commit in again.history()] == [3, 2, 1]


def test_a_file_system_with_neither_way_is_refused_and_nothing_is_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(path)
    monkeypatch.setattr(os, "link", _no_links)
    monkeypatch.setattr(os, "rename", _no_links)
    before = sorted(Path(f"{path}.d").rglob("*"))
    with pytest.raises(AssertionError, match="Rejected"):
        begin(store)
    assert [one for one in sorted(Path(f"{path}.d").rglob("*")) if one.name != "lock"] == before


def test_a_new_file_has_its_mode_from_the_start_and_no_more(folder: int) -> None:
    write_new("a", b"x", folder, 0o440)
    assert stat.S_IMODE(os.stat("a", dir_fd=folder).st_mode) == 0o440


def test_a_failed_write_leaves_no_file(folder: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_new("a", b"x", folder, 0o440)
    assert names_in(folder) == []
