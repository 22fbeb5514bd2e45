"""This file tests the years that are taken: odd ones get in by no door, and lock nobody out."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.changes.ops import Op, apply, create, edit
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.settle import InvalidError, validated
from pmtui.model.rules.checks import check_all
from pmtui.model.rules.date_range import (
    FIRST_DAY,
    LAST_DAY,
    days_outside,
    in_span,
    outside_text,
    span_refusal,
)
from pmtui.model.workspace.schema import TABLES, field_specs
from tests.conftest import a_component, a_project, a_task, a_workspace, id_of

DAY = date(2027, 1, 4)
RANGES = {"calendars", "calendar_weeks", "calendar_exceptions"}
DATED = sorted(
    (table, spec.name)
    for table in TABLES
    for spec in field_specs(table)
    if spec.kind == "date" and table not in RANGES
)
ODD = st.one_of(
    st.dates(max_value=date.fromordinal(FIRST_DAY.toordinal() - 1)),
    st.dates(min_value=date.fromordinal(LAST_DAY.toordinal() + 1)),
)


@given(st.sampled_from(DATED), ODD)
def test_an_odd_year_is_seen_in_every_date_of_every_table(
    field: tuple[str, str], day: date
) -> None:
    table, name = field
    assert [found for _, found in days_outside(table, {name: day})] == [day]
    assert [found for _, found in days_outside(table, {name: day.isoformat()})] == [day]


@given(st.sampled_from(DATED), st.dates(FIRST_DAY, LAST_DAY))
def test_no_other_year_is(field: tuple[str, str], day: date) -> None:
    assert in_span(day)
    assert days_outside(field[0], {field[1]: day}) == []


def test_every_table_with_a_date_is_looked_at() -> None:
    assert len(DATED) > 30


@given(ODD)
def test_an_odd_year_is_refused_however_it_comes(day: date) -> None:
    workspace = a_workspace(a_project("P-1"), a_task("T-1"))
    row = workspace.tasks[id_of("T-1")]
    born = Task(id=id_of("T-2"), component=row.component, title="New", due=day)
    ways: list[tuple[Op, ...]] = [edit("tasks", row, due=day), (create("tasks", born),)]
    for ops in ways:
        with pytest.raises(InvalidError, match=f"the year {day.year} is outside 1950 to 2149"):
            validated(workspace, ops)


@given(ODD, st.text("ab", min_size=1))
def test_a_row_of_an_older_store_with_an_odd_year_can_still_be_edited(day: date, name: str) -> None:
    workspace = a_workspace(a_project("P-1"), a_task("T-1", due=day))
    row = workspace.tasks[id_of("T-1")]
    renamed = validated(workspace, edit("tasks", row, title=name))
    assert renamed.tasks[row.id].title == name
    mended: Any = validated(renamed, edit("tasks", renamed.tasks[row.id], due=date(2027, 1, 4)))
    assert check_all(mended) == ()
    assert [problem.text for problem in check_all(renamed)] == [
        f"T-1: due {day.isoformat()}: the year {day.year} is outside 1950 to 2149"
        + (": write all four digits of the year" if day.year < 100 else "")
    ]


def test_a_document_without_dates_is_passed_over() -> None:
    op = Op("put", "unknown", 1, new={"due": "0001-01-01"})
    workspace = a_workspace(a_project("P-1"))
    assert validated(workspace, (op,)).components == apply(workspace, (op,)).components
    assert msgspec.json.encode(op)


def test_the_first_and_the_last_day_are_taken() -> None:
    assert in_span(FIRST_DAY)
    assert in_span(LAST_DAY)
    assert not in_span(FIRST_DAY - timedelta(days=1))
    assert not in_span(LAST_DAY + timedelta(days=1))


def test_a_year_of_two_digits_is_told_how_it_is_written() -> None:
    assert outside_text(date(99, 1, 1)).endswith("write all four digits of the year")
    assert outside_text(date(100, 1, 1)).endswith("outside 1950 to 2149")


@pytest.mark.parametrize("table", ["calendars", "calendar_weeks", "kites"])
def test_days_of_ranges_and_of_unknown_tables_may_be_any(table: str) -> None:
    assert days_outside(table, {"first": date(1, 1, 1), "due": date(1, 1, 1)}) == []


@pytest.mark.parametrize("value", ["", "soon", 5, None])
def test_what_is_no_day_is_left_to_others(value: object) -> None:
    assert days_outside("tasks", {"due": value}) == []


@pytest.mark.parametrize(
    ("start", "finish", "names", "text"),
    [
        (DAY, DAY, ("start", "finish"), ""),
        (DAY, DAY + timedelta(days=1), ("finish",), ""),
        (None, DAY, ("finish",), ""),
        (DAY, None, ("start",), ""),
        (DAY, DAY - timedelta(days=1), ("name",), ""),
        (DAY, DAY - timedelta(days=1), (), ""),
        (
            DAY,
            DAY - timedelta(days=1),
            ("finish", "start"),
            "finish: 2027-01-03 is before the start 2027-01-04",
        ),
        (
            DAY,
            DAY - timedelta(days=1),
            ("start",),
            "start: 2027-01-04 is after the finish 2027-01-03",
        ),
    ],
)
def test_a_span_that_was_typed_ends_when_it_begins_or_later(
    start: date | None, finish: date | None, names: tuple[str, ...], text: str
) -> None:
    project = a_component("P-1", start=start, finish=finish)
    assert span_refusal("components", project, names) == text


def test_a_row_of_a_table_without_spans_is_refused_by_none() -> None:
    assert span_refusal("kites", object(), ("start", "finish")) == ""
