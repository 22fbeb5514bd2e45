"""This file tests pmtui.exchange.sheets.json_rows: tables in JSON, and what is none."""

import json

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.tables.column_maps.map_guess import guess
from tests.exchange.reading import sheet_of
from tests.exchange.tables.made import assignments, imported, the_task

ROWS = [
    {
        "title": "Dig",
        "dueDate": "2027-03-01",
        "assignees": [{"name": "Ann Roe"}, {"name": "Bob Day"}],
        "labels": ["web", "q1"],
        "estimatedHours": 12.125,
        "archived": False,
    },
    {"title": "Pour", "dueDate": None, "assignees": [], "done": True},
]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2),
        "\n".join(map(json.dumps, ROWS)),
        json.dumps({"total": 2, "items": ROWS}),
    ],
    ids=["array", "indented", "lines", "inside"],
)
def test_objects_are_rows_and_their_fields_columns(text: str) -> None:
    sheet = sheet_of(text.encode(), "plan")
    assert sheet.headers[:3] == ("title", "due Date", "assignees")
    assert [row.cells[0] for row in sheet.rows] == ["Dig", "Pour"]
    assert sheet.rows[0].cells[2:6] == ("Ann Roe; Bob Day", "web; q1", "12.1250", "no")


def test_a_json_table_is_imported_as_any_other() -> None:
    after = imported(json.dumps(ROWS))
    task = the_task(after, "Dig")
    assert (str(task.due), task.tags, task.estimate) == ("2027-03-01", ("web", "q1"), 728)
    assert len(assignments(after)) == 2


def test_an_array_of_arrays_has_its_headers_first() -> None:
    sheet = sheet_of(b'[["Task", "Due"], ["Dig", "2027-03-01"]]', "plan")
    assert (sheet.headers, sheet.rows[0].cells) == (("Task", "Due"), ("Dig", "2027-03-01"))
    assert guess(sheet).rows == "task"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"tasks": [{"title": "Dig"}]}', "`pmtui apply FILE`"),
        ('{"schema": "pmtui/1", "risks": []}', "`pmtui apply FILE`"),
        ('{"schema": "pmtui/1", "kind": "list", "tasks": []}', "an answer of pmtui in JSON"),
        ('{"a": [{"b": 1}], "c": [{"d": 2}]}', "holds 2 tables"),
        ('{"a": 1}', "holds no tables"),
        ("[[1, 2", "no JSON that can be read"),
        ("[{}, 3]", "element 2 of this JSON array is no object"),
        ("[]", "the table is empty"),
    ],
)
def test_json_that_is_no_table_is_refused_with_what_to_do(text: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        sheet_of(text.encode(), "plan")


@pytest.mark.parametrize("text", ["[x] Task,Due\nA,2027-03-01\n", "{a},Due\nA,\n", "[1],b\n2,3\n"])
def test_a_table_whose_first_cell_has_brackets_is_a_table(text: str) -> None:
    assert sheet_of(text.encode(), "plan").delimiter == ","
