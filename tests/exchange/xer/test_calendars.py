"""This file reads the calendars of P6 exports."""

from collections.abc import Mapping
from datetime import date

import pytest

from pmtui.exchange.xer.calendars import minutes_of_day, read_calendars
from pmtui.exchange.xer.xer_tables import XerTable, read_tables
from pmtui.model.calendar.work_calendar import AS_BASE, FULL_DAY, OFFICE_WEEK, Calendar
from tests.exchange.xer.documents import document, office


def table(*rows: Mapping[str, object]) -> XerTable:
    return read_tables(document({"CALENDAR": rows}))[0]["CALENDAR"]


def calendar(data: str, **fields: object) -> Calendar:
    row = {"clndr_id": 1, "clndr_name": "c", "clndr_data": data}
    return read_calendars(table(row | fields))[1]


def test_a_week_starts_on_sunday_and_days_count_from_1899() -> None:
    read = calendar(office("(0||0(d|45765)())(0||1(d|45766)((0||0(s|09:00|f|10:00)())))"))
    assert read.days == OFFICE_WEEK
    assert [(e.first, e.last, e.shifts) for e in read.exceptions] == [
        (date(2025, 4, 18), date(2025, 4, 18), ()),
        (date(2025, 4, 19), date(2025, 4, 19), ((540, 600),)),
    ]


def test_midnight_to_midnight_is_the_whole_day() -> None:
    days = "".join(f"(0||{day}()((0||0(s|00:00|f|00:00)())))" for day in range(1, 8))
    read = calendar(f"(0||CalendarData()((0||DaysOfWeek()({days}))))")
    assert read.days == (FULL_DAY,) * 7


def test_old_files_write_times_with_am_and_pm() -> None:
    day = "(0||2()((0||0(s|12:30 AM|f|12:00 PM)())(0||1(s|01:00 PM|f|05:00 PM)())))"
    read = calendar(f"(0||CalendarData()((0||DaysOfWeek()({day}))))")
    assert read.days[0] == ((30, 720), (780, 1020))


def test_seconds_of_a_shift_are_cut() -> None:
    day = "(0||2()((0||0(s|08:00:59|f|12:30:59)())(0||1(s|01:00:31 PM|f|05:00:00 PM)())))"
    read = calendar(f"(0||CalendarData()((0||DaysOfWeek()({day}))))")
    assert read.days[0] == ((480, 750), (780, 1020))


def test_a_calendar_without_data_is_as_its_base_or_as_the_default() -> None:
    found = read_calendars(
        table(
            {"clndr_id": 1, "default_flag": "Y", "clndr_data": office()},
            {"clndr_id": 2},
            {"clndr_id": 3, "base_clndr_id": 2},
        )
    )
    assert [(found[id_].base, found[id_].days) for id_ in (2, 3)] == [(1, AS_BASE), (2, AS_BASE)]


def test_a_day_may_stand_for_more_or_fewer_hours() -> None:
    rows = table({"clndr_id": 1, "day_hr_cnt": 7.5}, {"clndr_id": 2})
    assert [minutes_of_day(rows, id_) for id_ in (1, 2, 3)] == [450, 480, 480]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("(0||C()((0||DaysOfWeek()((0||8()())))))", "'8' is no day"),
        ("(0||C()((0||DaysOfWeek()((0||1()((0||0(s|x|f|y)()))))))) ", "'x' is no time"),
        (
            "(0||C()((0||DaysOfWeek()((0||1()((0||0(s|8:00|f|9:00)())(0||0(s|8:30|f|9:30)())))))))",
            "shifts must follow one another",
        ),
        ("(0||C()((0||Exceptions()((0||0(d|99999999)())))))", "'99999999' is no date"),
    ],
)
def test_a_bad_calendar_says_what_is_wrong(data: str, message: str) -> None:
    rows = table({"clndr_id": 1, "clndr_name": "c", "clndr_data": data})
    read_calendars(rows)
    (odd,) = rows.odd.findings()
    assert message in odd.text
