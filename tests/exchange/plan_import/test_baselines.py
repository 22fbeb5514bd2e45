"""This file imports the baselines of plans."""

from datetime import date
from typing import cast

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.figures.earned_value.planned_value import planned_value
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.entities.baselines import Baseline, BaselineRow
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.plans.stored import imported, planned

AGREED = """<Baseline><Number>0</Number><Start>2025-04-08T08:00:00</Start>
  <Finish>2025-04-09T17:00:00</Finish><Duration>PT16H</Duration><Work>PT8H</Work>
  <Cost>12345</Cost></Baseline>"""


def test_what_was_agreed_becomes_rows_that_a_second_import_leaves_alone() -> None:
    plan = read_msproject(tasks(a_task(1, AGREED), a_task(2)))
    workspace = imported(plan)
    (baseline,) = (cast("Baseline", row) for row in workspace.rows("baselines").values())
    assert (baseline.number, baseline.kind, baseline.label) == (1, "original", "Baseline")
    (row,) = (cast("BaselineRow", row) for row in workspace.rows("baseline_rows").values())
    assert (row.start, row.start_time) == (date(2025, 4, 8), 480)
    assert (row.duration, row.work) == (960, 480)
    assert row.cost is not None
    assert row.cost.amount == 12345
    later = read_msproject(tasks(a_task(1, AGREED.replace("PT16H", "PT24H"))))
    found = planned(later, workspace, start=10_000_000)
    assert "baseline 1 is there already and stays as it was agreed" in found.notes
    assert not any(op.table in {"baselines", "baseline_rows"} for op in found.ops)


def test_the_cost_of_an_imported_baseline_is_spread_over_the_time_that_was_agreed() -> None:
    workspace = imported(read_msproject(tasks(a_task(1, AGREED), a_task(2))))
    (baseline,) = workspace.rows_of(Baseline).values()
    plan = planned_value(workspace, baseline.component, has_parts=False)
    assert not plan.is_older
    assert (plan.bac, plan.currency) == (12345, baseline.currency)
    ends = [moment(date(2025, 4, day), None, ends=True) for day in (7, 8, 9)]
    assert plan.series(ends) == [0, 6173, 12345]
