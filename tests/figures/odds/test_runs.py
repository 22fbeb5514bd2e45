"""This file holds every run to the schedule: what is drawn for it gives the dates of its plan."""

import os
from typing import Any, Final

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.cpm.schedule import schedule
from pmtui.figures.cpm.types import Effort, ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.figures.odds.run_network import RunNetwork, SimulatedPlan
from pmtui.figures.odds.run_nodes import sampled_length, with_length
from pmtui.figures.odds.runs import taken_through
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, OFFICE, Calendar
from tests.figures.cpm.plans import MONDAY, at

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
START: Final = at(MONDAY)
SHIFTS: Final = Calendar(name="Shifts", days=(((540, 840), (960, 1140)),) * 5 + ((), ()))
MORNINGS: Final = Calendar(name="Mornings", days=((), ((480, 720),), (), ((480, 720),), (), (), ()))
CALENDARS: Final = {1: OFFICE, 2: SHIFTS, 3: AROUND_THE_CLOCK, 4: MORNINGS}
DAY: Final = 1440
LENGTHS: Final = [0, 1, 60, 240, 480, 700, 2400, 9000]


def _late_fields(draw: st.DrawFn, odd: int, moment: int, duration: int) -> dict[str, Any]:
    """What makes a task late, or done without dates."""
    if odd == 6:
        return {"done": True}
    if odd in {7, 8, 9}:
        return {
            "constraint": "ALAP",
            "actual_start": draw(st.sampled_from([None] * 6 + [moment])),
            "remaining": draw(st.sampled_from([None, None, duration // 3])),
        }
    return {"deadline": moment} if odd == 10 else {}


@st.composite
def _tasks(draw: st.DrawFn, size: int) -> list[ScheduleTask]:
    tasks: list[ScheduleTask] = []
    for n in range(1, size + 1):
        fields: dict[str, Any] = {"id": n, "duration": draw(st.sampled_from(LENGTHS))}
        duration = fields["duration"]
        fields["parent"] = draw(st.sampled_from([0, 0, *range(max(1, n - 3), n)]))
        fields["elapsed"] = draw(st.integers(0, 9)) == 0
        fields["calendar"] = draw(st.sampled_from([0, 0, 1, 2, 3, 4]))
        fields["delay"] = draw(st.sampled_from([0] * 9 + [700]))
        fields["active"] = draw(st.integers(0, 15)) != 0
        moment = START + draw(st.integers(-5 * DAY, 30 * DAY))
        odd = draw(st.integers(0, 14))
        if odd == 0:
            kinds = ["SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO", "ASAP"]
            fields |= {"constraint": draw(st.sampled_from(kinds)), "constraint_date": moment}
        elif odd == 1:
            fields |= {"actual_start": moment, "remaining": draw(st.integers(0, duration + 60))}
            if draw(st.booleans()):
                fields["resume"] = moment + draw(st.integers(0, 9 * DAY))
        elif odd == 2:
            fields |= {"actual_start": moment, "actual_finish": moment + duration}
        elif odd == 3:
            ends = [(moment, None), (None, moment), (moment, moment + duration)]
            fields["manual"] = draw(st.sampled_from(ends))
            fields["spans"] = None not in fields["manual"] and draw(st.booleans())
        elif odd == 4 and duration > 60:
            fields["splits"] = ((duration // 3, 480), (duration // 2, 60), (duration + 5, 10))
            fields["remaining"] = draw(st.sampled_from([None, duration // 4]))
        elif odd == 5 and duration:
            fields["efforts"] = (
                Effort(draw(st.sampled_from([2, 3, 4])), duration, duration),
                Effort(1, duration // 2, duration // 2),
            )
        else:
            fields |= _late_fields(draw, odd, moment, duration)
        tasks.append(ScheduleTask(**fields))
    return tasks


@st.composite
def _links(draw: st.DrawFn, tasks: list[ScheduleTask]) -> list[ScheduleLink]:
    size = len(tasks)
    pairs = st.tuples(st.integers(1, size), st.integers(1, size)).filter(lambda p: p[0] < p[1])
    chosen = (
        draw(
            st.lists(
                pairs,
                unique=True,
                min_size=min(size // 2, size * (size - 1) // 2),
                max_size=2 * size,
            )
        )
        if size > 1
        else []
    )
    kind, unit = (
        st.sampled_from(["FS", "FS", "SS", "FF", "SF"]),
        st.sampled_from(["work", "work", "elapsed", "percent"]),
    )
    lag = st.sampled_from([0, 0, 0, 50, 33, 480, -480, -50])
    parent = {task.id: task.parent for task in tasks}

    def above(one: int, other: int) -> bool:
        while other:
            other = parent[other]
            if other == one:
                return True
        return False

    return [
        ScheduleLink(a, b, draw(kind), draw(lag), draw(unit))  # type: ignore[arg-type]
        for a, b in chosen
        if not above(a, b) and not above(b, a)
    ]


@st.composite
def _plans(draw: st.DrawFn) -> tuple[list[ScheduleTask], list[ScheduleLink], ScheduleOptions]:
    tasks = draw(_tasks(draw(st.integers(1, 10))))
    flags = {
        name: draw(st.booleans())
        for name in (
            "honor_constraints clamp_to_start predecessor_lag retained_logic "
            "milestones_keep_hours rest_from_status_date multiple_critical_paths "
            "resume_bounds_predecessors"
        ).split()
    }
    status = draw(st.sampled_from([None, None, START + 3 * DAY, START + 12 * DAY + 77]))
    options = ScheduleOptions(start=START, calendar=1, status_date=status, **flags)
    return tasks, draw(_links(tasks)), options


def _drawn(data: st.DataObject, runs: int) -> Any:
    return np.array(data.draw(st.lists(st.sampled_from(LENGTHS), min_size=runs, max_size=runs)))


@settings(max_examples=TRIES, deadline=None)
@given(_plans(), st.data())
def test_every_run_comes_to_the_schedule_of_a_plan_with_its_lengths(
    plan: tuple[list[ScheduleTask], list[ScheduleLink], ScheduleOptions], data: st.DataObject
) -> None:
    tasks, links, options = plan
    runs = 3
    parents = {task.parent for task in tasks}
    try:
        network = RunNetwork(
            {1: SimulatedPlan({t.id: t for t in tasks}, tuple(links), CALENDARS, options)}
        )
    except ValueError:
        return
    drawn = {
        task.id: _drawn(data, runs)
        for task in tasks
        if task.id not in parents
        and task.actual_finish is None
        and not task.spans
        and not task.done
        and data.draw(st.booleans())
    }
    by_id = {task.id: task for task in tasks}
    lengths = {(1, row_id): sampled_length(by_id[row_id], part) for row_id, part in drawn.items()}
    found = taken_through(network, lambda _, row_id: lengths.get((1, row_id)), runs)
    for run in range(runs):
        rows = []
        for task in tasks:
            length = lengths.get((1, task.id))
            if length is None:
                rows.append(task)
            else:
                duration = int(np.broadcast_to(length.duration, runs)[run])
                remaining = int(np.broadcast_to(length.remaining, runs)[run])
                rows.append(with_length(task, duration, remaining))
        wanted = schedule(rows, links, CALENDARS, options)
        for task in tasks:
            if task.id not in parents:
                ends = [int(np.broadcast_to(end, runs)[run]) for end in found.ends(1, task.id)]
                assert tuple(ends) == wanted.ends(task.id), task
        span = wanted.span()
        assert int(found.finish([1])[run]) == (wanted.finish if span is None else span[1])
