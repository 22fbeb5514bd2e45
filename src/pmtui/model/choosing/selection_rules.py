"""This file defines what a choice among projects has to keep, beside the money and the people."""

from datetime import date
from typing import Final, Literal

from pmtui.model.entities.entity import BenefitId, ComponentId, Entity, Prose
from pmtui.model.entities.table import TableSpec

SelectionRuleKind = Literal[
    "must", "must_not", "needs", "excludes", "at_least_one", "start_by", "shares"
]


class SelectionRule(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What holds for the project it is of, wherever it is weighed against others."""

    kind: SelectionRuleKind
    other: ComponentId = 0
    """The project that it needs, or excludes."""
    group: str = ""
    """In place of one other: a word that all have of which at most, or at least, one may be in."""
    latest: date | None = None
    """The last day on which it may start, where that need not be as planned."""
    benefit: BenefitId = 0
    """The benefit that it brings about like others: it counts once, as soon as one is in."""
    notes: Prose = ""
    """Why."""


SELECTION_RULES: Final = TableSpec(
    "selection_rules", SelectionRule, "SE", "selection_rule",
    is_removed=True,
    noun="rule of a choice",
    searched=("group", "notes"),
    columns=("key", "component", "kind", "other", "group", "latest", "benefit", "notes"),
    letters="k=kind o=other g=group l=latest b=benefit c=component N=notes",
)  # fmt: skip
