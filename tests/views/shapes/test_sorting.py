"""This file tests that the rows of a view sort as `list` and `sort:` sort them."""

from collections.abc import Mapping
from typing import Any

import pytest

from pmtui.query.fields.catalogue import fields_of
from pmtui.query.filter.parser import sort_key
from pmtui.query.filter.sorting import sorted_ids
from pmtui.views.portfolio.component_columns import COMPONENT_COLUMNS
from pmtui.views.risks.risk_columns import RISK_COLUMNS
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Cell, ViewColumn
from tests.conftest import a_person, a_project, a_risk, eur, figures_of, id_of

_PAIRS = {"open_risks"}
"""Columns that show two numbers and sort by both."""
_COLUMNS: Mapping[str, Mapping[str, ViewColumn[Any]]] = {
    "risks": RISK_COLUMNS,
    "components": COMPONENT_COLUMNS,
}
FIGURES = figures_of(
    a_person("H-1", "Zoe"),
    a_person("H-2", "Ann"),
    a_project("P-1", name="Beta", reported_rag="A", budget=eur(500), owner=id_of("H-1")),
    a_project("P-2", name="alpha", reported_rag="R"),
    a_project("P-3", name="Gamma", reported_rag="G", budget=eur(80), owner=id_of("H-2")),
    a_risk("R-10", 4, 4, owner=id_of("H-1"), response="mitigate"),
    a_risk("R-2", 0, 0, state="assessed", owner=id_of("H-2")),
    a_risk("R-3", 2, 5, kind="opportunity", response="accept"),
)


@pytest.mark.parametrize("mark", ["", "-"])
@pytest.mark.parametrize(
    ("table", "key"), [(table, key) for table, columns in _COLUMNS.items() for key in columns]
)
def test_a_column_sorts_as_the_field_of_its_name(table: str, key: str, mark: str) -> None:
    column = _COLUMNS[table][key]
    ids = sorted(FIGURES.workspace.rows(table))
    columns = tuple(_COLUMNS[table].values())
    shown = sorted_rows(FIGURES, ids, key + mark, columns, lambda _row_id: table)
    assert (column.value is not None) == (key in _PAIRS)
    if column.value is None:
        name = column.field or key
        assert shown == sorted_ids(FIGURES, table, ids, (sort_key(name + mark),))


def test_rows_sort_by_a_field_that_is_no_column_and_by_several() -> None:
    def order(sort: str) -> list[str]:
        rows = FIGURES.workspace.risks
        columns = tuple(RISK_COLUMNS.values())
        found = sorted_rows(FIGURES, sorted(rows), sort, columns, lambda _row_id: "risks")
        return [rows[row_id].key for row_id in found]

    assert "level" not in RISK_COLUMNS
    assert "level" in fields_of("risks")
    assert order("level-") == ["R-10", "R-3", "R-2"]
    assert order("state,key-") == ["R-10", "R-3", "R-2"]


def test_what_is_no_field_leaves_rows_as_they_are() -> None:
    ids = sorted(FIGURES.workspace.risks, reverse=True)
    assert sorted_rows(FIGURES, ids, "nothing-", (), lambda _row_id: "risks") == ids


def test_a_column_with_a_value_of_its_own_sorts_by_that() -> None:
    columns = tuple(
        ViewColumn[Any](key=key, title=key, width=4, cell=lambda *_: Cell(""), value=value)
        for key, value in (
            ("turned", lambda _figures, risk: -risk.id),
            ("by_steps", lambda _figures, risk: risk.probability),
        )
    )
    ids = sorted(FIGURES.workspace.risks)
    turned = sorted_rows(FIGURES, ids, "turned", columns, lambda _row_id: "risks")
    assert turned == ids[::-1]
    by_steps = sorted_rows(FIGURES, ids, "by_steps", columns, lambda _row_id: "risks")
    assert [FIGURES.workspace.risks[row_id].probability for row_id in by_steps] == [0, 2, 4]
