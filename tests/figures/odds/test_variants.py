"""This file holds runs with other odds to the same runs taken through all of the network."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pmtui.figures.odds.draws import ThreePoint
from pmtui.figures.odds.simulation import simulate
from pmtui.figures.odds.uncertainty import CostOdds, Hit, PaidByTime, TaskOdds, Uncertainty
from tests.figures.odds.golden import made
from tests.figures.odds.test_runs import TRIES

RUNS = 64


def _odds(draw: st.DrawFn, odds: TaskOdds, task: int) -> TaskOdds:
    most = draw(st.sampled_from([0, 480, 4_800, 900_000]))
    hit = Hit(7000 + task, draw(st.sampled_from([0.1, 0.9])), 8000 + task, ThreePoint(0, 0, most))
    return replace(odds, hits=(hit, *odds.hits))


@settings(max_examples=max(6, TRIES // 15), deadline=None)
@given(st.data())
def test_what_is_taken_over_is_what_all_of_the_network_would_come_to(data: st.DataObject) -> None:
    network, uncertainty = made()
    by_time = (PaidByTime((1,), 4801, task=7), PaidByTime((1,), 90_000, since=1_064_530_560))
    lines = tuple(
        CostOdds(9000 + n, 50_000, ThreePoint(40_000, 50_000, 90_000), None, time)
        for n, time in enumerate((None, *by_time))
    )
    base = replace(uncertainty, costs=lines)
    other = data.draw(st.composite(_changed)(base))
    together = simulate(network, base, runs=RUNS, seed=5, variants=[other, base])
    alone = simulate(network, other, runs=RUNS, seed=5)
    (finish, cost), (same_finish, same_cost) = together.variants
    assert np.array_equal(finish, alone.finish)
    assert np.array_equal(cost, alone.cost)
    assert np.array_equal(same_finish, together.finish)
    assert np.array_equal(same_cost, together.cost)


def _changed(draw: st.DrawFn, base: Uncertainty) -> Uncertainty:
    tasks = draw(st.lists(st.integers(1, 60), max_size=3, unique=True))
    changed = {(1, task): _odds(draw, base.tasks[1, task], task) for task in tasks}
    hits = (Hit(6000, 0.5, 6001, ThreePoint(-10, 0, 99)),) if draw(st.booleans()) else ()
    return replace(base, tasks={**base.tasks, **changed}, cost_hits=(*base.cost_hits, *hits))


def test_a_response_changes_how_likely_its_risk_is_and_nothing_else() -> None:
    points = ThreePoint(480, 480, 480)
    hits = (Hit(1, 0.5, 2, points, residual=0.1), Hit(3, 0.5, 4, points))
    odds = Uncertainty({(1, 1): TaskOdds(10, hits=hits), (1, 2): TaskOdds(20)}, cost_hits=hits)
    assert odds.answered() == {1}
    after = odds.with_responses([1])
    assert [hit.probability for hit in after.tasks[1, 1].hits] == [0.1, 0.5]
    assert [hit.probability for hit in after.cost_hits] == [0.1, 0.5]
    assert after.differing(odds) == {(1, 1)}
    assert odds.with_responses([3]) == odds
