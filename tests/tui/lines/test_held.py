"""This file tests that rows stay where they are while others change what they are sorted by."""

from hypothesis import given
from hypothesis import strategies as st

from pmtui.tui.lines.held import held, held_ids
from pmtui.views.table import Cell, Column, Row, Table

ids = st.lists(st.integers(0, 30), unique=True, max_size=12)


def a_table(order: list[int]) -> Table:
    """Rows that say their id."""
    return Table(
        (Column(key="a", title="a", width=4),), order, lambda at: Row(at, (Cell(str(at)),))
    )


def test_the_order_of_before_is_kept_and_a_new_row_stands_below_its_neighbour() -> None:
    assert list(held_ids([3, 9, 1, 2], [1, 2, 3])) == [1, 2, 3, 9]
    assert list(held_ids([9, 3, 1], [1, 2, 3])) == [9, 1, 3]


def test_the_same_order_is_the_same_rows() -> None:
    rows = a_table([1, 2, 3])
    assert held(rows, [1, 2, 3]) is rows


def test_a_held_row_is_the_row_of_its_id() -> None:
    rows = held(a_table([3, 1, 2]), [1, 2, 3])
    assert [rows.row(at).id for at in range(3)] == [1, 2, 3]


@given(ids, ids)
def test_nothing_is_lost_doubled_or_turned_round(now: list[int], before: list[int]) -> None:
    held_now = list(held_ids(now, before))
    assert sorted(held_now) == sorted(now)
    assert [one for one in held_now if one in before] == [one for one in before if one in now]
