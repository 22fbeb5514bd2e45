"""This file tests the log: every register of a scope in one table."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import ActionItem, Assumption, Change, Issue
from pmtui.model.governance.gates import Gate
from pmtui.views.registers.register_log import LOG_COLUMNS, log
from pmtui.views.shapes.table import Table
from tests.conftest import a_component, a_person, a_project, figures_of, id_of

ANN = a_person("H-1", "Ann Abel")
PROGRAM, IN_ONE, IN_TWO = id_of("PG-1"), id_of("P-1"), id_of("P-2")


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


def marked(table: Table, key: str) -> tuple[str, str]:
    """The title of an entry as it is marked, and the tone of its row."""
    row = table.row(keys(table).index(key))
    return dict(zip(LOG_COLUMNS, row.cells, strict=True))["title"].text, row.tone


def handed_up(**fields: Any) -> Figures:
    """A program of two projects, with an issue of one that was handed up."""
    given = {"id": 1, "key": "I-1", "title": "Down", "component": IN_ONE, **fields}
    parts = a_component("PF-1"), a_component("PG-1", "PF-1")
    return figures_of(*parts, a_project("P-1", "PG-1"), a_project("P-2", "PG-1"), Issue(**given))


def test_an_issue_that_waits_above_is_a_shadow_below_and_none_from_above() -> None:
    figures = handed_up(escalated_to=PROGRAM)
    assert marked(log(figures, IN_ONE), "I-1") == ("^ Down (escalated)", "dim")
    assert marked(log(figures, PROGRAM), "I-1") == ("Down (escalated)", "plain")
    assert marked(log(figures, 0), "I-1") == ("Down (escalated)", "plain")


def test_an_issue_that_was_taken_over_leaves_a_shadow_where_it_came_from() -> None:
    figures = handed_up(
        component=PROGRAM, escalated_from=IN_ONE, escalated_to=PROGRAM, escalation_answer="accept"
    )
    assert marked(log(figures, IN_ONE), "I-1") == ("^ [accepted] Down", "dim")
    assert marked(log(figures, PROGRAM), "I-1") == ("[accepted] Down", "plain")
    assert keys(log(figures, PROGRAM)) == ["I-1"]
    assert keys(log(figures, IN_TWO)) == []
    assert keys(log(figures, IN_ONE, tables=("changes",))) == []


def test_an_issue_of_no_component_is_no_shadow() -> None:
    assert marked(log(a_store(), 0), "I-3") == ("Of nobody's project", "plain")


def test_an_empty_log_says_whether_a_filter_hides_what_there_is() -> None:
    assert log(a_store(), 0, ids=[]).empty == "no entry matches the filter: Esc shows all"
    closed = figures_of(
        a_project(), Issue(id=2, key="I-2", component=IN_ONE, title="", state="closed")
    )
    assert log(closed, 0).empty.startswith("nothing is open here")
    assert log(figures_of(a_project()), 0, ids=[]).empty == "no entry here yet: add one with a"
    assert log(figures_of(), 0).empty.startswith("nothing here yet")
