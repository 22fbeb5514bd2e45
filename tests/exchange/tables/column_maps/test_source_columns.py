"""This file tests pmtui.exchange.tables.column_maps.source_columns."""

from pmtui.exchange.tables.column_maps.column_map import ColumnMap, Level, TableMap
from pmtui.exchange.tables.column_maps.source_columns import left_out, missing, sources_of
from pmtui.exchange.tables.values.cells import Style
from tests.conftest import TODAY
from tests.exchange.tables.made import a_map, a_sheet

STYLE = Style(today=TODAY)


def test_the_first_name_that_is_there_is_taken_and_a_doubled_one_twice() -> None:
    mapping = TableMap(
        column=(
            ColumnMap(headers=("Old", "Rating"), field="title"),
            ColumnMap(headers=("Cost",), field="estimate", unit="hours"),
            ColumnMap(headers=("Gone",), field="notes"),
        )
    )
    sources = sources_of(a_sheet("RATING,rating,Cost\n1,2,3\n"), mapping, STYLE)
    assert [(one.column.field, one.header, one.places) for one in sources] == [
        ("title", "RATING", (0, 1)),
        ("estimate", "Cost", (2,)),
    ]
    assert [one.style.time_unit for one in sources] == ["days", "hours"]


def test_what_a_map_cannot_do_without_is_an_error_at_the_headers() -> None:
    mapping = a_map(
        ("Task", "title"), above=(Level(kind="project", name="{Project}", code="{Key}"),)
    )
    found = list(missing(a_sheet("Name,Key\nA,1\n"), mapping))
    assert [(one.line, one.column, one.severity) for one in found] == [
        (1, "", "error"),
        (1, "Project", "error"),
    ]
    assert "no column gives the title (Task)" in found[0].what


def test_columns_that_are_not_read_are_named() -> None:
    mapping = a_map(
        ("Task", "title"), ("Colour", ""), above=(Level(kind="project", name="{Area}"),)
    )
    assert left_out(a_sheet("Task,Colour,Area,Size,Size\nA,b,c,d,e\n"), mapping) == (
        "columns not recognised, so not imported: Size",
        "columns that the map leaves out: Colour",
    )
