"""This file tests the ledger on the command line: entries, totals, filters, bad input."""

import pytest

from tests.cli.running import Shell


@pytest.fixture
def books(empty: Shell) -> Shell:
    """Two projects with an invoice, a credit note and a journal entry."""
    empty.ok("add", "project", "Alpha")
    empty.ok("add", "project", "Beta")
    empty.ok("add", "party", "Nordhost")
    for line, into in (
        ("Hosting amount:700EUR party:Y-1 document:N-1 line:1 category:hosting", "P-1"),
        ("Credit amount:-60EUR party:Y-1 document:N-2 line:1 category:hosting", "P-1"),
        ("Travel amount:31EUR document:JE-1 category:travel", "P-2"),
    ):
        empty.ok("add", "ledger_entry", f"{line} posted:2026-10-30", "--into", into)
    return empty


def test_it_lists_the_entries_of_a_scope_and_adds_them_up(books: Shell) -> None:
    document = books.json("ledger", "P-1")
    assert (document["kind"], document["scope"], document["total"]) == ("ledger", "P-1", "640.00")
    assert [row["key"] for row in document["rows"]] == ["LE-2", "LE-1"]
    assert document["rows"][0]["amount"] == {"amount": "-60.00", "currency": "EUR"}
    assert document["rows"][0]["worth"] == {"amount": "-60.00", "currency": "EUR"}
    assert document["totals"]["party"] == [
        {
            "key": "Y-1", "name": "Nordhost", "entries": 2, "amount": "640.00", "currency": "EUR",
            "reason": None,
        }
    ]  # fmt: skip
    assert set(document["totals"]) == {"party", "category", "month"}


def test_totals_stand_by_party_category_or_period_with_all_together_last(books: Shell) -> None:
    assert books.ok("ledger", "--by", "category").splitlines() == [
        "category\tentries\tamount",
        "hosting\t2\t640 EUR",
        "travel\t1\t31 EUR",
        "total\t3\t671 EUR",
    ]
    assert "2026-10\t3\t671 EUR" in books.ok("ledger", "--by", "month")
    assert "no party\t1\t31 EUR" in books.ok("ledger", "--by", "party")


def test_a_filter_keeps_entries_and_the_total_is_theirs(books: Shell) -> None:
    document = books.json("ledger", ".", "amount<0")
    assert (document["total"], [row["title"] for row in document["rows"]]) == ("-60.00", ["Credit"])


def test_a_scope_without_entries_says_what_to_do(books: Shell) -> None:
    books.ok("add", "project", "Gamma")
    ran = books("ledger", "P-3")
    assert ran.out == ""
    assert "nothing posted yet: a adds an entry" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ledger", "P-9"), "P-9"),
        (("ledger", ".", "colour:red"), "colour"),
        (("ledger", "--by", "week"), "'week' is none of them; there is party, category"),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_2(
    books: Shell, words: tuple[str, ...], said: str
) -> None:
    ran = books(*words)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
