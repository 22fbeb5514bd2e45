"""This file tests pmtui.exchange.sheets.header_rows: a table is found wherever it stands."""

import csv
import io
import os
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.sheets.header_rows import column_letter
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.map_guess import guess
from tests.exchange.reading import sheet_of
from tests.exchange.tables.made import (
    a_sheet,
    a_workbook,
    column_of,
    done,
    imported,
    planned,
    the_task,
)

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
HEADERS: Final = ("Task", "Owner", "Due", "Status", "% complete")
ROWS: Final = (
    ("Dig the pit", "Ann Roe", "2027-03-01", "Open", "40%"),
    ("Pour the slab", "Bob Day", "2027-03-09", "Done", "100%"),
    ("Cure", "Cid Fox", "2027-03-20", "Open", "0%"),
)
COVERS: Final = (
    ("Plan of the depot",),
    ("Project:", "Depot"),
    ("Manager:", "Ann Roe", "", "Phone:", "123"),
    ("As of", "2027-02-01"),
    ("", "", "confidential"),
    ("Start", "2027-03-01"),
    ("Version", "3", "of", "2027-01-09"),
)
DOORS: Final = ("csv", "xlsx")


def _sheet(door: str, records: list[tuple[str, ...]]) -> Sheet:
    if door == "xlsx":
        return sheet_of(a_workbook({"Plan": [list(one) for one in records]}), "plan")
    out = io.StringIO()
    csv.writer(out).writerows(records)
    return sheet_of(out.getvalue().encode(), "plan")


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=TRIES, deadline=None)
@given(
    cover=st.lists(st.sampled_from(COVERS), max_size=12),
    blank=st.integers(0, 1),
    shift=st.integers(0, 3),
    count=st.integers(1, 3),
)
def test_a_table_is_found_below_any_cover_and_right_of_empty_columns(
    door: str, cover: list[tuple[str, ...]], blank: int, shift: int, count: int
) -> None:
    moved = [("",) * shift + one for one in (HEADERS, *ROWS[:count])]
    sheet = _sheet(door, [*cover, *[("",)] * blank, *moved])
    assert sheet.headers == ("",) * shift + HEADERS
    assert [row.cells[shift:] for row in sheet.rows] == list(ROWS[:count])
    assert guess(sheet).rows == "task"


@pytest.mark.parametrize("door", DOORS)
def test_a_table_without_headers_is_called_by_letters_and_it_is_said(door: str) -> None:
    sheet = _sheet(door, list(ROWS))
    assert sheet.headers == ("A", "B", "C", "D", "E")
    assert "no line of headers was found: the columns are called A to E" in sheet.notes
    fields = {one.headers[0]: one.field for one in guess(sheet).column}
    assert fields == {"A": "title", "B": "", "C": "due", "D": "status", "E": "percent"}


def test_no_row_is_lost_where_there_are_no_headers() -> None:
    after = imported("Dig,2027-03-01,2027-03-05,3d\nPour,2027-03-06,2027-03-09,2d\n")
    assert sorted(one.title for one in after.tasks.values()) == ["Dig", "Pour"]
    assert the_task(after, "Dig").start is not None
    assert sorted(one.title for one in imported("Buy milk\nDig\n").tasks.values()) == [
        "Buy milk",
        "Dig",
    ]


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("Task,Due\nDig,2027-03-01\n", ("Task", "Due")),
        ("Foo,Bar\nA,B\n", ("Foo", "Bar")),
        ("Vorgang,2026,2027\nBau,3,4\n", ("Vorgang", "2026", "2027")),
        ("Task\nDig\n", ("Task",)),
        ("Nimi,Vastuu\nKaivuu,Ann\nValu,Bob\n", ("Nimi", "Vastuu")),
    ],
)
def test_headers_stay_headers(text: str, headers: tuple[str, ...]) -> None:
    assert a_sheet(text).headers == headers


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        (
            ",Plan,,Actual,\nTask,Start,Finish,Start,Finish",
            ("Task", "Plan Start", "Plan Finish", "Actual Start", "Actual Finish"),
        ),
        (
            "Task,Planned,,Actual,\n,Start,Finish,Start,Finish",
            ("Task", "Planned Start", "Planned Finish", "Actual Start", "Actual Finish"),
        ),
        (
            "Task,Due,%,Assigned\nname,date,complete,to",
            ("Task name", "Due date", "% complete", "Assigned to"),
        ),
        ("Vorgang,Aufwand,Kosten\n,[h],[EUR]", ("Vorgang", "Aufwand [h]", "Kosten [EUR]")),
        ("Who and what,,When,\nTask,Owner,Start,Finish", ("Task", "Owner", "Start", "Finish")),
    ],
)
def test_headers_over_two_lines_are_read_as_one(head: str, headers: tuple[str, ...]) -> None:
    sheet = a_sheet(f"{head}\nDig,12,2027-03-05,2027-03-01\nPour,8,2027-03-09,2027-03-06\n")
    assert sheet.headers == headers
    assert [row.cells[0] for row in sheet.rows] == ["Dig", "Pour"]


def test_titles_in_a_column_for_each_level_are_an_outline() -> None:
    text = "ID,Work Item Type,Title 1,Title 2,Title 3,State\n1,Epic,Site,,,New\n"
    after = imported(f"{text}2,Feature,,Page,,New\n3,Task,,,Form,Closed\n4,Epic,Shop,,,New\n")
    form, page = the_task(after, "Form"), the_task(after, "Page")
    assert (form.parent, page.parent) == (page.id, the_task(after, "Site").id)
    assert not the_task(after, "Shop").parent


def test_sub_tasks_in_columns_without_a_header_are_an_outline() -> None:
    after = imported("Task,,Start\nPhase,,2027-01-01\n,Dig,2027-01-01\nEnd,,2027-01-02\n")
    assert the_task(after, "Dig").parent == the_task(after, "Phase").id
    assert not the_task(after, "End").parent


def test_groups_with_their_own_headers_become_summaries() -> None:
    head = "Name,Person,Status\n"
    first = f"Board\nGroup A\n{head}Dig,Ann,Done\nPour,Bob,Working on it\n\n"
    text = f"{first}Group B\n{head}Cure,Ann,Done\n"
    plan = planned(text)
    after = done(plan)
    titles = {one.id: one.title for one in after.tasks.values()}
    above = {one.title: titles.get(one.parent, "") for one in after.tasks.values()}
    assert above == {
        "Group A": "",
        "Dig": "Group A",
        "Pour": "Group A",
        "Group B": "",
        "Cure": "Group B",
    }
    assert column_of(after, "Pour") == "Doing"
    assert not any("Group A" in note for note in plan.notes)


@pytest.mark.parametrize(("at", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_have_the_letters_of_a_spreadsheet(at: int, letter: str) -> None:
    assert column_letter(at) == letter
