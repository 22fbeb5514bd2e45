"""This file tests that entries of registers which are late need somebody, whatever their kind."""

from datetime import timedelta

import pytest

from pmtui.figures.attention.overdue_entries import overdue_entries
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import new_row
from pmtui.model.workspace.schema import LOG_TABLES, TABLES, field_spec
from tests.conftest import TODAY, a_person, a_project, figures_of, id_of
from tests.figures.attention.needs import needs_in

_DATED = [name for name, spec in TABLES.items() if spec.is_chased]


def _figures(table: str, days: int, **fields: object) -> Figures:
    spec = TABLES[table]
    title = "title" if field_spec(table, "title") is not None else "name"
    given = {
        "id": 900, "key": f"{spec.prefix}-1", "component": id_of("P-1"), title: "Something",
        "owner": id_of("H-1"), spec.due: TODAY + timedelta(days), **fields,
    }  # fmt: skip
    given |= {"gate": 899} if field_spec(table, "gate") is not None else {}
    return figures_of(a_project(), a_person("H-1", "Ann Roe"), new_row(spec.type, given))


@pytest.mark.parametrize("table", _DATED)
def test_an_open_entry_whose_day_has_passed_needs_somebody(table: str) -> None:
    lines = [need.text for need in needs_in(_figures(table, -3)) if need.id == 900]
    assert any("3 d" in line for line in lines), table
    later = needs_in(_figures(table, 0))
    assert not [need for need in later if need.id == 900 and " d" in need.why]


def test_every_register_of_the_log_is_chased_or_has_rules_of_its_own() -> None:
    assert {table for table in LOG_TABLES if TABLES[table].due and not TABLES[table].is_chased} == {
        "issues", "changes", "gates", "benefits",
    }  # fmt: skip


def test_a_late_entry_names_its_owner_and_what_was_due() -> None:
    (need,) = overdue_entries(_figures("action_items", -1), id_of("P-1"))
    assert need.text == "X-1 Something: due since 1 d, owner Ann Roe"
    (need,) = overdue_entries(_figures("stakeholders", -1, owner=0), id_of("P-1"))
    assert need.text == "SH-1 Something: next contact since 1 d, no owner"


def test_what_is_done_or_put_away_needs_nobody() -> None:
    assert not [*overdue_entries(_figures("action_items", -9, state="done"), id_of("P-1"))]
    assert not [*overdue_entries(_figures("lessons", -9, state="applied"), id_of("P-1"))]
    assert not [*overdue_entries(_figures("assumptions", -9, archived=True), id_of("P-1"))]
