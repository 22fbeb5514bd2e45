"""This file builds business cases and their flows for tests."""

from datetime import date
from typing import Any, Final

from pmtui.model.benefits.cases import BusinessCase, CashFlow
from pmtui.model.entities.entity import Money
from tests.conftest import id_of

START: Final = date(2026, 1, 1)


def a_case(key: str = "BX-1", component: str = "P-1", **fields: Any) -> BusinessCase:
    """A version of a business case at 10 % a year."""
    given = {"title": "Move to the cloud", "discount_rate": "10", "start": START, **fields}
    return BusinessCase(id=id_of(key), key=key, component=id_of(component), **given)


def a_flow(
    case: str, title: str, period: int = 0, net: int = 0, currency: str = "EUR", **fields: Any
) -> CashFlow:
    """A flow in whole units: a cost where it is negative, a benefit where it is positive."""
    money = Money(abs(net) * 100, currency)
    side = {"cost" if net < 0 else "benefit": money} if net else {}
    number = id_of(case) * 1000 + sum(map(ord, title)) * 37 + period
    return CashFlow(
        id=number,
        component=id_of("P-1"),
        case=id_of(case),
        title=title,
        period=period,
        **{**side, **fields},
    )


def one_flow(case: str = "BX-1") -> tuple[CashFlow, ...]:
    """The flow of worked example WE-24: 100 out, then 39, 59, 55 and 20 in."""
    gains = enumerate((39, 59, 55, 20), 1)
    return (
        a_flow(case, "build", 0, -100),
        *(a_flow(case, "savings", period, gain) for period, gain in gains),
    )
