"""This file tests that what is kept over an edit is what the edit cannot have changed."""

from typing import Any, Final

from pmtui.figures.earned_value.scope_performance import performance
from pmtui.figures.earned_value.scope_schedule import data_moment, scope_schedule
from pmtui.figures.earned_value.series import series
from pmtui.figures.earned_value.standings import Standing, standings_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import WorkingCalendar
from pmtui.model.changes.ops import Ops, apply, create, edit
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at
from tests.conftest import a_component, a_project, eur, figures_after, figures_of, id_of
from tests.figures.earned_value.planned import MONDAY, a_costed_task, agreed, end_of

FRIDAY: Final = MONDAY.replace(day=6)


def two_projects() -> Workspace:
    """A program of two projects, of each of which a baseline was taken."""
    workspace = agreed(
        a_component("PG-1"),
        a_project("P-2", "PG-1", start=MONDAY, board=False),
        a_costed_task("T-1", 10, 1000),
        a_costed_task("T-9", 5, 200, project="P-2"),
    )
    return after("baseline.take", at(workspace, "P-2"), label="Agreed too")


def standing(figures: Figures, key: str) -> Standing:
    return standings_of(figures).of(figures, id_of(key))


def edited(ops: Ops) -> tuple[bool, bool]:
    """Whether the standings of the first project and of the second were kept over an edit."""
    figures = Figures(two_projects(), FRIDAY)
    before = [standing(figures, key) for key in ("P-1", "P-2")]
    figures = figures_after(figures, *ops)
    fresh = Figures(figures.workspace, FRIDAY)
    now = [standing(figures, key) for key in ("P-1", "P-2")]
    for kept, anew in zip(now, (standing(fresh, key) for key in ("P-1", "P-2")), strict=True):
        assert (kept.bac, kept.pv, kept.ev, kept.ac) == (anew.bac, anew.pv, anew.ev, anew.ac)
    first, second = (old is new for old, new in zip(before, now, strict=True))
    return first, second


def an_entry(task: str = "") -> LedgerEntry:
    return LedgerEntry(
        id=5, title="Invoice", component=id_of("P-1"), task=id_of(task), posted=MONDAY,
        amount=eur(70),
    )  # fmt: skip


def test_what_is_posted_moves_the_project_it_is_posted_to_alone() -> None:
    assert edited((create("ledger", an_entry()),)) == (False, True)
    assert edited((create("ledger", an_entry("T-1")),)) == (False, True)


def test_progress_moves_the_project_of_the_task_alone() -> None:
    tasks = two_projects().tasks
    assert edited(edit("tasks", tasks[id_of("T-1")], percent=50)) == (False, True)
    assert edited(edit("tasks", tasks[id_of("T-9")], percent=50)) == (True, False)


def test_what_bears_on_many_tasks_moves_every_project() -> None:
    workspace = two_projects()
    for column in workspace.columns.values():
        assert edited(edit("columns", column, name="Other")) == (False, False)
        break


def test_what_bears_on_no_money_moves_nothing() -> None:
    row = WorkingCalendar(id=7, name="Short")
    assert edited((create("calendars", row),)) == (True, True)


def test_a_data_date_within_a_day_is_known_up_to_its_minute() -> None:
    workspace = two_projects()
    task = workspace.tasks[id_of("T-1")]
    workspace = apply(workspace, edit("tasks", task, percent=50, actual_start=MONDAY))
    figures = Figures(workspace, FRIDAY)
    standings = standings_of(figures)
    at_end = standings.at(figures, id_of("P-1"), end_of(FRIDAY))
    assert at_end is standings.of(figures, id_of("P-1"))
    assert at_end.day == FRIDAY
    for minutes, earned in ((1, 500_00), (1439, 500_00)):
        inside = standings.at(figures, id_of("P-1"), end_of(FRIDAY) - minutes)
        assert inside.ev.minor == earned
        assert inside.day == FRIDAY
    earlier = standings.at(figures, id_of("P-1"), end_of(FRIDAY) - 1440)
    assert earlier.ev.minor is not None
    assert earlier.ev.minor < 500_00
    assert earlier.day == FRIDAY.replace(day=5)


def test_earned_schedule_counts_in_the_calendar_of_its_project() -> None:
    days: dict[str, Any] = dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday"), "08:00-12:00 13:00-17:00"
    )
    week = WorkingCalendar(id=7, name="Four days", **days)
    workspace = agreed(a_costed_task("T-1", 8, 800), week, calendar=7)
    task = workspace.tasks[id_of("T-1")]
    workspace = apply(workspace, edit("tasks", task, percent=50, actual_start=MONDAY))
    figures = Figures(workspace, FRIDAY)
    times = scope_schedule(figures, performance(figures, id_of("P-1"))).times
    # Two weeks of four days; on Friday evening four of them are over, and half is earned.
    assert [times.pd.minor, times.at.minor, times.es.minor] == [8, 4, 4]


def test_what_was_earned_before_its_time_lies_between_two_days_of_the_plan() -> None:
    workspace = agreed(a_costed_task("T-1", 10, 1000))
    task = workspace.tasks[id_of("T-1")]
    for percent, days in ((25, "2.50"), (75, "7.50"), (100, "10.00"), (0, "0.00")):
        figures = Figures(apply(workspace, edit("tasks", task, percent=percent)), FRIDAY)
        measured = scope_schedule(figures, performance(figures, id_of("P-1")))
        assert str(measured.times.es.decimal(2)) == days
        reached = measured.moment(measured.times.es)
        assert reached is not None
        assert measured.time is not None
        assert measured.time.between(measured.start, reached) == round(float(days) * 480)


def test_a_long_plan_is_looked_through_by_months_and_then_by_days() -> None:
    workspace = agreed(a_costed_task("T-1", 200, 2000))
    task = workspace.tasks[id_of("T-1")]
    for percent in (1, 20, 33, 50, 99):
        figures = Figures(apply(workspace, edit("tasks", task, percent=percent)), FRIDAY)
        measured = scope_schedule(figures, performance(figures, id_of("P-1")))
        assert str(measured.times.es.decimal(2)) == f"{percent * 2}.00"


def test_a_day_stands_for_its_end() -> None:
    assert data_moment(MONDAY) == end_of(MONDAY)


def test_a_project_without_a_plan_has_no_time_to_count() -> None:
    figures = figures_of(a_project())
    measured = scope_schedule(figures, performance(figures, id_of("P-1")))
    assert measured.times.es.value is None
    assert measured.moment(measured.times.es) is None
    assert measured.reached_on(measured.times.es) is None


def test_a_task_in_proportion_to_one_of_another_project_moves_with_it() -> None:
    workspace = two_projects()
    task = workspace.tasks[id_of("T-9")]
    fields = {"ev_method": "apportioned", "apportioned_to": id_of("T-1")}
    figures = Figures(apply(workspace, edit("tasks", task, **fields)), FRIDAY)
    assert standing(figures, "P-2").ev.minor == 0
    later = figures_after(
        figures, *edit("tasks", workspace.tasks[id_of("T-1")], percent=50, actual_start=MONDAY)
    )
    assert standing(later, "P-2").ev.minor == 100_00


def ac_of(figures: Figures, key: str) -> list[int | None]:
    points = series(figures, performance(figures, id_of(key)))
    return [None if point.ac is None else point.ac.amount for point in points]


def test_what_was_typed_as_spent_is_known_at_the_data_date_only() -> None:
    workspace = agreed(a_costed_task("T-1", 40, 4000))
    row = workspace.components[id_of("P-1")]
    figures = Figures(apply(workspace, edit("components", row, spent=eur(70))), FRIDAY)
    assert ac_of(figures, "P-1") == [70_00, None, None]
    january = MONDAY.replace(year=2027, month=1)
    late = Figures(figures.workspace, january)
    assert ac_of(late, "P-1") == [None, None, 70_00, None]


def test_a_series_of_a_scope_is_that_of_the_components_it_has_now() -> None:
    figures = Figures(two_projects(), FRIDAY)
    projects = [figures.workspace.components[id_of(key)] for key in ("P-1", "P-2")]
    figures = figures_after(figures, *edit("components", projects[0], component=id_of("PG-1")))
    program = id_of("PG-1")
    for ops in (
        edit("tasks", figures.workspace.tasks[id_of("T-9")], percent=60, actual_start=MONDAY),
        edit("components", projects[1], component=0),
        edit("tasks", figures.workspace.tasks[id_of("T-1")], percent=10, actual_start=MONDAY),
    ):
        figures = figures_after(figures, *ops)
        fresh = Figures(figures.workspace, FRIDAY)
        now = series(figures, performance(figures, program))
        assert now == series(fresh, performance(fresh, program))


def test_a_project_without_a_baseline_has_no_series() -> None:
    figures = figures_of(a_project())
    assert series(figures, performance(figures, id_of("P-1"))) == ()


def test_what_is_typed_as_spent_is_followed_over_an_edit() -> None:
    figures = Figures(agreed(a_costed_task("T-1", 40, 4000)), FRIDAY)
    row = figures.workspace.components[id_of("P-1")]
    for amount in (70, 80):
        figures = figures_after(figures, *edit("components", row, spent=eur(amount)))
        row = figures.workspace.components[row.id]
        assert performance(figures, row.id).now.ac.minor == amount * 100
