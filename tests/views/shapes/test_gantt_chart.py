"""This file tests the plain shapes of a Gantt chart."""

from datetime import timedelta

from pmtui.views.shapes.gantt_chart import is_weekday
from tests.conftest import TODAY


def test_five_days_from_a_monday_are_weekdays_and_two_are_not() -> None:
    monday = TODAY.toordinal()
    assert [is_weekday(monday + day) for day in range(7)] == [True] * 5 + [False] * 2
    assert (TODAY + timedelta(days=5)).strftime("%a") == "Sat"
