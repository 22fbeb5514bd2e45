"""This file tests the table of components and how it sorts."""

from datetime import date

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.views.portfolio.component_columns import (
    COMPONENT_COLUMNS,
    TREE_COLUMNS,
    columns_in_use,
)
from pmtui.views.portfolio.component_table import component_table
from pmtui.views.shapes.table import Table
from tests.conftest import a_person, a_project, a_rate, a_risk, a_task, eur, figures_of, id_of

BASE = date(2027, 1, 6)


def three_projects() -> Figures:
    return figures_of(
        a_person("H-1", "Ann"),
        a_rate("GBP", "2"),
        a_project("P-1", name="Beta", reported_rag="A", budget=eur(500), owner=id_of("H-1")),
        a_project("P-2", name="alpha", reported_rag="R", budget=Money(400_00, "GBP")),
        a_project("P-3", name="Gamma", reported_rag="G", finish=BASE, baseline_finish=BASE),
        a_task("T-1", column="Done"),
        a_risk("R-1", 4, 4, project="P-2"),
    )


def order(sort: str) -> list[str]:
    figures = three_projects()
    table = component_table(figures, sorted(figures.workspace.components), sort=sort)
    return [figures.workspace.components[one].key for one in table.ids]


def cells(table: Table, at: int) -> dict[str, str]:
    keys = [column.key for column in table.columns]
    return dict(zip(keys, (cell.text for cell in table.row(at).cells), strict=True))


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("name", ["P-2", "P-1", "P-3"]),
        ("name-", ["P-3", "P-1", "P-2"]),
        ("rag-", ["P-2", "P-1", "P-3"]),
        ("budget", ["P-1", "P-2", "P-3"]),
        ("budget-", ["P-2", "P-1", "P-3"]),
        ("slip", ["P-3", "P-1", "P-2"]),
        ("slip-", ["P-3", "P-1", "P-2"]),
        ("risk-", ["P-2", "P-1", "P-3"]),
        ("percent", ["P-1", "P-2", "P-3"]),
        ("", ["P-1", "P-2", "P-3"]),
    ],
)
def test_components_sort_by_any_column_with_the_undefined_last(sort: str, keys: list[str]) -> None:
    assert order(sort) == keys


@pytest.mark.parametrize("key", COMPONENT_COLUMNS)
def test_every_column_sorts_both_ways_without_losing_a_row(key: str) -> None:
    assert sorted(order(key)) == sorted(order(f"{key}-")) == ["P-1", "P-2", "P-3"]


def test_a_row_shows_figures_with_a_dash_for_the_undefined() -> None:
    figures = three_projects()
    table = component_table(figures, [id_of("P-1"), id_of("P-2")])
    first = cells(table, 0)
    assert first["budget"] == "500"
    assert first["cost_forecast"] == "—"
    assert first["owner"] == "Ann"
    assert first["percent"] == "100"
    second = cells(table, 1)
    assert second["budget"] == "800"
    assert second["risk"] == "R-1 16"


def test_the_rating_is_a_question_mark_while_unknown() -> None:
    figures = figures_of(a_project())
    assert cells(component_table(figures, [id_of("P-1")]), 0)["rag"] == "?"


def test_columns_in_which_nobody_has_anything_leave_their_room_to_names() -> None:
    assert columns_in_use(three_projects(), TREE_COLUMNS) == TREE_COLUMNS
    bare = figures_of(a_project("P-1"))
    assert columns_in_use(bare, TREE_COLUMNS) == ("rag", "name")


def test_days_stand_to_the_right_in_fewer_cells_than_dates() -> None:
    shapes = {
        key: (COMPONENT_COLUMNS[key].width, COMPONENT_COLUMNS[key].align)
        for key in ("slip", "margin", "worst_below", "promised", "baseline_finish")
    }
    assert shapes == {
        "slip": (6, "right"),
        "margin": (6, "right"),
        "worst_below": (11, "left"),
        "promised": (10, "left"),
        "baseline_finish": (10, "left"),
    }


def test_a_column_of_dates_is_there_as_soon_as_one_component_has_one() -> None:
    keys = ("slip", "baseline_finish", "worst_below")
    agreed = a_project("P-1", finish=BASE, baseline_finish=BASE)
    assert columns_in_use(figures_of(agreed), keys) == ("slip", "baseline_finish")
    late = a_project("P-1", finish=date(2027, 1, 7), baseline_finish=BASE)
    assert columns_in_use(figures_of(late), keys) == keys
    assert columns_in_use(figures_of(a_project("P-1", finish=BASE)), keys) == ()


def test_a_table_counts_its_own_rows_unless_told_how_many_there_were() -> None:
    figures = three_projects()
    ids = sorted(figures.workspace.components)
    assert component_table(figures, ids).total == 3
    assert component_table(figures, ids[:1], total=3).total == 3
    assert component_table(figures, ids, total=0).total == 0
