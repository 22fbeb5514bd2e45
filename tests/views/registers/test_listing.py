"""This file tests lists of any table, for people and as plain data for other programs."""

from datetime import date

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.schema import TABLES
from pmtui.query.error import QueryError
from pmtui.views.registers.listing import default_columns, listing
from pmtui.views.registers.plain_data import COMPONENT_FIGURES, component_figures, plain_rows
from pmtui.views.shapes.table import Table
from tests.conftest import a_component, a_person, a_project, a_risk, a_task, eur, figures_of, id_of

ANN = a_person("H-1", "Ann Abel")


def a_store() -> Figures:
    return figures_of(
        ANN,
        a_component("PG-1"),
        a_project(
            "P-1", "PG-1",
            name="Site", reported_rag="G", budget=eur("100.50"), spent=eur(40),
            start=date(2026, 1, 5), baseline_finish=date(2027, 1, 6),
        ),
        a_task("T-1", "Copy", column="Doing", owner=ANN.id, due=date(2026, 11, 20), tags=("web",)),
        a_task("T-2", "Form", priority=1, days=2, finish=date(2027, 1, 18)),
        a_task("T-3", "Old", archived=True),
        a_risk("R-1", 4, 5),
    )  # fmt: skip


def texts(table: Table, at: int) -> list[str]:
    return [cell.text for cell in table.row(at).cells]


def test_a_list_shows_the_usual_columns_of_what_is_not_archived() -> None:
    table = listing(a_store(), "tasks")
    assert [column.key for column in table.columns] == [
        "key", "title", "component", "status", "owner", "priority", "due", "percent",
    ]  # fmt: skip
    assert texts(table, 0) == ["T-1", "Copy", "P-1", "doing", "Ann Abel", "—", "Fri 20 Nov", "0 %"]
    assert (table.count, table.total) == (2, 2)


def test_columns_are_any_field_stored_or_derived() -> None:
    table = listing(a_store(), "tasks", ("key", "estimate", "tags", "late"))
    assert texts(table, 0) == ["T-1", "—", "#web", "yes"]
    assert texts(table, 1) == ["T-2", "2d", "—", "no"]


def test_a_column_that_does_not_exist_is_named() -> None:
    with pytest.raises(QueryError, match="beauty"):
        listing(a_store(), "tasks", ("key", "beauty"))


def test_ids_keep_their_order() -> None:
    table = listing(a_store(), "tasks", ids=[id_of("T-2"), id_of("T-1")], sort="due-", total=3)
    assert [texts(table, at)[0] for at in range(2)] == ["T-2", "T-1"]
    assert (table.sort, table.total) == ("due-", 3)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_usual_columns_it_really_has(table: str) -> None:
    figures = a_store()
    shown = listing(figures, table)
    assert [column.key for column in shown.columns] == list(default_columns(table))
    assert all(len(shown.row(at).cells) == len(shown.columns) for at in range(shown.count))


def test_plain_rows_hold_dates_keys_and_undefined_as_none() -> None:
    columns = ("key", "due", "owner", "component", "tags", "priority", "late")
    rows = plain_rows(a_store(), "tasks", [id_of("T-1"), id_of("T-2")], columns)
    assert rows[0] == {
        "key": "T-1",
        "due": "2026-11-20",
        "owner": "Ann Abel",
        "component": "P-1",
        "tags": ["web"],
        "priority": None,
        "late": True,
    }
    assert rows[1]["due"] is None
    assert rows[1]["owner"] is None


def test_plain_money_and_scores_stay_exact() -> None:
    figures = a_store()
    budget = plain_rows(figures, "components", [id_of("P-1")], ("budget",))
    assert budget == [{"budget": {"amount": "100.50", "currency": "EUR"}}]
    assert plain_rows(figures, "risks", [id_of("R-1")], ("score",)) == [{"score": "20"}]


def test_the_figures_of_a_component_are_those_the_command_line_promises() -> None:
    found = component_figures(a_store(), id_of("P-1"))
    assert set(COMPONENT_FIGURES) <= set(found)
    assert {name: found[name] for name in COMPONENT_FIGURES} == {
        "key": "P-1",
        "name": "Site",
        "kind": "project",
        "state": "executing",
        "rag": "R",
        "percent": 0,
        "start": "2026-01-05",
        "finish": "2027-01-18",
        "baseline_finish": "2027-01-06",
        "budget": "100.50",
        "actual": "40.00",
        "forecast": None,
        "open_risks": 1,
        "overdue_tasks": 1,
    }
    assert (found["reported_rag"], found["computed_rag"], found["slip_days"]) == ("G", "R", 12)
    assert found["currency"] == "EUR"


def test_numbers_stand_to_the_right_and_names_take_the_room_that_is_left() -> None:
    table = listing(a_store(), "tasks", ("key", "title", "priority", "due", "estimate"))
    shapes = {column.key: (column.align, column.flex, column.priority) for column in table.columns}
    assert shapes == {
        "key": ("left", 0, 0),
        "title": ("left", 1, 0),
        "priority": ("right", 0, 2),
        "due": ("left", 0, 2),
        "estimate": ("right", 0, 2),
    }
    widths = {column.key: column.width for column in table.columns}
    assert widths["title"] == 20
    assert max(width for key, width in widths.items() if key != "title") < 20


def test_how_something_stands_has_the_tone_of_its_word_and_other_words_have_none() -> None:
    figures = figures_of(a_component("PG-1"), a_project("P-1", "PG-1", owner=ANN.id), ANN)
    table = listing(figures, "components", ("key", "assured_owner", "state", "name"))
    rows = {table.row(at).cells[0].text: table.row(at).cells for at in range(table.count)}
    assert (rows["P-1"][1].text, rows["P-1"][1].tone) == ("ok", "good")
    assert (rows["PG-1"][1].text, rows["PG-1"][1].tone) == ("missing", "bad")
    assert {cell.tone for row in rows.values() for cell in row[2:]} == {"plain"}
    named = figures_of(a_project("P-1", name="missing"))
    assert listing(named, "components", ("name",)).row(0).cells[0].tone == "plain"
