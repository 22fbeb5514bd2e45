"""This file tests the schedule of a scope as a table."""

from datetime import date, timedelta

import pytest

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


def test_only_a_critical_task_that_is_no_summary_is_bad() -> None:
    figures = figures_of(
        a_project("P-1", start=date(2026, 11, 30)),
        a_task("T-9", "Phase", outline_rank="a"),
        a_task("T-1", "Long", duration=4 * DAY, under="T-9", outline_rank="b"),
        a_task("T-2", "Short", duration=DAY + 240, outline_rank="c"),
    )
    found = timetable(figures, 0)
    rows = [found.table.row(at) for at in range(found.table.count)]
    assert [(row.cells[1].tone, row.cells[6].text, row.cells[6].tone) for row in rows] == [
        ("head", "critical", "plain"),
        ("bad", "critical", "bad"),
        ("plain", "", "plain"),
    ]
    assert [row.cells[4].text for row in rows] == ["0d", "0d", "2.5d"]


@pytest.mark.parametrize(("due", "slack", "tone"), [(1, "-2d", "bad"), (3, "0d", "plain")])
def test_slack_below_zero_is_bad(due: int, slack: str, tone: str) -> None:
    figures = figures_of(
        a_project("P-1", start=date(2026, 11, 30)),
        a_task("T-1", "Build", duration=4 * DAY, due=date(2026, 11, 30) + timedelta(days=due)),
    )
    cell = timetable(figures, 0).table.row(0).cells[4]
    assert (cell.text, cell.tone) == (slack, tone)


def test_a_task_that_ends_at_midnight_ends_on_the_day_before() -> None:
    day = date(2026, 11, 30)
    figures = figures_of(
        a_project("P-1", start=day),
        a_task("T-1", duration=1440, elapsed=True, actual_start=day, actual_start_time=0),
    )
    row = timetable(figures, 0).table.row(0)
    assert [cell.text for cell in row.cells[2:4]] == ["30 Nov", "30 Nov"]


def test_a_task_in_a_loop_and_one_behind_it_say_so_instead_of_critical() -> None:
    figures = figures_of(
        a_project("P-1"),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
        a_task("T-3", after="T-2"),
        a_task("T-4"),
    )
    found = timetable(figures, 0).table
    words = {row.cells[0].text: row.cells[6].text for row in map(found.row, range(found.count))}
    assert (words["T-1"], words["T-2"], words["T-3"]) == ("in loop", "in loop", "after loop")
    assert words["T-4"] in {"", "critical"}
