"""This file tests column_maps.map_guess on the exports of the tools that people come from."""

import os
from pathlib import Path

import pytest

from pmtui.exchange.tables.column_maps.column_map import TableMap, map_problems
from pmtui.exchange.tables.column_maps.map_guess import guess
from tests.conftest import a_project, a_task, a_workspace
from tests.exchange.reading import read_sheet
from tests.exchange.tables.made import a_sheet, column_of, done, imported, planned, the_task

TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[5] / "shared" / "data"))


def _fields(mapping: TableMap) -> dict[str, str]:
    """The field that each header feeds; of two, both."""
    found: dict[str, str] = {}
    for column in mapping.column:
        (header,) = column.headers
        found[header] = f"{found[header]} {column.field}" if header in found else column.field
    return found


EXPORTS = {
    "ms project": (
        (
            "ID,Unique_ID,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete,"
            "Outline Level,Milestone\n1,7,Build,5 days,Mon 02/03/26,Fri 06/03/26,,Ann,50%,1,No\n"
        ),
        "number code title duration start finish predecessors assignees percent level kind",
    ),
    "ms project german": (
        (
            "Nr.;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen;% Abgeschlossen;"
            "Gliederungsebene;Meilenstein\n1;Bau;5 Tage;02.03.26;06.03.26;;Ann;50%;1;Nein\n"
        ),
        "number title duration start finish predecessors assignees percent level kind",
    ),
    "ms project french": (
        (
            "N°;Nom de la tâche;Durée;Début;Fin;Prédécesseurs;Noms ressources;% achevé;"
            "Niveau hiérarchique;Jalon\n1;Construire;5 jours;02/03/26;06/03/26;;Ann;50%;1;Non\n"
        ),
        "number title duration start finish predecessors assignees percent level kind",
    ),
    "asana": (
        (
            "Task ID,Created At,Completed At,Name,Section/Column,Assignee,Start Date,Due Date,Tags,"
            "Notes,Parent task,Blocked By (Dependencies)\n"
            "12,2026-11-01,,Write,Doing,Ann,,2026-12-01,web,some,,\n"
        ),
        "code requested actual_finish title status owner start due tags notes parent predecessors",
    ),
    "trello": (
        (
            "Card ID,Card Name,Card Description,Labels,Members,Due Date,List Name,Board Name\n"
            "a1,Write,text,web,ann,2026-12-01,Doing,Website\nb2,Read,text,,bob,,To Do,Website\n"
        ),
        "code title notes tags assignees due status",
    ),
    "github": (
        "Title,Assignees,Status,Labels,Milestone,URL\nWrite,ann,In Progress,web,,https://x.org\n",
        "title assignees status tags kind ",
    ),
    "planner": (
        (
            "Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Due date,Completed Date\n"
            "x,Write,Web,In progress,Important,Ann,2026-12-01,\n"
        ),
        "code title status percent priority owner due actual_finish",
    ),
    "plain german": (
        "Aufgabe;Zuständig;Fällig;Priorität;Aufwand (h);Notiz\nBau;Ann;1.12.2026;Hoch;12;x\n",
        "title owner due priority estimate notes",
    ),
}


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_headers_of_a_tool_are_known(tool: str) -> None:
    text, fields = EXPORTS[tool]
    sheet = a_sheet(text)
    mapping = guess(sheet)
    found = _fields(mapping)
    assert mapping.rows == "task"
    assert not list(map_problems(mapping))
    headers = [header for header in sheet.headers if header in found]
    assert [found[header] for header in headers] == fields.split(" ")


def test_jira_with_doubled_labels_and_seconds_is_read_whole() -> None:
    text = (
        "Summary,Issue key,Issue Type,Status,Project key,Project name,Priority,Assignee,Created,"
        "Due date,Original Estimate,Labels,Labels,Parent\n"
        "Login,WEB-1,Epic,In Progress,WEB,Website,High,Ann Lee,14/Nov/26 3:04 PM,"
        "30/Nov/26 12:00 AM,28800,auth,ux,\n"
        "Form,WEB-2,Story,To Do,WEB,Website,Low,,14/Nov/26 3:04 PM,,,,,WEB-1\n"
        "Pay,SHOP-1,Bug,Closed,SHOP,Shop,Medium,Bob,14/Nov/26 3:04 PM,,3600,,,\n"
    )
    plan = planned(text)
    after = done(plan)
    assert plan.preview == "2 projects, 3 tasks, 2 people to create"
    assert not plan.findings
    login, form = the_task(after, "Login"), the_task(after, "Form")
    assert (login.code, login.priority, login.estimate) == ("WEB-1", 2, 480)
    assert login.tags == ("Epic", "auth", "ux")
    assert form.parent == login.id
    assert column_of(after, "Pay") == "Done"
    assert sorted(one.code for one in after.components.values()) == ["SHOP", "WEB"]


def test_a_real_redmine_file_is_read() -> None:
    path = TRUTH / "measure_only" / "imports" / "import_issues.csv"
    if not path.exists():
        pytest.skip(f"{path} is not there: set PMTUI_TRUTH_DIR")
    mapping = guess(read_sheet(path))
    found = _fields(mapping)
    assert found == {
        "priority": "priority",
        "subject": "title",
        "description": "notes",
        "start_date": "start",
        "due_date": "due",
        "parent": "parent",
        "private": "",
        "progress": "percent",
        "custom": "",
        "version": "",
        "category": "tags",
    }
    plan = planned(path.read_text("utf-8"), mapping)
    after = done(plan)
    assert plan.preview == "1 project, 3 tasks to create"
    assert [task.priority for task in after.tasks.values()] == [2, 3, 3]
    assert the_task(after, "Child 1").parent == the_task(after, "First").id
    assert [(one.line, one.column) for one in plan.findings] == [(4, "parent")]


def test_a_table_of_tasks_without_a_project_makes_one_of_its_name() -> None:
    after = imported("Task,Due\nA,2026-12-01\n")
    assert [(one.kind, one.name) for one in after.components.values()] == [("project", "plan")]


def test_a_file_name_cannot_ask_for_a_column() -> None:
    (level,) = guess(a_sheet("Task,Due\nA,\n", "web_{x}-plan")).above
    assert level.name == "web x -plan"


def test_spaces_before_titles_make_an_outline() -> None:
    after = imported("Task,Done\nA,yes\n  B,x\n  C,no\nD,\n")
    assert the_task(after, "B").parent == the_task(after, "A").id
    assert [column_of(after, title) for title in "BCD"] == ["Done", "Backlog", "Backlog"]


def test_numbers_that_count_the_rows_are_no_codes() -> None:
    text = "ID,Task\n1,A\n2,B\n"
    first = imported(text)
    between = planned("ID,Task\n1,A\n2,New\n3,B\n", None, first, start=5)
    assert between.preview == "1 task to create; 1 project, 2 tasks as they are"


def test_a_register_of_risks_is_one() -> None:
    sheet = a_sheet(
        "Risk ID,Risk,Likelihood,Impact,Owner,Status,Response,Mitigation,Review date\n"
        "1,Supplier late,High,5,Bob,Open,Mitigate,Call weekly,12/31/2026\n"
        "2,Rain,2 - Low,Medium,Ann,Closed,Accept,,1/5/2027\n"
    )
    mapping = guess(sheet)
    assert (mapping.rows, mapping.date_order) == ("risk", "month")
    assert mapping.values == {
        "probability": {"High": "4"},
        "impact_cost": {"Medium": "3"},
        "state": {"Open": "identified"},
    }


def test_a_list_of_projects_is_one_with_its_units() -> None:
    text = "Name;Projektleiter;Budget (TEUR);Ampel;Ende\nA;Ann;1.200,5;Grün;31.12.2026\n"
    mapping = guess(a_sheet(text))
    after = imported(text)
    (project,) = after.components.values()
    assert mapping.rows == "project"
    assert str(project.budget and project.budget.decimal) == "1200500.00"
    assert (project.reported_rag, project.reported_rating) == ("G", "Grün")


def test_the_published_portfolio_is_guessed_as_projects_of_departments() -> None:
    path = TRUTH / "shippable" / "gmpp" / "uk_2023.csv"
    if not path.exists():
        pytest.skip(f"{path} is not there: set PMTUI_TRUTH_DIR")
    mapping = guess(read_sheet(path))
    assert mapping.rows == "project"
    assert [(level.kind, level.name) for level in mapping.above] == [("portfolio", "{department}")]
    assert {"reported_rating", "code", "finish", "remark"} <= {one.field for one in mapping.column}


def test_what_pmtui_wrote_is_matched_by_its_keys() -> None:
    base = a_workspace(a_project(name="plan"), a_task("T-7", "Old title"))
    plan = planned("key,title,kind\nT-7,New title,task\n", None, base, start=5)
    assert plan.preview == "1 task to update; 1 project as they are"


def test_columns_nobody_knows_are_left_out_and_can_be_seen() -> None:
    mapping = guess(a_sheet("Task,Moon phase\nA,full\n"))
    assert _fields(mapping) == {"Task": "title", "Moon phase": ""}


def test_a_table_without_any_known_header_still_has_a_title() -> None:
    mapping = guess(a_sheet("Foo,Bar\nA,B\n"))
    assert _fields(mapping) == {"Foo": "title", "Bar": ""}
