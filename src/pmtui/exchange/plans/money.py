"""This file turns money into the hundredths that plans of other programs keep, and back."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import cast

from pmtui.figures.core.amounts import Amount, Rates
from pmtui.model.entities.entity import Money, money_of
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.workspace.workspace import Workspace


def money_in(hundredths: int | None, currency: str) -> Money | None:
    """Money of a file; none where nobody has put any, or more than can be kept exact."""
    try:
        return money_of(Decimal(hundredths) / 100, currency) if hundredths is not None else None
    except ValueError:
        return None


def currency_of(workspace: Workspace, tasks: Iterable[Task]) -> str:
    """The one currency all costs of tasks and of those at work on them are in, else the base."""
    found: set[str] = set()
    assignments = workspace.rows("assignments")
    for task in tasks:
        found.update(money.currency for money in (task.fixed_cost, task.actual_cost) if money)
        rows = [
            cast("Assignment", assignments[assignment_id])
            for assignment_id in workspace.ids_by("assignments", "task", task.id)
        ]
        found.update(row.cost.currency for row in rows if row.cost is not None)
        for person_id in [row.person for row in rows] or [task.owner]:
            person = workspace.people.get(person_id)
            prices = (person.rate, person.cost_per_use) if person is not None else ()
            found.update(money.currency for money in prices if money is not None)
    return found.pop() if len(found) == 1 else workspace.policy.base_currency


class MoneyOut:
    """Writes money in the one currency of a file.

    Args:
        currency: of the file.
        rates: into what other currencies are changed.
    """

    def __init__(self, currency: str, rates: Rates) -> None:
        self.currency = currency
        self.lost = 0
        """How many amounts could not be changed into that currency."""
        self._worth = rates.worth

    def hundredths(self, money: Money | None) -> int | None:
        """The amount in hundredths; None where there is none, or no rate to the currency."""
        if money is None:
            return None
        try:
            return round(self._major(money) * 100)
        except (LookupError, ValueError, InvalidOperation):
            self.lost += 1
            return None

    def rate(self, money: Money | None) -> float | None:
        """A rate to the last digit of the currency; None where there is none, or no rate to it."""
        if money is None:
            return None
        try:
            return float(self._major(money))
        except (LookupError, ValueError, InvalidOperation):
            self.lost += 1
            return None

    def sum(self, amount: Amount) -> int | None:
        """A sum in hundredths; one that is not defined is counted as lost."""
        if amount.counted and amount.value is None:
            self.lost += 1
        return self.hundredths(amount.value)

    def _major(self, money: Money) -> Decimal:
        if money.currency == self.currency:
            return money.decimal
        worth = money.decimal * self._worth[money.currency] / self._worth[self.currency]
        return money_of(worth, self.currency).decimal
