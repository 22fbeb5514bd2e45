"""This file rates components as the page on ratings says, dimension by dimension."""

from collections.abc import Iterator

from tests.office.money import Purse
from tests.office.schedule import Lateness
from tests.office.store import ENDED, OVER, Row, Store, percent

_ORDER = " GAR"


class Ratings:
    """The computed ratings of components: `R`, `A`, `G`, or empty while unknown."""

    def __init__(self, store: Store, lateness: Lateness, purse: Purse) -> None:
        self.store = store
        self.lateness = lateness
        self.purse = purse
        self._known: dict[int, str] = {}

    def of(self, row: Row) -> str:
        """The worst of its dimensions and of what lies below."""
        if row["id"] not in self._known:
            sides = [] if row.get("state") in ENDED else [*self._sides(row)]
            self._known[row["id"]] = max(sides, key=_rank, default="")
        return self._known[row["id"]]

    def trend(self, row: Row) -> str | None:
        """Against the newest status point or report that has a rating."""
        points = [
            (one.get(field), one["id"], one.get("rag"))
            for table, field in (("status_points", "data_date"), ("reports", "at"))
            for one in self.store.rows(table)
            if one["component"] == row["id"]
        ]
        before = max((point for point in points if point[0] and point[2]), default=None)
        now = self.of(row)
        if before is None or not now:
            return None
        moved = _rank(now) - _rank(str(before[2]))
        return "worse" if moved > 0 else "better" if moved < 0 else "same"

    def _sides(self, row: Row) -> Iterator[str]:
        yield self._scope(row)
        yield from self._schedule(row)
        yield self._cost(row)
        yield self._benefits(row)
        yield self._risk(row)
        yield self._below(row)

    def _by(self, value: float, amber: str, red: str) -> str:
        policy = self.store.policy
        return "R" if value >= policy[red] else "A" if value >= policy[amber] else "G"

    def _scope(self, row: Row) -> str:
        """The share of open tasks whose due date is past."""
        places = {one["id"]: one for one in self.store.walk(row)}
        tasks = [
            task
            for task in self.store.tasks.values()
            if task["component"] in places and task["id"] not in self.store.subtasks
        ]
        waiting = [task for task in tasks if self.lateness.is_open(task)]
        overdue = sum(
            (self.store.day(task, "due") or self.store.day(task, "finish") or self.store.today)
            < self.store.today
            for task in waiting
            if places[task["component"]].get("state") not in ENDED
        )
        if not overdue:
            return "G" if tasks else ""
        share = percent(overdue, len(waiting))
        return self._by(share, "overdue_amber_percent", "overdue_red_percent")

    def _schedule(self, row: Row) -> Iterator[str]:
        """Days past the baseline, past the finish that was promised, and past due dates in it."""
        slip = self.lateness.slip(row)
        if slip is not None:
            yield self._by(slip, "late_amber_days", "late_red_days")
        red = self.store.policy["late_red_days"]
        promised, planned = self.store.day(row, "finish"), self.lateness.planned(row)
        if promised is not None:
            late = (planned - promised).days if planned is not None else 0
            if not row.get("actual_finish") and not self._is_all_done(row):
                late = max(late, (self.store.today - promised).days)
            if late > 0:
                yield "R" if late >= red else "A"
        else:
            yield from self._due_dates(row)
        missed = self.lateness.missed_days(row)
        if missed is not None:
            yield "R" if round(missed) >= red else "A"

    def _due_dates(self, row: Row) -> Iterator[str]:
        """Without a typed finish the latest due date of open tasks is the promise."""
        dues = [
            self.store.day(task, "due")
            for task in self.store.tasks.values()
            if task["component"] == row["id"] and self.lateness.is_open(task)
        ]
        if any(dues):
            raise NotImplementedError(f"{row['key']} promises nothing but due dates of tasks")
        yield ""

    def _is_all_done(self, row: Row) -> bool:
        places = {one["id"] for one in self.store.walk(row)}
        tasks = [task for task in self.store.tasks.values() if task["component"] in places]
        return bool(tasks) and not any(map(self.lateness.is_open, tasks))

    def _cost(self, row: Row) -> str:
        """Forecast over budget, else that of this year, else what is spent beyond the budget."""
        budget, forecast = self.purse.budget(row), self.purse.forecast(row)
        pairs = [(forecast, budget, self.purse.is_comparable(row))]
        year = [self.purse.of_year(row, name) for name in ("year_forecast", "year_budget")]
        is_typed = bool(row.get("year_budget"))
        pairs.append((year[0][0], year[1][0], is_typed or year[0][1] == year[1][1]))
        for part, whole, is_comparable in pairs:
            if part is not None and whole is not None and whole > 0 and is_comparable:
                over = percent(part - whole, whole)
                return self._by(over, "cost_amber_percent", "cost_red_percent")
        actual = self.purse.actual(row)
        if actual is not None and budget is not None and budget > 0:
            return "R" if percent(actual, budget) > 100 else ""
        return ""

    def _benefits(self, row: Row) -> str:
        """Red where one is given up, amber where a measure is late."""
        own = [one for one in self.store.rows("benefits") if one["component"] == row["id"]]
        own = [one for one in own if one.get("state") != "retired"]
        if any(one.get("state") == "not_realised" for one in own):
            return "R"
        if any((self.store.day(one, "next_measure") or self.store.today) < self.store.today
               for one in own):  # fmt: skip
            return "A"
        return "G" if any(one.get("next_measure") or one.get("realised") for one in own) else ""

    def _risk(self, row: Row) -> str:
        """Red where a high threat or issue has nobody or no answer, amber where there is one."""
        high = self.store.policy["high_score"]
        threats = [
            (score, bool(one.get("owner") and one.get("response")), one.get("kind", "threat"))
            for one in self.purse.risks.get(row["id"], ())
            if (score := scored(one)) is not None
        ]
        issues = [
            (level(one), bool(one.get("owner")), "issue")
            for one in self.store.rows("issues")
            if one["component"] == row["id"] and one.get("state") not in OVER
        ]
        if any(one.get("from_risk") for one in self.store.rows("issues")):
            raise NotImplementedError("an issue that was a risk")
        rated = [*threats, *(one for one in issues if one[0])]
        grave = [one for one in rated if one[0] >= high and one[2] != "opportunity"]
        if not grave:
            return "G" if rated else ""
        return "A" if all(is_answered for _, is_answered, _ in grave) else "R"

    def _below(self, row: Row) -> str:
        """From some rated components on the share that is green, else the worst of them."""
        policy = self.store.policy
        parts = [
            (self.of(child) or child.get("said_rag", ""), self.purse.budget(child))
            for child in self.store.below.get(row["id"], ())
            if child.get("state") not in ENDED
        ]
        rated = [rag for rag, _ in parts if rag]
        if len(rated) >= policy["rating_share_from"]:
            green = 100 * rated.count("G")
            if green > policy["rating_green_percent"] * len(rated):
                return "G"
            return "A" if green >= policy["rating_amber_percent"] * len(rated) else "R"
        red = [budget for rag, budget in parts if rag == "R"]
        whole = sum(budget for _, budget in parts if budget is not None)
        if red and whole > 0 and None not in red:
            share = percent(sum(budget for budget in red if budget is not None), whole)
            if share < policy["small_budget_percent"]:
                return "A"
        return max(rated, key=_rank, default="")


def scored(risk: Row) -> int | None:
    """Probability times the highest impact; None while either is not rated."""
    impacts = (risk.get(f"impact_{side}", 0) for side in ("cost", "time", "scope", "quality"))
    return risk.get("probability", 0) * max(impacts) or None


def level(issue: Row) -> int:
    """An issue weighs as a risk with both steps its severity; else by its priority."""
    severity = int(issue.get("severity", 0))
    return severity * severity if severity else {1: 25, 2: 9}.get(issue.get("priority", 0), 1)


def _rank(rag: str) -> int:
    return _ORDER.index(rag or " ")
