"""This file says what the tasks of a component have cost, when, and who says so.

A task's actual cost is what the ledger shows on the days it was posted and the time booked, at the
rates of its days; else the amount booked on it, else what is done of its work at the rates of those
who do it. What was posted on none of its tasks is the component's own.
"""

from collections.abc import Mapping
from datetime import date

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import PostingRates, in_currency, rates_at
from pmtui.figures.earned_value.flows import EvenFlow, MoneyFlow, posted_flow
from pmtui.figures.labour.booked_time import booked_in, lines_in
from pmtui.figures.tasks.task_costs import POSTED, POSTED_AND_TIMED, TIMED, spendings
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.entities.tasks import Task


class ActualCost(msgspec.Struct, frozen=True, kw_only=True):
    """What the tasks of a component have cost so far, in one currency."""

    flows: Mapping[int, MoneyFlow]
    """By the id of the task, 0 for the component's own; what has cost nothing is left out."""
    sources: Mapping[str, int]
    """How many tasks each source speaks for."""
    reason: str = ""
    """Why the sum is not defined; empty where it is."""


def actual_cost(
    figures: StoredFigures,
    component: int,
    currency: str,
    *,
    at: int,
    known: int,
    earned: Mapping[int, MoneyFlow],
) -> ActualCost:
    """What the live tasks of a component have cost up to what is known, in a currency.

    Args:
        figures: the sheet.
        component: whose tasks.
        currency: in which they are added; each amount is converted, rounded half up, then added.
        at: the data date, as a moment: the rates of that day count, or those of today after it.
        known: the moment up to which progress is known.
        earned: what tasks have earned: what was spent on one came in the same time.
    """
    day = date.fromordinal((at - 1) // MINUTES_PER_DAY)
    rates = figures.rates if day >= figures.today else rates_at(figures.workspace, day)
    counts: dict[str, int] = {}
    posted = _posted(figures, component)
    flows, reason = _posted_flows(figures, posted, currency)
    booked = {line.id for line in booked_in(figures, component)}
    for lines in posted.values():
        kinds = {line.id in booked for line in lines}
        name = POSTED_AND_TIMED if len(kinds) > 1 else TIMED if True in kinds else POSTED
        counts[name] = counts.get(name, 0) + 1
    if reason:
        return ActualCost(flows={}, sources=counts, reason=reason)
    spending = spendings(figures)
    for task in figures.tasks_in(component):
        if task.archived or not task.active or task.id in posted:
            continue
        # What the ledger says of it in another component counts there.
        name, parts = spending(task)
        if not name:
            continue
        counts[name] = counts.get(name, 0) + 1
        total = 0
        for money in parts:
            converted = money if money.currency == currency else in_currency(money, currency, rates)
            if converted is None:
                why = f"no rate from {money.currency} to {currency}"
                return ActualCost(flows={}, sources=counts, reason=why)
            total += converted.amount
        if total:
            flows[task.id] = _flow(task, total, known, earned.get(task.id))
    return ActualCost(flows=flows, sources=counts)


def _posted(figures: StoredFigures, component: int) -> dict[int, list[LedgerEntry]]:
    """What was spent in a component by line, by its task, 0 for its own: each in one place."""
    places: dict[int, list[LedgerEntry]] = {}
    tasks = figures.workspace.tasks
    for entry in lines_in(figures, component):
        task = tasks.get(entry.task)
        is_own = task is None or task.component != component
        places.setdefault(0 if is_own else entry.task, []).append(entry)
    return places


def _posted_flows(
    figures: StoredFigures, posted: Mapping[int, list[LedgerEntry]], currency: str
) -> tuple[dict[int, MoneyFlow], str]:
    """What was posted, on the days it was, by the rates of those; or why that cannot be told."""
    rates = PostingRates(figures.workspace)
    flows: dict[int, MoneyFlow] = {}
    for place, entries in posted.items():
        moments: list[tuple[int, int]] = []
        for entry in entries:
            worth = rates.worth(entry, currency)
            if worth is None:
                return {}, f"no rate from {entry.amount.currency} to {currency} on {entry.posted}"
            moments.append((moment(entry.posted, None, ends=True), worth.amount))
        flows[place] = posted_flow(moments)
    return flows, ""


def _flow(task: Task, total: int, known: int, earned: MoneyFlow | None) -> EvenFlow:
    """Money spent from when a task began to when it was done, or to what is known."""
    if earned is not None:
        start, finish = earned.start, earned.finish
        if finish > known:
            start, finish = min(start, known), known
        return EvenFlow(start, finish, 0, total, total)
    finish = known
    if task.actual_finish is not None:
        finish = min(known, moment(task.actual_finish, task.actual_finish_time, ends=True))
    start = finish
    if task.actual_start is not None:
        start = min(finish, moment(task.actual_start, task.actual_start_time))
    return EvenFlow(start, finish, 0, total, total)
