"""This file defines baselines: what was agreed of a component and its tasks, never edited."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import (
    BaselineId,
    ChangeId,
    ClockTime,
    Entity,
    Minutes,
    Percent,
    PersonId,
    Prose,
)
from pmtui.model.entities.money import Money
from pmtui.model.entities.table import TableSpec
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


BASELINES: Final = TableSpec("baselines", Baseline, "BL", "baseline", counts_in="component")
BASELINE_ROWS: Final = TableSpec(
    "baseline_rows", BaselineRow, "", "baseline_row",
    alike_in_tables=("baseline", "task"),
    rare=frozenset({"start_time", "finish_time"}),
    counts_in="component",
)  # fmt: skip
