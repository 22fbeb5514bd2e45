"""This file tests budget changes and transfers on the command line."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def program(empty: Shell) -> Shell:
    """A program of two projects, of which the first has a budget change that is proposed."""
    empty.ok("add", "program", "Relaunch")
    empty.ok("add", "project", "Build", "--into", "PG-1")
    empty.ok("add", "project", "Film", "--into", "PG-1")
    empty.ok("set", "P-1", "budget=100k")
    empty.ok("set", "P-2", "budget=50k")
    empty.ok("add", "budget_change", "More licences amount:20k", "--into", "P-1")
    return empty


def _budgets(shell: Shell) -> dict[str, list[str | None]]:
    names = ("original_budget", "approved_changes", "current_budget")
    rows = shell.json("list", "components", "--columns", f"key,{','.join(names)}")["rows"]
    return {row["key"]: [row[name] and row[name]["amount"] for name in names] for row in rows}


def test_a_change_counts_once_it_is_approved(program: Shell) -> None:
    assert _budgets(program)["P-1"] == ["100000.00", None, "100000.00"]
    program.ok("set", "BC-1", "state=approved", "reason=board of 3 November")
    assert _budgets(program) == {
        "PG-1": ["150000.00", "20000.00", "170000.00"],
        "P-1": ["100000.00", "20000.00", "120000.00"],
        "P-2": ["50000.00", None, "50000.00"],
    }
    program.ok("undo")
    assert _budgets(program)["P-1"] == ["100000.00", None, "100000.00"]


def test_a_transfer_names_who_gives_and_leaves_the_program_as_it_is(program: Shell) -> None:
    line = "Film pays taken_from:P-2 amount:5k state:approved"
    program.ok("add", "budget_change", line, "--into", "P-1")
    assert _budgets(program) == {
        "PG-1": ["150000.00", "0.00", "150000.00"],
        "P-1": ["100000.00", "5000.00", "105000.00"],
        "P-2": ["50000.00", "-5000.00", "45000.00"],
    }


def test_more_given_out_than_there_is_is_a_line_of_attention(program: Shell) -> None:
    program.ok("set", "PG-1", "budget=140k")
    needs = program.json("attention", "PG-1")["rows"]
    assert any("10,000.00 EUR more than its budget" in need["text"] for need in needs)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "budget_change", "x amount:0", "--into", "P-1"), "amount is nothing"),
        (("add", "budget_change", "x amount:-5 taken_from:P-2", "--into", "P-1"), "the minus"),
        (("add", "budget_change", "x amount:5 taken_from:P-1", "--into", "P-1"), "two components"),
        (("add", "budget_change", "x amount:5QQQ", "--into", "P-1"), "QQQ"),
        (("add", "budget_change", "x", "--into", "P-1"), "amount"),
        (("add", "budget_change", "x amount:5 at:2026-02-30", "--into", "P-1"), "2026-02-30"),
        (("set", "BC-1", "state=gone"), "gone"),
        (("set", "BC-1", "taken_from=P-99"), "P-99"),
        (("set", "BC-1", "amount=plenty"), "plenty"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    program: Shell, words: tuple[str, ...], reason: str
) -> None:
    before = program.json("list", "budget_changes")
    ran = program(*words)
    assert ran.code == 2, ran
    assert reason in ran.err
    assert program.json("list", "budget_changes") == before


def test_a_change_is_not_approved_into_a_closed_period(program: Shell) -> None:
    program.ok("set", "BC-1", "at=2026-10-30")
    program.ok("add", "accounting_period", "2026-10")
    program.ok("close", "AP-1", "month end")
    program.ok("set", "BC-1", "reason=asked for in October")
    ran = program("set", "BC-1", "state=approved")
    assert ran.code == 2
    assert "2026-10-30 lies in AP-1 2026-10, which is closed" in ran.err
    program.ok("set", "BC-1", "state=approved", "at=2026-11-02")
    assert program("set", "BC-1", "at=2026-10-30").code == 2
    assert program.json("list", "budget_changes")["rows"][0]["at"] == "2026-11-02"
