"""This file defines cost lines: what a component or one of its tasks is planned to cost."""

from datetime import date
from typing import Final, Literal

from pmtui.model.entities.entity import Entity, PartyId, Prose, Tags, TaskId
from pmtui.model.entities.money import Cost
from pmtui.model.entities.table import TableSpec

CostKind = Literal["labour", "material", "fixed"]
CostAccrual = Literal["prorated", "start", "end"]
"""Evenly over its time, at the start, or at the end."""


class CostLine(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One amount of a cost plan, beside those at work on tasks and the fixed costs of tasks."""

    title: str
    task: TaskId = 0
    """The task it is spent on; 0 where it is the component's own."""
    party: PartyId = 0
    category: str = ""
    kind: CostKind = "fixed"
    amount: Cost | None = None
    accrual: CostAccrual = "prorated"
    start: date | None = None
    finish: date | None = None
    """When it accrues; that of its task or component where it has no dates of its own."""
    capital: bool = False
    """Whether it is an investment; else it is revenue expenditure."""
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


COST_LINES: Final = TableSpec(
    "cost_lines", CostLine, "CL", "cost_line",
    noun="cost line",
    day="start",
    hangs_on=("task",),
    counts_in="component",
    columns=(
        "key", "title", "component", "task", "party", "category", "kind", "amount", "start",
        "finish",
    ),
    adding="by_line",
)  # fmt: skip
