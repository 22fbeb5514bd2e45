"""This file tries random plans: against networkx, and against what must hold for every schedule."""

import os
from itertools import pairwise
from typing import Any, Final

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.cpm.node import ELAPSED, Pace
from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import LoopError, ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, OFFICE, Calendar
from pmtui.model.calendar.work_time import WorkTimes
from tests.figures.cpm.plans import MONDAY, at

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
"""Random plans for each property."""
START: Final = at(MONDAY)
SHIFTS: Final = Calendar(name="Shifts", days=(((540, 840), (960, 1140)),) * 5 + ((), ()))
CALENDARS: Final = {1: OFFICE, 2: SHIFTS, 3: AROUND_THE_CLOCK}
WEEK: Final = 7 * 1440

Plan = tuple[list[ScheduleTask], list[ScheduleLink]]


@st.composite
def plans(
    draw: st.DrawFn,
    /,
    types: str = "FS SS FF SF",
    least_lag: int = 0,
    units: str = "work elapsed",
    **fields: st.SearchStrategy[Any],
) -> Plan:
    """Up to twelve tasks; links lead from a lower id to a higher one."""
    size = draw(st.integers(1, 12))
    durations = st.sampled_from([0, 60, 240, 480, 700, 2400])
    tasks = [
        ScheduleTask(
            id=n, duration=draw(durations), **{name: draw(part) for name, part in fields.items()}
        )
        for n in range(1, size + 1)
    ]
    pairs = st.tuples(st.integers(1, size), st.integers(1, size)).filter(lambda p: p[0] < p[1])
    chosen = draw(st.lists(pairs, unique=True, max_size=2 * size)) if size > 1 else []
    kinds, lags = st.sampled_from(types.split()), st.integers(least_lag, 1000)
    unit = st.sampled_from(units.split())
    links = [ScheduleLink(a, b, draw(kinds), draw(lags), draw(unit)) for a, b in chosen]  # type: ignore[arg-type]
    return tasks, links


def made(plan: Plan, **options: Any) -> Schedule:
    given = {"start": START, "calendar": 1} | options
    return schedule(*plan, CALENDARS, ScheduleOptions(**given))


@settings(max_examples=TRIES, deadline=None)
@given(plans("FS"))  # where every minute works, both kinds of lag are one
def test_the_finish_is_the_longest_path_of_networkx(plan: Plan) -> None:
    tasks, links = plan
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(tasks) + 1))
    length = {task.id: task.duration for task in tasks}
    graph.add_weighted_edges_from((0, task.id, 0) for task in tasks)
    graph.add_weighted_edges_from(
        (k.predecessor, k.successor, length[k.predecessor] + k.lag) for k in links
    )
    graph.add_weighted_edges_from((task.id, "end", task.duration) for task in tasks)
    longest = nx.dag_longest_path_length(graph)
    finish = made(plan, start=1440, calendar=3).finish
    assert finish - 1440 == longest


@settings(max_examples=TRIES, deadline=None)
@given(plans() | plans("FS SS", calendar=st.sampled_from([0, 1, 2, 3])))
def test_without_dates_no_slack_is_negative_and_something_is_critical(plan: Plan) -> None:
    schedule_ = made(plan)
    for dates in schedule_.values():
        assert 0 <= dates.free_slack <= dates.total_slack
        assert START <= dates.start <= dates.finish <= schedule_.finish
    assert any(dates.critical for dates in schedule_.values())


@settings(max_examples=TRIES, deadline=None)
@given(plans(least_lag=-1000), st.integers(-60, 60))
def test_shifting_the_start_by_weeks_shifts_everything(plan: Plan, weeks: int) -> None:
    here, there = made(plan), made(plan, start=START + weeks * WEEK)
    for task in here:
        one, other = here[task], there[task]
        assert other.start - one.start == other.finish - one.finish == weeks * WEEK
        assert other.late_start - one.late_start == weeks * WEEK
        assert (one.total_slack, one.free_slack) == (other.total_slack, other.free_slack)


@settings(max_examples=TRIES, deadline=None)
@given(plans(least_lag=-1000, calendar=st.sampled_from([0, 2, 3])))
def test_every_link_holds(plan: Plan) -> None:
    tasks, links = plan
    schedule_ = made(plan)
    times = WorkTimes(CALENDARS, 1)
    calendar_of = {task.id: task.calendar for task in tasks}
    for link in links:
        predecessor, successor = schedule_[link.predecessor], schedule_[link.successor]
        time: Pace = times.of(calendar_of[link.successor])
        left = predecessor.finish if link.type in {"FS", "FF"} else predecessor.start
        right = successor.start if link.type in {"FS", "SS"} else successor.finish
        if link.lag_unit == "elapsed":
            # A moment at which the successor cannot work is as good as the next at which it can.
            right = max(right, time.start_from(right))
            time = ELAPSED
        assert time.between(left, right) >= min(link.lag, time.between(left, START))


@settings(max_examples=TRIES, deadline=None)
@given(plans(units="work"), st.data())
def test_using_up_the_total_slack_does_not_move_the_plan(plan: Plan, data: st.DataObject) -> None:
    tasks, links = plan
    before = made(plan)
    chosen = data.draw(st.sampled_from(tasks))
    late = ScheduleTask(
        id=chosen.id,
        duration=chosen.duration,
        constraint="SNET",
        constraint_date=before[chosen.id].late_start,
    )
    after = made(([late if task is chosen else task for task in tasks], links))
    assert after.finish == before.finish
    assert after[chosen.id].total_slack == 0


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=16, unique=True))
def test_a_loop_is_found_exactly_when_there_is_one(pairs: list[tuple[int, int]]) -> None:
    tasks = [ScheduleTask(id=n, duration=60) for n in range(1, 9)]
    graph = nx.DiGraph(pairs)
    try:
        made((tasks, [ScheduleLink(a, b) for a, b in pairs]))
    except LoopError as error:
        ring = [*error.loop, error.loop[0]]
        assert all(graph.has_edge(a, b) for a, b in pairwise(ring))
    else:
        assert nx.is_directed_acyclic_graph(graph)
