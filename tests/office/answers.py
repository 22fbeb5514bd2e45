"""This file answers the questions of a program office that have a name, from the file of a store.

An answer is what the rows say, by key: the figures that have to be worked out, and nothing of what
is only copied from the store.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from tests.office.governance import Governance
from tests.office.money import Purse
from tests.office.ratings import Ratings, scored
from tests.office.schedule import Lateness
from tests.office.store import OVER, Row, Store, keys

Answer = dict[str, Row]


class Office:
    """Somebody who answers from the file of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.today = store.today
        self.lateness = Lateness(store)
        self.purse = Purse(store)
        self.ratings = Ratings(store, self.lateness, self.purse)
        self.governance = Governance(store, self.lateness, self.purse, self.ratings)

    def money(self, minor: int | None) -> Row | None:
        """An amount as JSON has it."""
        currency = self.store.policy["base_currency"]
        if minor is None:
            return None
        sign = "-" if minor < 0 else ""
        amount = f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02}"
        return {"amount": amount, "currency": currency}

    def day(self, day: date | None) -> str | None:
        """A date as JSON has it."""
        return day.isoformat() if day is not None else None

    def before(self, row: Row, field: str, days: int = 0) -> bool:
        """Whether a date of a row lies before so many days from today; false without one."""
        day = self.store.day(row, field)
        return day is not None and day < self.today + timedelta(days=days)

    def waiting(self, table: str) -> list[Row]:
        """The entries of the log that are not over."""
        return [row for row in self.store.rows(table) if row.get("state") not in OVER]

    def projects(self) -> list[Row]:
        """The projects that have not ended."""
        return [row for row in self.store.live() if row["kind"] == "project"]

    def late_tasks(self) -> list[Row]:
        """Open tasks that should be done by now; a summary by its own due date or parts."""
        return [row for row in self.store.tasks.values() if self.lateness.is_late(row)]

    @cached_property
    def leads(self) -> Mapping[int, list[tuple[int, int]]]:
        """What the benefits map and shares in benefits lead to, with the share."""
        layers = ("output", "capability", "outcome", "benefit", "objective")
        leads: dict[int, list[tuple[int, int]]] = {}
        for row in self.store.rows("contributions"):
            ends = [row[layer] for layer in layers if row.get(layer)]
            start = ends[0] if len(ends) > 1 else row["component"]
            leads.setdefault(start, []).append((ends[-1], row.get("share", 0)))
        for row in self.store.rows("attributions"):
            leads.setdefault(row["component"], []).append((row["benefit"], 0))
        for table in ("tasks", "capabilities", "outcomes", "benefits"):
            for row in self.store.rows(table):
                leads.setdefault(row.get("component", 0), []).append((row["id"], 0))
        return leads

    def served(self, row_id: int) -> int:
        """How many objectives the map leads to."""
        met, waiting = {row_id}, [row_id]
        while waiting:
            further = [end for end, _ in self.leads.get(waiting.pop(), ()) if end not in met]
            met.update(further)
            waiting += further
        return len(met & self.store.every("objectives").keys())


def red(office: Office) -> Answer:
    """Components rated red, and how that has moved."""
    rated = ((row, office.ratings.of(row)) for row in office.store.live())
    return {row["key"]: _rating(office, row) for row, rag in rated if rag == "R"}


def _rating(office: Office, row: Row) -> Row:
    trend = office.ratings.trend(row)
    return {"rag": office.ratings.of(row) or None, "rag_trend": trend}


def watermelon(office: Office) -> Answer:
    """Reported green, computed red."""
    said = {row["key"] for row in office.store.live() if row.get("said_rag") == "G"}
    return {key: {"rag": row["rag"]} for key, row in red(office).items() if key in said}


def worse(office: Office) -> Answer:
    """Rated worse than in the newest status point or report."""
    rows = {row["key"]: _rating(office, row) for row in office.store.components}
    return {key: row for key, row in rows.items() if row["rag_trend"] == "worse"}


def intervene(office: Office) -> Answer:
    """Red, or getting worse."""
    live = {row["key"] for row in office.store.live()}
    return red(office) | {key: row for key, row in worse(office).items() if key in live}


def unrated(office: Office) -> Answer:
    """Components of which nothing gives a rating."""
    return keys([row for row in office.store.live() if not office.ratings.of(row)])


def slipped(office: Office) -> Answer:
    """Planned to end after the baseline."""
    return {
        row["key"]: {
            "slip": slip,
            "finish": office.day(office.lateness.planned(row)),
            "baseline_finish": office.day(office.lateness.baseline(row)),
        }
        for row in office.store.components
        if (slip := office.lateness.slip(row) or 0) > 0
    }


def unplanned(office: Office) -> Answer:
    """Projects of which no baseline finish is known."""
    return keys([row for row in office.projects() if office.lateness.baseline(row) is None])


def stale(office: Office) -> Answer:
    """Programs, projects and operations last reported over 35 days ago, or never."""
    live = [row for row in office.store.live() if row["kind"] != "portfolio"]
    return keys(
        [row for row in live if not row.get("said_at") or office.before(row, "said_at", -35)]
    )


def orphans(office: Office) -> Answer:
    """Components without an owner."""
    return keys([row for row in office.store.live() if not row.get("owner")])


def unaligned(office: Office) -> Answer:
    """Projects from which neither the map nor a share in a benefit leads to an objective."""
    served = {row["key"]: office.served(row["id"]) for row in office.projects()}
    return {key: {"objectives_served": 0} for key, count in served.items() if not count}


def unserved(office: Office) -> Answer:
    """Objectives to which no share leads but from what was given up."""
    shares = {row["id"]: 0 for row in office.store.rows("objectives")}
    given_up = {
        row["id"]
        for row in office.store.every("benefits").values()
        if row.get("state") in {"not_realised", "retired"}
    }
    for start, ends in office.leads.items():
        for end, share in ends:
            if end in shares and start not in given_up:
                shares[end] += share
    rows = office.store.rows("objectives")
    return {row["key"]: {"coverage": 0} for row in rows if not shares[row["id"]]}


def over(office: Office) -> Answer:
    """Forecast over budget."""
    every = money(office)
    return {
        row["key"]: {name: every[row["key"]][name] for name in _BUDGETED}
        for row in office.store.components
        if (office.purse.variance(row) or 0) > 0
    }


_BUDGETED: Final = ("total_budget", "cost_forecast", "variance")


def money(office: Office) -> Answer:
    """Budget, actual cost and forecast of every component."""
    purse = office.purse
    return {
        row["key"]: {
            "total_budget": office.money(purse.budget(row)),
            "actual": office.money(purse.actual(row)),
            "cost_forecast": office.money(purse.forecast(row)),
            "variance": office.money(purse.variance(row)),
        }
        for row in office.store.components
    }


def unfunded(office: Office) -> Answer:
    """Funding below the forecast."""
    return {
        row["key"]: {
            "funded": office.money(office.purse.funded(row)),
            "cost_forecast": office.money(office.purse.forecast(row)),
            "funding_gap": office.money(gap),
        }
        for row in office.store.components
        if (gap := office.purse.gap(row) or 0) < 0
    }


def exposed(office: Office) -> Answer:
    """Components whose risks are expected to cost more than they bring."""
    risks = office.purse.risks
    return {
        row["key"]: {
            "exposure": office.money(exposure),
            "open_risks": sum(len(risks.get(one["id"], ())) for one in office.store.walk(row)),
        }
        for row in office.store.components
        if (exposure := office.purse.exposure(row) or 0) < 0
    }


def late(office: Office) -> Answer:
    """Open tasks that should be done by now, and whose they are."""
    return {
        row["key"]: {
            "owner": office.store.name_of(row.get("owner", 0)),
            "assignee": [*_assigned(office, row)],
        }
        for row in office.late_tasks()
    }


def _assigned(office: Office, task: Row) -> Iterator[str | None]:
    for row in office.store.rows("assignments"):
        if row["task"] == task["id"]:
            yield office.store.name_of(row["person"])


def blocked(office: Office) -> Answer:
    """Open tasks that say so or wait for a predecessor; neither summaries nor milestones."""
    return {
        row["key"]: {"blocked": True}
        for row in office.store.tasks.values()
        if row.get("kind") != "milestone"
        and row["id"] not in office.store.subtasks
        and office.lateness.is_held_up(row)
    }


def mine(office: Office, person: str = "") -> Answer:
    """Open tasks of a person, named by key, that are due by today or late."""
    names = {row["id"] for row in office.store.rows("people") if row["key"] == person}
    assigned = {row["task"] for row in office.store.rows("assignments") if row["person"] in names}
    tasks = [row for row in office.store.tasks.values() if office.lateness.is_open(row)]
    own = [row for row in tasks if row.get("owner") in names or row["id"] in assigned]
    lately = {row["id"] for row in office.late_tasks()}
    return keys([row for row in own if office.before(row, "due", 1) or row["id"] in lately])


def milestones(office: Office) -> Answer:
    """Open milestones planned within 30 days from today."""
    marks = [row for row in office.store.tasks.values() if row.get("kind") == "milestone"]
    days = {
        row["key"]: (office.lateness.dates.finish(row), office.lateness.baseline_finish(row))
        for row in marks
        if office.lateness.is_open(row)
    }
    return {
        key: {"planned": office.day(day), "baseline_finish": office.day(agreed)}
        for key, (day, agreed) in days.items()
        if office.today <= day <= office.today + timedelta(days=30)
    }


def threats(office: Office) -> Answer:
    """Open threats, with score and expected loss."""
    return {
        row["key"]: {
            "score": str(score) if (score := scored(row)) is not None else None,
            "emv": office.money(office.purse.emv(row)),
        }
        for row in office.waiting("risks")
        if row.get("kind", "threat") == "threat"
    }


def unanswered(office: Office) -> Answer:
    """Open risks without an owner or a response, or whose review is late."""
    rows = office.waiting("risks")
    bare = [row for row in rows if not row.get("owner") or not row.get("response")]
    return keys(bare) | keys([row for row in rows if office.before(row, "next_review")])


def escalated(office: Office) -> Answer:
    """Risks that were handed up and have no answer."""
    return keys([row for row in office.store.rows("risks") if row.get("escalated_to")])


def issues(office: Office) -> Answer:
    """Open issues."""
    return keys(office.waiting("issues"))


def changes(office: Office) -> Answer:
    """Open changes nobody has decided on."""
    rows = office.waiting("changes")
    return keys([row for row in rows if row.get("decision", "") in {"", "more_info"}])


def gates(office: Office) -> Answer:
    """Gates without a decision that are past or come within 30 days."""
    rows = [row for row in office.store.rows("gates") if row.get("decision", "") in {"", "hold"}]
    return keys([row for row in rows if office.before(row, "due", 31)])


def measures(office: Office) -> Answer:
    """Live benefits whose next measure is due."""
    over = {"retired", "sustained", "not_realised"}
    live = [row for row in office.store.rows("benefits") if row.get("state") not in over]
    return keys([row for row in live if office.before(row, "next_measure", 1)])


def assurance(office: Office) -> Answer:
    """Components that lack what assurance asks for, or of which one below does."""
    known = ((row, office.governance.gaps(row)) for row in office.store.live())
    return {
        row["key"]: {"assurance_gaps": gaps, **office.governance.assured(row)}
        for row, gaps in known
        if gaps
    }


def exceptions(office: Office) -> Answer:
    """Components beyond a tolerance."""
    known = ((row, office.governance.exceptions(row)) for row in office.store.components)
    return {row["key"]: {"exceptions": count} for row, count in known if count}


def unrecovered(office: Office) -> Answer:
    """Red or amber, asked to check in, and without an open recovery plan."""
    return keys([row for row in office.store.components if office.governance.owes_recovery(row)])


def silent(office: Office) -> Answer:
    """Components whose check-in is missing."""
    rows = office.store.components
    return keys([row for row in rows if office.governance.checkin(row) == "missing"])


def _of_states(office: Office, table: str, *states: str) -> list[Row]:
    """The rows of a table in some states; the first is that of a row that says none."""
    rows = office.store.rows(table)
    return [row for row in rows if row.get("state", states[0]) in states]


def asking(office: Office) -> Answer:
    """Asks that nobody has answered, with their age in days."""
    rows = _of_states(office, "asks", "open", "acknowledged")
    days = ((row, office.store.day(row, "asked_at")) for row in rows)
    return {row["key"]: {"age": (office.today - day).days if day else None} for row, day in days}


def directives(office: Office) -> Answer:
    """Directives that are not done."""
    return keys(_of_states(office, "directives", "issued", "acknowledged"))


def conditions(office: Office) -> Answer:
    """Conditions of gates that are not met."""
    return keys(_of_states(office, "gate_conditions", "open"))


def ungated(office: Office) -> Answer:
    """Under way without a gate to come."""
    known = ((row, office.governance.assured(row)) for row in office.store.components)
    return keys([row for row, found in known if found["assured_gate"] == "missing"])


def uncased(office: Office) -> Answer:
    """Programs without an approved business case in force."""
    known = (
        (row, office.governance.assured(row)["assured_case"]) for row in office.store.components
    )
    return {
        row["key"]: {"assured_case": case} for row, case in known if case in {"missing", "expired"}
    }


def decided(office: Office) -> Answer:
    """Decisions of the last 30 days."""
    rows = office.store.rows("decisions")
    dated = [row for row in rows if row.get("decided_at")]
    return keys([row for row in dated if not office.before(row, "decided_at", -30)])


def lessons(office: Office) -> Answer:
    """Lessons that nobody has applied or dropped."""
    return keys(_of_states(office, "lessons", "raised", "agreed"))


def documents(office: Office) -> Answer:
    """Documents in use to be reviewed within 30 days, or past that."""
    rows = _of_states(office, "documents", "draft", "approved")
    return keys([row for row in rows if office.before(row, "due", 31)])


def stakeholders(office: Office) -> Answer:
    """Stakeholders who are less engaged than they should be."""
    known = ((row, office.governance.to_win(row)) for row in office.store.rows("stakeholders"))
    return {row["key"]: {"gap": gap} for row, gap in known if gap is not None and gap > 0}


def contact(office: Office) -> Answer:
    """What stakeholders are to be told within a week, or should have been told."""
    return keys(
        [row for row in office.store.rows("communications") if office.before(row, "due", 8)]
    )


def kpis(office: Office) -> Answer:
    """Indicators outside their green band."""
    known = ((row, *office.governance.kpi(row)) for row in office.store.rows("kpis"))
    return {row["key"]: {"rating": rag} for row, _, rag in known if rag in {"A", "R"}}


def requirements(office: Office) -> Answer:
    """Open requirements that no live task delivers."""
    rows = _of_states(office, "requirements", "proposed", "agreed", "delivered")
    return keys([row for row in rows if row.get("delivered_by", 0) not in office.store.tasks])


def undelivered(office: Office) -> Answer:
    """Open requirements past their day."""
    rows = _of_states(office, "requirements", "proposed", "agreed", "delivered")
    return keys([row for row in rows if office.before(row, "due")])


def actions(office: Office) -> Answer:
    """Actions that are past their day and not over."""
    rows = [row for row in office.waiting("action_items") if row.get("state") != "done"]
    return keys([row for row in rows if office.before(row, "due")])


def assumptions(office: Office) -> Answer:
    """Assumptions that are still to be checked."""
    over = {"valid", "invalid", "done"}
    return keys([row for row in office.waiting("assumptions") if row.get("state") not in over])


def seats(office: Office) -> Answer:
    """Seats in bodies that end within 60 days."""
    rows = [row for row in office.store.rows("memberships") if office.before(row, "until", 61)]
    return keys([row for row in rows if not office.before(row, "until")])


ANSWERS: Final[Mapping[str, Callable[[Office], Answer]]] = {
    answer.__name__: answer
    for answer in (
        red, watermelon, worse, intervene, unrated, slipped, unplanned, stale, orphans, unaligned,
        unserved, over, money, unfunded, exposed, late, blocked, mine, milestones, threats,
        unanswered, escalated, issues, changes, gates, measures,
        assurance, exceptions, unrecovered, silent, asking, directives, conditions, ungated,
        uncased, decided, lessons, documents, stakeholders, contact, kpis, requirements,
        undelivered, actions, assumptions, seats,
    )
}  # fmt: skip
"""The answers by the names of the questions."""

ORDERS: Final[Mapping[str, tuple[str, bool]]] = {
    "slipped": ("slip", True), "stale": ("reported_at", False), "over": ("variance", True),
    "money": ("total_budget", True), "unfunded": ("funding_gap", False),
    "exposed": ("exposure", False), "late": ("due", False), "mine": ("due", False),
    "milestones": ("planned", False), "threats": ("score", True),
    "issues": ("severity", True), "changes": ("due", False), "gates": ("due", False),
    "measures": ("next_measure", False), "assurance": ("assurance_gaps", True),
    "exceptions": ("exceptions", True), "asking": ("needed_by", False),
    "directives": ("due", False), "conditions": ("due", False), "decided": ("decided_at", True),
    "lessons": ("learnt_at", False), "documents": ("due", False), "stakeholders": ("gap", True),
    "contact": ("due", False), "undelivered": ("due", False), "actions": ("due", False),
    "assumptions": ("due", False), "seats": ("until", False),
}  # fmt: skip
"""By what rows are in order, and whether the highest comes first; rows without it come last."""


def in_order(rows: list[dict[str, Any]], field: str, *, falls: bool) -> bool:
    """Whether rows stand in the order of a field."""
    values = [_comparable(row[field]) for row in rows]
    known = [value for value in values if value is not None]
    is_last = values[len(known) :] == [None] * (len(values) - len(known))
    return is_last and known == sorted(known, reverse=falls)


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return float(value["amount"])
    return float(value) if isinstance(value, str) and value.isdecimal() else value
