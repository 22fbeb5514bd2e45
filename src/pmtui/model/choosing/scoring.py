"""This file defines the criteria that a portfolio scores its projects by, and their scores."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import Entity, Number, PersonId, Prose
from pmtui.model.entities.table import TableSpec

ScoringCriterionId = Annotated[int, Meta(extra={"refers": "scoring_criteria"})]
"""Id of a criterion that projects are scored by."""


DelayPart = Literal["", "value", "time", "risk", "size"]
"""Value to users and business, how it fades with time, risk that is reduced or opportunity that is
opened; and the size of the job.
"""


class ScoringCriterion(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Something by which what lies in a portfolio, or in the whole store, is compared."""

    name: str
    weight: Annotated[int, Meta(ge=0)] = 1
    """How much it counts beside the others; 0 for a criterion that is looked at only."""
    scale: Annotated[int, Meta(ge=1)] = 5
    """The highest score; the lowest is 0."""
    direction: Literal["benefit", "cost"] = "benefit"
    """Whether a high score speaks for a project, or against it."""
    part: DelayPart = ""
    """Which part of the cost of delay it is, or the size of the job."""
    notes: Prose = ""
    """What the steps of the scale mean."""
    archived: bool = False


class Score(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How the component it is of does by a criterion, as somebody has judged it."""

    criterion: ScoringCriterionId
    value: Number
    """From 0 to the highest score of the scale."""
    by: PersonId = 0
    """Who has judged it."""
    at: date | None = None
    expires: date | None = None
    """The last day on which it counts; it always does where nobody says."""
    notes: Prose = ""
    """Why."""


class PairComparison(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """How much more one criterion counts than another, as somebody has judged it."""

    criterion: ScoringCriterionId
    other: ScoringCriterionId
    times: Number
    """From 1, as much, to 9, out of all proportion; which counts less is named as the other."""
    by: PersonId = 0
    """Who has judged it."""
    at: date | None = None
    notes: Prose = ""


SCORING_CRITERIA: Final = TableSpec(
    "scoring_criteria", ScoringCriterion, "SC", "scoring_criterion",
    many="scoring_criteria",
    noun="criterion of scores",
    home="scope",
    searched=("name", "notes"),
    columns=(
        "key", "name", "component", "weight", "pair_weight", "scale", "direction", "part", "notes",
    ),
    letters="w=weight s=scale d=direction p=part n=name N=notes",
)  # fmt: skip
SCORES: Final = TableSpec(
    "scores", Score, "SR", "score",
    is_removed=True,
    counts_in="component",
    day="at",
    spans=(("at", "expires"),),
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    searched=("notes",),
    columns=("key", "component", "criterion", "value", "by", "at", "expires", "notes"),
    letters="v=value e=expires b=by a=at c=criterion N=notes",
)  # fmt: skip
COMPARISONS: Final = TableSpec(
    "comparisons", PairComparison, "PA", "comparison",
    noun="comparison of criteria",
    is_removed=True,
    belongs_to="criterion",
    home="scope",
    day="at",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    searched=("notes",),
    columns=("key", "criterion", "times", "other", "by", "at", "notes"),
    letters="t=times b=by a=at N=notes",
)  # fmt: skip
