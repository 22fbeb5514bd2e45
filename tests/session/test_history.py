"""This file tests reading a history back: who did what to an entity, and what undo takes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pmtui.model.changes.ops import Commit, edit
from pmtui.model.changes.undo import REDO, UNDO, name_of
from pmtui.model.merging.outcome import Committed, Draft, Outcome
from pmtui.model.merging.settle import settle
from pmtui.session.history import UndoHistory, history_page
from pmtui.session.ports import Store
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import a_project, a_task, a_workspace, id_of

ONE = ("tasks", id_of("T-1"))


class OnlyMine(MemoryStore):
    """A store whose files all belong to somebody else than their commits say."""

    def owner_of(self, commit: Commit) -> int | None:  # noqa: ARG002
        """Nobody of theirs."""
        return 1


def titled(store: Store, key: str, *titles: str) -> None:
    """Commit titles of a task."""
    for title in titles:
        ops = edit("tasks", store.workspace.tasks[id_of(key)], title=title)
        outcome = store.commit(Draft(f"{key}-{title}", ops, "entity.set", "s"), settle)
        assert isinstance(outcome, Committed)


def a_store() -> MemoryStore:
    """Two tasks, three deeds on the first with others between."""
    store = MemoryStore(a_workspace(a_project(), a_task("T-1"), a_task("T-2")))
    for title in ("a", "b", "c"):
        titled(store, "T-1", title)
        titled(store, "T-2", title)
    return store


def test_only_deeds_on_the_entity_are_found_newest_first() -> None:
    found = history_page(a_store(), ONE, start=None, most=9)
    assert [one.commit.ops[0].new for one in found.deeds] == ["c", "b", "a"]
    assert (found.newest, found.older) == (7, 0)


def test_a_stretch_ends_and_the_next_goes_on_from_there() -> None:
    store = a_store()
    first = history_page(store, ONE, start=None, most=2)
    assert [one.commit.ops[0].new for one in first.deeds] == ["c", "b"]
    second = history_page(store, ONE, start=first.older, most=2)
    assert [one.commit.ops[0].new for one in second.deeds] == ["a"]
    assert second.older == 0


def test_what_was_read_already_is_not_read_again() -> None:
    store = a_store()
    found = history_page(store, ONE, start=None, most=9, known=5)
    assert [one.commit.ops[0].new for one in found.deeds] == ["c"]


def test_on_disk_the_owner_of_the_file_vouches_for_the_author(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_workspace(a_project(), a_task("T-1"))).close()
    store = open_store(path)
    titled(store, "T-1", "a")
    assert history_page(store, ONE, start=None, most=9).deeds[0].is_proved
    store.close()
    other = OnlyMine(a_workspace(a_project(), a_task("T-1")), uid=7)
    titled(other, "T-1", "a")
    assert not history_page(other, ONE, start=None, most=9).deeds[0].is_proved


def an_undone_store(uid: int = 1) -> MemoryStore:
    """A store of one task."""
    return MemoryStore(a_workspace(a_project(), a_task("T-1")), uid=uid)


def commit_titled(
    store: MemoryStore, title: str, session: str = "mine", takes: UndoHistory | None = None
) -> str:
    """Commit a title, by a session that watches it if one is given; the name of the commit."""
    ops = edit("tasks", store.workspace.tasks[id_of("T-1")], title=title)
    draft = Draft(f"{session}-{title}", ops, "entity.set", session)

    def job() -> Outcome:
        return store.commit(draft, settle)

    outcome = takes.watched(job) if takes is not None else job()
    assert isinstance(outcome, Committed)
    return name_of(outcome.commit)


def names(takes: UndoHistory, action_id: str) -> list[str]:
    """What is taken back next."""
    return [name_of(one) for one in takes.following(action_id)]


def test_the_newest_of_mine_goes_first() -> None:
    store = an_undone_store()
    takes = UndoHistory(store, 1, "mine")
    commit_titled(store, "a", takes=takes)
    newest = commit_titled(store, "b", takes=takes)
    assert names(takes, UNDO) == [newest]
    assert names(takes, REDO) == []


def test_what_another_window_does_meanwhile_is_not_mine_and_what_it_did_before_is() -> None:
    store = an_undone_store()
    before = commit_titled(store, "a", "other")
    takes = UndoHistory(store, 1, "mine")
    commit_titled(store, "b", "other")
    assert names(takes, UNDO) == [before]


def test_nothing_of_another_person_is_taken_back() -> None:
    store = an_undone_store(uid=2)
    commit_titled(store, "a")
    assert names(UndoHistory(store, 1, "mine"), UNDO) == []


def test_what_was_let_stand_is_passed_over() -> None:
    store = an_undone_store()
    takes = UndoHistory(store, 1, "mine")
    first = commit_titled(store, "a", takes=takes)
    takes.let_stand(commit_titled(store, "b", takes=takes))
    assert names(takes, UNDO) == [first]


def test_own_commits_are_found_between_any_number_of_others_without_reading_those() -> None:
    store = an_undone_store()
    takes = UndoHistory(store, 1, "mine")
    first = commit_titled(store, "first", takes=takes)
    for number in range(30):
        commit_titled(store, f"{number}", "other")
    second = commit_titled(store, "second", takes=takes)
    for number in range(30, 60):
        commit_titled(store, f"{number}", "other")
    read = list[int]()
    history = store.history

    def counted(newest: int | None = None) -> Iterator[Commit]:
        for commit in history(newest):
            read.append(commit.rev)
            yield commit

    store.history = counted  # type: ignore[method-assign]
    assert names(takes, UNDO) == [second]
    takes.let_stand(second)
    assert names(takes, UNDO) == [first]
    assert len(read) < 8


def test_an_undo_reads_a_long_log_of_others_a_stretch_at_a_press(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pmtui.session.history.LOOKED_THROUGH", 10)
    log: list[Commit] = []
    start = a_workspace(a_project(), a_task("T-1"))
    store, theirs = MemoryStore(start, log, uid=1), MemoryStore(start, log, uid=2)
    before = commit_titled(store, "a", "earlier")
    theirs.refresh()
    for number in range(25):
        commit_titled(theirs, f"{number}", "other")
    store.refresh()
    takes = UndoHistory(store, 1, "mine")
    assert [names(takes, UNDO) for _ in range(3)] == [[], [], [before]]
    assert not takes.may_go_on
