"""This file tests the tables of benefits: what each cell says, and in which tone."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import ProfilePoint
from pmtui.model.entities.entity import Entity
from pmtui.views.benefits.number_cells import number_cell, number_text, stored_cell
from pmtui.views.benefits.part_tables import due, plain_table, points, readings, register
from pmtui.views.shapes.table import Cell, ViewRequest
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of
from tests.figures.benefits.benefits import a_benefit, a_point, a_reading

BENEFIT: Final = id_of("B-1")


def cells(figures: Figures, part: Any, table: str, row: int) -> dict[str, Cell]:
    """The cells of one row of a part, by their column."""
    shown = plain_table(part, figures, (table,), [row])
    keys = [column.key for column in shown.columns]
    return dict(zip(keys, shown.row(0).cells, strict=True))


def registered(*rows: Entity, **fields: Any) -> dict[str, Cell]:
    """A benefit in the register."""
    figures = figures_of(a_project(), a_benefit(**fields), *rows)
    return cells(figures, register, "benefits", BENEFIT)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("120", "120"), ("12.50", "12.5"), ("1200", "1,200"), ("0", "0"), ("-0.00001", "0"),
        ("0.00004", "0"), ("-7", "-7"), ("0.1234", "0.1234"), ("100", "100"),
    ],
)  # fmt: skip
def test_a_number_has_no_superfluous_digits(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


def test_a_stored_number_is_written_alike_and_words_as_they_stand() -> None:
    assert stored_cell("1200") == Cell("1,200")
    assert stored_cell("some") == Cell("some")
    assert stored_cell("") == number_cell(None)
    assert number_cell(None).tone == "dim"


@pytest.mark.parametrize(
    ("value", "text", "tone"),
    [
        ("260", "0 %", "plain"),
        ("190", "50 %", "plain"),
        ("121", "99 %", "plain"),
        ("120", "100 %", "good"),
        ("106", "110 %", "good"),
        ("274", "-10 %", "bad"),
    ],
)
def test_a_benefit_is_attained_by_how_far_its_measure_has_come(
    value: str, text: str, tone: str
) -> None:
    shown = registered(a_reading("B-1", TODAY, value))
    assert shown["attainment"] == Cell(text, tone)  # type: ignore[arg-type]
    assert shown["measured"] == Cell(value)


def test_what_has_not_been_measured_has_dashes() -> None:
    shown = registered()
    for key in ("attainment", "measured", "variance", "planned_to_date"):
        assert shown[key] == Cell("—", "dim"), key


@pytest.mark.parametrize(
    ("value", "text", "tone"), [("120", "+80", "good"), ("200", "0", "good"), ("230", "-30", "bad")]
)
def test_a_benefit_is_ahead_of_its_profile_or_behind(value: str, text: str, tone: str) -> None:
    shown = registered(
        a_point("B-1", date(2026, 11, 1), "200"), a_reading("B-1", TODAY, value),
        starts=date(2026, 11, 1),
    )  # fmt: skip
    assert shown["planned_to_date"] == Cell("200")
    assert shown["variance"] == Cell(text, tone)  # type: ignore[arg-type]


def test_a_dis_benefit_has_a_minus_before_its_title() -> None:
    assert registered()["title"] == Cell("Fewer calls")
    assert registered(kind="dis_benefit")["title"] == Cell("- Fewer calls")


def profile_of(*rows: Entity, at: date = date(2026, 10, 1), **fields: Any) -> dict[str, Cell]:
    """A point of a profile, in the part that shows it."""
    point = a_point("B-1", at, "200")
    figures = figures_of(a_project(), a_benefit(**fields), point, *rows)
    return cells(figures, points, "profile_points", point.id)


def test_a_point_shows_the_newest_reading_of_its_own_month() -> None:
    for readings_of, text in (
        ((), "—"),
        ((date(2026, 9, 30),), "—"),
        ((date(2026, 10, 1),), "150"),
        ((date(2026, 10, 31),), "150"),
        ((date(2026, 11, 1),), "—"),
    ):
        rows = [a_reading("B-1", at, "150") for at in readings_of]
        assert profile_of(*rows)["measured"].text == text
    first, last = a_reading("B-1", date(2026, 10, 2), "1"), a_reading("B-1", date(2026, 10, 9), "2")
    assert profile_of(first, last)["measured"].text == "2"


def test_a_point_of_this_month_has_been_measured_and_one_of_the_next_has_not() -> None:
    reading = a_reading("B-1", TODAY, "150")
    assert profile_of(reading, at=date(2026, 11, 30))["measured"].text == "150"
    late = a_reading("B-1", date(2026, 12, 1), "150")
    assert profile_of(late, at=date(2026, 12, 1))["measured"].text == "—"


def test_a_point_says_what_it_is_of_and_what_is_forecast() -> None:
    shown = profile_of()
    assert (shown["benefit"].text, shown["period"].text) == ("B-1 Fewer calls", "2026-10")
    assert (shown["planned"].text, shown["forecast"].text) == ("200", "200")
    point = a_point("B-1", date(2026, 10, 1), "200", "180")
    figures = figures_of(a_project(), a_benefit(), point)
    assert cells(figures, points, "profile_points", point.id)["forecast"].text == "180"


def test_a_point_whose_benefit_is_gone_says_nothing_of_it() -> None:
    point = a_point("B-1", date(2026, 10, 1), "200")
    shown = cells(figures_of(a_project(), point), points, "profile_points", point.id)
    assert shown["benefit"].text == ""
    assert shown["moved"] == Cell("—", "dim")


def moved_by(finish: date, **fields: Any) -> tuple[Figures, ProfilePoint]:
    """A benefit planned from October, after a milestone of September that now comes later."""
    point = a_point("B-1", date(2026, 10, 1), "200")
    milestone = a_task("M-1", manual=True, start=finish, finish=finish)
    benefit = a_benefit(
        start_after=id_of("M-1"), months_after=1, starts=date(2026, 10, 1), **fields
    )
    return figures_of(a_project(start=date(2026, 9, 1)), milestone, benefit, point), point


@pytest.mark.parametrize(
    ("finish", "moved", "shift"),
    [
        (date(2026, 8, 14), Cell("2026-09", "plain"), Cell("1 month earlier", "good")),
        (date(2026, 9, 14), Cell("2026-10", "plain"), Cell("as planned", "dim")),
        (date(2026, 10, 14), Cell("2026-11", "bad"), Cell("1 month later", "bad")),
        (date(2026, 11, 16), Cell("2026-12", "bad"), Cell("2 months later", "bad")),
    ],
)
def test_a_profile_moves_with_its_milestone(finish: date, moved: Cell, shift: Cell) -> None:
    figures, point = moved_by(finish)
    assert cells(figures, points, "profile_points", point.id)["moved"] == moved
    assert cells(figures, register, "benefits", BENEFIT)["profile_shift"] == shift


@pytest.mark.parametrize(
    ("ends", "moved"),
    [
        (date(2026, 10, 31), Cell("after its end", "bad")),
        (date(2026, 11, 30), Cell("2026-11", "bad")),
        (None, Cell("2026-11", "bad")),
    ],
)
def test_a_point_that_moves_beyond_a_fixed_end_is_lost(ends: date | None, moved: Cell) -> None:
    figures, point = moved_by(date(2026, 10, 14), ends=ends)
    assert cells(figures, points, "profile_points", point.id)["moved"] == moved


def test_a_benefit_that_follows_no_milestone_is_dated() -> None:
    assert registered()["profile_shift"] == Cell("dated", "dim")
    gone = registered(start_after=id_of("M-9"))
    assert gone["profile_shift"] == Cell("—", "dim")


def asked(*rows: Entity, is_filtered: bool = False) -> list[str]:
    """The keys of the benefits that are due to be measured."""
    figures = figures_of(a_project(), *rows)
    ids = tuple(row.id for row in rows)
    request = ViewRequest(
        figures=figures, scope=0, tables=("benefits",), ids=ids, total=len(ids),
        is_filtered=is_filtered, sort="key",
    )  # fmt: skip
    return [figures.workspace.get("benefits", row).key for row in due(request).ids]  # type: ignore[union-attr]


def test_what_is_sustained_is_due_no_more_unless_it_is_asked_for() -> None:
    rows = a_benefit("B-1", state="planned"), a_benefit("B-2", state="sustained")
    assert asked(*rows) == ["B-1"]
    assert asked(*rows, is_filtered=True) == ["B-1", "B-2"]


def test_readings_stand_under_the_usual_columns_as_they_are_sorted() -> None:
    rows = a_reading("B-1", TODAY, "5"), a_reading("B-1", date(2026, 1, 2), "7")
    figures = figures_of(a_project(), a_benefit(), *rows)
    for sort, first in (("at", rows[1]), ("at-", rows[0])):
        table = plain_table(readings, figures, ("readings",), [row.id for row in rows], sort)
        assert table.ids[0] == first.id
    assert plain_table(readings, figures, ("readings",), []).empty.startswith(
        "nothing measured yet"
    )


def test_a_reading_of_the_next_month_hides_none_of_this_one() -> None:
    rows = a_reading("B-1", date(2026, 10, 9), "2"), a_reading("B-1", date(2026, 11, 1), "7")
    assert profile_of(*rows)["measured"].text == "2"


def test_texts_of_a_benefit_stand_as_they_are_and_a_dash_where_there_is_none() -> None:
    assert registered(unit="calls")["unit"] == Cell("calls", "dim")
    assert registered()["unit"] == Cell("—", "dim")
    assert registered(state="planned")["state"] == Cell("planned")
    figures = figures_of(a_project(), a_benefit(measure="call log", frequency="monthly"))
    cells_of = cells(figures, due, "benefits", BENEFIT)
    assert cells_of["measure"] == Cell("call log", "dim")
    assert cells_of["frequency"] == Cell("monthly")
    bare = cells(figures_of(a_project(), a_benefit()), due, "benefits", BENEFIT)
    assert (bare["measure"], bare["frequency"]) == (Cell("—", "dim"), Cell("—"))
