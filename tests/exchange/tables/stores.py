"""This file draws random stores with rows in every table, for tests of what goes out and in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from types import MappingProxyType
from typing import Any, Final

from hypothesis import strategies as st

from pmtui.model.benefits.benefit_map import MAP_LAYERS
from pmtui.model.calendar.stored_calendars import WEEKDAYS
from pmtui.model.entities.entity import Money
from pmtui.model.entities.risks import responses_to
from pmtui.model.ids import key_text
from pmtui.model.rules.life_cycles import lifecycle_of
from pmtui.model.workspace.schema import TABLES, FieldSpec, defaults_of, field_specs, prefix_for
from pmtui.model.workspace.workspace import Workspace, known_tables

_WORDS: Final = (
    *("Dig", "=1+1", "-5", "'=x", "''+y", "a;b", 'say "so"', "x, y", "#tag", "line 1\nline 2"),
    *("  spaced  ", "Größe", "日本", "@home", "-", "none", "n/a", "T-1", "50%", "T-2FS+1d"),
    *("Ann [50%]", "back\\slash", "[list]", "2026-01-02", "007", "1e5", "yes", "|", "a\n=b"),
    *("H-1", "_x0041_", "﹣", "＝1", "a,-b", '"', ";'=1", "e\u0301", "🙂\u200d🔧"),  # noqa: RUF001
)
_MARKS: Final = "ab =+-@'\",;|#[]%\\\n.0157éß日～\u00a0\u3000\ue000"  # noqa: RUF001
_HOURS: Final = ("", "off", "08:00-12:00 13:00-17:00")
_TAGS: Final = ("web", "q1", "two words", "a,b", "#x", "'", "=z", "[", "é")
_BY_NAME: Final[Mapping[tuple[str, str], tuple[Any, ...]]] = MappingProxyType(
    {
        ("rates", "currency"): ("USD", "GBP"),
        ("rates", "rate"): ("0.9", "1.25"),
        ("components", "phase"): ("", "executing"),
        ("components", "portfolio_status"): ("", "active"),
        ("baselines", "currency"): ("", "EUR", "USD"),
        ("baselines", "plan_base"): ("", "EUR"),
        ("status_points", "currency"): ("EUR", "JPY"),
        ("policy", "year_start"): (1, 4),
        ("policy", "checkin_weeks"): (1, 2),
        ("policy", "rating_share_from"): (1, 5),
        ("meetings", "start_time"): (None, 540),
        ("meetings", "finish_time"): (None, 660),
        ("responsibilities", "role"): ("R", "C", "I"),  # exactly one is accountable
        ("policy", "timezone"): ("UTC", "Europe/Paris"),
        ("policy", "base_currency"): ("EUR", "GBP"),
        ("policy", "minutes_per_day"): (480, 450),
        ("policy", "probability_scale"): (
            tuple("12345"),
            ("rare", "may be", "so so", "likely", "a,b"),
        ),
        ("policy", "impact_scale"): (tuple("12345"), ("low", "=2", "mid", "high", "worst")),
        ("policy", "score_places"): (0, 1),
        ("policy", "flow_weeks"): (4, 12),
        ("policy", "moderate_score"): ("6", "5"),
        ("policy", "major_score"): ("12", "10"),
        ("policy", "high_score"): ("15", "20"),
        ("policy", "probability_percent"): ((10, 30, 50, 70, 90), (5, 15, 25, 35, 45)),
        ("budget_changes", "amount"): (Money(20_000_00, "EUR"), Money(5, "JPY")),
        ("reserves", "amount"): (Money(9_000_00, "EUR"),),
        ("reserve_draws", "amount"): (Money(1_000_00, "EUR"), Money(5, "EUR")),
        ("cost_lines", "amount"): (None, Money(1_250_00, "EUR"), Money(0, "JPY")),
        ("cost_lines", "finish"): (None,),
        ("reports", "numbers"): ("",),
        ("template_rows", "document"): ('{"id":1,"title":"Dig"}', '{"title":"=1+1, \\u00e9"}'),
        ("reports", "sent_at"): (None,),
        ("accounting_periods", "start"): (date(1998, 1, 1), date(2070, 1, 1)),
        ("accounting_periods", "finish"): (date(2071, 1, 1),),
        ("time_entries", "minutes"): (15, 210, 480),
        ("timesheets", "week"): (date(2026, 11, 16), date(2025, 12, 29)),
        ("role_rates", "role"): ("Developer", "=x", "Größe"),
        ("approval_rules", "role"): ("owner", "sponsor", "=x", "Größe"),
        ("tolerances", "kind"): ("risk",),  # whose limits are count and amount
        ("tolerances", "days"): (None,),
        ("tolerances", "percent"): (None,),
        ("memberships", "until"): (None, date(2071, 1, 1)),
        ("role_rates", "rate"): (Money(80_00, "EUR"), Money(12_345, "KWD")),
        ("person_rates", "rate"): (Money(110_00, "EUR"), Money(0, "JPY")),
        ("orders", "amount"): (None, Money(990_000, "KWD")),
        ("orders", "due"): (None,),
        ("cases", "discount_rate"): ("3.5", "3.5 to 30, 3"),
        ("cash_flows", "at"): (None,),
        ("benefits", "starts"): (None, date(2026, 1, 1)),
        ("benefits", "ends"): (None, date(2061, 1, 1)),
        ("benefits", "baseline"): ("", "260", "-12.5"),
        ("benefits", "target"): ("", "120", "0.001"),
        ("profile_points", "period"): (date(2030, 5, 1),),
        ("attributions", "share"): (0, 40, 100),
        ("acceptances", "reason"): ("two pages are missing", "=late"),
        ("requirements", "reason"): ("too dear", "a,b"),
        ("kpis", "green_within"): ("", "0", "5"),
        ("kpis", "amber_within"): ("", "5", "12.5"),
        ("recurrences", "rule"): ("FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("recurrences", "kind"): ("action",),
        ("recurrences", "skipped"): ((), ("2026-11-30", "2026-12-07")),
        ("estimates", "optimistic"): (60, 480),
        ("estimates", "likely"): (None, 960),
        ("estimates", "pessimistic"): (1_440, 4_800),
        ("risk_effects", "optimistic"): (None,),  # a delay needs a task
        ("risk_effects", "likely"): (None,),
        ("risk_effects", "pessimistic"): (None,),
        ("risk_effects", "least_cost"): (None, Money(100, "EUR")),
        ("risk_effects", "likely_cost"): (Money(500_00, "EUR"),),
        ("risk_effects", "most_cost"): (None, Money(900_00, "EUR")),
        ("role_requests", "role"): ("Developer", "=x"),
        ("role_requests", "last"): (None,),
        ("leaves", "first"): (date(2026, 1, 5),),
        ("leaves", "last"): (date(2026, 1, 9), date(2061, 1, 1)),
        ("team_members", "until"): (None,),
        ("cycles", "start"): (date(2026, 11, 2), date(2026, 11, 16)),
        ("cycles", "finish"): (date(2026, 11, 29), date(2061, 1, 1)),
        ("stays", "first"): (date(2026, 11, 2),),
        ("stays", "last"): (date(2026, 11, 9), date(2061, 1, 1)),
        ("scoring_criteria", "scale"): (5, 10),
        ("scores", "value"): ("0", "2.5", "5"),
        ("scores", "expires"): (None, date(2071, 1, 1)),
        ("people", "units"): (0, 50, 100, 200),
        ("assignments", "units"): (0, 50, 100, 250),
    }
)
_LEFT: Final = frozenset(
    {
        *("uid", "elapsed", "constraint"),
        *("constraint_date", "lag_unit", "state", "archived"),
    }
)
"""Fields that hold together by rules of their own; they are drawn below where they can be."""

_ALONE: Final = frozenset(
    {
        "attendances",
        "attributions",
        "contributions",
        "profile_points",
        "accounting_periods",
        "timesheets",
        "time_entries",
        "memberships",
        "estimates",
        "risk_effects",
        "team_members",
        "skills",
        "leaves",
        "scores",
        "commitments",
        "selection_rules",
        "choices",
        "comparisons",
    }
)
"""Tables of which two rows can speak against each other."""
_NO_HOURS: Final = frozenset({"material", "cost"})
"""Resources that nobody books time of."""
_OF_HOURS: Final = frozenset({"time_entries", "leaves", "skills", "team_members"})
"""Tables whose rows are of somebody who has hours."""
_DRAWN: Final = frozenset({"tasks", "links", "assignments", "columns"})
_COST_POINTS: Final[tuple[dict[str, Money | None], ...]] = (
    {"least_amount": None, "likely_amount": None, "most_amount": None},
    {
        "amount": Money(1_250_00, "EUR"),
        "least_amount": Money(0, "EUR"),
        "likely_amount": None,
        "most_amount": Money(2_500_50, "EUR"),
    },
)
"""What a cost line may come to."""


class Drawn:
    """One random store on its way.

    Args:
        seed: the same one draws the same store.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._count = 1_000
        self._keys: dict[str, int] = {}
        self.rows: dict[str, dict[int, Any]] = {
            name: dict(rows) for name, rows in known_tables().items()
        }

    def store(self) -> Workspace:
        """A store with rows in every table."""
        self._row("policy", id=1)
        for _ in range(self._few(2)):
            self._row("calendars", monday="08:00-12:00", base=0)
        for _ in range(self._few(3)):
            self._row("people", calendar=self._any("calendars"))
        self._tree()
        self._tasks()
        for table in TABLES:
            if not self.rows[table] and table not in _DRAWN:
                for _ in range(self._few(1 if table in _ALONE else 2)):
                    self._other(table)
        return Workspace(self.rows, revision=1)

    def _tree(self) -> None:
        top = self._row("components", kind="program", component=0)
        for kind, above in (("project", top), ("project", 0), ("operation", top)):
            one = self._row("components", kind=kind, component=above, owner=self._any("people"))
            for at, (name, role) in enumerate((("Backlog", "todo"), ("Wörk", "doing"))):
                self._row("columns", component=one, name=name, role=role, rank=f"a{at}")

    def _tasks(self) -> None:
        homes = [one for one, row in self.rows["components"].items() if row.kind != "program"]
        for at in range(self._few(5)):
            home = self._random.choice(homes)
            board = [one for one, row in self.rows["columns"].items() if row.component == home]
            above = [
                one
                for one, row in self.rows["tasks"].items()
                if row.component == home and row.kind == "task"
            ]
            kind = self._random.choice(["", "ALAP", "SNET", "MFO"])
            day = date(2026, 1, 5) + timedelta(self._few(400)) if kind in {"SNET", "MFO"} else None
            done = date(2026, 2, 2) if self._few(4) == 4 else None
            self._row(
                "tasks",
                percent=100 if done else self._few(99),
                actual_start=done or self._random.choice([None, date(2026, 1, 7)]),
                actual_finish=done,
                component=home,
                column=self._random.choice([0, *board]),
                parent=self._random.choice([0, *above]),
                owner=self._any("people"),
                calendar=self._any("calendars"),
                outline_rank=f"a{at}",
                constraint=kind,
                constraint_date=day,
                elapsed=self._few(1) == 1,
                archived=self._few(4) == 4,
                uid=self._random.choice([0, at + 1]),
            )
        self._ties()

    def _ties(self) -> None:
        tasks = list(self.rows["tasks"].values())
        parents = {row.parent for row in tasks}
        leaves = [row for row in tasks if row.id not in parents and not row.parent]
        for predecessor, successor in pairwise(leaves):
            unit = self._random.choice(["work", "elapsed", "percent"])
            place = {
                "component": successor.component,
                "predecessor": predecessor.id,
                "successor": successor.id,
            }
            self._row("links", **place, lag_unit=unit, owner=self._any("people"))
        for row in tasks:
            for person in self.rows["people"]:
                if self._few(1):
                    place = {"component": row.component, "task": row.id, "person": person}
                    self._row("assignments", **place)

    def _other(self, table: str) -> None:
        fields: dict[str, Any] = {"component": self._random.choice(list(self.rows["components"]))}
        for spec in field_specs(table):
            if spec.kind == "reference" and spec.name != "component":
                fields[spec.name] = self._any(spec.refers)
                if spec.required and not fields[spec.name]:
                    return
            elif spec.kind == "about":
                fields[spec.name] = self._any("tasks")
                if not fields[spec.name]:
                    return
        if table in {
            "saved_views",
            "calendars",
            "rates",
            "people",
            "parties",
            "accounting_periods",
            "timesheets",
            "role_rates",
            "person_rates",
            "memberships",
        }:
            fields["component"] = 0
        if self._holds_together(table, fields):
            if "about_table" in TABLES[table].type.__struct_fields__:
                fields["about_table"] = "tasks"
            self._row(table, **fields)

    def _holds_together(self, table: str, fields: dict[str, Any]) -> bool:
        """Whether what was drawn can stand; what one row rules out is left out of its fields."""
        if table == "risk_effects":  # a task has to lie where its risk does
            fields["task"] = 0
        if table == "role_requests":  # who is proposed or confirmed has hours to give
            fields |= {"person": 0, "state": "requested"}
        if table == "funding":  # what it is released from lies above it
            fields["released_from"] = 0
        if fields.get("taken_from") == fields["component"]:
            fields["taken_from"] = 0
        if table == "gate_plans":
            template = self.rows["templates"].get(fields["template"])
            return template is None or template.kind == "gates"
        if table == "cost_lines":  # what it may come to lies around what is planned
            fields |= self._random.choice(_COST_POINTS)
        if table in {"comparisons", "estimates", "selection_rules"}:
            judges = {"comparisons": self._are_comparable, "estimates": self._takes_time}
            return judges.get(table, self._can_be_kept)(fields)
        if table in {"time_entries", "leaves"}:
            return self.rows["people"][fields["person"]].kind not in _NO_HOURS
        return table != "contributions" or self._leads_on(fields)

    def _can_be_kept(self, fields: dict[str, Any]) -> bool:
        """Leave a rule what its kind has; False where it is of no project."""
        components = self.rows["components"]
        other, benefit = components.get(fields["other"]), fields["benefit"]
        fields |= {"kind": "start_by", "latest": date(2027, 6, 30), "group": ""}
        if other is not None and other.kind == "project" and other.id != fields["component"]:
            fields |= {"kind": "needs", "latest": None, "benefit": 0}
        elif benefit:
            fields |= {"kind": "shares", "latest": None, "other": 0}
        else:
            fields["other"] = 0
        return bool(components[fields["component"]].kind == "project")

    def _are_comparable(self, fields: dict[str, Any]) -> bool:
        """Whether they are two criteria of one component; one counts 1 to 9 times as much."""
        rows = self.rows["scoring_criteria"]
        first, other = rows[fields["criterion"]], rows[fields["other"]]
        fields["times"] = str(self._random.randint(1, 9))
        return bool(first.id != other.id and first.component == other.component)

    def _takes_time(self, fields: dict[str, Any]) -> bool:
        """Whether a task is no milestone, and sums up no others."""
        tasks, task = self.rows["tasks"], fields["task"]
        is_above = any(row.parent == task for row in tasks.values())
        return tasks[task].kind == "task" and not is_above

    def _leads_on(self, fields: dict[str, Any]) -> bool:
        """Leave two ends of a contribution, or an objective alone; False where it has none."""
        named = [layer for layer in MAP_LAYERS if fields[layer]]
        kept = self._random.sample(named, min(2, len(named)))
        fields.update({layer: 0 for layer in MAP_LAYERS if layer not in kept})
        return len(kept) == 2 or kept == ["objective"]

    def _row(self, table: str, **fields: Any) -> int:
        self._count += 1
        struct = TABLES[table].type
        given = {"id": self._count, **fields}
        for spec in field_specs(table):
            if spec.name in given or (spec.name in _LEFT and not spec.required):
                continue
            if spec.kind in {"reference", "about", "rank"} or spec.name == "key":
                continue
            given[spec.name] = self._value(table, spec)
        kind = str(given.get("kind", ""))
        if table == "risks":
            given["response"] = self._random.choice(["", *responses_to(kind)])
        states = lifecycle_of(table, kind)
        if states and "state" not in given:
            given["state"] = self._random.choice(self._states(table, states))
        prefix = prefix_for(table, kind)
        if prefix:
            self._keys[prefix] = self._keys.get(prefix, 0) + self._random.randint(1, 3)
            given["key"] = key_text(prefix, self._keys[prefix])
        self.rows[table][given["id"]] = struct(**given)
        return int(given["id"])

    def _states(self, table: str, states: Iterable[str]) -> list[str]:
        """The states that a new row may be in; of cases one is approved at the most."""
        is_taken = table == "cases" and any(
            row.state == "approved" for row in self.rows[table].values()
        )
        if table == "accounting_periods":  # a closed one keeps what is posted in it as it is
            return ["open"]
        return [state for state in states if not (is_taken and state == "approved")]

    def _value(self, table: str, spec: FieldSpec) -> Any:
        choose = self._random.choice
        named = {
            "code": ("", f"00{self._count}"),
            "document": ("", f"N-{self._count}"),
            **dict.fromkeys(WEEKDAYS, _HOURS),
            "hours": _HOURS[1:],
            **{name: values for (of, name), values in _BY_NAME.items() if of == table},
        }
        if spec.name in named:
            return choose(named[spec.name])
        if spec.kind == "choice":
            picked = choose(spec.choices)
            return int(picked) if picked.isdecimal() else picked
        if not spec.required and self._few(2) == 0:
            return defaults_of(table)[spec.name]
        if table in {"calendar_exceptions", "calendar_weeks"} and spec.kind == "date":
            return date(2026, 1, 5 + (spec.name == "last"))
        return self._of_kind(spec)

    def _of_kind(self, spec: FieldSpec) -> Any:
        number = self._random.randint
        made: Mapping[str, Callable[[], Any]] = {
            "text": self._text,
            "prose": self._text,
            "int": lambda: number(0, 500),
            "date": lambda: date(1999, 1, 1) + timedelta(number(0, 22_000)),
            "bool": lambda: number(0, 1) == 1,
            "money": lambda: Money(
                number(0 if spec.never_negative else -(10**13), 10**13),
                self._random.choice(["EUR", "USD", "JPY", "KWD"]),
            ),
            "minutes": lambda: number(-5_000 if spec.name == "lag" else 0, 20_000),
            "percent": lambda: number(0, 100),
            "step": lambda: number(0, 5),
            "decimal": lambda: self._random.choice(["0", "-12.5", "120", "0.001"]),
            "tags": lambda: tuple(self._random.sample(_TAGS, number(0, 3))),
            "time": lambda: number(0, 1440),
            "gaps": lambda: self._random.choice([(), ((480, 960),), ((60, 30), (480, 480))]),
        }
        return made[spec.kind]()

    def _text(self) -> str:
        if self._few(2):
            return self._random.choice(_WORDS)
        marks = "".join(self._random.choice(_MARKS) for _ in range(self._random.randint(1, 9)))
        return marks if marks.strip() else f"{marks}x"

    def _any(self, table: str) -> int:
        return int(self._random.choice([0, *self.rows[table]]))

    def _few(self, most: int) -> int:
        return self._random.randint(0, most)


def stores() -> st.SearchStrategy[Workspace]:
    """Random stores."""
    return st.integers(0, 1 << 32).map(lambda seed: Drawn(seed).store())
