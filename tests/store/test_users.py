"""This file tests a store that several users of one group share; it needs root to become them."""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.maintenance.compact import compact
from tests.store import writing as writing_module
from tests.store.writing import titles

pytestmark = [
    pytest.mark.root,
    pytest.mark.skipif(os.getuid() != 0, reason="only root may become other users"),
]
ANN, BEN, EVE, TEAM, NOBODY = 60001, 60002, 60003, 60100, 65534
_NAMES: Final[dict[str, Any]] = {
    "Path": Path,
    "compact": compact,
    "init_store": init_store,
    "open_store": open_store,
    "os": os,
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A directory that the team may write in."""
    made = Path(tempfile.mkdtemp())
    os.chown(made, ANN, TEAM)
    made.chmod(0o2770)
    yield made
    shutil.rmtree(made)


def _as(user: int, path: Path, code: str, *, umask: str = "022") -> str:
    """What a program says that a member of the team runs (Eve is none)."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        # A fork, since another user may not be allowed to read this interpreter's files.
        os.close(reading)
        with os.fdopen(writing, "w") as said:
            _become(user, umask)
            names = {**vars(writing_module), **_NAMES, "path": path}
            with contextlib.redirect_stdout(said):
                try:
                    exec(code, names)  # noqa: S102  (the test's own words)
                except Exception as error:  # noqa: BLE001  (the parent reads it)
                    print(f"{type(error).__name__}: {error}")  # noqa: T201
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return text


def _become(user: int, umask: str) -> None:
    os.umask(int(umask, 8))
    os.setgroups([])
    os.setgid(NOBODY if user == EVE else TEAM)
    os.setuid(user)


def _begin(path: Path, share: str = "team", umask: str = "077") -> None:
    code = f"s = init_store(path, {share!r}); begin(s); s.close()"
    assert _as(ANN, path, code, umask=umask) == ""


@pytest.mark.parametrize("umask", ["000", "002", "022", "027", "077"])
def test_two_of_a_team_write_one_store_whatever_their_umask(folder: Path, umask: str) -> None:
    path = folder / "plan.json"
    _begin(path, umask=umask)
    rename = 's = open_store(path); rename(s, "Ben was here"); s.close(); print(s.notice)'
    assert _as(BEN, path, rename, umask=umask).strip() == ""
    said = _as(ANN, path, 's = open_store(path); rename(s, "Ann again"); s.close()', umask=umask)
    assert said == ""
    status = path.stat()
    assert (stat.S_IMODE(status.st_mode), status.st_gid) == (0o660, TEAM)
    store = open_store(path)
    assert titles(store) == ["Ann again"]
    assert [(one.uid, store.is_verified(one)) for one in store.history()] == [
        (ANN, True),
        (BEN, True),
        (ANN, True),
    ]


def test_nobody_can_change_or_remove_the_commit_of_another(folder: Path) -> None:
    path = folder / "plan.json"
    _begin(path)
    attack = """
for deed in (
    lambda one: one.write_bytes(b"x"), Path.unlink, lambda one: one.chmod(0o666),
    lambda one: one.rename(one.with_name("000000009")),
):
    try:
        deed(Path(f"{path}.d/log/000000001"))
        print("done")
    except PermissionError:
        pass
"""
    assert _as(BEN, path, attack) == ""


def test_strangers_may_not_read_what_is_the_teams(folder: Path) -> None:
    path = folder / "plan.json"
    _begin(path)
    folder.chmod(0o2775)
    assert "Permission denied" in _as(EVE, path, "open_store(path)")


def test_everybody_reads_a_readable_store_and_only_the_team_writes(folder: Path) -> None:
    path = folder / "plan.json"
    _begin(path, "readable")
    folder.chmod(0o2775)
    code = """
s = open_store(path)
print(titles(s), s.read_only)
print(put(s, retitled(s, "Eve")).read_only)
s.close()
"""
    said = _as(EVE, path, code).splitlines()
    assert said == ["['Task 0'] no write permission (`pmtui doctor` says whose it is)", "True"]


def test_where_the_file_may_not_be_replaced_the_snapshot_lies_beside_the_log(
    folder: Path,
) -> None:
    path = folder / "plan.json"
    _begin(path)
    folder.chmod(0o3770)
    was = path.read_bytes()
    code = 's = open_store(path); rename(s, "By Ben"); s.close(); print(s.notice)'
    assert _as(BEN, path, code).strip() == ""
    assert path.read_bytes() == was
    assert Path(f"{path}.d/snapshot-{BEN}.json").exists()
    store = open_store(path)
    assert titles(store) == ["By Ben"]
    assert store._snapshots.revision == 2
    assert store.read_only == ""


def test_only_the_owner_of_commits_takes_them_out_of_the_log(folder: Path) -> None:
    path = folder / "plan.json"
    _begin(path)
    code = """
s = open_store(path)
for at in range(5):
    rename(s, f"v{at}")
if os.getuid() == 60002:
    print(compact(s, keep_commits=2, keep_days=-1))
s.close()
"""
    assert _as(ANN, path, code) == ""
    said = _as(BEN, path, code)
    assert "removed=3, left=6" in said
    store = open_store(path)
    assert [one.rev for one in store.history()] == list(range(11, 0, -1))
    assert store.read_only == ""
