"""This file tests load: work by day against capacity, with plans of MS Project as the measure."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.figures.core.periods import periods_between
from pmtui.figures.people.capacity import Share, capacity_of
from pmtui.figures.people.load_cells import days_over, load_cells, load_periods
from pmtui.figures.people.load_rows import LoadRow, load_rows
from pmtui.figures.people.loads import loads_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import Leave, RoleRequest, Team, TeamMember
from tests.conftest import a_person, a_project, a_task, figures_of, id_of
from tests.exchange.plans.stored import imported
from tests.exchange.plans.truth import TRUTH

ANN, BOB = id_of("H-1"), id_of("H-2")
MONDAY: Final = date(2027, 3, 1)
_DAY: Final = 480
_PLANS: Final = (
    "shippable/msp/1_mp_j30_a10_nr1", "shippable/msp/6_mp_j30_a2_nr1",
    "shippable/msp/7_mp_j30_a2_nr2", "shippable/msp/16_mp_j30_a5_nr1",
    "shippable/msp/17_mp_j30_a5_nr2", "shippable/msp/26_mp_j90_a2_nr1",
    "shippable/msp/31_mp_j90_a20_nr1",
    "measure_only/msp_levelled/6_mp_j30_a2_nr1_P_SGS_MINSLK_Heuristic_TMS_74_3_11sg",
    "measure_only/msp_levelled/16_mp_j30_a5_nr1_P_SGS_MINSLK_Heuristic_TMS_89_6_56sg",
)  # fmt: skip
_FLAGGED: Final = tuple(name for name in _PLANS if "31_mp" not in name and "/7_mp" not in name)
"""Those in which the program worked out which resources are over-allocated for the dates saved."""


def row_of(figures: Figures, person: int) -> LoadRow:
    return next(row for row in load_rows(figures, 0, "person", (person,)))


def cells_of(figures: Figures, person: int, first: date, last: date) -> list[tuple[float, ...]]:
    periods = periods_between(first, last, "week")
    cells = load_cells(figures, row_of(figures, person), periods)
    return [(cell.capacity / 60, cell.assigned / 60, cell.over_days) for cell in cells]


def a_store(*rows: Any) -> Figures:
    return figures_of(a_person("H-1", "Ann"), a_person("H-2", "Bob"), a_project(), *rows)


def a_day(key: str, day: date, **fields: Any) -> Any:
    """A task of one day."""
    return a_task(key, start=day, duration=_DAY, **fields)


def an_assignment(number: int, task: str, person: int = ANN, **fields: Any) -> Assignment:
    return Assignment(id=number, task=id_of(task), person=person, **fields)


def test_a_week_without_work_has_its_capacity() -> None:
    assert cells_of(a_store(), ANN, MONDAY, MONDAY) == [(40.0, 0.0, 0)]


def test_work_lies_on_the_days_it_is_planned_on_from_its_start() -> None:
    figures = a_store(
        a_task("T-1", start=MONDAY, duration=10 * _DAY, days=2, owner=BOB),
        an_assignment(1, "T-1", units=50),
    )
    found = loads_of(figures).by_day(ANN)
    days = {MONDAY + timedelta(days=at): 240.0 for at in range(4)}
    assert {date.fromordinal(day): minutes for day, minutes in found.items()} == days


def test_work_that_fills_a_fixed_duration_is_spread_over_all_of_it() -> None:
    figures = a_store(
        a_task("T-1", start=MONDAY, duration=5 * _DAY, task_type="fixed_duration"),
        an_assignment(1, "T-1", work=_DAY),
    )
    assert {*loads_of(figures).by_day(ANN).values()} == {96.0}


def test_an_owner_works_on_the_estimate_where_nobody_is_assigned() -> None:
    figures = a_store(a_task("T-1", start=MONDAY, days=3, owner=ANN))
    assert cells_of(figures, ANN, MONDAY, MONDAY) == [(40.0, 24.0, 0)]


def test_two_tasks_on_one_day_are_too_many_and_say_so() -> None:
    figures = a_store(
        a_day("T-1", MONDAY), a_day("T-2", MONDAY), a_day("T-3", MONDAY + timedelta(days=1)),
        *(an_assignment(number, f"T-{number}") for number in (1, 2, 3)),
    )  # fmt: skip
    assert cells_of(figures, ANN, MONDAY, MONDAY) == [(40.0, 24.0, 1)]
    (period,) = periods_between(MONDAY, MONDAY, "week")
    (over,) = days_over(figures, row_of(figures, ANN), period)
    assert (over.day, over.capacity, over.assigned) == (MONDAY, 480.0, 960.0)
    assert [task for task, _ in over.tasks] == [id_of("T-1"), id_of("T-2")]


def test_two_halves_fit_and_a_role_of_two_has_room_for_two() -> None:
    halves = [an_assignment(number, f"T-{number}", units=50) for number in (1, 2)]
    figures = a_store(a_day("T-1", MONDAY), a_day("T-2", MONDAY), *halves)
    assert cells_of(figures, ANN, MONDAY, MONDAY) == [(40.0, 8.0, 0)]
    whole = [an_assignment(number, f"T-{number}") for number in (1, 2)]
    figures = figures_of(
        a_person("H-1", "Testers", kind="role", units=200), a_project(),
        a_day("T-1", MONDAY), a_day("T-2", MONDAY), *whole,
    )  # fmt: skip
    assert cells_of(figures, ANN, MONDAY, MONDAY) == [(80.0, 16.0, 0)]


def test_leave_takes_capacity_and_work_in_it_is_over() -> None:
    leave = Leave(id=5, key="LV-1", person=ANN, first=MONDAY, last=MONDAY + timedelta(days=1))
    half = Leave(id=6, key="LV-2", person=ANN, first=MONDAY + timedelta(days=2),
                 last=MONDAY + timedelta(days=2), percent=50)  # fmt: skip
    figures = a_store(a_day("T-1", MONDAY), an_assignment(1, "T-1"), leave, half)
    assert cells_of(figures, ANN, MONDAY, MONDAY) == [(20.0, 8.0, 1)]


def test_a_person_works_by_a_calendar_of_their_own() -> None:
    calendar = WorkingCalendar(id=50, key="K-1", name="Mornings", monday="08:00-12:00")
    holiday = CalendarException(
        id=51, calendar=50, first=MONDAY + timedelta(days=7), last=MONDAY + timedelta(days=7)
    )
    figures = figures_of(calendar, holiday, a_person("H-1", "Ann", calendar=50), a_project())
    found = cells_of(figures, ANN, MONDAY, MONDAY + timedelta(days=7))
    assert [capacity for capacity, _, _ in found] == [4.0, 0.0]


def test_what_is_archived_inactive_or_given_up_is_no_work() -> None:
    tasks = (
        a_day("T-1", MONDAY, archived=True),
        a_day("T-2", MONDAY, active=False),
        a_day("T-3", MONDAY),
    )
    rows = [an_assignment(number, f"T-{number}") for number in (1, 2, 3)]
    figures = figures_of(a_person("H-1", "Ann"), a_project(state="cancelled"), *tasks, *rows)
    assert cells_of(figures, ANN, MONDAY, MONDAY) == [(40.0, 0.0, 0)]


def test_begun_work_is_where_it_was_done_and_the_rest_where_it_is_planned() -> None:
    figures = figures_of(
        a_person("H-1", "Ann"),
        a_project(status_date=date(2027, 3, 12), unfinished_work="from_status_date"),
        a_task(
            "T-1", start=MONDAY, actual_start=MONDAY, duration=4 * _DAY, days=4,
            percent=50,
        ),
        an_assignment(1, "T-1"),
    )  # fmt: skip
    found = cells_of(figures, ANN, MONDAY, MONDAY + timedelta(days=20))
    assert [assigned for _, assigned, _ in found] == [16.0, 0.0, 16.0]


def test_what_is_left_of_an_estimate_counts_for_the_work_to_come() -> None:
    figures = figures_of(
        a_person("H-1", "Ann"),
        a_project(status_date=date(2027, 3, 12), unfinished_work="from_status_date"),
        a_task(
            "T-1", start=MONDAY, actual_start=MONDAY, duration=4 * _DAY, days=4,
            percent=50, remaining=3 * _DAY, owner=ANN,
        ),
    )  # fmt: skip
    found = cells_of(figures, ANN, MONDAY, MONDAY + timedelta(days=20))
    assert [assigned for _, assigned, _ in found] == [16.0, 0.0, 24.0]


def test_requests_stand_beside_what_is_assigned_until_they_are_declined() -> None:
    asked: dict[str, Any] = {"title": "Build", "role": "Developer", "component": id_of("P-1")}
    asked |= {"first": MONDAY, "last": MONDAY + timedelta(days=4), "units": 50}  # fmt: skip
    figures = a_store(
        RoleRequest(id=60, key="RQ-1", person=ANN, state="proposed", **asked),
        RoleRequest(id=61, key="RQ-2", person=ANN, state="declined", **asked),
        RoleRequest(id=62, key="RQ-3", **asked),
    )
    (period,) = periods_between(MONDAY, MONDAY, "week")
    (cell,) = load_cells(figures, row_of(figures, ANN), (period,))
    assert (cell.requested / 60, cell.assigned) == (20.0, 0.0)
    rows = {row.name: row for row in load_rows(figures, 0, "role", figures.workspace.people)}
    (cell,) = load_cells(figures, rows["Developer"], (period,))
    assert (cell.capacity, cell.requested / 60) == (0.0, 40.0)


def test_a_team_has_its_share_of_its_people_while_they_are_in_it() -> None:
    team = Team(id=70, key="TM-1", name="Web")
    members = (
        TeamMember(id=71, key="TB-1", team=70, person=ANN, units=50),
        TeamMember(id=72, key="TB-2", team=70, person=BOB, until=MONDAY + timedelta(days=1)),
    )
    figures = a_store(team, *members, a_day("T-1", MONDAY), an_assignment(1, "T-1"))
    (row,) = load_rows(figures, 0, "team", figures.workspace.people)
    (period,) = periods_between(MONDAY, MONDAY, "week")
    (cell,) = load_cells(figures, row, (period,))
    assert (cell.capacity / 60, cell.assigned / 60, cell.over_days) == (36.0, 4.0, 0)


def test_a_project_shows_its_own_people_and_what_other_projects_take_of_them() -> None:
    figures = a_store(
        a_project("P-2"), a_day("T-1", MONDAY), a_task(
            "T-2", project="P-2", start=MONDAY + timedelta(days=1), duration=_DAY
        ),
        an_assignment(1, "T-1"), an_assignment(2, "T-2"), an_assignment(3, "T-2", BOB),
    )  # fmt: skip
    rows = load_rows(figures, id_of("P-1"), "person", figures.workspace.people)
    assert [row.id for row in rows] == [ANN]
    (period,) = periods_between(MONDAY, MONDAY, "week")
    (cell,) = load_cells(figures, rows[0], (period,), (id_of("P-1"),))
    assert (cell.here / 60, cell.assigned / 60) == (8.0, 16.0)


@pytest.mark.parametrize("name", _PLANS, ids=lambda name: Path(name).name[:8])
def test_days_are_over_exactly_where_a_plan_of_ms_project_has_them(name: str) -> None:
    if not (TRUTH / f"{name}.blind.xml").exists():
        pytest.skip(f"no {name}: set PMTUI_TRUTH_DIR")
    truth = json.loads((TRUTH / f"{name}.truth.json").read_text())
    figures = Figures(imported(read_msproject((TRUTH / f"{name}.blind.xml").read_bytes())),
                      date(2026, 1, 1))  # fmt: skip
    spans = {task["uid"]: (task["start"], task["finish"]) for task in truth["tasks"]}
    expected: dict[str, set[date]] = {}
    for resource in truth["resources"]:
        units: dict[date, float] = {}
        for row in truth["assignments"]:
            if row["resource"] == resource["uid"]:
                for day in _working_days(*spans[row["task"]]):
                    units[day] = units.get(day, 0.0) + row["units"]
        most = resource["max_units"]
        expected[resource["name"]] = {day for day, sum_ in units.items() if sum_ > most}
    periods = load_periods(figures, "week")
    ours = {
        row.name: {over.day for period in periods for over in days_over(figures, row, period)}
        for row in load_rows(figures, 0, "person", figures.workspace.people)
    }
    assert ours == expected
    if "26_mp" in name:
        assert not any(ours.values())
    if name in _FLAGGED:
        flags = {key: bool(days) for key, days in ours.items()}
        assert flags == _flags((TRUTH / f"{name}.blind.xml").read_text("utf-8"))


def _working_days(start: str, finish: str) -> list[date]:
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(finish)
    days = [
        first.date() + timedelta(days=at) for at in range((last.date() - first.date()).days + 1)
    ]
    return [day for day in days if day.weekday() < 5] if last > first else []


def _flags(text: str) -> dict[str, bool]:
    """What the program said itself of each resource that has a name."""
    found: dict[str, bool] = {}
    for part in text.split("<Resource>")[1:]:
        if "<Name>" in part:
            name = part.split("<Name>")[1].split("<")[0]
            found[name] = "<OverAllocated>1" in part.split("</Resource>")[0]
    return found


_SOME_TASKS = some.lists(
    some.tuples(
        some.integers(0, 30),
        some.integers(1, 8),
        some.sampled_from([25, 50, 100, 150]),
        some.sampled_from([None, 60, 480, 2000]),
        some.sampled_from(["", "fixed_duration"]),
    ),
    max_size=6,
)


@settings(max_examples=60)
@given(rows=_SOME_TASKS, away=some.tuples(some.integers(0, 30), some.integers(0, 10)))
def test_cells_add_up_to_the_work_and_are_over_where_days_are(
    rows: list[tuple[int, int, int, int | None, str]], away: tuple[int, int]
) -> None:
    made: list[Any] = []
    planned = 0.0
    for number, (begins, days, units, work, kind) in enumerate(rows, 1):
        start = MONDAY + timedelta(days=begins)
        made.append(
            a_task(f"T-{number}", start=start, duration=days * _DAY, task_type=kind, manual=False)
        )
        made.append(an_assignment(number, f"T-{number}", units=units, work=work))
    first = MONDAY + timedelta(days=away[0])
    leave = Leave(id=900, key="LV-1", person=ANN, first=first,
                  last=first + timedelta(days=away[1]))  # fmt: skip
    figures = a_store(leave, *made)
    planned = sum(loads_of(figures).by_day(ANN).values())
    typed = sum(work for *_, work, _ in rows if work is not None)
    silent = sum(days * _DAY * units / 100 for _, days, units, work, _ in rows if work is None)
    assert planned == pytest.approx(typed + silent)
    periods = periods_between(MONDAY, MONDAY + timedelta(days=400), "month")
    cells = load_cells(figures, row_of(figures, ANN), periods)
    assert sum(cell.assigned for cell in cells) == pytest.approx(planned)
    assert all(cell.capacity >= 0 and cell.over >= 0 for cell in cells)
    by_day = loads_of(figures).by_day(ANN)
    for period, cell in zip(periods, cells, strict=True):
        ordinals = range(period.first.toordinal(), period.last.toordinal() + 1)
        time = capacity_of(figures).over((Share(ANN),), ordinals[0], ordinals[-1])
        pairs = zip(ordinals, time, strict=True)
        assert cell.over_days == sum(by_day.get(day, 0) > most + 0.5 for day, most in pairs)
