"""This file holds the published worked examples of schedules under limited resources."""

from collections.abc import Callable
from typing import Final

from pmtui.figures.levelling.genetic_search import Limit, shortest_found
from pmtui.figures.levelling.lower_bounds import breaches, lower_bound
from pmtui.figures.levelling.resource_problem import ResourceProblem, Wait

_TWELVE: Final = (
    "0/0,0/1 2 3 | 3/5,1/4 5 | 2/0,4/9 10 | 5/1,4/8 | 4/1,3/6 7 | 2/3,2/9 10 | 3/3,1/8 9 | "
    "4/2,4/8 | 2/4,0/11 | 4/5,2/11 | 6/2,5/11 | 0/0,0/"
)
"""Duration, need of each resource and successors of each activity (python-mip's example)."""
_THIRTY_TWO: Final = (
    "0/0,0,0,0/1 2 3 | 8/4,0,0,0/5 10 14 | 4/10,0,0,0/6 7 12 | 6/0,0,0,3/4 8 9 | "
    "3/3,0,0,0/19 | 8/0,0,0,8/29 | 5/4,0,0,0/26 | 9/0,1,0,0/11 18 26 | 2/6,0,0,0/13 | "
    "7/0,0,0,1/15 24 | 9/0,5,0,0/19 25 | 2/0,7,0,0/13 | 6/4,0,0,0/16 17 | 3/0,8,0,0/16 | "
    "9/3,0,0,0/24 | 10/0,0,0,5/20 21 | 6/0,0,0,8/21 | 5/0,0,0,7/19 21 | 3/0,1,0,0/23 28 | "
    "7/0,10,0,0/22 24 | 2/0,0,0,6/27 | 7/2,0,0,0/22 | 2/3,0,0,0/23 | 3/0,9,0,0/29 | "
    "3/4,0,0,0/29 | 7/0,0,4,0/30 | 8/0,0,0,7/27 | 3/0,8,0,0/30 | 7/0,7,0,0/31 | "
    "2/0,7,0,0/31 | 2/0,0,2,0/31 | 0/0,0,0,0/"
)
"""The same of PSPLIB's j301_1 (Kolisch, Sprecher 1997)."""
_LONGEST: Final = 400
"""Schedules that are made at most."""


def network_problem(text: str, capacities: tuple[int, ...]) -> ResourceProblem:
    """The problem of a text of `duration/needs/successors`, an activity between two bars."""
    activities = [line.strip().split("/") for line in text.split("|")]
    durations = [int(duration) for duration, _, _ in activities]
    waits = [
        Wait(number, int(successor), durations[number])
        for number, (_, _, successors) in enumerate(activities)
        for successor in successors.split()
    ]
    demands = [tuple(map(int, needs.split(","))) for _, needs, _ in activities]
    return ResourceProblem(durations, demands, capacities, waits)


def _makespans(text: str, capacities: tuple[int, ...]) -> str:
    problem = network_problem(text, capacities)
    bound = lower_bound(problem)
    best = shortest_found(problem, bound=bound, seed=1, limit=Limit(schedules=_LONGEST))
    broken = next(breaches(problem, best.starts), "")
    return broken or f"critical path {max(problem.tails)}, levelled {best.makespan}"


LEVELLING_EXAMPLES: Final[tuple[tuple[str, str, str, Callable[[], str]], ...]] = (
    (
        "WE-21",
        "ten activities on two resources, python-mip's example",
        "critical path 14, levelled 21",
        lambda: _makespans(_TWELVE, (6, 8)),
    ),
    (
        "WE-22",
        "thirty activities on four resources, PSPLIB j301_1",
        "critical path 38, levelled 43",
        lambda: _makespans(_THIRTY_TWO, (12, 13, 4, 12)),
    ),
)
"""What each is called, its title, what was published, and what works it out."""
