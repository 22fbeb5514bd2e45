"""This file adds up what a scope has cost, with everything below it, and who says so."""

from datetime import date
from operator import is_
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.subtree_walk import below_first
from pmtui.figures.earned_value.baseline_plans import worth_in
from pmtui.figures.earned_value.measure import Measure, added, known
from pmtui.figures.earned_value.standings import Standing
from pmtui.figures.tasks.task_costs import TYPED
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money
from pmtui.model.entities.policy import POLICY, RATES

_RATES: Final = frozenset({RATES.name, POLICY.name})
"""The tables that say what a currency is worth."""


class Spent(msgspec.Struct, frozen=True, gc=False):
    """What was spent at or below a component, and who says so."""

    ac: Measure
    sources: tuple[tuple[str, int], ...] = ()
    is_measured: bool = False


class RememberedSpending(msgspec.Struct, frozen=True, gc=False):
    """What was spent at or below a component, and what that was added up from."""

    standing: Standing | None
    row: Component | None
    below: tuple[Spent, ...]
    spent: Spent


class Spending:
    """Adds up what was spent: by tasks, and as typed on components of which no task says anything.

    A figure typed on a component is that of all below it too, so it counts only while nothing at or
    below it says more.
    """

    def __init__(
        self,
        figures: StoredFigures,
        measured: list[Standing],
        currency: str,
        remembered: "Spendings",
    ) -> None:
        self._figures = figures
        self._measured = {standing.component: standing for standing in measured}
        self._currency = currency
        self._remembered = remembered.known

    def of(self, scope: int) -> tuple[Measure, tuple[tuple[str, int], ...]]:
        """What was spent in a scope, and who says so."""
        spent: dict[int, Spent] = {}
        children: dict[int, tuple[int, ...]] = {}
        rows = self._figures.workspace.components

        def right_below(component: int) -> tuple[int, ...]:
            children[component] = tuple(self._figures.live_children(component))
            return children[component]

        for component in below_first(scope, right_below, spent):
            below = tuple([spent[child] for child in children[component]])
            spent[component] = self._again(component, rows.get(component), below)
        return spent[scope].ac, spent[scope].sources

    def _again(self, component: int, row: Component | None, below: tuple[Spent, ...]) -> Spent:
        """What was spent at or below a component, added up where it is from something else."""
        known = self._remembered.get((component, self._currency))
        standing = self._measured.get(component)
        if (
            known is None
            or known.standing is not standing
            or known.row is not row
            or len(known.below) != len(below)
            or not all(map(is_, known.below, below))
        ):
            spent = self._spent(standing, row, below)
            known = RememberedSpending(standing, row, below, spent)
            self._remembered[component, self._currency] = known
        return known.spent

    def _spent(
        self, standing: Standing | None, row: Component | None, below: tuple[Spent, ...]
    ) -> Spent:
        parts = [part for part in below if part.is_measured]
        if standing is not None:
            parts.append(self._own(standing))
        if not parts:
            return Spent(known(0))
        counts: dict[str, int] = {}
        for part in parts:
            for name, count in part.sources:
                counts[name] = counts.get(name, 0) + count
        if not counts and row is not None and row.spent is not None:
            ac = worth_in(row.spent, self._currency, self._figures.rates)
            return Spent(ac, ((TYPED, 1),), is_measured=True)
        if len(parts) == 1:
            return parts[0]
        total = added(part.ac for part in parts)
        return Spent(total, tuple(counts.items()), is_measured=True)

    def _own(self, standing: Standing) -> Spent:
        ac, currency = standing.ac, standing.plan.currency
        if ac.minor is not None and currency != self._currency:
            ac = worth_in(Money(ac.minor, currency), self._currency, self._figures.rates)
        return Spent(ac, tuple(standing.spent.sources.items()), is_measured=True)


class Spendings:
    """What was spent in components, carried on from edit to edit.

    Each is known by what it was added up from, so that an edit costs those that it moved.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self.known: dict[tuple[int, str], RememberedSpending] = {}
        """By component and currency."""

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "Spendings":
        """The same where the rates go on; else none."""
        if figures.today == self._today and _RATES.isdisjoint(table for table, _ in touched):
            return self
        return Spendings(figures.today)
