"""This file tests that no work is lost where a task gets its first sub-task or loses its last."""

import os
from itertools import count
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.actions.consequences.completed_edit import with_consequences
from pmtui.actions.core.action import Refused
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import task_cost
from pmtui.model.changes.ops import apply, invert
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.merging.settle import settle, settle_back
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import (
    TODAY,
    Parts,
    a_check,
    a_person,
    a_project,
    a_task,
    a_workspace,
    column_id,
    eur,
    id_of,
)

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "60"))
DAY: Final = 480
ANN: Final = a_person("H-1", "Ann Archer", rate=eur(60))


def leaves(workspace: Workspace) -> list[Task]:
    live = [one for one in workspace.tasks.values() if not one.archived]
    parents = {one.parent for one in live}
    return [one for one in live if one.id not in parents]


def titled(workspace: Workspace, title: str) -> Task:
    return next(one for one in workspace.tasks.values() if one.title == title)


def sums(workspace: Workspace) -> dict[str, Any]:
    """What no step of structure may change."""
    figures = Figures(workspace, TODAY)
    tops = [one.id for one in workspace.tasks.values() if not one.parent and not one.archived]
    costs = [task_cost(figures, one) for one in tops]
    return {
        "estimate": sum(one.estimate or 0 for one in leaves(workspace)),
        "planned": sum(one.planned.value.amount for one in costs if one.planned.value),
        "actual": sum(one.actual.value.amount for one in costs if one.actual.value),
        "checks": len(workspace.rows("checks")),
    }


def percent(workspace: Workspace) -> int | None:
    return Figures(workspace, TODAY).rollup(id_of("P-1")).percent


def an_assignment(task: str, **fields: Any) -> Assignment:
    return Assignment(
        id=id_of(task) * 7, component=id_of("P-1"), task=id_of(task), person=ANN.id, **fields
    )


@st.composite
def stores(draw: st.DrawFn) -> Workspace:
    """A task with work of its own, one beside it, and something else in the project."""

    def fields() -> dict[str, Any]:
        money = st.sampled_from([None, None, eur(100), eur(37)])
        return {
            "days": draw(st.sampled_from([None, 0, 0.125, 1, 20])),
            "duration": draw(st.sampled_from([None, None, DAY, 7 * DAY])),
            "percent": draw(st.sampled_from([0, 0, 40, 100])),
            "column": draw(st.sampled_from(["", "Backlog", "Doing", "Done"])),
            "fixed_cost": draw(money),
            "actual_cost": draw(money),
            "owner": draw(st.sampled_from([0, ANN.id])),
            "blocked": draw(st.sampled_from(["", "waits for paint"])),
        }

    parts: list[Any] = [a_project(), ANN, a_task("T-9", days=2, percent=30)]
    for key in ("T-1", "T-2"):
        parts.append(a_task(key, **fields()))
        if draw(st.booleans()):
            parts.append(an_assignment(key, work=draw(st.sampled_from([None, 240]))))
        if draw(st.booleans()):
            parts.append(a_check(key, 1))
    return a_workspace(*parts)


@settings(max_examples=TRIES, deadline=None)
@given(stores())
def test_a_new_sub_task_that_says_nothing_changes_no_sum_and_no_percent(
    workspace: Workspace,
) -> None:
    made = after("entity.add", at(workspace, scope="P-1"), kind="task", text="Dig parent:T-1")
    assert sums(made) == sums(workspace)
    parent = row(workspace, "T-1")
    if parent.duration is None and parent.estimate == 0:  # no work yet: what is added is new
        assert (percent(made) or 0) <= (percent(workspace) or 0)
    else:
        assert percent(made) == percent(workspace)


@settings(max_examples=TRIES, deadline=None)
@given(stores(), st.sampled_from(["outline.indent", "entity.set"]))
def test_a_task_put_under_one_with_work_changes_no_sum_and_no_percent(
    workspace: Workspace, action: str
) -> None:
    situation = at(workspace, "T-2")
    values = {"field": "parent", "value": "T-1"} if action == "entity.set" else {}
    before = row(workspace, "T-1")
    made = after(action, situation, **values)
    assert sums(made) == sums(workspace)
    counts = before.estimate is not None or before.duration is not None or before.percent
    if counts or before.column == column_id("P-1", "Done"):
        assert percent(made) == percent(workspace)


@settings(max_examples=TRIES, deadline=None)
@given(stores(), st.sampled_from(["outline.outdent", "entity.archive", "entity.restore"]))
def test_a_summary_that_loses_its_last_sub_task_adds_no_work(
    workspace: Workspace, action: str
) -> None:
    summary = after("entity.set", at(workspace, "T-2"), field="parent", value="T-9")
    for one in leaves(summary):
        if one.parent == id_of("T-9") and one.id != id_of("T-2"):
            summary = after("entity.archive", at(summary, one.key))
    if action == "outline.outdent":
        assert sums(after(action, at(summary, "T-2"))) == sums(summary)
        assert percent(after(action, at(summary, "T-2"))) == percent(summary)
        return
    away = after("entity.archive", at(summary, "T-2"))
    own = row(workspace, "T-2").estimate or 0
    assert sums(away)["estimate"] == sums(summary)["estimate"] - own
    back = after("entity.restore", at(away, "T-2"))
    assert sums(back) == sums(summary)
    assert percent(back) == percent(summary)


@settings(max_examples=TRIES, deadline=None)
@given(stores(), st.sampled_from(["Dig parent:T-1", "Dig est:1d parent:T-1"]))
def test_undo_restores_what_was_there(workspace: Workspace, text: str) -> None:
    situation = at(workspace, scope="P-1")
    ops = proposed("entity.add", situation, kind="task", text=text).ops
    whole, _ = with_consequences(workspace, ops, TODAY, situation.new_id)
    keyed = settle(workspace, whole)
    assert isinstance(keyed, tuple)
    now = apply(workspace, keyed)
    inverse = settle_back(now, invert(keyed))
    assert isinstance(inverse, tuple)
    back = apply(now, inverse)
    assert back.tasks == workspace.tasks
    assert back.rows("assignments") == workspace.rows("assignments")
    assert back.rows("checks") == workspace.rows("checks")


@settings(max_examples=TRIES, deadline=None)
@given(
    st.sampled_from(["est", "dur"]),
    st.integers(1, 20),
    st.lists(st.integers(1, 5), min_size=1, max_size=5),
    st.sampled_from([0, 40]),
)
def test_sub_tasks_typed_with_their_size_come_out_of_the_size_of_their_task(
    name: str, total: int, sizes: list[int], done: int
) -> None:
    field = {"est": "estimate", "dur": "duration"}[name]
    small = a_task("T-9", duration=DAY, column="Done")
    size: dict[str, Any] = {"days": total} if name == "est" else {"duration": total * DAY}
    big = a_task("T-1", "Big", percent=done, **size)
    workspace = a_workspace(a_project(), big, small)
    before = percent(workspace)
    spent = 0
    for part in sizes:
        text = f"Part {name}:{part}d parent:T-1"
        workspace = after("entity.add", at(workspace, scope="P-1"), kind="task", text=text)
        spent += part
        below = [one for one in leaves(workspace) if one.parent == id_of("T-1")]
        if spent > total:
            assert sum(getattr(one, field) or 0 for one in below) >= total * DAY
            return
        assert sum(getattr(one, field) for one in below) == total * DAY
        assert percent(workspace) == before
    assert any(one.title == "Big (rest)" for one in below) == (spent < total)


def said(workspace: Workspace, action: str, *keys: str, **values: Any) -> str:
    situation = at(workspace, *keys, scope="P-1")
    ops = proposed(action, situation, **values).ops
    return "; ".join(with_consequences(workspace, ops, TODAY, count(1).__next__)[1])


def big(**fields: Any) -> tuple[Any, ...]:
    return (
        a_project(),
        ANN,
        a_task("T-1", "Big", days=5, column="Doing", percent=40, fixed_cost=eur(100), **fields),
        an_assignment("T-1"),
        a_check("T-1", 1),
    )


def test_the_first_sub_task_takes_over_the_work_and_it_is_said() -> None:
    workspace = a_workspace(*big())
    made = after("entity.add", at(workspace, scope="P-1"), kind="task", text="Dig parent:T-1")
    dig, whole = titled(made, "Dig"), row(made, "T-1")
    assert (dig.estimate, dig.percent, dig.fixed_cost) == (5 * DAY, 40, eur(100))
    assert dig.column == column_id("P-1", "Doing")
    assert (whole.estimate, whole.percent, whole.fixed_cost) == (None, 0, None)
    assert made.ids_by("checks", "task", dig.id)
    assert made.ids_by("assignments", "task", dig.id)
    told = said(workspace, "entity.add", kind="task", text="Dig parent:T-1")
    assert told == (
        "T-1's estimate 5d, progress 40 %, fixed cost 100 EUR, 1 assignment, 1 check"
        " went to its sub-task 'Dig'"
    )


def test_a_task_that_is_there_goes_beside_what_is_left() -> None:
    workspace = a_workspace(*big(), a_task("T-2", "Pour", days=1, column="Backlog"))
    made = after("outline.indent", at(workspace, "T-2"))
    below = {one.title: one.estimate for one in leaves(made)}
    assert below == {"Pour": DAY, "Big (rest)": 5 * DAY}
    assert "stays in a sub-task 'Big (rest)'" in said(workspace, "outline.indent", "T-2")


def test_a_task_without_work_becomes_a_summary_without_a_word() -> None:
    workspace = a_workspace(a_project(), a_task("T-1", column="Backlog"))
    assert not said(workspace, "entity.add", kind="task", text="Dig parent:T-1")


def test_a_summary_that_was_done_is_done_still_without_its_sub_tasks() -> None:
    workspace = a_workspace(
        a_project(),
        a_task("T-1", column="Doing"),
        a_task("T-2", under="T-1", column="Done", days=1),
    )
    alone = after("entity.archive", at(workspace, "T-2"))
    assert Figures(alone, TODAY).is_done(id_of("T-1"))
    told = said(workspace, "entity.archive", "T-2")
    assert told == "T-1 has no sub-task left and counts no work until estimated"


def family(*, child: str = "Doing", board: bool = True) -> Workspace:
    parts: tuple[Parts | Any, ...] = (
        a_project(board=board),
        a_task("T-1", column="Review" if board else ""),
        a_task("T-2", "Dig", under="T-1", column=child if board else ""),
    )
    return a_workspace(*parts)


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("task.complete", {}),
        ("card.right", {}),
        ("card.column", {"column": "Done"}),
        ("entity.set", {"field": "column", "value": "Done"}),
    ],
)
def test_a_summary_with_open_sub_tasks_is_not_done(action: str, values: dict[str, Any]) -> None:
    reason = refusal(action, at(family(), "T-1"), **values)
    assert reason == "T-1 is done when its sub-tasks are; open: T-2 Dig"
    ended = after(action, at(family(child="Done"), "T-1"), **values)
    assert row(ended, "T-1").column == column_id("P-1", "Done")
    assert row(ended, "T-1").percent == 0


def test_a_summary_is_done_together_with_its_sub_tasks() -> None:
    ended = after("task.complete", at(family(), "T-1", "T-2"))
    assert Figures(ended, TODAY).is_done(id_of("T-1"))
    bare = after("task.complete", at(family(board=False), "T-1", "T-2"))
    assert Figures(bare, TODAY).is_done(id_of("T-1"))
    assert "open: T-2 Dig" in refusal("task.complete", at(family(board=False), "T-1"))
    assert "done as all" in refusal("task.complete", at(bare, "T-1"))


def test_a_percent_typed_on_a_summary_is_refused() -> None:
    reason = refusal("entity.set", at(family(), "T-1"), field="percent", value="100")
    assert reason == "T-1 is a summary: its percent follows from its sub-tasks"


def test_a_summary_counts_against_no_limit() -> None:
    workspace = a_workspace(
        a_project(),
        a_task("T-1", column="Doing"),
        a_task("T-2", under="T-1", column="Doing"),
        a_task("T-3", column="Doing"),
        a_task("T-4", column="Ready"),
    )
    moved = proposed("card.right", at(workspace, "T-4"))
    assert "over its limit" not in moved.message
    with pytest.raises(Refused):
        after("entity.set", at(workspace, "T-1"), field="percent", value="3")
