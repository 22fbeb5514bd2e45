"""This file lets users of one team share a store, tamper with it and lay traps in it."""

import os
import shutil
import stat
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from pmtui.model.storing.care import DamagedStoreError
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.files.sharing_modes import MODES
from pmtui.store.maintenance.check import check_store
from tests.torture.conftest import Tell
from tests.torture.deeds import ANN, BEN, CAT, EVE, TEAM, as_member
from tests.torture.harness import Child, needs, tree

pytestmark = [pytest.mark.root, needs(root=True)]
UMASKS = (0o000, 0o002, 0o022, 0o027, 0o077)
MEMBERS = (ANN, BEN, CAT)
PATIENCE = 10.0
TRAPS = (
    "log/000000003", "log/000000009", "lock", f"snapshot-{ANN}.json", f"snapshot-{BEN}.json",
    "backups/plan-2026-11-23-000000001.json.gz", "backups/log-000000001-000000009.jsonl.gz",
    "presence/trap",
)  # fmt: skip


@contextmanager
def _shared() -> Iterator[Path]:
    """The file of a store that is not there yet, where the team may write and others look."""
    folder = Path(tempfile.mkdtemp())
    os.chown(folder, ANN, TEAM)
    folder.chmod(0o2775)
    yield folder / "plan.json"
    shutil.rmtree(folder)


@pytest.fixture
def path() -> Iterator[Path]:
    """As `_shared`."""
    with _shared() as made:
        yield made


def _as(user: int, path: Path, *deed: object, umask: int = 0o077) -> str:
    """What a deed came to, done by a user; a deed that hangs fails."""
    with Child(as_member, path, user, umask, *deed) as child:
        start = time.monotonic()
        said = child.hear()
        assert time.monotonic() - start < PATIENCE, deed
        return said


@pytest.mark.parametrize("umask", UMASKS, ids="{:03o}".format)
def test_three_users_share_a_store_whatever_their_umask(umask: int, path: Path, tell: Tell) -> None:
    assert _as(ANN, path, "new store", "team", umask=umask) == "done"
    said = [
        _as(user, path, "one more", 900 + 10 * turn + at, umask=umask)
        for turn in range(3)
        for at, user in enumerate(MEMBERS)
    ]
    assert set(said) == {"Committed: "}
    assert "Permission denied" in _as(EVE, path, "one more", 999, umask=umask)
    modes = MODES["team"]
    for one in Path(f"{path}.d").rglob("*"):
        status = one.lstat()
        wanted = {"lock": modes.snapshot}.get(one.name, modes.commit)
        wanted = modes.folder if one.is_dir() else wanted
        assert (one.name, stat.S_IMODE(status.st_mode)) == (one.name, wanted)
        assert status.st_gid == TEAM, one
    assert stat.S_IMODE(path.stat().st_mode) == modes.snapshot
    store = open_store(path)
    authors = [commit.uid for commit in store.history()][::-1]
    assert authors == [ANN, *(MEMBERS * 3)]
    assert all(store.is_verified(commit) for commit in store.history())
    store.close()
    tell(8, f"umask {umask:03o}: 9 commits by 3 users, modes and group right on every file, each "
            "author vouched for, a stranger kept out")  # fmt: skip


def test_no_member_can_change_what_another_wrote(path: Path, tell: Tell) -> None:
    _as(ANN, path, "new store", "team")
    _as(ANN, path, "one more", 900)
    before = {name: data for name, data in tree(path).items() if "/log/" in name}
    backup = next(Path(f"{path}.d/backups").iterdir()).name
    names = ("log/000000001", "log/000000002", f"backups/{backup}")
    done = [_as(BEN, path, "attack", name) for name in names]
    assert done == ["nothing"] * len(names)
    assert {name: data for name, data in tree(path).items() if "/log/" in name} == before
    tell(8, f"10 ways to change another member's commit or backup, on {len(names)} files: "
            "0 succeeded")  # fmt: skip


def test_a_member_who_changes_their_own_commit_is_found_out(path: Path, tell: Tell) -> None:
    _as(ANN, path, "new store", "team")
    _as(BEN, path, "one more", 900)
    _as(ANN, path, "one more", 901)
    file = Path(f"{path}.d/log/000000002")
    line = file.read_bytes()
    body = line[: line.rindex(b',"crc"')].replace(b"Task 900", b"Task 666")
    file.chmod(0o600)
    file.write_bytes(body + b',"crc":"%08x"}\n' % zlib.crc32(body))
    found = [one.text for one in check_store(path) if one.grade == "bad"]
    assert any("does not follow the commit before it" in text for text in found)
    path.write_bytes(b"")
    with pytest.raises(DamagedStoreError, match="commit 3 does not follow"):
        open_store(path)
    tell(8, "a member's own commit rewritten with a right checksum: found by its successor")


@pytest.mark.parametrize("what", ["link", "pipe", "folder"])
def test_a_trap_hangs_nobody_and_nothing_is_written_through_it(what: str, tell: Tell) -> None:
    kept = 0
    for name in TRAPS:
        with _shared() as path:
            said = _into_a_trap(path, name, what)
        assert said.startswith(("Committed", "Rejected", "failed DamagedStoreError")), said
        kept += said.startswith("Committed")
    tell(8, f"a {what} in {len(TRAPS)} places where a file of the store goes: {kept} commits kept, "
            f"{len(TRAPS) - kept} refused with the name, 0 written through, 0 hung")  # fmt: skip


def _into_a_trap(path: Path, name: str, what: str) -> str:
    """What Ann is told who writes to a store in which Ben has laid a trap."""
    _as(ANN, path, "new store", "team")
    _as(BEN, path, "one more", 900)
    Path(f"{path}.d/lock").unlink()
    target = path.with_name("target")
    target.write_bytes(b"untouched")
    os.chown(target, ANN, TEAM)
    assert _as(BEN, path, "plant", name, what, str(target)) == "done"
    said = _as(ANN, path, "one more", 901)
    assert target.read_bytes() == b"untouched"
    if said.startswith("Committed"):
        with closing(open_store(path)) as store:
            assert 901 in store.workspace.tasks
    else:
        assert name.rpartition("/")[2].lstrip("0") in said
    check_store(path)
    return said
