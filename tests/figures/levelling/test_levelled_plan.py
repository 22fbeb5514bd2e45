"""This file tests pmtui.figures.levelling.levelled_plan: on plans with calendars and people."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from pmtui.figures.levelling.genetic_search import Limit
from pmtui.figures.levelling.levelled_plan import Levelling, levelled, without_delays
from pmtui.figures.levelling.shared_people import overloads
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.ops import apply
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Assignment
from tests.conftest import a_component, a_link, a_person, a_project, a_task, figures_of, id_of
from tests.figures.levelling.minutes import too_much

DAY = 480
MONDAY = date(2026, 11, 30)
PROJECT = a_project("P-1", start=MONDAY)
ANN, BOB = a_person("H-1", "Ann"), a_person("H-2", "Bob")
MORNING = "08:00-12:00"
MORNINGS = WorkingCalendar(
    id=7, name="Mornings", monday=MORNING, tuesday=MORNING, wednesday=MORNING
)
LEAVE = CalendarException(id=80, calendar=7, first=MONDAY, last=MONDAY)
LINKS = (("FS", 0), ("FS", DAY), ("SS", DAY), ("FF", 0), ("SF", 0), ("FS", -DAY))


def work(key: str, days: float = 1, **fields: Any) -> Any:
    return a_task(key, **{"duration": round(days * DAY), **fields})


def on(task: str, person: str, units: int = 100) -> Assignment:
    ids = id_of(task), id_of(person)
    return Assignment(id=ids[0] * 7 + ids[1], task=ids[0], person=ids[1], units=units)


def starts(figures: Figures, levelling: Levelling) -> dict[str, str]:
    """When each task starts once the delays are applied, as the plan has it."""
    after = Figures(apply(figures.workspace, levelling.ops), figures.today)
    found = {}
    for row in levelling.tasks:
        task = after.workspace.tasks[row.task]
        plan = plan_of(after, task.component)
        assert plan is not None
        assert plan.ends(row.task) == row.after
        found[task.key] = f"{moment_of(row.after[0]):%d %b %H:%M}"
    return found


def test_two_tasks_of_one_person_go_one_after_the_other() -> None:
    figures = figures_of(PROJECT, ANN, work("T-1"), work("T-2"), on("T-1", "H-1"), on("T-2", "H-1"))
    found = levelled(figures, id_of("P-1"))
    assert sorted(starts(figures, found).values()) == ["01 Dec 08:00", "30 Nov 08:00"]
    moved = next(row for row in found.tasks if row.is_moved)
    assert moved.person == id_of("H-1")
    assert moved.waits_for == next(row.task for row in found.tasks if not row.is_moved)
    assert (found.makespan_days, found.bound_days, found.overloads) == (2, 2, ())


def test_where_there_is_enough_of_everybody_nothing_moves() -> None:
    halves = on("T-1", "H-1", 50), on("T-2", "H-1", 50)
    figures = figures_of(PROJECT, ANN, work("T-1"), work("T-2"), *halves)
    assert not levelled(figures, 0).ops


def test_the_more_urgent_task_goes_first_where_that_costs_nothing() -> None:
    for urgent, other in (("T-1", "T-2"), ("T-2", "T-1")):
        rows = work(urgent, priority=1), work(other, priority=4)
        figures = figures_of(PROJECT, ANN, *rows, on("T-1", "H-1"), on("T-2", "H-1"))
        assert starts(figures, levelled(figures, 0))[urgent] == "30 Nov 08:00"


@pytest.mark.parametrize(
    "fields",
    [
        {"constraint": "MSO", "constraint_date": date(2026, 12, 1)},
        {"manual": True, "start": date(2026, 12, 1), "start_time": 480},
        {"actual_start": MONDAY, "actual_start_time": 480},
        {"constraint": "SNLT", "constraint_date": MONDAY},
    ],
)
def test_what_is_held_or_begun_stays_and_the_other_task_moves(fields: dict[str, Any]) -> None:
    rows = work("T-1", 2, **fields), work("T-2", 2)
    figures = figures_of(PROJECT, ANN, *rows, on("T-1", "H-1"), on("T-2", "H-1"), today=MONDAY)
    found = levelled(figures, 0)
    assert [figures.workspace.tasks[row.task].key for row in found.tasks if row.is_moved] == ["T-2"]
    starts(figures, found)
    assert not found.overloads


def test_held_tasks_that_need_somebody_twice_are_named() -> None:
    held: dict[str, Any] = {"constraint": "MSO", "constraint_date": MONDAY}
    rows = work("T-1", **held), work("T-2", **held), work("T-3")
    people = [on(f"T-{n}", "H-1") for n in (1, 2, 3)]
    figures = figures_of(PROJECT, ANN, *rows, *people)
    found = levelled(figures, 0)
    (left,) = found.overloads
    assert (left.units, set(left.tasks)) == (200, {id_of("T-1"), id_of("T-2")})
    assert starts(figures, found)["T-3"] == "01 Dec 08:00"


def test_a_task_that_needs_more_than_there_is_goes_alone_and_is_named() -> None:
    rows = work("T-1"), work("T-2"), on("T-1", "H-1", 150), on("T-2", "H-1")
    figures = figures_of(PROJECT, ANN, *rows)
    found = levelled(figures, 0)
    assert len(set(starts(figures, found).values())) == 2
    assert [left.tasks for left in found.overloads] == [(id_of("T-1"),)]


def test_people_are_shared_over_the_projects_of_a_program() -> None:
    program = a_component("PG-1")
    projects = [a_project(key, "PG-1", start=MONDAY) for key in ("P-1", "P-2")]
    rows = [work("T-1", 2), work("T-2", 2, project="P-2"), work("T-3", project="P-2")]
    parts = program, *projects, ANN, *rows, a_link("T-1", "T-3"), on("T-1", "H-1"), on("T-2", "H-1")
    figures = figures_of(*parts)
    whole = starts(figures, levelled(figures, id_of("PG-1")))
    assert {whole["T-1"], whole["T-2"]} == {"30 Nov 08:00", "02 Dec 08:00"}
    assert whole["T-3"] == ("02 Dec 08:00" if whole["T-1"] == "30 Nov 08:00" else "04 Dec 08:00")
    # Of one project alone nothing moves elsewhere: it waits for what the others have planned.
    assert starts(figures, levelled(figures, id_of("P-1"))) == {"T-1": "02 Dec 08:00"}


def test_delays_of_before_are_made_anew_and_can_be_taken_back() -> None:
    rows = work("T-1", delay=9 * 1440), work("T-2"), work("T-3")
    figures = figures_of(PROJECT, ANN, *rows, *(on(f"T-{n}", "H-1") for n in (1, 2, 3)))
    found = levelled(figures, 0)
    assert sorted(starts(figures, found).values())[:2] == ["01 Dec 08:00", "02 Dec 08:00"]
    after = Figures(apply(figures.workspace, found.ops), figures.today)
    bare = apply(after.workspace, without_delays(after, 0))
    assert not any(task.delay for task in bare.tasks.values())


def drawn_plan(seed: int) -> Iterator[Entity]:
    """Two projects of a program with people in common, drawn by a seed."""
    draws = Random(seed)
    yield a_component("PG-1")
    for key in ("P-1", "P-2"):
        yield from a_project(key, "PG-1", start=MONDAY + timedelta(draws.randrange(3)))
    yield from (ANN, BOB, MORNINGS, LEAVE)
    for at in range(1, 13):
        fields: dict[str, Any] = {"project": f"P-{1 + at % 2}"}
        kind = draws.randrange(8)
        day = MONDAY + timedelta(draws.randrange(9))
        if kind == 0:
            fields |= {"constraint": draws.choice(["SNET", "FNET"]), "constraint_date": day}
        elif kind == 1:
            fields |= {"calendar": MORNINGS.id}
        elif kind == 2 and at < 4:
            fields |= {"actual_start": MONDAY, "actual_start_time": 480}
        elif kind == 3:
            fields |= {"delay": 1440, "splits": ((DAY // 2, DAY),)}
        yield work(f"T-{at}", draws.randrange(1, 7) / 2, **fields)
        for person in ("H-1", "H-2"):
            if draws.random() < 0.6:
                yield on(f"T-{at}", person, draws.choice([50, 100]))
        if at > 2 and draws.random() < 0.7:
            kind_of, lag = draws.choice(LINKS)
            yield a_link(f"T-{draws.randrange(1, at)}", f"T-{at}", type=kind_of, lag=lag)


@pytest.mark.parametrize("seed", range(40))
def test_nobody_is_needed_twice_in_any_half_hour_of_any_calendar(seed: int) -> None:
    figures = figures_of(*drawn_plan(seed), today=MONDAY)
    found = levelled(figures, id_of("PG-1"), limit=Limit(schedules=50))
    starts(figures, found)
    after = Figures(apply(figures.workspace, found.ops), figures.today)
    held = {row.key for row in after.workspace.tasks.values() if row.actual_start is not None}
    for keys in too_much(after).values():
        assert keys <= held
        assert found.overloads
    assert found.bound_days <= found.makespan_days
    assert not [o for o in overloads(after, after.live_subtree(0)) if o not in found.overloads]
    for row in found.tasks:
        if figures.workspace.tasks[row.task].actual_start is not None:
            assert row.before[0] == row.after[0]
