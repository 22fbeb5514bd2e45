"""This file tests the table of money by period: rows, columns, what explains a cell."""

from msgspec import structs

from pmtui.figures.costs.by_period import by_period
from pmtui.views.money.by_period import TOTAL, UNDATED, by_period_table, period_titles
from tests.conftest import eur
from tests.figures.costs.test_by_period import ALL, BUILD, SELL, a_program, edited, sheet_of
from tests.views.money.test_position import cells, requested


def test_each_component_has_budget_actual_and_forecast_and_the_total_last() -> None:
    table = by_period_table(requested(sheet_of(a_program()), ALL))
    assert table.count == 9
    assert [cells(table, at)["kind"].text for at in range(3)] == ["budget", "actual", "forecast"]
    assert [cells(table, at)["name"].text for at in range(4)] == ["All", "", "", "project P-1"]
    assert table.columns[-1].key == TOTAL
    assert cells(table, 0)[TOTAL].text == "1.20k"
    assert [column.key for column in table.columns if column.begins] == ["2026-11-30"]
    assert [table.entity_of(row) if table.entity_of else 0 for row in table.ids[:4]] == [
        ALL, ALL, ALL, BUILD,
    ]  # fmt: skip


def test_capital_and_revenue_stand_below_each_row_on_demand() -> None:
    request = structs.replace(requested(sheet_of(a_program()), ALL), splits=True)
    table = by_period_table(request)
    kinds = [cells(table, at)["kind"].text.strip() for at in range(3)]
    assert kinds == ["budget", "capital", "revenue"]
    assert cells(table, 2)[TOTAL].text == "1.20k"


def test_quarters_and_years_are_those_of_the_policy() -> None:
    figures = sheet_of(a_program())
    for length, titles in (
        ("month", ("Oct 26", "Nov 26", "Dec 26", "Jan 27", "Feb 27", "Mar 27")),
        ("quarter", ("Q4 26", "Q1 27")),
        ("year", ("2026", "2027")),
    ):
        request = structs.replace(requested(figures, ALL), period=length)
        assert period_titles(request) == titles


def test_what_has_no_day_has_a_column_only_where_there_is_any() -> None:
    keys = [column.key for column in by_period_table(requested(sheet_of(a_program()), ALL)).columns]
    assert UNDATED not in keys
    typed = sheet_of(edited(a_program(), BUILD, budget=eur(1500)))
    table = by_period_table(requested(typed, ALL))
    assert cells(table, 3)[UNDATED].text == "300"
    assert cells(table, 3)[TOTAL].text == "~1.50k"


def test_an_amount_is_explained_by_what_lies_below() -> None:
    table = by_period_table(requested(sheet_of(a_program()), ALL))
    assert table.explained is not None
    section = table.explained(ALL, "2026-10-31")
    assert section is not None
    said = [" ".join(cell.text for cell in entry.cells) for entry in section.entries]
    assert section.title == "budget of PG-1 All"
    assert said[0] == "Oct 26 800"
    assert "P-1 project P-1 800" in said
    assert table.explained(ALL, "name") is None


def test_a_filter_leaves_rows_out_and_an_empty_scope_says_what_to_do() -> None:
    figures = sheet_of(a_program())
    kept = structs.replace(requested(figures, ALL), ids=(SELL,), is_filtered=True)
    assert by_period_table(kept).count == 3
    bare = sheet_of(edited(a_program(is_agreed=False), SELL))
    assert by_period(bare, ALL).periods
