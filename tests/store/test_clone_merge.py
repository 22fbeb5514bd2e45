"""This file tests that what two clones of a store did apart is merged by field, in both orders."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmtui.model.changes.as_of import OutOfReachError
from pmtui.model.changes.ops import Ops, create, delete, edit, plain
from pmtui.model.entities.tasks import Link
from pmtui.model.merging.clones import NewKey
from pmtui.model.merging.outcome import ConflictAnswer
from pmtui.model.merging.settle import settle
from pmtui.model.storing.adoption import Adopted, AdoptionChoice
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.clone_detection import KEPT, thinned
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.maintenance.check import check_store
from tests.store.writing import PROJECT, TASK, a_task, add_task, begin, put, rename, titles

DRAWN: Final = 1 << 45
TRIES: Final = int(os.environ.get("PMTUI_TRIES", "15"))


def _clone(path: Path, folder: Path) -> Path:
    """A clone as git makes it: the file, and nothing of the directory beside it."""
    folder.mkdir()
    shutil.copy(path, folder / path.name)
    return folder / path.name


def _pull(target: Path, source: Path) -> None:
    """Bring another clone's file, as git does."""
    data = source.read_bytes()
    target.unlink()
    target.write_bytes(data)


def _pair(folder: Path, tasks: int = 3) -> tuple[Path, Path]:
    path = folder / "plan.json"
    init_store(path).close()
    store = open_store(path)
    begin(store, tasks=tasks)
    store.close()
    other = _clone(path, folder / "other")
    return path, other


def _did(path: Path, *deeds: Callable[[DiskStore], object]) -> None:
    store = open_store(path)
    assert store.read_only == ""
    for deed in deeds:
        deed(store)
    store.close()


def _merged(path: Path, choice: AdoptionChoice = "") -> Adopted:
    """What came of merging the file of another clone that lies at a path."""
    store = open_store(path)
    adoption = adoption_of(store)
    if adoption.as_written:
        store.close()
        raise AssertionError("there is nothing to merge")
    done = adopt(store, adoption, settle, "s", choice)
    store.close()
    return done


def _renamed(title: str, task: int = TASK) -> Callable[[DiskStore], object]:
    return lambda store: rename(store, title, task)


def _added(task: int, title: str) -> Callable[[DiskStore], object]:
    return lambda store: add_task(store, task, title)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A store with three tasks, and a clone of it."""
    return _pair(tmp_path)


def _opens_sound(path: Path) -> DiskStore:
    store = open_store(path)
    assert store.read_only == ""
    bad = [one for one in check_store(path) if one.grade == "bad"]
    assert bad == []
    return store


def test_what_both_clones_did_is_in_the_store_after_a_merge(pair: tuple[Path, Path]) -> None:
    here, there = pair
    _did(here, _renamed("Here"))
    _did(there, _renamed("There", TASK + 1), _added(DRAWN, "New there"))
    _pull(here, there)
    store = open_store(here)
    assert "comes from another clone" in store.read_only
    assert "`pmtui adopt`" in store.read_only
    assert titles(store) == ["Here", "Task 1", "Task 2"]
    store.close()
    assert _merged(here).is_finished
    assert titles(_opens_sound(here)) == ["Here", "There", "Task 2", "New there"]


def test_a_clone_that_is_only_ahead_is_taken_in_and_then_both_go_on(
    pair: tuple[Path, Path],
) -> None:
    here, there = pair
    _did(here, _renamed("First"))
    _pull(there, here)
    _did(there, _renamed("Second"))
    _pull(here, there)
    assert _merged(here).is_finished
    assert titles(_opens_sound(here))[0] == "Second"
    _did(here, _renamed("Third"))
    _pull(there, here)
    assert _merged(there).is_finished
    assert titles(_opens_sound(there))[0] == "Third"


def test_a_merged_file_needs_no_merge_where_it_came_from(pair: tuple[Path, Path]) -> None:
    here, there = pair
    _did(here, _renamed("Here"))
    _did(there, _renamed("There", TASK + 1))
    _pull(here, there)
    _merged(here)
    _pull(there, here)
    assert _merged(there).is_finished
    for source, target in ((there, here), (here, there)):
        _pull(target, source)
        assert titles(_opens_sound(target)) == ["Here", "There", "Task 2"]


def test_an_older_file_that_was_merged_already_stops_nobody(pair: tuple[Path, Path]) -> None:
    here, there = pair
    _did(here, _renamed("Here"))
    _did(there, _renamed("There", TASK + 1))
    _pull(here, there)
    _merged(here)
    _pull(here, there)
    assert titles(_opens_sound(here)) == ["Here", "There", "Task 2"]
    _did(here, _renamed("Again"))
    assert titles(_opens_sound(here)) == ["Again", "There", "Task 2"]


@pytest.mark.parametrize(
    ("choice", "title"), [("mine", "There"), ("theirs", "Here"), ("discard", "Here")]
)
def test_a_field_that_both_changed_waits_for_a_choice(
    pair: tuple[Path, Path], choice: AdoptionChoice, title: str
) -> None:
    here, there = pair
    _did(here, _renamed("Here"))
    _did(there, _renamed("There"), _renamed("Harmless", TASK + 1))
    _pull(here, there)
    first = _merged(here)
    assert [(one.mine, one.theirs) for one in first.left] == [("There", "Here")]
    assert "`pmtui adopt`" in open_store(here).read_only
    assert titles(open_store(here)) == ["Here", "Harmless", "Task 2"]
    assert _merged(here, choice).is_finished
    assert titles(_opens_sound(here)) == [title, "Harmless", "Task 2"]


def test_what_was_decided_once_is_not_asked_again(pair: tuple[Path, Path]) -> None:
    here, there = pair
    _did(here, _renamed("Here"))
    _did(there, _renamed("There"))
    _pull(here, there)
    _merged(here, "theirs")
    _did(there, _renamed("Later", TASK + 1))
    _pull(here, there)
    assert _merged(here).is_finished
    assert titles(_opens_sound(here)) == ["Here", "Later", "Task 2"]


def test_of_two_rows_with_one_key_the_later_gets_another_and_links_follow(
    pair: tuple[Path, Path],
) -> None:
    here, there = pair

    def linked(store: DiskStore) -> object:
        link = Link(id=DRAWN + 9, predecessor=TASK, successor=DRAWN + 2, component=PROJECT)
        return put(store, (create("links", link),))

    _did(here, _added(DRAWN + 1, "First"))
    _did(there, _added(DRAWN + 2, "Second"), linked)
    _pull(here, there)
    adoption = adoption_of(open_store(here))
    assert adoption.new_keys == (NewKey("tasks", DRAWN + 2, "Second", "T-4", "T-5"),)
    assert _merged(here).is_finished
    tasks = _opens_sound(here).workspace.tasks
    assert (tasks[DRAWN + 1].key, tasks[DRAWN + 2].key) == ("T-4", "T-5")
    _pull(there, here)
    assert _merged(there).is_finished
    store = _opens_sound(there)
    assert (store.workspace.tasks[DRAWN + 2].key, store.workspace.links[DRAWN + 9].successor) == (
        "T-5",
        DRAWN + 2,
    )
    assert add_task(store, DRAWN + 3).commit.ops[0].new["key"] == "T-6"


def test_a_key_of_a_row_that_came_and_went_in_a_clone_is_not_given_again(
    pair: tuple[Path, Path],
) -> None:
    here, there = pair

    def gone(store: DiskStore) -> object:
        return put(store, (delete("tasks", store.workspace.tasks[DRAWN]),))

    _did(there, _added(DRAWN, "Short-lived"), gone)
    _did(here, _renamed("Here"))
    _pull(here, there)
    assert _merged(here).is_finished
    assert add_task(_opens_sound(here), DRAWN + 1).commit.ops[0].new["key"] == "T-5"


def test_what_does_not_go_together_is_named_and_the_rest_is_taken_in(
    pair: tuple[Path, Path],
) -> None:
    here, there = pair

    def linked(predecessor: int, successor: int, name: int) -> Callable[[DiskStore], object]:
        link = Link(
            id=DRAWN + name, predecessor=predecessor, successor=successor, component=PROJECT
        )
        return lambda store: put(store, (create("links", link),))

    _did(here, linked(TASK, TASK + 1, 1))
    _did(there, linked(TASK + 1, TASK, 2), _renamed("Harmless", TASK + 2))
    _pull(here, there)
    first = _merged(here)
    assert [(one.table, one.id) for one in first.unfit] == [("links", DRAWN + 2)]
    assert first.unfit[0].reason
    assert not first.is_finished
    assert titles(open_store(here))[2] == "Harmless"
    assert _merged(here, "theirs").is_finished
    assert set(_opens_sound(here).workspace.links) == {DRAWN + 1}


def test_a_file_with_the_marks_of_a_merge_is_merged_by_field(pair: tuple[Path, Path]) -> None:
    here, there = pair
    _did(here, _renamed("Here"), _added(DRAWN + 1, "Mine"))
    _did(there, _renamed("There", TASK + 1), _added(DRAWN + 2, "Theirs"))
    mine, theirs = here.read_bytes().splitlines(), there.read_bytes().splitlines()
    here.write_bytes(
        b"\n".join([b"<<<<<<< HEAD", *mine, b"=======", *theirs, b">>>>>>> origin/main", b""])
    )
    assert "`pmtui adopt" in open_store(here).read_only
    assert _merged(here).is_finished
    assert titles(_opens_sound(here)) == ["Here", "There", "Task 2", "Mine", "Theirs"]


def test_a_file_of_a_clone_under_an_open_session_is_not_written_over(
    pair: tuple[Path, Path],
) -> None:
    here, there = pair
    _did(there, *[_renamed(f"There {at}", TASK + 1) for at in range(3)])
    store = open_store(here)
    rename(store, "Here")
    _pull(here, there)
    data = here.read_bytes()
    store.snapshot()
    store.look()
    assert "another clone" in store.read_only
    assert "`pmtui adopt`" in store.read_only
    adoption = adoption_of(store)
    assert adopt(store, adoption, settle, "s").is_finished
    assert data != here.read_bytes()
    store.close()
    assert titles(_opens_sound(here)) == ["Here", "There 2", "Task 2"]


def test_a_clone_without_marks_is_compared_with_the_most_like_state(
    pair: tuple[Path, Path],
) -> None:
    here, there = pair
    _did(here, _renamed("Here"), _renamed("Here, too", TASK + 1))
    _did(there, _renamed("There", TASK + 2))
    _pull(here, there)
    first, rest = here.read_bytes().split(b"\n", 1)
    start = first.index(b',"trail":')
    here.write_bytes(first[:start] + b"}},\n" + rest)
    assert _merged(here).is_finished
    assert titles(_opens_sound(here)) == ["Here", "Here, too", "There"]


def test_a_file_older_than_the_log_of_a_clone_shuts_nobody_out(pair: tuple[Path, Path]) -> None:
    here, there = pair
    first = here.read_bytes()
    _did(here, _renamed("One"), _renamed("Two"))
    _pull(there, here)
    _did(there, _renamed("Three"))
    there.write_bytes(first)
    store = open_store(there)
    assert titles(store)[0] == "Three"
    store.close()
    if store.read_only:
        assert _merged(there, "theirs").is_finished
    assert titles(_opens_sound(there))[0] == "Three"


def test_where_the_common_state_is_out_of_reach_nothing_is_undone_in_silence(
    tmp_path: Path,
) -> None:
    here, there = _pair(tmp_path)
    third = _clone(here, tmp_path / "third")
    _did(here, _renamed("By the first"), _added(DRAWN + 1, "By the first, too"))
    # The second clone begins where the first is now: its log does not reach back to the third.
    _pull(there, here)
    _did(there, _renamed("By the second", TASK + 1))
    _did(third, _renamed("By the third", TASK + 2))
    _pull(there, third)
    first = _merged(there)
    assert {(one.id, one.theirs) for one in first.left} == {
        (TASK, "By the first"), (TASK + 2, "Task 2"),
    }  # fmt: skip
    store = open_store(there)
    wins = {TASK: False, TASK + 2: True}
    adoption = adoption_of(store)
    answers = [(one, ConflictAnswer(wins[one.id], one.mine)) for one in adoption.disputes]
    assert adopt(store, adoption, settle, "s", answers=answers).is_finished
    store.close()
    assert titles(_opens_sound(there)) == [
        "By the first", "By the second", "By the third", "By the first, too",
    ]  # fmt: skip


def test_a_file_that_cannot_be_compared_can_be_discarded(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = pair
    _did(here, _renamed("Here"))
    _did(there, _renamed("There"))
    _pull(here, there)
    store = open_store(here)

    def out_of_reach(_store: DiskStore, _moment: object) -> None:
        raise OutOfReachError("the history begins later")

    with monkeypatch.context() as patched:
        patched.setattr(DiskStore, "past", out_of_reach)
        adoption = adoption_of(store)
    assert "the history begins later" in adoption.unreadable
    assert adopt(store, adoption, settle, "s", "discard").is_finished
    store.close()
    assert titles(_opens_sound(here))[0] == "Here"


def test_marks_stay_few_and_keep_the_first_and_the_newest() -> None:
    marks = [(at, f"{at:016x}") for at in range(1, 5_001)]
    kept = thinned(marks)
    assert len(kept) < 4 * KEPT
    assert kept[0] == marks[0]
    assert kept[-KEPT:] == tuple(marks[-KEPT:])


DEEDS: Final = ("rename", "notes", "tag", "untag", "add", "delete", "link", "move", "priority")
_DEED: Final = st.tuples(st.sampled_from(DEEDS), st.integers(0, 30), st.integers(0, 3))
_HISTORY: Final = st.lists(_DEED, min_size=1, max_size=8)


def _ops(workspace: Workspace, deed: str, which: int, number: int, fresh: int) -> Ops:
    tasks = sorted(workspace.tasks)
    if deed == "add" or not tasks:
        return (create("tasks", a_task(fresh, f"Added {number}")),)
    row = workspace.tasks[tasks[which % len(tasks)]]
    if deed == "link":
        other = tasks[(which + 1 + number) % len(tasks)]
        link = Link(id=fresh, predecessor=row.id, successor=other, component=PROJECT)
        return (create("links", link),)
    if deed == "delete":
        links = [
            one for one in workspace.links.values() if row.id in {one.predecessor, one.successor}
        ]
        return (*(delete("links", one) for one in links), delete("tasks", row))
    fields: dict[str, dict[str, Any]] = {
        "rename": {"title": f"Title {number}"},
        "notes": {"notes": f"Notes {number}"},
        "tag": {"tags": tuple(dict.fromkeys((*row.tags, f"tag{number}")))},
        "untag": {"tags": row.tags[1:]},
        "move": {"outline_rank": "abcd"[number]},
        "priority": {"priority": number},
    }
    return edit("tasks", row, **fields[deed])


def _lived(path: Path, history: list[tuple[str, int, int]], start: int) -> None:
    store = open_store(path)
    assert store.read_only == ""
    for at, (deed, which, number) in enumerate(history):
        # Ids of the two clones interleave, as those of two people who work at one time do.
        ops = _ops(
            store.workspace, deed, which, number, DRAWN + 2 * (start // 2 * 100 + at) + start % 2
        )
        if ops:
            put(store, ops)
    store.close()


def _state(path: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """Every row, its sets without their order."""
    store = _opens_sound(path)
    rows = {
        (table, one): {
            name: sorted(value) if _is_set(table, name) else value
            for name, value in plain(row).items()
        }
        for table, found in store.workspace.tables.items()
        for one, row in found.items()
    }
    rows["counters", 0] = dict(store.workspace.counters)
    store.close()
    return rows


def _is_set(table: str, name: str) -> bool:
    spec = field_spec(table, name)
    return spec is not None and spec.is_set


def _rows(state: dict[tuple[str, int], dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    return {place: row for place, row in state.items() if place[0] in TABLES}


@settings(deadline=None, max_examples=TRIES)
@example(common=[("tag", 0, 0)], here=[("delete", 0, 0)], there=[("untag", 0, 0)], is_mine=True)
@given(common=_HISTORY, here=_HISTORY, there=_HISTORY, is_mine=st.booleans())
def test_both_orders_of_a_merge_lead_to_one_state(
    common: list[tuple[str, int, int]],
    here: list[tuple[str, int, int]],
    there: list[tuple[str, int, int]],
    is_mine: bool,  # noqa: FBT001  (Hypothesis gives it)
) -> None:
    with TemporaryDirectory() as folder:
        one, other = _pair(Path(folder))
        _lived(one, common, 0)
        shutil.copy(one, other)
        base = _state(one)
        _lived(one, here, 2)
        _lived(other, there, 3)
        first, second = _state(one), _state(other)
        kept = one.read_bytes()
        _pull(one, other)
        other_copy = Path(folder) / "kept.json"
        other_copy.write_bytes(kept)
        _pull(other, other_copy)
        choices: tuple[AdoptionChoice, AdoptionChoice] = (
            ("mine", "theirs") if is_mine else ("theirs", "mine")
        )
        results = []
        for path, choice in zip((one, other), choices, strict=True):
            store = open_store(path)
            adoption = adoption_of(store)
            if not adoption.as_written:
                done = adopt(store, adoption, settle, "s", choice)
                assert done.is_finished, done
                results.append(done)
            store.close()
        left = [one_left for done in results for one_left in done.unfit]
        states = [_state(one), _state(other)]
        if not left:
            assert states[0] == states[1]
            _nothing_is_lost(base, first, second, states[0])
        keys = [row["key"] for row in states[0].values() if row.get("key")]
        assert len(keys) == len(set(keys))
        # Whoever pulls the merged file has nothing left to decide.
        store = open_store(one)
        store.snapshot()
        store.close()
        _pull(other, one)
        store = open_store(other)
        again = adoption_of(store)
        if not again.as_written:
            assert adopt(store, again, settle, "s", "mine").is_finished
        store.close()
        assert _rows(_state(other)) == _rows(states[0])


def _nothing_is_lost(
    base: dict[tuple[str, int], dict[str, Any]],
    one: dict[tuple[str, int], dict[str, Any]],
    other: dict[tuple[str, int], dict[str, Any]],
    both: dict[tuple[str, int], dict[str, Any]],
) -> None:
    """Each row made in a clone is there, and each field that one side changed is as it says."""
    assert not (one.keys() | other.keys()) - base.keys() - both.keys()
    for place, row in _rows(both).items():
        sides = [side[place] for side in (one, other) if place in side]
        before = base.get(place, {})
        for name, value in row.items():
            if name == "key" or _is_set(place[0], name):
                continue
            changed = [side.get(name) for side in sides if side.get(name) != before.get(name)]
            assert value in (changed or [before.get(name)]), (place, name)
