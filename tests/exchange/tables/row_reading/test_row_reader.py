"""This file tests pmtui.exchange.tables.row_reading.row_reader."""

from datetime import date

from pmtui.exchange.tables.column_maps.column_map import ColumnMap, Level, TableMap
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.tables.values.cells import Style
from tests.conftest import TODAY
from tests.exchange.tables.made import a_map, a_sheet


def _read(text: str, mapping: TableMap) -> tuple[list[RowRead], RowReader]:
    reader = RowReader(a_sheet(text), mapping, Style(today=TODAY))
    return reader.read(), reader


def test_a_row_is_read_into_fields_references_words_and_remarks() -> None:
    mapping = TableMap(
        above=(Level(kind="project", name="{Area}", values="areas"),),
        values={"areas": {"web": "Website"}},
        as_of="{Day}",
        column=(
            ColumnMap(headers=("Task",), field="title"),
            ColumnMap(headers=("Due",), field="due"),
            ColumnMap(headers=("Who",), field="owner"),
            ColumnMap(headers=("State",), field="status"),
            ColumnMap(headers=("Word",), field="remark", topic="word"),
        ),
    )
    (row,), reader = _read(
        "Task,Due,Who,State,Word,Area,Day\n Write ,1 Dec 2026,Ann,Doing,fine,WEB,2026-11-20\n",
        mapping,
    )
    assert (row.line, row.title) == (2, "Write")
    assert row.fields == {"due": date(2026, 12, 1)}
    assert (row.references, row.words) == ({"owner": "Ann"}, {"status": "Doing"})
    assert row.remarks == (("word", "fine"),)
    assert [(level.kind, level.name) for level in row.levels] == [("project", "Website")]
    assert row.as_of == date(2026, 11, 20)
    assert not reader.findings


def test_a_cell_that_cannot_be_read_is_a_warning_with_line_and_column() -> None:
    mapping = a_map(("Task", "title"), ("Due", "due"))
    rows, reader = _read('Task,Due\n"A\nB",soon\n', mapping)
    assert rows[0].fields == {}
    assert [one.text for one in reader.findings] == [
        "line 2, Due: 'soon' is not a date; write it as 2026-12-01, or leave it empty"
    ]
    assert reader.findings[0].severity == "warning"


def test_a_cell_that_gives_a_reason_leaves_its_field_unknown_and_is_told() -> None:
    mapping = a_map(
        ("Name", "name"), ("End", "finish"), ("Code", "code"), rows="project", unknown=("exempt",)
    )
    rows, reader = _read("Name,End,Code\nA,EXEMPT under 43,exempt from codes\n", mapping)
    assert rows[0].fields == {"finish": None, "code": "exempt from codes"}
    assert [one.what for one in reader.findings] == ["finish is not given: 'EXEMPT under 43'"]


def test_blank_words_are_empty_without_a_word() -> None:
    mapping = a_map(("Task", "title"), ("Due", "due"), ("Who", "owner"))
    rows, reader = _read("Task,Due,Who\nA,n/a,-\nB,TBD,none\n", mapping)
    assert [(row.fields, row.references) for row in rows] == [({}, {}), ({}, {})]
    assert not reader.findings


def test_a_row_without_a_title_is_an_error_and_an_empty_row_is_none() -> None:
    mapping = a_map(("Task", "title"), ("Due", "due"))
    rows, reader = _read("Task,Due\n ,2026-12-01\n , \nB,\n", mapping)
    assert [row.title for row in rows] == ["", "B"]
    assert [(one.line, one.column, one.severity) for one in reader.findings] == [
        (2, "Task", "error")
    ]


def test_of_doubled_columns_the_first_with_text_holds_and_a_difference_is_told() -> None:
    mapping = a_map(("Name", "name"), ("R", "reported_rating"), rows="project")
    rows, reader = _read("Name,R,R\nA,,Red\nB,Amber,Amber\nC,Green,Red\n", mapping)
    assert [row.fields["reported_rating"] for row in rows] == ["Red", "Amber", "Green"]
    assert [one.line for one in reader.findings] == [4]


def test_all_doubled_columns_of_tags_hold() -> None:
    mapping = a_map(("Task", "title"), ("L", "tags"), ("Kind", "tags"))
    rows, _ = _read("Task,L,L,Kind\nA,web,ux,bug\n", mapping)
    assert rows[0].fields["tags"] == ("web", "ux", "bug")


def test_words_are_translated_without_case() -> None:
    column = ColumnMap(headers=("Prio",), field="priority", values="p")
    mapping = TableMap(
        column=(ColumnMap(headers=("Task",), field="title"), column), values={"p": {"HIGH": "2"}}
    )
    rows, _ = _read("Task,Prio\nA, high \nB,3\n", mapping)
    assert [row.fields["priority"] for row in rows] == [2, 3]


def test_a_state_outside_the_life_cycle_is_told() -> None:
    mapping = a_map(("Risk", "title"), ("State", "state"), rows="risk")
    rows, reader = _read("Risk,State\nA,monitoring\nB,lost\n", mapping)
    assert rows[0].fields["state"] == "monitoring"
    assert "state" not in rows[1].fields
    assert "identified, assessed" in reader.findings[0].todo


def test_spaces_before_a_title_count_only_where_the_map_says_so() -> None:
    text = "Task,Due\nA,\n\tB,\n"
    plain = a_map(("Task", "title"))
    nested = a_map(("Task", "title"), indent=True)
    assert [row.indent for row in _read(text, plain)[0]] == [0, 0]
    assert [row.indent for row in _read(text, nested)[0]] == [0, 4]
