"""This file tests that rows stay where they are while others change what they are sorted by."""

from hypothesis import given
from hypothesis import strategies as st

from pmtui.tui.lines.row_order import ids_in_previous_order, in_previous_order
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow

ids = st.lists(st.integers(0, 30), unique=True, max_size=12)


def a_table(order: list[int]) -> Table:
    """Rows that say their id."""
    return Table(
        (TableColumn(key="a", title="a", width=4),),
        order,
        lambda at: TableRow(at, (Cell(str(at)),)),
    )


def test_the_order_of_before_is_kept_and_a_new_row_stands_below_its_neighbour() -> None:
    assert list(ids_in_previous_order([3, 9, 1, 2], [1, 2, 3])) == [1, 2, 3, 9]
    assert list(ids_in_previous_order([9, 3, 1], [1, 2, 3])) == [9, 1, 3]


def test_the_same_order_is_the_same_rows() -> None:
    rows = a_table([1, 2, 3])
    assert in_previous_order(rows, [1, 2, 3]) is rows


def test_a_held_row_is_the_row_of_its_id() -> None:
    rows = in_previous_order(a_table([3, 1, 2]), [1, 2, 3])
    assert [rows.row(at).id for at in range(3)] == [1, 2, 3]


@given(ids, ids)
def test_nothing_is_lost_doubled_or_turned_round(now: list[int], before: list[int]) -> None:
    held_now = list(ids_in_previous_order(now, before))
    assert sorted(held_now) == sorted(now)
    assert [one for one in held_now if one in before] == [one for one in before if one in now]
