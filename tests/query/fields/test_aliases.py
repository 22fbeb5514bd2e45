"""This file tests the friendly names of fields."""

import pytest

from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.error import QueryError
from pmtui.query.fields.aliases import aliases, resolve_spec, settable
from pmtui.query.fields.catalogue import fields_of


@pytest.mark.parametrize(
    ("table", "typed", "field"),
    [
        ("tasks", "est", "estimate"),
        ("tasks", "Col", "column"),
        ("tasks", "p", "priority"),
        ("tasks", "project", "component"),
        ("risks", "p", "probability"),
        ("risks", "i", "impact_time"),
        ("risks", "review", "next_review"),
        ("risks", "due", "next_review"),
        ("benefits", "due", "next_measure"),
        ("components", "title", "name"),
        ("components", "pm", "owner"),
        ("remarks", "owner", "by"),
        ("links", "from", "predecessor"),
        ("issues", "actual finish", ""),
        ("tasks", "actual finish", "actual_finish"),
        ("tasks", "actual-finish", "actual_finish"),
    ],
)
def test_a_friendly_name_means_the_first_field_the_table_has(
    table: str, typed: str, field: str
) -> None:
    if not field:
        with pytest.raises(QueryError):
            resolve_spec(table, typed)
        return
    assert resolve_spec(table, typed) == field_spec(table, field)


def test_an_unknown_field_says_what_comes_close_and_where() -> None:
    with pytest.raises(QueryError) as refused:
        resolve_spec("tasks", "ownr", 7)
    assert str(refused.value) == "column 7: a task has no field 'ownr'; did you mean owner?"


def test_what_the_program_settles_is_not_typed() -> None:
    names = {spec.name for spec in settable("tasks")}
    assert not names & {"id", "key", "board_rank", "outline_rank"}


@pytest.mark.parametrize("table", TABLES)
def test_every_alias_of_a_table_leads_to_one_of_its_fields(table: str) -> None:
    known = fields_of(table)
    assert all(field in known for _, field in aliases(table, known))


@pytest.mark.parametrize("table", TABLES)
def test_no_alias_hides_a_field_of_its_name(table: str) -> None:
    known = fields_of(table)
    assert not [alias for alias, _ in aliases(table, known) if alias in known]


def test_the_friendly_names_of_a_table_are_known() -> None:
    names = [spec.name for spec in settable("tasks")]
    assert {("est", "estimate"), ("col", "column")} <= set(aliases("tasks", names))
