"""This file tests that a cell means the same however often its text stands in a column."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.sheets.dates import CellError
from pmtui.exchange.tables.column_maps.column_map import ColumnMap
from pmtui.exchange.tables.column_maps.source_columns import Source
from pmtui.exchange.tables.row_reading.cached_cells import CachedCells
from pmtui.exchange.tables.values.cells import Style, fields_along, read_cell
from pmtui.model.workspace.schema import FieldSpec, field_specs

CELLS = st.sampled_from(
    [
        "3d",
        "2,5",
        "1.200",
        "1 200 EUR",
        "2026-01-05",
        "01/02/2026",
        "60%",
        "0.6",
        "yes",
        "?",
        "a, b",
    ]
) | st.text(min_size=1, max_size=80)
STYLES = st.builds(
    Style,
    today=st.just(date(2026, 1, 5)),
    decimal=st.sampled_from(["", ".", ","]),
    date_order=st.sampled_from(["", "day", "month"]),
    time_unit=st.sampled_from(["days", "hours"]),
)
SPECS = st.sampled_from(field_specs("tasks"))


def meaning(spec: FieldSpec, text: str, style: Style) -> object:
    """What a cell means by itself, or why it means nothing."""
    try:
        return read_cell(spec, text, style), fields_along(spec, text, style)
    except CellError as error:
        return str(error), error.todo, error.is_unclear


@given(
    columns=st.lists(st.tuples(SPECS, STYLES), min_size=1, max_size=3),
    rows=st.lists(st.tuples(st.integers(0, 2), CELLS), max_size=9),
)
def test_a_repeated_cell_means_what_it_means_alone_in_its_own_column(
    columns: list[tuple[FieldSpec, Style]], rows: list[tuple[int, str]]
) -> None:
    sources = [
        Source(ColumnMap(headers=("x",), field=spec.name), "x", (0,), spec, style)
        for spec, style in columns
    ]
    cells = CachedCells(None)
    for at, text in (*rows, *rows):
        source = sources[at % len(sources)]
        spec, style = columns[at % len(sources)]
        try:
            read: object = cells.read(source, spec, text)
        except CellError as error:
            read = str(error), error.todo, error.is_unclear
        assert read == meaning(spec, text, style)
