"""This file kills members of a team at every call that writes and asks whether all go on."""

import os
import random
import shutil
import stat
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from pmtui.store.check import check_store
from pmtui.store.disk import open_store
from pmtui.store.sharing import deviations
from tests.store.writing import TASK, add_task, rename
from tests.torture.conftest import Tell
from tests.torture.deeds import ANN, BEN, CAT, TEAM, as_member
from tests.torture.harness import Child, amount, needs
from tests.torture.hindered import Spoiler, counted, spoil
from tests.torture.ways import DEEDS, go_on, one_way

pytestmark = [pytest.mark.root, needs("strace", root=True)]
MEMBERS: Final = (ANN, BEN, CAT)
UMASKS: Final = (0o002, 0o022, 0o077)
WRITES: Final = (
    "write", "fsync", "linkat", "renameat", "unlinkat", "fchmod", "fchown", "mkdirat",
)  # fmt: skip
"""The calls by which a store is changed."""
LASTING: Final = frozenset({"Task 0", "Task 1", "Task 900", "Task 901", "Task 902"})
"""Titles acknowledged before, which no deed touches (but for those it is about)."""


class Case(NamedTuple):
    """One kill: of whom, how the files are made, and where."""

    user: int
    umask: int
    has_setgid: bool
    call: str
    at: int


@contextmanager
def _team(umask: int, *, has_setgid: bool) -> Iterator[Path]:
    """A team's store that each member has written to, as a copy would leave it or not."""
    folder = Path(tempfile.mkdtemp())
    os.chown(folder, ANN, TEAM)
    folder.chmod(0o2775)
    path = folder / "plan.json"
    try:
        with Child(as_member, path, ANN, umask, "new store", "team") as child:
            assert child.hear() == "done"
        for at, user in enumerate(MEMBERS):
            with Child(as_member, path, user, umask, "one more", 900 + at) as child:
                assert child.hear() == "Committed: "
        if not has_setgid:
            for one in (folder, *Path(f"{path}.d").rglob("*")):
                if one.is_dir():
                    one.chmod(stat.S_IMODE(one.stat().st_mode) & ~stat.S_ISGID)
        yield path
    finally:
        shutil.rmtree(folder)


def _prepare(path: Path, way: str) -> None:
    """Bring a store into the state in which a deed is done."""
    if way == "adopt":
        text = path.read_text("utf-8")
        path.write_text(text.replace('"Task 1"', '"By hand"'), "utf-8")
    elif way == "merge a clone":
        _pull(path)
    elif way == "doctor --fix":
        for one in Path(f"{path}.d/log").iterdir():
            one.chmod(0o644)
        path.chmod(0o644)


def _pull(path: Path) -> None:
    """Let the clone of a store change a task, and the store another one; bring the clone's file."""
    other = path.parent / "clone"
    other.mkdir()
    shutil.copy(path, other)
    with closing(open_store(other / path.name)) as store:
        rename(store, "By hand", TASK + 1)
        add_task(store, 950, "In the clone")
    data = (other / path.name).read_bytes()
    shutil.rmtree(other)
    with Child(as_member, path, BEN, 0o022, "one more", 903) as child:
        assert child.hear().startswith("Committed")
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        subprocess.run(["cp", "-a", f"{path.parent}/.", folder], check=True)
        yield folder / path.name
    finally:
        shutil.rmtree(folder)


def _set_back(path: Path, template: Path) -> None:
    """Bring the file and the log back, in place, as `rsync --delete` does."""
    kept = {one.name for one in Path(f"{template}.d/log").iterdir()}
    for one in Path(f"{path}.d/log").iterdir():
        if one.name not in kept:
            one.unlink()
    path.write_bytes(template.read_bytes())


def _done(path: Path, template: Path, way: str, case: Case, *, kills: bool) -> tuple[str, str]:
    """What a member said who was killed at a call (or was not), and what the tracer saw."""
    if way == "set back":
        with Child(as_member, path, BEN, case.umask, "one more", 904) as other:
            assert other.hear().startswith("Committed")
    with Child(one_way, path, case.user, case.umask, way) as child:
        assert child.hear() == "ready"
        if way == "set back":
            _set_back(path, template)
        watching = ("-e", f"trace={','.join(WRITES)}")
        options = spoil(case.call, case.at) if kills else watching
        tracer = Spoiler(child, *options)
        child.say("go")
        said = child.hear() or "killed"
        log = tracer.ended()
    return said, log


@pytest.mark.parametrize("way", DEEDS)
def test_whoever_is_killed_all_go_on_and_nothing_is_lost(way: str, tell: Tell) -> None:
    answers: Counter[str] = Counter()
    count = 0
    dice = random.Random(way)
    for turn, (umask, has_setgid) in enumerate(_manners()):
        with _team(umask, has_setgid=has_setgid) as template:
            _prepare(template, way)
            # Each call is a kill twice, with setgid and without; the umasks take turns.
            cases = list(_cases(template, way, umask, has_setgid=has_setgid))[turn // 2 :: 3]
            most = amount(2, 100_000)
            for case in cases if len(cases) <= most else dice.sample(cases, most):
                with _copied(template) as path:
                    said, _ = _done(path, template, way, case, kills=True)
                    assert not said.startswith("failed"), (case, said)
                    answers[said] += 1
                    _all_go_on(path, way, case, said)
                    count += 1
    said = ", ".join(f"{number} {name}" for name, number in sorted(answers.items()))
    how = "umasks " + " ".join(sorted({f"{umask:03o}" for umask, _ in _manners()}))
    tell(18, f"{way}: {count} kills ({how}, with and without setgid), 0 stores that "
             f"stay shut or read-only, 0 acknowledged edits lost ({said})")  # fmt: skip


def _manners() -> list[tuple[int, bool]]:
    """How files are made: each umask with setgid and without; in a short run two of these."""
    every = list(product(UMASKS, (True, False)))
    return every[amount(4, 0) :] if amount(1, 0) else every


def _cases(template: Path, way: str, umask: int, *, has_setgid: bool) -> Iterator[Case]:
    """A kill at each call that writes; the members take turns."""
    first = Case(ANN, umask, has_setgid, "", 0)
    with _copied(template) as path:
        said, log = _done(path, template, way, first, kills=False)
        assert not said.startswith("failed"), said
    found = counted(log)
    places = [(call, at) for call in WRITES for at in range(1, found[call] + 1)]
    for number, (call, at) in enumerate(places or [("write", 1)]):
        yield Case(MEMBERS[number % 3], umask, has_setgid, call, at)


def _all_go_on(path: Path, way: str, case: Case, said: str) -> None:
    """Every member opens the store, takes the way out it names, and writes."""
    start = MEMBERS.index(case.user)
    for at in range(1, 4):
        user = MEMBERS[(start + at) % 3]
        with Child(go_on, path, user, case.umask, 910 + at) as child:
            answer = child.hear()
            assert answer.strip() == "Committed", (way, case, said, user, answer)
    with closing(open_store(path)) as store:
        assert store.read_only == "", (way, case)
        titles = {row.title for row in store.workspace.tasks.values()}
        wanted = LASTING | {f"Task {910 + at}" for at in (1, 2, 3)}
        if way in {"adopt", "merge a clone"}:
            wanted = wanted - {"Task 1"} | {"By hand"}
        if way == "merge a clone":
            wanted |= {"In the clone", "Task 903"}
        if said == "Written" or (said == "Committed" and way == "set back"):
            wanted |= {"Task 803"}
        assert wanted <= titles, (way, case, wanted - titles)
        assert said != "Committed" or way != "write limit" or "Task 2" not in titles
        assert said != "Committed" or way != "clock ahead" or "By the right clock" in titles
        assert deviations(store.place) == (), (way, case)
    assert [one for one in check_store(path) if one.grade == "bad"] == [], (way, case)
