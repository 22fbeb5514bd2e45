"""This file tests the view of the people of a store."""

from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Assignment
from pmtui.model.staffing.teams import Leave, Skill, Team, TeamMember
from pmtui.views.people.roster import open_tasks, people
from pmtui.views.shapes.table import ViewRequest
from tests.conftest import a_person, a_project, a_risk, a_task, figures_of, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")


def a_store() -> Figures:
    return figures_of(
        a_person("H-1", "Ann Abel", logins=("ann", "root"), role="lead"),
        a_person("H-2", "Bob Orr"),
        a_project(),
        Skill(id=10, person=ANN, name="SQL"),
        Skill(id=11, person=ANN, name="Go", level=4),
        Team(id=12, name="Web"),
        TeamMember(id=13, team=12, person=ANN),
        Leave(id=14, person=ANN, first=date(2026, 12, 7), last=date(2026, 12, 9)),
        a_task("T-1", owner=ANN),
        a_task("T-2", owner=ANN, percent=100),
        a_task("T-3"),
        a_risk("R-1", owner=ANN),
        Assignment(id=1, task=id_of("T-1"), person=ANN),
        Assignment(id=2, task=id_of("T-3"), person=ANN),
        Assignment(id=3, task=id_of("T-3"), person=BOB),
    )


def test_an_open_task_counts_once_whether_owned_or_assigned() -> None:
    assert [open_tasks(a_store(), person) for person in (ANN, BOB, id_of("H-9"))] == [2, 1, 0]


def test_each_person_stands_with_logins_role_and_open_tasks() -> None:
    request = ViewRequest(
        figures=a_store(), scope=0, tables=("people",), ids=(ANN, BOB), total=2, is_filtered=False
    )
    table = people(request)
    rows = [[cell.text for cell in table.row(at).cells] for at in range(table.count)]
    assert rows == [
        [
            "H-1",
            "Ann Abel",
            "AA",
            "ann, root",
            "lead",
            "Go 4, SQL",
            "Web",
            "100%",
            "7 Dec - 9 Dec",
            "2",
        ],
        ["H-2", "Bob Orr", "BO", "—", "—", "", "", "100%", "—", "1"],
    ]
