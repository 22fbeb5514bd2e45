"""This file defines baselines: what was agreed of a component and its tasks, never edited."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.calendar.stored_calendars import WeekHours
from pmtui.model.entities.entity import (
    BaselineId,
    ChangeId,
    ClockTime,
    Entity,
    FrozenCalendarId,
    Gaps,
    Minutes,
    Money,
    Percent,
    PersonId,
    Prose,
)
from pmtui.model.entities.table import Approval, TableSpec
from pmtui.model.entities.tasks import TaskKind

BaselineKind = Literal["original", "current", "snapshot"]
"""The first that was approved, one that took its place by a change request, or a mere copy."""


class Baseline(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What was agreed of a component at one time; its rows hold the tasks."""

    label: str
    number: int
    """Counts from 1 in its component."""
    kind: BaselineKind = "original"
    taken_at: date
    approved_by: PersonId = 0
    approved_at: date | None = None
    change: ChangeId = 0
    """The change request that allowed it, where it took the place of another."""
    note: Prose = ""
    start: date | None = None
    finish: date | None = None
    budget: Money | None = None
    currency: str = ""
    """The currency in which its costs are frozen; empty where they are not."""
    plan_rate: str = ""
    """Decimal: what one unit of that was worth in the base currency of the time."""
    plan_base: str = ""
    """The base currency of the time."""
    reserve: Money | None = None
    """Contingency that was set aside beside its costs; never part of planned value."""


class BaselineRow(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One task as it was when its baseline was taken."""

    baseline: BaselineId
    task: Annotated[int, Meta(extra={"kind": "about"})]
    """The task's id; the task itself may be gone by now."""
    title: str
    kind: TaskKind = "task"
    is_summary: bool = False
    start: date | None = None
    finish: date | None = None
    start_time: ClockTime | None = None
    finish_time: ClockTime | None = None
    duration: Minutes | None = None
    work: Minutes | None = None
    cost: Money | None = None
    percent: Percent = 0
    own_cost: Money | None = None
    """What it was to cost itself, without what is below it."""
    cost_at_start: Money | None = None
    """The part of that which accrues when it starts."""
    cost_at_end: Money | None = None
    """The part which accrues when it ends; the rest does evenly over its working time."""
    calendar: FrozenCalendarId = 0
    """The working time it was to be done in, frozen with its baseline."""
    splits: Gaps = ()
    """Where its work was to pause."""


class FrozenCalendar(WeekHours, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The working time of tasks of a baseline: a week, and the days that differed from it."""

    baseline: BaselineId
    number: int
    """Counts from 1 in its baseline."""
    label: str = ""
    """What the calendar was called."""
    exceptions: Prose = ""
    """A line for each stretch of days that differed: `2026-12-24..2026-12-26 off`."""


_AGREED: Final = "is agreed and stays as it is: take another baseline"
BASELINES: Final = TableSpec(
    "baselines", Baseline, "BL", "baseline",
    rare=frozenset({"currency", "plan_rate", "plan_base", "reserve"}),
    frozen=_AGREED,
    approvals=(
        Approval(
            kind="baseline",
            stands=lambda baseline: baseline.kind != "snapshot",
            approver="approved_by",
            day="approved_at",
            asked_by=("change.raised_by",),
            amount="budget",
        ),
    ),
    counts_in="component",
)  # fmt: skip
BASELINE_ROWS: Final = TableSpec(
    "baseline_rows", BaselineRow, "", "baseline_row",
    belongs_to="baseline",
    alike_in_tables=("baseline", "task"),
    rare=frozenset(
        {
            "start_time", "finish_time", "own_cost", "cost_at_start", "cost_at_end", "calendar",
            "splits",
        }
    ),
    frozen=_AGREED,
    counts_in="component",
)  # fmt: skip
BASELINE_CALENDARS: Final = TableSpec(
    "baseline_calendars", FrozenCalendar, "", "baseline_calendar",
    belongs_to="baseline",
    alike_in_tables=("baseline", "number"),
    frozen=_AGREED,
    counts_in="component",
)  # fmt: skip
