"""This file tests what undo and redo take back: own commits, and none that was let stand."""

from pmtui.model.changes.ops import edit
from pmtui.model.changes.undo import REDO, name_of
from pmtui.model.merging.outcome import Committed, Draft
from pmtui.model.merging.settle import settle
from pmtui.session.undo import UNDO, UndoHistory
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import a_project, a_task, a_workspace, id_of


def a_store(uid: int = 1) -> MemoryStore:
    """A store of one task."""
    return MemoryStore(a_workspace(a_project(), a_task("T-1")), uid=uid)


def titled(store: MemoryStore, title: str, session: str = "mine") -> str:
    """Commit a title; the name of the commit."""
    ops = edit("tasks", store.workspace.tasks[id_of("T-1")], title=title)
    outcome = store.commit(Draft(f"{session}-{title}", ops, "entity.set", session), settle)
    assert isinstance(outcome, Committed)
    return name_of(outcome.commit)


def names(takes: UndoHistory, action_id: str) -> list[str]:
    """What is taken back next."""
    return [name_of(one) for one in takes.following(action_id)]


def test_the_newest_of_mine_goes_first() -> None:
    store = a_store()
    takes = UndoHistory(store, 1, "mine")
    titled(store, "a")
    newest = titled(store, "b")
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
    first = titled(store, "a")
    takes.let_stand(titled(store, "b"))
    assert names(takes, UNDO) == [first]
