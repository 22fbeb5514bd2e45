"""This file tests that an approved business case stays as it is, with its flows."""

from datetime import date
from typing import Any

import pytest

from pmtui.model.benefits.cases import BusinessCase, CashFlow
from pmtui.model.changes.ops import Op, delete
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.costing.periods import AccountingPeriod
from pmtui.model.entities.entity import Entity
from pmtui.model.rules.frozen_rows import check_frozen, check_posted
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_workspace, eur, id_of

STAYS = "BX-1 is approved and stays as it is: :revise makes a new version"


def a_case(number: int = 1, state: str = "approved") -> BusinessCase:
    return BusinessCase(
        id=number, key=f"BX-{number}", title="Case", component=id_of("P-1"), state=state
    )


def a_flow(number: int, case: int, **fields: Any) -> CashFlow:
    return CashFlow(id=number, title="licences", case=case, **fields)


def problems_of(op: Op, *rows: Entity) -> list[str]:
    return [problem.text for problem in check_frozen((op,), a_workspace(a_project(), *rows))]


def with_flows() -> Workspace:
    """An approved case and a draft, each with a flow."""
    return a_workspace(a_project(), a_case(1), a_case(2, "draft"), a_flow(11, 1), a_flow(12, 2))


@pytest.mark.parametrize(
    ("state", "texts"),
    [
        ("draft", []),
        ("approved", [STAYS]),
        ("superseded", [STAYS.replace("approved", "superseded")]),
    ],
)
def test_what_a_case_was_approved_with_stays(state: str, texts: list[str]) -> None:
    case = a_case(1, state)
    assert problems_of(Op("set", "cases", 1, "discount_rate", "3.5", "4"), case) == texts
    assert problems_of(delete("cases", case), case) == texts
    assert problems_of(Op("put", "cases", 1, new={}), case) == texts


def test_who_looks_after_an_approved_case_may_change() -> None:
    for field in ("owner", "review_date", "state", "title", "tags"):
        assert problems_of(Op("set", "cases", 1, field, None, None), a_case()) == []


def test_a_case_that_is_not_there_is_not_frozen() -> None:
    assert problems_of(Op("set", "cases", 9, "start", None, "2027-01-01"), a_case()) == []
    assert problems_of(Op("create", "cases", 9, new={"title": "Case"}), a_case()) == []


@pytest.mark.parametrize(
    ("op", "texts"),
    [
        (Op("set", "cash_flows", 11, "title", "licences", "seats"), [STAYS]),
        (Op("set", "cash_flows", 11, "case", 1, 2), [STAYS]),
        (Op("set", "cash_flows", 12, "case", 2, 1), [STAYS]),
        (Op("set", "cash_flows", 12, "period", 2, 1), []),
        (Op("set", "cash_flows", 12, "title", "licences", "seats"), []),
        (Op("delete", "cash_flows", 11, old={"case": 1}), [STAYS]),
        (Op("delete", "cash_flows", 12, old={"case": 2}), []),
        (Op("create", "cash_flows", 13, new={"case": 1, "title": "more"}), [STAYS]),
        (Op("create", "cash_flows", 13, new={"case": 2, "title": "more"}), []),
        (Op("put", "cash_flows", 12, new={"case": 1, "title": "more"}), [STAYS]),
        (Op("put", "cash_flows", 12, new={"case": 2, "title": "more"}), []),
        (Op("put", "cash_flows", 11, new={"case": 2, "title": "more"}), [STAYS]),
        (Op("set", "tasks", 1, "title", "A", "B"), []),
    ],
)
def test_the_flows_of_an_approved_case_stay(op: Op, texts: list[str]) -> None:
    assert [problem.text for problem in check_frozen((op,), with_flows())] == texts


def test_flows_come_in_after_their_approved_case() -> None:
    op = Op("create", "cash_flows", 13, new={"case": 1, "title": "more"})
    assert problems_of(op, a_case()) == []
    assert problems_of(op, a_case(), a_flow(11, 1)) == [STAYS]
    put = Op("put", "cash_flows", 13, new={"case": 1, "title": "more"})
    assert problems_of(put, a_case()) == []


def test_a_row_of_an_unknown_table_is_not_frozen() -> None:
    assert problems_of(Op("set", "kites", 1, "label", "A", "B"), a_case()) == []


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("posted", "2026-10-05", True),
        ("posted", "2026-12-05", False),
        ("dated", "2026-10-05", False),
        ("title", "2026-10-05", False),
    ],
)
def test_an_entry_is_not_moved_into_days_whose_books_are_closed(
    field: str,
    value: str,
    refused: bool,  # noqa: FBT001
) -> None:
    october = AccountingPeriod(
        id=41, key="AP-1", title="October", start=date(2026, 10, 1), finish=date(2026, 10, 31),
        state="closed", reason="month end",
    )  # fmt: skip
    entry = LedgerEntry(
        id=42, key="LE-1", component=id_of("P-1"), title="Paid", posted=date(2026, 11, 3),
        amount=eur(5),
    )  # fmt: skip
    workspace = a_workspace(a_project(), october, entry)
    ops = (Op("set", "ledger", 42, field, None, value),)
    texts = [problem.text for problem in check_posted(ops, workspace)]
    assert bool(texts) == refused
    assert all("AP-1" in text and field in text for text in texts)
