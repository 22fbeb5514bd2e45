"""This file tests that an occurrence which two people write to apart becomes one row."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.changes.ops import Commit, Ops, apply, create, edit, invert
from pmtui.model.entities.registers import ActionItem
from pmtui.model.merging.clones import without_known
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import rebase, settle
from pmtui.model.recurring.occurrences import occurrence_on, row_of
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.log.op_completion import taken_ids
from tests.conftest import TODAY, a_person, a_project, a_workspace, id_of
from tests.model.recurring.made import a_recurrence

_CALL = a_recurrence()
_START = a_workspace(a_project(), a_person("H-1", "Ann"), _CALL)
_FIELDS = {
    "title": st.sampled_from(["Weekly call", "Call of the board"]),
    "owner": st.sampled_from([0, id_of("H-1")]),
    "due": st.sampled_from([TODAY, TODAY + timedelta(days=1)]),
    "source": st.sampled_from(["", "minutes"]),
    "state": st.sampled_from(["open", "done"]),
    "tags": st.sampled_from([(), ("a",), ("b",)]),
}
_WRITES = st.fixed_dictionaries({}, optional=_FIELDS)


def _touch(workspace: Workspace, day: date, fields: dict[str, Any]) -> Ops:
    """What somebody writes to an occurrence that is computed for them."""
    occurrence = occurrence_on(workspace, _CALL, day)
    row = row_of(occurrence)
    return (create(occurrence.table, row), *edit(occurrence.table, row, **fields))


def _rows(workspace: Workspace) -> list[ActionItem]:
    return list(workspace.rows_of(ActionItem).values())


@given(_WRITES, _WRITES, st.sampled_from(["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU"]))
def test_writes_of_two_people_to_one_occurrence_are_one_row_and_no_field_is_lost(
    mine: dict[str, Any], theirs: dict[str, Any], rule: str
) -> None:
    my_ops, their_ops = _touch(_START, TODAY, mine), _touch(_START, TODAY, theirs)
    now = apply(_START, their_ops)
    if rule:  # and a third has changed the rule meanwhile
        now = apply(now, edit("recurrences", _CALL, rule=rule))
    assert not taken_ids(my_ops, now)
    (before,) = _rows(now)
    kept, conflicts = rebase(my_ops, now)
    (after,) = _rows(apply(now, kept))
    computed = row_of(occurrence_on(_START, _CALL, TODAY))
    assert after.key == before.key == "XR-120261123"
    for name in mine.keys() - theirs.keys() - {"tags"}:
        assert getattr(after, name) == mine[name]
    for name in theirs.keys() - mine.keys() - {"tags"}:
        assert getattr(after, name) == theirs[name]
    assert set(after.tags) == {*mine.get("tags", ()), *theirs.get("tags", ())}
    both = {
        name
        for name in mine.keys() & theirs.keys() - {"tags"}
        if len({mine[name], theirs[name], getattr(computed, name)}) > 2
    }
    assert {conflict.field for conflict in conflicts} == both


def test_completing_it_twice_is_once() -> None:
    ops = _touch(_START, TODAY, {"state": "done"})
    again = settle(apply(_START, ops), ops)
    assert isinstance(again, Rejected)
    assert again.reason == "it is so already"


def test_another_row_with_the_same_id_is_another_row() -> None:
    ops = _touch(_START, TODAY, {})
    (row,) = _rows(apply(_START, ops))
    other = ActionItem(id=row.id, key="X-1", component=row.component, title="Other")
    assert taken_ids(ops, a_workspace(a_project(), _CALL, other)) == {row.id}


@given(_WRITES, _WRITES)
def test_two_clones_that_wrote_to_one_occurrence_merge_into_one_row(
    here: dict[str, Any], there: dict[str, Any]
) -> None:
    ops = _touch(_START, TODAY, here)
    mine, other = apply(_START, ops), apply(_START, _touch(_START, TODAY, there))
    (row,) = _rows(other)
    coming = without_known(
        (create("action_items", row),),
        [Commit(2, "c", "", "2026-11-23T09:00:00Z", 0, "", "", "entity.set", ops)],
        mine,
    )
    kept, _ = rebase(coming, mine)
    (merged,) = _rows(apply(mine, kept))
    assert (merged.id, merged.key) == (row.id, row.key)
    for name in there.keys() - here.keys() - {"tags"}:
        assert getattr(merged, name) == there[name]
    for name in here.keys() - there.keys() - {"tags"}:
        assert getattr(merged, name) == here[name]


def test_what_was_made_and_written_in_one_commit_is_taken_back_by_one() -> None:
    ops = _touch(_START, TODAY, {"state": "done"})
    now = apply(_START, ops)
    kept, conflicts = rebase(invert(ops), now)
    assert not conflicts
    assert not _rows(apply(now, kept))
    later = apply(now, edit("action_items", _rows(now)[0], source="minutes"))
    _, conflicts = rebase(invert(ops), later)
    assert [conflict.field for conflict in conflicts] == [""]
