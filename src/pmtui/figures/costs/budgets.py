"""This file works out the budgets of components: original, changed by approval, and given out."""

from collections.abc import Callable, Iterable
from typing import Final

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, difference, total_of
from pmtui.figures.costs.own_costs import own_budget
from pmtui.figures.costs.position import BUDGETED_FROM, agreed_budget, current_budget
from pmtui.figures.costs.task_shares import changes_of, proposed_changes
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures

_READS: Final = BUDGETED_FROM | PLANNED_FROM
_STANDARD: Final = "PMI Standard for EVM"


def changed_by(figures: Figures, component: int) -> Amount:
    """What approved budget changes at a component and below it come to; 0 for the whole store.

    A transfer between two that both count comes to nothing, whatever its currency.
    """
    return agreed_budget(figures, component).approved


def original_budget(figures: Figures, component: int) -> Amount:
    """The budget of a component as it was given first, with all below it; 0 for the store."""
    return agreed_budget(figures, component).original


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


def _undefined(amount: Amount) -> Iterable[Input]:
    if amount.value is None:
        yield Input("undefined because", amount.reason)


def _original_inputs(figures: Figures, component: int) -> Iterable[Input]:
    row = figures.workspace.components.get(component)
    typed = row.budget if row is not None else None
    yield Input("as typed", typed)
    if typed is None:
        yield from _own_plan(figures, component)
        yield from _below(figures, component, original_budget)
        yield Input("figures added up", original_budget(figures, component).counted)
    yield from _undefined(original_budget(figures, component))


def _own_plan(figures: Figures, component: int) -> Iterable[Input]:
    own = own_budget(figures, component) if component else NO_AMOUNT
    if own.counted:
        yield Input("its own baseline and cost lines", own.value)


def _below(
    figures: Figures, component: int, of: Callable[[Figures, int], Amount]
) -> Iterable[Input]:
    for child in figures.live_children(component):
        yield Input(figures.workspace.components[child].name, of(figures, child).value)


def _changes_inputs(figures: Figures, component: int) -> Iterable[Input]:
    for change, money in changes_of(figures, component):
        yield Input(f"{change.key} {change.at} {change.title}", money)
    yield from _below(figures, component, changed_by)
    yield Input("changes counted", changed_by(figures, component).counted)
    yield Input("proposed, not counted", proposed_changes(figures, component).value)
    yield from _undefined(changed_by(figures, component))


def _current_inputs(figures: Figures, component: int) -> Iterable[Input]:
    budget = agreed_budget(figures, component)
    if not budget.approved.counted:
        yield from _original_inputs(figures, component)
        return
    yield Input("original budget", budget.original.value)
    yield Input("approved changes", budget.approved.value)
    yield from _undefined(budget.amount)


def _distributed_inputs(figures: Figures, component: int) -> Iterable[Input]:
    yield from _own_plan(figures, component)
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
        "budget",
        "budget",
        current_budget,
        _current_inputs,
        text="its current budget: as given first, with all approved changes",
        formula="original budget + approved budget changes, with all below",
        source=f"BAC, {_STANDARD}",
        undefined="nothing says a budget, or a currency has no rate",
    ),
    _figure(
        "original_budget",
        "original budget",
        original_budget,
        _original_inputs,
        short="original",
        text="its budget as it was given first, with all below it",
        formula="as typed; else cost of its baseline + cost lines, with all below",
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
        " between two of them is nothing, and what a baseline was taken by is in that",
        undefined="no change is approved at or below it, or a currency has no rate",
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
