"""This file tests funding, reserves and draws on the command line."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def program(empty: Shell) -> Shell:
    """A program of one project, with funding, contingency and a draw on it."""
    empty.ok("add", "program", "Relaunch")
    empty.ok("add", "project", "Build", "--into", "PG-1")
    empty.ok("set", "P-1", "budget=100k", "forecast=110k")
    empty.ok("add", "funding", "Capital budget amount:90k at:2026-10-01", "--into", "PG-1")
    empty.ok("add", "reserve", "Contingency amount:20k", "--into", "PG-1")
    empty.ok("add", "rate", "USD rate:0.9 at:2026-01-01")
    empty.ok("add", "draw", "Second team amount:8k reserve:RV-1", "--into", "P-1")
    return empty


def test_funding_and_reserves_are_listed_with_what_is_left(program: Shell) -> None:
    (reserve,) = program.json("list", "reserves")["rows"]
    assert (reserve["drawn"]["amount"], reserve["left"]["amount"]) == ("8000.00", "12000.00")
    (draw,) = program.json("list", "draws")["rows"]
    assert (draw["component"], draw["reserve"]) == ("P-1", "RV-1")
    names = "key,funded,funding_gap,contingency_left,current_budget"
    rows = program.json("list", "components", "--columns", names)["rows"]
    top, build = sorted(rows, key=lambda row: str(row["key"]), reverse=True)
    assert top["funded"]["amount"] == "90000.00"
    assert top["funding_gap"]["amount"] == "-20000.00"
    assert top["contingency_left"]["amount"] == "12000.00"
    assert build["current_budget"]["amount"] == "108000.00"
    assert build["funding_gap"] is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "draw", "x amount:13k reserve:RV-1", "--into", "P-1"), "12,000.00 EUR that are"),
        (("set", "DR-1", "amount=21k"), "20,000.00 EUR that are left of RV-1"),
        (("set", "RV-1", "amount=7k"), "8,000.00 EUR that are drawn on it already"),
        (("add", "draw", "x amount:1USD reserve:RV-1", "--into", "P-1"), "kept in EUR"),
        (("add", "draw", "x amount:0 reserve:RV-1", "--into", "P-1"), "amount is nothing"),
        (("add", "draw", "x amount:1k", "--into", "P-1"), "reserve"),
        (("add", "draw", "x amount:1k reserve:RV-9", "--into", "P-1"), "RV-9"),
        (("add", "draw", "x amount:-1k reserve:RV-1", "--into", "P-1"), "amount"),
        (("add", "reserve", "x amount:-1k", "--into", "P-1"), "amount"),
        (("add", "reserve", "x amount:1k kind:petty", "--into", "P-1"), "kind"),
        (("add", "funding", "x amount:-5", "--into", "P-1"), "amount"),
        (("add", "funding", "x amount:5 at:tomorow", "--into", "P-1"), "tomorow"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    program: Shell, words: tuple[str, ...], reason: str
) -> None:
    tables = ("funding", "reserves", "draws")
    before = [program.json("list", table)["rows"] for table in tables]
    ran = program(*words)
    assert ran.code == 2, ran
    assert reason in ran.err
    assert [program.json("list", table)["rows"] for table in tables] == before


def test_nothing_is_drawn_in_a_closed_period(program: Shell) -> None:
    program.ok("add", "accounting_period", "2026-10")
    program.ok("close", "AP-1", "month end")
    ran = program("add", "draw", "x amount:1k reserve:RV-1 at:2026-10-30", "--into", "P-1")
    assert ran.code == 2
    assert "2026-10-30 lies in AP-1 2026-10, which is closed" in ran.err
    assert program("set", "DR-1", "at=2026-10-30").code == 2
