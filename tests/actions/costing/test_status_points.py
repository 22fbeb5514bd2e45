"""This file tests freezing how a component stands, and that nobody edits it afterwards."""

from datetime import timedelta

from pmtui.model.changes.ops import apply, edit
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.rules.frozen_rows import check_frozen
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal
from tests.conftest import TODAY, a_project, a_workspace, eur, id_of
from tests.figures.earned_value.planned import MONDAY, a_costed_task, agreed

STATUS = MONDAY + timedelta(days=4)


def _half_done() -> Workspace:
    workspace = agreed(a_costed_task("T-1", 10, 1000), status_date=STATUS)
    task = workspace.tasks[id_of("T-1")]
    return apply(workspace, edit("tasks", task, percent=40, actual_cost=eur(500)))


def _points(workspace: Workspace) -> list[StatusPoint]:
    return [*workspace.rows_of(StatusPoint).values()]


def test_a_status_point_holds_what_is_measured_at_the_status_date() -> None:
    workspace = after("status.take", at(_half_done(), "P-1"), note="Steel is late")
    (point,) = _points(workspace)
    assert (point.key, point.component, point.data_date) == ("SP-1", id_of("P-1"), STATUS)
    assert (point.bac, point.pv, point.ev, point.ac, point.eac) == (
        eur(1000), eur(500), eur(400), eur(500), eur(1250),
    )  # fmt: skip
    assert (point.rag, point.scope_rag, point.cost_rag) == ("R", "R", "G")
    assert (point.schedule_rag, point.benefits_rag, point.risk_rag) == ("G", "", "")
    assert (point.note, point.taken_at) == ("Steel is late", TODAY)


def test_later_progress_moves_no_status_point() -> None:
    workspace = after("status.take", at(_half_done(), "P-1"))
    before = _points(workspace)
    task = workspace.tasks[id_of("T-1")]
    assert _points(apply(workspace, edit("tasks", task, percent=90))) == before


def test_a_status_point_is_a_record_that_stays_as_it_is() -> None:
    workspace = after("status.take", at(_half_done(), "P-1"))
    (point,) = _points(workspace)
    (problem,) = check_frozen(edit("status_points", point, note="Better"), workspace)
    assert problem.text == "SP-1 was reported and stays as it is: freeze the status anew"


def test_what_cannot_be_measured_is_refused_with_the_reason() -> None:
    workspace = a_workspace(*a_project("P-1"))
    assert refusal("status.take", at(workspace, "P-1")) == (
        "P-1 project P-1 cannot be measured: no baseline was approved"
    )
