"""This file tests taking baselines, and what keeps them from being taken lightly."""

from datetime import date

import pytest
from msgspec import structs

from pmtui.figures.components.component_dates import baseline_in_force, baselines_of
from pmtui.figures.schedule_analysis.baseline_pictures import picture_now, picture_of
from pmtui.figures.schedule_analysis.variance import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, apply, create, edit
from pmtui.model.entities.registers import Change
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal
from tests.conftest import TODAY, a_component, a_project, a_task, a_workspace, id_of

DAY = 480
PLANNED = a_workspace(
    a_component("PG-1"),
    a_project("P-1", "PG-1", start=date(2026, 11, 30)),
    a_task("T-1", "Build", duration=2 * DAY, outline_rank="a"),
    a_task("T-2", "Test", duration=DAY, after="T-1", outline_rank="b", days=2),
)
ACCEPTED = Change(
    id=id_of("C-3"), key="C-3", component=id_of("P-1"), title="Later", decision="accept"
)


def taken(workspace: Workspace, label: str, key: str = "P-1") -> Workspace:
    """The workspace after a baseline of a component."""
    return after("baseline.take", at(workspace, key), label=label)


def refused(workspace: Workspace, label: str) -> str:
    """Why a baseline of P-1 is refused."""
    return refusal("baseline.take", at(workspace, "P-1"), label=label)


def ops_on(workspace: Workspace, *ops: Op) -> Workspace:
    """The workspace after ops."""
    return apply(workspace, ops)


def test_the_first_baseline_is_the_original_and_dates_the_project() -> None:
    then = taken(PLANNED, "Board approved")
    agreed = baseline_in_force(then, id_of("P-1"))
    assert agreed is not None
    assert (agreed.key, agreed.label, agreed.kind, agreed.number) == (
        "BL-1",
        "Board approved",
        "original",
        1,
    )
    project = then.components[id_of("P-1")]
    assert (project.baseline_start, project.baseline_finish) == (
        date(2026, 11, 30),
        date(2026, 12, 2),
    )


def test_what_is_frozen_is_what_is_planned() -> None:
    then = taken(PLANNED, "Board approved")
    agreed = baseline_in_force(then, id_of("P-1"))
    assert agreed is not None
    now = picture_now(Figures(then, TODAY), id_of("P-1"))
    assert now is not None
    assert picture_of(then, agreed) == now
    assert not compared(picture_of(then, agreed), now).changed


def test_a_second_one_needs_an_accepted_change_request() -> None:
    held = taken(PLANNED, "Board approved")
    assert refused(held, "Nicer").startswith("P-1 is held to BL-1 Board approved: add change:C-n")
    undecided = structs.replace(ACCEPTED, decision="defer")
    waiting = ops_on(held, create("changes", undecided))
    assert refused(waiting, "Nicer change:C-3").endswith("C-3 Later is not accepted")
    then = taken(ops_on(held, create("changes", ACCEPTED)), "Nicer change:C-3")
    newest = baseline_in_force(then, id_of("P-1"))
    assert newest is not None
    assert (newest.label, newest.kind, newest.number, newest.change) == (
        "Nicer",
        "current",
        2,
        ACCEPTED.id,
    )


def test_a_snapshot_is_free_and_leaves_the_agreed_one_in_force() -> None:
    then = taken(taken(PLANNED, "Board approved"), "Before the move kind:snapshot")
    assert [one.kind for one in baselines_of(then, id_of("P-1"))] == ["original", "snapshot"]
    agreed = baseline_in_force(then, id_of("P-1"))
    assert agreed is not None
    assert agreed.number == 1


def test_a_program_takes_one_for_itself_and_each_project() -> None:
    then = taken(PLANNED, "Go", "PG-1")
    assert len(then.rows("baselines")) == 2
    assert len(then.rows("baseline_rows")) == 2


def test_a_slip_and_a_grown_scope_are_told_from_the_baseline() -> None:
    held = taken(PLANNED, "Board approved")
    later = apply(held, edit("tasks", held.tasks[id_of("T-1")], duration=5 * DAY))
    new = a_task("T-3", "More", days=1, outline_rank="c")
    grown = apply(later, tuple(create("tasks", one) for one in new if one.id == id_of("T-3")))
    dropped = apply(grown, edit("tasks", grown.tasks[id_of("T-2")], archived=True))
    agreed = baseline_in_force(dropped, id_of("P-1"))
    now = picture_now(Figures(dropped, TODAY), id_of("P-1"))
    assert agreed is not None
    assert now is not None
    found = compared(picture_of(dropped, agreed), now)
    assert found.finish_days == 2
    assert (found.count("added"), found.count("removed"), found.work) == (1, 1, -DAY)
    build = found.changed[0]
    assert (build.title, build.start_days, build.finish_days, build.duration) == (
        "Build",
        0,
        3,
        3 * DAY,
    )


@pytest.mark.parametrize(
    ("label", "reason"),
    [("", "needs a label"), ("kind:snapshot", "needs a label"), ("A kind:best", "kind:best is")],
)
def test_what_cannot_be_read_is_refused(label: str, reason: str) -> None:
    assert reason in refused(PLANNED, label)


def test_nothing_to_freeze_is_said() -> None:
    assert "nothing here has dates" in refused(a_workspace(a_project("P-1")), "Empty")


def test_a_change_is_accepted_and_the_new_plan_frozen_in_one_edit() -> None:
    held = taken(PLANNED, "Board approved")
    raised = structs.replace(ACCEPTED, decision="")
    longer = ops_on(
        held,
        create("changes", raised),
        *edit("tasks", held.tasks[id_of("T-1")], duration=5 * DAY),
    )
    then = after("baseline.change", at(longer, "C-3"))
    assert then.rows_of(Change)[raised.id].decision == "accept"
    earlier, agreed = baselines_of(then, id_of("P-1"))
    assert (earlier.label, agreed.label) == ("Board approved", "Later")
    assert (agreed.kind, agreed.change, agreed.number) == ("current", raised.id, 2)
    assert then.components[id_of("P-1")].baseline_finish == date(2026, 12, 7)


@pytest.mark.parametrize(
    "fields", [{"decision": "reject"}, {"decision": "", "state": "rejected"}], ids=str
)
def test_what_was_turned_down_moves_no_baseline(fields: dict[str, str]) -> None:
    held = ops_on(
        taken(PLANNED, "Board approved"), create("changes", structs.replace(ACCEPTED, **fields))
    )
    assert "was rejected" in refusal("baseline.change", at(held, "C-3"))


def test_a_change_of_a_program_freezes_all_below_it_once() -> None:
    change = structs.replace(ACCEPTED, component=id_of("PG-1"), decision="")
    then = after("baseline.change", at(ops_on(PLANNED, create("changes", change)), "C-3"))
    assert [len(baselines_of(then, id_of(key))) for key in ("PG-1", "P-1")] == [1, 1]
    bare = a_workspace(a_project("P-1"))
    alone = ops_on(bare, create("changes", structs.replace(ACCEPTED, decision="")))
    assert "nothing in it has dates" in refusal("baseline.change", at(alone, "C-3"))
