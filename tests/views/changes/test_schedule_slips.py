"""This file tests that what the schedule moved is told, though nobody wrote a date."""

from typing import Any, Final

from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.change_list import FOLDED, changes
from tests.conftest import TODAY, Parts, a_component, a_link, a_project, a_task, a_workspace, id_of

DAY: Final = 480


def chain(first: int, *parts: Entity | Parts, **fields: Any) -> Workspace:
    """Two tasks one after the other, of which the first takes some days, in one of two projects."""
    return a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", name="Site"),
        a_project("P-2", "PG-1", name="Shop"),
        a_task("T-1", duration=first * DAY, **fields),
        a_task("T-2", duration=DAY, after="T-1"),
        *parts,
    )


def told(before: Workspace, after: Workspace, scope: int = 0, *, planned: bool = True) -> list[str]:
    found = changes(before, after, scope, TODAY, planned=planned)
    return [
        "  ".join(cell.text for cell in entry.cells)
        for section in found.sections
        for entry in section.entries
    ]


def test_a_longer_task_moves_what_waits_for_it_and_its_project() -> None:
    assert told(chain(2), chain(4)) == [
        "planned finish 25 Nov -> 27 Nov, 2 days later",
        "T-1  Task T-1  duration 2d -> 4d",
        "T-1  Task T-1  planned finish 24 Nov -> 26 Nov, 2 days later",
        "T-2  Task T-2  planned finish 25 Nov -> 27 Nov, 2 days later",
    ]
    earlier = told(chain(4), chain(2))
    assert "T-2  Task T-2  planned finish 27 Nov -> 25 Nov, 2 days earlier" in earlier


def test_the_summary_counts_each_task_once() -> None:
    summary = [cell.text for cell in changes(chain(2), chain(4), 0, TODAY).summary]
    assert summary == [
        "1 component slipped (most 2 days)",
        "2 tasks slipped (most 2 days)",
        "1 other change",
    ]


def test_it_can_be_left_out() -> None:
    assert told(chain(2), chain(4), planned=False) == ["T-1  Task T-1  duration 2d -> 4d"]


def test_a_task_that_is_done_does_not_slip() -> None:
    lines = told(chain(2, column="Done"), chain(4, column="Done"))
    assert "T-1  Task T-1  duration 2d -> 4d" in lines
    assert not any(line.startswith("T-1  Task T-1  planned") for line in lines)


def test_a_slip_reaches_the_projects_that_wait_for_it() -> None:
    shop = (a_task("T-9", project="P-2", duration=DAY), a_link("T-1", "T-9"))
    lines = told(chain(2, *shop), chain(4, *shop), id_of("P-2"))
    assert lines == [
        "planned finish 25 Nov -> 27 Nov, 2 days later",
        "T-9  Task T-9  planned finish 25 Nov -> 27 Nov, 2 days later",
    ]


def test_another_title_moves_nothing() -> None:
    assert told(chain(2), chain(2, title="New")) == ["T-1  New  title Task T-1 -> New"]


def test_many_that_move_together_are_one_line() -> None:
    crowd = [
        part
        for at in range(20, 20 + FOLDED)
        for part in a_task(f"T-{at}", duration=DAY, after="T-1")
    ]
    lines = told(chain(2, *crowd), chain(4, *crowd))
    assert f"{FOLDED + 2} tasks planned to finish later" in lines
    assert len(lines) == 3


def test_a_project_in_which_nothing_was_planned_does_not_slip() -> None:
    empty = (a_component("PG-1"), a_project("P-1", "PG-1"))
    filled = a_workspace(*empty, a_task("T-1", duration=DAY))
    assert told(a_workspace(*empty), filled) == ["T-1  Task T-1  added"]
    assert told(filled, a_workspace(*empty)) == ["T-1  Task T-1  removed"]


def test_a_start_of_the_project_that_moves_moves_its_tasks() -> None:
    later = TODAY.replace(day=25)
    before, after = (
        a_workspace(a_project("P-1", start=start), a_task("T-1", duration=DAY))
        for start in (TODAY, later)
    )
    assert told(before, after) == [
        "start 23 Nov -> 25 Nov, 2 days later",
        "planned finish 23 Nov -> 25 Nov, 2 days later",
        "T-1  Task T-1  planned finish 23 Nov -> 25 Nov, 2 days later",
    ]


def test_a_day_off_in_a_calendar_moves_every_project_that_keeps_it() -> None:
    calendar = WorkingCalendar(id=7, name="Site", monday="08:00-16:00", tuesday="08:00-16:00")
    day_off = CalendarException(id=70, calendar=7, first=TODAY, last=TODAY)
    rows = (calendar, a_project("P-1", start=TODAY, calendar=7), a_task("T-1", duration=DAY))
    lines = told(a_workspace(*rows), a_workspace(*rows, day_off))
    assert "T-1  Task T-1  planned finish 23 Nov -> 24 Nov, 1 day later" in lines


def test_what_ends_at_midnight_ends_on_the_day_before() -> None:
    always: dict[str, Any] = dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday"), "00:00-24:00"
    )
    calendar = WorkingCalendar(id=7, name="Always", **always)

    def lasting(hours: int) -> Workspace:
        project = a_project("P-1", start=TODAY, calendar=7)
        return a_workspace(calendar, project, a_task("T-1", duration=hours * 60))

    assert told(lasting(23), lasting(24)) == ["T-1  Task T-1  duration 2d 7h -> 3d"]
    assert any("planned finish" in line for line in told(lasting(24), lasting(25)))


def test_a_link_to_a_task_that_is_gone_carries_no_slip() -> None:
    for ends in (("T-8", "T-9"), ("T-1", "T-8"), ("T-8", "T-1")):
        rest = (a_task("T-9", project="P-2", duration=DAY), a_link(*ends))
        lines = told(chain(2, *rest), chain(4, *rest))
        assert "T-2  Task T-2  planned finish 25 Nov -> 27 Nov, 2 days later" in lines
        assert not any(line.startswith("T-9") for line in lines)


def test_a_finish_that_somebody_typed_is_told_once_and_what_follows_from_it_apart() -> None:
    def typed(*days: int, **fields: Any) -> Workspace:
        start, finish = (TODAY.replace(day=day) for day in days)
        task = a_task("T-1", start=start, finish=finish, **fields)
        return a_workspace(a_project("P-1", start=TODAY), task)

    assert told(typed(23, 24), typed(23, 26)) == [
        "planned finish 24 Nov -> 26 Nov, 2 days later",
        "T-1  Task T-1  finish 24 Nov -> 26 Nov, 2 days later",
    ]


def test_a_start_and_a_finish_that_move_by_the_same_days_are_both_told() -> None:
    def starting(day: int) -> Workspace:
        fields: dict[str, Any] = {
            "constraint": "SNET", "constraint_date": TODAY.replace(day=day), "duration": DAY,
        }  # fmt: skip
        return a_workspace(a_project("P-1", start=TODAY), a_task("T-1", **fields))

    assert [line for line in told(starting(24), starting(26)) if line.startswith("T-1")] == [
        "T-1  Task T-1  constraint date 24 Nov -> 26 Nov, 2 days later",
        "T-1  Task T-1  planned finish 24 Nov -> 26 Nov, 2 days later",
    ]
