"""This file adds up budgets, costs, funding and exposure of components, in minor units."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from tests.office.store import OVER, Row, Store

_GIVEN: Final = frozenset({"agreed", "received"})
_OWN_FIGURES: Final = frozenset({"work", "cost", "units"})
"""Of an assignment, by which its share of a task is not the whole."""


class Purse:
    """The money of components with all below them; None where nothing says any."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def _minor(self, amount: Any) -> int:
        if amount["currency"] != self.store.policy["base_currency"]:
            raise NotImplementedError("amounts of another currency")
        return int(amount["amount"])

    def _own(self, table: str, row: Row, field: str = "component") -> list[Row]:
        return [one for one in self.store.rows(table) if one.get(field) == row["id"]]

    def _below(self, row: Row) -> list[Row]:
        return self.store.below.get(row["id"], [])

    def changes(self, row: Row) -> list[int]:
        """What approved changes, transfers and draws on contingency add to a budget, one by one.

        What is moved between two components below comes to nothing; a draw on management reserve
        comes from outside every budget.
        """
        approved = [one for one in self.store.rows("budget_changes") if one.get("state")]
        approved = [one for one in approved if one["state"] == "approved"]
        found = [self._minor(one["amount"]) for one in approved if one["component"] == row["id"]]
        found += [
            -self._minor(one["amount"]) for one in approved if one.get("taken_from") == row["id"]
        ]
        reserves = self.store.every("reserves")
        for draw in self.store.rows("reserve_draws"):
            reserve, amount = reserves[draw["reserve"]], self._minor(draw["amount"])
            found += [amount] if draw["component"] == row["id"] else []
            if reserve.get("kind", "contingency") == "contingency":
                found += [-amount] if reserve["component"] == row["id"] else []
        return found

    def original(self, row: Row) -> tuple[int | None, int]:
        """The budget as it was given first, and of how many components something says one."""
        if row.get("budget"):
            return self._minor(row["budget"]), 1
        if self._own("baselines", row) or self._own("cost_lines", row):
            raise NotImplementedError(f"{row['key']} has no budget but a baseline or cost lines")
        below = [self.original(child) for child in self._below(row)]
        return _sum(amount for amount, _ in below), sum(count for _, count in below)

    def budget(self, row: Row) -> int | None:
        """The current budget: as given first, with all approved changes."""
        first, added = self.original(row)[0], 0
        for one in self.store.walk(row):
            added += sum(self.changes(one))
        return None if first is None else first + added

    def actual(self, row: Row) -> int | None:
        """Ledger, time booked and tasks without either; as typed where neither is at or below."""
        lined = any(self._lines(one) for one in self.store.walk(row))
        if row.get("spent") and not lined:
            return self._minor(row["spent"])
        own = [*self._lines(row), *self._task_costs(row)]
        return _sum([*own, *(self.actual(child) for child in self._below(row))])

    def _lines(self, row: Row) -> list[int]:
        """Ledger entries, and what the time booked costs."""
        found = [self._minor(one["amount"]) for one in self._own("ledger", row)]
        for entry in self._own("time_entries", row):
            rate = self._rate(entry["person"], entry["day"])
            found += [] if rate is None else [_labour(rate, entry["minutes"])]
        return found

    def _task_costs(self, row: Row) -> list[int]:
        """What tasks without a line have cost: as booked, else what is done of their work."""
        lined = {one.get("task") for table in ("ledger", "time_entries")
                 for one in self.store.rows(table)}  # fmt: skip
        found: list[int] = []
        for task in self.store.tasks.values():
            if task["component"] != row["id"] or task["id"] in lined:
                continue
            if task.get("actual_cost"):
                found.append(self._minor(task["actual_cost"]))
                continue
            done = 100 if self.store.is_done(task) else task.get("percent", 0)
            if not done or not task.get("estimate"):
                continue
            minutes = task["estimate"] * done // 100
            rate = self._rate(self._worker(task), task["actual_start"])
            if rate is None:
                raise NotImplementedError(f"the cost of {task['key']}")
            found.append(_labour(rate, minutes))
            if task.get("fixed_cost"):
                found.append(self._minor(task["fixed_cost"]) * done // 100)
        return found

    def _worker(self, task: Row) -> int:
        """Who does all the work of a task: who is assigned, else its owner."""
        on_it = [one for one in self.store.rows("assignments") if one["task"] == task["id"]]
        if task["id"] in self.store.subtasks or any(set(one) & _OWN_FIGURES for one in on_it):
            raise NotImplementedError(f"the cost of {task['key']}")
        (worker,) = [one["person"] for one in on_it] or [task["owner"]]
        return int(worker)

    def _rate(self, person: int, day: str) -> int | None:
        """What an hour of somebody costs on a day: their own rate, else that of their role."""
        if self.store.rows("person_rates"):
            raise NotImplementedError("rates of persons by date")
        row = self.store.every("people")[person]
        if row.get("rate"):
            return self._minor(row["rate"])
        rates = [
            one
            for one in self.store.rows("role_rates")
            if one["role"].casefold() == row.get("role", "").casefold() and one["since"] <= day
        ]
        newest = max(rates, key=lambda one: (str(one["since"]), int(one["id"])), default=None)
        return self._minor(newest["rate"]) if newest is not None else None

    def forecast(self, row: Row) -> int | None:
        """As typed; else what was spent and is still to come, below it."""
        return self._forecast(row)[0]

    def _forecast(self, row: Row) -> tuple[int | None, int]:
        if row.get("forecast"):
            return self._minor(row["forecast"]), 1
        below = [self._forecast(child) for child in self._below(row)]
        return _sum(amount for amount, _ in below), sum(count for _, count in below)

    def is_comparable(self, row: Row) -> bool:
        """Whether as many components have a forecast as have a budget."""
        return bool(row.get("budget")) or self._forecast(row)[1] == self.original(row)[1]

    def of_year(self, row: Row, field: str) -> tuple[int | None, int]:
        """Money typed for the year, and of how many components."""
        if row.get(field):
            return self._minor(row[field]), 1
        below = [self.of_year(child, field) for child in self._below(row)]
        return _sum(amount for amount, _ in below), sum(count for _, count in below)

    def variance(self, row: Row) -> int | None:
        """Forecast less budget."""
        forecast, budget = self.forecast(row), self.budget(row)
        return None if forecast is None or budget is None else forecast - budget

    def funded(self, row: Row) -> int | None:
        """What is agreed or received, with all below."""
        given = [
            self._minor(one["amount"])
            for place in self.store.walk(row)
            for one in self._own("funding", place)
            if one.get("state") in _GIVEN
        ]
        return _sum(given)

    def gap(self, row: Row) -> int | None:
        """Funding less forecast."""
        funded, forecast = self.funded(row), self.forecast(row)
        return None if funded is None or forecast is None else funded - forecast

    def exposure(self, row: Row) -> int | None:
        """What open risks are expected to cost or bring; what has occurred is certain."""
        return _sum(
            self.emv(risk)
            for place in self.store.walk(row)
            for risk in self.risks.get(place["id"], ())
        )

    def emv(self, risk: Row) -> int | None:
        """Chance times impact, threats below nought."""
        steps = self.store.policy["probability_percent"]
        if not risk.get("money_impact") or not risk.get("probability"):
            return None
        chance = 100 if risk.get("state") == "occurred" else steps[risk["probability"] - 1]
        value = (2 * abs(self._minor(risk["money_impact"])) * chance + 100) // 200
        return -value if risk.get("kind", "threat") == "threat" else value

    @cached_property
    def risks(self) -> dict[int, list[Row]]:
        """The open risks by the component in which each counts: escalated, the one above."""
        found: dict[int, list[Row]] = {}
        live = {row["id"] for row in self.store.live()}
        for risk in self.store.rows("risks"):
            if risk.get("state") == "occurred":
                raise NotImplementedError(f"{risk['key']} has occurred")
            if risk.get("state") not in OVER:
                up = risk.get("escalated_to", 0) if risk.get("state") == "escalated" else 0
                found.setdefault(up if up in live else risk["component"], []).append(risk)
        return found


def _labour(rate: int, minutes: int) -> int:
    """An hour's rate times minutes, rounded half up."""
    return (2 * rate * minutes + 60) // 120


def _sum(parts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [part for part in parts if part is not None]
    return sum(known) if known else None
