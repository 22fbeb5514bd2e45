"""This file says what open risks do to tasks and to the cost of a scope, and how likely."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, TypeAlias, cast

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import in_currency
from pmtui.figures.odds.draws import ThreePoint
from pmtui.figures.odds.uncertainty import Hit
from pmtui.figures.risk.exposure import is_open
from pmtui.model.entities.entity import Money
from pmtui.model.entities.risks import Risk
from pmtui.model.odds.estimates import RISK_EFFECTS, RiskEffect, three_points

_VARIABLES: Final = 8
"""Variables that one row may have."""
LENGTH, _OCCURS, _DELAY, _COST, AMOUNT = range(5)
"""What is drawn of a row: how long a task takes, what a risk does, what a cost line comes to."""
_Chances: TypeAlias = tuple[int, int | None]
"""Percent, and with the response in place; None where nobody says that."""


def variable_of(row_id: int, what: int = LENGTH) -> int:
    """The variable by which something of a row is drawn; a group has one."""
    return row_id * _VARIABLES + what


def row_of(variable: int) -> int:
    """The row that a variable is of."""
    return variable // _VARIABLES


class RiskHits:
    """What the open risks of a workspace do.

    Args:
        figures: the sheet.
        below: the components of the scope, whose risks bear on its cost.
        currency: of the cost.
        notes: takes what is left out, and why.
    """

    def __init__(
        self, figures: StoredFigures, below: Collection[int], currency: str, notes: list[str]
    ) -> None:
        self._figures, self._workspace = figures, figures.workspace
        self._below, self._currency, self._notes = below, currency, notes

    def minor(self, money: Money) -> int:
        """An amount in the smallest units of the currency; nothing without a rate."""
        known = in_currency(money, self._currency, self._figures.rates)
        if known is None:
            self._notes.append(f"no rate from {money.currency} to {self._currency}")
        return known.amount if known is not None else 0

    def hits(self) -> tuple[dict[int, list[Hit]], list[Hit]]:
        """What open risks do: to tasks, and to the cost of the scope."""
        tasks: dict[int, list[Hit]] = {}
        costs: list[Hit] = []
        effects: dict[int, list[RiskEffect]] = {}
        for row in cast("Iterable[RiskEffect]", self._workspace.rows(RISK_EFFECTS.name).values()):
            effects.setdefault(row.risk, []).append(row)
        for risk in self._workspace.risks.values():
            if not is_open(risk):
                continue
            for effect in effects.get(risk.id, ()):
                chances = self._chances(risk, effect)
                if chances is not None:
                    self._add(risk, effect, chances, tasks, costs)
            if risk.id not in effects and risk.component in self._below:
                costs += self._whole(risk)
        return tasks, costs

    def own_costs(self, risks: Iterable[int]) -> dict[int, int]:
        """What the responses to some risks cost by themselves, where somebody says it."""
        costs = ((risk, self._workspace.risks[risk].response_cost) for risk in risks)
        return {risk: self.minor(cost) for risk, cost in costs if cost is not None}

    def _add(
        self,
        risk: Risk,
        effect: RiskEffect,
        chances: _Chances,
        tasks: dict[int, list[Hit]],
        costs: list[Hit],
    ) -> None:
        occurs, sign = variable_of(risk.id, _OCCURS), -1 if risk.kind == "opportunity" else 1
        delay = three_points(effect.optimistic, effect.likely, effect.pessimistic)
        if delay is not None and effect.task:
            variable = variable_of(effect.id, _DELAY)
            hit = _hit(occurs, chances, variable, _signed(delay, sign))
            tasks.setdefault(effect.task, []).append(hit)
        amounts = (effect.least_cost, effect.likely_cost, effect.most_cost)
        cost = three_points(*(None if amount is None else self.minor(amount) for amount in amounts))
        if cost is not None and risk.component in self._below:
            variable = variable_of(effect.id, _COST)
            costs.append(_hit(occurs, chances, variable, _signed(cost, sign)))

    def _chances(self, risk: Risk, effect: RiskEffect) -> _Chances | None:
        """How likely an effect is, and with the response; None where nobody says."""
        rated = effect.chance if effect.chance is not None else self._figures.scales.chance(risk)
        if rated is None:
            self._notes.append(f"{risk.key} does nothing here: nobody has rated its probability")
            return None
        if effect.residual_chance is not None:
            return rated, effect.residual_chance
        return rated, self._left(risk)

    def _left(self, risk: Risk) -> int | None:
        """How likely a risk is with the response in place; None where nobody says."""
        percents, step = self._workspace.policy.probability_percent, risk.residual_probability
        return percents[step - 1] if 0 < step <= len(percents) else None

    def _whole(self, risk: Risk) -> Iterator[Hit]:
        """What a risk of which only the money is known costs where it occurs."""
        chance = self._figures.scales.chance(risk)
        if risk.money_impact is None or chance is None:
            return
        sign = -1 if risk.kind == "opportunity" else 1
        amount = sign * abs(self.minor(risk.money_impact))
        if amount:
            occurs = variable_of(risk.id, _OCCURS)
            points = ThreePoint(amount, amount, amount)
            yield _hit(occurs, (chance, self._left(risk)), occurs, points)


def _hit(occurs: int, chances: _Chances, variable: int, points: ThreePoint) -> Hit:
    rated, left = chances
    residual = None if left is None or left == rated else left / 100
    return Hit(occurs, rated / 100, variable, points, residual)


def _signed(points: tuple[int, int, int], sign: int) -> ThreePoint:
    """What a threat adds, or an opportunity saves."""
    least, likely, most = points
    if sign < 0:
        return ThreePoint(-most, -likely, -least)
    return ThreePoint(least, likely, most)
