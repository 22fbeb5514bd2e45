"""This file tests links across projects: what is forecast, and what a slip costs whom."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.schedule_analysis.contracts import Contract, contracts, crosses
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import edit
from tests.conftest import (
    a_component,
    a_link,
    a_project,
    a_task,
    figures_after,
    figures_of,
    id_of,
)

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


def test_a_late_predecessor_costs_its_successor_the_milestone_and_the_program() -> None:
    found = the_one(two_projects(4, needed_by=date(2026, 12, 1)))
    assert found.forecast == date(2026, 12, 3)
    assert (found.late, found.successor_days, found.program_days) == (2, 2, 4)
    assert (found.milestone, found.milestone_days) == (id_of("M-1"), 4)
    assert found.program == id_of("PG-1")


def test_one_that_is_in_time_costs_nothing() -> None:
    found = the_one(two_projects(2, needed_by=date(2026, 12, 1)))
    assert (found.late, found.successor_days, found.program_days, found.milestone) == (0, 0, 0, 0)


def test_a_slip_the_program_has_room_for_costs_its_finish_nothing() -> None:
    found = the_one(two_projects(4, more=20, needed_by=date(2026, 12, 1)))
    assert (found.successor_days, found.milestone_days, found.program_days) == (2, 4, 0)


def test_without_a_day_it_is_needed_by_only_the_forecast_is_known() -> None:
    found = the_one(two_projects(2, promised=date(2026, 11, 30)))
    assert (found.late, found.broken_promise, found.successor_days) == (None, 1, None)


def test_both_projects_see_it_and_others_do_not() -> None:
    figures = two_projects(2)
    assert len(contracts(figures, id_of("P-1"))) == len(contracts(figures, id_of("P-2"))) == 1
    assert not contracts(figures_of(a_project("P-1"), a_task("T-1")), 0)


@pytest.mark.parametrize(
    ("kind", "forecast"),
    [("FS", date(2026, 12, 3)), ("FF", date(2026, 12, 3)), ("SS", MONDAY), ("SF", MONDAY)],
)
def test_a_contract_comes_at_the_end_of_the_predecessor_that_the_link_is_about(
    kind: str, forecast: date
) -> None:
    assert the_one(two_projects(4, type=kind)).forecast == forecast


@pytest.mark.parametrize(
    ("needed", "late", "costs"),
    [(date(2026, 12, 2), 1, 1), (date(2026, 12, 3), 0, 0), (date(2026, 12, 4), -1, 0)],
)
def test_a_contract_costs_nothing_from_the_day_on_which_it_is_needed(
    needed: date, late: int, costs: int
) -> None:
    found = the_one(two_projects(4, needed_by=needed))
    assert (found.late, found.successor_days) == (late, costs)
    assert bool(found.milestone) is (costs > 0)


def test_the_first_milestone_that_moves_is_named_and_no_archived_one() -> None:
    parts = (
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=MONDAY),
        a_project("P-2", "PG-1", start=MONDAY),
        a_task("T-1", duration=4 * DAY),
        a_task("T-2", project="P-2", duration=DAY, after="T-1"),
        a_task("T-3", project="P-2", duration=DAY, after="T-2"),
        a_task("M-1", project="P-2", after="T-3"),
        a_task("M-2", project="P-2", after="T-2"),
        a_task("M-3", project="P-2", after="T-2", archived=True),
        a_task("M-4", project="P-2"),
    )
    figures = figures_of(*parts)
    link = next(row for row in figures.workspace.links.values() if row.predecessor == id_of("T-1"))
    needed = edit("links", link, needed_by=MONDAY)
    found = the_one(figures_after(figures, *needed))
    assert (found.milestone, found.milestone_days) == (id_of("M-2"), 3)


def test_the_program_is_the_lowest_component_above_both_projects() -> None:
    def above(first: str, second: str) -> int:
        figures = figures_of(
            a_component("PF-1"),
            a_component("PG-1", "PF-1"),
            a_component("PG-2", "PF-1"),
            a_project("P-1", first),
            a_project("P-2", second),
            a_task("T-1"),
            a_task("T-2", project="P-2", after="T-1"),
        )
        (found,) = contracts(figures, 0)
        return found.program

    assert above("PG-1", "PG-1") == id_of("PG-1")
    assert above("PG-1", "PG-2") == id_of("PF-1")
    assert above("PG-1", "PF-1") == id_of("PF-1")
    assert above("PG-1", "P-1") == id_of("P-1")
    assert above("PG-1", "") == 0


def test_links_within_a_project_to_what_is_gone_or_to_archived_tasks_are_no_contracts() -> None:
    base = a_project("P-1"), a_project("P-2"), a_project("P-3")
    rows = a_task("T-1"), a_task("T-2", project="P-2", archived=True), a_task("T-3")
    links = a_link("T-1", "T-2"), a_link("T-2", "T-3"), a_link("T-1", "T-3"), a_link("T-1", "T-9")
    figures = figures_of(*base, *rows, *links)
    assert contracts(figures, 0) == ()
    workspace = figures.workspace
    found = [crosses(workspace, workspace.links[link.id]) for link in links]
    assert found == [True, True, False, False]


def test_the_latest_contract_comes_first_and_those_that_nobody_needs_by_a_day_last() -> None:
    needs = (date(2026, 12, 2), None, date(2026, 12, 1))
    links = [
        a_link(f"T-{at}", "T-9", key=f"L-{at}", needed_by=day) for at, day in enumerate(needs, 1)
    ]
    figures = figures_of(
        a_project("P-1", start=MONDAY),
        a_project("P-2", start=MONDAY),
        *(a_task(f"T-{at}", duration=4 * DAY) for at in (1, 2, 3)),
        a_task("T-9", project="P-2", duration=DAY),
        *links,
    )
    assert [found.link.key for found in contracts(figures, 0)] == ["L-3", "L-1", "L-2"]


def test_of_a_predecessor_in_a_loop_or_behind_one_nothing_can_be_forecast() -> None:
    def found(predecessor: str) -> Contract:
        figures = figures_of(
            a_project("P-1", start=MONDAY),
            a_project("P-2", start=MONDAY),
            a_task("T-1", after="T-2"),
            a_task("T-2", after="T-1"),
            a_task("T-3", after="T-2"),
            a_task("T-4"),
            a_task("T-9", project="P-2", duration=DAY, after=predecessor),
        )
        return the_one_of(figures)

    for predecessor in ("T-1", "T-3"):
        assert found(predecessor).loop
        assert found(predecessor).forecast is None
    assert found("T-4").loop == ()
    assert found("T-4").forecast == MONDAY


def the_one_of(figures: Figures) -> Contract:
    (found,) = contracts(figures, 0)
    return found
