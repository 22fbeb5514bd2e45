"""This file tests how values are shown in a detail pane."""

from datetime import date
from typing import Any

import pytest

from pmtui.model.entities.entity import Money
from pmtui.model.workspace.schema import field_spec
from pmtui.query.values.formatting import DASH, money_text, typed_text, value_text
from tests.query.sample import TODAY, workspace

_WORKSPACE = workspace()


def _shown(table: str, name: str, value: Any) -> str:
    spec = field_spec(table, name)
    assert spec is not None
    return value_text(_WORKSPACE, spec, value, TODAY)


@pytest.mark.parametrize(
    ("table", "name", "value", "text"),
    [
        ("tasks", "title", "[bold]hostile[/]", "[bold]hostile[/]"),
        ("tasks", "due", date(2026, 11, 27), "Fri 27 Nov"),
        ("tasks", "due", None, DASH),
        ("tasks", "estimate", 720, "1d 4h"),
        ("tasks", "estimate", 0, "0d"),
        ("tasks", "percent", 60, "60 %"),
        ("tasks", "percent", 0, "0 %"),
        ("tasks", "priority", 0, DASH),
        ("tasks", "priority", 2, "2"),
        ("tasks", "tags", ("web", "gdpr"), "#web #gdpr"),
        ("tasks", "tags", (), DASH),
        ("tasks", "owner", 31, "Ann Archer"),
        ("tasks", "owner", 0, DASH),
        ("tasks", "owner", 99, "gone (99)"),
        ("tasks", "column", 42, "Doing"),
        ("tasks", "parent", 101, "T-1 Write launch copy"),
        ("tasks", "archived", True, "yes"),
        ("people", "logins", ("ann", "aarcher"), "ann, aarcher"),
        ("risks", "state", "response_planned", "response planned"),
        ("risks", "proximity", "within_stage", "within stage"),
        ("risks", "probability", 0, DASH),
        ("remarks", "about", 102, "T-2 Checkout flow"),
        ("remarks", "about", 999, "gone (999)"),
        ("components", "budget", Money(120_000_00, "EUR"), "120,000 EUR"),
    ],
)
def test_a_value_is_shown_as_people_read_it(
    table: str, name: str, value: object, text: str
) -> None:
    assert _shown(table, name, value) == text


def test_money_is_shown_to_the_minor_unit_where_there_is_one() -> None:
    assert money_text(Money(1250, "GBP")) == "12.50 GBP"
    assert money_text(Money(-420_000_000, "EUR")) == "-4,200,000 EUR"
    assert money_text(Money(1_234, "JPY")) == "1,234 JPY"
    assert money_text(Money(1_500, "KWD")) == "1.500 KWD"


def test_a_reference_is_typed_by_key_and_one_that_is_gone_by_id() -> None:
    owner, about = field_spec("tasks", "owner"), field_spec("remarks", "about")
    assert owner is not None
    assert about is not None
    assert typed_text(_WORKSPACE, owner, 31) == "H-1"
    assert typed_text(_WORKSPACE, owner, 99) == "99"
    assert typed_text(_WORKSPACE, about, 102) == "T-2"
    assert typed_text(_WORKSPACE, owner, 0) == ""
