"""This file tests importing a plan again: each field by what it said, says now, and stands here.

The law: what the file did not change stays as it is here, what only the file changed is taken, and
what both changed to different values is a clash, before which nothing is done.
"""

import os
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.exchange.import_plan import ImportPlan, Take
from pmtui.exchange.plan_export.outgoing_plan import outgoing_plan
from pmtui.exchange.plan_import.import_planning import plan_import
from pmtui.exchange.plans.plan import Plan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, edit
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, id_of
from tests.exchange.plans.any_store import FIRST, stores
from tests.exchange.tables.made import empty, ids

SETTINGS: Final = settings(
    max_examples=int(os.environ.get("PMTUI_TRIES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
_EDITS: Final = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(
            [
                *({"notes": text} for text in ("here", "there")),
                *({"title": text} for text in ("Roof", "Cellar")),
                {"priority": 1},
                {"due": FIRST},
                {"percent": 20},
                {"constraint": "SNET", "constraint_date": FIRST, "constraint_time": 480},
                {"duration": 960, "duration_in": "", "elapsed": False},
                {"tags": ("mine",)},
            ]
        ),
    ),
    max_size=5,
)


def of_others(workspace: Workspace) -> Plan:
    """The plan of a store as another program would write it: without our marks."""
    plan = outgoing_plan(Figures(workspace, TODAY), id_of("P-1")).plan
    return structs.replace(plan, tasks=tuple(structs.replace(task, guid="") for task in plan.tasks))


def planned(store: Workspace, plan: Plan, start: int, take: Take = "") -> ImportPlan:
    found = plan_import(store, plan, ids(start), TODAY, name="house", take=take)
    assert not found.errors, found.errors
    return found


def after(store: Workspace, found: ImportPlan) -> Workspace:
    if not found.all_ops:
        return store
    settled = settle(store, found.all_ops)
    assert not isinstance(settled, Rejected), settled.reason
    return apply(store, settled)


def edited(store: Workspace, edits: list[tuple[int, dict[str, Any]]]) -> Workspace:
    for at, fields in edits:
        leaves = [
            task
            for task in store.tasks.values()
            if not any(one.parent == task.id for one in store.tasks.values())
        ]
        store = apply(store, edit("tasks", leaves[at % len(leaves)], **fields))
    return store


def rows(store: Workspace) -> dict[str, Any]:
    return {table: dict(store.rows(table)) for table in TABLES}


@SETTINGS
@given(source=stores(), edits=_EDITS)
def test_an_unchanged_plan_leaves_all_that_was_edited_since(
    source: Workspace, edits: list[tuple[int, dict[str, Any]]]
) -> None:
    plan = of_others(source)
    first = after(empty(), planned(empty(), plan, 1))
    assert planned(first, plan, 2).all_ops == ()
    here = edited(first, edits)
    again = planned(here, plan, 3)
    assert (again.clashes, again.ops) == ((), ())
    assert rows(after(here, again)) == rows(here)


@SETTINGS
@given(source=stores(), edits=_EDITS, data=st.data())
def test_each_field_follows_who_changed_it(
    source: Workspace, edits: list[tuple[int, dict[str, Any]]], data: st.DataObject
) -> None:
    plan = of_others(source)
    first = after(empty(), planned(empty(), plan, 1))
    here = edited(first, edits)
    at = data.draw(st.integers(0, len(plan.tasks) - 1))
    changed = structs.replace(plan.tasks[at], notes=data.draw(st.sampled_from(["there", "new"])))
    tasks = (*plan.tasks[:at], changed, *plan.tasks[at + 1 :])
    newer = structs.replace(plan, tasks=tasks)
    (one,) = (t.id for t in first.tasks.values() if t.uid == changed.uid)
    before, stands = first.tasks[one].notes, here.tasks[one].notes
    is_clash = changed.notes != before != stands != changed.notes
    found = planned(here, newer, 4)
    assert [(clash.id, clash.field) for clash in found.clashes] == [(one, "notes")] * is_clash
    takes: tuple[Take, ...] = ("mine", "theirs") if is_clash else ("",)
    for take in takes:
        done = after(here, planned(here, newer, 4, take))
        wins = take == "theirs" if is_clash else changed.notes != before
        wanted = edit("tasks", here.tasks[one], notes=changed.notes) if wins else ()
        assert rows(done) == rows(apply(here, wanted))
        assert planned(done, newer, 5).all_ops == ()
