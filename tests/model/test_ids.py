"""This file tests ids: they grow, and stay exact in every JSON reader whatever the clock says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.ids import EPOCH_2020_MS, MAX_ID, IdSource, key_parts, key_text


@given(st.lists(st.integers(-(10**16), 10**16), min_size=1, max_size=50), st.integers(0, 2**20))
def test_ids_grow_and_stay_below_53_bits_whatever_the_clock_says(
    moments: list[int], start: int
) -> None:
    ticks = iter(moments)
    source = IdSource(lambda: next(ticks), start)
    drawn = [source.draw() for _ in moments]
    assert drawn == sorted(set(drawn))
    assert all(0 <= one <= MAX_ID for one in drawn)


def test_a_clock_that_stands_still_at_the_end_of_time_gives_ids_for_long() -> None:
    source = IdSource(lambda: 10**16, 4_095)
    last = max(source.draw() for _ in range(100_000))
    assert last <= MAX_ID - 2**40


def test_an_id_holds_its_millisecond_and_a_counter_that_goes_around() -> None:
    source = IdSource(lambda: EPOCH_2020_MS + 5, 4_094)
    assert [source.draw() for _ in range(3)] == [
        (5 << 12) + 4_095,
        (5 << 12) + 4_096,
        (5 << 12) + 4_097,
    ]
    later = IdSource(iter((EPOCH_2020_MS + 5, EPOCH_2020_MS + 9)).__next__, 0)
    assert [later.draw(), later.draw()] == [(5 << 12) + 1, (9 << 12) + 2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("T-40", ("T", 40)), ("t40", ("T", 40)), (" pg-7~ ", ("PG", 7)), ("T-0", ("T", 0)),
        ("T-", None), ("T", None), ("40", None), ("", None), ("T-4x", None), ("T 4", None),
        ("T--4", None), ("T-\u0664", None),
    ],
)  # fmt: skip
def test_a_key_is_a_prefix_and_a_number(text: str, parts: tuple[str, int] | None) -> None:
    assert key_parts(text) == parts


def test_a_key_that_no_commit_has_settled_is_marked() -> None:
    assert key_text("T", 40) == "T-40"
    assert key_text("T", 40, pending=True) == "T-40~"
