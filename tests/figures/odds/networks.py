"""This file makes small networks whose odds are known, and takes them through runs."""

from collections.abc import Mapping, Sequence
from typing import Final

from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.odds.draws import DistributionShape, Factor, ThreePoint
from pmtui.figures.odds.run_network import RunNetwork, SimulatedPlan
from pmtui.figures.odds.simulation import SimulationOutcome, simulate
from pmtui.figures.odds.uncertainty import TaskOdds, Uncertainty
from pmtui.figures.odds.vectors import Vector, ordered
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, OFFICE, Calendar

UNIT: Final = 1000
"""Minutes of a day, week or month of a published example."""
START: Final = 1_000 * 1440
RUNS: Final = 20_000
SHIFTS: Final = Calendar(name="Shifts", days=(((540, 840), (960, 1140)),) * 5 + ((), ()))
CALENDARS: Final = {1: OFFICE, 2: SHIFTS, 3: AROUND_THE_CLOCK}

Activity = tuple[str, tuple[float, float, float], str]
"""Its letter, optimistic, most likely and pessimistic duration, the letters it waits for."""


def example(
    activities: Sequence[Activity],
    shape: DistributionShape = "PERT",
    factors: Mapping[str, Factor] | None = None,
) -> tuple[RunNetwork, Uncertainty]:
    """The network of a published example, and what is uncertain about it."""
    ids = {letter: number for number, (letter, _, _) in enumerate(activities, 1)}
    tasks, odds = {}, {}
    for letter, (low, mode, high), _ in activities:
        row_id = ids[letter]
        points = (round(low * UNIT), round(mode * UNIT), round(high * UNIT))
        tasks[row_id] = ScheduleTask(id=row_id, duration=points[1])
        factor = (factors or {}).get(letter)
        odds[1, row_id] = TaskOdds(row_id, ThreePoint(*points, shape), factor)
    links = tuple(
        ScheduleLink(ids[one], ids[letter]) for letter, _, row in activities for one in row
    )
    options = ScheduleOptions(start=START, calendar=3)
    return RunNetwork({1: SimulatedPlan(tasks, links, CALENDARS, options)}), Uncertainty(odds)


def simulated(
    network: RunNetwork, uncertainty: Uncertainty, *, runs: int = RUNS, seed: int = 1
) -> SimulationOutcome:
    """What a simulation to its end comes to."""
    return simulate(network, uncertainty, runs=runs, seed=seed)


def lengths(outcome: SimulationOutcome) -> Vector:
    """How long each run took, the shortest first, in minutes."""
    return ordered(outcome.finish - START)
