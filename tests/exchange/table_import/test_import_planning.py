"""This file tests imports of sheets, on small tables and on two that the UK published."""

import json
import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.column_map import ColumnMap, Level, TableMap, read_map
from pmtui.model.entities.components import Component
from pmtui.model.entities.remarks import Remark
from pmtui.model.rules.checks import check_all
from pmtui.model.workspace.workspace import Workspace
from pmtui.resources import shipped
from tests.conftest import TODAY, a_component, a_project, a_task, a_workspace, id_of
from tests.exchange.reading import read_sheet, sheet_of
from tests.exchange.tables.made import a_map, done, empty, ids, planned, the_task

TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[4] / "shared" / "data"))
_REMARKED = TableMap(
    rows="project",
    as_of="{Day}",
    column=(
        ColumnMap(headers=("Name",), field="name"),
        ColumnMap(headers=("RAG",), field="reported_rag"),
        ColumnMap(headers=("Word",), field="remark", topic="word"),
    ),
)


def _remarks(workspace: Workspace) -> list[tuple[str, date | None]]:
    rows = cast("list[Remark]", list(workspace.rows("remarks").values()))
    return [(one.text, one.at) for one in rows]


def test_the_same_table_again_changes_nothing() -> None:
    text = "Project,Task,Owner,Due,% complete\nWeb,A,Ann,2026-12-01,20\nShop,B,Bob,,100\n"
    after = done(planned(text))
    again = planned(text, None, after, start=9)
    assert not again.ops
    assert again.preview == "2 projects, 2 tasks as they are"


def test_a_corrected_table_updates_and_adds_and_empties_nothing() -> None:
    first = "Project,Task,Owner,Due\nWeb,A,Ann,2026-12-01\nWeb,B,Bob,2026-12-02\n"
    after = done(planned(first))
    corrected = "Project,Task,Owner,Due\nWeb,A,Cho,\nWeb,B,Bob,2026-12-09\nWeb,C,,\n"
    plan = planned(corrected, None, after, start=9)
    again = done(plan, after)
    assert plan.preview == "1 task, 1 person to create; 2 tasks to update; 1 project as they are"
    assert len(again.tasks) == 3
    assert again.people[the_task(again, "A").owner].name == "Cho"
    assert the_task(again, "A").due == date(2026, 12, 1)
    assert the_task(again, "B").due == date(2026, 12, 9)


def test_one_error_leaves_everything_as_it_is() -> None:
    plan = planned("Task,Due\nA,2026-12-01\n,2026-12-02\n")
    assert plan.ops == ()
    assert plan.preview == "nothing to import"
    assert [one.text for one in plan.errors] == [
        "line 3, Task: the row has no title; give it one, or delete the row"
    ]


def test_a_warning_leaves_one_field_empty() -> None:
    plan = planned("Task,Due\nA,someday\n")
    assert [one.severity for one in plan.findings] == ["warning"]
    assert the_task(done(plan), "A").due is None


def test_columns_that_are_not_read_are_noted() -> None:
    plan = planned("Task,Moon phase\nA,full\n", a_map(("Task", "title")), into=0)
    assert "columns not recognised, so not imported: Moon phase" in plan.notes


def test_tasks_go_into_the_project_one_stands_on_whatever_the_table_says() -> None:
    base = a_workspace(a_project())
    plan = planned("Project,Task\nElsewhere,A\n", None, base, into=id_of("P-1"))
    assert the_task(done(plan, base), "A").component == id_of("P-1")


def test_projects_go_below_the_program_one_stands_on() -> None:
    base = a_workspace(a_component("PG-1"))
    after = done(planned("Project,Task\nWeb,A\n", None, base, into=id_of("PG-1")), base)
    (made,) = (one for one in after.components.values() if one.kind == "project")
    assert (made.component, made.state) == (id_of("PG-1"), "draft")
    assert len(after.board_of(made.id)) == 5


def test_a_task_without_a_project_is_an_error_for_each_row() -> None:
    mapping = a_map(("Task", "title"), above=(Level(kind="project", name="{Project}"),))
    plan = planned("Task,Project\nA,Web\nB,\nC,\n", mapping)
    assert [(one.line, one.what) for one in plan.errors] == [
        (3, "the row names no project"),
        (4, "the row names no project"),
    ]


def test_a_risk_needs_a_component_and_lies_in_the_one_given() -> None:
    mapping = a_map(("Risk", "title"), ("P", "probability"), rows="risk")
    assert planned("Risk,P\nLate,4\n", mapping).errors[0].what == "a risk needs a component"
    base = a_workspace(a_project())
    after = done(planned("Risk,P\nLate,4\n", mapping, base, into=id_of("P-1")), base)
    (risk,) = after.risks.values()
    assert (risk.component, risk.probability, risk.state) == (id_of("P-1"), 4, "identified")


def test_people_need_no_component() -> None:
    mapping = a_map(("Name", "name"), ("Login", "logins"), ("Role", "role"), rows="person")
    after = done(planned("Name,Login,Role\nAnn Lee,ann,lead\n", mapping))
    (ann,) = after.people.values()
    assert (ann.name, ann.logins, ann.role, ann.key) == ("Ann Lee", ("ann",), "lead", "H-1")
    assert not planned("Name,Login,Role\nann lee,ann,lead\n", mapping, after).errors


def test_a_place_that_is_gone_is_an_error() -> None:
    assert planned("Task,Due\nA,\n", into=7).errors[0].what == "the place to import into is gone"


def test_a_project_cannot_hold_a_portfolio() -> None:
    mapping = a_map(("Name", "name"), rows="portfolio")
    base = a_workspace(a_project())
    plan = planned("Name,x\nA,1\n", mapping, base, into=id_of("P-1"))
    assert [one.line for one in plan.errors] == [2]
    assert "a portfolio cannot lie in a project" in plan.errors[0].what


def test_a_project_that_changed_its_department_is_moved() -> None:
    mapping = a_map(
        ("Name", "name"),
        ("ID", "code"),
        rows="project",
        above=(Level(kind="portfolio", name="All"), Level(kind="portfolio", name="{Dept}")),
    )
    first = done(planned("Name,ID,Dept\nRail,1,North\nRoad,2,South\n", mapping))
    again = done(planned("Name,ID,Dept\nRail,1,South\nRoad,2,South\n", mapping, first), first)
    names = {one.id: one.name for one in again.components.values()}
    assert {one.name: names[one.component] for one in again.components.values() if one.code} == {
        "Rail": "South",
        "Road": "South",
    }


def test_a_remark_is_one_for_each_topic_and_day() -> None:
    text = "Name,RAG,Word,Day\nRail,A,late,2026-03-31\n"
    first = done(planned(text, _REMARKED))
    assert _remarks(first) == [("late", date(2026, 3, 31))]
    mended = done(planned(text.replace("late", "very late"), _REMARKED, first, start=5), first)
    assert _remarks(mended) == [("very late", date(2026, 3, 31))]
    later = text.replace("2026-03", "2027-03").replace("late", "on time")
    both = done(planned(later, _REMARKED, first, start=5), first)
    assert _remarks(both) == [("late", date(2026, 3, 31)), ("on time", date(2027, 3, 31))]
    assert next(iter(both.components.values())).reported_at == date(2027, 3, 31)


def test_a_remark_without_a_day_is_of_today_and_is_mended_in_place() -> None:
    mapping = a_map(("Task", "title"), ("Word", "remark"))
    base = a_workspace(a_project(), a_task("T-1", "A"))
    first = done(planned("Task,Word\nA,one\n", mapping, base, into=id_of("P-1")), base)
    second = planned("Task,Word\nA,two\n", mapping, first, into=id_of("P-1"), start=5)
    assert _remarks(first) == [("one", TODAY)]
    assert _remarks(done(second, first)) == [("two", TODAY)]


def test_a_value_that_is_withheld_the_second_time_becomes_unknown() -> None:
    mapping = TableMap(
        rows="project",
        unknown=("exempt",),
        column=(
            ColumnMap(headers=("Name",), field="name"),
            ColumnMap(headers=("RAG",), field="reported_rating"),
            ColumnMap(headers=("RAG",), field="reported_rag"),
            ColumnMap(headers=("End",), field="finish"),
        ),
    )
    first = done(planned("Name,RAG,End\nRail,A,2027-01-01\n", mapping))
    withheld = done(planned("Name,RAG,End\nRail,Exempt: 43,Exempt: 43\n", mapping, first), first)
    (rail,) = withheld.components.values()
    assert (rail.reported_rag, rail.reported_rating, rail.finish) == ("", "Exempt: 43", None)
    emptied = done(planned("Name,RAG,End\nRail,R,\n", mapping, first), first)
    assert next(iter(emptied.components.values())).finish == date(2027, 1, 1)


def _published(year: str) -> Any:
    path = TRUTH / "shippable" / "gmpp" / f"uk_{year}.csv"
    if not path.exists():
        pytest.skip(f"{path} is not there: set PMTUI_TRUTH_DIR")
    return read_sheet(path)


def _truth(year: str) -> dict[str, Any]:
    path = TRUTH / "shippable" / "gmpp" / "rollup_truth.json"
    truth: dict[str, Any] = json.loads(path.read_text("utf-8"))[year]
    return truth


def _gmpp(year: str, workspace: Workspace, start: int = 0) -> ImportPlan:
    text = shipped("sample_data/maps/gmpp.toml").read_text("utf-8")
    mapping = read_map(text, "gmpp.toml")
    return plan(workspace, _published(year), mapping, ids(start), TODAY)


def _projects(workspace: Workspace, year: str) -> list[Component]:
    (top,) = (one for one in workspace.children(0) if year in workspace.components[one].name)
    rows = (workspace.components[one] for one in workspace.subtree(top))
    return [row for row in rows if row.kind == "project"]


def _millions(projects: list[Component]) -> float:
    costs = (one.whole_life_cost for one in projects)
    return float(sum((one.decimal for one in costs if one), Decimal(0)) / 1_000_000)


@pytest.mark.parametrize("year", ["2019", "2023"])
def test_the_published_portfolio_adds_up_to_the_published_truth(year: str) -> None:
    import_plan = _gmpp(year, empty())
    workspace = done(import_plan)
    projects, truth = _projects(workspace, year), _truth(year)
    departments = {
        row.id: row for row in workspace.components.values() if row.code in truth["by_department"]
    }
    assert not import_plan.errors
    assert check_all(workspace) == ()
    assert len(projects) == truth["projects"]
    assert Counter(one.reported_rating.casefold() for one in projects) == truth["by_rating"]
    assert _millions(projects) == pytest.approx(truth["wlc_total_m"], abs=1e-9)
    assert sum(one.whole_life_cost is not None for one in projects) == truth["wlc_known"]
    assert sum(one.finish is not None for one in projects) == truth["dated"]
    assert {
        department.code: {
            "n": sum(one.component == department.id for one in projects),
            "wlc_m": pytest.approx(
                _millions([one for one in projects if one.component == department.id]), abs=0.005
            ),
        }
        for department in departments.values()
    } == truth["by_department"]


@pytest.mark.parametrize(
    ("year", "ratings", "topics"),
    [
        ("2019", {"A": 122, "G": 4, "R": 4, "": 3}, 4),
        ("2023", {"A": 183, "G": 26, "R": 23, "": 12}, 5),
    ],
)
def test_five_steps_and_three_become_letters_and_what_is_exempt_stays_unknown(
    year: str, ratings: dict[str, int], topics: int
) -> None:
    import_plan = _gmpp(year, empty())
    projects = _projects(done(import_plan), year)
    assert Counter(one.reported_rag for one in projects) == ratings
    unsaid = [one for one in projects if not one.reported_rag]
    assert all(one.reported_rating.startswith(("Exempt", "Early planning")) for one in unsaid)
    told = [one for one in import_plan.findings if one.column == "colour_rating"]
    assert len(told) == len(unsaid)
    assert len(set(_topics(done(import_plan)))) == topics


def _topics(workspace: Workspace) -> list[str]:
    rows = cast("list[Remark]", list(workspace.rows("remarks").values()))
    return [one.topic for one in rows]


@pytest.mark.parametrize("year", ["2019", "2023"])
def test_every_comment_of_the_published_tables_is_kept_word_for_word(year: str) -> None:
    sheet = _published(year)
    comments = Counter(
        cell.strip()
        for row in sheet.rows
        for header, cell in zip(sheet.headers, row.cells, strict=True)
        if header.endswith("_comment") and cell.strip()
    )
    workspace = done(_gmpp(year, empty()))
    assert Counter(text for text, _ in _remarks(workspace)) == comments
    assert {day for _, day in _remarks(workspace)} == {date(int(year), 3, 31)}


def test_two_years_stand_beside_each_other_and_come_again_without_a_change() -> None:
    first = done(_gmpp("2019", empty()))
    both = done(_gmpp("2023", first, start=10), first)
    assert len(_projects(both, "2019")) == 133
    tops = [both.components[one] for one in both.children(0)]
    assert all("Open Government Licence v3.0" in one.description for one in tops)
    assert len(_projects(both, "2023")) == 244
    for year in ("2019", "2023"):
        assert not _gmpp(year, both, start=20).ops


def test_a_bad_row_in_the_published_table_is_named_by_its_line() -> None:
    path = TRUTH / "shippable" / "gmpp" / "uk_2023.csv"
    _published("2023")
    data = path.read_bytes().replace(b";Future Service Programme;", b";;", 1)
    text = shipped("sample_data/maps/gmpp.toml").read_text("utf-8")
    broken = plan(empty(), sheet_of(data, "uk"), read_map(text, "gmpp.toml"), ids(), TODAY)
    line = data[: data.index(b"CO_0027_2021-Q4")].count(b"\n") + 1
    assert not broken.ops
    assert [(one.line, one.column) for one in broken.errors] == [(line, "project_name")]
