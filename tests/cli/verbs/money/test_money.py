"""This file tests money by period on the command line: the table, the JSON, bad input."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def paid(empty: Shell) -> Shell:
    """A project with a budget over two financial years, and something paid on it."""
    empty.ok("add", "project", "Alpha")
    empty.ok("policy", "year_start=4")
    empty.ok("set", "P-1", "budget=3650", "start=2026-01-01", "finish=2026-12-31")
    line = "Servers amount:100 posted:2026-05-04 capital:yes"
    empty.ok("add", "ledger_entry", line, "--into", "P-1")
    return empty


def test_the_json_has_what_the_whole_life_is_made_of(paid: Shell) -> None:
    document = paid.json("money", "P-1", "--by", "year")
    assert (document["kind"], document["by"]) == ("money", "year")
    assert document["financial_year"] == {"first_month": 4, "pattern": "months"}
    assert [period["name"] for period in document["periods"]] == ["2025/26", "2026/27"]
    (row,) = document["rows"]
    assert row["budget"]["amounts"] == ["900.00", "2750.00"]
    assert (row["budget"]["total"], row["budget"]["undated"]) == ("3650.00", "0.00")
    assert row["actual"]["capital"] == ["0.00", "100.00"]
    assert row["actual"]["revenue"] == ["0.00", "0.00"]
    assert row["forecast"]["total"] is None
    assert row["forecast"]["reason"]


def test_the_table_has_a_column_a_period_and_the_total_last(paid: Shell) -> None:
    lines = paid.ok("money", "--by", "quarter", "--split").splitlines()
    assert lines[0].split() == [
        "component", "of", "it", "Q4", "25/26", "Q1", "26/27", "Q2", "26/27", "Q3", "26/27",
        "total",
    ]  # fmt: skip
    assert lines[1].split()[:2] == ["Alpha", "budget"]
    assert lines[1].split()[-1] == "~3.65k"
    assert [line.split()[0] for line in lines[2:4]] == ["capital", "revenue"]


@pytest.mark.parametrize("rule", ["year_start=13", "year_start=0", "year_pattern=4-4-4"])
def test_a_year_that_is_none_is_refused_and_nothing_is_written(paid: Shell, rule: str) -> None:
    before = paid.json("policy")["rules"]
    assert paid("policy", rule).code == 2
    assert paid.json("policy")["rules"] == before


def test_a_period_that_is_none_is_refused(paid: Shell) -> None:
    assert paid("money", "--by", "decade").code == 2
    assert paid("money", "P-9").code == 2


def test_a_period_of_which_nothing_is_known_has_a_dash_where_the_whole_is_unknown(
    empty: Shell,
) -> None:
    line = "Alpha year_forecast:12000 start:2024-02-01 finish:2029-10-01"
    empty.ok("add", "project", line)
    table = empty.ok("money", "P-1", "--by", "year").splitlines()
    forecast = table[-1].split("\t")[1:]
    assert forecast[0] == "forecast"
    assert forecast[-1] == "—"
    assert forecast.count("12.0k") == 1
    assert {*forecast[1:-1]} == {"12.0k", "—"}
