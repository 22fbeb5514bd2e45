"""This file tests which lines of a component's money count."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.ledger.own_lines import (
    cost_lines_in,
    cost_lines_of_task,
    entries_in,
    entries_of_order,
    entries_of_task,
    orders_in,
)
from pmtui.model.costing.ledger import CostLine, LedgerEntry, PurchaseOrder
from tests.conftest import a_project, a_task, a_workspace, eur, id_of

PROJECT, OTHER, TASK = id_of("P-1"), id_of("P-2"), id_of("T-1")
DAY = date(2026, 11, 2)


def a_line(number: int, component: int = PROJECT, **fields: Any) -> CostLine:
    return CostLine(id=number, title="Cable", component=component, amount=eur(1), **fields)


def an_entry(number: int, component: int = PROJECT, **fields: Any) -> LedgerEntry:
    return LedgerEntry(
        id=number, title="Bill", component=component, posted=DAY, amount=eur(1), **fields
    )


def ids(rows: Any) -> list[int]:
    return [row.id for row in rows]


def test_a_cost_line_counts_while_neither_it_nor_its_task_is_archived() -> None:
    workspace = a_workspace(
        a_project("P-1"), a_project("P-2"), a_task("T-1"), a_task("T-2", archived=True),
        a_line(1), a_line(2, archived=True), a_line(3, OTHER), a_line(4, task=TASK),
        a_line(5, task=id_of("T-2")), a_line(6, task=TASK, archived=True),
    )  # fmt: skip
    assert ids(cost_lines_in(workspace, PROJECT)) == [1, 4]
    assert ids(cost_lines_in(workspace, OTHER)) == [3]
    assert ids(cost_lines_of_task(workspace, TASK)) == [4]


def test_what_was_paid_for_a_task_stays_when_that_is_archived() -> None:
    archived = id_of("T-2")
    workspace = a_workspace(
        a_project("P-1"), a_task("T-2", archived=True), an_entry(1, task=archived),
        an_entry(2, task=archived, archived=True), an_entry(3, OTHER),
    )  # fmt: skip
    assert ids(entries_in(workspace, PROJECT)) == [1]
    assert ids(entries_of_task(workspace, archived)) == [1]
    assert ids(entries_of_task(workspace, TASK)) == []


@pytest.mark.parametrize("read", [cost_lines_of_task, entries_of_task])
def test_without_any_line_a_task_has_none(read: Any) -> None:
    assert read(a_workspace(a_project("P-1"), a_task("T-1")), TASK) == ()


def test_an_order_commits_money_while_it_is_ordered() -> None:
    orders = [
        PurchaseOrder(
            id=number, title="Wire", component=PROJECT, at=DAY, state=state, archived=archived
        )
        for number, (state, archived) in enumerate(
            [("ordered", False), ("closed", False), ("cancelled", False), ("ordered", True)], 1
        )
    ]
    workspace = a_workspace(
        a_project("P-1"), *orders, an_entry(11, order=1), an_entry(12, order=1, archived=True),
        an_entry(13, order=2),
    )  # fmt: skip
    assert ids(orders_in(workspace, PROJECT)) == [1]
    assert ids(entries_of_order(workspace, 1)) == [11]
