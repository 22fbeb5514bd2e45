"""This file reads the tables of a store from its JSON, and walks the tree of components."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

Row = Mapping[str, Any]
ENDED: Final = frozenset({"closed", "rejected", "cancelled", "merged"})
"""States of components that are over."""
OVER: Final = frozenset(
    {"closed", "resolved", "verified", "implemented", "rejected", "expired", "occurred"}
)
"""States of entries of the log that nobody waits for any more."""
_POLICY: Final[Row] = {
    "timezone": "UTC", "base_currency": "EUR", "minutes_per_day": 480, "high_score": 15,
    "probability_percent": [10, 30, 50, 70, 90], "late_amber_days": 1, "late_red_days": 10,
    "cost_amber_percent": 5, "cost_red_percent": 15, "overdue_amber_percent": 5,
    "overdue_red_percent": 20, "rating_share_from": 5, "rating_green_percent": 90,
    "rating_amber_percent": 80, "small_budget_percent": 10,
}  # fmt: skip
"""What holds where a store says nothing else."""


class Store:
    """The tables of a store as they stand in its file."""

    def __init__(self, path: Path, today: date | None = None) -> None:
        self.tables: Mapping[str, Mapping[str, Row]] = json.loads(path.read_text("utf-8"))
        rows = [*self.tables.get("policy", {}).values()]
        self.policy: Row = {**_POLICY, **(rows[0] if rows else {})}
        self.today = today or datetime.now(ZoneInfo(self.policy["timezone"])).date()
        self._refuse("rates", "calendars", "calendar_weeks", "calendar_exceptions")

    def _refuse(self, *tables: str) -> None:
        for table in tables:
            if self.tables.get(table):
                raise NotImplementedError(f"these scripts know no {table}")

    def rows(self, table: str) -> list[Row]:
        """What is not archived."""
        return [row for row in self.tables.get(table, {}).values() if not row.get("archived")]

    def every(self, table: str) -> dict[int, Row]:
        """All rows of a table by id."""
        return {row["id"]: row for row in self.tables.get(table, {}).values()}

    def live(self) -> list[Row]:
        """The components that have not ended."""
        return [row for row in self.components if row.get("state") not in ENDED]

    @cached_property
    def components(self) -> list[Row]:
        """The components of which none above is archived either."""
        every = self.every("components")

        def stands(row: Row | None) -> bool:
            while row is not None and not row.get("archived"):
                if not row.get("component"):
                    return True
                row = every.get(row["component"])
            return False

        return [row for row in every.values() if stands(row)]

    @cached_property
    def below(self) -> Mapping[int, list[Row]]:
        """The components directly below each."""
        found: dict[int, list[Row]] = {}
        for row in self.components:
            found.setdefault(row.get("component", 0), []).append(row)
        return found

    def walk(self, row: Row) -> Iterator[Row]:
        """A component and all below it."""
        yield row
        for child in self.below.get(row["id"], ()):
            yield from self.walk(child)

    @cached_property
    def tasks(self) -> dict[int, Row]:
        """The tasks that are not archived, by id."""
        return {row["id"]: row for row in self.rows("tasks")}

    @cached_property
    def subtasks(self) -> Mapping[int, list[Row]]:
        """The tasks directly below each."""
        found: dict[int, list[Row]] = {}
        for row in self.tasks.values():
            if row.get("parent"):
                found.setdefault(row["parent"], []).append(row)
        return found

    def is_done(self, task: Row) -> bool:
        """By its column, or without one by its 100 %; a summary when all below it is."""
        if below := self.subtasks.get(task["id"]):
            return all(self.is_done(one) for one in below)
        column = self.every("columns").get(task.get("column", 0))
        done = task.get("percent") == 100
        return column.get("role") == "done" if column is not None else done

    def day(self, row: Row | None, field: str) -> date | None:
        """A date of a row."""
        text = row.get(field) if row is not None else None
        return date.fromisoformat(text) if text else None

    def name_of(self, person: int) -> str | None:
        """How somebody is called."""
        row = self.every("people").get(person)
        return row["name"] if row is not None else None


def percent(part: int, whole: int) -> int:
    """Rounded half up."""
    return (200 * part + whole) // (2 * whole)


def keys(rows: list[Row]) -> dict[str, Row]:
    """The keys of rows, of which nothing else is said."""
    return {row["key"]: {} for row in rows}
