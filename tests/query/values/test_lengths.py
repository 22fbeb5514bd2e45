"""This file tests lengths of time in the units people and other planning tools write."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.tables.values.cells import Style, read_given
from pmtui.model.changes.ops import Op
from pmtui.model.entities.tasks import LengthUnit, Link, Task
from pmtui.query.error import QueryError
from pmtui.query.values.durations import check_unit, counting_unit, row_beside, unit_fields
from pmtui.query.values.lengths import LONGEST, Length, length_text, read_length, typed_unit

STYLE = Style(today=date(2026, 11, 24))
LENGTHS = st.builds(
    Length,
    st.integers(-10_000_000, 10_000_000),
    st.sampled_from(["work", "elapsed", "percent"]),
)


@given(LENGTHS, st.integers(1, 1440))
def test_a_length_reads_back_in_its_own_unit(length: Length, day: int) -> None:
    assert read_length(length_text(length, day), day) == length


@given(LENGTHS, st.integers(1, 1440), st.sampled_from(get_args(LengthUnit)))
def test_a_length_reads_back_whatever_unit_it_is_shown_in(
    length: Length, day: int, given_unit: LengthUnit
) -> None:
    assert read_length(length_text(length, day, given_unit), day) == length


@given(
    st.integers(1, 500),
    st.sampled_from(["m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo", "%"]),
    st.sampled_from(["", "-"]),
)
def test_a_length_is_shown_in_the_unit_it_is_given_in(number: int, unit: str, sign: str) -> None:
    text = f"{sign}{number}{unit}"
    assert length_text(read_length(text, 450), 450, typed_unit(text)) == text


@pytest.mark.parametrize(("text", "shown"), [("2w 3d", "13d"), ("1.5w", "7d 4h"), ("0.5h", "30m")])
def test_what_does_not_come_out_whole_is_shown_in_days_hours_and_minutes(
    text: str, shown: str
) -> None:
    assert length_text(read_length(text, 480), 480, typed_unit(text)) == shown


@given(LENGTHS, st.integers(60, 1440))
def test_a_table_reads_a_length_as_it_is_typed(length: Length, day: int) -> None:
    text = length_text(length, day)
    style = Style(today=STYLE.today, minutes_per_day=day)
    assert read_given(text, style) == read_length(text, day)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 mon", 9600), ("2mo", 19200), ("PT16H", 960), ("PT16H0M0S", 960), ("-PT8H", -480),
        ("P1W", 2400), ("P1DT4H", 720), ("2w 3d", 6240), ("1,5d", 720), ("1.5d", 720),
        ("90m", 90), ("1m", 1), ("90 mins", 90), ("1d4h", 720), ("1d 4h", 720), ("3 days", 1440),
        ("2 wks", 4800), ("5 days?", 2400), ("5d?", 2400), ("0 days", 0), ("\u22122 days", -960),
        ("3\u00a0days", 1440), ("0,125d", 60), ("PT30S", 1), ("1 Monat", 9600),
        ("3h30", 210),
        ("half a day", 240), ("half an hour", 30), ("a day", 480), ("two weeks", 4800),
        ("1:30:00", 90), ("36:30:00", 2190), ("1 500 h", 90000), ("1.200,5h", 72030),
        ("3 working days", 1440), ("1\u202f500 min", 1500), ("1'500h", 90000),
    ],
)  # fmt: skip
def test_working_time_is_read_in_the_words_people_write(text: str, minutes: int) -> None:
    assert read_length(text, 480) == Length(minutes)
    assert read_given(text, STYLE) == Length(minutes)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3 ed", 4320), ("3ed", 4320), ("3 edays", 4320), ("8eh", 480), ("2 ewks", 20160),
        ("1 emon", 43200), ("30em", 30), ("-1ed", -1440), ("1ed 4eh", 1680), ("3 ed?", 4320),
        ("3 elapsed days", 4320), ("one elapsed week", 10080),
    ],
)  # fmt: skip
def test_time_of_the_clock_is_read_around_the_clock(text: str, minutes: int) -> None:
    assert read_length(text, 480) == Length(minutes, "elapsed")
    assert read_given(text, STYLE) == Length(minutes, "elapsed")


def test_a_share_is_read_as_percent() -> None:
    assert read_length("+50%", 480) == Length(50, "percent")
    assert read_length("-25 %", 480) == Length(-25, "percent")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3", "it can be 3d or 3h"),
        ("1:30", "can be 1h 30m or 1m 30s"),
        ("1,500h", "can be 1500 or 1.5 hours; write 1500 or 1.5 hours"),
        ("1.500h", "can be 1500 or 1.5 hours"),
        ("2w 1,500h", "can be 1500 or 1.5 hours"),
        ("1d 4eh", "is partly working time and partly time of the clock"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_both(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        read_length(text, 480)


@pytest.mark.parametrize(
    "text",
    [
        "P",
        "PT",
        "P1M",
        "1.5%",
        "1:60:00",
        "1.2.3d",
        "half",
        "a",
        "1 20h",
        "50e%",
        "e",
        "3 e",
        "--1d",
        "1e5d",
    ],
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        read_length(text, 480)


@pytest.mark.parametrize(
    ("field", "unit", "along"),
    [
        ("lag", "percent", {"lag_unit": "percent"}),
        ("duration", "elapsed", {"elapsed": True}),
        ("duration", "work", {"elapsed": False}),
        ("estimate", "work", {}),
    ],
)
def test_the_unit_of_a_length_is_set_along(field: str, unit: Any, along: dict[str, Any]) -> None:
    assert unit_fields(field, unit) == along


@pytest.mark.parametrize("text", ["3ed", "50%"])
def test_effort_is_never_time_of_the_clock_or_a_share(text: str) -> None:
    with pytest.raises(QueryError):
        unit_fields("estimate", read_length(text, 480).unit)


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_of_lengths_fail(text: str) -> None:
    try:
        length = read_length(text, 480)
    except QueryError:
        return
    assert read_length(length_text(length, 480), 480) == length


def test_hours_and_minutes_of_a_table_are_what_spreadsheets_show() -> None:
    assert read_given("1:30", STYLE) == Length(90)
    assert read_given("36:30", STYLE) == Length(2190)


def test_the_longest_length_is_kept_exact() -> None:
    assert read_length(f"{LONGEST}m", 480) == Length(LONGEST)
    with pytest.raises(QueryError, match="too long to keep exact"):
        read_length(f"{LONGEST + 1}m", 480)


def test_programs_write_any_length_in_hours_so_that_no_unit_was_given() -> None:
    assert typed_unit("PT16H") == ""
    assert typed_unit("50%") == ""
    assert typed_unit("16h") == "hours"
    assert typed_unit("2w 3d") == ""


def test_no_time_at_all_is_shown_in_days() -> None:
    assert length_text(Length(0), 480, "weeks") == "0d"
    assert length_text(Length(0, "elapsed"), 480) == "0ed"
    assert length_text(Length(-2400), 480, "weeks") == "-1w"


def test_the_row_says_whether_a_length_counts_by_the_clock() -> None:
    by_clock = Task(id=1, title="A", elapsed=True)
    assert counting_unit("duration", by_clock) == "elapsed"
    assert counting_unit("remaining_duration", by_clock) == "elapsed"
    assert counting_unit("estimate", by_clock) == "work"
    assert counting_unit("duration", Task(id=2, title="B")) == "work"
    assert (
        counting_unit("lag", Link(id=3, predecessor=1, successor=2, lag_unit="percent"))
        == "percent"
    )


def test_what_is_left_of_a_task_may_count_by_the_clock_as_its_duration_does() -> None:
    assert unit_fields("remaining_duration", "elapsed") == {}
    with pytest.raises(QueryError, match="it is no share of another task"):
        unit_fields("remaining_duration", "percent")


def test_a_length_in_another_unit_than_its_row_counts_in_is_refused_with_both() -> None:
    by_clock, working = Task(id=1, title="A", elapsed=True), Task(id=2, title="B")
    with pytest.raises(QueryError, match="it can be 2ed around the clock or 2d of working time"):
        check_unit("duration", Length(2880, "elapsed"), working, 480)
    with pytest.raises(QueryError, match="it can be 2ed around the clock or 2d of working time"):
        check_unit("duration", Length(960), by_clock, 480)
    with pytest.raises(QueryError, match="50% does not count in work"):
        check_unit("lag", Length(50, "percent"), Link(id=3, predecessor=1, successor=2), 480)


@pytest.mark.parametrize(
    ("length", "is_elapsed"),
    [
        (Length(0, "elapsed"), False),
        (Length(2880, "elapsed"), True),
        (Length(960), False),
        (Length(0), True),
    ],
)
def test_a_length_in_the_unit_of_its_row_and_none_at_all_are_taken(
    length: Length,
    is_elapsed: bool,  # noqa: FBT001
) -> None:
    check_unit("duration", length, Task(id=1, title="A", elapsed=is_elapsed), 480)


def test_the_unit_before_and_after_an_op_is_that_of_the_other_ops_of_its_row() -> None:
    task = Task(id=1, title="A", duration=480)
    op = Op("set", "tasks", 1, "duration", 480, 2880)
    turned = Op("set", "tasks", 1, "elapsed", False, True)
    others = (
        Op("set", "tasks", 2, "elapsed", False, True),
        Op("set", "tasks", 1, "title", "A", "B"),
    )
    assert counting_unit("duration", row_beside(task, op, (op, turned), before=True)) == "work"
    assert counting_unit("duration", row_beside(task, op, (op, turned), before=False)) == "elapsed"
    assert counting_unit("duration", row_beside(task, op, (op, *others), before=False)) == "work"
    assert not hasattr(row_beside(task, op, (op, *others), before=False), "title")


def test_a_table_may_say_what_a_bare_number_counts_and_which_mark_is_the_decimal_one() -> None:
    assert read_length("3", 480, bare="days") == Length(1440)
    assert read_length("1.500h", 480, decimal=",") == Length(90_000)
    assert read_length("1.5d", 480, decimal=",") == Length(720)
    with pytest.raises(QueryError, match="is not a duration"):
        read_length("1.2.3", 480)
