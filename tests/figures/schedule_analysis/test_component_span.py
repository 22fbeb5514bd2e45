"""This file tests that what is due and what is planned are told apart, and how far apart."""

from datetime import date

from pmtui.figures.components.component_dates import last_day
from pmtui.figures.planning.plans import Plans
from pmtui.figures.schedule_analysis.component_span import component_ends, margin_text
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment
from tests.conftest import TODAY, a_component, a_project, a_task, figures_of, id_of

DAY = 480
PROJECT = id_of("P-1")
PROGRAM = id_of("PG-1")


def a_program() -> Figures:
    """A task of two days that is due two weeks later, and a project without tasks."""
    return figures_of(
        a_component("PG-1", name="Program"),
        a_project("P-1", "PG-1", start=TODAY),
        a_project("P-2", "PG-1", start=TODAY, finish=date(2026, 12, 1)),
        a_task("T-1", duration=2 * DAY, due=date(2026, 12, 8)),
    )


def test_a_project_is_promised_by_its_dates_and_planned_by_its_schedule() -> None:
    found = a_program().rollup(PROJECT).dates
    assert (found.promised, found.planned) == (date(2026, 12, 8), date(2026, 11, 24))
    assert found.margin == 14
    assert not found.is_waiting


def test_a_program_takes_the_last_of_both() -> None:
    found = a_program().rollup(PROGRAM).dates
    assert (found.promised, found.planned) == (date(2026, 12, 8), date(2026, 12, 1))
    assert a_program().rollup(0).dates == found


def test_own_dates_stand_for_a_component_in_which_nothing_is_planned() -> None:
    ends = component_ends(a_program(), id_of("P-2"))
    assert ends is not None
    assert last_day(ends[1]) == date(2026, 12, 1)
    assert component_ends(figures_of(a_project()), PROJECT) is None


def test_days_in_hand_are_counted_from_planned_to_due() -> None:
    day = date(2026, 12, 8)
    assert margin_text(day, date(2026, 11, 24)) == "14 days in hand"
    assert margin_text(day, date(2026, 12, 7)) == "1 day in hand"
    assert margin_text(day, day) == "the same day"
    assert margin_text(day, date(2026, 12, 10)) == "2 days too late"
    assert margin_text(None, day) is None
    assert margin_text(day, None) is None


def test_what_ends_at_midnight_ends_on_the_day_before() -> None:
    assert last_day(moment(TODAY, None, ends=True)) == TODAY


def test_a_plan_that_is_still_worked_out_gives_no_date() -> None:
    tasks = [a_task(f"T-{one}", duration=DAY) for one in range(1, 3002)]
    figures = figures_of(a_project(start=TODAY), *tasks)
    plans = Plans(figures.workspace, TODAY, figures.is_done, in_turns=True)
    figures.part("plans", lambda _figures: plans)
    found = figures.rollup(PROJECT).dates
    assert found.is_waiting
    assert found.planned is None


def test_a_project_with_one_date_has_no_ends_and_one_of_a_moment_has_both() -> None:
    for project in (a_project(start=TODAY), a_project(finish=TODAY)):
        assert component_ends(figures_of(project), PROJECT) is None
    figures = figures_of(a_project(start=TODAY), a_task("M-1"))
    ends = component_ends(figures, PROJECT)
    assert ends is not None
    assert ends[0] == ends[1]
    backwards = a_project(start=TODAY, finish=date(2026, 11, 20))
    assert component_ends(figures_of(backwards), PROJECT) is None
