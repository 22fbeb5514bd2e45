"""This file tests what is at stake in an approval: how long it takes and what it costs."""

import pytest

from pmtui.figures.governance.stakes import days_of, stake_of
from pmtui.model.benefits.cases import BusinessCase, CashFlow
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.schema import TABLES
from tests.conftest import a_workspace, eur, id_of

ANN, BOB, PROJECT = id_of("H-1"), id_of("H-2"), id_of("P-1")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5", 5), ("5d", 5), (" +2 weeks ", 10), ("1,5w", 7.5), ("-3 days", 3), ("2mo", 40),
        ("3 wk", 15), ("1 month", 20), ("", None), ("d", None), ("5 years", None), ("0", 0),
    ],
)  # fmt: skip
def test_a_length_is_days_of_work_weeks_of_five_and_months_of_twenty(
    text: str, days: float | None
) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("costs", "amount"),
    [
        ([], None),
        ([None], None),
        ([eur(2)], eur(2)),
        ([eur(2), None, eur(3)], eur(5)),
        ([eur(2), Money(1, "USD")], None),
    ],
)
def test_at_stake_in_a_case_is_what_its_flows_cost_in_their_one_currency(
    costs: list[Money | None], amount: Money | None
) -> None:
    case = BusinessCase(id=80, component=PROJECT, title="Case", owner=ANN, approved_by=BOB)
    flows = [
        CashFlow(id=90 + at, case=80, title=f"{at}", cost=cost) for at, cost in enumerate(costs)
    ]
    archived = CashFlow(id=89, case=80, title="gone", cost=eur(9), archived=True)
    (approval,) = TABLES["cases"].approvals
    stake = stake_of(a_workspace(case, archived, *flows), approval, case)
    assert (stake.amount, stake.approver, stake.asked_by) == (amount, BOB, ANN)
