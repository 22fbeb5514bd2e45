"""This file tests ids and numbers of occurrences: the same everywhere, and nobody else's."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.ids import DERIVED_IDS, MAX_ID, IdSource
from pmtui.model.recurring.occurrence_ids import (
    id_parts,
    number_parts,
    numbered,
    occurrence_id,
    tag_of,
)

_DAYS = st.dates(date(1950, 1, 1), date(2149, 12, 31))
_IDS = st.integers(1, DERIVED_IDS.start - 1)


@given(_IDS, _DAYS)
def test_an_id_says_its_day_and_lies_where_no_clock_gives_one(recurrence: int, day: date) -> None:
    row_id = occurrence_id(recurrence, day)
    assert row_id in DERIVED_IDS
    assert row_id < MAX_ID
    assert id_parts(row_id) == (tag_of(recurrence), day)


@given(st.integers(0, 4_000_000_000_000), st.integers(0, 4095))
def test_no_clock_of_this_century_gives_such_an_id(now: int, start: int) -> None:
    assert IdSource(lambda: min(now, 3_700_000_000_000), start).draw() not in DERIVED_IDS


def test_two_days_and_two_rules_have_ids_of_their_own() -> None:
    days = [date(2026, 1, day) for day in range(1, 29)]
    ids = {occurrence_id(rule, day) for rule in range(1, 200) for day in days}
    assert len(ids) == 199 * len(days)


def test_an_id_stays_the_same_for_all_builds() -> None:
    assert occurrence_id(893916482697221, date(2026, 12, 7)) == 9006674926136771


@given(st.integers(1, 99_999), _DAYS)
def test_the_number_of_a_key_says_rule_and_day(rule: int, day: date) -> None:
    assert number_parts(numbered(rule, day)) == (rule, day)


def test_other_ids_and_numbers_say_no_day() -> None:
    assert id_parts(7) == (0, None)
    assert number_parts(40)[1] is None
    assert number_parts(120261332)[1] is None
