"""This file tests reading back who did what to one entity, a stretch at a time."""

from pathlib import Path

from pmtui.model.changes.ops import Commit, edit
from pmtui.model.merging.outcome import Committed, Draft
from pmtui.model.merging.settle import settle
from pmtui.session.history import history_page
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
