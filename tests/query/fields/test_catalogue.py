"""This file tests what a filter may ask of each table."""

from datetime import date
from decimal import Decimal

import pytest

from pmtui.model.entities.entity import Money
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import fields_of, resolve_field, states_of
from pmtui.query.fields.definition import AskKind
from tests.query.sample import figures

_FIGURES = figures()
_TYPES: dict[AskKind, set[type]] = {
    "text": {str},
    "key": {str},
    "date": {date},
    "number": {int, Decimal},
    "money": {Money},
    "minutes": {int},
    "yes": {bool, str},
    "choice": {str},
    "tags": {tuple},
    "reference": {int},
    "people": {tuple},
    "component": {int},
    "flag": {int},
}
"""The types a getter of each kind may give, beside None."""


@pytest.mark.parametrize("table", TABLES)
def test_every_stored_field_but_ranks_may_be_asked_for(table: str) -> None:
    names = {spec.name for spec in field_specs(table) if spec.kind != "rank"}
    assert names <= set(fields_of(table))


@pytest.mark.parametrize("table", TABLES)
def test_every_field_says_what_it_is_and_can_be_read(table: str) -> None:
    rows = _FIGURES.workspace.rows(table).values()
    for name, field in fields_of(table).items():
        getter = field.read(_FIGURES)
        kinds = {type(value) for value in map(getter, rows)} - {type(None)}
        assert field.name == name
        assert field.help
        assert kinds <= _TYPES[field.kind]


def test_an_unknown_field_is_answered_with_the_list() -> None:
    with pytest.raises(QueryError, match="a person has no field 'zzz'; there is archived") as said:
        resolve_field("people", "zzz", 3)
    assert said.value.column == 3


def test_a_derived_field_hides_the_stored_one_of_its_name() -> None:
    assert fields_of("tasks")["blocked"].kind == "yes"
    assert fields_of("tasks")["why"].kind == "text"
    assert fields_of("components")["percent"].kind == "number"


def test_the_states_of_components_are_those_of_all_their_kinds() -> None:
    assert {"idea", "executing", "realising"} <= set(states_of("components"))


def test_a_state_is_one_of_its_life_cycle_or_else_of_its_own_choices() -> None:
    assert resolve_field("risks", "state").choices == states_of("risks")
    assert "open" in resolve_field("assumptions", "state").choices


def test_a_word_that_is_a_state_is_no_flag_besides() -> None:
    state = resolve_field("risks", "state")
    assert {"late", "open"} <= set(state.flags)
    assert "closed" in state.choices
    assert "closed" not in state.flags


def test_a_rating_that_nobody_gave_is_no_number() -> None:
    probability = resolve_field("risks", "probability").read(_FIGURES)
    assert [probability(row) for row in _FIGURES.workspace.risks.values()] == [4, 3, 2, None]
