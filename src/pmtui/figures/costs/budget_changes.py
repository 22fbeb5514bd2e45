"""This file finds what budget changes, transfers and draws on reserves add to components."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import Amount, Rates, amount_of
from pmtui.figures.costs.task_shares import worth
from pmtui.figures.earned_value.baseline_plans import baseline_plan
from pmtui.model.costing.ledger import BudgetChange, Reserve, ReserveDraw
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.entity import Money

ChangeState = Literal["approved", "proposed"]


class AddedMoney(NamedTuple):
    """What one change or draw adds to the budget of a component, or takes from it."""

    row: BudgetChange | ReserveDraw
    amount: Money


def changes_of(
    figures: StoredFigures, component: int, state: ChangeState = "approved"
) -> Iterator[AddedMoney]:
    """The budget changes and draws that count in the budget of a component by itself.

    Contingency is part of the budget of the component that holds it, so that a draw on it moves it
    to where it is needed; management reserve is outside every budget, and a draw adds to them.
    A change by which a baseline was taken is in that, and counts no second time beside it.

    Args:
        figures: the sheet.
        component: its id, without those below; the store itself has none.
        state: of the changes that are asked for.
    """
    if not component:
        return
    workspace = figures.workspace
    planned = _planned_changes(figures, component)
    for change in workspace.rows_by(BudgetChange, "component", component):
        if change.state == state and not change.archived and change.change not in planned:
            yield AddedMoney(change, change.amount)
    for change in workspace.rows_by(BudgetChange, "taken_from", component):
        if change.state == state and not change.archived and change.change not in planned:
            yield AddedMoney(change, _less(change.amount))
    if state == "approved":
        yield from _draws_of(figures, component)


def proposed_changes(figures: StoredFigures, component: int) -> Amount:
    """What changes that wait for approval would add to a budget, with all below it."""
    own = (
        worth(figures, [money for _, money in changes_of(figures, row_id, "proposed")])
        for row_id in figures.live_subtree(component)
    )
    return netted(own, figures.rates)


def netted(amounts: Iterable[Amount], rates: Rates) -> Amount:
    """The sum of what changes come to; what one gives and another takes needs no rate.

    Args:
        amounts: what they add to components, each by itself.
        rates: for amounts in several currencies.
    """
    sums: dict[str, int] = {}
    counted = 0
    for amount in amounts:
        counted += amount.counted
        for money in amount.parts:
            sums[money.currency] = sums.get(money.currency, 0) + money.amount
    parts = [Money(sums[code], code) for code in sums if sums[code] or code in rates.worth]
    nothing = [Money(0, rates.base)] if counted and not parts else []
    return amount_of(parts or nothing, counted, rates)


def _planned_changes(figures: StoredFigures, component: int) -> frozenset[int]:
    """The change requests that are in the budget of a component because its baseline has them.

    None where a budget was typed, which stays the original one.
    """
    workspace = figures.workspace
    row = workspace.components.get(component)
    if row is None or row.budget is not None or baseline_plan(figures, component) is None:
        return frozenset()
    baselines = workspace.rows_by(Baseline, "component", component)
    agreed = (baseline.change for baseline in baselines if baseline.kind != "snapshot")
    return frozenset(change for change in agreed if change)


def _draws_of(figures: StoredFigures, component: int) -> Iterator[AddedMoney]:
    """What draws on reserves add to a component, and take from one that holds contingency."""
    workspace = figures.workspace
    for draw in workspace.rows_by(ReserveDraw, "component", component):
        if not draw.archived:
            yield AddedMoney(draw, draw.amount)
    for reserve in workspace.rows_by(Reserve, "component", component):
        if reserve.kind == "contingency":
            for draw in workspace.rows_by(ReserveDraw, "reserve", reserve.id):
                if not draw.archived:
                    yield AddedMoney(draw, _less(draw.amount))


def _less(money: Money) -> Money:
    return Money(-money.amount, money.currency)
