"""This file tests `compact`, `backup` and `check --salvage`."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.cli.running import Shell, run


def test_compact_moves_old_commits_and_the_past_is_still_there(shell: Shell) -> None:
    ran = shell("compact", "--keep", "3", "--days", "0")
    assert (ran.code, ran.err) == (0, "pmtui: 6 commits archived, 6 files removed\n")
    assert len(list(Path(f"{shell.store}.d/log").iterdir())) == 3
    assert shell.json("list", "tasks", "--at", "r6")["total"] == 2
    assert shell.json("compact") == {
        "schema": "pmtui/1", "kind": "compact", "revision": 9,
        "archived": 0, "removed": 0, "left": 0,
    }  # fmt: skip


def test_compact_keeps_what_is_young_unless_it_is_told(shell: Shell) -> None:
    assert shell.json("compact", "--keep", "1")["archived"] == 0
    assert shell("compact", "--keep", "0").code == 2


def test_a_store_that_is_read_only_is_not_compacted(shell: Shell) -> None:
    shell.store.write_text(shell.store.read_text("utf-8") + " ", "utf-8")
    ran = shell("compact")
    assert ran.code == 5
    assert "was changed outside pmtui" in ran.err


def test_a_backup_is_made_listed_and_gone_back_to(shell: Shell) -> None:
    name = shell.ok("backup", "make").strip()
    rows = shell.json("backup", "list")["rows"]
    assert rows[0]["name"] == name
    assert rows[0]["revision"] == 9
    assert name in shell.ok("backup", "list")
    shell.ok("set", "T-1", "title=Nonsense")
    shell.ok("archive", "T-3")
    shown = shell("backup", "restore", "r9")
    assert shown.code == 1
    assert "  T-1  Write copy  title Nonsense -> Write copy" in shown.out
    assert "  T-3  Go live  restored" in shown.out
    ran = shell("backup", "restore", name, "--yes")
    assert ran.code == 0
    assert ran.err.endswith(f"pmtui: back at {name} as revision 12; pmtui undo takes it back\n")
    assert shell.json("show", "T-1")["entity"]["title"] == "Write copy"
    shell.ok("undo")
    assert shell.json("show", "T-1")["entity"]["title"] == "Nonsense"


def test_going_back_takes_states_back_as_well(shell: Shell) -> None:
    shell.ok("backup")
    shell.ok("set", "R-1", "state=closed")
    assert shell.json("backup", "restore", "today", "--yes")["revision"] == 11
    assert shell.json("show", "R-1")["entity"]["state"] == "identified"


def test_going_back_to_what_is_there_already_writes_nothing(shell: Shell) -> None:
    shell.ok("backup", "make")
    ran = shell("backup", "restore", "r9", "--yes")
    assert ran.code == 0
    assert "everything is as in plan-" in ran.err
    assert shell.json("list", "tasks")["revision"] == 9


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("restore", "r77"), "there is no backup 77; there is 20"),
        (("restore", "plan-x.json.gz"), "there is no backup plan-x.json.gz"),
        (("restore", "whenever"), "is not a date"),
        (("restore",), "needs the backup"),
        (("make", "r9"), "takes none"),
        (("fetch",), "is none of them"),
    ],
)
def test_a_backup_that_is_not_there_ends_with_2(
    shell: Shell, words: tuple[str, ...], says: str
) -> None:
    ran = shell("backup", *words)
    assert ran.code == 2
    assert says in ran.err


def test_salvage_of_a_damaged_log_saves_what_is_before_it(shell: Shell, tmp_path: Path) -> None:
    shell.ok("snapshot")
    before = shell.store.read_bytes()
    shell.ok("set", "T-1", "title=Kept")
    shell.ok("set", "T-1", "title=Lost")
    damaged = Path(f"{shell.store}.d/log/000000011")
    damaged.chmod(0o600)
    damaged.write_bytes(damaged.read_bytes()[:-9])
    shell.store.write_bytes(before)
    found = shell("check")
    assert found.code == 1
    assert "bad  000000011: commit 000000011 is damaged: its checksum does not match" in found.out
    assert found.err.endswith(" findings, 2 bad: it cannot be opened\n")
    out = tmp_path / "saved.json"
    ran = shell("check", "--salvage", str(out))
    assert ran.code == 1
    assert "lost  commit 000000011" in ran.out
    assert f"documents of revision 10 are in {out}" in ran.err
    assert Shell(out).json("show", "T-1")["entity"]["title"] == "Kept"
    assert Shell(out)("check").code == 0


def test_salvage_of_a_sound_store_loses_nothing(shell: Shell, tmp_path: Path) -> None:
    ran = shell("check", "--salvage", str(tmp_path / "out.json"), "--json")
    assert ran.code == 0
    assert (ran.document["kind"], ran.document["lost"], ran.document["revision"]) == (
        "salvage", [], 9,
    )  # fmt: skip
    again = shell("check", "--salvage", str(tmp_path / "out.json"))
    assert again.code == 3
    assert "is there already" in again.err


def test_check_without_a_store_ends_with_3(tmp_path: Path) -> None:
    assert run("check", "--store", str(tmp_path / "none.json")).code == 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_who_may_only_read_is_told_so_and_finds_a_sound_store_sound(tmp_path: Path) -> None:
    shared = Path(tempfile.mkdtemp(prefix="pmtui-test-"))
    try:
        shared.chmod(0o755)
        shell = Shell(shared / "plan.json")
        shell.ok("init", str(shell.store), "--share", "readable")
        shell.ok("add", "project", "Site")
        assert _as_nobody(shell, "check") == (0, "pmtui: sound: 7 rows at revision 1\n")
        assert _as_nobody(shell, "compact") == (
            5,
            "pmtui: read-only: no write permission (`pmtui doctor` says whose it is)\n",
        )
        assert _as_nobody(shell, "backup") == (
            5,
            "pmtui: read-only: no write permission (`pmtui doctor` says whose it is)\n",
        )
        shell.store.write_text(shell.store.read_text("utf-8").replace("Site", "Sight"), "utf-8")
        code, told = _as_nobody(shell, "adopt", "--yes")
        assert code == 5
        assert told.endswith("plan.json: nothing was taken in: Permission denied\n")
        code, told = _as_nobody(shell, "check", "--salvage", str(tmp_path / "out.json"))
        assert code == 3
    finally:
        shutil.rmtree(shared)


def _as_nobody(shell: Shell, *words: str) -> tuple[int, str]:
    """Exit code and stderr of a call by a user who owns nothing."""
    child = os.fork()
    told = shell.store.with_name("told")
    if not child:
        os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        code = 99
        try:
            ran = shell(*words)
            os.write(2, ran.err.encode())
            code = ran.code
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), told.read_text("utf-8")
