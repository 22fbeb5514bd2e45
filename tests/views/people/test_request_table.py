"""This file tests requests for roles: who has most free time for each, and the ranking of `=`."""

from datetime import date
from typing import Any

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.staffing.teams import RoleRequest, Skill
from pmtui.views.people.request_table import requests
from pmtui.views.shapes.table import Table, request_of_scope
from tests.conftest import a_person, a_project, figures_of, id_of


def a_store() -> Figures:
    days: dict[str, Any] = {"first": date(2027, 3, 1), "last": date(2027, 3, 5)}
    build = id_of("P-1")
    return figures_of(
        a_person("H-1", "Ann"), a_person("H-2", "Bob", units=50), a_project(),
        Skill(id=1, person=id_of("H-1"), name="Go", level=3),
        Skill(id=2, person=id_of("H-2"), name="Go"),
        RoleRequest(
            id=60, key="RQ-1", component=build, title="Build", role="Developer", skill="go", **days
        ),
        RoleRequest(id=61, key="RQ-2", component=build, title="Test", role="Tester"),
    )  # fmt: skip


def shown() -> Table:
    return requests(request_of_scope(a_store(), 0, ("role_requests",)))


def test_a_request_names_those_with_most_free_time() -> None:
    rows = [[cell.text for cell in shown().row(at).cells] for at in range(2)]
    assert rows[0][-5:] == ["100%", "1 Mar 27 - 5 Mar 27", "requested", "—", "Ann 40h, Bob 20h"]
    assert rows[1][-4:] == ["no days", "requested", "—", "—"]


def test_the_ranking_says_who_has_too_little_time_and_what_is_missing() -> None:
    table = shown()
    assert table.explained is not None
    section = table.explained(60, "free")
    assert section is not None
    lines = [" ".join(cell.text for cell in entry.cells) for entry in section.entries]
    assert lines[1:] == ["asked for 40h", "40h Ann, level 3", "20h Bob, less than is asked for"]
    undated = table.explained(61, "free")
    assert undated is not None
    assert undated.entries[1].cells[1].text == "say from when to when it is for"
