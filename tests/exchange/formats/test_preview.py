"""This file tests the lines that say what an import would do."""

from pathlib import Path

from pmtui.exchange.formats.incoming_file import ImportFile, source_of
from pmtui.exchange.formats.preview import import_lines, import_table, preview_lines
from pmtui.exchange.tables.column_maps.map_guess import guess
from tests.conftest import TODAY
from tests.exchange.tables.made import a_sheet, planned

TEXT = "Project,Task,Due,Work (h)\nApollo,Build,someday,3\nApollo,Fly,2031-02-01,4\n"


def incoming() -> ImportFile:
    """The table as it was read."""
    sheet = a_sheet(TEXT)
    return ImportFile(source=source_of(Path("plan.csv")), sheet=sheet, mapping=guess(sheet))


def test_settings_stand_above_the_columns_and_say_who_said_them() -> None:
    lines = import_lines(incoming(), "the top", {"into", "Due"})
    names = [one.name for one in lines]
    assert names[:2] == ["import into", "a row is"]
    assert names[-4:] == ["Project", "Task", "Due", "Work (h)"]
    assert {one.name: one.said_by for one in lines}["Due"] == "you"
    assert {one.name: one.said_by for one in lines}["Task"] == "guess"


def test_bad_cells_are_counted_by_column() -> None:
    lines = import_lines(incoming(), "the top")
    table = import_table(lines, planned(TEXT))
    row = next(table.row(at) for at in range(table.count) if lines[at].name == "Due")
    assert row.cells[-1].text == "1"


def test_the_preview_counts_and_names_line_and_column_within_its_height() -> None:
    lines = [
        "".join(cell.text for cell in line) for line in preview_lines(planned(TEXT), 60, 5, TODAY)
    ]
    assert lines[0] == "1 project, 2 tasks to create"
    assert "1 problem in 1 row" in lines[1]
    assert "line 2, Due" in lines[2]
    assert len(lines) <= 5
    assert len(list(preview_lines(planned(TEXT), 20, 2, TODAY))) == 2


def test_an_error_stops_the_import_and_is_said_first() -> None:
    found = planned("Task,Due\n,2031-01-01\n")
    first = next(iter(preview_lines(found, 60, 5, TODAY)))
    assert first[0].text == "nothing can be imported: 1 error to correct first"
    assert first[0].tone == "bad"
