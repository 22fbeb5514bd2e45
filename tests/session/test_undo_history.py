"""This file tests what undo and redo take back: own commits, and none that was let stand."""

from collections.abc import Iterator

import pytest

from pmtui.model.changes.ops import Commit, edit
from pmtui.model.changes.undo import REDO, name_of
from pmtui.model.merging.outcome import Committed, Draft, Outcome
from pmtui.model.merging.settle import settle
from pmtui.session.undo_history import UNDO, UndoHistory
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import a_project, a_task, a_workspace, id_of


def a_store(uid: int = 1) -> MemoryStore:
    """A store of one task."""
    return MemoryStore(a_workspace(a_project(), a_task("T-1")), uid=uid)


def titled(
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
    store = a_store()
    takes = UndoHistory(store, 1, "mine")
    titled(store, "a", takes=takes)
    newest = titled(store, "b", takes=takes)
    assert names(takes, UNDO) == [newest]
    assert names(takes, REDO) == []


def test_what_another_window_does_meanwhile_is_not_mine_and_what_it_did_before_is() -> None:
    store = a_store()
    before = titled(store, "a", "other")
    takes = UndoHistory(store, 1, "mine")
    titled(store, "b", "other")
    assert names(takes, UNDO) == [before]


def test_nothing_of_another_person_is_taken_back() -> None:
    store = a_store(uid=2)
    titled(store, "a")
    assert names(UndoHistory(store, 1, "mine"), UNDO) == []


def test_what_was_let_stand_is_passed_over() -> None:
    store = a_store()
    takes = UndoHistory(store, 1, "mine")
    first = titled(store, "a", takes=takes)
    takes.let_stand(titled(store, "b", takes=takes))
    assert names(takes, UNDO) == [first]


def test_own_commits_are_found_between_any_number_of_others_without_reading_those() -> None:
    store = a_store()
    takes = UndoHistory(store, 1, "mine")
    first = titled(store, "first", takes=takes)
    for number in range(30):
        titled(store, f"{number}", "other")
    second = titled(store, "second", takes=takes)
    for number in range(30, 60):
        titled(store, f"{number}", "other")
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
    monkeypatch.setattr("pmtui.session.undo_history.LOOKED_THROUGH", 10)
    log: list[Commit] = []
    start = a_workspace(a_project(), a_task("T-1"))
    store, theirs = MemoryStore(start, log, uid=1), MemoryStore(start, log, uid=2)
    before = titled(store, "a", "earlier")
    theirs.refresh()
    for number in range(25):
        titled(theirs, f"{number}", "other")
    store.refresh()
    takes = UndoHistory(store, 1, "mine")
    assert [names(takes, UNDO) for _ in range(3)] == [[], [], [before]]
    assert not takes.may_go_on
