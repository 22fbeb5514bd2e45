"""This file tests pmtui.figures.levelling.priority_rules."""

from random import Random

from pmtui.figures.levelling.priority_rules import priority_rules, sampled_order
from tests.figures.levelling.instances import drawn_problem


def test_every_rule_and_every_draw_puts_predecessors_first() -> None:
    problem = drawn_problem(3, 30)
    draws = Random(1)
    for priorities in priority_rules(problem):
        for order in (
            problem.in_order(priorities),
            sampled_order(problem, priorities, draws),
        ):
            assert sorted(order) == list(range(problem.size))
            assert all(order.index(w.predecessor) < order.index(w.successor) for w in problem.waits)


def test_a_draw_favours_what_the_rule_puts_first() -> None:
    problem = drawn_problem(3, 30)
    latest = priority_rules(problem)[0]
    draws = Random(1)
    means = [0.0] * problem.size
    for _ in range(400):
        for place, number in enumerate(sampled_order(problem, latest, draws)):
            means[number] += place
    ready = [number for number in range(problem.size) if not problem.predecessors[number]]
    first, last = min(ready, key=latest.__getitem__), max(ready, key=latest.__getitem__)
    assert means[first] < means[last]
