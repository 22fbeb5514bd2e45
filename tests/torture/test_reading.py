"""This file watches reading verbs on a store that may not be written: none may even try."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.cli.running import Shell
from tests.torture.conftest import Tell
from tests.torture.deeds import EVE, become
from tests.torture.harness import IS_ROOT, ROOT, amount, needs, tree

pytestmark = needs("strace")
_WRITES: Final = re.compile(
    r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND"
    r"|^(?:\d+ +)?(?:creat|p?write(?:v|64|v2)?|truncate|ftruncate|rename\w*|link\w*|symlink\w*"
    r"|unlink\w*|mkdir\w*|rmdir|mknod\w*|f?chmod\w*|f?chown\w*|utime\w*|fallocate|fsync|fdatasync)\("
)
VERBS: Final = (
    ("list", "tasks"), ("list", "risks", "--json"), ("show", "T-1"), ("export", "tasks", "OUT"),
    ("tree",), ("log",), ("check",), ("health", "."), ("attention", "."), ("risks",), ("doctor",),
    ("schedule",),
)  # fmt: skip


@pytest.fixture
def store(shell: Shell) -> Iterator[Path]:
    """A store that everybody may read and nobody may write."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(shell.store.parent, folder, dirs_exist_ok=True)
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)
    yield folder / shell.store.name
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def out() -> Iterator[Path]:
    """A folder that everybody may write to."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def _traced(store: Path, words: tuple[str, ...], out: Path, *, as_eve: bool = IS_ROOT) -> list[str]:
    """The calls that a verb made on a store's files, as somebody else where that can be."""
    log = out / "calls"
    command = [str(out / "read.csv") if word == "OUT" else word for word in words]
    subprocess.run(
        ["strace", "-f", "-y", "-o", log, "-e", "trace=%file,%desc", sys.executable, "-m", "pmtui",
         *command, "--store", str(store)],
        cwd=out,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "HOME": str(out)},
        capture_output=True,
        check=False,
        preexec_fn=(lambda: become(EVE)) if as_eve and _may_read_python() else None,
    )  # fmt: skip
    return [line for line in log.read_text(errors="replace").splitlines() if str(store) in line]


def _may_read_python() -> bool:
    return all(one.stat().st_mode & 0o005 for one in Path(sys.executable).resolve().parents)


def test_reading_verbs_do_not_try_to_write(store: Path, out: Path, tell: Tell) -> None:
    before = tree(store)
    looked = tried = 0
    for words in VERBS[: amount(4, len(VERBS))]:
        calls = _traced(store, words, out)
        if words == ("schedule",) and not calls:
            continue
        assert calls, (words, "it never looked at the store")
        assert not [line for line in calls if _WRITES.search(line)], words
        looked += len(calls)
        tried += 1
    assert tree(store) == before
    tell(13, f"{tried} reading verbs, {looked} calls on the store's files, "
             "0 of them to write")  # fmt: skip


def test_the_watch_sees_a_verb_that_writes(shell: Shell, out: Path) -> None:
    calls = _traced(shell.store, ("add", "task", "New"), out, as_eve=False)
    assert [line for line in calls if _WRITES.search(line)]
