"""This file says when the money of a component comes: what was paid, and what is still to come.

What was posted comes on its day, and time that was booked on the day it was worked. What was booked
on a task as an amount, or follows from the work done on it, comes evenly from when it began to when
it was done, or to the data date. What is still to come is spread over the dates that remain:
nothing of it lies before the data date.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from pmtui.figures.core.measured_tables import OF_BUDGETS
from pmtui.figures.costs.own_costs import (
    READS,
    budget_lines,
    capital_of,
    loose_entries,
    loose_lines,
    minor_worth,
    posted_amounts,
)
from pmtui.figures.costs.task_shares import TaskShare, changes_of, task_shares, worth
from pmtui.figures.costs.timed_amounts import Flows, TimedAmounts
from pmtui.figures.earned_value.flows import EvenFlow, posted_flow
from pmtui.figures.earned_value.standings import data_date
from pmtui.figures.labour.booked_time import lines_in
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.costing.ledger import CostLine

TIMED_FROM: Final = READS | PLANNED_FROM | OF_BUDGETS
"""The tables from which it is told when money comes."""
_Ends = tuple[int, int]
_NEVER: Final = 10**12
"""Later than any moment."""


class OwnFlows(msgspec.Struct, frozen=True, kw_only=True):
    """When the money of a component comes, without those below it, by currency."""

    known: int
    """Its data date, as a moment."""
    budget: Mapping[str, Flows]
    """The cost lines in its budget, without what its baseline holds."""
    changes: Mapping[str, Flows]
    """What approved changes add to its budget, each on the day from which it counts."""
    actual: Mapping[str, Flows]
    to_go: Mapping[str, Flows]


def own_flows(figures: Figures, component: int) -> OwnFlows:
    """When the money of a component comes, without those below it.

    The amounts are those of `own_costs`, so they add up to the same. Nothing is kept while the plan
    of the component is still to come.
    """
    plans = plans_of(figures)
    plans.of(component)
    if plans.is_behind(component):
        return _flows(figures, component)
    return kept_per_component(figures, component, _flows, TIMED_FROM)


def _flows(figures: Figures, component: int) -> OwnFlows:
    known = data_date(figures, component)
    actual, to_go = TimedAmounts(), TimedAmounts()
    _add_posted(figures, component, actual)
    plan = plans_of(figures).of(component)
    for share in task_shares(figures, component):
        task = share.task
        ends = plan.ends(task.id) if plan is not None and task.id in plan else None
        spent, left = share.spent.value, share.left.value
        if spent is not None and spent.amount and share.source and not share.is_by_line:
            flow = _spent_flow(share, spent.amount, known, ends)
            _add(actual, (spent.currency, spent.amount), flow)
        if left is not None and left.amount:
            rest = _left_flow(figures, share, left.amount, (known, ends))
            _add(to_go, (left.currency, left.amount), rest, _capital(figures, share))
    _add_loose(figures, component, to_go, known)
    return OwnFlows(
        known=known,
        budget=_budget(figures, component).by_currency(),
        changes=_changes(figures, component).by_currency(),
        actual=actual.by_currency(),
        to_go=to_go.by_currency(),
    )


def _add(
    timed: TimedAmounts,
    money: tuple[str, int],
    flow: EvenFlow | None,
    capital: tuple[int, int] = (0, 1),
) -> None:
    """Takes in an amount of a currency, and the share of it that is an investment, a fraction."""
    (currency, amount), (top, bottom) = money, capital
    if flow is None:
        timed.add_undated(currency, amount, amount * top // bottom)
        return
    timed.add(currency, flow, is_capital=top == bottom)
    if 0 < top < bottom:
        timed.add_capital(currency, flow.share(top, bottom))


def _add_posted(figures: Figures, component: int, actual: TimedAmounts) -> None:
    postings: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for entry, money in posted_amounts(figures, lines_in(figures, component)):
        at = moment(entry.posted, None, ends=True)
        postings.setdefault((money.currency, entry.capital), []).append((at, money.amount))
    for (currency, is_capital), moments in postings.items():
        actual.add(currency, posted_flow(moments), is_capital=is_capital)


def _spent_flow(share: TaskShare, total: int, known: int, ends: _Ends | None) -> EvenFlow:
    """Money spent from when a task began to when it was done, or to what is known."""
    task, finish = share.task, known
    if task.actual_finish is not None:
        finish = min(known, moment(task.actual_finish, task.actual_finish_time, ends=True))
    start = finish
    if task.actual_start is not None:
        start = moment(task.actual_start, task.actual_start_time)
    elif ends is not None:
        start = ends[0]
    return EvenFlow(min(start, finish), finish, 0, total, total)


def _left_flow(
    figures: Figures, share: TaskShare, left: int, times: tuple[int, _Ends | None]
) -> EvenFlow | None:
    """What is still to come of a task over what remains of its dates, by when it accrues."""
    known, ends = times
    if ends is None:
        return None
    at_end = min(left, minor_worth(figures, share.planned.at_end))
    is_begun = bool(share.spent.counted or share.task.percent or share.task.actual_start)
    at_start = 0 if is_begun else minor_worth(figures, share.planned.at_start)
    at_start = min(left - at_end, at_start)
    return _remaining(known, ends, (at_start, left - at_start - at_end, left))


def _remaining(known: int, ends: _Ends, parts: tuple[int, int, int]) -> EvenFlow:
    """Money over what remains of a time; where nothing does, right after the data date."""
    start = max(known, ends[0])
    return EvenFlow(start, max(start + 1, ends[1]), *parts)


def _capital(figures: Figures, share: TaskShare) -> tuple[int, int]:
    """The share of what a task is planned to cost that is an investment, as a fraction."""
    plan = share.plan.value
    if plan is None or plan.amount <= 0:
        return 0, 1
    return min(plan.amount, max(0, capital_of(figures, share.task))), plan.amount


def _budget(figures: Figures, component: int) -> TimedAmounts:
    """The cost lines in the budget of a component, each over its own dates."""
    budget, plan = TimedAmounts(), plans_of(figures).of(component)
    for line in budget_lines(figures, component):
        money = worth(figures, () if line.amount is None else (line.amount,)).value
        ends = _ends(line)
        if ends is None and plan is not None and line.task in plan:
            ends = plan.ends(line.task)
        if money is not None and ends is None:
            amount = money.amount
            budget.add_undated(money.currency, amount, amount if line.capital else 0)
        elif money is not None and ends is not None:
            flow = EvenFlow(*ends, *_accrued(line, money.amount))
            budget.add(money.currency, flow, is_capital=line.capital)
    return budget


def _changes(figures: Figures, component: int) -> TimedAmounts:
    changes = TimedAmounts()
    for row, amount in changes_of(figures, component):
        money = worth(figures, (amount,)).value or amount
        flow = posted_flow([(moment(row.at, None, ends=True), money.amount)])
        changes.add(money.currency, flow)
    return changes


def _accrued(line: CostLine, amount: int) -> tuple[int, int, int]:
    """What of an amount accrues at the start of a line, over its time, and in all."""
    at_start = amount if line.accrual == "start" else 0
    return at_start, amount if line.accrual == "prorated" else 0, amount


def _add_loose(figures: Figures, component: int, to_go: TimedAmounts, known: int) -> None:
    """What hangs on no task: cost lines, less what was paid on them.

    What was paid pays off the lines of its own sort first, capital or revenue, in the order in
    which they end.
    """
    if figures.workspace.components[component].is_given_up:
        return
    lines = [line for line in loose_lines(figures, component) if line.amount is not None]
    amounts = {line.id: worth(figures, (line.amount,)).value for line in lines if line.amount}
    paid = posted_amounts(figures, loose_entries(figures, component))
    currencies = {money.currency for money in amounts.values() if money is not None}
    currencies |= {money.currency for _, money in paid}
    if len(currencies) != 1 or not lines:
        return
    (currency,) = currencies
    left = {line_id: money.amount for line_id, money in amounts.items() if money is not None}
    total = sum(left.values())
    if paid:
        total = max(0, total - sum(money.amount for _, money in paid))
    lines.sort(key=lambda line: (_ends(line) or (0, _NEVER))[1])
    for is_capital in (True, False):
        order = sorted(lines, key=lambda line: line.capital is not is_capital)
        sums = sum(money.amount for entry, money in paid if entry.capital is is_capital)
        _pay_off(left, (line.id for line in order), sums)
    for line in lines:
        ends, amount = _ends(line), left[line.id]
        if ends is None:
            to_go.add_undated(currency, amount, amount if line.capital else 0)
        elif amount:
            flow = _remaining(known, ends, _accrued(line, amount))
            to_go.add(currency, flow, is_capital=line.capital)
    to_go.add_undated(currency, total - sum(left.values()))


def _pay_off(left: dict[int, int], order: Iterable[int], paid: int) -> None:
    """Take what was paid from planned amounts, one after the other, none below nothing.

    Args:
        left: what is left of each, in minor units, by its id; it is changed.
        order: the ids in the order in which they are paid off.
        paid: what was paid; below nothing it takes nothing.
    """
    for row_id in order:
        part = max(0, min(paid, left[row_id]))
        left[row_id] -= part
        paid -= part


def _ends(line: CostLine) -> _Ends | None:
    """When a cost line begins and ends; on one day where it has only one; None without."""
    first, last = line.start or line.finish, line.finish or line.start
    if first is None or last is None:
        return None
    return moment(first, None), moment(last, None, ends=True)
