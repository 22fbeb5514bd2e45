"""This file answers questions of a program office from the JSON of a store, in plain Python.

It imports nothing of the program: what it says is what somebody finds out with a script of their
own. It knows what is stored and typed, and follows no schedule.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

Row = Mapping[str, Any]
_ENDED: Final = {"closed", "rejected", "cancelled", "merged"}
_OVER: Final = {"closed", "resolved", "verified", "implemented", "rejected", "expired", "occurred"}


class Store:
    """The tables of a store as they stand in its file."""

    def __init__(self, path: Path) -> None:
        self.tables: Mapping[str, Mapping[str, Row]] = json.loads(path.read_text("utf-8"))
        zones = [row.get("timezone", "UTC") for row in self.tables.get("policy", {}).values()]
        self.today = datetime.now(ZoneInfo(next(iter(zones), "UTC"))).date()

    def rows(self, table: str) -> list[Row]:
        """What is not put away."""
        return [row for row in self.tables.get(table, {}).values() if not row.get("archived")]

    def live(self) -> list[Row]:
        """The components that have not ended."""
        return [row for row in self.rows("components") if row.get("state") not in _ENDED]

    def is_before(self, row: Row, field: str, days: int = 0) -> bool:
        """Whether a date of a row lies before so many days from today; false without one."""
        day = row.get(field)
        return day is not None and date.fromisoformat(day) < self.today + timedelta(days=days)


def _keys(rows: list[Row]) -> set[str]:
    return {row["key"] for row in rows}


def orphans(store: Store) -> set[str]:
    """Components without an owner."""
    return _keys([row for row in store.live() if not row.get("owner")])


def stale(store: Store) -> set[str]:
    """Programs, projects and operations last reported over 35 days ago, or never."""
    return _keys(
        [
            row
            for row in store.live()
            if row["kind"] != "portfolio"
            and (not row.get("said_at") or store.is_before(row, "said_at", -35))
        ]
    )


def unaligned(store: Store) -> set[str]:
    """Projects from which neither the map nor a share in a benefit leads to an objective."""
    layers = ("output", "capability", "outcome", "benefit", "objective")
    leads: dict[int, list[int]] = {}
    for row in store.rows("contributions"):
        ends = [row[layer] for layer in layers if row.get(layer)]
        start = ends[0] if len(ends) > 1 else row["component"]
        leads.setdefault(start, []).append(ends[-1])
    for row in store.rows("attributions"):
        leads.setdefault(row["component"], []).append(row["benefit"])
    for table in ("tasks", "capabilities", "outcomes", "benefits"):
        for row in store.rows(table):
            leads.setdefault(row.get("component", 0), []).append(row["id"])
    objectives = {row["id"] for row in store.rows("objectives")}

    def serves(row_id: int) -> bool:
        met, waiting = {row_id}, [row_id]
        while waiting:
            further = [end for end in leads.get(waiting.pop(), ()) if end not in met]
            met.update(further)
            waiting += further
        return bool(met & objectives)

    projects = [row for row in store.live() if row["kind"] == "project"]
    return _keys([row for row in projects if not serves(row["id"])])


def unplanned(store: Store) -> set[str]:
    """Projects of which no baseline finish is known, typed or frozen."""
    frozen = {row["component"] for row in store.rows("baselines")}
    projects = [row for row in store.live() if row["kind"] == "project"]
    return _keys(
        [row for row in projects if not row.get("baseline_finish") and row["id"] not in frozen]
    )


def threats(store: Store) -> set[str]:
    """Open threats."""
    open_rows = [row for row in store.rows("risks") if row.get("state") not in _OVER]
    return _keys([row for row in open_rows if row.get("kind", "threat") == "threat"])


def unanswered(store: Store) -> set[str]:
    """Open risks without an owner or a response, or whose review is late."""
    open_rows = [row for row in store.rows("risks") if row.get("state") not in _OVER]
    return _keys(
        [
            row
            for row in open_rows
            if not row.get("owner")
            or not row.get("response")
            or store.is_before(row, "next_review")
        ]
    )


def escalated(store: Store) -> set[str]:
    """Risks that were handed up and have no answer."""
    return _keys([row for row in store.rows("risks") if row.get("escalated_to")])


def issues(store: Store) -> set[str]:
    """Open issues."""
    return _keys([row for row in store.rows("issues") if row.get("state") not in _OVER])


def changes(store: Store) -> set[str]:
    """Open changes nobody has decided on."""
    open_rows = [row for row in store.rows("changes") if row.get("state") not in _OVER]
    return _keys([row for row in open_rows if row.get("decision", "") in {"", "more_info"}])


def gates(store: Store) -> set[str]:
    """Gates without a decision that are past or come within 30 days."""
    waiting = [row for row in store.rows("gates") if row.get("decision", "") in {"", "hold"}]
    return _keys([row for row in waiting if store.is_before(row, "due", 31)])


def measures(store: Store) -> set[str]:
    """Live benefits whose next measure is due."""
    over = {"retired", "sustained", "not_realised"}
    live = [row for row in store.rows("benefits") if row.get("state") not in over]
    return _keys([row for row in live if store.is_before(row, "next_measure", 1)])


ANSWERS: Final[Mapping[str, Callable[[Store], set[str]]]] = {
    answer.__name__: answer
    for answer in (
        orphans, stale, unaligned, unplanned, threats, unanswered, escalated, issues, changes,
        gates, measures,
    )
}  # fmt: skip
"""The answers by the names of the questions."""


def percent(part: int, whole: int) -> int:
    """Rounded half up."""
    return (200 * part + whole) // (2 * whole)


def typed_rating(store: Store, row: Row) -> str:
    """The rating of a project of which only dates and amounts are typed: `R`, `A`, `G` or none."""
    sides = []
    for forecast, budget in (("forecast", "budget"), ("year_forecast", "year_budget")):
        if row.get(forecast) and row.get(budget) and row[budget]["amount"] > 0:
            amounts = row[forecast]["amount"], row[budget]["amount"]
            over = percent(amounts[0] - amounts[1], amounts[1])
            sides.append("R" if over >= 15 else "A" if over >= 5 else "G")
            break
    if row.get("finish") and not row.get("actual_finish"):
        past = (store.today - date.fromisoformat(row["finish"])).days
        if past > 0:
            sides.append("R" if past >= 10 else "A")
    return max(sides, key="GAR".index, default="")
