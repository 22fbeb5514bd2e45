"""This file defines components: portfolios, programs, projects and operations."""

from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import (
    CalendarId,
    ClockTime,
    Cost,
    Entity,
    Money,
    PersonId,
    Prose,
    Rank,
    Tags,
)
from pmtui.model.entities.states import COMPONENT, PROJECT
from pmtui.model.entities.table import Birth, Copying, TableSpec

ComponentKind = Literal["portfolio", "program", "project", "operation"]
Rag = Literal["", "G", "A", "R"]
"""Green, amber, red, or empty while unknown."""
ScheduleRules = Literal["", "p6"]
"""Whose rules leads, out-of-sequence progress and early starts follow: MS Project's, or P6's."""
UnfinishedWork = Literal["as_planned", "from_status_date"]
"""Where work lies that is not finished: where it was planned, or from the status date on."""
ProductStage = Literal["", "introduction", "growth", "maturity", "decline"]


_STORED: Final = {
    "reported_rag": "said_rag",
    "reported_rating": "said_rating",
    "reported_at": "said_at",
}
"""Fields that a store spells as builds of before did, which write it too."""


_GIVEN_UP: Final = frozenset({"rejected", "cancelled", "merged"})


class Component(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True, rename=_STORED):
    """A member of a portfolio or program; its `component` is the one it lies in, 0 at the top."""

    kind: ComponentKind
    name: str
    description: Prose = ""
    state: str = ""
    """Where it stands in one word: the phase of a project under way, else its portfolio status."""
    portfolio_status: str = ""
    """Where the portfolio has it, of a project; read by `rules.life_cycles`."""
    phase: str = ""
    """Where a program is, or where a project was put on hold; read by `rules.life_cycles`."""
    rank: Rank = ""
    owner: PersonId = 0
    """Who answers for it: program or project manager, portfolio owner."""
    sponsor: PersonId = 0
    owner_since: date | None = None
    """The day on which the owner took over from somebody; None where nobody knows of any."""
    sponsor_since: date | None = None
    """The same of the sponsor."""
    start: date | None = None
    finish: date | None = None
    """Finish as promised now."""
    baseline_start: date | None = None
    baseline_finish: date | None = None
    """Finish as first approved; slip is counted from it."""
    actual_finish: date | None = None
    reported_rag: Rag = ""
    """The rating its manager gives; the computed one stands beside it."""
    reported_rating: str = ""
    """The rating in the words of its source, such as `Amber/Red` or why it is withheld."""
    reported_at: date | None = None
    reported_reason: str = ""
    """Why its manager reports another rating than the computed one."""
    budget: Cost | None = None
    """Budget at completion."""
    spent: Cost | None = None
    """Actual cost to date."""
    forecast: Cost | None = None
    """Estimate at completion."""
    year_budget: Cost | None = None
    """Budget of the current financial year."""
    year_forecast: Cost | None = None
    """Forecast of the current financial year."""
    whole_life_cost: Cost | None = None
    benefits_baseline: Money | None = None
    """Monetised benefits as approved."""
    category: str = ""
    product_stage: ProductStage = ""
    code: str = ""
    """What another system calls it; imports match by it."""
    source: str = ""
    """Which project of another program it is, as `P6 4412`: links of other files find it by it."""
    tags: Tags = ()
    calendar: CalendarId = 0
    """When its tasks are worked on; 0 for Monday to Friday, 8 to 12 and 13 to 17 o'clock."""
    start_time: ClockTime | None = None
    """When on its first day it starts."""
    status_date: date | None = None
    """The last day whose progress has been reported; where none is set, yesterday."""
    unfinished_work: UnfinishedWork = "as_planned"
    """Whether work that is not finished may lie before the status date, or goes on from it."""
    schedule_rules: ScheduleRules = ""
    honor_constraints: bool = True
    """Whether a constraint date wins over logic (as MS Project has it)."""
    critical_slack: int = 0
    """Tasks with so many days of slack or fewer are critical."""
    multiple_critical_paths: bool = False
    """Whether every chain of tasks has a critical path to its own end."""
    minutes_per_day: int = 0
    """Working minutes that a day of its durations stands for; 0 for the policy's."""
    archived: bool = False

    @property
    def is_given_up(self) -> bool:
        """Whether it ended without being delivered, so that nothing more is spent on it."""
        return self.state in _GIVEN_UP


def defaults_at_birth(kind: str) -> dict[str, str]:
    """What a new component starts with beside its state, where nobody says otherwise.

    The default of the field is what older stores meant, which had no such rule.
    """
    return {"unfinished_work": "from_status_date"} if kind in {"project", "operation"} else {}


def _start(birth: Birth) -> dict[str, str]:
    return defaults_at_birth(str(birth.given.get("kind", "")))


COMPONENTS: Final = TableSpec(
    "components", Component, "P", "component",
    (("portfolio", "PF"), ("program", "PG"), ("project", "P"), ("operation", "O")),
    cycles=MappingProxyType({"": COMPONENT, "project": PROJECT}),
    ways=MappingProxyType(
        {
            "project": ("draft", "initiating", "planning", "executing", "closing", "closed"),
            "": (
                "idea", "proposed", "evaluated", "selected", "authorised", "active", "delivered",
                "closed",
            ),
        }
    ),
    ended_states=_GIVEN_UP | {"closed"},
    open_word="open component",
    due="finish",
    start=_start,
    started=("unfinished_work",),
    ranks=(("rank", "component"),),
    spans=(("start", "finish"), ("baseline_start", "baseline_finish")),
    counts_in="component",
    rare=frozenset(
        {
            "portfolio_status", "phase", "start_time", "schedule_rules", "multiple_critical_paths",
            "critical_slack", "minutes_per_day", "calendar", "unfinished_work", "source",
            "owner_since", "sponsor_since",
        }
    ),
    columns=(
        "key", "name", "kind", "state", "rag", "percent", "slip", "expected_finish",
        "open_risks", "overdue_tasks",
    ),
    adding="by_line",
    letters=(
        "s=state P=portfolio_status h=phase o=owner r=reported_rag=reported_RAG b=budget "
        "a=spent=actual f=forecast F=finish S=start B=baseline_finish n=name d=description "
        "p=sponsor g=category t=tags"
    ),
    copying=Copying(
        fresh="portfolio_status phase baseline_start baseline_finish actual_finish reported_rag "
        "reported_rating reported_at reported_reason spent forecast year_budget year_forecast "
        "benefits_baseline code source status_date owner_since sponsor_since",
        ends="finish",
    ),
)  # fmt: skip


LIVE_COMPONENT_STATES: Final = frozenset({"active", "executing", "closing", "planning"})
"""States in which work is under way."""
