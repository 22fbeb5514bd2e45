"""This file works out what is asked of governance: check-ins, tolerances, assurance."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from tests.office.money import Purse
from tests.office.ratings import Ratings, scored
from tests.office.schedule import Lateness
from tests.office.store import ENDED, Row, Store

LIVE: Final = frozenset({"active", "executing", "closing", "planning"})
"""States of components under way."""
_STEPS: Final = ("unaware", "resistant", "neutral", "supportive", "leading")
_ASKED: Final[dict[str, frozenset[str]]] = {
    "owner": frozenset({"portfolio", "program", "project", "operation"}),
    "sponsor": frozenset({"program", "project"}),
    "charter": frozenset({"program", "project"}),
    "case": frozenset({"program"}),
    "baseline": frozenset({"project"}),
    "gate": frozenset({"program", "project"}),
    "benefits": frozenset({"program"}),
    "report": frozenset({"program", "project", "operation"}),
}
"""What assurance asks of which kinds of components."""


_SHOWN_BY: Final = {
    "charter": ("documents", "due"), "case": ("cases", "review_date"), "gate": ("gates", "due"),
    "benefits": ("benefits", "next_measure"), "report": ("reports", "at"),
}  # fmt: skip
"""The tables whose rows show it, and the field that says until when."""


class Governance:
    """What the rows of one store say of how it is governed."""

    def __init__(self, store: Store, lateness: Lateness, purse: Purse, ratings: Ratings) -> None:
        self.store = store
        self.today = store.today
        self._lateness = lateness
        self._purse = purse
        self._ratings = ratings

    def of(self, table: str, row: Row, field: str = "component") -> list[Row]:
        """The rows of a table that belong to a row."""
        return [other for other in self.store.rows(table) if other.get(field) == row["id"]]

    def assured(self, row: Row) -> dict[str, str | None]:
        """How each thing stands that assurance asks of a component."""
        return {f"assured_{artefact}": self._standing(row, artefact) for artefact in _ASKED}

    def gaps(self, row: Row) -> int:
        """What a component and all below it lack."""
        found = [self.assured(below) for below in self.store.walk(row)]
        return sum(one in {"missing", "expired"} for each in found for one in each.values())

    def _standing(self, row: Row, artefact: str) -> str | None:
        if row["kind"] not in _ASKED[artefact] or row.get("state") in ENDED:
            return None
        if artefact != "owner" and row.get("state") not in LIVE:
            return None
        if artefact in {"owner", "sponsor"}:
            return "ok" if row.get(artefact) else "missing"
        if artefact == "baseline":
            return "ok" if self._lateness.baseline(row) is not None else "missing"
        days = [*self._days(row, artefact)]
        if not days:
            return "missing"
        good = [day is None or day >= self.today for day in days]
        return "ok" if (all(good) if artefact == "benefits" else any(good)) else "expired"

    def _days(self, row: Row, artefact: str) -> Iterator[date | None]:
        """Until when each row counts that shows it."""
        table, field = _SHOWN_BY[artefact]
        rows = [one for one in self.of(table, row) if self._shows(one, artefact)]
        if artefact != "report":
            yield from (self.store.day(one, field) for one in rows)
            return
        given = [self.store.day(one, field) for one in rows] + [self.store.day(row, "said_at")]
        lasts = timedelta(days=self.store.policy.get("report_days", 35))
        yield from (one + lasts for one in given if one is not None)

    def _shows(self, one: Row, artefact: str) -> bool:
        if artefact == "charter":
            return one.get("kind") == "charter" and one.get("state") == "approved"
        if artefact == "case":
            return one.get("state") == "approved"
        if artefact == "gate":
            return one.get("decision", "") in {"", "hold"} and bool(one.get("due"))
        over = one.get("state") in {"retired", "sustained", "not_realised"}
        return artefact == "report" or (bool(one.get("owner")) and not over)

    def exceptions(self, row: Row) -> int:
        """Departures beyond a tolerance of a component and all below it."""
        return sum(1 for below in self.store.walk(row) for _ in self._beyond(below))

    def _beyond(self, row: Row) -> Iterator[str]:
        if row.get("state") in ENDED:
            return
        for limit in self._limits(row):
            if limit.get("kind", "time") == "time" and self._days_late(row) > limit["days"]:
                yield "time"
            if limit.get("kind") == "cost":
                budget, over = self._purse.budget(row), self._purse.variance(row)
                if budget and over is not None and over * 100 > limit["percent"] * budget:
                    yield "cost"
            if limit.get("kind") == "risk":
                for risk in self.of("risks", row):
                    score = scored(risk)
                    is_open = risk.get("state") not in {"closed", "expired", "occurred"}
                    is_threat = risk.get("kind", "threat") == "threat"
                    if is_threat and is_open and risk.get("state") != "escalated":
                        yield from ["risk"] * (score is not None and score > limit["count"])

    def _limits(self, row: Row) -> Iterator[Row]:
        """The tolerances of the nearest component that has any of a kind."""
        every = self.store.every("components")
        path, place = [row["id"]], row
        while place.get("component"):
            place = every[place["component"]]
            path.append(place["id"])
        for kind in ("time", "cost", "risk"):
            for at in (*path, 0):
                here = [
                    one
                    for one in self.store.rows("tolerances")
                    if one.get("component", 0) == at and one.get("kind", "time") == kind
                ]
                if here:
                    yield from here
                    break

    def _days_late(self, row: Row) -> int:
        planned, agreed = self._lateness.planned(row), self.store.day(row, "finish")
        days = [0, self._lateness.slip(row) or 0]
        promised = self.promised(row)
        if planned is not None and promised is not None:
            days.append((planned - promised).days)
        if agreed is not None and not self._is_all_done(row):
            days.append((self.today - agreed).days)
        return max(days)

    def promised(self, row: Row) -> date | None:
        """The agreed finish: its own, else the last of those below."""
        own = self.store.day(row, "finish")
        if own is not None:
            return own
        below = [self.promised(one) for one in self.store.below.get(row["id"], ())]
        return max((day for day in below if day is not None), default=None)

    def _is_all_done(self, row: Row) -> bool:
        inside = {one["id"] for one in self.store.walk(row)}
        tasks = [one for one in self.store.tasks.values() if one.get("component") in inside]
        return bool(tasks) and all(self.store.is_done(one) for one in tasks)

    def checkin(self, row: Row) -> str | None:
        """How the check-in came that is to be spoken of: of this week, else of the last."""
        weeks = [self._friday(self.today) - timedelta(days=7), self._friday(self.today)]
        known = [(one, self._coming(row, one)) for one in weeks]
        asked = [coming for _, coming in known if coming]
        spoken = [coming for coming in asked[::-1] if coming != "due"]
        return next(iter([*spoken, *asked[-1:]]), None)

    def _coming(self, row: Row, friday: date) -> str:
        came = [
            self.store.day(one, "at")
            for one in self.of("checkins", row)
            if self._friday(self._period(one)) == friday
        ]
        if came:
            first = min(day for day in came if day is not None)
            return "late" if first > friday else "received"
        begun = [self._friday(self._period(one)) for one in self.store.rows("checkins")]
        start = self.store.day(row, "start")
        is_asked = row["kind"] == "project" and row.get("state") in LIVE
        if not is_asked or not begun or friday < min(begun) or (start and start > friday):
            return ""
        return "missing" if friday < self.today else "due"

    def _period(self, checkin: Row) -> date:
        day = self.store.day(checkin, "period") or self.store.day(checkin, "at")
        assert day is not None
        return day

    def _friday(self, day: date) -> date:
        return day + timedelta(days=(4 - day.weekday()) % 7)

    def owes_recovery(self, row: Row) -> bool:
        """Whether it is red or amber, is asked to check in, and has no open recovery plan."""
        if self.checkin(row) is None or row.get("state") in ENDED:
            return False
        open_ones = [
            one for one in self.of("recoveries", row) if one.get("state", "open") == "open"
        ]
        rags = {self._ratings.of(row), row.get("said_rag", "")}
        return not open_ones and bool(rags & {"A", "R"})

    def to_win(self, row: Row) -> int | None:
        """Steps of engagement of a stakeholder that are still to be won."""
        ends = row.get("engagement"), row.get("desired")
        if not all(ends):
            return None
        now, wanted = (_STEPS.index(str(end)) for end in ends)
        return wanted - now

    def kpi(self, row: Row) -> tuple[float | None, str]:
        """How far short of its target an indicator is, and its rating."""
        read = [
            one
            for one in self.of("kpi_readings", row, "kpi")
            if date.fromisoformat(one["at"]) <= self.today
        ]
        if not read or not row.get("target"):
            return None, ""
        above = float(max(read, key=lambda one: one["at"])["value"]) - float(row["target"])
        better: Any = row.get("better", "higher")
        short = {"higher": -above, "lower": above, "on_target": abs(above)}[better]
        if short <= float(row.get("green_within") or 0):
            return short, "G"
        amber = row.get("amber_within")
        return short, "A" if amber and short <= float(amber) else "R"
