"""This file holds simulation to published examples and closed forms: WE-11, 15, 16 and 17."""

from math import sqrt
from typing import Final

import pytest

from pmtui.figures.odds.draws import Factor
from pmtui.figures.odds.simulation import mean, percentile, share_at_most
from pmtui.figures.odds.vectors import Vector
from tests.figures.odds.networks import RUNS, UNIT, Activity, example, lengths, simulated

_SECONDS: Final = (1, 2, 20_261_201)
_PARALLEL: Final = {
    1: (11.000, 0.2857, 0.5429, 10.817, 12.354, 13.129),
    2: (11.838, 0.0816, 0.2947, 11.798, 13.078, 13.660),
    3: (12.295, 0.0233, 0.1600, 12.313, 13.416, 13.901),
}
"""WE-16: mean, P(<=10), P(<=11), P50, P80, P90 of parallel paths, each Triangular(8, 10, 15)."""
_WIKIPEDIA: Final[list[Activity]] = [
    ("a", (2, 4, 6), ""), ("b", (3, 5, 9), ""), ("c", (4, 5, 7), "a"), ("d", (4, 6, 10), "a"),
    ("e", (4, 5, 7), "bc"), ("f", (3, 4, 8), "d"), ("g", (3, 5, 8), "e"),
]  # fmt: skip
_STEVENSON: Final[list[Activity]] = [
    ("A", (5, 6, 7), ""), ("B", (8, 8, 11), ""), ("C", (6, 8, 11), "A"), ("D", (9, 12, 15), ""),
    ("E", (5, 6, 9), "C"), ("F", (5, 6, 7), "D"), ("G", (2, 3, 7), "F"), ("H", (4, 4, 5), "B"),
    ("I", (5, 7, 8), "H"),
]  # fmt: skip


@pytest.mark.parametrize("paths", _PARALLEL)
@pytest.mark.parametrize("seed", _SECONDS)
def test_parallel_paths_show_the_merge_bias_of_the_closed_form(paths: int, seed: int) -> None:
    activities: list[Activity] = [(str(n), (8, 10, 15), "") for n in range(paths)]
    outcome = simulated(*example(activities, "triangular"), seed=seed)
    row = lengths(outcome)
    average, at_ten, at_eleven, middle, p80, p90 = _PARALLEL[paths]
    assert mean(row) / UNIT == pytest.approx(average, abs=0.05)
    assert share_at_most(row, 10 * UNIT) == pytest.approx(at_ten, abs=0.01)
    assert share_at_most(row, 11 * UNIT) == pytest.approx(at_eleven, abs=0.01)
    found = [percentile(row, share) / UNIT for share in (50, 80, 90)]
    assert found == pytest.approx([middle, p80, p90], abs=0.06)
    assert sum(task.critical for task in outcome.tasks) == pytest.approx(RUNS, abs=paths * 5)


def test_the_expected_times_of_the_pert_article_are_those_of_wikipedia() -> None:
    network, uncertainty = example(_WIKIPEDIA)
    estimates = [uncertainty.tasks[1, n].estimate for n in range(1, 8)]
    found = [one.mean / UNIT for one in estimates if one is not None]
    assert found == pytest.approx([4, 5.333, 5.167, 6.333, 5.167, 4.5, 5.167], abs=0.001)
    # The paths: a-c-e-g 19.5, b-e-g 15.67, a-d-f 14.83; so the mean is little more than 19.5.
    row = lengths(simulated(network, uncertainty))
    assert 19.5 <= mean(row) / UNIT < 19.6


def test_a_chain_has_the_mean_and_the_variance_of_the_sums() -> None:
    chain: list[Activity] = [("a", (2, 4, 6), ""), ("c", (4, 5, 7), "a"), ("g", (3, 5, 8), "c")]
    network, uncertainty = example(chain)
    estimates = [odds.estimate for odds in uncertainty.tasks.values() if odds.estimate]
    row = lengths(simulated(network, uncertainty))
    expected = sum(one.mean for one in estimates) / UNIT
    assert mean(row) / UNIT == pytest.approx(expected, abs=0.05)
    deviation = sum(one.variance for one in estimates) ** 0.5 / UNIT
    assert _deviation(row) == pytest.approx(deviation, abs=0.06)


@pytest.mark.parametrize("seed", _SECONDS)
def test_three_graduates_have_the_odds_of_their_textbook(seed: int) -> None:
    """WE-15: .9991 x .9686 x 1.0000 = .9677 within 24 days, by the normal distribution."""
    outcome = simulated(*example(_STEVENSON), seed=seed)
    assert share_at_most(lengths(outcome), 24 * UNIT) == pytest.approx(0.9677, abs=0.01)


@pytest.mark.parametrize("seed", _SECONDS)
def test_correlation_widens_a_sum_as_the_second_moments_say(seed: int) -> None:
    """WE-17: means 10 15 20, variances 4 9 16, correlations .5 .3 .4: 45 and 49.4, else 29."""
    widths = [6**0.5 * deviation for deviation in (2, 3, 4)]
    activities: list[Activity] = [
        (letter, (middle - width, middle, middle + width), before)
        for letter, middle, width, before in zip(
            "abc", (10, 15, 20), widths, ("", "a", "b"), strict=True
        )
    ]
    loadings = {"a": 0.375**0.5, "b": (2 / 3) ** 0.5, "c": 0.24**0.5}
    factors = {letter: Factor(77, loading) for letter, loading in loadings.items()}
    apart = lengths(simulated(*example(activities, "triangular"), seed=seed))
    together = lengths(simulated(*example(activities, "triangular", factors), seed=seed))
    for row, variance in ((apart, 29), (together, 49.4)):
        assert mean(row) / UNIT == pytest.approx(45, abs=0.05)
        assert _deviation(row) == pytest.approx(variance**0.5, rel=0.02)
    assert share_at_most(together, round(58.8 * UNIT)) - share_at_most(
        together, round(31.2 * UNIT)
    ) == pytest.approx(0.95, abs=0.01)


def _deviation(row: Vector) -> float:
    middle = mean(row)
    squares = sum((int(row[place]) - middle) ** 2 for place in range(len(row)))
    return sqrt(squares / len(row)) / UNIT
