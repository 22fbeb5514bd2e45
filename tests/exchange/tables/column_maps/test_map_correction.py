"""This file tests how the map of a table is corrected column by column."""

from pmtui.exchange.tables.column_maps.column_map import map_problems
from pmtui.exchange.tables.column_maps.map_correction import (
    corrected,
    headers_of,
    meanings_for,
    meanings_of,
    samples,
)
from pmtui.exchange.tables.column_maps.map_guess import guess
from tests.exchange.tables.made import a_sheet

SHEET = a_sheet(
    "Project,Task,Team,Owner,When,Where\n"
    "Apollo,Build,Blue,Ann,2031-02-01,here\n"
    "Apollo,Fly,Red,,2031-02-02,there\n"
)


def test_a_column_is_meant_as_a_field_a_level_or_nothing() -> None:
    mapping = guess(SHEET)
    assert meanings_of(mapping, "Project") == ("above.project",)
    assert meanings_of(mapping, "Task") == ("title",)
    assert meanings_of(mapping, "Where") == ()


def test_a_corrected_column_takes_the_field_from_the_one_that_had_it() -> None:
    mapping = corrected(guess(SHEET), SHEET, "Where", "owner")
    assert meanings_of(mapping, "Where") == ("owner",)
    assert meanings_of(mapping, "Owner") == ()
    assert not list(map_problems(mapping))


def test_a_column_can_name_a_component_above_and_stop_doing_so() -> None:
    mapping = corrected(guess(SHEET), SHEET, "Team", "above.program")
    assert [one.kind for one in mapping.above] == ["program", "project"]
    assert meanings_of(mapping, "Team") == ("above.program",)
    back = corrected(mapping, SHEET, "Team", "tags")
    assert [one.kind for one in back.above] == ["project"]
    assert meanings_of(back, "Team") == ("tags",)


def test_tasks_without_a_project_column_go_to_one_named_after_the_table() -> None:
    mapping = corrected(guess(SHEET), SHEET, "Project", "")
    assert [(one.kind, one.name) for one in mapping.above] == [("project", "plan")]
    assert meanings_of(mapping, "Project") == ()


def test_another_column_takes_the_level_over() -> None:
    mapping = corrected(guess(SHEET), SHEET, "Team", "above.project")
    assert meanings_of(mapping, "Team") == ("above.project",)
    assert meanings_of(mapping, "Project") == ()


def test_words_of_a_corrected_column_are_translated() -> None:
    sheet = a_sheet("Task,Lamp\nOne,High\nTwo,Low\n")
    mapping = corrected(guess(sheet), sheet, "Lamp", "priority")
    column = next(one for one in mapping.column if one.field == "priority")
    assert not column.values or mapping.values[column.values]


def test_a_header_with_braces_is_never_offered_as_a_level() -> None:
    sheet = a_sheet("Task,{Owner}\nOne,x\n")
    assert not [one for one, _ in meanings_for(guess(sheet), "{Owner}") if "above" in one]


def test_headers_are_shown_once_and_cells_as_samples() -> None:
    sheet = a_sheet("Task,A,A,\nOne,x,y,z\nTwo,x,,\n")
    assert headers_of(sheet) == ("Task", "A")
    assert samples(sheet, "A") == ("x",)
    assert samples(SHEET, "Task") == ("Build", "Fly")
