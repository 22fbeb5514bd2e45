"""This file works out the budgets of components: original, changed by approval, and given out."""

from collections.abc import Callable, Iterable
from typing import Final, Literal

import msgspec

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, amount_of, difference, total_of
from pmtui.figures.costs.own_costs import READS, own_budget
from pmtui.figures.costs.position import agreed_budget
from pmtui.figures.costs.task_shares import worth
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.model.costing.budgets import (
    BUDGET_CHANGES,
    RESERVE_DRAWS,
    RESERVES,
    BudgetChange,
    Reserve,
    ReserveDraw,
)
from pmtui.model.entities.money import Money

ChangeState = Literal["approved", "proposed"]
_READS: Final = READS | PLANNED_FROM | {BUDGET_CHANGES.name, RESERVES.name, RESERVE_DRAWS.name}
_STANDARD: Final = "PMI Standard for EVM"


def changed_by(figures: Figures, component: int, state: ChangeState = "approved") -> Amount:
    """What budget changes at a component and below it come to; 0 for the whole store.

    A transfer between two that both count comes to nothing, whatever its currency.

    Args:
        figures: the sheet.
        component: the one with all below it.
        state: of the changes that count.
    """
    if not any(figures.workspace.rows(name) for name in (BUDGET_CHANGES.name, RESERVE_DRAWS.name)):
        return NO_AMOUNT
    work = _own_approved if state == "approved" else _own_proposed
    sums: dict[str, int] = {}
    counted = 0
    for row_id in figures.live_subtree(component):
        own = kept_per_component(figures, row_id, work, _READS)
        counted += own.counted
        for money in own.parts:
            sums[money.currency] = sums.get(money.currency, 0) + money.amount
    worth_of = figures.rates.worth
    parts = [Money(sums[code], code) for code in sums if sums[code] or code in worth_of]
    nothing = [Money(0, figures.rates.base)] if counted and not parts else []
    return amount_of(parts or nothing, counted, figures.rates)


class BudgetSums(msgspec.Struct, frozen=True):
    """What the budget of a component with all below it is made of."""

    original: Amount
    approved: Amount
    current: Amount
    proposed: Amount
    """What waits for approval, and is not counted."""


def budget_sums(figures: Figures, component: int) -> BudgetSums:
    """What makes the budget of a component what it is; 0 for the whole store."""
    return BudgetSums(
        agreed_budget(figures, component),
        changed_by(figures, component),
        current_budget(figures, component),
        changed_by(figures, component, "proposed"),
    )


def current_budget(figures: Figures, component: int) -> Amount:
    """The budget of a component as it was given and has been changed since, with all below it."""
    changed = changed_by(figures, component)
    return total_of((agreed_budget(figures, component), changed), figures.rates)


def distributed_budget(figures: Figures, component: int) -> Amount:
    """What a component plans by its baseline and lines, and the current budgets right below it."""
    own = own_budget(figures, component) if component else NO_AMOUNT
    below = (current_budget(figures, child) for child in figures.live_children(component))
    return total_of((own, *below), figures.rates)


def unallocated_budget(figures: Figures, component: int) -> Amount:
    """What the current budget of a component is more than what is given out of it.

    Undefined where nobody typed a budget on it: then it has what those below have.
    """
    row = figures.workspace.components.get(component)
    if row is None or row.budget is None:
        return NO_AMOUNT
    given_out = distributed_budget(figures, component)
    return difference(current_budget(figures, component), given_out, figures.rates)


def _own_approved(figures: Figures, component: int) -> Amount:
    return _own_changes(figures, component, "approved")


def _own_proposed(figures: Figures, component: int) -> Amount:
    return _own_changes(figures, component, "proposed")


def _own_changes(figures: Figures, component: int, state: ChangeState) -> Amount:
    """What changes add to a component and transfers take from it, without those below."""
    return worth(figures, [money for _, money in changes_of(figures, component, state)])


def changes_of(
    figures: Figures, component: int, state: ChangeState
) -> Iterable[tuple[BudgetChange | ReserveDraw, Money]]:
    """The budget changes and draws of a component by itself, with what each adds to it.

    Contingency is part of the budget of the component that holds it, so that a draw on it moves it
    to where it is needed; management reserve is outside every budget, and a draw adds to them.
    """
    workspace = figures.workspace
    for change in workspace.rows_by(BudgetChange, "component", component):
        if change.state == state and not change.archived:
            yield change, change.amount
    for change in workspace.rows_by(BudgetChange, "taken_from", component):
        if change.state == state and not change.archived:
            yield change, Money(-change.amount.amount, change.amount.currency)
    if state == "approved":
        yield from _draws_of(figures, component)


def _draws_of(figures: Figures, component: int) -> Iterable[tuple[ReserveDraw, Money]]:
    """What draws on reserves add to a component, and take from one that holds contingency."""
    workspace = figures.workspace
    for draw in workspace.rows_by(ReserveDraw, "component", component):
        if not draw.archived:
            yield draw, draw.amount
    for reserve in workspace.rows_by(Reserve, "component", component):
        if reserve.kind == "contingency":
            for draw in workspace.rows_by(ReserveDraw, "reserve", reserve.id):
                if not draw.archived:
                    yield draw, Money(-draw.amount.amount, draw.amount.currency)


def _undefined(amount: Amount) -> Iterable[Input]:
    if amount.value is None:
        yield Input("undefined because", amount.reason)


def _original_inputs(figures: Figures, component: int) -> Iterable[Input]:
    row = figures.workspace.components.get(component)
    typed = row.budget if row is not None else None
    yield Input("as typed", typed)
    if typed is None:
        yield from _below(figures, component, agreed_budget)
    yield from _undefined(agreed_budget(figures, component))


def _below(
    figures: Figures, component: int, of: Callable[[Figures, int], Amount]
) -> Iterable[Input]:
    for child in figures.live_children(component):
        yield Input(figures.workspace.components[child].name, of(figures, child).value)


def _changes_inputs(figures: Figures, component: int) -> Iterable[Input]:
    for change, money in changes_of(figures, component, "approved"):
        yield Input(f"{change.key} {change.at} {change.title}", money)
    yield from _below(figures, component, changed_by)
    yield Input("changes counted", changed_by(figures, component).counted)
    yield Input("proposed, not counted", changed_by(figures, component, "proposed").value)
    yield from _undefined(changed_by(figures, component))


def _current_inputs(figures: Figures, component: int) -> Iterable[Input]:
    yield Input("original budget", agreed_budget(figures, component).value)
    yield Input("approved changes", changed_by(figures, component).value)
    yield from _undefined(current_budget(figures, component))


def _distributed_inputs(figures: Figures, component: int) -> Iterable[Input]:
    own = own_budget(figures, component) if component else NO_AMOUNT
    if own.counted:
        yield Input("its own baseline and cost lines", own.value)
    yield from _below(figures, component, current_budget)
    yield from _undefined(distributed_budget(figures, component))


def _unallocated_inputs(figures: Figures, component: int) -> Iterable[Input]:
    row = figures.workspace.components.get(component)
    yield Input("its own budget", row.budget if row is not None else None)
    changed = changed_by(figures, component)
    if changed.counted:
        yield Input("approved changes", changed.value)
    yield Input("distributed", distributed_budget(figures, component).value)
    yield from _undefined(unallocated_budget(figures, component))


def _figure(
    name: str,
    title: str,
    of: Callable[[Figures, int], Amount],
    inputs: Callable[[Figures, int], Iterable[Input]],
    *,
    short: str = "",
    text: str,
    formula: str,
    source: str = _STANDARD,
    undefined: str,
    unit: str = "money, in the base currency where every amount has a rate to it",
) -> Figure:
    return Figure(
        id=name,
        table="components",
        title=title,
        short=short,
        help=text,
        kind="money",
        unit=unit,
        formula=formula,
        source=source,
        undefined=undefined,
        reads=_READS,
        read=lambda figures: lambda row: of(figures, row.id).value,
        inputs=inputs,
    )


FIGURES: Final = (
    _figure(
        "original_budget",
        "original budget",
        agreed_budget,
        _original_inputs,
        short="original",
        text="its budget as it was given first, with all below it",
        formula="as typed, else its baseline + its cost lines + what is below",
        undefined="nobody gave a budget at or below it, or a currency has no rate",
    ),
    _figure(
        "approved_changes",
        "approved budget changes",
        changed_by,
        _changes_inputs,
        short="changed",
        text="what its budget has grown or shrunk by since, with all below it",
        formula="sum of approved budget changes - transfers to others, with all below; a transfer"
        " between two of them is nothing",
        undefined="no change is approved at or below it, or a currency has no rate",
    ),
    _figure(
        "current_budget",
        "current budget",
        current_budget,
        _current_inputs,
        short="current",
        text="its original budget with all approved changes",
        formula="original budget + approved budget changes",
        undefined="there is neither a budget nor an approved change, or a currency has no rate",
    ),
    _figure(
        "distributed",
        "distributed budget",
        distributed_budget,
        _distributed_inputs,
        text="what of its budget its baseline and lines plan, and the components below have",
        formula="cost of its baseline + its cost lines + current budgets of the components below",
        source=f"distributed budget, {_STANDARD}",
        undefined="no baseline, line or component below says a budget, or a currency has no rate",
    ),
    _figure(
        "unallocated",
        "unallocated budget",
        unallocated_budget,
        _unallocated_inputs,
        text="its current budget less what is distributed below; negative is distributed too often",
        unit="money; negative where more is distributed than there is",
        formula="its current budget - distributed budget, where a budget was typed on it",
        source=f"undistributed budget, {_STANDARD}",
        undefined="it has no budget of its own, or nothing of it is distributed",
    ),
)
"""Budgets of components: original, changes, current, given out, and what is left to give out."""
