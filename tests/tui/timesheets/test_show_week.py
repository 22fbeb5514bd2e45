"""This file tests the week over the screen: moving, typing hours, weeks, and closing them."""

from datetime import date, timedelta

import pytest
from textual.app import App

from pmtui.actions.core.action import Refused
from pmtui.actions.timesheets.time_booking import typed_minutes
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.time_entries import TimeEntry, Timesheet
from pmtui.tui.timesheets.show_week import show_week
from pmtui.tui.timesheets.week_screen import WeekScreen
from pmtui.views.timesheets.week_grid import week_grid, week_lines
from tests.conftest import TODAY, a_person, a_project, a_task, a_workspace, id_of
from tests.tui.fake_workbench import FakeWorkbench

MONDAY = TODAY
ANN = id_of("H-1")


def a_store(*rows: TimeEntry | Timesheet) -> FakeWorkbench:
    return FakeWorkbench(
        a_workspace(
            a_project("P-1", owner=ANN),
            a_person("H-1", "Ann Ames", logins=("ann",)),
            a_task("T-1", "Dig", owner=ANN),
            a_task("T-2", "Pour", owner=ANN),
            a_task("T-3", "Paint"),
            *rows,
        )
    )


def an_entry(number: int, task: str, minutes: int, day: date) -> TimeEntry:
    return TimeEntry(
        id=90_000 + number, key=f"TE-{number}", component=id_of("P-1"), task=id_of(task),
        person=ANN, day=day, minutes=minutes,
    )  # fmt: skip


def opened(desk: FakeWorkbench) -> WeekScreen:
    show_week(desk)
    screen = desk.pushed[-1][0]
    assert isinstance(screen, WeekScreen)
    return screen


def booked(desk: FakeWorkbench) -> list[tuple[int, date, int]]:
    rows = desk.session.workspace.rows_of(TimeEntry).values()
    return sorted((row.task, row.day, row.minutes) for row in rows)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3", 180), ("3.5", 210), ("3,25", 195), ("3:30", 210), ("3h30", 210), ("3h", 180),
     ("45m", 45), ("210m", 210), ("0", 0), ("1d", 480), ("3:75", None), ("3h75", None),
     ("x", None), ("", None), ("-3", None), ("3eh", None), ("50%", None)],
)  # fmt: skip
def test_hours_are_typed_as_people_write_them(text: str, minutes: int | None) -> None:
    situation = a_store().situation()
    if minutes is None:
        with pytest.raises(Refused, match="write 3h30"):
            typed_minutes(situation, text)
    else:
        assert typed_minutes(situation, text) == minutes


def test_a_week_has_the_open_tasks_of_a_person_and_what_is_booked_with_sums() -> None:
    day = MONDAY + timedelta(days=1)
    desk = a_store(an_entry(1, "T-3", 210, day), an_entry(2, "T-1", 60, day))
    grid = week_grid(Figures(desk.session.workspace, TODAY), ANN, day)
    head, *rows, foot = week_lines(grid)
    assert head[:2] == ("task", "Mon 23")
    booked_on = {row[0].split()[0]: row[2] for row in rows}
    assert booked_on == {"T-3": "3h30", "T-1": "1h", "T-2": ""}
    assert foot[2] == foot[-1] == "4h30"


async def test_digits_book_hours_and_an_approved_week_takes_none() -> None:
    desk = a_store()
    screen = opened(desk)
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.press("3", "h", "3", "0", "enter")
        assert booked(desk) == [(id_of("T-1"), MONDAY, 210)]
        await pilot.press("2", "enter")
        assert booked(desk)[-1] == (id_of("T-2"), MONDAY, 120)
        await pilot.press("x")
        assert booked(desk) == [(id_of("T-1"), MONDAY, 210)]
        await pilot.press("l", "4", "enter")
        assert "still to come" in screen.notice
        await pilot.press("left_square_bracket")
        assert screen.week.week == MONDAY - timedelta(days=7)
        await pilot.press("right_square_bracket", "a")
        assert screen.week.state == "approved"
        await pilot.press("h", "5", "enter")
        assert "approved" in screen.notice
        assert booked(desk) == [(id_of("T-1"), MONDAY, 210)]
        await pilot.press("r", "o", "o", "p", "s", "enter")
        assert screen.week.state == "open"
        (sheet,) = desk.session.workspace.rows_of(Timesheet).values()
        assert sheet.reason == "oops"


async def test_what_is_typed_is_booked_before_the_week_is_left_and_dropped_by_escape() -> None:
    desk = a_store()
    screen = opened(desk)
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.press("4", "escape")
        assert not booked(desk)
        await pilot.press("l", "6", "q")
        assert "still to come" in screen.notice
        assert app.screen is screen
        await pilot.press("h", "4", "q")
        assert app.screen is not screen
        assert booked(desk) == [(id_of("T-1"), MONDAY, 240)]


def test_without_a_login_it_is_said_who_has_a_week() -> None:
    desk = FakeWorkbench(a_workspace(a_project("P-1")))
    show_week(desk)
    assert not desk.pushed
    assert "login" in desk.said[-1]
