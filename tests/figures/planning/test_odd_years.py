"""This file plans tasks whose dates nobody can have meant: they cost nothing and move nothing."""

import tracemalloc
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.schedule_inputs import within_span
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.date_range import FIRST_DAY, LAST_DAY
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of
from tests.figures.attention.needs import needs_in

ODD = st.one_of(
    st.dates(max_value=date.fromordinal(FIRST_DAY.toordinal() - 1)),
    st.dates(min_value=date.fromordinal(LAST_DAY.toordinal() + 1)),
)
FIELDS = ("due", "start", "finish", "actual_start", "actual_finish", "constraint_date", "resume")


@given(st.dictionaries(st.sampled_from(FIELDS), ODD, min_size=1))
def test_a_plan_with_odd_years_is_the_plan_without_them(dates: dict[str, date]) -> None:
    row = Task(id=id_of("T-1"), key="T-1", title="Dig", component=id_of("P-1"))
    rest = a_project("P-1", start=date(2026, 11, 2)), a_task("T-2", after="T-1")
    plain = a_workspace(*rest, row)
    odd = a_workspace(*rest, structs.replace(row, **dates))
    plans = [plan_of(Figures(workspace, TODAY), id_of("P-1")) for workspace in (plain, odd)]
    assert all(plan is not None and not plan.problem for plan in plans)
    dated = [[plan.dates(id_of(key)) for key in ("T-1", "T-2")] for plan in plans if plan]
    assert dated[0] == dated[1]


def test_a_project_that_starts_in_year_26_needs_no_memory_for_two_thousand_years() -> None:
    workspace = a_workspace(a_project("P-1", start=date(26, 1, 5)), a_task("T-1"))
    tracemalloc.start()
    plan = plan_of(Figures(workspace, TODAY), id_of("P-1"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert plan is not None
    assert plan.finish is not None
    assert most < 5_000_000


def test_a_task_with_ordinary_dates_is_taken_as_it_is() -> None:
    row = a_workspace(a_task("T-1", due=date(2027, 1, 4))).tasks[id_of("T-1")]
    assert within_span(row) is row


def test_an_odd_year_is_named_among_what_needs_somebody_and_promises_nothing() -> None:
    workspace = a_workspace(
        a_project("P-1", start=date(2026, 11, 2), finish=date(3026, 1, 1)),
        a_task("T-1", due=date(1, 1, 1)),
        a_task("T-2", due=date(3026, 1, 5)),
    )
    figures = Figures(workspace, TODAY)
    said = [need.text for need in needs_in(figures, id_of("P-1"))]
    assert "T-1 Task T-1: due 0001-01-01: the year 1 is outside 1950 to 2149" in " ".join(said)
    assert not any("739" in text for text in said)
    assert figures.rollup(id_of("P-1")).dates.promised is None
