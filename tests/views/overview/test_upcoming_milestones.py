"""This file tests the strip of time: each mark on its day, each name whole beside it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmtui.text import cell_width
from pmtui.views.overview.upcoming_milestones import (
    AHEAD,
    MOST,
    POINT,
    axis_text,
    cell_of_day,
    strip_line,
    strip_section,
)
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of


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
