"""This file prints what a simulation with everything in it comes to, to the last bit."""

import hashlib
import json
import random
import sys

from pmtui.figures.cpm.types import Effort, ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.odds.draws import Factor, ThreePoint
from pmtui.figures.odds.run_network import RunNetwork, SimulatedPlan
from pmtui.figures.odds.simulation import percentile, simulate
from pmtui.figures.odds.uncertainty import Hit, TaskOdds, Uncertainty
from pmtui.figures.odds.vectors import Vector, ordered
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, OFFICE, Calendar
from pmtui.model.entities.tasks import LinkType

_KINDS: tuple[LinkType, ...] = ("FS", "FS", "SS", "FF")
SHIFTS = Calendar(name="Shifts", days=(((540, 840), (960, 1140)),) * 5 + ((), ()))


def made() -> tuple[RunNetwork, Uncertainty]:
    """Sixty tasks of three calendars with all kinds of links, estimates, groups and risks."""
    chance = random.Random(7)
    tasks, links, odds = {}, [], {}
    for one in range(1, 61):
        duration = chance.choice([240, 480, 2400, 4801])
        efforts = (Effort(2, duration, duration),) if one % 9 == 0 else ()
        tasks[one] = ScheduleTask(
            id=one, duration=duration, calendar=chance.choice([0, 2, 3]), efforts=efforts
        )
        for other in {chance.randrange(max(1, one - 9), one) for _ in range(2)} if one > 1 else ():
            kind = chance.choice(_KINDS)
            links.append(ScheduleLink(other, one, kind, chance.choice([0, 0, 480])))
        estimate = ThreePoint(
            duration * 3 // 4, duration, duration * 2, chance.choice(["triangular", "PERT"])
        )
        factor = Factor(900 + one % 2, 0.6) if one % 3 else None
        hits = (
            (Hit(1000 + one, 0.3, 2000 + one, ThreePoint(-200, 0, 900, "PERT")),)
            if one % 7 == 0
            else ()
        )
        odds[1, one] = TaskOdds(one, estimate, factor, hits, work_cost=duration * 37)
    options = ScheduleOptions(start=1_064_530_560, calendar=1)
    calendars = {1: OFFICE, 2: SHIFTS, 3: AROUND_THE_CLOCK}
    network = RunNetwork({1: SimulatedPlan(tasks, tuple(links), calendars, options)})
    cost_hits = (Hit(3000, 0.25, 3001, ThreePoint(10_000, 50_000, 400_000)),)
    return network, Uncertainty(odds, 5_000_000, cost_hits)


def result() -> dict[str, object]:
    """Percentiles and hashes of what 5,000 runs of seed 42 come to."""
    network, uncertainty = made()
    outcome = simulate(network, uncertainty, runs=5000, seed=42)
    finish, cost = ordered(outcome.finish), ordered(outcome.cost)
    return {
        "finish": [percentile(finish, share) for share in (10, 50, 80, 90)],
        "cost": [percentile(cost, share) for share in (10, 50, 80, 90)],
        "finish_sha256": _hash(outcome.finish),
        "cost_sha256": _hash(outcome.cost),
        "tasks": [
            [task.task, task.critical, None if (s := task.sensitivity) is None else s.hex()]
            for task in outcome.tasks
        ],
    }


def _hash(values: Vector) -> str:
    text = ",".join(str(int(values[place])) for place in range(len(values)))
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(result(), indent=1) + "\n")
