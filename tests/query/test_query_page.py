"""This file runs every example of docs/query.md."""

import re
from pathlib import Path
from typing import Final

import pytest

from pmtui.query.dates.parsing import date_text, parse_date
from pmtui.query.entry.preview import preview_text
from pmtui.query.entry.quick_add import parse_quick_add
from pmtui.query.error import QueryError
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.query.scope import path_text, resolve
from pmtui.query.values.durations import duration_text, parse_duration
from pmtui.query.values.formatting import money_text
from pmtui.query.values.money import typed_money
from tests.query.sample import ANN, BUILD, TODAY, figures

_PAGE: Final = Path(__file__).parents[2] / "docs" / "query.md"
_BLOCK: Final = re.compile(r"^```(\w+) ?(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FIGURES: Final = figures()
_WORKSPACE: Final = _FIGURES.workspace


def _examples(kind: str) -> list[tuple[str, str, str]]:
    """Table, what is typed and what is said about it, for every example of a kind."""
    found: list[tuple[str, str, str]] = []
    for name, table, text in _BLOCK.findall(_PAGE.read_text("utf-8")):
        if name == kind:
            joined = text.replace("\n    ", "   ") if kind == "add" else text
            for line in joined.splitlines():
                typed, _, said = line.partition("   ")
                found.append((table, typed.strip(), said.strip()))
    return found


@pytest.mark.parametrize(("table", "typed", "_said"), _examples("filter"))
def test_a_filter_of_the_page_runs(table: str, typed: str, _said: str) -> None:
    query = parse(typed)
    rows = _WORKSPACE.rows(table)
    kept = matching(_FIGURES, table, rows, query, ANN)
    assert parse(str(query)) == query
    assert set(kept) <= set(rows)


@pytest.mark.parametrize(("table", "typed", "said"), _examples("error"))
def test_an_error_of_the_page_is_said_so(table: str, typed: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        matching(_FIGURES, table, _WORKSPACE.rows(table), parse(typed), ANN)
    assert str(refused.value) == said


@pytest.mark.parametrize(("table", "typed", "said"), _examples("add"))
def test_a_quick_add_line_of_the_page_is_echoed_so(table: str, typed: str, said: str) -> None:
    quick = parse_quick_add(_WORKSPACE, table, typed, TODAY, me=ANN, component=BUILD)
    assert preview_text(_WORKSPACE, quick, TODAY) == said


@pytest.mark.parametrize(("_table", "typed", "said"), _examples("date"))
def test_a_date_of_the_page_is_that_day(_table: str, typed: str, said: str) -> None:
    assert date_text(parse_date(typed, TODAY), TODAY) == said


@pytest.mark.parametrize(("_table", "typed", "said"), _examples("duration"))
def test_a_duration_of_the_page_is_as_long(_table: str, typed: str, said: str) -> None:
    assert duration_text(parse_duration(typed, 480), 480) == said


@pytest.mark.parametrize(("_table", "typed", "said"), _examples("money"))
def test_an_amount_of_the_page_is_that_much(_table: str, typed: str, said: str) -> None:
    assert money_text(typed_money(typed, "EUR")) == said


@pytest.mark.parametrize(("_table", "typed", "said"), _examples("scope"))
def test_a_place_of_the_page_is_found(_table: str, typed: str, said: str) -> None:
    assert path_text(_WORKSPACE, resolve(_WORKSPACE, typed)) == said


def test_no_example_of_the_page_is_left_out() -> None:
    kinds = {name for name, _, _ in _BLOCK.findall(_PAGE.read_text("utf-8"))}
    assert kinds == {"filter", "error", "add", "date", "duration", "money", "scope"}
    assert all(_examples(kind) for kind in kinds)
