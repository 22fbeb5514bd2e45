"""This file defines decisions, and what one on which projects to do says of each of them."""

from datetime import date
from typing import Final, Literal

from pmtui.model.entities.entity import (
    BodyId,
    ComponentId,
    Cost,
    DecisionId,
    Entity,
    MeetingId,
    Money,
    Number,
    PersonId,
    Prose,
    Tags,
)
from pmtui.model.entities.table import Approval, Copying, TableSpec

Verdict = Literal["", "accept", "reject", "more_info"]


class Decision(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What was decided, by whom and why."""

    title: str
    options: Prose = ""
    rationale: Prose = ""
    owner: PersonId = 0
    decided_at: date | None = None
    meeting: MeetingId = 0
    """The meeting in which it was decided."""
    body: BodyId = 0
    """The body that is asked to decide; 0 where none is."""
    verdict: Verdict = ""
    """What the body has answered."""
    asked_by: PersonId = 0
    asked_at: date | None = None
    amount: Cost | None = None
    """What comes of it costs."""
    sensitivity: Prose = ""
    """What would have to be otherwise for another choice to be the better one."""
    basis: Prose = ""
    """What it rests on: who judged what, and when."""
    tags: Tags = ()
    archived: bool = False

    @property
    def waits(self) -> bool:
        """Whether a body was asked and has not decided yet."""
        return bool(self.body) and self.decided_at is None and not self.archived


class ProjectChoice(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That a decision takes a project in or leaves it out, by the numbers of the day it was asked.

    The numbers are kept on purpose: what a body had before it cannot be worked out again later.
    """

    decision: DecisionId
    candidate: ComponentId
    """The project."""
    place: Literal["in", "out"] = "in"
    """Whether it is to be done; the body may put it otherwise until it has decided."""
    cost: Cost | None = None
    worth: Money | None = None
    score: Number = ""
    """What it is worth, where that is no amount of money."""
    reason: str = ""
    """Why it is out."""
    archived: bool = False


DECISIONS: Final = TableSpec(
    "decisions", Decision, "D", "decision",
    ends=lambda decision: decision.decided_at is not None,
    open_word="undecided decision",
    day="decided_at",
    approvals=(
        Approval(
            kind="selection",
            stands=lambda decision: decision.verdict in {"accept", "reject"},
            approver="owner",
            day="decided_at",
            asked_by=("asked_by",),
            amount="amount",
            accepting=(("verdict", "accept"),),
            returning=(("verdict", "more_info"),),
        ),
    ),
    rare=frozenset(
        {
            "meeting", "body", "verdict", "asked_by", "asked_at", "amount", "sensitivity", "basis",
        }
    ),
    shown_on="meeting",
    counts_in="component",
    adding="anywhere",
    in_log=True,
    letter="d",
    letters="o=owner d=decided_at n=title r=rationale e=verdict b=body a=amount",
    copying=Copying(
        fresh="decided_at meeting verdict asked_at", part="register", only_in_part=True
    ),
)  # fmt: skip
CHOICES: Final = TableSpec(
    "choices", ProjectChoice, "CH", "choice",
    belongs_to="decision",
    shown_on="candidate",
    counts_in="component",
    searched=("reason",),
    columns=(
        "key", "decision", "candidate", "outcome", "place", "cost", "worth", "score", "reason",
    ),
    letters="p=place r=reason",
)  # fmt: skip
