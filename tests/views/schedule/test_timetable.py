"""This file tests the schedule of a scope as a table."""

from datetime import date

from pmtui.views.schedule.timetable import timetable
from tests.conftest import a_component, a_project, a_task, figures_of, id_of

DAY = 480


def test_a_program_shows_the_tasks_of_all_its_projects_in_outline_order() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=date(2026, 11, 30)),
        a_project("P-2", "PG-1", start=date(2026, 11, 30)),
        a_task("T-1", "Build", duration=2 * DAY, outline_rank="a"),
        a_task("T-2", "Test", duration=DAY, after="T-1", outline_rank="b"),
        a_task("T-3", "Campaign", project="P-2", duration=DAY, after="T-1"),
    )
    found = timetable(figures, id_of("PG-1"))
    rows = [[cell.text for cell in found.table.row(at).cells] for at in range(found.table.count)]
    assert rows == [
        ["T-1", "Build", "30 Nov", "1 Dec", "0d", "0d", "critical"],
        ["T-2", "Test", "2 Dec", "2 Dec", "0d", "0d", "critical"],
        ["T-3", "Campaign", "2 Dec", "2 Dec", "0d", "0d", "critical"],
    ]


def test_what_cannot_be_kept_is_named_with_its_days() -> None:
    figures = figures_of(
        a_project("P-1", start=date(2026, 11, 30)),
        a_task("T-1", "Build", duration=4 * DAY, due=date(2026, 12, 1)),
    )
    assert timetable(figures, 0).conflicts == ("T-1 Build: its due date is missed by 2d",)


def test_a_loop_is_spelled_out_by_keys() -> None:
    figures = figures_of(a_project("P-1"), a_task("T-1", after="T-2"), a_task("T-2", after="T-1"))
    assert timetable(figures, 0).loops == (
        (id_of("P-1"), "tasks wait for each other: T-2 > T-1 > T-2"),
    )
