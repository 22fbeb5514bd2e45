"""This file spreads over time what was typed as one amount, where nothing says when it comes."""

from collections.abc import Sequence

from pmtui.figures.core.rounding import half_up
from pmtui.figures.earned_value.flows import EvenFlow

Ends = tuple[int, int]
"""When something begins and ends, as moments in minutes since year 1."""


def spread(amount: int, ends: Ends | None) -> tuple[EvenFlow, ...]:
    """An amount evenly between two moments; nothing where they are not known."""
    if ends is None:
        return ()
    return (EvenFlow(ends[0], max(ends[0] + 1, ends[1]), 0, amount, amount),)


def spread_around(amount: int, in_year: int, ends: Ends | None, year: Ends) -> tuple[EvenFlow, ...]:
    """An amount of which it is known what comes in one year: the rest before and after it, evenly.

    Where nothing lies outside the year, the rest has no day and is left out.

    Args:
        amount: the whole, in minor units.
        in_year: what of it comes in the year.
        ends: when the whole begins and ends; None where that is not known.
        year: when the year begins and ends.
    """
    start, finish = ends if ends is not None else year
    within = max(start, year[0]), min(finish, year[1])
    flows = [*spread(in_year, within if within[0] < within[1] else year)]
    before, after = max(0, min(finish, year[0]) - start), max(0, finish - max(start, year[1]))
    if before + after:
        earlier = half_up((amount - in_year) * before, before + after)
        if before:
            flows += spread(earlier, (start, min(finish, year[0])))
        if after:
            flows += spread(amount - in_year - earlier, (max(start, year[1]), finish))
    return tuple(flows)


def shaped(values: Sequence[int], whole: int, amount: int) -> list[int]:
    """Values by which something has come, made so large that they lead to an amount.

    Args:
        values: what has come by each of some moments.
        whole: what those lead to; not nought.
        amount: what the others are to lead to.
    """
    if whole < 0:
        whole, amount = -whole, -amount
    return [half_up(amount * value, whole) for value in values]
