"""This file holds the limits that a store has for a choice: its funding by quarter and by part.

Funding is for the component that it is given to, and for all below it; what is given to a part is
spent before what is given to all. It may be spent from its day on. What is under way takes its
cost first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from pmtui.figures.choosing.spending import CostsByMonth, UnknownCostError
from pmtui.figures.core.amounts import in_currency
from pmtui.figures.core.periods import financial_year
from pmtui.figures.funding.funding import funding_in
from pmtui.figures.selection.problem import OwnShare, SelectionLimit
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import LIVE_COMPONENT_STATES
from pmtui.model.entities.entity import exponent

_WORKED_ON: Final = frozenset({"project", "operation"})
Uses = Mapping[int, tuple[int, ...]]
"""What each candidate uses, by its id, for each way to do it."""


class LimitUse(msgspec.Struct, frozen=True):
    """A limit, and what each candidate uses of it."""

    limit: SelectionLimit
    uses: Uses


class Funds:
    """What the components of a scope are given by when, in minor units of the base currency.

    Args:
        figures: the sheet.
        scope: the component with all below it; 0 for the whole store.
    """

    def __init__(self, figures: Figures, scope: int) -> None:
        self.figures, self.scope = figures, scope
        self.reason = ""
        """Why what there is is not known; empty where it is."""
        self._given: dict[int, list[tuple[date, int]]] = {}
        base = figures.rates.base
        for row in funding_in(figures, scope):
            amount = in_currency(row.amount, base, figures.rates)
            if amount is None:
                self.reason = f"no rate from {row.amount.currency} to {base}"
                return
            self._given.setdefault(row.component, []).append((row.at, amount.amount))
        component = figures.workspace.components.get(scope)
        if not self._given and component is not None and component.budget is not None:
            amount = in_currency(component.budget, base, figures.rates)
            if amount is None:
                self.reason = f"no rate from {component.budget.currency} to {base}"
            else:
                self._given[scope] = [(date.min, amount.amount)]

    @property
    def is_known(self) -> bool:
        """Whether something says what there is."""
        return bool(self._given) and not self.reason

    def given(self, component: int, by: date) -> int:
        """What one component has been given by a day."""
        return sum(amount for at, amount in self._given.get(component, ()) if at <= by)

    def ends(self) -> list[date]:
        """The last days of the quarters after which more is given."""
        if not self.is_known:
            return []
        year = financial_year(self.figures.workspace.policy)
        days = {at for given in self._given.values() for at, _ in given}
        firsts = sorted({year.period(day, "quarter").first for day in days if day > date.min})
        return [first - timedelta(days=1) for first in firsts[1:]]


class _MoneyLeft(msgspec.Struct, frozen=True):
    """What is left for candidates in a component with all below it."""

    short: int
    """What it needs from above for what is under way."""
    most: int
    members: tuple[int, ...]
    parts: tuple[OwnShare, ...]


def money_limits(
    funds: Funds, spendings: CostsByMonth, costs: Uses, laters: Mapping[int, tuple[int, ...]]
) -> Iterator[LimitUse]:
    """The limits of money that a store has: the whole of it first, then by quarter and by part.

    Args:
        funds: what is given.
        spendings: what each component costs by when.
        costs: what each candidate costs in all.
        laters: by how many months each candidate may start later.
    """
    if not funds.is_known:
        return
    base = funds.figures.rates.base
    places = {component: at for at, component in enumerate(costs)}
    last = _left(funds, spendings, places, funds.scope, date.max)
    most = last.most + sum(part.most for part in _flat(last.parts))
    limit = SelectionLimit("budget", most, "budget", exponent(base), base)
    yield LimitUse(limit, costs)
    if last.parts:
        yield _by_part(limit, "budget by part", last, costs)
    for day in funds.ends():
        left = _left(funds, spendings, places, funds.scope, day)
        uses = {
            component: tuple(spendings.of(component).by(day, months) for months in ways)
            for component, ways in laters.items()
        }
        if sum(max(ways) for ways in uses.values()) > left.most:
            timed = msgspec.structs.replace(limit, is_timed=True)
            yield _by_part(timed, f"budget until {day}", left, uses)


def under_way(figures: Figures, scope: int) -> tuple[int, ...]:
    """The projects and operations of a scope that go on: their cost comes before any candidate."""
    components = figures.workspace.components
    return tuple(
        row_id
        for row_id in figures.live_subtree(scope)
        if components[row_id].kind in _WORKED_ON
        and components[row_id].state in LIVE_COMPONENT_STATES
    )


def _by_part(limit: SelectionLimit, label: str, left: _MoneyLeft, uses: Uses) -> LimitUse:
    changed = msgspec.structs.replace(limit, label=label, most=left.most, parts=left.parts)
    return LimitUse(changed, uses)


def _flat(parts: Sequence[OwnShare]) -> Iterator[OwnShare]:
    for part in parts:
        yield part
        yield from _flat(part.parts)


def _left(
    funds: Funds, spendings: CostsByMonth, places: Mapping[int, int], component: int, day: date
) -> _MoneyLeft:
    """What is left of what a component is given by a day, after what is under way."""
    figures = funds.figures
    members = [places[component]] if component in places else []
    parts: list[OwnShare] = []
    short = _committed(spendings, figures, component, day)
    for child in figures.live_children(component):
        below = _left(funds, spendings, places, child, day)
        short += below.short
        members += below.members
        if below.most and below.members:
            parts.append(OwnShare(below.most, below.members, below.parts))
        else:
            parts += below.parts
    left = funds.given(component, day) - short
    return _MoneyLeft(max(-left, 0), max(left, 0), tuple(members), tuple(parts))


def _committed(spendings: CostsByMonth, figures: Figures, component: int, day: date) -> int:
    """What something under way has cost by a day."""
    row = figures.workspace.components.get(component)
    if row is None or row.kind not in _WORKED_ON or row.state not in LIVE_COMPONENT_STATES:
        return 0
    try:
        return spendings.of(component).by(day)
    except UnknownCostError:
        return 0
