"""This file tests laying a scenario over a plan: what both write, what neither does, what fits."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as some

from pmtui.model.changes.ops import Op, Ops, apply, create, delete, edit
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.settle import settle
from pmtui.model.scenarios.kept_ops import as_text, ops_of, shown_ops
from pmtui.model.scenarios.overlay import laid_over, left_out_words
from pmtui.model.scenarios.scenarios import SCENARIO_EDITS, Scenario, ScenarioEdit
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_link, a_project, a_task, a_workspace, id_of

_KEYS = ("T-1", "T-2", "T-3")
_FIELDS = {"title": ("a", "b", "c"), "priority": (1, 2, 3), "notes": ("", "x", "y")}
_W = id_of("W-1")


def a_plan() -> Workspace:
    """A project of three tasks and a scenario without edits."""
    tasks = [a_task(key) for key in _KEYS]
    return a_workspace(a_project(), *tasks, Scenario(id=_W, key="W-1", name="Cut"))


def kept(workspace: Workspace, number: int, *ops: Op) -> Workspace:
    """A plan whose scenario has one edit more."""
    row = ScenarioEdit(
        id=9_000 + number, scenario=_W, number=number, action="entity.set", ops=as_text(ops)
    )
    return apply(workspace, (create(SCENARIO_EDITS.name, row),))


@some.composite
def writes(draw: some.DrawFn) -> list[tuple[str, str, Any]]:
    """Values that are written to fields of tasks."""
    count = draw(some.integers(0, 6))
    made = []
    for _ in range(count):
        field = draw(some.sampled_from(sorted(_FIELDS)))
        made.append(
            (draw(some.sampled_from(_KEYS)), field, draw(some.sampled_from(_FIELDS[field])))
        )
    return made


def written(workspace: Workspace, key: str, field: str, value: object) -> Ops:
    """The ops that write a value to a field."""
    return edit("tasks", workspace.tasks[id_of(key)], **{field: value})


@given(mine=writes(), theirs=writes())
def test_a_scenario_merges_by_field_and_the_plan_wins_where_both_wrote(
    mine: list[tuple[str, str, Any]], theirs: list[tuple[str, str, Any]]
) -> None:
    plan = base = a_plan()
    seen = base
    for number, (key, field, value) in enumerate(mine, 1):
        ops = written(seen, key, field, value)
        if ops:
            seen = apply(seen, ops)
            plan = kept(plan, number, *ops)
    for key, field, value in theirs:
        plan = apply(plan, written(plan, key, field, value))
    overlay = laid_over(plan, _W)
    for key in _KEYS:
        for field in _FIELDS:
            before, planned, wanted, shown = (
                getattr(workspace.tasks[id_of(key)], field)
                for workspace in (base, plan, seen, overlay.workspace)
            )
            own = {value for its, of, value in mine if (its, of) == (key, field)}
            if planned not in {before, *own} and wanted != before:
                assert shown == planned
            elif planned == before and not overlay.left_out:
                assert shown == wanted
    if not theirs:
        assert not overlay.left_out
    assert plan.tasks == laid_over(plan, id_of("W-2")).workspace.tasks


@given(mine=writes(), theirs=writes())
def test_what_is_made_the_plan_is_what_was_shown(
    mine: list[tuple[str, str, Any]], theirs: list[tuple[str, str, Any]]
) -> None:
    plan = seen = a_plan()
    for number, (key, field, value) in enumerate(mine, 1):
        ops = written(seen, key, field, value)
        if ops:
            seen = apply(seen, ops)
            plan = kept(plan, number, *ops)
    new = Task(id=77, component=id_of("P-1"), title="New")
    plan = kept(plan, 50, create("tasks", new))
    for key, field, value in theirs:
        plan = apply(plan, written(plan, key, field, value))
    overlay = laid_over(plan, _W)
    settled = settle(plan, overlay.ops)
    assert isinstance(settled, tuple)
    after = apply(plan, settled)
    assert not after.tasks[77].key.endswith("~")
    assert overlay.workspace.tasks[77].key.endswith("~")
    bare = {
        row.id: msgspec.structs.replace(row, key="") for row in overlay.workspace.tasks.values()
    }
    assert {row.id: msgspec.structs.replace(row, key="") for row in after.tasks.values()} == bare


def test_a_row_that_the_plan_has_lost_leaves_its_edit_out_and_the_rest_in() -> None:
    plan = a_plan()
    plan = kept(plan, 1, *written(plan, "T-1", "title", "a"))
    plan = kept(plan, 2, *written(plan, "T-2", "title", "b"))
    plan = apply(plan, (delete("tasks", plan.tasks[id_of("T-1")]),))
    overlay = laid_over(plan, _W)
    assert overlay.workspace.tasks[id_of("T-2")].title == "b"
    assert left_out_words(plan, overlay) == (
        "edit 1 no longer fits: what it changes is gone from the plan",
    )


def test_edits_that_close_a_loop_with_the_plan_are_left_out_whole() -> None:
    plan = a_plan()
    plan = kept(plan, 1, create("links", a_link("T-1", "T-2")))
    plan = apply(plan, (create("links", a_link("T-2", "T-1")),))
    overlay = laid_over(plan, _W)
    assert [link.predecessor for link in overlay.workspace.links.values()] == [id_of("T-2")]
    (words,) = left_out_words(plan, overlay)
    assert words.startswith("edit 1 no longer fits: ")
    assert "loop" in words


def test_an_edit_of_a_later_version_is_left_out_and_named() -> None:
    plan = a_plan()
    row = ScenarioEdit(id=9_001, scenario=_W, number=1, action="x", ops="{nothing")
    plan = apply(plan, (create(SCENARIO_EDITS.name, row),))
    assert left_out_words(plan, laid_over(plan, _W)) == (
        "edit 1 no longer fits: a later version of pmtui wrote it",
    )
    (op,) = shown_ops(create(SCENARIO_EDITS.name, row))
    assert op.table == SCENARIO_EDITS.name


def test_ops_come_back_from_the_text_as_they_went_in() -> None:
    plan = a_plan()
    ops = (*written(plan, "T-1", "title", "a\n\x1b[31m"), create("links", a_link("T-1", "T-2")))
    assert ops_of(as_text(ops)) == ops
