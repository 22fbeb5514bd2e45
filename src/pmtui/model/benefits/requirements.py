"""This file defines requirements, acceptance criteria of what delivers them, and its acceptance."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pmtui.model.entities.entity import (
    Entity,
    PersonId,
    Prose,
    Tags,
    TaskId,
)
from pmtui.model.entities.states import REQUIREMENT
from pmtui.model.entities.table import Copying, TableSpec

Verdict = Literal["accepted", "rejected"]


class Requirement(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What a component must bring, from whom it comes, and which deliverable brings it."""

    title: str
    description: Prose = ""
    source: str = ""
    """Who or what asks for it: a customer, a law, a document."""
    priority: Literal[0, 1, 2, 3, 4] = 0
    delivered_by: TaskId = 0
    """The deliverable, or task, that brings it; 0 while none does."""
    owner: PersonId = 0
    due: date | None = None
    state: str = "proposed"
    reason: str = ""
    """Why it was rejected or dropped."""
    tags: Tags = ()
    archived: bool = False


class Criterion(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What must hold of a deliverable before it is accepted."""

    task: TaskId
    text: str
    met: bool = False
    waived_by: PersonId = 0
    """Who goes without it, so that the deliverable may be accepted; 0 for nobody."""


class Acceptance(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That somebody accepted a deliverable on a day, or rejected it and why."""

    task: TaskId
    verdict: Verdict
    at: date
    by: PersonId = 0
    reason: str = ""
    """Why it was rejected, or with which reservations it was accepted."""
    archived: bool = False


REQUIREMENTS: Final = TableSpec(
    "requirements", Requirement, "Q", "requirement",
    cycles=MappingProxyType({"": REQUIREMENT}),
    ways=MappingProxyType({"": ("proposed", "agreed", "delivered", "accepted")}),
    ended_states=frozenset({"accepted", "rejected", "dropped"}),
    open_word="open requirement",
    due="due",
    is_chased=True,
    counts_in="component",
    columns=("key", "title", "component", "source", "priority", "delivered_by", "delivery",
        "owner", "state"),
    adding="by_line",
    letters=(
        "s=state o=owner d=due p=priority v=delivered_by r=reason S=source n=title "
        "D=description t=tags"
    ),
    copying=Copying(fresh="reason", ends="due", part="register"),
)  # fmt: skip
CRITERIA: Final = TableSpec(
    "criteria", Criterion, "", "criterion",
    is_removed=True,
    noun="acceptance criterion",
    many="criteria",
    home="task",
    hangs_on=("task",),
    alike_in_tables=("task", "text"),
    counts_in="task",
    columns=("task", "text", "met", "waived_by"),
    letters="m=met w=waived_by n=text",
    copying=Copying(fresh="met waived_by", part="board"),
)  # fmt: skip
ACCEPTANCES: Final = TableSpec(
    "acceptances", Acceptance, "", "acceptance",
    is_fact=True,
    home="task",
    hangs_on=("task",),
    day="at",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    alike_in_tables=("task", "at", "verdict"),
    counts_in="task",
    columns=("task", "verdict", "at", "by", "reason"),
    letters="v=verdict d=at b=by r=reason",
)  # fmt: skip


def newest_verdicts(verdicts: Iterable[Acceptance]) -> dict[int, Acceptance]:
    """The newest of the verdicts that stand, by the deliverable that each is on."""
    last: dict[int, Acceptance] = {}
    for row in verdicts:
        if not row.archived:
            known = last.setdefault(row.task, row)
            last[row.task] = max(known, row, key=lambda verdict: (verdict.at, verdict.id))
    return last
