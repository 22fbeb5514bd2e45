"""This file tests the log: every register of a scope in one table."""

from datetime import date

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import ActionItem, Assumption, Change, Decision, Gate, Issue
from pmtui.views.registers.register_log import LOG_COLUMNS, log
from pmtui.views.shapes.table import Table
from tests.conftest import a_component, a_person, a_project, figures_of, id_of

ANN = a_person("H-1", "Ann Abel")
IN_ONE, IN_TWO = id_of("P-1"), id_of("P-2")


def a_store() -> Figures:
    return figures_of(
        ANN,
        a_component("PG-1"),
        a_project("P-1", "PG-1", name="Site"),
        a_project("P-2", "PG-1", name="Campaign"),
        Issue(
            id=1, key="I-1", component=IN_ONE, title="Down", owner=ANN.id, due=date(2026, 11, 20)
        ),
        Issue(id=2, key="I-2", component=IN_ONE, title="Up", state="closed"),
        Change(id=3, key="C-1", component=IN_TWO, title="More", due=date(2026, 11, 25)),
        Decision(id=4, key="D-1", component=IN_ONE, title="Go", decided_at=date(2026, 11, 2)),
        Decision(id=5, key="D-2", component=IN_ONE, title="Which"),
        Assumption(id=6, key="A-1", component=IN_TWO, title="Holds"),
        ActionItem(id=7, key="X-1", component=IN_ONE, title="Call", archived=True),
        Gate(id=8, key="G-1", component=IN_ONE, title="Build", due=date(2026, 12, 11)),
        Issue(id=9, key="I-3", title="Of nobody's project"),
    )


def keys(table: Table) -> list[str]:
    return [table.row(at).cells[0].text for at in range(table.count)]


def cells(table: Table, key: str) -> dict[str, str]:
    row = table.row(keys(table).index(key))
    return dict(zip(LOG_COLUMNS, (cell.text for cell in row.cells), strict=True))


def test_a_program_shows_what_is_open_below_it_by_date() -> None:
    table = log(a_store(), id_of("PG-1"))
    assert keys(table) == ["I-1", "C-1", "G-1", "D-2", "A-1"]
    assert table.total == 7


def test_a_project_shows_its_own_and_the_store_shows_all() -> None:
    assert keys(log(a_store(), IN_TWO)) == ["C-1", "A-1"]
    assert "I-3" in keys(log(a_store(), 0))


def test_what_has_ended_is_shown_when_asked_for() -> None:
    table = log(a_store(), IN_ONE, ended=True)
    assert {"I-2", "D-1"} <= set(keys(table))
    assert "X-1" not in keys(table)
    row = table.row(keys(table).index("I-2"))
    assert row.tone == "dim"
    assert cells(table, "D-1")["due"] == "2 Nov"


def test_a_row_says_kind_owner_date_and_state() -> None:
    table = log(a_store(), id_of("PG-1"))
    assert cells(table, "I-1") == {
        "key": "I-1",
        "kind": "issue",
        "title": "Down",
        "component": "Site",
        "owner": "Ann Abel",
        "due": "late 3 d",
        "state": "open",
    }
    assert cells(table, "G-1")["state"] == "waiting"
    assert cells(table, "D-2")["owner"] == "—"


def test_a_filter_and_a_choice_of_registers_narrow_it() -> None:
    assert keys(log(a_store(), 0, ids=[2, 3])) == ["C-1", "I-2"]
    assert keys(log(a_store(), 0, tables=("assumptions",))) == ["A-1"]


@pytest.mark.parametrize("key", LOG_COLUMNS)
def test_every_column_sorts_both_ways_without_losing_a_row(key: str) -> None:
    up, down = log(a_store(), 0, sort=key), log(a_store(), 0, sort=f"{key}-")
    assert sorted(keys(up)) == sorted(keys(down))
    assert up.count == 6


def test_an_empty_log_names_the_next_key() -> None:
    assert log(figures_of(a_project()), IN_ONE).empty.endswith("with a")
