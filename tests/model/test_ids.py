"""This file tests ids: they grow, and stay exact in every JSON reader whatever the clock says."""

from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.ids import MAX_ID, IdSource


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
