"""This file reads the calendars of MS Project plans: weeks, holidays, what recurs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.model.calendar.work_calendar import OFFICE_DAY
from tests.exchange.msproject.documents import document


def exceptions(fields: str) -> list[date]:
    """The single days of a recurring exception of two years."""
    more = f"""<Exceptions><Exception><Name>x</Name><TimePeriod>
      <FromDate>2025-01-01T00:00:00</FromDate><ToDate>2026-12-31T23:59:00</ToDate></TimePeriod>
      <DayWorking>0</DayWorking>{fields}</Exception></Exceptions>"""
    found = read_msproject(document(more=more)).calendars[1].exceptions
    assert all(exception.first == exception.last for exception in found)
    return [exception.first for exception in found]


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        (
            "<Type>2</Type><Month>11</Month><MonthDay>25</MonthDay>",
            [date(2025, 12, 25), date(2026, 12, 25)],
        ),
        (
            "<Type>3</Type><Month>10</Month><MonthItem>7</MonthItem><MonthPosition>3</MonthPosition>",
            [date(2025, 11, 27), date(2026, 11, 26)],
        ),
        (
            "<Type>4</Type><Period>6</Period><MonthDay>31</MonthDay>",
            [date(2025, 1, 31), date(2025, 7, 31), date(2026, 1, 31), date(2026, 7, 31)],
        ),
        (
            "<Type>5</Type><Period>12</Period><MonthItem>1</MonthItem><MonthPosition>4</MonthPosition>",
            [date(2025, 1, 31), date(2026, 1, 30)],
        ),
        (
            """<Type>6</Type><Period>2</Period><DaysOfWeek>32</DaysOfWeek>
            <EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>2</Occurrences>""",
            [date(2025, 1, 3), date(2025, 1, 17)],
        ),
        (
            "<Type>7</Type><Period>500</Period>",
            [date(2025, 1, 1), date(2026, 5, 16)],
        ),
    ],
)
def test_a_recurring_exception_is_written_out(fields: str, days: list[date]) -> None:
    assert exceptions(fields) == days


def test_a_range_of_free_days_stays_one_exception() -> None:
    more = """<Exceptions><Exception><TimePeriod><FromDate>2025-12-24T00:00:00</FromDate>
      <ToDate>2026-01-02T23:59:00</ToDate></TimePeriod><Type>1</Type></Exception></Exceptions>"""
    (exception,) = read_msproject(document(more=more)).calendars[1].exceptions
    assert (exception.first, exception.last) == (date(2025, 12, 24), date(2026, 1, 2))
    assert exception.shifts == ()


def test_an_old_file_has_its_exceptions_among_the_weekdays() -> None:
    old = """<WeekDay><DayType>0</DayType><DayWorking>1</DayWorking><TimePeriod>
      <FromDate>2025-05-03T00:00:00</FromDate><ToDate>2025-05-03T23:59:00</ToDate></TimePeriod>
      <WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime>
      </WorkingTime></WorkingTimes></WeekDay></WeekDays>"""
    data = document().replace(b"</WeekDays>", old.encode())
    calendar = read_msproject(data).calendars[1]
    assert calendar.days[0] == OFFICE_DAY
    assert [(e.first, e.shifts) for e in calendar.exceptions] == [(date(2025, 5, 3), ((480, 720),))]


@given(st.sampled_from(["23:59:00", "23:59:29", "23:59:30", "23:59:59", "23:59:59.999"]))
def test_days_that_end_in_the_last_second_end_that_day(time: str) -> None:
    period = f"""<TimePeriod><FromDate>2025-04-08T00:00:00</FromDate>
      <ToDate>2025-04-09T{time}</ToDate></TimePeriod>"""
    odd = f"<Exceptions><Exception>{period}<DayWorking>0</DayWorking></Exception></Exceptions>"
    week = f"<WorkWeeks><WorkWeek>{period}<WeekDays><WeekDay><DayType>3</DayType>"
    week += "<DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek></WorkWeeks>"
    old = f"<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>{period}</WeekDay>"
    more = f"<WeekDays>{old}</WeekDays>{odd}{week}"
    calendar = read_msproject(document(more=more)).calendars[1]
    assert len(calendar.exceptions) == 2
    lasts = [one.last for one in calendar.exceptions] + [one.last for one in calendar.weeks]
    assert lasts == [date(2025, 4, 9)] * 3
