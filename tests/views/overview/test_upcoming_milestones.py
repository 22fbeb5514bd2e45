"""This file tests the strip of time: each mark on its day, each name whole beside it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.entities.entity import Entity
from pmtui.model.governance.gates import Gate
from pmtui.text import cell_width
from pmtui.views.overview.upcoming_milestones import (
    AHEAD,
    MOST,
    POINT,
    axis_text,
    cell_of_day,
    strip_line,
    strip_section,
    upcoming_milestones,
)
from pmtui.views.wording.formatting import short_date
from tests.conftest import TODAY, Parts, a_project, a_task, figures_of, id_of


def test_the_axis_names_today_and_the_mondays_that_have_room() -> None:
    assert axis_text(TODAY, 72).split() == [
        "today", "|30", "Nov", "|7", "Dec", "|14", "Dec",
    ]  # fmt: skip
    assert axis_text(TODAY, 72).index("|30 Nov") == cell_of_day(date(2026, 11, 30), TODAY, 72)
    assert axis_text(date(2026, 11, 29), 40).startswith("today")


@given(
    st.integers(0, AHEAD), st.text("abcdef gh", min_size=1, max_size=60).filter(str.strip),
    st.sampled_from(["", " +3 d"]), st.integers(30, 130),
)  # fmt: skip
def test_a_mark_stands_on_its_day_and_nothing_leaves_the_line(
    days: int, name: str, late: str, width: int
) -> None:
    at = cell_of_day(TODAY + timedelta(days=days), TODAY, width)
    line = strip_line(at, name.strip(), late, width)
    assert line.index(POINT) == at
    assert line.count(POINT) == 1
    assert cell_width(line) <= width
    assert late in line
    if len(name.strip()) + len(late) <= max(width - at - 2, at - 1):
        assert name.strip() in line


def test_the_next_milestones_stand_by_date_and_the_rest_is_counted() -> None:
    due = [TODAY + timedelta(days=one) for one in (40, 9, 3, 12, 20, 30, 1, -2)]
    tasks = [a_task(f"M-{at}", due=day, finish=day) for at, day in enumerate(due)]
    section = strip_section(figures_of(a_project(), *tasks), id_of("P-1"), 72)
    assert len(section.entries) == MOST
    assert section.note == "5 of 6 dates"
    assert section.heads[0].text.startswith("today")
    empty = strip_section(figures_of(a_project()), id_of("P-1"), 72)
    assert empty.empty == "no milestone and no gate"


def test_what_is_later_than_agreed_says_by_how_much() -> None:
    late = a_task("M-1", "Launch", due=TODAY + timedelta(days=3), start=TODAY + timedelta(days=8))
    (entry,) = strip_section(figures_of(a_project(), late), id_of("P-1"), 72).entries
    assert entry.cells[0].text.endswith("d")
    assert "M-1 Launch +" in entry.cells[0].text
    assert entry.cells[0].tone == "warn"


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def days(*parts: Entity | Parts, scope: str = "P-1") -> list[tuple[int, str, int]]:
    """In how many days which milestones and gates come, and how late they are."""
    figures = figures_of(a_project("P-1"), a_project("P-2"), *parts)
    return [
        ((one.day - TODAY).days, one.table, one.late)
        for one in upcoming_milestones(figures, id_of(scope))
    ]


@pytest.mark.parametrize(
    ("day", "is_shown"), [(-1, False), (0, True), (1, True), (AHEAD, True), (AHEAD + 1, False)]
)
def test_the_days_from_today_to_the_last_are_looked_at(day: int, *, is_shown: bool) -> None:
    assert len(days(a_task("M-1", start=on(day), finish=on(day)))) == is_shown
    assert len(days(a_gate(due=on(day)))) == is_shown


def a_gate(**fields: Any) -> Gate:
    given = {"id": 5, "key": "G-3", "component": id_of("P-1"), "title": "Build", **fields}
    return Gate(**given)


def test_a_milestone_that_is_done_archived_or_elsewhere_is_not_to_come() -> None:
    day: dict[str, Any] = {"start": on(3), "finish": on(3)}
    assert days(a_task("M-1", **day)) == [(3, "tasks", 0)]
    assert days(a_task("M-1", percent=100, **day)) == []
    assert days(a_task("M-1", archived=True, **day)) == []
    assert days(a_task("M-1", project="P-2", **day)) == []
    assert days(a_task("T-1", **day)) == []


def test_a_gate_that_was_decided_archived_undated_or_is_elsewhere_is_not_to_come() -> None:
    assert days(a_gate(due=on(3))) == [(3, "gates", 0)]
    assert days(a_gate(due=on(3), decision="go")) == []
    assert days(a_gate(due=on(3), archived=True)) == []
    assert days(a_gate()) == []
    assert days(a_gate(due=on(3)), scope="P-2") == []


def test_a_milestone_stands_where_it_is_planned_else_where_it_is_due() -> None:
    moved = a_task("T-1", duration=5 * 480), a_task("M-1", after="T-1", due=on(2))
    assert days(*moved) == [(4, "tasks", 2)]
    figures = figures_of(a_project(), *moved).without_plans()
    assert [one.day for one in upcoming_milestones(figures, id_of("P-1"))] == [on(2)]
    finish = a_task("M-1", finish=on(5))
    bare = figures_of(a_project(), finish).without_plans()
    assert [one.day for one in upcoming_milestones(bare, id_of("P-1"))] == [on(5)]
    inactive = a_task("M-1", due=on(2), active=False)
    assert len(days(inactive)) == 1


@pytest.mark.parametrize(("count", "note"), [(5, ""), (6, "5 of 6 dates")])
def test_five_milestones_are_drawn_and_more_are_counted(count: int, note: str) -> None:
    tasks = [a_task(f"M-{at}", start=on(at), finish=on(at)) for at in range(1, count + 1)]
    section = strip_section(figures_of(a_project(), *tasks), id_of("P-1"), 72)
    assert (len(section.entries), section.note) == (MOST, note)


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("width", [30, 36, 72, 200])
def test_each_monday_with_room_stands_on_its_cell_and_leaves_a_space(
    weekday: int, width: int
) -> None:
    today = TODAY + timedelta(days=weekday)
    line = axis_text(today, width)
    assert len(line) == width
    mondays = [today + timedelta(days=days) for days in range(1, AHEAD + 1)]
    mondays = [day for day in mondays if day.weekday() == 0]
    cells = [cell_of_day(day, today, width) for day in mondays]
    assert {at for at, mark in enumerate(line) if mark == "|"} <= set(cells)
    assert all(line[at - 1] == " " for at, mark in enumerate(line) if mark == "|")
    taken = len("today")
    for at, day in zip(cells, mondays, strict=True):
        text = f"|{short_date(day, today)}"
        if at > taken and at + len(text) <= width:
            assert line[at : at + len(text)] == text
            taken = at + len(text)


def test_a_name_stands_behind_its_mark_while_it_fits_there_to_the_last_cell() -> None:
    assert strip_line(2, "abcdef", "", 10) == "··◆ abcdef"
    assert strip_line(2, "abcdefg", "", 10) == "··◆ abcde…"
    assert strip_line(2, "abcd", "+1", 10) == "··◆ abcd+1"
    assert strip_line(2, "abcde", "+1", 10) == "··◆ abc…+1"


def test_a_name_stands_before_its_mark_where_that_side_has_more_room() -> None:
    assert strip_line(8, "abcdefg", "", 10) == "abcdefg ◆"
    assert strip_line(8, "abcde", "+1", 10) == "abcde+1 ◆"
    assert strip_line(8, "abcdefgh", "", 10) == "abcdef… ◆"
    assert strip_line(8, "abcdef", "+1", 10) == "abcd…+1 ◆"
    assert strip_line(4, "abcde", "", 9) == "····◆ ab…"
    assert strip_line(5, "abcde", "", 11) == "·····◆ abc…"
    assert strip_line(6, "abcde", "", 11) == "abcde ◆"
