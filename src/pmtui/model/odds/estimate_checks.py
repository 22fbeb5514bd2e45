"""This file holds what estimates and effects of risks keep: points in order, among much else."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, cast

from pmtui.model.costing.ledger import CostLine
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Task
from pmtui.model.odds.estimates import (
    ESTIMATES,
    RISK_EFFECTS,
    Estimate,
    RiskEffect,
    three_points,
)
from pmtui.model.workspace.workspace import Workspace


def _estimate(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    entry = cast("Estimate", row)
    task = workspace.tasks.get(entry.task)
    if entry.likely is not None:
        yield from _in_order(name, entry.optimistic, entry.likely, entry.pessimistic)
    elif entry.optimistic > entry.pessimistic:
        yield f"{name}: pessimistic is less than optimistic"
    if task is not None:
        yield from _estimated(workspace, entry, task, name)


def _estimated(workspace: Workspace, entry: Estimate, task: Task, name: str) -> Iterator[str]:
    """What keeps a task from being estimated: it takes no time of its own, or is already."""
    what = task.key or task.title
    if task.kind == "milestone":
        yield f"{name}: {what} is a milestone, which takes no time: estimate what leads to it"
    for other in workspace.rows_by(Estimate, "task", task.id):
        if other.id != entry.id:
            yield f"{what} is estimated already ({other.key}): change that estimate"
            return


def _effect(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    entry = cast("RiskEffect", row)
    delay = three_points(entry.optimistic, entry.likely, entry.pessimistic)
    money = [entry.least_cost, entry.likely_cost, entry.most_cost]
    cost = three_points(*(None if amount is None else amount.amount for amount in money))
    if delay is not None:
        yield from _in_order(name, *delay)
    if cost is not None:
        yield from _in_order(name, *cost, what=("least cost", "likely cost", "most cost"))
    yield from _one_currency(name, money)
    if delay is not None and not entry.task:
        yield f"{name}: a delay needs the task that it delays"
    if delay is None and cost is None:
        yield f"{name}: an effect needs a delay or a cost"
    for other in workspace.rows_by(RiskEffect, "risk", entry.risk):
        if other.id != entry.id and other.task == entry.task:
            yield f"{name}: {other.key} is the effect of this risk there: change that one"
            return


def estimated_amounts(line: CostLine, name: str) -> Iterator[str]:
    """What is wrong with what a cost line may come to."""
    points = [line.least_amount, line.likely_amount, line.most_amount]
    given = [None if amount is None else amount.amount for amount in points]
    if not any(amount is not None for amount in points):
        return
    if line.amount is None:
        yield f"{name}: what it may come to needs the amount that is planned"
    yield from _one_currency(name, [line.amount, *points], "amounts")
    least, likely, most = given
    if likely is not None:
        words = ("least amount", "likely amount", "most amount")
        low, high = likely if least is None else least, likely if most is None else most
        yield from _in_order(name, low, likely, high, words)
    elif least is not None and most is not None and least > most:
        yield f"{name}: most amount is less than least amount"


def _one_currency(name: str, money: list[Money | None], what: str = "costs") -> Iterator[str]:
    currencies = sorted({amount.currency for amount in money if amount is not None})
    if len(currencies) > 1:
        codes = " and ".join(currencies)
        yield f"{name}: its {what} are in {codes}, and have to be in one currency"


def _in_order(
    name: str,
    least: int,
    likely: int,
    most: int,
    what: tuple[str, str, str] = ("optimistic", "likely", "pessimistic"),
) -> Iterator[str]:
    if least > likely:
        yield f"{name}: {what[0]} is more than {what[1]}"
    if likely > most:
        yield f"{name}: {what[2]} is less than {what[1]}"


def _place_of_effect(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    """An effect hits tasks of the component that has the risk, or of one below it."""
    entry = cast("RiskEffect", row)
    task, risk = workspace.tasks.get(entry.task), workspace.get("risks", entry.risk)
    if task is None or not isinstance(risk, Risk) or not risk.component:
        return
    if not _lies_in(workspace, task.component, risk.component):
        where = workspace.components.get(risk.component)
        what = where.key if where is not None else "its component"
        yield f"{name}: {task.key} does not lie in {what}, where {risk.key or risk.title} is"


def _lies_in(workspace: Workspace, component: int, above: int) -> bool:
    row: Component | None = workspace.components.get(component)
    while row is not None:
        if row.id == above:
            return True
        row = workspace.components.get(row.component)
    return False


_RowChecks = Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]
ODDS_CHECKS: Final[_RowChecks] = MappingProxyType(
    {ESTIMATES.name: _estimate, RISK_EFFECTS.name: _effect}
)
"""What estimates and effects must hold."""
ODDS_PLACES: Final[_RowChecks] = MappingProxyType({RISK_EFFECTS.name: _place_of_effect})
"""Where they must stand."""
