"""This file tests the dates that people type and read."""

import os
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.query.dates.parsing import away_text, date_text, parse_date, parse_span, plus_months
from pmtui.query.error import AmbiguousError, QueryError
from tests.query.sample import TODAY

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "200"))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("yesterday", "2026-11-22"),
        ("mon", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("next fri", "2026-12-04"),
        ("last fri", "2026-11-20"),
        ("last mon", "2026-11-16"),
        ("+3d", "2026-11-26"),
        ("-2w", "2026-11-09"),
        ("+1m", "2026-12-23"),
        ("+1q", "2027-02-23"),
        ("-1y", "2025-11-23"),
        ("2026-12-01", "2026-12-01"),
        ("2026/12/1", "2026-12-01"),
        ("1 dec", "2026-12-01"),
        ("1st December", "2026-12-01"),
        ("dec 1, 2027", "2027-12-01"),
        ("1.12.2026", "2026-12-01"),
        ("1.12.", "2026-12-01"),
        ("1.12.27", "2027-12-01"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("3/3/2027", "2027-03-03"),
        ("1 feb", "2027-02-01"),
        ("1 nov", "2026-11-01"),
        ("29 feb", "2028-02-29"),
        ("eow", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("w49", "2026-11-30"),
        ("2027-w01", "2027-01-04"),
        ("w49 fri", "2026-12-04"),
        ("w49-5", "2026-12-04"),
    ],
)
def test_a_typed_date_is_understood(typed: str, day: str) -> None:
    assert parse_date(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("fri", "2026-11-27", "2026-11-27"),
        ("w48", "2026-11-23", "2026-11-29"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("dec", "2026-12-01", "2026-12-31"),
        ("february", "2027-02-01", "2027-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("q4", "2026-10-01", "2026-12-31"),
        ("2027-q2", "2027-04-01", "2027-06-30"),
        ("2027", "2027-01-01", "2027-12-31"),
    ],
)
def test_a_week_a_month_and_a_quarter_are_spans(typed: str, first: str, last: str) -> None:
    span = (date.fromisoformat(first), date.fromisoformat(last))
    assert parse_span(typed, TODAY) == span


def test_an_ambiguous_date_is_refused_with_both_readings() -> None:
    with pytest.raises(QueryError) as refused:
        parse_date("03/04/2026", TODAY)
    assert str(refused.value) == (
        "'03/04/2026' can be two days; write 2026-04-03 for 3 Apr or 2026-03-04 for 4 Mar"
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31 feb", "Feb has no day 31"),
        ("30 feb 2027", "there is no day '30 feb 2027'"),
        ("1.13.2026", "there is no day '1.13.2026'"),
        ("1.13.", "there is no month 13"),
        ("99/99/2026", "there is no day '99/99/2026'"),
        ("w60", "there is no week 60"),
        ("+999999y", "there is no day '+999999y'"),
        ("0000-01-01", "there is no day '0000-01-01'"),
        ("3d", "'3d' is not a date"),
        ("", "'' is not a date"),
        ("soon", "'soon' is not a date"),
        ("١ dec", "'١ dec' is not a date"),  # noqa: RUF001  (a digit int() would accept)
    ],
)
def test_what_is_no_date_says_so(typed: str, reason: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_date(typed, TODAY)
    assert refused.value.reason == reason


@given(st.text(max_size=30), st.dates())
def test_no_text_makes_the_reader_of_dates_fail(text: str, today: date) -> None:
    try:
        first, last = parse_span(text, today)
    except QueryError:
        return
    assert first <= last


@given(st.dates(), st.dates())
def test_an_iso_date_reads_as_itself(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-300, 300))
def test_months_away_keep_the_day_or_the_end_of_the_month(day: date, months: int) -> None:
    moved = plus_months(day, months)
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1
    assert (moved.year - day.year) * 12 + moved.month - day.month == months


@pytest.mark.parametrize("typed", ["tomorrow", "next week", "next month", "sun", "+1y", "dec"])
def test_the_end_of_the_calendar_is_an_error_and_no_crash(typed: str) -> None:
    try:
        first, last = parse_span(typed, date.max)
    except QueryError as error:
        assert str(error).startswith("there is no day")  # noqa: PT017
        return
    assert first <= last


def test_a_shown_date_has_its_year_only_when_it_is_another() -> None:
    assert date_text(date(2026, 11, 27), TODAY) == "Fri 27 Nov"
    assert date_text(date(2027, 1, 1), TODAY) == "Fri 1 Jan 2027"


def test_a_shown_date_can_be_typed_again() -> None:
    day = date(2027, 1, 1)
    assert parse_date(date_text(day, TODAY).removeprefix("Fri "), TODAY) == day


def test_days_away_are_said_in_words() -> None:
    assert away_text(TODAY, TODAY) == "today"
    assert away_text(TODAY + timedelta(days=2), TODAY) == "in 2 days"
    assert away_text(TODAY + timedelta(days=11), TODAY) == "in 1 week 4 days"
    assert away_text(TODAY - timedelta(days=5), TODAY) == "5 days ago"
    assert away_text(date(2027, 11, 22), TODAY) == "in 364 days"
    assert away_text(date(2027, 11, 23), TODAY) == "in 1 year"


@settings(deadline=None, max_examples=TRIES)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_how_far_away_a_day_is_leads_to_it(today: date, day: date) -> None:
    text = away_text(day, today)
    counts = dict.fromkeys(("year", "month", "week", "day"), 0)
    words = text.removeprefix("in ").removesuffix(" ago").split()
    for count, unit in zip(words[::2], words[1::2], strict=False):
        counts[unit.removesuffix("s")] = int(count)
    first = plus_months(min(today, day), 12 * counts["year"] + counts["month"])
    reached = first + timedelta(days=7 * counts["week"] + counts["day"])
    assert (text == "today") == (today == day)
    assert reached == max(today, day)
    assert text.startswith("in ") == (day > today)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("in 3 days", "2026-11-26"), ("in two weeks", "2026-12-07"), ("in a month", "2026-12-23"),
        ("2 weeks ago", "2026-11-09"), ("a week from today", "2026-11-30"),
        ("in a fortnight", "2026-12-07"), ("in 2 quarters", "2027-05-23"),
        ("+3 days", "2026-11-26"), ("-2 weeks", "2026-11-09"), ("+1mo", "2026-12-23"),
        ("1st of december", "2026-12-01"), ("the 1st of december 2027", "2027-12-01"),
        ("december the 1st", "2026-12-01"), ("1. Dezember 2026", "2026-12-01"),
        ("20261201", "2026-12-01"), ("2026-W49", "2026-11-30"), ("2026-W49-1", "2026-11-30"),
        ("2026W491", "2026-11-30"), ("2026-335", "2026-12-01"), ("2028-366", "2028-12-31"),
        ("monday 7 dec", "2026-12-07"), ("Mon, 7 Dec 2026", "2026-12-07"),
        ("mon 2026-12-07", "2026-12-07"), ("fri next week", "2026-12-04"),
        ("wed w49", "2026-12-02"), ("end of month", "2026-11-30"),
        ("end of the month", "2026-11-30"), ("end of next month", "2026-12-31"),
        ("end of q1", "2027-03-31"), ("end of quarter", "2026-12-31"),
        ("end of next quarter", "2027-03-31"), ("end of dec", "2026-12-31"),
        ("end of 2027", "2027-12-31"), ("end of week", "2026-11-27"), ("month end", "2026-11-30"),
        ("last day of feb", "2027-02-28"), ("start of q2", "2027-04-01"),
        ("next quarter", "2027-01-01"), ("q1 2027", "2027-01-01"), ("next year", "2027-01-01"),
        ("last month", "2026-10-01"), ("day after tomorrow", "2026-11-25"),
        ("25-12-2026", "2026-12-25"), ("coming friday", "2026-11-27"),
    ],
)  # fmt: skip
def test_a_date_in_words_is_understood(typed: str, day: str) -> None:
    assert parse_date(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "tuesday 7 dec",
            "7 Dec 2026 is a Mon, not a Tue; write 2026-12-07 without the day of the week, or",
        ),
        ("sun 2026-12-07", "7 Dec 2026 is a Mon, not a Sun"),
        ("01-02-2027", "'01-02-2027' can be two days"),
        ("01/02/2027", "can be two days; write 2027-02-01 for 1 Feb or 2027-01-02 for 2 Jan"),
        ("end of fri", "'fri' is one day and has no end"),
        ("in 3 days ago", "is not a date"),
        ("2 weeks", "is not a date"),
        ("fri dec", "is not a date"),
        ("fri week", "is not a date"),
        ("20261301", "there is no day '20261301'"),
        ("2026-366", "there is no day '2026-366'"),
        ("2026-W54-1", "there is no day '2026-W54-1'"),
        ("01122026", "there is no day '01122026'"),
        ("in 999999 years", "there is no day"),
        ("end of " * 9 + "dec", "is not a date"),
    ],
)
def test_a_date_that_contradicts_itself_is_refused(typed: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_date(typed, TODAY)
    assert said in str(refused.value)


def test_a_signed_span_counts_from_the_day_that_stands_there() -> None:
    standing = date(2027, 1, 8)
    assert parse_date("+1w", TODAY, standing) == date(2027, 1, 15)
    assert parse_date("-3d", TODAY, standing) == date(2027, 1, 5)
    assert parse_date("in 1 week", TODAY, standing) == date(2026, 11, 30)
    assert parse_date("fri", TODAY, standing) == date(2026, 11, 27)


WRITTEN: Final = (
    "{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0:%Y-%j}", "{0:%G-W%V-%u}", "{0:%GW%V%u}",
    "{0.day} {0:%b} {0:%Y}",
    "{0.day} {0:%B} {0:%Y}", "{0:%B} {0.day}, {0:%Y}", "{0.day}.{0.month}.{0:%Y}",
    "{0:%a} {0.day} {0:%b} {0:%Y}", "{0:%A}, {0.day} {0:%B} {0:%Y}", "{0:%Y/%m/%d}",
    "{0.day}th of {0:%B} {0:%Y}", "{0.day}/{0.month}/{0:%Y}", "{0.month}/{0.day}/{0:%Y}",
    "{0.day}-{0.month}-{0:%Y}", "{0:%d}-{0:%b}-{0:%Y}",
)  # fmt: skip


@settings(deadline=None, max_examples=TRIES)
@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.sampled_from(WRITTEN),
)
def test_no_spelling_of_a_day_is_misread(day: date, today: date, spelling: str) -> None:
    try:
        read = parse_date(spelling.format(day), today)
    except AmbiguousError as refused:
        both = str(refused)
        assert day.isoformat() in both
        return
    assert read == day


_WEDNESDAY: Final = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("wed", "2026-11-25"), ("fri", "2026-11-27"), ("mon", "2026-11-30"),
        ("next mon", "2026-11-30"), ("next fri", "2026-12-04"),
        ("last mon", "2026-11-23"), ("last wed", "2026-11-18"), ("last fri", "2026-11-20"),
        ("this week", "2026-11-23"), ("next week", "2026-11-30"), ("last week", "2026-11-16"),
        ("eow", "2026-11-27"), ("day before yesterday", "2026-11-23"),
    ],
)  # fmt: skip
def test_days_of_weeks_are_counted_from_the_middle_of_one(typed: str, day: str) -> None:
    assert parse_date(typed, _WEDNESDAY) == date.fromisoformat(day)


def test_a_day_without_a_year_is_the_coming_one_unless_it_is_of_the_last_92_days() -> None:
    assert parse_date("23 aug", TODAY) == TODAY - timedelta(days=92)
    assert parse_date("22 aug", TODAY) == date(2027, 8, 22)


def test_a_week_without_a_year_is_the_coming_one_unless_it_is_of_the_last_92_days() -> None:
    tuesday = TODAY + timedelta(days=1)
    assert parse_date("w35", tuesday) == tuesday - timedelta(days=92)
    assert parse_date("w35", tuesday + timedelta(days=1)) == date(2027, 8, 30)


def test_the_first_month_and_the_last_have_numbers() -> None:
    assert parse_date("1.1.", TODAY) == date(2027, 1, 1)
    assert parse_date("31.12.", TODAY) == date(2026, 12, 31)
    with pytest.raises(QueryError, match="there is no month 0"):
        parse_date("1.0.", TODAY)


def test_a_week_ends_on_its_friday_and_its_last_day_is_its_sunday() -> None:
    assert parse_date("end of this week", TODAY) == date(2026, 11, 27)
    assert parse_date("last day of this week", TODAY) == date(2026, 11, 29)
    assert parse_date("first day of next week", TODAY) == date(2026, 11, 30)


def test_a_date_may_have_sixty_characters() -> None:
    days = "monday " * 7
    assert parse_date(f"{days}7. december", TODAY) == date(2026, 12, 7)
    with pytest.raises(QueryError, match="is not a date"):
        parse_date(f"{days}07. december", TODAY)
