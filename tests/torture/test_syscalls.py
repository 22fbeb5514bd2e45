"""This file spoils each system call of a commit in turn and asks whether the answer was true."""

import random
import shutil
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from pmtui.model.merging.settle import settle
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import open_store
from tests.store.writing import add_task, rename
from tests.torture.conftest import Tell
from tests.torture.deeds import DEEDS, do_one
from tests.torture.harness import Child, amount, needs, tree
from tests.torture.hindered import CALLS, Spoiler, counted, spoil

pytestmark = needs("strace")
_KILL: Final = ""
_FAILURES: Final = (_KILL, "EIO", "ENOSPC")
_GROUP: Final = range(900, 912)
_WHOLE: Final = {"commit": 1, "commit with a backup": 1, "commit in parts": len(_GROUP)}
_HALF: Final = {"commit in parts": range(len(_GROUP) + 1), "snapshot": {0}, "compact": {0}}


class Case(NamedTuple):
    """One way to spoil one deed."""

    call: str
    at: int
    error: str
    for_ever: bool = False


@pytest.mark.parametrize("deed", [name for name in DEEDS if name != "adopt"])
def test_the_answer_is_true_whichever_call_fails(deed: str, filled: Path, tell: Tell) -> None:
    _with_a_history(filled)
    cases = _cases(filled, deed)
    dice = random.Random(deed)
    chosen = cases if len(cases) <= amount(24, 100_000) else dice.sample(cases, 24)
    answers = Counter(_tried(filled, deed, case) for case in chosen)
    said = ", ".join(f"{count} {name}" for name, count in sorted(answers.items()))
    tell(2, f"{deed}: {len(chosen)} of {len(cases)} ways to fail, 0 wrong answers ({said})")


def _with_a_history(path: Path) -> None:
    store = open_store(path)
    for at in range(4):
        rename(store, f"v{at}")
    store._upkeep._own_commits = 0
    store.close()


def _copied(path: Path, folder: str) -> Path:
    shutil.copytree(path.parent, folder, dirs_exist_ok=True)
    return Path(folder) / path.name


def _copy(path: Path, folder: str) -> Path:
    copy = _copied(path, folder)
    for one in (Path(f"{copy}.d/backups")).glob("plan-*"):
        one.unlink()
    return copy


def _cases(path: Path, deed: str) -> list[Case]:
    copying = _copied if deed == "adopt" else _copy
    with (
        tempfile.TemporaryDirectory() as folder,
        Child(do_one, copying(path, folder), deed) as child,
    ):
        assert child.hear() == "ready"
        tracer = Spoiler(child, "-e", f"trace={','.join(CALLS)}")
        child.say("go")
        child.hear()
        found = counted(tracer.ended())
    once = [
        Case(call, at, error)
        for call in CALLS
        for at in range(1, found[call] + 1)
        for error in _FAILURES
    ]
    return [*once, *(one._replace(for_ever=True) for one in once if one.error == "EIO")]


def _tried(path: Path, deed: str, case: Case) -> str:
    """What a process said that did a deed while a call of it was spoilt; it must be the truth."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(path, folder)
        before = tree(copy)
        with Child(do_one, copy, deed) as child:
            assert child.hear() == "ready"
            options = spoil(case.call, case.at, error=case.error, for_ever=case.for_ever)
            tracer = Spoiler(child, *options)
            child.say("go")
            said = child.hear()
            tracer.ended()
            answer = said.partition(" ")[0] or "killed"
            _judge(copy, deed, answer, before, case)
            if answer == "InDoubt" or (answer == "Rejected" and not _is_there(copy)):
                child.say("again")
                again = child.hear()
                assert again.startswith("Committed"), (case, said, again)
                assert _is_there(copy) == _WHOLE[deed], case
        _goes_on(copy)
    return answer


def _judge(copy: Path, deed: str, answer: str, before: dict[str, bytes], case: Case) -> None:
    there = _is_there(copy)
    if answer == "Committed":
        assert there == _WHOLE[deed], case
    elif answer == "Rejected":
        assert there == 0, case
        assert deed == "commit in parts" or _but_backups(tree(copy)) == _but_backups(before), case
    else:
        assert answer in {"InDoubt", "killed", "NoneType"}, (case, answer)
        assert there in _HALF.get(deed, {0, 1}), case


def _but_backups(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if "/backups/" not in name}


def _is_there(copy: Path) -> int:
    """How many of the tasks of a deed a fresh reader sees; it needs no repair to see them."""
    store = open_store(copy)
    assert store.read_only == ""
    revisions = [commit.rev for commit in store.history()]
    assert revisions == list(range(len(revisions), 0, -1))
    found = len(store.workspace.tasks.keys() & set(_GROUP))
    store.close()
    return found


def _goes_on(copy: Path) -> None:
    store = open_store(copy)
    revision = store.workspace.revision
    assert add_task(store, 700).rev == revision + 1
    store.close()


def test_an_adoption_ends_sound_whichever_call_fails(filled: Path, tell: Tell) -> None:
    _with_a_history(filled)
    text = filled.read_text("utf-8").replace("Task 1", "By hand")
    rows = '"900":{"id":900,"component":100,"title":"From a script"},\n"201":'
    filled.write_text(text.replace('"201":', rows, 1), "utf-8")
    cases = _cases(filled, "adopt")
    dice = random.Random("adopt")
    count = amount(24, 100_000)
    chosen = cases if len(cases) <= count else dice.sample(cases, count)
    answers = Counter(_adopted(filled, case) for case in chosen)
    said = ", ".join(f"{count} {name}" for name, count in sorted(answers.items()))
    tell(2, f"adopt: {len(chosen)} of {len(cases)} ways to fail, 0 left read-only ({said})")


def _adopted(path: Path, case: Case) -> str:
    """What an adoption said of which a call was spoilt; a second one must finish it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(path, folder)
        with Child(do_one, copy, "adopt") as child:
            assert child.hear() == "ready"
            tracer = Spoiler(child, *spoil(case.call, case.at, error=case.error))
            child.say("go")
            said = child.hear().partition(" ")[0] or "killed"
            tracer.ended()
        with closing(open_store(copy)) as store:
            adoption = adoption_of(store)
            if not adoption.as_written:
                assert adopt(store, adoption, settle, "s").is_finished, case
        with closing(open_store(copy)) as store:
            assert store.read_only == "", case
            rows = store.workspace.tasks
            held = sorted(row.title for row in rows.values())
            assert held == ["By hand", "From a script", "Task 2", "v3"], case
            assert len(list(store.history())) == store.workspace.revision
        _goes_on(copy)
    return said
