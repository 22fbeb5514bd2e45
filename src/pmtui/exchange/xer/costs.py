"""This file adds up what the activities of a P6 export cost: their resources and expenses."""

from collections.abc import Iterable

from msgspec import Struct

from pmtui.exchange.xer.xer_tables import XerRow


class XerCost(Struct, frozen=True, gc=False):
    """Money in hundredths; None where nobody has put any."""

    budget: int | None = None
    """As planned at first."""
    total: int | None = None
    """At completion: what was spent and what remains, or as planned where that is not said."""
    actual: int | None = None
    remaining: int | None = None


def assignment_cost(row: XerRow) -> XerCost:
    """What one resource on one activity costs."""
    regular, overtime = row.money("act_reg_cost"), row.money("act_ot_cost")
    actual = None if regular is None and overtime is None else (regular or 0) + (overtime or 0)
    return _cost(row, actual)


def read_costs(assignments: Iterable[XerRow], expenses: Iterable[XerRow]) -> dict[str, XerCost]:
    """The cost of each activity by its id."""
    found: dict[str, XerCost] = {}
    for row in assignments:
        _add(found, row.text("task_id"), assignment_cost(row))
    for row in expenses:
        _add(found, row.text("task_id"), _cost(row, row.money("act_cost")))
    return found


def _cost(row: XerRow, actual: int | None) -> XerCost:
    budget, remaining = row.money("target_cost"), row.money("remain_cost")
    total = budget if remaining is None else (actual or 0) + remaining
    return XerCost(budget, total, actual, remaining)


def _add(found: dict[str, XerCost], task: str, more: XerCost) -> None:
    old = found.get(task, XerCost())
    found[task] = XerCost(
        _sum(old.budget, more.budget),
        _sum(old.total, more.total),
        _sum(old.actual, more.actual),
        _sum(old.remaining, more.remaining),
    )


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)
