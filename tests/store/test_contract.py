"""This file holds what every store promises, whether it is in memory or on disk."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui import clock
from pmtui.model.changes.ops import Commit, Op, Ops, create, delete, edit, invert
from pmtui.model.merging.outcome import Committed, Draft, InDoubt, Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.store import DiskStore
from pmtui.store.log.log_contract import UncertainError
from pmtui.store.log.memory_store import MemoryStore
from pmtui.store.log.timestamps import stamp_of
from tests.store.conftest import Opener
from tests.store.writing import (
    PROJECT,
    TASK,
    a_task,
    add_task,
    begin,
    committed,
    put,
    rename,
    retitled,
    titles,
)


def test_a_commit_is_in_the_workspace_and_in_the_history(opened: Opener) -> None:
    store = opened()
    begin(store)
    done = rename(store, "Build")
    assert done.rev == store.workspace.revision == 2
    assert titles(store) == ["Build"]
    newest, first = store.history()
    assert newest == done.commit
    assert [op.op for op in first.ops] == ["create", "create"]


def test_history_may_begin_at_a_given_revision(opened: Opener) -> None:
    store = opened()
    begin(store)
    for at in range(4):
        rename(store, f"v{at}")
    assert [commit.rev for commit in store.history(3)] == [3, 2, 1]


def test_refresh_gives_what_others_committed_and_nothing_twice(opened: Opener) -> None:
    mine, theirs = opened(), opened()
    begin(theirs)
    rename(theirs, "Build")
    assert [commit.rev for commit in mine.refresh()] == [1, 2]
    assert titles(mine) == ["Build"]
    assert mine.refresh() == ()


def test_edits_of_different_fields_both_stay(opened: Opener) -> None:
    mine, theirs = opened(), opened()
    begin(mine)
    theirs.refresh()
    ops = edit("tasks", theirs.workspace.tasks[TASK], priority=1)
    rename(mine, "Build")
    committed(put(theirs, ops))
    mine.refresh()
    for store in (mine, theirs):
        row = store.workspace.tasks[TASK]
        assert (row.title, row.priority) == ("Build", 1)


def test_edits_of_the_same_field_conflict_and_the_first_one_stays(opened: Opener) -> None:
    mine, theirs = opened(), opened()
    begin(mine)
    theirs.refresh()
    late = retitled(theirs, "Theirs")
    rename(mine, "Mine")
    outcome = put(theirs, late)
    assert isinstance(outcome, Rejected)
    (conflict,) = outcome.conflicts
    assert (conflict.before, conflict.mine, conflict.theirs) == ("Task 0", "Theirs", "Mine")
    assert theirs.workspace.revision == 2
    assert titles(theirs) == ["Mine"]


def test_keys_of_two_writers_never_clash(opened: Opener) -> None:
    mine, theirs = opened(), opened()
    begin(mine)
    for at in range(5):
        add_task(mine, 300 + at)
        add_task(theirs, 400 + at)
    mine.refresh()
    keys = [row.key for row in mine.workspace.tasks.values()]
    assert len(set(keys)) == len(keys) == 11
    assert mine.workspace.counters == theirs.workspace.counters == {"P": 1, "T": 11}


def test_a_key_is_not_given_again_after_a_delete(opened: Opener) -> None:
    store = opened()
    begin(store)
    committed(put(store, (delete("tasks", store.workspace.tasks[TASK]),)))
    add_task(store, 300)
    assert store.workspace.tasks[300].key == "T-2"


def test_an_id_that_two_sessions_drew_is_drawn_again(opened: Opener) -> None:
    mine, theirs = opened(), opened()
    begin(mine)
    add_task(mine, 300, "Mine")
    child = a_task(301, "Child")
    ops = (
        create("tasks", a_task(300, "Theirs")),
        Op("create", "tasks", 301, new={"id": 301, "title": child.title, "component": PROJECT}),
        Op("set", "tasks", 301, "parent", old=0, new=300),
    )
    committed(put(theirs, ops))
    by_title = {row.title: row for row in theirs.workspace.tasks.values()}
    assert by_title["Mine"].id == 300
    assert by_title["Child"].id == 301
    assert by_title["Child"].parent == by_title["Theirs"].id != 300


def test_undo_brings_back_what_was(opened: Opener) -> None:
    store = opened()
    begin(store)
    before = store.workspace.tasks[TASK]
    done = rename(store, "Build")
    committed(put(store, invert(done.commit.ops)))
    assert store.workspace.tasks[TASK] == before


def test_what_the_caller_refuses_is_not_kept(opened: Opener) -> None:
    store = opened()
    begin(store)
    refused = Rejected("not today")
    draft = Draft("x", retitled(store, "Build"), "test", "s")
    assert store.commit(draft, lambda _base, _ops: refused) is refused
    assert store.workspace.revision == 1
    assert len(list(store.history())) == 1


def test_what_would_not_be_valid_is_refused_with_its_reason(opened: Opener) -> None:
    store = opened()
    begin(store)
    outcome = put(store, (Op("set", "tasks", TASK, "component", old=PROJECT, new=999),))
    assert isinstance(outcome, Rejected)
    assert "999" in outcome.reason


def test_what_no_workspace_can_hold_never_reaches_the_log(opened: Opener) -> None:
    store = opened()
    begin(store)
    ops = (Op("set", "tasks", TASK, "percent", old=0, new="half"),)
    outcome = store.commit(Draft("x", ops, "test", "s"), lambda _base, judged: judged)
    assert isinstance(outcome, Rejected)
    assert "nothing was written" in outcome.reason
    reader = opened()
    reader.refresh()
    assert len(list(reader.history())) == 1


def test_the_caller_judges_on_the_newest_state(opened: Opener) -> None:
    mine, theirs = opened(), opened()
    begin(mine)
    seen: list[int] = []

    def judge(base: Workspace, ops: Ops) -> Ops | Rejected:
        seen.append(base.revision)
        return settle(base, ops)

    theirs.commit(Draft("x", (create("tasks", a_task(300, "New")),), "test", "s"), judge)
    assert seen == [1]


def test_time_never_goes_back_in_the_log_for_clocks_a_little_apart(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    begin(store)
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=2))
    ahead = rename(store, "Build").commit.ts
    monkeypatch.undo()
    assert rename(store, "Test").commit.ts == ahead


@given(st.integers(1, 12), st.integers(0, 12), st.integers(1, 800))
def test_one_clock_far_ahead_dates_its_own_commit_only(count: int, wrong: int, days: int) -> None:
    store = MemoryStore()
    begin(store)
    real = clock.now()
    with pytest.MonkeyPatch.context() as patch:
        for at in range(count):
            moment = real + timedelta(seconds=at, days=days * (at == wrong))
            patch.setattr(clock, "now", lambda moment=moment: moment)
            rename(store, f"r{at}")
    stamps = [commit.ts for commit in store.history()][::-1]
    latest = stamp_of(real + timedelta(seconds=count))
    assert [at for at, stamp in enumerate(stamps) if stamp > latest] == [wrong + 1] * (
        wrong < count
    )


def test_a_clock_that_is_behind_everybodys_does_not_turn_the_log_back(opened: Opener) -> None:
    store = opened()
    begin(store)
    for at in range(120):
        rename(store, f"r{at}")
    newest = next(iter(store.history())).ts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
        assert rename(store, "late").commit.ts == newest


def test_ops_too_many_for_one_commit_share_a_group(opened: Opener) -> None:
    store = opened()
    store.largest_commit = 2_000
    begin(store, tasks=40)
    commits = list(store.history())
    assert len(commits) > 1
    assert len({commit.group for commit in commits}) == 1
    assert len({commit.commit_id for commit in commits}) == len(commits)
    assert len(store.workspace.tasks) == 40


def test_a_table_of_a_later_version_passes_through(opened: Opener) -> None:
    store, other = opened(), opened()
    draft = Draft("x", (Op("put", "kites", 7, new={"tail": [1, 2]}),), "test", "s")
    outcome = store.commit(draft, lambda _base, ops: ops)
    assert isinstance(outcome, Committed)
    other.refresh()
    assert other.workspace.foreign == {"kites": {"7": {"tail": [1, 2]}}}


def test_an_op_of_a_later_version_closes_the_store_for_writing(opened: Opener) -> None:
    store, other = opened(), opened()
    begin(store)
    other.refresh()
    odd = (Op("twist", "tasks", TASK, "title", new="?"),)
    store.commit(Draft("x", odd, "test", "s"), lambda _base, ops: ops)
    assert other.refresh() == ()
    assert "later pmtui" in other.read_only
    outcome = put(other, retitled(other, "Build"))
    assert isinstance(outcome, Rejected)


def test_a_draft_that_is_offered_again_is_not_kept_twice(opened: Opener) -> None:
    mine, theirs = opened(), opened()
    begin(mine)
    ops = (create("tasks", a_task(300, "New")),)
    first = committed(put(mine, ops, "draft"))
    again = committed(put(theirs, ops, "draft"))
    assert again.rev == first.rev == 2
    assert len(theirs.workspace.tasks) == 2


def test_the_parts_of_a_draft_that_are_missing_are_kept_when_it_is_offered_again(
    opened: Opener,
) -> None:
    store = opened()
    begin(store)
    ops = tuple(create("tasks", a_task(300 + at, f"New {at}")) for at in range(40))
    store.largest_commit = 1_000
    draft = Draft("draft", ops, "test", "s")
    real = store._append

    def cut_off(draft: Draft, ops: Ops, part: int = 0, rest: int = 0) -> Commit | None:
        if part == 3:
            raise UncertainError(OSError(5, "Input/output error"))
        return real(draft, ops, part, rest)

    store._append = cut_off  # type: ignore[method-assign]
    assert isinstance(store.commit(draft, settle), InDoubt)
    assert 0 < len(store.workspace.tasks) - 1 < 40
    store._append = real  # type: ignore[method-assign]
    done = committed(store.commit(draft, settle))
    assert len(done.commit.ops) == 40
    assert sorted(store.workspace.tasks) == [TASK, *range(300, 340)]
    assert len({row.key for row in store.workspace.tasks.values()}) == 41
    assert {one.group for one in store.history() if one.rev > 1} == {"draft"}


def test_parts_are_taken_back_when_a_later_one_conflicts(opened: Opener) -> None:
    store, other = opened(), opened()
    begin(store, tasks=40)
    other.refresh()
    if isinstance(other, DiskStore):
        other._files.deadline = 0.05
    ops = tuple(op for at in range(40) for op in retitled(store, "x" * 90, TASK + at))
    store.largest_commit = 2_000
    real = store._append

    def raced(draft: Draft, ops: Ops, part: int = 0, rest: int = 0) -> Commit | None:
        if part == 2 and other.workspace.revision == 1:
            rename(other, "Theirs", TASK + 39)
        return real(draft, ops, part, rest)

    store._append = raced  # type: ignore[method-assign]
    outcome = store.commit(Draft("draft", ops, "test", "s"), settle)
    assert isinstance(outcome, Rejected)
    assert outcome.conflicts[0].theirs == "Theirs"
    assert titles(store) == [*(f"Task {at}" for at in range(39)), "Theirs"]
