"""This file says how the ratings below a component are spread, and what they come to (WE-28)."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from pmtui.figures.components.rollup import rating_count
from pmtui.figures.core.amounts import Amount, Rates, share_percent, total_of
from pmtui.figures.core.rag_ratings import Dimension, worst
from pmtui.model.entities.components import Rag
from pmtui.model.entities.policy import Policy

_LETTERS: Final[tuple[Rag, ...]] = ("R", "A", "G", "")
"""Ratings, the worst first; the last is unknown."""


class RatedPart(msgspec.Struct, frozen=True):
    """A component among those below another one: how it is rated, and what it may cost."""

    rag: Rag
    budget: Amount
    before: Rag = ""
    """Its rating in its newest status point or report."""


class RatingShare(msgspec.Struct, frozen=True, kw_only=True):
    """The components of one rating: how many, and how much of the budget they have."""

    rag: Rag
    count: int
    percent: int
    """Of all components counted, rounded half up."""
    budget: Amount
    budget_percent: int | None
    """Of all budgets that are known; None where none is, or a currency has no rate."""
    before: int
    """How many had that rating in their newest status point or report."""


def distribution(parts: Sequence[RatedPart], rates: Rates) -> tuple[RatingShare, ...]:
    """How many components have which rating, and with what share of the budget, the worst first.

    Args:
        parts: the components counted.
        rates: to compare money of two currencies.
    """
    return tuple(_shares(parts, rates)) if parts else ()


def _shares(parts: Sequence[RatedPart], rates: Rates) -> Iterator[RatingShare]:
    whole = total_of((part.budget for part in parts), rates)
    for rag in _LETTERS:
        alike = [part for part in parts if part.rag == rag]
        budget = total_of((part.budget for part in alike), rates)
        percent = share_percent(budget, whole, rates)
        if percent is None and whole.value is not None and not budget.counted:
            percent = 0
        yield RatingShare(
            rag=rag,
            count=len(alike),
            percent=(200 * len(alike) + len(parts)) // (2 * len(parts)),
            budget=budget,
            budget_percent=percent,
            before=sum(part.before == rag for part in parts),
        )


def components_rating(parts: Sequence[RatedPart], policy: Policy, rates: Rates) -> Dimension:
    """What the ratings below a component come to.

    From the policy's number of rated components on, green where more than its green percent of them
    are green, amber from its amber percent on, else red (the rule of WE-28, from a program office's
    dashboard). Of fewer, or where the policy says so, the worst of them; but no red of those that
    together have less than the policy's small share of the budget makes it worse than amber.
    """
    counts = rating_count(part.rag for part in parts)
    text = f"below: {counts.words}"
    rated = len(parts) - counts.unknown
    if policy.rating_rule == "share" and rated >= max(1, policy.rating_share_from):
        green = 100 * counts.green
        is_green, is_amber = (
            green > policy.rating_green_percent * rated,
            green >= policy.rating_amber_percent * rated,
        )
        rag: Rag = "G" if is_green else "A" if is_amber else "R"
        return Dimension("components", rag, f"{text}; {green // rated} % of those rated green")
    if counts.red:
        red = next(share for share in _shares(parts, rates) if share.rag == "R")
        percent = red.budget_percent
        is_known = all(part.budget.counted for part in parts if part.rag == "R")
        if is_known and percent is not None and percent < policy.small_budget_percent:
            return Dimension("components", "A", f"{text}; red is {percent} % of the budget")
    return Dimension("components", worst(part.rag for part in parts), text)
