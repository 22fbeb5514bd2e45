"""This file tests values.people_names: any cell of so many names gives so many people."""

import csv
import io
import os
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.tables.values.people_names import (
    name_style_of,
    people_in,
    person_line,
    person_of,
)
from tests.exchange.tables.made import assignments, done, imported, planned, the_task

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
FORENAMES: Final = ("Ann", "Bob", "Cid", "Dora", "Jürgen", "Zoë", "Li")
SURNAMES: Final = ("Roe", "Day", "Fox", "van der Berg", "O'Neil", "Müller-Lüdenscheidt", "Ng")
MARKS: Final = (";", "; ", ",", ", ", "/", " / ", " & ", "\n", " | ", " + ")
HEADERS: Final = ("Assigned To", "Owner", "Wer", "Members", "Resource Names", "Responsable", "Wer")
DOORS: Final = ("cells", "table")


@st.composite
def columns(draw: st.DrawFn) -> tuple[str, list[list[str]], list[str]]:
    """A header, the people of each cell, and the cells as they are written."""
    names = st.tuples(st.sampled_from(FORENAMES), st.sampled_from(SURNAMES))
    teams = draw(
        st.lists(st.lists(names, min_size=1, max_size=4, unique=True), min_size=1, max_size=6)
    )
    last_first = draw(st.booleans())
    mark = draw(st.sampled_from([one for one in MARKS if not (last_first and "," in one)]))
    style = "{1}, {0}" if last_first else "{0} {1}"
    people = [[style.format(*name) for name in team] for team in teams]
    return draw(st.sampled_from(HEADERS)), people, [mark.join(team) for team in people]


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=TRIES, deadline=None)
@given(column=columns())
def test_a_cell_of_so_many_names_gives_so_many_people(
    door: str, column: tuple[str, list[list[str]], list[str]]
) -> None:
    header, people, cells = column
    if door == "cells":
        naming = name_style_of(cells, listed=header == "Members")
        found = [[one.name for one in people_in(cell, naming)] for cell in cells]
        assert found == people or naming.unclear
        return
    out = io.StringIO()
    rows = [[f"Task {at}", cell] for at, cell in enumerate(cells)]
    csv.writer(out).writerows([["Task", header], *rows])
    plan = planned(out.getvalue())
    if any("can be one person or two" in one.what for one in plan.findings):
        return
    after = done(plan)
    assert sorted(one.name for one in after.people.values()) == sorted(
        {name for team in people for name in team}
    )
    for at, team in enumerate(people):
        task = the_task(after, f"Task {at}")
        at_work = [one.person for one in assignments(after) if one.task == task.id]
        names = [after.people[one].name for one in at_work]
        assert after.people[task.owner].name == team[0]
        assert sorted(names) == sorted(team) or (not names and len(team) == 1)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Roe, Ann"], [["Roe, Ann"]]),
        (["Roe, Ann; Day, Bob", "Fox, Cid"], [["Roe, Ann", "Day, Bob"], ["Fox, Cid"]]),
        (["Ann, Bob", "Bob, Cid"], [["Ann", "Bob"], ["Bob", "Cid"]]),
        (["Ann, Bob", "Ann"], [["Ann", "Bob"], ["Ann"]]),
        (["ann, bob"], [["ann", "bob"]]),
        (["Roe, Ann", "Bob Day"], [["Roe, Ann"], ["Bob Day"]]),
        (["Roe & Sons"], [["Roe & Sons"]]),
        (["Ann Roe and Bob Day"], [["Ann Roe", "Bob Day"]]),
        (["Research and Development"], [["Research and Development"]]),
        (["[Ann Roe, Bob Day]"], [["Ann Roe", "Bob Day"]]),
        (["Ann Roe <a@x.org>, Bob Day <b@x.org>"], [["Ann Roe", "Bob Day"]]),
        (["a@x.org, b@x.org"], [["a@x.org", "b@x.org"]]),
    ],
)
def test_a_column_is_read_as_one(cells: list[str], expected: list[list[str]]) -> None:
    naming = name_style_of(cells, listed=False)
    assert [[one.name for one in people_in(cell, naming)] for cell in cells] == expected


def test_units_stand_in_brackets_in_percent_or_whole() -> None:
    cell = "Ann Roe[50%],Crane[2],Bob Day (25 %),Cid[12,5%]"
    people = people_in(cell, name_style_of([cell], listed=True))
    units = [("Ann Roe", 50), ("Crane", 200), ("Bob Day", 25), ("Cid", 12)]
    assert [(one.name, one.units) for one in people] == units
    assert [person_of(person_line(one)) for one in people] == people


def test_an_address_belongs_to_the_person_it_stands_beside() -> None:
    text = "Title,Assigned To\nA,Ann Roe <ann@example.org>\nB,ann@example.org\nC,Ann Roe\n"
    (person,) = imported(text).people.values()
    assert (person.name, person.email) == ("Ann Roe", "ann@example.org")
