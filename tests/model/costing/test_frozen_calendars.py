"""This file tests that frozen working time is the working time that was frozen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.calendar.work_calendar import OFFICE, CalendarError, day_shifts
from pmtui.model.costing.frozen_calendars import frozen_calendar, frozen_fields
from pmtui.model.entities.baselines import FrozenCalendar

FIRST = date(2026, 1, 1)
SHIFTS = st.sampled_from([(), ((480, 720), (780, 1020)), ((0, 1440),), ((60, 61),)])


def _frozen(fields: dict[str, str]) -> FrozenCalendar:
    return FrozenCalendar(id=1, baseline=2, number=1, label="Shifts", **fields)  # type: ignore[arg-type]


@given(st.lists(SHIFTS, min_size=1, max_size=60))
def test_every_day_has_the_shifts_it_had_when_it_was_frozen(
    days: list[tuple[tuple[int, int], ...]],
) -> None:
    start = FIRST.toordinal()
    fields = frozen_fields(
        lambda at: days[at - start], FIRST, FIRST + timedelta(days=len(days) - 1)
    )
    shifts = day_shifts((frozen_calendar(_frozen(fields)),))
    assert [shifts(start + at) for at in range(len(days))] == days


def test_a_usual_year_is_a_week_and_its_holidays() -> None:
    office = day_shifts((OFFICE,))
    off = {date(2026, 12, 24).toordinal() + at for at in range(3)}
    fields = frozen_fields(lambda at: () if at in off else office(at), FIRST, date(2026, 12, 31))
    assert fields["monday"] == "08:00-12:00 13:00-17:00"
    assert fields["sunday"] == "off"
    assert fields["exceptions"] == "2026-12-24..2026-12-25 off"


@pytest.mark.parametrize("line", ["tomorrow off", "2026-13-01 off", "2026-01-01 8 to 9"])
def test_an_exception_that_cannot_be_read_says_so(line: str) -> None:
    with pytest.raises(CalendarError):
        frozen_calendar(_frozen({"exceptions": line}))


def test_days_after_one_another_with_the_same_hours_are_one_stretch() -> None:
    office = day_shifts((OFFICE,))
    monday = date(2026, 12, 14).toordinal()
    short = ((480, 600),)
    odd = {
        **dict.fromkeys(range(monday, monday + 3), ()),
        monday + 3: short, monday + 4: (), monday + 8: (), monday + 10: short, monday + 11: short,
    }  # fmt: skip
    fields = frozen_fields(lambda at: odd.get(at, office(at)), FIRST, date(2026, 12, 31))
    assert fields["exceptions"].splitlines() == [
        "2026-12-14..2026-12-16 off",
        "2026-12-17 08:00-10:00",
        "2026-12-18 off",
        "2026-12-22 off",
        "2026-12-24..2026-12-25 08:00-10:00",
    ]
