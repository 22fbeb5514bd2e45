"""This file holds the methods by which a task earns its value; each gives a share from 0 to 1.

Source: UN/CEFACT EarnedValueCalculationMethod (D07A); ANSI/EIA-748.
"""

from collections.abc import Iterable
from fractions import Fraction
from types import MappingProxyType
from typing import Final

AT_START: Final = MappingProxyType(
    {"0/100": Fraction(0), "50/50": Fraction(1, 2), "20/80": Fraction(1, 5)}
)
"""What a task has earned once it has begun, by method; the rest comes when it is done."""

NOTHING: Final = Fraction(0)
ALL: Final = Fraction(1)


def share_by_ends(method: str, *, is_begun: bool, is_done: bool) -> Fraction:
    """0/100, 50/50 or 20/80: a part once it has begun, all when it is done."""
    if is_done:
        return ALL
    return AT_START[method] if is_begun else NOTHING


def share_by_percent(percent: int, *, is_done: bool) -> Fraction:
    """Percent complete, as it was reported."""
    return ALL if is_done else Fraction(percent, 100)


def share_by_units(done: int, total: int, *, is_done: bool) -> Fraction:
    """Pieces done of all pieces; nothing where nobody said how many there are."""
    if is_done:
        return ALL
    return min(Fraction(done, total), ALL) if total > 0 else NOTHING


def share_by_milestones(weights: Iterable[tuple[int, bool]], *, is_done: bool) -> Fraction:
    """The weights of the milestones that are met; only met ones count.

    Args:
        weights: weight of each milestone, and whether it is met.
        is_done: whether all of the task is done.
    """
    met = total = 0
    for weight, is_met in weights:
        total += weight
        met += weight if is_met else 0
    if is_done:
        return ALL
    return Fraction(met, total) if total > 0 else NOTHING


def share_of_effort(planned: int, budget: int) -> Fraction:
    """Level of effort: what was planned by now is earned."""
    return Fraction(planned, budget) if budget else NOTHING
