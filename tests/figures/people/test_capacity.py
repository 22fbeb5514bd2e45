"""This file tests how much time people have: calendar by units, less leave."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.figures.people.capacity import Share, capacity_of
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.changes.ops import create, edit
from pmtui.model.staffing.teams import Leave
from tests.conftest import a_person, a_project, figures_after, figures_of, id_of

ANN: Final = id_of("H-1")
MONDAY: Final = date(2027, 3, 1)
FIRST: Final = MONDAY.toordinal()
FRIDAY: Final = FIRST + 4


def leave(number: int, first: int, last: int, percent: int = 100) -> Leave:
    days = MONDAY + timedelta(days=first), MONDAY + timedelta(days=last)
    return Leave(id=number, person=ANN, first=days[0], last=days[1], percent=percent)


def hours(*rows: Any, share: Share | None = None, **person: Any) -> list[float]:
    """The hours of Ann on the five days of a week."""
    figures = figures_of(a_person("H-1", "Ann", **person), a_project(), *rows)
    days = capacity_of(figures).over((share or Share(ANN),), FIRST, FRIDAY)
    return [minutes / 60 for minutes in days]


@pytest.mark.parametrize(
    ("leaves", "left"),
    [
        ([], [8, 8, 8, 8, 8]),
        ([(0, 0, 100)], [0, 8, 8, 8, 8]),
        ([(4, 9, 100)], [8, 8, 8, 8, 0]),
        ([(-9, 0, 50)], [4, 8, 8, 8, 8]),
        ([(-9, -1, 100)], [8, 8, 8, 8, 8]),
        ([(5, 9, 100)], [8, 8, 8, 8, 8]),
        ([(1, 2, 50), (2, 3, 100)], [8, 4, 0, 0, 8]),
        ([(0, 0, 50), (4, 4, 25)], [4, 8, 8, 8, 6]),
    ],
)
def test_leave_takes_its_days_the_longest_where_several_overlap(
    leaves: list[tuple[int, int, int]], left: list[float]
) -> None:
    assert hours(*(leave(at, *days) for at, days in enumerate(leaves, 1))) == left


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        (FIRST, FRIDAY, [4, 4, 4, 4, 4]),
        (FIRST - 9, FRIDAY + 9, [4, 4, 4, 4, 4]),
        (FIRST + 1, FRIDAY, [0, 4, 4, 4, 4]),
        (FIRST, FRIDAY - 1, [4, 4, 4, 4, 0]),
        (FIRST + 2, FIRST + 2, [0, 0, 4, 0, 0]),
        (FRIDAY + 1, FRIDAY + 9, [0, 0, 0, 0, 0]),
    ],
)
def test_a_share_has_its_part_from_its_first_to_its_last_day(
    first: int, last: int, left: list[float]
) -> None:
    assert hours(share=Share(ANN, 0, 50, first, last)) == left


def test_leave_takes_of_a_share_no_more_than_its_part_and_only_in_its_days() -> None:
    share = Share(ANN, 0, 50, FIRST + 1, FIRST + 2)
    assert hours(leave(1, 0, 1), share=share) == [0, 0, 4, 0, 0]
    assert hours(leave(1, 2, 9, 50), share=share) == [0, 4, 2, 0, 0]


@pytest.mark.parametrize(
    "person", [{"archived": True}, {"kind": "material"}, {"kind": "cost"}], ids=str
)
def test_who_was_archived_and_what_is_nobody_has_no_hours(person: dict[str, Any]) -> None:
    assert hours(**person) == [0, 0, 0, 0, 0]
    assert hours(share=Share(id_of("H-9"))) == [0, 0, 0, 0, 0]


def test_two_people_have_what_both_have_by_calendars_of_their_own() -> None:
    mornings = WorkingCalendar(id=50, key="K-1", name="Mornings", monday="08:00-12:00")
    people = a_person("H-1", "Ann", calendar=50), a_person("H-2", "Bob", units=200)
    figures = figures_of(mornings, *people, a_project())
    shares = Share(ANN), Share(id_of("H-2"), 50), Share(ANN, 0, 50)
    days = capacity_of(figures).over(shares, FIRST, FRIDAY)
    monday = 4 + 2 * 4 + 2
    assert days[0] / 60 == monday
    other = Share(ANN), Share(id_of("H-2"))
    assert capacity_of(figures).over(other, FIRST, FIRST)[0] / 60 == 4 + 16


def test_a_weekend_is_nobodys_and_a_day_alone_is_a_day() -> None:
    figures = figures_of(a_person("H-1", "Ann"), a_project())
    capacity = capacity_of(figures)
    assert capacity.over((Share(ANN),), FIRST + 5, FIRST + 6) == [0.0, 0.0]
    assert capacity.over((Share(ANN),), FIRST, FIRST) == [480.0]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (0, 4, [(2, 3, 50)]),
        (3, 9, [(3, 3, 50)]),
        (0, 2, [(2, 2, 50)]),
        (0, 1, []),
        (4, 9, []),
    ],
)
def test_somebody_is_away_in_what_of_a_leave_lies_in_the_days(
    first: int, last: int, told: list[tuple[int, int, int]]
) -> None:
    figures = figures_of(a_person("H-1", "Ann"), leave(1, 2, 3, 50))
    away = capacity_of(figures).away(ANN, FIRST + first, FIRST + last)
    assert [(begin - FIRST, end - FIRST, part) for begin, end, part in away] == told


def test_it_follows_edits_of_people_and_of_leave() -> None:
    figures = figures_of(a_person("H-1", "Ann"), a_project())
    before = capacity_of(figures)
    person = figures.workspace.people[ANN]
    project = figures.workspace.components[id_of("P-1")]
    renamed = figures_after(figures, *edit("components", project, name="Build"))
    assert capacity_of(renamed).over((Share(ANN),), FIRST, FIRST) == [480.0]
    half = figures_after(figures, *edit("people", person, units=50))
    assert capacity_of(half).over((Share(ANN),), FIRST, FIRST) == [240.0]
    off = figures_after(half, create("leaves", leave(9, 0, 0)))
    assert capacity_of(off).over((Share(ANN),), FIRST, FIRST) == [0.0]
    assert before.over((Share(ANN),), FIRST, FIRST) == [480.0]
