"""This file tests pmtui.exchange.tables.column_maps.column_map."""

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.tables.column_maps.column_map import (
    LEFT_OUT,
    ColumnMap,
    TableMap,
    fields_for,
    filled,
    map_problems,
    read_map,
    title_field,
    with_field,
)
from tests.exchange.tables.made import a_map

_MINIMAL = 'rows = "task"\n[[column]]\nheaders = ["Task"]\nfield = "title"\n'


def test_a_map_is_read_from_toml() -> None:
    mapping = read_map(_MINIMAL, "plan.toml")
    assert mapping == TableMap(column=(ColumnMap(headers=("Task",), field="title"),))
    assert (mapping.table, mapping.kind) == ("tasks", "task")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rows = ", "plan.toml: Invalid value"),
        (_MINIMAL + "colour = 1\n", r"plan.toml: Object contains unknown field `colour`.*column"),
        ('date_order = "any"\n' + _MINIMAL, "Invalid enum value 'any'"),
        (_MINIMAL.replace("task", "policy"), "rows = 'policy' is no kind of thing"),
        (_MINIMAL.replace('"title"', '"colour"'), "a task has no field 'colour'"),
        (_MINIMAL.replace('"title"', '"id"'), "a task has no field 'id'"),
        (_MINIMAL.replace('"title"', '"notes"'), "no column feeds the title of a task"),
        (_MINIMAL.replace('["Task"]', "[]"), "column 1 names no header"),
        (_MINIMAL + 'values = "rag"\n', "there is no table values.rag"),
        (
            _MINIMAL + '[[above]]\nkind = "project"\nname = "{P}"\nvalues = "x"\n',
            "above {P}: there is no table values.x",
        ),
    ],
)
def test_a_map_that_says_what_cannot_be_is_refused_with_the_place(text: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read_map(text, "plan.toml")


def test_every_kind_of_row_knows_what_it_is_called_by() -> None:
    named = {rows: title_field(TableMap(rows=rows).table) for rows in ("task", "project", "person")}
    assert named == {"task": "title", "project": "name", "person": "name"}


def test_only_tasks_have_an_outline() -> None:
    assert {"wbs", "predecessors", "status", "remark", ""} <= set(fields_for("task"))
    assert "wbs" not in fields_for("risk")
    assert {"id", "component", "outline_rank", "parent"} - set(fields_for("task")) == {
        "id",
        "component",
        "outline_rank",
    }


def test_a_template_takes_the_rows_cells_and_is_empty_where_one_is() -> None:
    assert filled("Portfolio {Year} of {who}", {"year": " 2023 ", "who": "IPA"}) == (
        "Portfolio 2023 of IPA"
    )
    assert filled("Portfolio {Year}", {"year": " "}) == ""
    assert filled("{name}", {"name": "{year}", "year": "2023"}) == "{year}"
    assert filled("Plain", {}) == "Plain"


def test_correcting_a_column_leaves_one_column_for_each_field() -> None:
    mapping = a_map(("Summary", "title"), ("Subject", "notes"), ("Note", LEFT_OUT))
    corrected = with_field(mapping, "subject", "title")
    fields = {column.headers[0]: column.field for column in corrected.column}
    assert fields == {"Summary": LEFT_OUT, "Note": LEFT_OUT, "subject": "title"}
    assert not list(map_problems(corrected))


def test_several_columns_may_feed_remarks() -> None:
    mapping = a_map(("Task", "title"), ("Note", "remark"), ("More", LEFT_OUT))
    corrected = with_field(mapping, "More", "remark")
    topics = [column.topic for column in corrected.column if column.field == "remark"]
    assert topics == ["", "More"]


def test_a_corrected_column_goes_through_the_translations_of_its_field() -> None:
    mapping = a_map(("Task", "title"), ("Prio", LEFT_OUT), values={"priority": {"High": "2"}})
    assert with_field(mapping, "Prio", "priority").column[-1].values == "priority"


def test_a_map_with_former_names_of_fields_is_read_with_those_of_today() -> None:
    text = """rows = "project"
start_with = { said_rating = "unknown" }
[[column]]
headers = ["Name"]
field = "name"
[[column]]
headers = ["RAG"]
field = "said_rag"
[[above]]
kind = "program"
name = "All"
start_with = { said_rag = "G" }
"""
    mapping = read_map(text, "old.toml")
    assert [column.field for column in mapping.column] == ["name", "reported_rag"]
    assert mapping.start_with == {"reported_rating": "unknown"}
    assert mapping.above[0].start_with == {"reported_rag": "G"}
