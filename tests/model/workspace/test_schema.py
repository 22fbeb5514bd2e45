"""This file tests what the catalogue of tables says of fields and how a store spells them."""

import pytest

from pmtui.model.workspace.schema import (
    TABLES,
    field_spec,
    field_specs,
    former_names,
    prefix_for,
    present_document,
    present_field,
    present_fields,
    references,
    stored_document,
    stored_field,
)

_FORMER = {"said_rag": "reported_rag", "said_rating": "reported_rating", "said_at": "reported_at"}


@pytest.mark.parametrize(
    ("table", "name", "kind"),
    [
        ("tasks", "title", "text"), ("tasks", "notes", "prose"), ("tasks", "due", "date"),
        ("tasks", "percent", "percent"), ("tasks", "priority", "choice"),
        ("tasks", "archived", "bool"), ("tasks", "estimate", "minutes"), ("tasks", "tags", "tags"),
        ("tasks", "board_rank", "rank"), ("tasks", "owner", "reference"),
        ("tasks", "splits", "gaps"), ("components", "budget", "money"),
        ("risks", "probability", "step"), ("policy", "late_red_days", "int"),
        ("policy", "probability_percent", "numbers"), ("policy", "probability_scale", "numbers"),
        ("remarks", "about", "about"),
    ],
)  # fmt: skip
def test_the_kind_of_a_field_follows_from_its_type(table: str, name: str, kind: str) -> None:
    spec = field_spec(table, name)
    assert spec is not None
    assert spec.kind == kind
    assert spec.is_set is (kind == "tags")


def test_choices_are_listed_and_references_name_their_table() -> None:
    state, owner = field_spec("tasks", "priority"), field_spec("tasks", "owner")
    assert state is not None
    assert owner is not None
    assert state.choices == ("0", "1", "2", "3", "4")
    assert (owner.refers, owner.choices) == ("people", ())
    assert field_spec("tasks", "wobble") is None


@pytest.mark.parametrize("table", TABLES)
def test_what_refers_to_other_rows_are_the_fields_that_name_a_table(table: str) -> None:
    assert {spec.name for spec in references(table)} == {
        spec.name for spec in field_specs(table) if spec.refers
    }


def test_a_key_begins_with_the_prefix_of_its_kind_or_table() -> None:
    assert prefix_for("tasks", "milestone") == "M"
    assert prefix_for("tasks", "task") == prefix_for("tasks", "") == "T"
    assert prefix_for("components", "program") == "PG"
    assert prefix_for("columns", "") == ""


def test_a_field_that_was_renamed_is_spelled_in_a_store_as_before() -> None:
    assert dict(former_names("components")) == _FORMER
    assert dict(former_names("tasks")) == {}
    assert stored_field("components", "reported_rag") == "said_rag"
    assert stored_field("components", "name") == "name"
    assert present_field("components", "said_rag") == "reported_rag"
    assert present_field("tasks", "said_rag") == "said_rag"


def test_a_document_is_translated_both_ways() -> None:
    present = {"name": "A", "reported_rag": "R", "mood": 1}
    stored = {"name": "A", "said_rag": "R", "mood": 1}
    assert stored_document("components", present) == stored
    assert present_document("components", stored) == present
    assert stored_document("components", stored) == stored
    assert present_document("components", present) == present
    assert stored_document("tasks", {"said_rag": 1}) == {"said_rag": 1}
    assert present_document("tasks", {"said_rag": 1}) == {"said_rag": 1}


def test_of_both_names_of_a_field_that_of_today_counts() -> None:
    both = {"said_rag": "R", "reported_rag": "G", "name": "A"}
    assert stored_document("components", both) == {"said_rag": "G", "name": "A"}
    assert present_document("components", both) == {"reported_rag": "G", "name": "A"}


def test_what_was_made_of_an_entity_has_the_names_of_today() -> None:
    component, task = TABLES["components"].type, TABLES["tasks"].type
    assert present_fields(component, {"said_rag": "R", "name": "A"}) == {
        "reported_rag": "R", "name": "A",
    }  # fmt: skip
    assert present_fields(task, {"title": "A"}) == {"title": "A"}
