"""This file tests who is assigned to what: the hours, what of them lies ahead, and when."""

from datetime import timedelta
from typing import Any, Final

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import Leave, RoleRequest, Skill, Team, TeamMember
from pmtui.views.people.listed_parts import work
from pmtui.views.people.request_table import requests
from pmtui.views.people.roster import people
from pmtui.views.shapes.table import Cell, Table, request_of_scope
from tests.conftest import TODAY, a_person, a_project, a_task, figures_of, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")
DAY: Final = 480


def a_store(*rows: Any) -> Figures:
    return figures_of(
        a_person("H-1", "Ann"), a_person("H-2", "Bob"), a_project(name="Build"), *rows
    )


def cells(table: Table, at: int = 0) -> dict[str, Cell]:
    titles = [column.title for column in table.columns]
    return dict(zip(titles, table.row(at).cells, strict=True))


def worked(*rows: Any) -> dict[str, Cell]:
    return cells(work(request_of_scope(a_store(*rows), 0, ("assignments",))))


def an_assignment(number: int = 1, person: int = ANN, **fields: Any) -> Assignment:
    return Assignment(id=number, task=id_of("T-1"), person=person, **fields)


def test_an_assignment_has_its_task_its_own_hours_and_its_days() -> None:
    start = TODAY - timedelta(days=3)
    task = a_task("T-1", "Paint", start=start, duration=3 * DAY)
    row = worked(task, an_assignment(), an_assignment(2, BOB, units=50))
    assert {title: cell.text for title, cell in row.items()} == {
        "person": "Ann", "task": "T-1 Paint", "of": "Build", "units": "100%", "hours": "24h",
        "ahead": "16h", "planned": "20 Nov - 24 Nov",
    }  # fmt: skip
    assert row["ahead"].tone == "plain"


def test_the_work_of_today_lies_ahead_and_that_of_before_does_not() -> None:
    today = worked(a_task("T-1", start=TODAY, duration=DAY), an_assignment())
    assert today["ahead"].text == "8h"
    past = worked(a_task("T-1", start=TODAY - timedelta(days=3), duration=DAY), an_assignment())
    assert (past["ahead"].text, past["ahead"].tone) == ("0h", "dim")


@pytest.mark.parametrize("tasks", [(), (a_task("T-1", active=False),)], ids=["gone", "inactive"])
def test_what_is_no_work_has_a_dash(tasks: Any) -> None:
    row = worked(*tasks, an_assignment())
    assert (row["hours"].text, row["planned"].text) == ("—", "—")
    assert (row["task"].text == "—", row["of"].text == "—") == (not tasks, not tasks)


def a_request(**fields: Any) -> RoleRequest:
    given = {"component": id_of("P-1"), "first": TODAY, "last": TODAY, **fields}
    return RoleRequest(id=60, key="RQ-1", title="Build", **given)


def asked(*rows: Any) -> Table:
    return requests(request_of_scope(a_store(*rows), 0, ("role_requests",)))


def ranked(*rows: Any) -> list[str]:
    table = asked(*rows)
    assert table.explained is not None
    section = table.explained(60, "free")
    assert section is not None
    return [" ".join(cell.text for cell in entry.cells) for entry in section.entries[1:]]


@pytest.mark.parametrize(("units", "tone"), [(100, "plain"), (101, "warn"), (50, "plain")])
def test_who_has_just_the_time_that_is_asked_for_has_enough(units: int, tone: str) -> None:
    rows = a_request(skill="Go", units=units), Skill(id=1, person=ANN, name="Go")
    free = cells(asked(*rows))["most free"]
    assert (free.text, free.tone) == ("Ann 8h", tone)
    assert ranked(*rows)[1] == f"8h Ann{', less than is asked for' if tone == 'warn' else ''}"


def test_where_nobody_is_able_it_says_which_skill_or_else_which_role() -> None:
    none = "nobody nobody is known to be able to: add a skill {}, or people with the role"
    assert ranked(a_request(skill="Go", role="Dev"))[1:] == [none.format("Go")]
    assert ranked(a_request(role="Dev"))[1:] == [none.format("Dev")]
    undated = ranked(a_request(role="Dev", last=None))
    assert undated == ["days say from when to when it is for"]


def test_who_is_chosen_is_told_among_the_ranked() -> None:
    rows = a_request(skill="Go", person=ANN), Skill(id=1, person=ANN, name="Go", level=2)
    other = Skill(id=2, person=BOB, name="Go")
    assert ranked(*rows, other)[1:] == ["8h Ann, level 2, chosen", "8h Bob"]


@pytest.mark.parametrize(
    ("state", "text"), [("requested", "Ann 8h"), ("proposed", "Ann 8h"), ("declined", "")]
)
def test_nobody_is_looked_for_once_it_is_settled(state: Any, text: str) -> None:
    rows = a_request(skill="Go", state=state), Skill(id=1, person=ANN, name="Go")
    assert cells(asked(*rows))["most free"].text == text


def test_a_request_stands_with_its_component_or_a_dash() -> None:
    assert cells(asked(a_request(role="Dev")))["of"].text == "P-1"
    assert cells(asked(a_request(role="Dev", component=0)))["of"].text == "—"
    assert cells(asked(a_request(role="Dev", first=None)))["days"].text == "? - 23 Nov"


@pytest.mark.parametrize(
    ("since", "until", "is_in"),
    [(None, None, True), (0, None, True), (1, None, False), (None, 0, True), (None, -1, False)],
)
def test_the_roster_names_the_teams_of_today(
    since: int | None, until: int | None, *, is_in: bool
) -> None:
    days = [None if at is None else TODAY + timedelta(days=at) for at in (since, until)]
    member = TeamMember(id=71, team=70, person=ANN, since=days[0], until=days[1])
    lost = TeamMember(id=72, team=99, person=ANN)
    figures = a_store(Team(id=70, name="Web"), member, lost)
    row = people(request_of_scope(figures, 0, ("people",))).row(0)
    assert ("Web" in [cell.text for cell in row.cells]) is is_in


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (0, 0, "23 Nov - 23 Nov"),
        (-3, 0, "23 Nov - 23 Nov"),
        (-3, 2, "23 Nov - 25 Nov"),
        (-3, -1, "—"),
        (1, 2, "24 Nov - 25 Nov"),
    ],
)
def test_the_roster_says_when_somebody_is_away_next_today_where_they_are(
    first: int, last: int, text: str
) -> None:
    days = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
    figures = a_store(Leave(id=1, person=ANN, first=days[0], last=days[1]))
    row = people(request_of_scope(figures, 0, ("people",))).row(0)
    assert row.cells[8].text == text
