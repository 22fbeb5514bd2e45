"""This file adds up what the activities of a P6 export cost: their resources and expenses."""

from collections.abc import Iterable

from msgspec import Struct

from pmtui.exchange.xer.tables import Row


class Cost(Struct, frozen=True, gc=False):
    """Money in hundredths; None where nobody has put any."""

    planned: int | None = None
    actual: int | None = None
    remaining: int | None = None


def assignment_cost(row: Row) -> Cost:
    """What one resource on one activity costs."""
    regular, overtime = row.money("act_reg_cost"), row.money("act_ot_cost")
    actual = None if regular is None and overtime is None else (regular or 0) + (overtime or 0)
    return Cost(row.money("target_cost"), actual, row.money("remain_cost"))


def read_costs(assignments: Iterable[Row], expenses: Iterable[Row]) -> dict[str, Cost]:
    """The cost of each activity by its id."""
    found: dict[str, Cost] = {}
    for row in assignments:
        _add(found, row.text("task_id"), assignment_cost(row))
    for row in expenses:
        cost = Cost(row.money("target_cost"), row.money("act_cost"), row.money("remain_cost"))
        _add(found, row.text("task_id"), cost)
    return found


def _add(found: dict[str, Cost], task: str, more: Cost) -> None:
    old = found.get(task, Cost())
    found[task] = Cost(
        _sum(old.planned, more.planned),
        _sum(old.actual, more.actual),
        _sum(old.remaining, more.remaining),
    )


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)
