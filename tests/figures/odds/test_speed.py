"""This file times simulation: against one run after the other in plain Python."""

import random
import time
from typing import Final

import pytest

from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import task_node
from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.odds.draws import ThreePoint
from pmtui.figures.odds.run_network import RunNetwork, SimulatedPlan
from pmtui.figures.odds.run_nodes import with_length
from pmtui.figures.odds.simulation import simulate
from pmtui.figures.odds.uncertainty import TaskOdds, Uncertainty
from tests.figures.odds.networks import CALENDARS

_TASKS: Final = 1_000
_RUNS: Final = 10_000
_TRIED: Final = 20
"""Runs in plain Python, which are then reckoned up to all."""
_TIMES_FASTER: Final = 50


@pytest.mark.slow
def test_ten_thousand_runs_take_a_fiftieth_of_what_plain_python_takes() -> None:
    chance = random.Random(1)
    tasks, links = {}, []
    for one in range(1, _TASKS + 1):
        duration = chance.choice([480, 960, 2400])
        tasks[one] = ScheduleTask(id=one, duration=duration, calendar=chance.choice([1, 1, 2]))
        waits_for = {chance.randrange(max(1, one - 30), one) for _ in range(2)} if one > 15 else ()
        links += [ScheduleLink(other, one) for other in waits_for]
    estimates = {
        one: ThreePoint(task.duration * 4 // 5, task.duration, task.duration * 3 // 2)
        for one, task in tasks.items()
    }
    options = ScheduleOptions(start=1_064_530_560, calendar=1)

    begun = time.process_time()
    network = RunNetwork({1: SimulatedPlan(tasks, tuple(links), CALENDARS, options)})
    odds = {(1, one): TaskOdds(one, estimate) for one, estimate in estimates.items()}
    simulate(network, Uncertainty(odds), runs=_RUNS, seed=1)
    ours = time.process_time() - begun

    begun = time.process_time()
    plain = Network(list(tasks.values()), links, CALENDARS, 1)
    for _ in range(_TRIED):
        for one, task in tasks.items():
            low, high, mode = estimates[one].optimistic, estimates[one].pessimistic, task.duration
            drawn = round(chance.triangular(low, high, mode))
            number = plain.node_of[one]
            plain.nodes[number] = task_node(number, with_length(task, drawn, drawn), plain.times)
        early = EarlyDates(plain, options)
        early.run(plain.order)
        max(early.finish)
    theirs = (time.process_time() - begun) / _TRIED * _RUNS

    assert theirs > _TIMES_FASTER * ours, f"{theirs:.1f} s to {ours:.2f} s"
