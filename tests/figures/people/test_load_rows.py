"""This file tests whose load is shown, over which periods, and when a day is too full."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from pmtui.figures.core.periods import periods_between
from pmtui.figures.people.load_cells import LoadCell, days_over, load_cells, load_periods
from pmtui.figures.people.load_rows import LoadRow, load_rows, role_of, row_of_person
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import RoleRequest, Team, TeamMember
from tests.conftest import TODAY, a_component, a_person, a_project, a_task, figures_of, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")
MONDAY: Final = date(2027, 3, 1)
FRIDAY: Final = MONDAY + timedelta(days=4)
_DAY: Final = 480


def a_store(*rows: Any) -> Figures:
    return figures_of(a_person("H-1", "Ann"), a_person("H-2", "Bob"), a_project(), *rows)


def work(number: int, day: date, minutes: int = _DAY, project: str = "P-1", **fields: Any) -> Any:
    task = a_task(f"T-{number}", project=project, start=day, duration=minutes, **fields)
    return (*task, Assignment(id=number, task=id_of(f"T-{number}"), person=ANN))


def asked(number: int = 60, **fields: Any) -> RoleRequest:
    given: dict[str, Any] = {"component": id_of("P-1"), "first": MONDAY, "last": FRIDAY, **fields}
    return RoleRequest(id=number, key=f"RQ-{number}", title="Build", **{"role": "Dev", **given})


def names(figures: Figures, by: Any = "person", scope: str = "") -> list[str]:
    rows = load_rows(figures, id_of(scope), by, figures.workspace.people)
    return [row.name for row in rows]


@pytest.mark.parametrize(
    ("person", "role"),
    [
        ({"role": "Tester"}, "Tester"),
        ({"role": "Tester", "kind": "role"}, "Tester"),
        ({"kind": "role"}, "Ann"),
        ({}, ""),
    ],
)
def test_a_role_is_what_is_said_or_the_name_of_what_stands_for_one(
    person: dict[str, Any], role: str
) -> None:
    assert role_of(Person(id=1, name="Ann", **person)) == role


def test_in_a_project_only_those_are_shown_who_work_or_are_asked_for_there() -> None:
    figures = a_store(a_component("PG-1"), a_project("P-2"), work(1, MONDAY))
    assert names(figures, scope="P-1") == ["Ann"]
    assert names(figures, scope="P-2") == []
    for scope in ("", "PG-1"):
        assert names(figures, scope=scope) == ["Ann", "Bob"]
    wanted = a_store(a_project("P-2"), asked(person=BOB))
    assert names(wanted, scope="P-1") == ["Bob"]
    assert names(wanted, scope="P-2") == []


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, True),
        ({"state": "proposed"}, True),
        ({"state": "confirmed"}, True),
        ({"state": "declined"}, False),
        ({"archived": True}, False),
        ({"first": None}, False),
        ({"last": None}, False),
        ({"component": id_of("P-2")}, False),
        ({"component": 0}, False),
    ],
)
def test_a_request_stands_where_it_is_asked_while_it_wants_time_on_known_days(
    fields: dict[str, Any], *, is_shown: bool
) -> None:
    figures = a_store(a_project("P-2"), asked(person=BOB, **fields))
    assert names(figures, scope="P-1") == (["Bob"] if is_shown else [])


def test_a_request_of_no_component_stands_in_the_whole_store() -> None:
    figures = a_store(asked(component=0))
    assert "Dev" in names(figures, "role")
    assert names(figures, "role", "P-1") == []


def test_roles_stand_by_name_whatever_their_capitals_and_those_without_one_last() -> None:
    people = [
        a_person(f"H-{at}", f"{at}", role=role)
        for at, role in enumerate(("tester", "Dev", "", "Tester "), 3)
    ]
    figures = figures_of(*people, a_project(), asked(role="Pilot"))
    rows = load_rows(figures, 0, "role", figures.workspace.people)
    told = [(row.name, len(row.shares), len(row.requests)) for row in rows]
    assert told == [("Dev", 1, 0), ("Pilot", 0, 1), ("tester", 2, 0), ("no role", 1, 0)]
    assert all(row.id < 0 for row in rows)


def test_a_team_stands_by_name_with_those_meant_and_not_once_it_is_archived() -> None:
    teams = (
        Team(id=70, name="web"),
        Team(id=71, name="App"),
        Team(id=72, name="Gone", archived=True),
        Team(id=73, name="Empty"),
    )
    members = [
        TeamMember(id=80 + at, team=team, person=ANN) for at, team in enumerate((70, 71, 72))
    ]
    figures = a_store(*teams, *members, asked(person=ANN), asked(61, person=BOB))
    rows = load_rows(figures, 0, "team", figures.workspace.people)
    assert [(row.name, [one.id for one in row.requests]) for row in rows] == [
        ("App", [60]),
        ("web", [60]),
    ]
    assert load_rows(figures, 0, "team", (BOB,)) == []


def test_who_has_no_calendar_works_by_the_one_of_all_their_projects() -> None:
    calendars = [
        WorkingCalendar(id=at, key=f"K-{at}", name=f"{at}", monday="08:00-12:00") for at in (50, 51)
    ]
    parts = a_person("H-1", "Ann"), a_project("P-1", calendar=50), *calendars, work(1, MONDAY)
    one = figures_of(*parts)
    assert row_of_person(one, ANN).shares[0].calendar == 50
    same = figures_of(*parts, a_project("P-2", calendar=50), work(2, MONDAY, project="P-2"))
    assert row_of_person(same, ANN).shares[0].calendar == 50
    two = figures_of(*parts, a_project("P-2", calendar=51), work(2, MONDAY, project="P-2"))
    assert row_of_person(two, ANN).shares[0].calendar == 0


def week(figures: Figures, row: LoadRow) -> LoadCell:
    (cell,) = load_cells(figures, row, periods_between(MONDAY, MONDAY, "week"))
    return cell


@pytest.mark.parametrize(("minutes", "over"), [(_DAY, []), (_DAY - 1, [])])
def test_a_day_that_is_just_full_is_not_over(minutes: int, over: list[date]) -> None:
    figures = a_store(work(1, MONDAY, minutes))
    (period,) = periods_between(MONDAY, MONDAY, "week")
    row = row_of_person(figures, ANN)
    assert [found.day for found in days_over(figures, row, period)] == over
    assert week(figures, row).over_days == 0


def test_what_is_over_is_counted_on_the_days_on_which_it_is() -> None:
    figures = a_store(work(1, MONDAY), work(2, MONDAY), work(3, FRIDAY), work(4, FRIDAY, 60))
    cell = week(figures, row_of_person(figures, ANN))
    assert (cell.over_days, cell.over) == (2, 480.0 + 60.0)
    (period,) = periods_between(MONDAY, MONDAY, "week")
    days = [*days_over(figures, row_of_person(figures, ANN), period)]
    assert [found.day for found in days] == [MONDAY, FRIDAY]
    assert days[1].tasks == ((id_of("T-3"), 480.0), (id_of("T-4"), 60.0))


def test_a_period_has_the_work_of_its_first_and_last_day_and_of_no_other() -> None:
    sunday = MONDAY - timedelta(days=3)
    figures = a_store(work(1, sunday), work(2, MONDAY), work(3, FRIDAY + timedelta(days=3)))
    row = row_of_person(figures, ANN)
    assert week(figures, row).assigned == 480.0
    assert load_cells(figures, row, ()) == ()


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (MONDAY, FRIDAY, 40),
        (MONDAY - timedelta(days=30), FRIDAY + timedelta(days=30), 40),
        (FRIDAY, FRIDAY, 8),
        (FRIDAY - timedelta(days=30), MONDAY, 8),
        (FRIDAY + timedelta(days=3), FRIDAY + timedelta(days=9), 0),
    ],
)
def test_a_request_wants_time_from_its_first_to_its_last_day(
    first: date, last: date, hours: int
) -> None:
    figures = a_store(asked(first=first, last=last, person=ANN))
    (row, _) = load_rows(figures, 0, "person", figures.workspace.people)
    assert week(figures, row).requested / 60 == hours


def test_a_request_wants_its_units_of_the_calendar_of_who_is_named() -> None:
    mornings = WorkingCalendar(id=50, key="K-1", name="Mornings", monday="08:00-12:00")
    team = Team(id=70, name="Web"), TeamMember(id=71, team=70, person=id_of("H-3"), units=50)
    figures = a_store(
        mornings, a_person("H-3", "Cho", calendar=50), *team, asked(person=id_of("H-3"), units=50)
    )
    *_, cho = load_rows(figures, 0, "person", figures.workspace.people)
    assert week(figures, cho).requested / 60 == 2
    (web,) = load_rows(figures, 0, "team", figures.workspace.people)
    assert week(figures, web).requested / 60 == 1


def test_nothing_can_be_told_in_percent_where_there_is_no_time() -> None:
    assert LoadCell(0, 60).percent is None
    assert LoadCell(120, 60).percent == 50.0


def spanned(figures: Figures, **more: Any) -> tuple[date, date]:
    periods = load_periods(figures, "week", **more)
    return periods[0].first, periods[-1].last


def weeks(count: int) -> date:
    """The Monday so many weeks from that of today."""
    return TODAY + timedelta(weeks=count)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ([], weeks(0), weeks(12)),
        ([weeks(0)], weeks(0), weeks(12)),
        ([weeks(-2), weeks(1)], weeks(-2), weeks(12)),
        ([weeks(-9), weeks(1)], weeks(-4), weeks(12)),
        ([weeks(2)], weeks(0), weeks(12)),
        ([weeks(1), weeks(20)], weeks(0), weeks(20)),
        ([weeks(-9), weeks(-7)], weeks(-9), weeks(-7)),
    ],
)
def test_load_goes_from_four_weeks_ago_to_the_end_of_work_or_twelve_weeks_ahead(
    days: list[date], first: date, last: date
) -> None:
    figures = a_store(*(work(at, day) for at, day in enumerate(days, 1)))
    assert spanned(figures) == (first, last + timedelta(days=6))


def test_load_goes_over_the_days_that_are_asked_for() -> None:
    figures = a_store(work(1, weeks(1)))
    sunday = timedelta(days=6)
    asked_for = {"first": weeks(-20), "last": weeks(-18)}
    assert spanned(figures, **asked_for) == (weeks(-20), weeks(-18) + sunday)
    assert spanned(figures, first=weeks(30)) == (weeks(30), weeks(30) + sunday)
    assert spanned(figures, last=weeks(2)) == (weeks(0), weeks(2) + sunday)
    assert len(load_periods(figures, "week", weeks(0), weeks(500))) == 104
