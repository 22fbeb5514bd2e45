"""This file tests public holidays against the library that knows them, country by country."""

from datetime import date
from typing import cast

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.actions.core.action import Refused
from pmtui.actions.schedule.public_holidays import public_holidays
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar, day_of
from pmtui.model.calendar.work_calendar import bases, day_shifts
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed
from tests.conftest import a_workspace, id_of

FULL_DAY = "08:00-12:00 13:00-17:00"
OFFICE = WorkingCalendar(
    id=id_of("K-1"),
    key="K-1",
    name="Office",
    monday=FULL_DAY,
    tuesday=FULL_DAY,
    wednesday=FULL_DAY,
    thursday=FULL_DAY,
    friday="08:00-14:00",
)
COUNTRIES = sorted(code for code in holidays.list_supported_countries() if len(code) == 2)


def with_holidays(text: str) -> Workspace:
    """A workspace whose one calendar has been given the holidays of a country."""
    return after("calendar.holidays", at(a_workspace(OFFICE), "K-1"), country=text)


def exceptions(workspace: Workspace) -> dict[date, CalendarException]:
    """The days that differ, by day."""
    rows = workspace.rows("calendar_exceptions").values()
    return {row.first: row for row in (cast("CalendarException", row) for row in rows)}


def minutes_on(workspace: Workspace, day: date) -> int:
    """Working minutes of the calendar on a day."""
    shifts = day_shifts(bases(stored_calendars(workspace), id_of("K-1")))
    return sum(finish - start for start, finish in shifts(day.toordinal()))


@settings(deadline=None)
@given(st.sampled_from(COUNTRIES), st.integers(2020, 2027))
def test_no_public_holiday_is_worked_and_every_day_worked_in_exchange_is(
    country: str, year: int
) -> None:
    known = holidays.country_holidays(country, years=year)
    then = with_holidays(f"{country} {year}")
    assert all(minutes_on(then, day) == 0 for day in known if day.year == year)
    worked = {day for day in known.weekend_workdays if day.year == year} - known.keys()
    assert all(minutes_on(then, day) > 0 for day in worked)
    assert all(day.year == year for day in exceptions(then))


@settings(deadline=None)
@given(st.sampled_from(COUNTRIES), st.integers(2024, 2027))
def test_a_day_that_every_part_of_a_country_has_off_is_off_in_the_country(
    country: str, year: int
) -> None:
    parts = getattr(holidays, country).subdivisions
    if parts:
        of_parts = [holidays.country_holidays(country, subdiv=part, years=year) for part in parts]
        shared = set.intersection(*({*days} for days in of_parts))
        then = with_holidays(f"{country} {year}")
        assert all(minutes_on(then, day) == 0 for day in shared if day.year == year)


@pytest.mark.parametrize(
    ("country", "count"), [("CN", 6), ("HU", 2), ("LV", 2), ("VN", 1), ("MM", 1), ("UZ", 1)]
)
def test_days_worked_in_exchange_have_the_hours_of_an_ordinary_day(
    country: str, count: int
) -> None:
    worked = [
        row
        for row in exceptions(with_holidays(f"{country} 2026")).values()
        if row.hours != "off" and row.first.weekday() > 4
    ]
    assert [row.hours for row in worked] == [FULL_DAY] * count


def test_a_half_day_ends_when_its_country_says() -> None:
    of_turkey = exceptions(with_holidays("TR 2026"))
    assert of_turkey[date(2026, 10, 28)].hours == "08:00-12:00"
    of_estonia = exceptions(with_holidays("EE 2026"))
    assert of_estonia[date(2026, 12, 23)].hours == "08:00-12:00 13:00-14:00"
    assert date(2026, 12, 24) in of_estonia
    of_greece = exceptions(with_holidays("GR 2026"))
    assert of_greece[date(2026, 12, 24)].hours == "08:00-12:00"


@settings(deadline=None)
@given(st.sampled_from(COUNTRIES))
def test_a_half_day_is_shorter_than_its_weekday_and_never_free_of_hours_that_cannot_be(
    country: str,
) -> None:
    plain = a_workspace(OFFICE)
    then = with_holidays(f"{country} 2026")
    for day, row in exceptions(then).items():
        assert day_of(row.hours, row.name) is not None
        if row.hours != "off" and day.weekday() < 5:
            assert minutes_on(then, day) < minutes_on(plain, day)


def test_half_days_that_only_some_people_have_are_written_when_they_are_named() -> None:
    assert date(2026, 6, 1) not in exceptions(with_holidays("CN 2026"))
    assert exceptions(with_holidays("CN half_day 2026"))[date(2026, 6, 1)].hours == "08:00-12:00"


def test_what_is_estimated_is_marked_in_english() -> None:
    names = [row.name for row in exceptions(with_holidays("MA 2027")).values()]
    assert any(name.endswith("(estimated)") for name in names)
    assert "estimated from the moon" in said("MA 2027")


def test_a_kind_of_holidays_is_written_where_it_is_named_and_refused_where_there_is_none() -> None:
    assumption = date(2026, 8, 15)
    assert assumption not in exceptions(with_holidays("DE-BY 2026"))
    assert assumption in exceptions(with_holidays("DE-BY catholic 2026"))
    with pytest.raises(Refused, match="DE has no holidays of the kind 'lutheran': it has catholic"):
        public_holidays("DE", "", range(2026, 2027), ("lutheran",))


def test_the_parts_of_a_country_are_offered_where_they_have_more() -> None:
    of_australia = said("AU 2026")
    assert "2026-12-28 from its parts, all of which have it off" in of_australia
    assert "name one, such as AU-ACT (ACT, NSW, NT, QLD, SA, TAS, VIC, WA" in of_australia
    assert "name one" not in said("AU-NSW 2026")
    assert "name one" not in said("HU 2026")


def test_years_for_which_no_exchange_is_known_yet_are_named() -> None:
    assert "not known yet for 2027 to 2028" in said("HU 2026-2028")
    assert "not known yet" not in said("HU 2026")


def said(text: str) -> str:
    """What a person is shown when the holidays have been written."""
    return proposed("calendar.holidays", at(a_workspace(OFFICE), "K-1"), country=text).message
