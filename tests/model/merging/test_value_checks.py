"""This file tries every field of every table with values that cannot be."""

from datetime import date
from typing import Any

import pytest

from pmtui.model.changes.ops import Op
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.merging.settle import InvalidError, validated
from pmtui.model.rules.life_cycles import lifecycle_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_specs
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_component, a_project, a_task, a_workspace, id_of

_ROW = 4_711
_WRONG: dict[str, tuple[Any, ...]] = {
    "money": ({"amount": 5, "currency": "ZZZ"}, {"amount": "5", "currency": "EUR"}, "5 EUR"),
    "date": ("0026-01-01", "2026-13-01", "soon", 5),
    "percent": (101, -1, "half"),
    "step": (6, -1),
    "choice": ("zzz",),
    "bool": ("perhaps",),
    "int": ("many", 1.5),
    "time": (-1, 1441),
    "tags": ("a word",),
    "text": (5, "\x00"),
    "prose": (5, "\x00"),
}
"""What a field of a kind cannot hold, as JSON has it."""
_BELOW_NOTHING = {"amount": -1, "currency": "EUR"}


def _wrong(table: str, spec: FieldSpec) -> tuple[Any, ...]:
    values = _WRONG.get(spec.kind, ())
    if table.startswith("calendar_") and spec.kind == "date":
        values = values[1:]  # a week may hold from the first year on
    if spec.never_negative:
        values += (_BELOW_NOTHING,)
    if spec.required and spec.kind == "text":
        values += ("", "  ")
    return values


CASES = [
    pytest.param(table, spec, value, id=f"{table}-{spec.name}-{value!r}")
    for table, declared in TABLES.items()
    if not declared.frozen
    for spec in field_specs(table)
    if spec.name not in {"id", "key", "about_table"}
    for value in _wrong(table, spec)
]


def _row(table: str) -> Entity:
    """A row of a table that holds no more than it must."""
    made: dict[str, Any] = {
        "text": "EUR", "money": Money(5, "EUR"), "date": date(2026, 11, 2), "decimal": "1",
        "int": 1, "minutes": 60, "reference": 0, "about": 0, "prose": "A",
    }  # fmt: skip
    given: dict[str, Any] = {}
    for spec in field_specs(table):
        if spec.required and spec.name != "id":
            given[spec.name] = spec.choices[0] if spec.choices else made[spec.kind]
    if "about_table" in given:
        given |= {"about_table": "components", "about": id_of("P-1")}
    if table == "links":
        given |= {"predecessor": id_of("T-1"), "successor": id_of("T-2")}
    home = 0 if table == "components" else id_of("P-1")
    return TABLES[table].type(id=_ROW, component=home, **given)


def _with_row(table: str) -> Workspace:
    tasks = (a_task("T-1"), a_task("T-2")) if table == "links" else ()
    return a_workspace(a_project("P-1"), *tasks, _row(table))


@pytest.mark.parametrize(("table", "spec", "value"), CASES)
def test_a_value_that_a_field_cannot_hold_is_wrong_as_it_was_given(
    table: str, spec: FieldSpec, value: object
) -> None:
    workspace = _with_row(table)
    with pytest.raises(InvalidError) as raised:
        validated(workspace, (Op("set", table, _ROW, spec.name, None, value),))
    assert raised.value.is_input
    assert str(raised.value)


@pytest.mark.parametrize("table", [name for name in TABLES if lifecycle_of(name)])
def test_a_state_that_there_is_not_is_wrong_and_one_that_cannot_follow_is_only_refused(
    table: str,
) -> None:
    workspace = _with_row(table)
    with pytest.raises(InvalidError) as raised:
        validated(workspace, (Op("set", table, _ROW, "state", "", "nonesuch"),))
    assert raised.value.is_input
    cycle = lifecycle_of(table, str(getattr(workspace.get(table, _ROW), "kind", ""))) or {}
    first, last = next(iter(cycle)), [*cycle][-1]
    if last in cycle[first]:
        return
    with pytest.raises(InvalidError) as raised:
        validated(workspace, (Op("set", table, _ROW, "state", first, last),))
    assert not raised.value.is_input


@pytest.mark.parametrize("rate", ["0", "-1.1", "inf", "nan"])
def test_a_rate_of_exchange_is_more_than_nothing(rate: str) -> None:
    with pytest.raises(InvalidError, match="no rate of exchange") as raised:
        validated(_with_row("rates"), (Op("set", "rates", _ROW, "rate", "1", rate),))
    assert raised.value.is_input


def test_the_currency_of_a_store_is_one_that_there_is() -> None:
    workspace = _with_row("policy")
    with pytest.raises(InvalidError, match="base currency 'XQX' is no currency") as raised:
        validated(workspace, (Op("set", "policy", _ROW, "base_currency", "EUR", "XQX"),))
    assert raised.value.is_input


def test_what_stands_may_stay_while_another_field_is_edited() -> None:
    project = a_component("P-1", budget=Money(-5, "EUR"))
    ops = (Op("set", "components", project.id, "name", project.name, "Other"),)
    after = validated(a_workspace(project), ops)
    assert after.components[project.id].budget == Money(-5, "EUR")
