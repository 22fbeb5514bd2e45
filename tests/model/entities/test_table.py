"""This file tests how a table speaks of its rows and when they have ended."""

import pytest

from pmtui.model.entities.table import TableSpec, plural_of
from pmtui.model.workspace.schema import TABLES
from tests.conftest import a_component, a_risk


@pytest.mark.parametrize(
    ("table", "several", "one"),
    [
        ("tasks", "tasks", "task"), ("people", "people", "person"),
        ("action_items", "actions", "action item"), ("columns", "columns", "board column"),
        ("policy", "policies", "policy"), ("baseline_rows", "baseline_rows", "baseline row"),
    ],
)  # fmt: skip
def test_a_table_has_a_word_for_one_row_and_for_several(table: str, several: str, one: str) -> None:
    assert (TABLES[table].plural, TABLES[table].called) == (several, one)


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("risk", "risks"), ("policy", "policies"), ("stay", "stays"), ("person", "people"),
        ("rule of a choice", "rules of a choice"), ("draw on a reserve", "draws on a reserve"),
        ("request for a role", "requests for a role"), ("stay in a column", "stays in a column"),
        ("acceptance criterion", "acceptance criteria"), ("week of a person", "weeks of a person"),
        ("criterion of scores", "criteria of scores"), ("cash flow", "cash flows"),
        ("group of estimates that correlate", "groups of estimates that correlate"),
    ],
)  # fmt: skip
def test_the_noun_of_a_phrase_has_the_plural(one: str, several: str) -> None:
    assert plural_of(one) == several


def test_rows_of_a_life_cycle_end_by_their_state() -> None:
    risks, components = TABLES["risks"].ending, TABLES["components"].ending
    assert risks is not None
    assert components is not None
    assert [risks(a_risk("R-1", state=state)) for state in ("closed", "assessed")] == [True, False]
    assert components(a_component("P-1", state="closed"))
    assert not components(a_component("P-1"))
    assert TABLES["people"].ending is None


@pytest.mark.parametrize("spec", TABLES.values(), ids=lambda spec: spec.name)
def test_people_read_words_without_underscores(spec: TableSpec) -> None:
    assert "_" not in spec.called + spec.kind_words
    assert spec.kind_words.replace(" ", "_") == spec.word
