"""This file holds the published worked examples of simulation, each by 20,000 runs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Final

from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.odds.draws import DistributionShape, Factor, ThreePoint
from pmtui.figures.odds.raw_bits import MissingNumpyError, RawBits
from pmtui.figures.odds.run_network import RunNetwork, SimulatedPlan
from pmtui.figures.odds.simulation import mean, percentile, share_at_most, simulate
from pmtui.figures.odds.uncertainty import TaskOdds, Uncertainty
from pmtui.figures.odds.vectors import Vector, ordered
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK

_UNIT: Final = 1000
"""Minutes of a day of an example: its durations are whole thousandths."""
_START: Final = 1_000 * 1440
_RUNS: Final = 20_000
_SEED: Final = 1
_GROUP: Final = 77
_Activity = tuple[float, float, float, str, float]
"""Optimistic, most likely and pessimistic days, the letters it waits for, loading on a factor."""

_PARALLEL: Final = (8, 10, 15, "", 0)
_WIKIPEDIA: Final[dict[str, _Activity]] = {
    "a": (2, 4, 6, "", 0), "b": (3, 5, 9, "", 0), "c": (4, 5, 7, "a", 0), "d": (4, 6, 10, "a", 0),
    "e": (4, 5, 7, "bc", 0), "f": (3, 4, 8, "d", 0), "g": (3, 5, 8, "e", 0),
}  # fmt: skip
_STEVENSON: Final[dict[str, _Activity]] = {
    "A": (5, 6, 7, "", 0), "B": (8, 8, 11, "", 0), "C": (6, 8, 11, "A", 0), "D": (9, 12, 15, "", 0),
    "E": (5, 6, 9, "C", 0), "F": (5, 6, 7, "D", 0), "G": (2, 3, 7, "F", 0), "H": (4, 4, 5, "B", 0),
    "I": (5, 7, 8, "H", 0),
}  # fmt: skip


def _row(activities: Mapping[str, _Activity], shape: DistributionShape) -> Vector:
    """How long each run takes, the shortest first, in thousandths of a day."""
    ids = {letter: number for number, letter in enumerate(activities, 1)}
    tasks, odds, links = {}, {}, []
    for letter, (low, mode, high, waits_for, loading) in activities.items():
        row_id = ids[letter]
        points = ThreePoint(round(low * _UNIT), round(mode * _UNIT), round(high * _UNIT), shape)
        tasks[row_id] = ScheduleTask(id=row_id, duration=points.likely)
        odds[1, row_id] = TaskOdds(row_id, points, Factor(_GROUP, loading))
        links += [ScheduleLink(ids[other], row_id) for other in waits_for]
    options = ScheduleOptions(start=_START, calendar=1)
    plan = SimulatedPlan(tasks, tuple(links), {1: AROUND_THE_CLOCK}, options)
    outcome = simulate(RunNetwork({1: plan}), Uncertainty(odds), runs=_RUNS, seed=_SEED)
    return ordered(outcome.finish - _START)


def _parallel(paths: int) -> str:
    row = _row({str(path): _PARALLEL for path in range(paths)}, "triangular")
    shares = [share_at_most(row, days * _UNIT) for days in (10, 11)]
    percentiles = [percentile(row, share) / _UNIT for share in (50, 80, 90)]
    return _text(mean(row) / _UNIT, *shares, *percentiles)


def _pert_times() -> str:
    points = [
        ThreePoint(round(600 * low), round(600 * mode), round(600 * high), "PERT")
        for low, mode, high, _, _ in _WIKIPEDIA.values()
    ]
    path = sum(points[place].mean for place in (0, 2, 4, 6))
    return _text(*(point.mean / 600 for point in points), path / 600)


def _second_moments() -> str:
    """The sum of symmetric triangles: their half width is the root of six deviations."""
    loadings = sqrt(0.375), sqrt(2 / 3), sqrt(0.24)
    rows = zip("abc", (10, 15, 20), (2, 3, 4), loadings, ("", "a", "b"), strict=True)
    chain: dict[str, _Activity] = {
        letter: (middle - sqrt(6) * sd, middle, middle + sqrt(6) * sd, waits_for, loading)
        for letter, middle, sd, loading, waits_for in rows
    }
    row = _row(chain, "triangular")
    inside = share_at_most(row, 58_800) - share_at_most(row, 31_200)
    return _text(mean(row) / _UNIT, inside)


def _text(*numbers: float) -> str:
    return " ".join(f"{number:.3f}" for number in numbers)


def _with_tolerance(numbers: str, tolerances: Sequence[str]) -> str:
    pairs = zip(numbers.split(), tolerances, strict=True)
    return " ".join(f"{number}±{tolerance}" for number, tolerance in pairs)


_MERGE: Final = ("0.05", "0.01", "0.01", "0.06", "0.06", "0.06")
_ALL: Final[tuple[tuple[str, str, str, Callable[[], str]], ...]] = (
    (
        "WE-11",
        "PERT, Wikipedia: expected times, and the critical path a-c-e-g",
        _with_tolerance("4 5.333 5.167 6.333 5.167 4.5 5.167 19.5", ("0.001",) * 8),
        _pert_times,
    ),
    (
        "WE-15",
        "three graduates, Stevenson: done within 24 days, 20,000 runs",
        _with_tolerance("0.9677", ("0.01",)),
        lambda: _text(share_at_most(_row(_STEVENSON, "PERT"), 24 * _UNIT)),
    ),
    (
        "WE-16",
        "one Triangular(8, 10, 15): mean, P(<=10), P(<=11), P50, P80, P90",
        _with_tolerance("11.000 0.2857 0.5429 10.817 12.354 13.129", _MERGE),
        lambda: _parallel(1),
    ),
    (
        "WE-16",
        "two of them in parallel: the merge bias",
        _with_tolerance("11.838 0.0816 0.2947 11.798 13.078 13.660", _MERGE),
        lambda: _parallel(2),
    ),
    (
        "WE-16",
        "three of them in parallel",
        _with_tolerance("12.295 0.0233 0.1600 12.313 13.416 13.901", _MERGE),
        lambda: _parallel(3),
    ),
    (
        "WE-17",
        "correlated sum, second moments: mean, and within 31.2 to 58.8",
        _with_tolerance("45 0.95", ("0.05", "0.01")),
        _second_moments,
    ),
)


def simulation_examples() -> Iterator[tuple[str, str, str, Callable[[], str]]]:
    """Number, title, what was published and what computes it; none where numpy is missing."""
    try:
        RawBits(_SEED)
    except MissingNumpyError:
        return
    yield from _ALL
