"""This file tests flows of a case that wait for a milestone, and what a slip of it breaks."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.business_case.appraisal import appraisal_of, flows_of
from pmtui.figures.business_case.versions import still_holds
from pmtui.figures.business_case.waiting_flows import forecast_day
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import BusinessCase
from tests.conftest import a_project, a_task, figures_of, id_of
from tests.figures.business_case.cases import a_case, a_flow

_START = date(2026, 12, 1)


def cases(reached: date, case: dict[str, Any] | None = None, **flow: Any) -> Figures:
    """An approved version, and a draft whose savings wait for a milestone of another project."""
    waiting = {"start_after": id_of("M-1"), "months_after": 1, **flow}
    return figures_of(
        a_project("P-1"),
        a_project("P-2"),
        a_task("M-1", project="P-2", finish=reached),
        a_case("BX-1", state="approved", start=_START, period="month"),
        a_flow("BX-1", "build", 0, -100),
        a_flow("BX-1", "savings", 2, 102),
        a_case("BX-2", version=2, **{"start": _START, "period": "month", **(case or {})}),
        a_flow("BX-2", "build", 0, -100),
        a_flow("BX-2", "savings", 2, 102, **waiting),
    )


def _case(figures: Figures, key: str) -> BusinessCase:
    return figures.workspace.rows_of(BusinessCase)[id_of(key)]


def _periods(figures: Figures, key: str) -> list[int]:
    return [period for period, _ in flows_of(figures, _case(figures, key))]


def test_a_flow_of_a_draft_falls_so_many_months_after_its_milestone() -> None:
    figures = cases(date(2027, 5, 20))
    assert _periods(figures, "BX-2") == [0, 6]
    assert _periods(figures, "BX-1") == [0, 2]


def test_a_slip_that_breaks_a_case_is_named_by_the_flow_that_waits() -> None:
    assert still_holds(cases(date(2027, 1, 20)), id_of("P-1")).holds is True
    verdict = still_holds(cases(date(2028, 1, 20)), id_of("P-1"))
    assert (verdict.holds, verdict.broken_by) == (False, ("savings",))


@pytest.mark.parametrize(
    ("reached", "case", "flow"),
    [
        (date(2027, 5, 20), {"start": None}, {}),
        (date(2027, 5, 20), {}, {"start_after": 0}),
        (date(2027, 5, 20), {"state": "superseded"}, {}),
        (date(2027, 5, 20), {}, {"start_after": 987_654}),
    ],
)
def test_without_a_day_to_wait_for_a_flow_stays_where_it_is(
    reached: date, case: dict[str, Any], flow: dict[str, Any]
) -> None:
    assert _periods(cases(reached, case, **flow), "BX-2") == [0, 2]


def test_what_would_come_before_the_start_counts_from_the_start() -> None:
    figures = cases(date(2026, 12, 20), months_after=-30)
    (_, row), *_ = [pair for pair in flows_of(figures, _case(figures, "BX-2")) if pair[1].benefit]
    assert forecast_day(figures, _case(figures, "BX-2"), row) == _START
    assert appraisal_of(figures, _case(figures, "BX-2")).left_out == 0


def test_what_comes_in_hundreds_of_years_counts_in_the_last_period_there_is() -> None:
    assert _periods(cases(date(2027, 1, 20), months_after=1200), "BX-2") == [0, 1200]
