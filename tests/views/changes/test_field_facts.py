"""This file tests the words for one field: typed values for programs, shown ones for people."""

from datetime import date
from typing import Any

from pmtui.model.workspace.schema import field_spec
from pmtui.views.changes.fact import Fact
from pmtui.views.changes.field_facts import FieldChange, end_fact, field_fact
from tests.conftest import TODAY, a_person, a_workspace, eur, id_of

SIDES = FieldChange(
    a_workspace(a_person("H-1", "Ann"), a_person("H-2", "Bob")),
    a_workspace(a_person("H-1", "Ann"), a_person("H-2", "Bob Best")),
    TODAY,
)


def fact_of(table: str, field: str, old: Any, new: Any) -> Fact:
    spec = field_spec(table, field)
    assert spec is not None
    return field_fact(SIDES, spec, old, new)


def test_names_are_those_of_their_time() -> None:
    fact = fact_of("tasks", "owner", id_of("H-2"), id_of("H-1"))
    assert (fact.text, fact.before, fact.after) == ("owner Bob -> Ann", "H-2", "H-1")
    assert fact_of("tasks", "owner", id_of("H-1"), id_of("H-2")).text == "owner Ann -> Bob Best"


def test_values_are_kept_as_they_could_be_typed() -> None:
    fact = fact_of("components", "budget", None, eur(1_200))
    assert (fact.text, fact.before, fact.after) == ("budget is 1,200 EUR now", "", "1200.00 EUR")
    assert fact_of("tasks", "estimate", 480, 960).text == "estimate 1d -> 2d"


def test_an_end_that_moves_counts_its_days_both_ways() -> None:
    later = end_fact("due", "due", date(2026, 12, 31), date(2027, 1, 1), TODAY)
    assert (later.what, later.days, later.tone) == ("slipped", 1, "bad")
    assert later.text == "due 31 Dec -> 1 Jan 27, 1 day later"
    earlier = end_fact("due", "due", date(2026, 12, 31), date(2026, 12, 1), TODAY)
    assert (earlier.what, earlier.days, earlier.tone) == ("earlier", -30, "good")


def test_a_text_is_written_rewritten_or_taken_away() -> None:
    texts = [fact_of("tasks", "notes", *pair).text for pair in (("", "a"), ("a", "b"), ("a", ""))]
    assert texts == ["notes written", "notes rewritten", "notes taken away"]
