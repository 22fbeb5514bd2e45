"""This file tests which baseline is in force and what it says."""

from datetime import date

from pmtui.figures.components.component_dates import (
    baseline_in_force,
    baseline_row,
    baselines_of,
    own_baseline_finish,
)
from pmtui.model.entities.baselines import Baseline, BaselineKind, BaselineRow
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

PROJECT, TASK = id_of("P-1"), id_of("T-1")
DAY = date(2026, 12, 4)


def a_baseline(number: int, kind: BaselineKind, finish: date | None = None) -> Baseline:
    return Baseline(
        id=number,
        component=PROJECT,
        label=f"baseline {number}",
        number=number,
        kind=kind,
        taken_at=TODAY,
        finish=finish,
    )


def a_row(number: int, baseline: int, finish: date) -> BaselineRow:
    return BaselineRow(id=number, baseline=baseline, task=TASK, title="", finish=finish)


def test_the_newest_that_was_approved_is_in_force() -> None:
    rows = a_baseline(3, "current"), a_baseline(1, "original"), a_baseline(4, "snapshot")
    workspace = a_workspace(a_project(), *rows)
    assert [baseline.number for baseline in baselines_of(workspace, PROJECT)] == [1, 3, 4]
    held = baseline_in_force(workspace, PROJECT)
    assert held is not None
    assert held.number == 3


def test_a_mere_copy_is_not_in_force() -> None:
    workspace = a_workspace(a_project(), a_baseline(1, "snapshot", DAY))
    assert baseline_in_force(workspace, PROJECT) is None
    assert own_baseline_finish(workspace, PROJECT) is None


def test_a_task_has_the_dates_of_the_baseline_in_force_and_of_no_other() -> None:
    other = a_row(11, 1, TODAY), a_row(12, 2, DAY)
    baselines = a_baseline(1, "original"), a_baseline(2, "current")
    workspace = a_workspace(a_project(), a_task("T-1"), *baselines, *other)
    row = baseline_row(workspace, workspace.tasks[TASK])
    assert row is not None
    assert row.finish == DAY
    bare = a_workspace(a_project(), a_task("T-1"), *other)
    assert baseline_row(bare, bare.tasks[TASK]) is None
    silent = a_workspace(a_project(), a_task("T-1"), *baselines, other[0])
    assert baseline_row(silent, silent.tasks[TASK]) is None


def test_a_baseline_finish_typed_for_a_component_goes_before_that_of_its_baseline() -> None:
    held = a_baseline(1, "original", DAY)
    assert own_baseline_finish(a_workspace(a_project(), held), PROJECT) == DAY
    typed = a_workspace(a_project(baseline_finish=TODAY), held)
    assert own_baseline_finish(typed, PROJECT) == TODAY
