"""This file makes what is to come of a component larger or smaller by a share."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.costing.ledger import COST_LINES, CostLine
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Money
from pmtui.model.entities.tasks import ASSIGNMENTS, TASKS, Assignment, Task
from pmtui.model.odds.estimates import ESTIMATES, Estimate

_MOST: Final = 1000
"""Percent to which something is scaled at the most."""


def _scale(situation: Situation, values: Values) -> Proposal:
    share = _share(str(values["to"]))
    ops: Ops = ()
    for top in situation.rows:
        if not isinstance(top, Component):
            raise Refused("stand on a component first")
        for component_id in situation.figures.live_subtree(top.id):
            ops += _scaled(situation, component_id, share)
    if not ops:
        raise Refused("nothing of it is to come, so nothing is scaled")
    rows = len({(op.table, op.id) for op in ops})
    names = ", ".join(row.key for row in situation.rows)
    words = f"{names}: {rows} row{'s' * (rows != 1)} to come scaled to {values['to']}"
    return Proposal(ops, words)


def _share(text: str) -> Decimal:
    """The share that a text such as `80 %` means.

    Raises:
        WrongInputError: it is none.
    """
    digits = text.strip().removesuffix("%").strip()
    if not digits.isascii() or not digits.isdigit() or not 0 < int(digits) <= _MOST:
        raise WrongInputError(f"{text!r} is no share: write 1 % to {_MOST} %, such as 80 %")
    return Decimal(digits) / 100


def _scaled(situation: Situation, component_id: int, share: Decimal) -> Ops:
    """Budget, what its forecast leaves to come, cost lines, and tasks that have not begun."""
    workspace, figures = situation.workspace, situation.figures
    row = workspace.components[component_id]
    ops: Ops = ()
    if row.budget is not None:
        ops += edit(COMPONENTS.name, row, budget=_money(row.budget, share))
    spent = figures.money(component_id).actual.value
    if row.forecast is not None and (spent is None or spent.currency == row.forecast.currency):
        gone = Money(0, row.forecast.currency) if spent is None else spent
        left = Money(max(0, row.forecast.amount - gone.amount), gone.currency)
        ops += edit(COMPONENTS.name, row, forecast=gone + _money(left, share))
    for line in workspace.rows_by(CostLine, "component", component_id):
        is_to_come = line.finish is None or line.finish > situation.today
        if line.amount is not None and not line.archived and is_to_come:
            ops += _scaled_line(line, share)
    for task in workspace.rows_by(Task, "component", component_id):
        if task.actual_start is None and not task.percent and not figures.is_done(task.id):
            ops += _scaled_task(situation, task, share)
    return ops


def _scaled_task(situation: Situation, task: Task, share: Decimal) -> Ops:
    fields: dict[str, object] = {
        name: _minutes(length, share)
        for name, length in (
            ("estimate", task.estimate),
            ("remaining", task.remaining),
            ("duration", task.duration),
        )
        if length
    }
    if task.fixed_cost is not None:
        fields["fixed_cost"] = _money(task.fixed_cost, share)
    ops = edit(TASKS.name, task, **fields)
    for row in situation.workspace.rows_by(Estimate, "task", task.id):
        ops += _scaled_estimate(row, share)
    for assignment in situation.workspace.rows_by(Assignment, "task", task.id):
        if assignment.work:
            work = _minutes(assignment.work, share)
            ops += edit(ASSIGNMENTS.name, assignment, work=work)
    return ops


def _scaled_line(line: CostLine, share: Decimal) -> Ops:
    """A cost line and what it may come to."""
    amounts = (line.amount, line.least_amount, line.likely_amount, line.most_amount)
    names = ("amount", "least_amount", "likely_amount", "most_amount")
    given = zip(names, amounts, strict=True)
    scaled = {name: _money(money, share) for name, money in given if money is not None}
    return edit(COST_LINES.name, line, **scaled)


def _scaled_estimate(row: Estimate, share: Decimal) -> Ops:
    lengths = (row.optimistic, row.likely, row.pessimistic)
    given = zip(("optimistic", "likely", "pessimistic"), lengths, strict=True)
    return edit(ESTIMATES.name, row, **{name: _minutes(n, share) for name, n in given if n})


def _minutes(length: int, share: Decimal) -> int:
    return max(1, int((length * share).quantize(Decimal(1), ROUND_HALF_UP)))


def _money(money: Money, share: Decimal) -> Money:
    return Money(int((money.amount * share).quantize(Decimal(1), ROUND_HALF_UP)), money.currency)


def _needs_component(situation: Situation) -> str | None:
    return None if situation.rows else "no component under the cursor"


ACTIONS: Final = (
    Action(
        id="component.scale",
        title="Scale",
        help="Makes budget, cost lines and tasks to come of a component larger or smaller.",
        group="judge",
        tables=(COMPONENTS.name,),
        contexts=("tree", "overview"),
        args=(Arg("to", "text", "to how much of it (80 %, 120 %)"),),
        verb="scale",
        bulk=True,
        moves=True,
        refuse=_needs_component,
        propose=_scale,
    ),
)
"""What makes plans larger or smaller."""
