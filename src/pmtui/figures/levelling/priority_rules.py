"""This file orders activities by priority rules, and draws orders at random around them."""

from collections.abc import Sequence
from random import Random

from pmtui.figures.levelling.resource_problem import ResourceProblem

Priorities = tuple[float, ...]
"""The priority of each activity, by its number; the lowest goes first."""


def priority_rules(problem: ResourceProblem) -> tuple[Priorities, ...]:
    """The priorities of several rules, those that do best on their own first.

    Latest finish, latest start, greatest rank positional weight by work, most successors, and
    least slack (Kolisch 1996).
    """
    tails, durations = problem.tails, problem.durations
    latest_start = tuple(-float(tail) for tail in tails)
    latest_finish = tuple(
        start + steps for start, steps in zip(latest_start, durations, strict=True)
    )
    slack = tuple(late - head for late, head in zip(latest_start, problem.heads, strict=True))
    below = _all_successors(problem)
    work = [
        steps
        * sum(
            need / capacity
            for need, capacity in zip(demand, problem.capacities, strict=True)
            if capacity
        )
        for demand, steps in zip(problem.demands, durations, strict=True)
    ]
    weight = tuple(
        -work[number] - sum(work[successor] for successor in _members(mask))
        for number, mask in enumerate(below)
    )
    successors = tuple(-float(mask.bit_count()) for mask in below)
    return latest_finish, latest_start, weight, successors, slack


def _all_successors(problem: ResourceProblem) -> list[int]:
    """The activities after each one, directly or not, as bits."""
    below = [0] * problem.size
    for number in reversed(problem.order):
        for successor, _ in problem.successors[number]:
            below[number] |= below[successor] | 1 << successor
    return below


def _members(mask: int) -> list[int]:
    return [place for place, bit in enumerate(bin(mask)[:1:-1]) if bit == "1"]


def sampled_order(
    problem: ResourceProblem, priorities: Sequence[float], draws: Random
) -> list[int]:
    """An order drawn at random, in which a good priority is the likelier.

    The more is lost by passing it over, the likelier (regret-based biased random sampling, Drexl
    1991).
    """
    random = draws.random
    missing = [len(edges) for edges in problem.predecessors]
    ready = [number for number, count in enumerate(missing) if not count]
    order: list[int] = []
    while ready:
        place = 0
        if len(ready) > 1:
            worst = max(map(priorities.__getitem__, ready)) + 1
            regrets = [worst - priorities[number] for number in ready]
            mark = random() * sum(regrets)
            for place, regret in enumerate(regrets):  # noqa: B007  (where it stops is drawn)
                mark -= regret
                if mark < 0:
                    break
        number = ready[place]
        ready[place] = ready[-1]
        ready.pop()
        order.append(number)
        for successor, _ in problem.successors[number]:
            missing[successor] -= 1
            if not missing[successor]:
                ready.append(successor)
    return order
