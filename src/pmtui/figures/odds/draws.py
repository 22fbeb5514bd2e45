"""This file draws numbers: uniform ones by PCG64, and by transforms of our own what tasks take.

Every draw has a place of its own, given by the seed, the variable and the run. So a variable has
the same luck whatever else is simulated with it, with a response to a risk and without it, in a
project and in the program around it, and however the runs are cut into parts.

Nothing here hangs on the last bit of a library: the raw 64 bits of PCG64, + - * / and the square
root are the same everywhere, and tables are rounded (`_rounded`).
"""

from functools import lru_cache
from itertools import accumulate, pairwise
from math import sqrt
from statistics import NormalDist
from typing import Final, Literal

from msgspec import Struct

from pmtui.figures.odds.raw_bits import ALMOST_ONE, PERIOD, RawBits, with_opposites
from pmtui.figures.odds.vectors import (
    Shares,
    Vector,
    cells_of,
    root,
    rounded,
    share_chosen,
    shares_of,
    within,
)

DistributionShape = Literal["triangular", "PERT"]

_SPREAD: Final = 0x9E3779B97F4A7C15F39CC0605CEDC835
"""Places between the first runs of two variables: what `PCG64.jumped` goes on by."""
_FINE: Final = 1 << 32
_CELLS: Final = 2048
"""Cells of a table of quantiles."""
_STEPS: Final = 4096
"""Steps by which a density is added up."""
_SHAPES: Final = 64
"""Places of the mode for which there is a table of PERT; between two it is a mean of both."""
_REACH: Final = 8
"""Standard deviations that the table of the normal distribution covers on either side."""
_SCORE_CELLS: Final = 4096
_LEAST_SCORE: Final = -4.0
_STANDARD: Final = NormalDist()


class ThreePoint(Struct, frozen=True, gc=False):
    """What something may come to: optimistic <= most likely <= pessimistic, in whole units.

    PERT is the beta distribution with mean (o + 4m + p) / 6 and standard deviation (p - o) / 6
    (Malcolm, Roseboom, Clark, Fazar 1959), so that simulation and formulas agree.
    """

    optimistic: int
    likely: int
    pessimistic: int
    shape: DistributionShape = "triangular"

    @property
    def mean(self) -> float:
        """The mean: (o + m + p) / 3, or (o + 4m + p) / 6."""
        if self.shape == "PERT":
            return (self.optimistic + 4 * self.likely + self.pessimistic) / 6
        return (self.optimistic + self.likely + self.pessimistic) / 3

    @property
    def variance(self) -> float:
        """The variance: (o² + m² + p² - om - op - mp) / 18, or ((p - o) / 6)²."""
        low, mode, high = self.optimistic, self.likely, self.pessimistic
        if self.shape == "PERT":
            return (high - low) ** 2 / 36
        squares = low * low + mode * mode + high * high
        return (squares - low * mode - low * high - mode * high) / 18

    @property
    def is_certain(self) -> bool:
        """Whether it can come to one thing only."""
        return self.optimistic == self.pessimistic

    def values(self, shares: Shares) -> Vector:
        """What it comes to where so much of its probability lies below, by run."""
        low, mode, high = self.optimistic, self.likely, self.pessimistic
        if self.shape == "PERT":
            values = low + _looked_up(shares, _pert((mode - low) / (high - low))) * (high - low)
        else:
            is_below = shares < (mode - low) / (high - low)
            below = root(shares * ((high - low) * (mode - low)))
            above = root((1.0 - shares) * ((high - low) * (high - mode)))
            values = share_chosen(is_below, low + below, high - above)
        return rounded(values)


def points_in_order(least: int, likely: int, most: int, distribution: str) -> ThreePoint | None:
    """An estimate as it is drawn; None where its most likely value does not lie in it."""
    if not least <= likely <= most:
        return None
    return ThreePoint(least, likely, most, "PERT" if distribution == "pert" else "triangular")


class Factor(Struct, frozen=True, gc=False):
    """What several variables have in common: their normal scores share a part of one factor.

    Two with loadings a and b have scores whose correlation is a * b.
    """

    variable: int
    loading: float
    """From -1 to 1; the root of the correlation of a group in which all hang alike."""


class Draws:
    """The draws of one seed."""

    def __init__(self, seed: int) -> None:
        self._bits = RawBits(seed)

    def shares(self, variable: int, first: int, count: int) -> Shares:
        """Uniform numbers from 0 up to 1, of some runs of a variable.

        Runs come in pairs of opposite luck, u and 1 - u, so that the mean is nearer to its limit.
        """
        pair = first // 2
        pairs = (first + count + 1) // 2 - pair
        place = (variable * _SPREAD + pair) % PERIOD
        return with_opposites(self._bits.shares(place, pairs), first % 2, count)

    def linked_shares(self, variable: int, factor: Factor | None, first: int, count: int) -> Shares:
        """The same, hanging on a factor."""
        own = self.shares(variable, first, count)
        if factor is None or not factor.loading:
            return own
        common = _scores(self.shares(factor.variable, first, count))
        rest = sqrt(1.0 - factor.loading * factor.loading)
        mixed = common * factor.loading + _scores(own) * rest
        places = within((mixed + _REACH) * (1 / (2 * _REACH)), 0.0, ALMOST_ONE)
        return within(_looked_up(places, _normal()), 0.0, ALMOST_ONE)


def _scores(shares: Shares) -> Shares:
    return _looked_up(shares, _normal_scores())


def _looked_up(shares: Shares, table: Shares) -> Shares:
    """The values of a table whose cells lie evenly between 0 and 1."""
    places = shares * (len(table) - 1)
    cells = cells_of(places)
    below = table.take(cells)
    return below + (table.take(cells + 1) - below) * (places - cells)


def _rounded(value: float) -> float:
    """A number without the bits in which libraries for mathematics differ."""
    return round(value * _FINE) / _FINE


@lru_cache(1)
def _normal() -> Shares:
    """The normal distribution from `-_REACH` to `_REACH`."""
    width = 2 * _REACH / _STEPS
    return shares_of(_rounded(_STANDARD.cdf(n * width - _REACH)) for n in range(_STEPS + 1))


@lru_cache(1)
def _normal_scores() -> Shares:
    """The quantiles of the normal distribution."""
    inner = [_rounded(_STANDARD.inv_cdf(n / _SCORE_CELLS)) for n in range(1, _SCORE_CELLS)]
    return shares_of([_LEAST_SCORE, *inner, -_LEAST_SCORE])


@lru_cache(4096)
def _pert(mode: float) -> Shares:
    """The quantiles of PERT between 0 and 1; its mean is linear in its mode, so it stays exact."""
    below = min(int(mode * _SHAPES), _SHAPES - 1)
    part = mode * _SHAPES - below
    return shares_of(_pert_table(below)) * (1.0 - part) + shares_of(_pert_table(below + 1)) * part


@lru_cache(_SHAPES + 1)
def _pert_table(place: int) -> tuple[float, ...]:
    """The quantiles of the beta distribution whose PERT mode is so many 64ths.

    The density is added up over t with x = t²(3 - 2t), in which it has no pole.
    """
    mean = (1 + 4 * place / _SHAPES) / 6
    total = mean * (1 - mean) * 36 - 1
    alpha, beta = mean * total, (1 - mean) * total
    parts = [_beta_step((n + 0.5) / _STEPS, alpha, beta) for n in range(_STEPS)]
    sums = [0.0, *accumulate(parts)]
    quantiles, step = [0.0], 0
    for cell in range(1, _CELLS):
        target = sums[-1] * cell / _CELLS
        while sums[step + 1] < target:
            step += 1
        at = (step + (target - sums[step]) / parts[step]) / _STEPS
        quantiles.append(_rounded(at * at * (3 - 2 * at)))
    quantiles.append(1.0)
    return _with_mean(quantiles, mean)


def _beta_step(at: float, alpha: float, beta: float) -> float:
    place = at * at * (3 - 2 * at)
    return float(place ** (alpha - 1) * (1 - place) ** (beta - 1) * at * (1 - at))


def _with_mean(quantiles: list[float], mean: float) -> tuple[float, ...]:
    """The quantiles moved, by less than a thousandth, so that they have this mean."""
    result = sum(lower + upper for lower, upper in pairwise(quantiles)) / (2 * _CELLS)
    room = sum(value * (1 - value) for value in quantiles) / _CELLS
    move = (mean - result) / room
    return tuple(_rounded(value + move * value * (1 - value)) for value in quantiles)
