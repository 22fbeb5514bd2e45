"""This file rolls up what components cost, and keeps the sums from edit to edit."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from pmtui.figures.components.rollup import ComponentMoney
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import NO_AMOUNT, Amount, difference, total_of
from pmtui.figures.core.invalidation import stale_components, with_those_above
from pmtui.figures.core.measured_tables import OF_BUDGETS
from pmtui.figures.core.subtree_walk import below_first
from pmtui.figures.costs.kept_costs import kept_costs
from pmtui.figures.costs.own_costs import READS, OwnCosts, costs_without_tasks, own_budget
from pmtui.figures.costs.task_shares import changes_of, netted, worth

BUDGETED_FROM: Final = READS | OF_BUDGETS
"""The tables from which costs and budgets of components are added up."""


class CostPosition(msgspec.Struct, frozen=True, kw_only=True):
    """What a component costs with all below it; each sum is its own part and those below."""

    own: OwnCosts = OwnCosts()
    planned: Amount = NO_AMOUNT
    actual: Amount = NO_AMOUNT
    committed: Amount = NO_AMOUNT
    to_go: Amount = NO_AMOUNT
    forecast: Amount = NO_AMOUNT
    exchange_variance: Amount = NO_AMOUNT
    forecasts: int = 0
    """Components at or below it of which something says what is still to come."""
    entries: int = 0
    """Ledger entries at or below it."""
    is_typed: bool = False
    """Whether what was typed on the component counts as spent: no ledger entry is at or below."""


class AgreedBudget(NamedTuple):
    """A budget with all below it."""

    original: Amount
    """As it was given first: as typed, else of its baseline and lines, and of what is below."""
    approved: Amount
    """What approved changes, transfers and draws have added to it since."""
    amount: Amount
    """The current one: both."""
    components: int
    """Of how many components something says a budget."""


class CostPositions:
    """The positions of components, each added up when it is first asked for.

    Args:
        figures: the sheet they are of.
        with_tasks: whether what tasks cost is added up too; else what hangs on it is undefined.
    """

    def __init__(self, figures: StoredFigures, *, with_tasks: bool = True) -> None:
        self._figures = figures
        self._with_tasks = with_tasks
        self.are_whole = False
        """Whether the whole store has been added up, and only edits followed."""
        self._known: dict[int, CostPosition] = {}
        self._budgets: dict[int, AgreedBudget] = {}
        self._may_have_moved = False

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "CostPositions":
        """The same after an edit: what it cannot have changed is taken over."""
        self._drop_moved()
        after = CostPositions(figures, with_tasks=self._with_tasks)
        before, workspace = self._figures.workspace, figures.workspace
        dirty = stale_components(before, workspace, touched, BUDGETED_FROM)
        if dirty is None:
            return after
        after.are_whole = self.are_whole
        above = with_those_above(before, workspace, dirty)
        after._known = {row: costs for row, costs in self._known.items() if row not in above}
        after._budgets = {row: sum_ for row, sum_ in self._budgets.items() if row not in above}
        after._may_have_moved = True
        return after

    def _drop_moved(self) -> None:
        """Forget the costs of components whose plans the last edit may have moved."""
        if self._may_have_moved:
            self._may_have_moved = False
            workspace = self._figures.workspace
            for component in with_those_above(workspace, workspace, self._figures.repriced()):
                self._known.pop(component, None)
                self._budgets.pop(component, None)

    def of(self, component: int) -> CostPosition:
        """The position of a component; 0 for the whole store."""
        self._drop_moved()
        figures, known = self._figures, self._known
        if component not in known:
            for row in below_first(component, figures.live_children, known):
                below = [known[child] for child in figures.live_children(row) if child in known]
                known[row] = _position(figures, row, self._own(row), below)
            self.are_whole = self.are_whole or not component
        return known[component]

    def _own(self, component: int) -> OwnCosts:
        without = None
        if not self._with_tasks:
            without = costs_without_tasks(self._figures, component)
        return without or kept_costs(self._figures, component)

    def budget(self, component: int) -> AgreedBudget:
        """The budget of a component with all below it."""
        figures, known = self._figures, self._budgets
        if component not in known:
            for row_id in below_first(component, figures.live_children, known):
                below = [known[child] for child in figures.live_children(row_id) if child in known]
                known[row_id] = _budget(figures, row_id, below)
        return known[component]


def _budget(figures: StoredFigures, component: int, below: Sequence[AgreedBudget]) -> AgreedBudget:
    rates, row = figures.rates, figures.workspace.components.get(component)
    added = worth(figures, [money for _, money in changes_of(figures, component)])
    approved = netted((added, *(budget.approved for budget in below)), rates)
    if row is not None and row.budget is not None:
        original, components = worth(figures, (row.budget,)), 1
    else:
        own = own_budget(figures, component) if row is not None else NO_AMOUNT
        original = total_of((own, *(budget.original for budget in below)), rates)
        is_given = bool(own.counted or added.counted)
        components = is_given + sum(budget.components for budget in below)
    return AgreedBudget(original, approved, total_of((original, approved), rates), components)


def cost_position(figures: StoredFigures, component: int) -> CostPosition:
    """What a component costs with all below it; 0 for the whole store."""
    return figures.part("cost positions", CostPositions).of(component)


def agreed_budget(figures: StoredFigures, component: int) -> AgreedBudget:
    """The budget of a component with all below it; 0 for the whole store.

    In the base currency where there is a rate.
    """
    return figures.part("cost positions", CostPositions).budget(component)


def current_budget(figures: StoredFigures, component: int) -> Amount:
    """The budget of a component as it was given and has been changed since, with all below it."""
    return agreed_budget(figures, component).amount


def money_of(figures: StoredFigures, component: int, *, is_long: bool) -> ComponentMoney:
    """The money of a component with all below it.

    Args:
        figures: the sheet.
        component: its id; 0 for the whole store.
        is_long: whether there are so many tasks that what hangs on them is left undefined until
            somebody has asked for all of it.
    """
    positions = figures.part("cost positions", CostPositions)
    budget = positions.budget(component)
    if is_long and not positions.are_whole:
        positions = figures.part("cost positions without tasks", _without_tasks)
    position = positions.of(component)
    return ComponentMoney(
        budget=budget.amount,
        actual=position.actual,
        to_go=position.to_go,
        forecast=position.forecast,
        budgets=budget.components,
        forecasts=position.forecasts,
    )


def _without_tasks(figures: StoredFigures) -> CostPositions:
    return CostPositions(figures, with_tasks=False)


def _position(
    figures: StoredFigures, component: int, own: OwnCosts, below: list[CostPosition]
) -> CostPosition:
    rates = figures.rates
    row = figures.workspace.components.get(component)
    entries = own.entries + sum(part.entries for part in below)
    is_typed = row is not None and row.spent is not None and not entries
    actual = total_of((own.actual, *(part.actual for part in below)), rates)
    if row is not None and row.spent is not None and is_typed:
        actual = worth(figures, (row.spent,))
    to_go = total_of((own.to_go, *(part.to_go for part in below)), rates)
    # What was forecast for something that was given up is not going to be spent.
    forecast_of = row if row is not None and not row.is_given_up else None
    if forecast_of is not None and forecast_of.forecast is not None:
        forecast = worth(figures, (forecast_of.forecast,))
        to_go = difference(forecast, actual, rates) if actual.counted else forecast
    elif to_go.counted and actual.counted:
        forecast = total_of((actual, to_go), rates)
    else:
        forecast = to_go
    return CostPosition(
        own=own,
        planned=total_of((own.planned, *(part.planned for part in below)), rates),
        actual=actual,
        committed=total_of((own.committed, *(part.committed for part in below)), rates),
        to_go=to_go,
        forecast=forecast,
        exchange_variance=total_of(
            (own.exchange_variance, *(part.exchange_variance for part in below)), rates
        ),
        forecasts=1
        if forecast_of is not None and forecast_of.forecast is not None
        else bool(own.to_go.counted) + sum(part.forecasts for part in below),
        entries=entries,
        is_typed=is_typed,
    )
