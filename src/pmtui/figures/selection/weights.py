"""This file weighs criteria, scores by them, and orders what was chosen by what waiting costs.

Weights are typed, or follow from comparing criteria in pairs (Saaty's analytic hierarchy process):
the principal eigenvector, with the consistency ratio CR = ((lmax - n) / (n - 1)) / RI, which
should stay below 0.10.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

RANDOM_INDEX: Final = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45)
"""Consistency of comparisons at random, for 1 to 9 criteria; Saaty."""
CONSISTENT_BELOW: Final = 0.10


class PairWeights(msgspec.Struct, frozen=True):
    """Weights that follow from comparisons in pairs; they add up to 1."""

    weights: tuple[float, ...]
    ratio: float | None
    """How inconsistent the comparisons are; None where there are too many criteria to say."""

    @property
    def is_consistent(self) -> bool:
        """Whether the comparisons agree well enough to be used."""
        return self.ratio is not None and self.ratio < CONSISTENT_BELOW


def pair_weights(count: int, pairs: Mapping[tuple[int, int], Fraction]) -> PairWeights | None:
    """The weights of criteria that were compared in pairs; None while a pair is missing.

    Args:
        count: how many criteria there are.
        pairs: how many times more the first of two counts than the second, either way round.
    """
    table = [[1.0] * count for _ in range(count)]
    for first in range(count):
        for other in range(first + 1, count):
            if (first, other) in pairs:
                times = float(pairs[first, other])
            elif (other, first) in pairs:
                times = 1 / float(pairs[other, first])
            else:
                return None
            table[first][other], table[other][first] = times, 1 / times
    weights = [1 / count] * count
    largest = float(count)
    for _ in range(200):
        product = [
            sum(times * weight for times, weight in zip(row, weights, strict=True)) for row in table
        ]
        largest = sum(product)
        weights = [value / largest for value in product]
    if count > len(RANDOM_INDEX):
        return PairWeights(tuple(weights), None)
    index = RANDOM_INDEX[count - 1]
    ratio = (largest - count) / (count - 1) / index if index else 0.0
    return PairWeights(tuple(weights), max(ratio, 0.0))


class Graded(msgspec.Struct, frozen=True):
    """A score on one criterion: its weight, its scale, and whether less is better."""

    weight: Fraction
    score: Fraction
    least: Fraction
    most: Fraction
    is_cost: bool = False

    @property
    def share(self) -> Fraction:
        """Where the score lies on the scale, from 0 to 1; reversed where less is better."""
        part = (self.score - self.least) / (self.most - self.least)
        return 1 - part if self.is_cost else part


def weighted_score(grades: Sequence[Graded]) -> Fraction | None:
    """The weighted mean of scores, each mapped to 0 to 1; None where no weight counts."""
    weight = sum((grade.weight for grade in grades), Fraction(0))
    if not weight or any(grade.most == grade.least for grade in grades):
        return None
    return sum((grade.weight * grade.share for grade in grades), Fraction(0)) / weight


def wsjf(business_value: int, time: int, risk: int, size: int) -> Decimal | None:
    """Weighted shortest job first: the cost of delay by the size of the job; None without first."""
    return Decimal(business_value + time + risk) / size if size > 0 else None


def cost_of_waiting(jobs: Sequence[tuple[int, int]]) -> int:
    """What it costs to do jobs, each cost of delay and duration, one after the other."""
    total = begun = 0
    for delay, duration in jobs:
        total += delay * begun
        begun += duration
    return total


def in_order(jobs: Sequence[tuple[int, int]]) -> list[int]:
    """The places of jobs by CD3: cost of delay by duration, the highest first (Reinertsen)."""
    return sorted(
        range(len(jobs)),
        key=lambda at: (-Fraction(jobs[at][0], jobs[at][1]) if jobs[at][1] else 0, at),
    )
