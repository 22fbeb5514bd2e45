"""This file tests stored calendars: hours as text, weeks, exceptions, what is refused."""

from datetime import date

import pytest

from pmtui.model.calendar.stored_calendars import (
    CalendarException,
    CalendarWeek,
    WorkingCalendar,
    calendars,
    day_of,
    hours_text,
)
from pmtui.model.calendar.work_calendar import CalendarError, bases, day_shifts
from pmtui.model.rules.checks import check
from tests.conftest import a_workspace, id_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("off", ()),
        ("08:00-12:00 13:00-17:00", ((480, 720), (780, 1020))),
        ("19:00-24:00", ((1140, 1440),)),
    ],
)
def test_hours_read_back_as_they_were_written(text: str, day: object) -> None:
    assert day_of(text, "monday") == day
    assert hours_text(day_of(text, "monday")) == text


@pytest.mark.parametrize(
    "text", ["8 to 5", "08:00-08:00", "22:00-06:00", "08:00-12:00 11:00-13:00", "09:70-10:00"]
)
def test_hours_that_cannot_be_are_refused_with_their_day(text: str) -> None:
    with pytest.raises(CalendarError, match="monday"):
        day_of(text, "monday")


def test_an_exception_goes_before_a_week_and_a_week_before_the_usual_one() -> None:
    office = WorkingCalendar(id=1, name="Office", monday="09:00-17:00", tuesday="09:00-17:00")
    summer = CalendarWeek(
        id=2, calendar=1, first=date(2026, 7, 1), last=date(2026, 7, 31), monday="07:00-13:00"
    )
    away = CalendarException(id=3, calendar=1, first=date(2026, 7, 13), last=date(2026, 7, 13))
    made = calendars([office], {1: [summer]}, {1: [away]})
    shifts = day_shifts(bases(made, 1))
    assert shifts(date(2026, 7, 6).toordinal()) == ((420, 780),)
    assert shifts(date(2026, 7, 7).toordinal()) == ((540, 1020),)
    assert shifts(date(2026, 7, 13).toordinal()) == ()
    assert shifts(date(2026, 7, 8).toordinal()) == ()


def test_a_calendar_that_stands_on_itself_or_has_wrong_hours_is_refused() -> None:
    one = WorkingCalendar(id=id_of("K-1"), key="K-1", name="One", base=id_of("K-2"))
    two = WorkingCalendar(id=id_of("K-2"), key="K-2", name="Two", base=id_of("K-1"), friday="x")
    early = CalendarException(id=9, calendar=one.id, first=date(2026, 2, 2), last=date(2026, 2, 1))
    workspace = a_workspace(one, two, early)
    touched = [("calendars", one.id), ("calendars", two.id), ("calendar_exceptions", early.id)]
    text = "; ".join(problem.text for problem in check(workspace, touched))
    assert "K-1 would stand on itself: K-1 > K-2 > K-1" in text
    assert "K-2: friday: 'x' is no shift" in text
    assert "ends on 2026-02-01, before it begins on 2026-02-02" in text
