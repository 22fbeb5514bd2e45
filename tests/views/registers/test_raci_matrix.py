"""This file tests the matrix of items by people."""

from typing import Any

from pmtui.model.governance.bodies import RESPONSIBILITIES, Responsibility
from pmtui.views.registers.raci_matrix import raci_matrix
from pmtui.views.shapes.table import Table, request_of_scope
from tests.conftest import a_person, a_project, a_risk, a_task, figures_of, id_of


def _row(number: int, about: str, table: str, person: str, role: Any) -> Responsibility:
    return Responsibility(
        id=number, component=id_of("P-1"), about=id_of(about), about_table=table,
        person=id_of(person), role=role,
    )  # fmt: skip


def _matrix(*rows: Responsibility) -> Table:
    figures = figures_of(
        a_project(), a_task("T-1", "Copy"), a_risk("R-1", 4, 4, title="Late"),
        a_person("H-1", "Ann Roe"), a_person("H-2", "Bob Fox"), *rows,
    )  # fmt: skip
    return raci_matrix(request_of_scope(figures, id_of("P-1"), (RESPONSIBILITIES.name,)))


def _lines(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.row_of(item).cells] for item in table.ids]


def test_a_row_an_item_a_column_a_person_and_what_is_missing() -> None:
    table = _matrix(
        _row(901, "T-1", "tasks", "H-1", "A"),
        _row(902, "T-1", "tasks", "H-1", "R"),
        _row(903, "T-1", "tasks", "H-2", "C"),
        _row(904, "R-1", "risks", "H-2", "I"),
    )
    assert [column.title for column in table.columns] == ["item", "missing", "AR", "BF"]
    assert _lines(table) == [
        ["R-1 Late", "no A, R", "·", "I"],
        ["T-1 Copy", "", "RA", "C"],
    ]
    assert table.entity_of is not None
    assert [table.entity_of(item) for item in table.ids] == [id_of("R-1"), id_of("T-1")]


def test_two_who_are_accountable_are_said_to_be_too_many() -> None:
    table = _matrix(_row(901, "T-1", "tasks", "H-1", "A"), _row(902, "T-1", "tasks", "H-2", "A"))
    assert _lines(table)[0][1] == "2 A"


def test_where_nobody_has_a_role_it_says_how() -> None:
    assert ":raci A Ann" in _matrix().empty
