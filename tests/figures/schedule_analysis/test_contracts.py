"""This file tests links across projects: what is forecast, and what a slip costs whom."""

from datetime import date
from typing import Any

from pmtui.figures.schedule_analysis.contracts import Contract, contracts
from pmtui.figures.sheet.figures_sheet import Figures
from tests.conftest import a_component, a_link, a_project, a_task, figures_of, id_of

DAY = 480
MONDAY = date(2026, 11, 30)


def two_projects(days: int, *, more: int = 1, **link: Any) -> Figures:
    """A program in which P-2 takes from P-1 what takes some days to make."""
    return figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=MONDAY),
        a_project("P-2", "PG-1", start=MONDAY),
        a_task("T-1", "Interface", duration=days * DAY),
        a_task("T-2", "Campaign", project="P-2", duration=2 * DAY),
        a_task("M-1", "Launch", project="P-2", after="T-2"),
        a_task("T-3", "Training", project="P-2", duration=more * DAY),
        a_link("T-1", "T-2", component=id_of("P-2"), state="agreed", **link),
    )


def the_one(figures: Figures, scope: str = "PG-1") -> Contract:
    """The only contract of a scope."""
    (found,) = contracts(figures, id_of(scope))
    return found


def test_a_late_giver_costs_its_taker_the_milestone_and_the_program() -> None:
    found = the_one(two_projects(4, needed_by=date(2026, 12, 1)))
    assert found.forecast == date(2026, 12, 3)
    assert (found.late, found.taker_days, found.program_days) == (2, 2, 4)
    assert (found.milestone, found.milestone_days) == (id_of("M-1"), 4)
    assert found.program == id_of("PG-1")


def test_one_that_is_in_time_costs_nothing() -> None:
    found = the_one(two_projects(2, needed_by=date(2026, 12, 1)))
    assert (found.late, found.taker_days, found.program_days, found.milestone) == (0, 0, 0, 0)


def test_a_slip_the_program_has_room_for_costs_its_finish_nothing() -> None:
    found = the_one(two_projects(4, more=20, needed_by=date(2026, 12, 1)))
    assert (found.taker_days, found.milestone_days, found.program_days) == (2, 4, 0)


def test_without_a_day_it_is_needed_by_only_the_forecast_is_known() -> None:
    found = the_one(two_projects(2, promised=date(2026, 11, 30)))
    assert (found.late, found.broken_promise, found.taker_days) == (None, 1, None)


def test_both_projects_see_it_and_others_do_not() -> None:
    figures = two_projects(2)
    assert len(contracts(figures, id_of("P-1"))) == len(contracts(figures, id_of("P-2"))) == 1
    assert not contracts(figures_of(a_project("P-1"), a_task("T-1")), 0)
