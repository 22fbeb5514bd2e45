"""This file tests that a closed period takes no postings by any door until it is reopened."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def closed(empty: Shell) -> Shell:
    """A project with a posting in October, which is closed; November is open."""
    empty.ok("add", "project", "Alpha")
    empty.ok("add", "party", "Nordhost")
    line = "Hosting amount:700EUR party:Y-1 document:N-1 line:1 posted:2026-10-30"
    empty.ok("add", "ledger_entry", line, "--into", "P-1")
    empty.ok("add", "accounting_period", "2026-10")
    empty.ok("close", "AP-1", "month end")
    return empty


def test_a_month_has_its_days_and_keeps_when_and_why_it_was_closed(closed: Shell) -> None:
    (period,) = closed.json("list", "accounting_periods")["rows"]
    assert (period["start"], period["finish"]) == ("2026-10-01", "2026-10-31")
    assert (period["state"], period["reason"]) == ("closed", "month end")
    assert period["changed_at"]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "ledger_entry", "Late amount:5EUR posted:2026-10-31", "--into", "P-1"),
        ("set", "LE-1", "amount=710EUR"),
        ("set", "LE-1", "posted=2026-11-02"),
        ("set", "LE-1", "category=hosting"),
        ("archive", "LE-1"),
        ("undo", "--rev", "3"),
    ],
)
def test_what_is_posted_in_it_stays_and_nothing_is_added(
    closed: Shell, words: tuple[str, ...]
) -> None:
    before = closed.json("list", "ledger_entries")
    ran = closed(*words)
    assert ran.code == 2 or words[0] == "undo"
    if words[0] != "undo":
        assert "2026-10, which is closed" in ran.err
        assert "pmtui reopen AP-1 'why'" in ran.err
    assert closed.json("list", "ledger_entries")["rows"] == before["rows"]


def test_a_document_and_a_table_are_refused_too(closed: Shell, tmp_path: Path) -> None:
    document = '{"ledger": [{"title": "Late", "component": "P-1", "posted": "2026-10-30",'
    document += ' "amount": {"amount": 500, "currency": "EUR"}}]}'
    ran = closed("apply", "-", stdin=document)
    assert (ran.code, "2026-10, which is closed" in ran.err) == (2, True)
    table = tmp_path / "books.csv"
    table.write_text(
        "Posting date,Supplier,Document number,Line,Description,Amount\n"
        "2026-10-30,Y-1,N-1,1,Hosting,710.00\n"
    )
    ran = closed("import", str(table), "--into", "P-1")
    assert (ran.code, "2026-10, which is closed" in ran.err) == (2, True)


def test_a_late_document_posts_to_the_first_open_day_and_keeps_its_own(closed: Shell) -> None:
    closed.ok("add", "ledger_entry", "Late amount:5EUR dated:2026-10-28", "--into", "P-1")
    (entry,) = closed.json("list", "ledger_entries", "late")["rows"]
    assert (entry["posted"], entry["dated"]) == ("2026-11-01", "2026-10-28")


def test_it_is_reopened_for_a_reason_and_takes_postings_again(closed: Shell) -> None:
    assert closed("reopen", "AP-1", "month end").code != 0
    assert "say why" in closed("set", "AP-1", "state=open").err
    closed.ok("reopen", "AP-1", "an invoice came late")
    closed.ok("set", "LE-1", "amount=710EUR")


@pytest.mark.parametrize("words", [("set", "AP-1", "state=open", "reason="), ("undo",)])
def test_it_is_not_reopened_by_taking_its_reason_away(
    closed: Shell, words: tuple[str, ...]
) -> None:
    ran = closed(*words)
    assert (ran.code, "say why" in ran.err) == (2, True)
    (period,) = closed.json("list", "accounting_periods")["rows"]
    assert (period["state"], period["reason"]) == ("closed", "month end")


def test_a_closed_period_keeps_its_days(closed: Shell) -> None:
    for words in (("set", "AP-1", "finish=2026-10-15"), ("archive", "AP-1")):
        ran = closed(*words)
        assert (ran.code, "reopen it first" in ran.err) == (2, True)


def test_two_periods_share_no_day_and_a_line_of_a_document_is_posted_once(closed: Shell) -> None:
    ran = closed("add", "accounting_period", "Autumn start:2026-10-31 finish:2026-11-30")
    assert (ran.code, "overlap those of AP-1 2026-10" in ran.err) == (2, True)
    line = "Again amount:1EUR party:Y-1 document:n-1 line:1 posted:2026-11-02"
    ran = closed("add", "ledger_entry", line, "--into", "P-1")
    assert (ran.code, "is posted already as LE-1" in ran.err) == (2, True)
