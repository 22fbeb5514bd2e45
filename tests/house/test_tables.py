"""This file keeps what every table promises: one answer to whether a row has ended, everywhere."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from pmtui.actions.catalogue import set_menu_of
from pmtui.cli.core.table_names import resolve_table
from pmtui.figures.attention.open_rows import is_open_row
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from pmtui.model.rules.life_cycles import OPEN_WORDS, has_ended
from pmtui.model.workspace.schema import LOG_TABLES, TABLES, field_spec, field_specs
from pmtui.query.entry.kind_prefix import KINDS
from pmtui.query.fields.catalogue import states_of
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.tui.commands.colon_commands import LISTS
from pmtui.views.registers.register_log import log
from pmtui.views.registers.view import VIEW
from pmtui.views.shapes.view import RowList
from tests.conftest import a_project, figures_of, id_of
from tests.house.checkout import module_name, python_files

_NAMED_BY_ALL: Final = frozenset({"components", "tasks"})
"""Tables that every floor speaks of: what is planned, and where."""
_NAMES_ELSEWHERE: Final = 315
"""Places that name a table in a text outside its own family, today: it only falls."""
_DECLARING: Final = (
    "pmtui.model.meetings.",
    "pmtui.model.entities",
    "pmtui.model.calendar",
    "pmtui.model.choosing",
    "pmtui.model.costing",
    "pmtui.model.benefits",
    "pmtui.model.governance",
    "pmtui.model.meetings",
    "pmtui.model.recurring",
    "pmtui.model.odds",
    "pmtui.model.scenarios",
    "pmtui.model.staffing",
)
"""Where tables are declared."""
_LOGGED = pytest.mark.parametrize("table", LOG_TABLES)
_OPEN_BY_THEMSELVES: Final = sorted(OPEN_WORDS.keys() - {"tasks", "assignments", "links"})
"""Tables whose rows are open or not whatever becomes of others."""


def _rows(table: str) -> Iterator[Entity]:
    """A row in every state that one of a table can be in, and with every decision there is."""
    spec = TABLES[table]
    given: dict[str, Any] = {"component": id_of("P-1"), "kind": "project" if spec.kinds else None}
    given |= {"title": "One", "name": "One", "archived": False}
    given |= {"amount": {"amount": 100, "currency": "EUR"}, "at": date(2026, 11, 2), "gate": 9}
    fields = {name: value for name, value in given.items() if field_spec(table, name) is not None}
    fields = {name: value for name, value in fields.items() if value is not None}
    verdicts: list[dict[str, Any]] = [{}]
    state, decision = field_spec(table, "state"), field_spec(table, "decision")
    if state is not None:
        verdicts = [{"state": one} for one in state.choices or states_of(table)]
    elif decision is not None:
        verdicts = [{"decision": one} for one in decision.choices]
    elif field_spec(table, "decided_at") is not None:
        verdicts = [{}, {"decided_at": date(2026, 11, 2)}]
    for number, verdict in enumerate(verdicts, 1):
        key = f"{spec.prefix}-{number}"
        entity: Entity = msgspec.convert(
            {"id": 1000 + number, "key": key, **fields, **verdict}, spec.type
        )
        yield entity


def _figures(table: str) -> Figures:
    return figures_of(a_project("P-1"), *_rows(table))


def _passing(figures: Figures, table: str, query: str) -> set[int]:
    ids = [one for one in figures.workspace.rows(table) if 1000 < one < 2000]
    return set(matching(figures, table, ids, parse(query)))


@pytest.mark.parametrize("table", _OPEN_BY_THEMSELVES)
def test_a_filter_and_what_is_left_open_agree_which_rows_have_ended(table: str) -> None:
    figures = _figures(table)
    rows = {row.id: row for row in _rows(table)}
    is_open = {one for one, row in rows.items() if not has_ended(row)}
    assert _passing(figures, table, "is:open") == is_open
    assert _passing(figures, table, "is:closed") == rows.keys() - is_open
    if table != "risks":  # a threat that has occurred waits for its issue, though it is over
        assert {one for one, row in rows.items() if is_open_row(figures, table, row)} == is_open


@_LOGGED
def test_the_log_shows_what_is_open_and_no_more(table: str) -> None:
    figures = _figures(table)
    shown = log(figures, id_of("P-1"), tables=(table,)).ids
    assert set(shown) == _passing(figures, table, "is:open")


def test_a_gate_on_hold_is_open_wherever_it_is_asked_for() -> None:
    figures = _figures("gates")
    held = [row.id for row in _rows("gates") if getattr(row, "decision", "") == "hold"]
    assert set(held) <= _passing(figures, "gates", "is:open")
    assert set(held) <= set(log(figures, id_of("P-1"), tables=("gates",)).ids)


@pytest.mark.parametrize("table", TABLES)
def test_a_declaration_names_fields_that_are_there(table: str) -> None:
    spec = TABLES[table]
    known = {field.name for field in field_specs(table)}
    named = {spec.due, spec.day, *spec.hangs_on, *spec.started, *spec.rare}
    named |= {name for pair in spec.ranks for name in pair}
    named |= {*(spec.alike or ()), *(spec.alike_in_tables or ())}
    assert named - {""} <= known
    dates = {name for name in (spec.due, spec.day) if name}
    assert all(field_spec(table, name).kind == "date" for name in dates)  # type: ignore[union-attr]


def test_no_two_tables_call_their_rows_by_one_prefix() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for table, spec in TABLES.items():
        for prefix in (spec.prefix, *dict(spec.kinds).values()):
            owners[prefix].add(table)
    assert not {prefix: tables for prefix, tables in owners.items() if prefix and len(tables) > 1}


def test_no_two_registers_are_added_by_one_letter() -> None:
    letters = [TABLES[table].letter for table in LOG_TABLES]
    assert all(letters)
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("table", [name for name, spec in TABLES.items() if spec.adding])
def test_every_table_that_is_added_to_has_letters_that_set_its_fields(table: str) -> None:
    menu = set_menu_of(table)
    assert menu
    assert all(field_spec(table, letter.field) for letter in menu)
    letters = [letter.letter for letter in menu]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("table", [name for name, spec in TABLES.items() if spec.adding])
def test_every_table_that_is_added_to_is_added_to_by_its_word(table: str) -> None:
    spec = TABLES[table]
    words = dict(spec.kinds) or (spec.word,)
    assert all(KINDS[word][0] == table for word in words)
    assert resolve_table(spec.plural)[0] == table


@_LOGGED
def test_each_register_of_the_log_is_listed_by_its_word(table: str) -> None:
    assert LISTS[TABLES[table].plural] == (VIEW, RowList(TABLES[table].plural, table))
    assert table in {part.name for part in VIEW.parts}


def _names_elsewhere() -> list[str]:
    """Modules that name a table of another family in a text, each once for a table.

    The family of a table is where it is declared, each module or folder called after it, and for
    a register the folders of the registers.
    """
    return [
        f"{module_name(path)} {table}"
        for path in python_files()
        if not module_name(path).startswith(_DECLARING)
        for table in sorted(TABLES.keys() & _texts(path))
        if table not in _NAMED_BY_ALL and not _is_of_the_family(module_name(path), table)
    ]


def _is_of_the_family(module: str, table: str) -> bool:
    spec = TABLES[table]
    is_register = spec.in_log or table == "objectives"
    return spec.word in module or (is_register and ".registers." in module)


def _texts(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    values = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {value for value in values if isinstance(value, str)}


def test_fewer_and_fewer_modules_name_a_table_of_another_family() -> None:
    places = _names_elsewhere()
    assert len(places) <= _NAMES_ELSEWHERE, "read the declaration: " + ", ".join(places)
