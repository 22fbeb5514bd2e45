"""This file tests what a book of costs keeps: a component, an amount, dates in their order."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from msgspec import structs

from pmtui.model.costing.ledger import CostLine, LedgerEntry, PurchaseOrder
from pmtui.model.costing.periods import AccountingPeriod
from pmtui.model.entities.entity import Entity, Money, money_of
from pmtui.model.rules.checks import check
from tests.conftest import a_project, a_workspace, eur, id_of

DAY: Final = date(2027, 3, 15)
ODD: Final = Money(100, "XYZ")


def problems_of(table: str, row: Entity) -> list[str]:
    """What is wrong with one row."""
    workspace = a_workspace(a_project("P-1"), row)
    return [problem.text for problem in check(workspace, [(table, row.id)])]


def a_line(
    amount: Money | None = None,
    start: date | None = None,
    finish: date | None = None,
    component: str = "P-1",
) -> CostLine:
    return CostLine(
        id=1, key="CL-1", title="Hall", component=id_of(component), amount=amount, start=start,
        finish=finish,
    )  # fmt: skip


def an_order(
    amount: Money | None = None,
    at: date | None = None,
    due: date | None = None,
    component: str = "P-1",
) -> PurchaseOrder:
    return PurchaseOrder(
        id=1, key="PO-1", title="Hall", component=id_of(component), amount=amount, at=at, due=due
    )


def test_a_row_of_costs_is_of_a_component() -> None:
    entry = LedgerEntry(id=1, key="LE-1", title="Hall", posted=DAY, amount=eur(1))
    for table, row, text in (
        ("cost_lines", a_line(component=""), "CL-1: a cost line needs a component"),
        ("orders", an_order(component=""), "PO-1: a purchase order needs a component"),
        ("ledger", entry, "LE-1: a ledger entry needs a component"),
    ):
        assert problems_of(table, row) == [f"{text}: say which with component:KEY"]


@pytest.mark.parametrize(
    ("first", "last", "is_wrong"),
    [
        (None, None, False),
        (DAY, None, False),
        (None, DAY, False),
        (DAY, DAY, False),
        (DAY, date(2027, 3, 16), False),
        (DAY, date(2027, 3, 14), True),
    ],
)
def test_dates_of_costs_stand_in_their_order(
    first: date | None,
    last: date | None,
    is_wrong: bool,  # noqa: FBT001
) -> None:
    line = ["CL-1: finish 2027-03-14 is before 2027-03-15, when it begins"] * is_wrong
    assert problems_of("cost_lines", a_line(None, first, last)) == line
    order = ["PO-1: due 2027-03-14 is before 2027-03-15, when it begins"] * is_wrong
    assert problems_of("orders", an_order(None, first, last)) == order


def test_a_planned_amount_is_nought_or_more_in_a_currency_there_is() -> None:
    less = "amount is less than nothing: write it without the minus"
    odd = "amount is in 'XYZ', which is no currency: write a code such as EUR"
    for amount, texts in (
        (None, []),
        (eur(0), []),
        (eur(1), []),
        (eur("-0.01"), [less]),
        (ODD, [odd]),
        (Money(-1, "XYZ"), [odd, less]),
    ):
        assert problems_of("cost_lines", a_line(amount)) == [f"CL-1: {text}" for text in texts]
        assert problems_of("orders", an_order(amount)) == [f"PO-1: {text}" for text in texts]


def test_a_credit_note_is_below_nought() -> None:
    for amount, texts in (
        (money_of(Decimal(-5), "EUR"), []),
        (ODD, ["LE-1: amount is in 'XYZ', which is no currency: write a code such as EUR"]),
    ):
        entry = LedgerEntry(
            id=1, key="LE-1", title="Hall", component=id_of("P-1"), posted=DAY, amount=amount
        )
        assert problems_of("ledger", entry) == texts


@pytest.mark.parametrize(
    ("start", "finish", "problems"),
    [
        (date(2027, 2, 1), date(2027, 2, 28), 0),
        (date(2027, 2, 1), date(2027, 3, 1), 1),
        (date(2027, 3, 10), date(2027, 3, 12), 1),
        (date(2027, 3, 31), date(2027, 4, 30), 1),
        (date(2027, 4, 1), date(2027, 4, 30), 0),
        (None, None, 0),
        (date(2027, 3, 2), None, 0),
    ],
)
def test_the_days_of_accounting_periods_do_not_overlap(
    start: date | None, finish: date | None, problems: int
) -> None:
    march = AccountingPeriod(
        id=1, key="AP-1", title="March", start=date(2027, 3, 1), finish=date(2027, 3, 31)
    )
    another = AccountingPeriod(id=2, key="AP-2", title="Other", start=start, finish=finish)
    workspace = a_workspace(march, another)
    found = [problem.text for problem in check(workspace, [("accounting_periods", 1)])]
    assert found == ["AP-1: its days overlap those of AP-2 Other"] * problems


def test_an_accounting_period_that_was_put_away_is_in_nobodys_way() -> None:
    periods = [
        AccountingPeriod(
            id=number, key=f"AP-{number}", title="March", start=date(2027, 3, 1),
            finish=date(2027, 3, 31),
        )
        for number in (1, 2)
    ]  # fmt: skip
    for put_away in range(2):
        rows = [
            structs.replace(period, archived=place == put_away)
            for place, period in enumerate(periods)
        ]
        workspace = a_workspace(*rows)
        assert not [*check(workspace, [("accounting_periods", 1)])]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"likely_amount": eur(9)}, "CL-1: what it may come to needs the amount that is planned"),
        (
            {"amount": eur(9), "likely_amount": eur(9), "least_amount": eur(10)},
            "CL-1: least amount is more than likely amount",
        ),
        (
            {"amount": eur(9), "likely_amount": eur(9), "most_amount": eur(8)},
            "CL-1: most amount is less than likely amount",
        ),
        (
            {"amount": eur(9), "least_amount": eur(10), "most_amount": eur(8)},
            "CL-1: most amount is less than least amount",
        ),
        (
            {"amount": eur(9), "most_amount": Money(1000, "CHF")},
            "CL-1: its amounts are in CHF and EUR, and have to be in one currency",
        ),
        ({"amount": eur(9), "least_amount": eur(10), "most_amount": eur(12)}, None),
    ],
)
def test_the_points_of_a_cost_line_are_in_order_and_in_one_currency(
    fields: dict[str, Money], text: str | None
) -> None:
    line = structs.replace(a_line(), **fields)
    assert problems_of("cost_lines", line) == ([] if text is None else [text])
