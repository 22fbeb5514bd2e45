"""This file tests the ledger as a part of the money view: newest first, what it comes to below."""

from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.query.values.formatting import money_text
from pmtui.views.money.ledger_table import ledger_table
from pmtui.views.shapes.table import Line, request_of_scope
from tests.conftest import a_component, a_project, a_task, eur, figures_of, id_of
from tests.figures.ledger.entries import a_party, an_entry


def a_book() -> Figures:
    return figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_task("T-1", archived=True),
        a_party("Y-1", "Nordhost"),
        an_entry("LE-1", eur(700), party="Y-1", posted=date(2026, 10, 30), category="hosting",
                 document="N-1", line="2"),
        an_entry("LE-2", eur(-60), party="Y-1", posted=date(2026, 11, 16), category="hosting"),
        an_entry("LE-3", eur(9), into="P-2", task=0),
        an_entry("LE-4", eur(1), task=id_of("T-1"), posted=date(2026, 1, 5)),
    )  # fmt: skip


def text(line: Line) -> str:
    return " ".join(cell.text for cell in line)


def test_an_entry_shows_when_for_whom_by_which_document_and_how_much() -> None:
    table = ledger_table(request_of_scope(a_book(), id_of("P-1"), ("ledger",)))
    cells = dict(
        zip(
            [column.key for column in table.columns], table.row_of(id_of("LE-1")).cells, strict=True
        )
    )
    assert {key: cell.text for key, cell in cells.items()} == {
        "posted": "30 Oct", "key": "LE-1", "title": "entry LE-1", "component": "P-1 project P-1",
        "party": "Y-1 Nordhost", "document": "N-1 / 2", "category": "hosting", "order": "—",
        "dated": "—", "amount": "700 EUR",
    }  # fmt: skip


def test_below_them_stands_what_entries_come_to_by_category_and_party() -> None:
    table = ledger_table(request_of_scope(a_book(), id_of("PG-1"), ("ledger",)))
    assert [text(line) for line in table.foot] == [
        "total 650 EUR of 4 entries 1 credit note among it -60 EUR",
        "by category hosting 640 no category 10",
        "by party Nordhost 640 no party 10",
    ]


def test_what_was_paid_for_an_archived_task_is_still_listed_as_it_is_still_counted() -> None:
    figures = a_book()
    table = ledger_table(request_of_scope(figures, id_of("P-1"), ("ledger",)))
    assert id_of("LE-4") in table.ids
    spent = figures.money(id_of("P-1")).actual.value
    assert spent is not None
    assert text(table.foot[0]).startswith(f"total {money_text(spent)} of 3")


def test_an_empty_ledger_says_how_it_gets_entries_and_has_no_foot() -> None:
    figures = figures_of(a_project("P-1"))
    table = ledger_table(request_of_scope(figures, 0, ("ledger",)))
    assert table.empty.startswith("nothing posted yet: a adds an entry")
    assert table.foot == ()


def test_a_sum_without_a_rate_is_a_dash_with_the_reason() -> None:
    figures = figures_of(
        a_project("P-1"), an_entry("LE-1", eur(1)), an_entry("LE-2", Money(5, "USD"))
    )
    foot = ledger_table(request_of_scope(figures, 0, ("ledger",))).foot
    assert text(foot[0]) == "total — no rate from USD to EUR on 2026-11-23"
