"""This file writes whole new files, and none where one cannot be written."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmtui.cli.console.new_file import write_new
from pmtui.cli.core.verb import REJECTED, USAGE, Stop

KILLED = """
import os, signal, sys
from pmtui.exchange.new_file import write_new
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
write_new(sys.argv[1], b"half")
"""


def fails(monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    def failing(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, failing)


def test_a_new_file_is_whole_for_its_owner_alone_and_has_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "plan.xml"
    write_new(str(target), b"whole")
    assert target.read_bytes() == b"whole"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_where_there_are_no_hard_links_it_is_whole_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, "link", errno.EPERM)
    target = tmp_path / "plan.xml"
    write_new(str(target), b"whole")
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("call", ["fsync", "link"])
def test_a_full_disk_is_named_and_leaves_nothing(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, call, errno.ENOSPC)
    with pytest.raises(Stop, match="no room on the disk; nothing was written") as stop:
        write_new(str(tmp_path / "plan.xml"), b"half")
    assert stop.value.code == REJECTED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_linked", [True, False])
def test_what_has_the_name_already_stays(
    *, is_linked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.xml"
    if is_linked:
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.write_bytes(b"mine")
    before = target.lstat()
    monkeypatch.setattr(os.path, "lexists", lambda _: False)  # it comes between
    for no_links in (False, True):
        if no_links:
            fails(monkeypatch, "link", errno.EOPNOTSUPP)
        with pytest.raises(Stop, match="is there already; choose another name") as stop:
            write_new(str(target), b"new")
        assert stop.value.code == USAGE
        assert [*tmp_path.iterdir()] == [target]
    assert target.lstat() == before


def test_an_export_that_is_killed_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    target = tmp_path / "plan.xml"
    ran = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False, timeout=60)
    assert ran.returncode < 0
    assert not target.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="cannot be written"):
        write_new(str(tmp_path / "none" / "plan.xml"), b"x")
