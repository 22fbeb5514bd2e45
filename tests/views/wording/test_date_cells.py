"""This file tests how the dates of a component are written into cells."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.components.component_dates import Outlook
from pmtui.figures.components.rollup import Rollup
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment
from pmtui.views.shapes.table import Cell
from pmtui.views.wording.date_cells import (
    WAITING,
    baseline_cell,
    margin_cell,
    outlook_text,
    planned_cell,
    promise_text,
    promised_cell,
    slip_cell,
    worst_cell,
    worst_text,
)
from pmtui.views.wording.formatting import NOTHING
from tests.conftest import TODAY, a_component, a_policy, figures_of, id_of

PROGRAM = id_of("PG-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def written(
    cell_of: Callable[[Figures, int], Cell], planned: int | None = None, **dates: Any
) -> tuple[str, str]:
    """The text and tone of a cell of a program planned to end so many days from today."""
    policy = a_policy(late_amber_days=5, late_red_days=10)
    figures = figures_of(policy, a_component("PG-1"), a_component("P-1", "PG-1"))
    end = None if planned is None else moment(on(planned), None, ends=True)
    figures._rollups[PROGRAM] = Rollup(component=PROGRAM, dates=Outlook(end=end, **dates))
    cell = cell_of(figures, PROGRAM)
    return cell.text, cell.tone


_WAITING, _NOTHING = (WAITING.text, WAITING.tone), (NOTHING.text, NOTHING.tone)


def test_a_planned_finish_is_a_day_or_still_to_come_or_nothing() -> None:
    assert written(planned_cell, 2) == ("25 Nov", "plain")
    assert written(planned_cell, 2, is_waiting=True) == ("25 Nov", "plain")
    assert written(planned_cell, is_waiting=True) == _WAITING
    assert written(planned_cell) == _NOTHING


@pytest.mark.parametrize(
    ("slip", "text", "tone"),
    [
        (-1, "-1d", "plain"),
        (0, "0d", "plain"),
        (4, "+4d", "plain"),
        (5, "+5d", "warn"),
        (9, "+9d", "warn"),
        (10, "+10d", "bad"),
    ],
)
def test_a_slip_is_warned_of_from_the_days_of_the_policy_on(
    slip: int, text: str, tone: str
) -> None:
    assert written(slip_cell, slip, baseline=on(0), is_own_baseline=True) == (text, tone)
    assert written(slip_cell, slip, baseline=on(0)) == (f"~{text}", tone)


def test_a_slip_waits_only_where_there_is_a_baseline_to_slip_from() -> None:
    assert written(slip_cell, baseline=on(0), is_waiting=True) == _WAITING
    assert written(slip_cell, is_waiting=True) == _NOTHING
    assert written(slip_cell, baseline=on(0)) == _NOTHING


def test_a_baseline_that_comes_from_below_is_marked() -> None:
    assert written(baseline_cell, baseline=on(2), is_own_baseline=True) == ("25 Nov", "plain")
    assert written(baseline_cell, baseline=on(2)) == ("~25 Nov", "plain")
    assert written(baseline_cell) == _NOTHING


@pytest.mark.parametrize(
    ("planned", "tone"), [(1, "plain"), (2, "plain"), (3, "bad"), (None, "plain")]
)
def test_a_promise_is_bad_where_the_plan_ends_after_it(planned: int | None, tone: str) -> None:
    assert written(promised_cell, planned, promised=on(2), promised_by="own") == ("25 Nov", tone)
    assert written(promised_cell, planned, promised=on(2), promised_by="below") == ("~25 Nov", tone)


def test_a_margin_is_the_days_from_plan_to_promise() -> None:
    assert written(margin_cell, 2, promised=on(2), promised_by="own") == ("0d", "plain")
    assert written(margin_cell, 1, promised=on(2), promised_by="own") == ("+1d", "plain")
    assert written(margin_cell, 3, promised=on(2), promised_by="own") == ("-1d", "bad")
    assert written(margin_cell, 3, promised=on(2), promised_by="tasks") == ("~-1d", "bad")
    assert written(margin_cell, promised=on(2), is_waiting=True) == _WAITING
    assert written(margin_cell, promised=on(2)) == _NOTHING


@pytest.mark.parametrize(
    ("worst", "text", "tone"),
    [(4, "+4d P-1", "warn"), (0, "0d P-1", "plain"), (-4, "-4d P-1", "plain")],
)
def test_the_worst_slip_below_is_told_with_where_it_is(worst: int, text: str, tone: str) -> None:
    assert written(worst_cell, worst_below=worst, worst_at=id_of("P-1")) == (text, tone)


def test_without_a_slip_below_there_is_no_worst() -> None:
    assert written(worst_cell) == _NOTHING
    figures = figures_of(a_component("PG-1"))
    assert worst_text(figures, PROGRAM) == ""


@pytest.mark.parametrize(
    ("planned", "dates", "text", "tone"),
    [
        (2, {"baseline": on(2), "is_own_baseline": True}, "slip 0d", "plain"),
        (3, {"baseline": on(2), "is_own_baseline": True}, "slip +1d", "warn"),
        (1, {"baseline": on(2)}, "slip ~-1d", "plain"),
        (2, {}, "slip —", "plain"),
        (2, {"worst_below": 1}, "slip —, worst below +1d P-1", "warn"),
        (2, {"worst_below": 0}, "slip —", "plain"),
        (2, {"worst_below": -1}, "slip —", "plain"),
        (2, {"worst_below": -1, "baseline": on(4)}, "slip ~-2d", "plain"),
        (2, {"worst_below": 1, "baseline": on(4)}, "slip ~-2d, worst below +1d P-1", "warn"),
        (2, {"worst_below": 3, "baseline": on(0)}, "slip ~+2d, worst below +3d P-1", "warn"),
        (2, {"worst_below": 2, "baseline": on(0)}, "slip ~+2d", "warn"),
        (2, {"worst_below": 1, "baseline": on(0)}, "slip ~+2d", "warn"),
    ],
)
def test_an_outlook_tells_the_slip_and_what_is_worse_below(
    planned: int, dates: dict[str, Any], text: str, tone: str
) -> None:
    day = {1: "Tue 24 Nov", 2: "Wed 25 Nov", 3: "Thu 26 Nov"}[planned]
    outlook = written(outlook_text, planned, worst_at=id_of("P-1"), **dates)
    assert outlook == (f"{day}, {text}", tone)


def test_an_outlook_without_a_planned_finish_waits_or_is_nothing() -> None:
    assert written(outlook_text, is_waiting=True) == _WAITING
    assert written(outlook_text) == _NOTHING


def test_a_promise_in_full_tells_the_days_before_it() -> None:
    own: dict[str, Any] = {"promised": on(2), "promised_by": "own"}
    assert written(promise_text, 2, **own) == ("Wed 25 Nov, margin 0d", "plain")
    assert written(promise_text, 3, **own) == ("Wed 25 Nov, margin -1d", "bad")
    assert written(promise_text, **own) == ("Wed 25 Nov", "plain")
    assert written(promise_text, 2, promised=on(2), promised_by="below") == (
        "~Wed 25 Nov, margin 0d", "plain",
    )  # fmt: skip
    assert written(promise_text, 2) == _NOTHING
