"""This file defines the sides of health and which rating is worse than another."""

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from pmtui.model.entities.components import Rag

DimensionName = Literal["scope", "schedule", "cost", "benefits", "risk", "components"]
"""The five sides of a component, and what lies below it."""
Trend = Literal["", "better", "same", "worse"]
"""How a rating has moved; empty while either is unknown."""

_SEVERITY: Final = {"": 0, "G": 1, "A": 2, "R": 3}


class Dimension(msgspec.Struct, frozen=True):
    """One side of health: its computed rating, empty while unknown, and why."""

    name: DimensionName
    rag: Rag
    reason: str


def is_worse(first: Rag, second: Rag) -> bool:
    """Whether one rating is worse than another; unknown is better than any."""
    return _SEVERITY[first] > _SEVERITY[second]


def trend_of(before: Rag, now: Rag) -> Trend:
    """How a rating has moved since another one."""
    if not before or not now:
        return ""
    return "worse" if is_worse(now, before) else "better" if is_worse(before, now) else "same"


def worst(rags: Iterable[Rag]) -> Rag:
    """The worst of ratings; unknown only where all are."""
    return max(rags, key=_SEVERITY.__getitem__, default="")


def rag_by(value: int, amber: int, red: int) -> Rag:
    """A number's rating by where amber and red begin."""
    if value >= red:
        return "R"
    return "A" if value >= amber else "G"
