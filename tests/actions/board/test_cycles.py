"""This file tests cycles of a board: what they are committed to, and what goes on at their end."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmtui.actions.core.action import UnagreedError
from pmtui.actions.editing.next_state import ACTIONS
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.cycle_scope import cycle_count, cycle_days
from pmtui.model.changes.ops import apply, invert
from pmtui.model.entities.cycles import Commitment, Cycle
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

START, FINISH = date(2026, 11, 16), date(2026, 11, 29)
NEXT, END = date(2026, 11, 30), date(2026, 12, 13)


def a_cycle(key: str, start: date = START, finish: date = FINISH, **fields: Any) -> Cycle:
    """A cycle of the first project."""
    given = {"name": f"Sprint {key}", "component": id_of("P-1"), **fields}
    return Cycle(id=id_of(key), key=key, start=start, finish=finish, **given)


def a_sprint(*more: Any, **fields: Any) -> Workspace:
    """Three cards in a cycle that is to begin, one in none, and the cycle that follows."""
    inside = [a_task(f"T-{n}", column="Ready", days=n, cycle=id_of("CY-1")) for n in (1, 2, 3)]
    return a_workspace(
        a_project(),
        *inside,
        a_task("T-4", column="Backlog", days=4),
        a_cycle("CY-1", **fields),
        a_cycle("CY-2", NEXT, END),
        *more,
    )


def begun() -> Workspace:
    return after("cycle.begin", at(a_sprint(), "CY-1"))


def taken(workspace: Workspace, cycle: str = "CY-1") -> dict[str, Commitment]:
    rows = workspace.rows_by(Commitment, "cycle", id_of(cycle))
    return {workspace.tasks[one.task].key: one for one in rows}


def put(workspace: Workspace, key: str, cycle: str) -> Workspace:
    return after("entity.set", at(workspace, key), field="cycle", value=cycle)


def agreed(workspace: Workspace, key: str = "CY-1") -> Any:
    from msgspec.structs import replace

    return replace(at(workspace, key), confirmed=True)


def test_what_a_cycle_begins_with_is_kept_with_its_estimate() -> None:
    workspace = begun()
    assert (row(workspace, "CY-1").state, row(workspace, "CY-1").begun) == ("running", TODAY)
    assert {key: one.work for key, one in taken(workspace).items()} == {
        "T-1": 480, "T-2": 960, "T-3": 1440,
    }  # fmt: skip
    later = after("entity.set", at(workspace, "T-1"), field="estimate", value="9d")
    assert taken(later)["T-1"].work == 480


def test_what_was_done_before_a_cycle_begins_is_none_of_it() -> None:
    done = a_task("T-9", column="Done", percent=100, actual_finish=START, cycle=id_of("CY-1"))
    assert "T-9" not in taken(after("cycle.begin", at(a_sprint(done), "CY-1")))


def test_a_summary_and_a_milestone_are_none_of_a_commitment() -> None:
    more = (
        a_task("T-8", cycle=id_of("CY-1")),
        a_task("T-9", under="T-8", cycle=id_of("CY-1")),
        a_task("M-1", cycle=id_of("CY-1")),
    )
    assert {*taken(after("cycle.begin", at(a_sprint(*more), "CY-1")))} == {
        "T-1", "T-2", "T-3", "T-9",
    }  # fmt: skip


def test_what_comes_in_later_and_what_leaves_is_noted_with_its_day() -> None:
    workspace = put(put(begun(), "T-4", "CY-1"), "T-2", "none")
    rows = taken(workspace)
    assert (rows["T-4"].added, rows["T-4"].work) == (TODAY, 4 * 480)
    assert (rows["T-2"].outcome, rows["T-2"].day) == ("dropped", TODAY)
    assert rows["T-1"].added is None


def test_what_comes_back_is_in_it_again_and_written_once() -> None:
    rows = taken(put(put(begun(), "T-2", "none"), "T-2", "CY-1"))
    assert (rows["T-2"].outcome, rows["T-2"].added) == ("", None)
    assert len(rows) == 3


def test_a_card_that_is_archived_leaves_and_one_that_is_done_stays_done() -> None:
    workspace = after("task.complete", at(begun(), "T-1"))
    workspace = after("entity.archive", at(workspace, "T-1", "T-2"))
    rows = taken(workspace)
    assert (rows["T-1"].outcome, rows["T-2"].outcome) == ("done", "dropped")


def test_what_is_open_at_the_end_goes_on_to_the_next_cycle_and_is_named() -> None:
    workspace = after("task.complete", at(begun(), "T-1"))
    with pytest.raises(UnagreedError) as shown:
        proposed("cycle.end", at(workspace, "CY-1"))
    assert shown.value.question == (
        "CY-1 Sprint CY-1 ends: 2 cards (T-2, T-3) go on to CY-2 Sprint CY-2"
    )
    ended = after("cycle.end", agreed(workspace))
    outcomes = {key: one.outcome for key, one in taken(ended).items()}
    assert outcomes == {"T-1": "done", "T-2": "carried", "T-3": "carried"}
    assert {row(ended, key).cycle for key in ("T-2", "T-3")} == {id_of("CY-2")}
    assert row(ended, "T-1").cycle == id_of("CY-1")
    assert row(ended, "CY-1").ended == TODAY


def test_what_is_open_goes_to_the_cycle_that_is_named_or_to_none() -> None:
    third = a_cycle("CY-3", END, date(2026, 12, 31))
    workspace = after("cycle.begin", at(a_sprint(third), "CY-1"))
    named = after("cycle.end", agreed(workspace), to="CY-3")
    assert row(named, "T-1").cycle == id_of("CY-3")
    none = after("cycle.end", agreed(workspace), to="none")
    assert row(none, "T-1").cycle == 0
    assert {one.outcome for one in taken(none).values()} == {"dropped"}
    assert "has ended: name one that is to come" in refusal(
        "cycle.end", agreed(workspace), to="CY-1"
    )
    assert "no cycle is called" in refusal("cycle.end", agreed(workspace), to="Sprint of May")


def test_where_no_cycle_follows_it_is_asked_where_open_cards_go() -> None:
    alone = a_workspace(
        a_project(), a_task("T-1", cycle=id_of("CY-1")), a_cycle("CY-1", state="running")
    )
    assert "no cycle follows CY-1" in refusal("cycle.end", agreed(alone))


def test_a_state_that_is_set_by_hand_keeps_the_same_as_the_action() -> None:
    by_hand = after("entity.set", at(a_sprint(), "CY-1"), field="state", value="running")
    assert taken(by_hand).keys() == taken(begun()).keys()
    ended = after("entity.set", at(by_hand, "CY-1"), field="state", value="ended")
    assert {one.outcome for one in taken(ended).values()} == {"open"}
    carried = after("cycle.end", agreed(ended))
    assert {one.outcome for one in taken(carried).values()} == {"carried"}


def test_a_cycle_begins_and_ends_once() -> None:
    assert refusal("cycle.begin", at(begun(), "CY-1")) == "CY-1 has begun already"
    ended = after("cycle.end", agreed(begun()))
    assert refusal("cycle.end", agreed(ended)) == "CY-1 has ended already"
    assert "has not begun" in refusal("cycle.end", at(a_sprint(), "CY-1"))


def test_the_key_for_the_next_state_begins_and_ends_a_cycle() -> None:
    action = next(one for one in ACTIONS if one.id == "state.next")
    assert action.instead is not None
    assert action.instead(at(a_sprint(), "CY-1")) == "cycle.begin"
    assert action.instead(at(begun(), "CY-1")) == "cycle.end"
    assert action.instead(at(begun(), "T-1")) == ""


_STEPS = some.lists(
    some.tuples(some.sampled_from(["T-1", "T-2", "T-3", "T-4"]), some.sampled_from("idoax")),
    max_size=8,
)


@given(_STEPS)
def test_counts_add_up_whatever_is_done_and_stay_as_they_were_at_the_end(
    steps: list[tuple[str, str]],
) -> None:
    workspace = begun()
    for key, step in steps:
        workspace = _done(workspace, key, step)
        _adds_up(workspace)
    open_ones = cycle_count(Figures(workspace, TODAY), row(workspace, "CY-1")).open
    ended = after("cycle.end", agreed(workspace))
    kept = cycle_count(Figures(ended, TODAY), row(ended, "CY-1"))
    assert kept.open == 0
    assert kept.removed >= open_ones
    later = ended
    for key, step in steps:
        later = _done(later, key, step)
    assert cycle_count(Figures(later, TODAY), row(later, "CY-1")) == kept


def _done(workspace: Workspace, key: str, step: str) -> Workspace:
    if step == "x":
        archived = row(workspace, key).archived
        return after("entity.restore" if archived else "entity.archive", at(workspace, key))
    if row(workspace, key).archived:
        return workspace
    if step == "d":
        return after("task.complete", at(workspace, key))
    if step == "a":
        return after("entity.set", at(workspace, key), field="estimate", value="7d")
    state = row(workspace, "CY-1").state
    return put(workspace, key, "none" if step == "o" or state == "ended" else "CY-1")


def _adds_up(workspace: Workspace) -> None:
    figures, cycle = Figures(workspace, TODAY), row(workspace, "CY-1")
    for by_work in (False, True):
        count = cycle_count(figures, cycle, by_work=by_work)
        assert count.committed + count.added - count.removed == count.done + count.open
        day = cycle_days(figures, (cycle,), by_work=by_work)[-1]
        assert (day.scope, day.done, day.left) == (count.done + count.open, count.done, count.open)


def test_undo_takes_back_what_was_kept_with_what_it_was_kept_for() -> None:
    start = a_sprint()
    situation = at(start, "CY-1")
    from pmtui.actions.consequences.commitments import with_commitments

    ops = with_commitments(situation, proposed("cycle.begin", situation).ops)
    assert apply(apply(start, ops), invert(ops)).rows_of(Commitment) == {}
