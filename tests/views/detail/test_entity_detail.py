"""This file tests the detail of an entity: its fields, figures and head."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from pmtui.views.detail.entity_detail import Detail, detail, most_relevant_first
from tests.conftest import (
    Parts,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    eur,
    figures_of,
    id_of,
)

ANN = a_person("H-1", "Ann Abel")


def a_store() -> Figures:
    return figures_of(
        ANN,
        a_component("PG-1"),
        a_project("P-1", "PG-1", name="Site", reported_rag="G", baseline_finish=date(2026, 11, 1)),
        a_project("P-2", "PG-1", budget=eur(10)),
        a_task("T-1", "Copy", column="Doing", owner=ANN.id, days=3, due=date(2026, 11, 20)),
        a_task("T-2", after="T-1"),
        a_risk("R-1", 4, 5, money_impact=eur(1000)),
    )


def of(table: str, key: str) -> Detail:
    found = detail(a_store(), table, id_of(key))
    assert found is not None
    return found


def fields(shown: Detail) -> dict[str, str]:
    return {line.field: line.text for line in shown.fields}


def figures(shown: Detail) -> dict[str, str]:
    return {one.cells[0].text: one.cells[1].text for one in shown.figures.entries}


def test_the_head_names_the_entity_and_where_it_lies() -> None:
    task = of("tasks", "T-1")
    assert [cell.text for cell in task.title] == ["T-1", "Copy"]
    assert [cell.text for cell in task.kind] == ["task in P-1 Site"]
    archived = figures_of(a_project(archived=True))
    head = detail(archived, "components", id_of("P-1"))
    assert head is not None
    assert head.kind[-1].text == "archived"


def test_every_field_a_person_may_edit_is_there_with_its_value() -> None:
    found = fields(of("tasks", "T-1"))
    assert found["title"] == "Copy"
    assert found["column"] == "Doing"
    assert found["owner"] == "Ann Abel"
    assert found["estimate"] == "3d"
    assert found["due"] == "Fri 20 Nov"
    assert found["notes"] == "—"
    assert not {"id", "key", "board_rank", "outline_rank"} & set(found)


def test_an_empty_field_says_that_it_is_empty() -> None:
    lines = {line.field: line for line in of("tasks", "T-1").fields}
    assert lines["notes"].is_empty
    assert not lines["title"].is_empty
    assert lines["component"].label == "lies in"
    assert lines["percent"].kind == "percent"


def test_a_task_shows_what_follows_from_it() -> None:
    assert figures(of("tasks", "T-1")) == {
        "status": "open",
        "late": "3 d past its due date",
        "unblocks": "T-2",
    }
    assert figures(of("tasks", "T-2")) == {"status": "open", "held up by": "T-1"}


def test_a_task_shows_what_it_costs_where_somebody_has_a_rate() -> None:
    ann = a_person("H-1", "Ann", rate=eur(50))
    begun = a_task("T-1", days=1, owner=id_of("H-1"), percent=25)
    for task, costs in (
        (begun, {"cost": "400 EUR", "cost so far": "100 EUR", "cost to go": "300 EUR"}),
        (a_task("T-1", fixed_cost=eur(9)), {"cost": "9 EUR"}),
    ):
        shown = detail(figures_of(a_project(), ann, task), "tasks", id_of("T-1"))
        assert shown is not None
        assert figures(shown) == {"status": "open", **costs}


def test_a_risk_shows_its_score_and_what_it_is_expected_to_cost() -> None:
    assert figures(of("risks", "R-1")) == {
        "risk score": "20 H",
        "residual score": "—",
        "expected monetary value": "-700 EUR",
    }


def test_a_component_shows_its_rolled_up_figures() -> None:
    found = figures(of("components", "P-1"))
    assert found["computed rating"].startswith(
        "R (1 of 2 open tasks overdue; planned 25 d past baseline"
    )
    assert found["percent complete"] == "0"
    assert found["slip"] == "+25d"
    assert figures(of("components", "PG-1"))["budget"] == "10 EUR"
    assert "budget" not in figures(of("components", "P-2"))


def test_a_figure_in_the_detail_can_be_explained() -> None:
    entries = of("components", "P-1").figures.entries
    assert all(one.figure for one in entries)
    assert entries[0].target == ("components", id_of("P-1"))


def test_what_is_gone_has_no_detail() -> None:
    assert detail(a_store(), "tasks", 4711) is None


@pytest.mark.parametrize("table", ["people", "columns", "links"])
def test_any_table_has_a_detail(table: str) -> None:
    found = a_store()
    shown = detail(found, table, next(iter(found.workspace.rows(table))))
    assert shown is not None
    assert shown.table == table
    assert shown.fields


def a_detail(table: str, key: str, *parts: Entity | Parts) -> Detail:
    shown = detail(figures_of(*parts), table, id_of(key))
    assert shown is not None
    return shown


def test_a_rare_field_is_shown_only_where_it_says_something() -> None:
    assert "delay" not in fields(a_detail("tasks", "T-1", a_project(), a_task("T-1")))
    delayed = a_detail("tasks", "T-1", a_project(), a_task("T-1", delay=60))
    assert "delay" in fields(delayed)
    assert "priority" in fields(delayed)


def test_what_matters_most_comes_first_and_what_the_heading_says_last() -> None:
    shown = a_detail("tasks", "T-1", a_project(), a_task("T-1"))
    names = [line.field for line in most_relevant_first(shown.fields)]
    assert names[:3] == ["blocked", "owner", "due"]
    assert set(names[-3:]) == {"component", "kind", "archived"}
    assert names.index("title") > names.index("duration")
    assert sorted(names) == sorted(line.field for line in shown.fields)


def test_a_field_is_usual_while_it_holds_what_a_new_row_holds() -> None:
    def usual(field: str, **values: Any) -> bool:
        shown = a_detail("tasks", "T-1", a_project(), a_task("T-1", **values))
        return next(line.is_usual for line in shown.fields if line.field == field)

    assert usual("notes")
    assert not usual("notes", notes="dig")
    assert usual("percent")
    assert not usual("percent", percent=1)
    assert usual("archived")
    assert not usual("archived", archived=True)
    assert not usual("active", active=False)


def test_a_task_that_is_done_is_neither_open_nor_late() -> None:
    task = a_task("T-1", column="Done", due=date(2026, 11, 20), entered=date(2026, 11, 13))
    shown = figures(a_detail("tasks", "T-1", a_project(), task))
    assert shown["status"] == "done"
    assert "10 d in its column" in shown.values()
    assert "late" not in shown


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"due": date(2026, 11, 20)}, "3 d past its due date"),
        ({"finish": date(2026, 11, 21), "start": date(2026, 11, 21)}, "2 d past its finish"),
        ({"constraint": "MFO", "constraint_date": date(2026, 11, 20), "duration": 480}, "3 d"),
    ],
)
def test_a_late_task_says_past_what_where_a_typed_date_is_past(
    values: dict[str, Any], text: str
) -> None:
    assert figures(a_detail("tasks", "T-1", a_project(), a_task("T-1", **values)))["late"] == text


def test_a_rating_gives_reasons_where_it_is_not_green() -> None:
    dates: dict[str, Any] = {"baseline_finish": date(2027, 1, 6)}
    green = a_detail("components", "P-1", a_project(finish=date(2027, 1, 6), **dates))
    assert figures(green)["computed rating"] == "G"
    amber = a_detail("components", "P-1", a_project(finish=date(2027, 1, 7), **dates))
    assert figures(amber)["computed rating"] == "A (planned 1 d past baseline)"
    unknown = a_detail("components", "P-1", a_project())
    assert figures(unknown)["computed rating"] == "—"


def test_a_component_shows_a_promise_and_its_margin_only_where_there_is_one() -> None:
    bare = figures(a_detail("components", "P-1", a_project()))
    promised = figures(a_detail("components", "P-1", a_project(finish=date(2027, 1, 6))))
    assert set(promised) - set(bare) == {"promised", "margin"}
