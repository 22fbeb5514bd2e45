"""This file tests how the cells of a line are dealt out among columns."""

from hypothesis import given
from hypothesis import strategies as st

from pmtui.tui.lines.column_widths import fitted_columns, share_width
from pmtui.views.shapes.table import TableColumn

COLUMNS = st.lists(
    st.tuples(st.integers(1, 60), st.integers(1, 20), st.booleans(), st.integers(0, 5)),
    min_size=1,
    max_size=8,
)


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=9), st.integers(0, 300))
def test_cells_are_shared_by_need_and_none_is_left_while_one_is_needed(
    wishes: list[tuple[int, int]], room: int
) -> None:
    needs, leasts = [one for one, _ in wishes], [one for _, one in wishes]
    dealt = share_width(needs, leasts, room)
    floors = [min(pair) for pair in wishes]
    assert all(low <= has <= need for low, has, need in zip(floors, dealt, needs, strict=True))
    assert sum(dealt) == max(sum(floors), min(sum(needs), room))
    cut = [has for has, need in zip(dealt, needs, strict=True) if has < need]
    richer = [has for has, low in zip(dealt, floors, strict=True) if has > low]
    assert not cut or not richer or max(richer) <= min(cut) + 1


@given(COLUMNS, st.integers(1, 200))
def test_no_text_is_cut_while_a_column_has_cells_to_spare(
    wanted: list[tuple[int, int, bool, int]], room: int
) -> None:
    columns = [
        TableColumn(key=str(at), title="", width=width, flex=int(flexible), priority=priority)
        for at, (_, width, flexible, priority) in enumerate(wanted)
    ]
    needs = {str(at): need for at, (need, *_) in enumerate(wanted)}
    dealt = fitted_columns(columns, needs, room)
    if sum(cells + 1 for _, cells in dealt) > room:
        assert all(not column.priority for column, _ in dealt)
        return
    is_cut = any(cells < needs[column.key] for column, cells in dealt)
    assert not is_cut or all(cells <= needs[column.key] for column, cells in dealt)


def test_figures_give_way_to_a_name_as_far_as_it_asks() -> None:
    name = TableColumn(key="name", title="name", width=6, flex=1, most=20)
    figure = TableColumn(key="days", title="days", width=5, priority=1)
    assert fitted_columns((name, figure), {"name": 18, "days": 5}, 25) == [(name, 18), (figure, 5)]
    assert fitted_columns((name, figure), {"name": 19, "days": 5}, 25) == [(name, 24)]
    assert fitted_columns((name, figure), {"name": 99, "days": 2}, 26) == [(name, 22), (figure, 2)]


def test_of_columns_that_matter_alike_the_last_goes_first() -> None:
    """Whose leave it is stands before its notes."""
    key = TableColumn(key="key", title="key", width=6)
    rest = [TableColumn(key=word, title=word, width=10, priority=2) for word in ("who", "notes")]
    shown = fitted_columns((key, *rest), {"key": 6, "who": 10, "notes": 10}, 20)
    assert [column.key for column, _ in shown] == ["key", "who"]
