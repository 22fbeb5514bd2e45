"""This file keeps what baselines planned, from edit to edit, and says what that is worth."""

from collections.abc import Iterator
from decimal import Decimal

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import Rates, in_currency
from pmtui.figures.core.invalidation import invalidated_components
from pmtui.figures.core.measured_tables import OF_BASELINES
from pmtui.figures.earned_value.measure import Measure, known, undefined
from pmtui.figures.earned_value.planned_value import PlannedValue, planned_value
from pmtui.model.entities.entity import Money, exponent
from pmtui.model.workspace.workspace import Workspace


class BaselinePlans:
    """What the baselines in force planned; it changes only with baselines."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[int, PlannedValue] = {}

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "BaselinePlans":
        """The same after an edit: what it cannot have changed is taken over."""
        before, workspace = self._workspace, figures.workspace
        after = BaselinePlans(workspace)
        dirty = replanned_components(before, workspace, touched)
        after._known = {row: plan for row, plan in self._known.items() if row not in dirty}
        return after

    def of(self, component: int) -> PlannedValue:
        """What the baseline in force of a component planned by when."""
        plan = self._known.get(component)
        if plan is None:
            workspace = self._workspace
            rows = workspace.components
            below = (row for row in workspace.children(component) if not rows[row].archived)
            has_parts = next(below, None) is not None
            plan = planned_value(workspace, component, has_parts=has_parts)
            self._known[component] = plan
        return plan


def baseline_plans(figures: StoredFigures) -> BaselinePlans:
    """What the baselines in force of a sheet's workspace planned."""
    return figures.part("baseline plans", lambda sheet: BaselinePlans(sheet.workspace))


def baseline_plan(figures: StoredFigures, component: int) -> PlannedValue | None:
    """What the baseline in force of a component planned; None where that holds no costs."""
    plan = baseline_plans(figures).of(component)
    return plan if plan.tasks and not plan.reason else None


def replanned_components(
    before: Workspace, after: Workspace, touched: frozenset[tuple[str, int]]
) -> set[int]:
    """The components of which an edit may have changed what the baseline in force planned."""
    planned = [row for row in touched if row[0] in OF_BASELINES | {"components"}]
    dirty = invalidated_components(before, after, planned)
    return dirty | {above for row in dirty for above in _above(before, after, row)}


def _above(before: Workspace, after: Workspace, component: int) -> Iterator[int]:
    """Where a component lies, before and after: whether that has parts may have changed."""
    for workspace in (before, after):
        row = workspace.components.get(component)
        if row is not None:
            yield row.component


def money_in(plan: PlannedValue, amount: int, currency: str, rates: Rates) -> Measure:
    """An amount of a component's baseline in the currency of its scope, at the plan rate.

    One whose rate was frozen is worth what it was then; only that of an older baseline, which froze
    none, is worth what it is today.
    """
    if plan.currency == currency:
        return known(amount)
    if plan.plan_rate and plan.plan_base == currency:
        worth = Decimal(plan.plan_rate) * Decimal(amount).scaleb(-exponent(plan.currency))
        rounded = worth.scaleb(exponent(currency)).quantize(Decimal(1), "ROUND_HALF_UP")
        return known(rounded)
    return worth_in(Money(amount, plan.currency), currency, rates)


def worth_in(money: Money, currency: str, rates: Rates) -> Measure:
    """An amount in a currency; undefined where there is no rate to it."""
    converted = in_currency(money, currency, rates)
    if converted is None:
        return undefined(f"no rate from {money.currency} to {currency}")
    return known(converted.amount)
