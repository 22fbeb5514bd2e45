"""This file finds the lines of a component's money: its plan, its orders, what was posted."""

from collections.abc import Iterator

from pmtui.model.costing.ledger import COST_LINES, LEDGER, CostLine, LedgerEntry, PurchaseOrder
from pmtui.model.workspace.workspace import Workspace


def cost_lines_of_task(workspace: Workspace, task: int) -> tuple[CostLine, ...]:
    """The cost lines that name a task."""
    if not workspace.rows(COST_LINES.name):
        return ()
    lines = workspace.rows_by(CostLine, "task", task)
    return tuple(line for line in lines if not line.archived)


def cost_lines_in(workspace: Workspace, component: int) -> Iterator[CostLine]:
    """The cost lines of a component, those of its tasks among them; not of archived tasks."""
    tasks = workspace.tasks
    for line in workspace.rows_by(CostLine, "component", component):
        task = tasks.get(line.task)
        if not line.archived and (task is None or not task.archived):
            yield line


def entries_in(workspace: Workspace, component: int) -> Iterator[LedgerEntry]:
    """The ledger entries of a component; what was paid for a task stays when that is archived."""
    entries = workspace.rows_by(LedgerEntry, "component", component)
    return (entry for entry in entries if not entry.archived)


def orders_in(workspace: Workspace, component: int) -> Iterator[PurchaseOrder]:
    """The purchase orders of a component that are still to be delivered or paid."""
    orders = workspace.rows_by(PurchaseOrder, "component", component)
    return (order for order in orders if not order.archived and order.state == "ordered")


def entries_of_task(workspace: Workspace, task: int) -> tuple[LedgerEntry, ...]:
    """The ledger entries that name a task."""
    if not workspace.rows(LEDGER.name):
        return ()
    entries = workspace.rows_by(LedgerEntry, "task", task)
    return tuple(entry for entry in entries if not entry.archived)


def entries_of_order(workspace: Workspace, order: int) -> tuple[LedgerEntry, ...]:
    """The ledger entries that name a purchase order."""
    entries = workspace.rows_by(LedgerEntry, "order", order)
    return tuple(entry for entry in entries if not entry.archived)
