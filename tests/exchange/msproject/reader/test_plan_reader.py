"""This file reads MS Project plans: rows, links, resources, and files that are not right."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.plans.plan import PlanBaseline
from tests.exchange.msproject.documents import a_task, document, tasks


def test_rows_stand_under_the_last_one_of_a_lower_level() -> None:
    levels = (0, 1, 2, 3, 2, 1)
    rows = [
        a_task(uid, f"<OutlineLevel>{level}</OutlineLevel>") for uid, level in enumerate(levels)
    ]
    plan = read_msproject(tasks(*rows))
    assert plan.whole is not None
    assert [task.parent for task in plan.tasks] == [0, 1, 2, 1, 0]


def test_links_keep_their_type_and_their_kind_of_lag() -> None:
    lags = ((0, 4800, 7), (1, -24000, 9), (2, 14400, 8), (3, 50, 19))
    inside = "".join(
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{unit}</LagFormat></PredecessorLink>"
        for uid, (kind, lag, unit) in enumerate(lags, 1)
    )
    plan = read_msproject(tasks(*(a_task(uid) for uid in (1, 2, 3, 4)), a_task(5, inside)))
    assert [(k.predecessor, k.successor, k.type, k.lag, k.lag_unit) for k in plan.links] == [
        (1, 5, "FF", 480, "work"),
        (2, 5, "FS", -2400, "work"),
        (3, 5, "SF", 1440, "elapsed"),
        (4, 5, "SS", 50, "percent"),
    ]


def test_a_task_keeps_its_constraint_progress_costs_and_baseline() -> None:
    fields = """<Duration>PT16H0M0S</Duration><DurationFormat>39</DurationFormat><Type>1</Type>
      <ConstraintType>4</ConstraintType><ConstraintDate>2025-04-09T08:00:00</ConstraintDate>
      <Deadline>2025-04-30T17:00:00</Deadline><PercentComplete>50</PercentComplete>
      <ActualStart>2025-04-09T08:00:00</ActualStart><ActualDuration>PT8H0M0S</ActualDuration>
      <Cost>123456.4</Cost><FixedCost>100</FixedCost><Notes>Mind the gap</Notes>
      <Baseline><Number>2</Number><Start>2025-04-08T08:00:00</Start><Duration>PT8H</Duration>
      <Work>PT4H30M0S</Work><Cost>5000</Cost></Baseline>"""
    (task,) = read_msproject(tasks(a_task(1, fields))).tasks
    assert (task.duration, task.remaining, task.percent) == (960, 480, 50)
    assert (task.constraint, task.constraint_date) == ("SNET", datetime(2025, 4, 9, 8))  # noqa: DTZ001
    assert task.deadline == datetime(2025, 4, 30, 17)  # noqa: DTZ001
    assert (task.cost, task.fixed_cost, task.notes) == (123456, 100, "Mind the gap")
    assert (task.estimated, task.task_type, task.elapsed) == (True, "fixed_duration", False)
    start = datetime(2025, 4, 8, 8)  # noqa: DTZ001
    baseline = PlanBaseline(number=2, start=start, duration=480, work=270, cost=5000)
    assert task.baselines == (baseline,)


def test_what_is_not_taken_is_listed() -> None:
    attribute = "<ExtendedAttribute><FieldID>1</FieldID><Value>x</Value></ExtendedAttribute>"
    link = "<PredecessorLink><PredecessorUID>77</PredecessorUID></PredecessorLink>"
    views = "<Views><View><Name>Gantt</Name></View></Views>"
    rows = f"<Tasks>{a_task(1, attribute)}{a_task(2, attribute + link)}</Tasks>{views}"
    plan = read_msproject(document(rows))
    assert plan.links == ()
    assert [one.text for one in plan.odd] == [
        "task 2 'T2': its predecessor 77 is not in the file; the link is left out"
    ]
    assert plan.unknown == (
        "Project/Views: 1",
        "Task/ExtendedAttribute: 2",
    )


ENTITY = b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaa">]><Project>&a;</Project>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ENTITY, "declares a document type or entities"),
        (b"PK\x03\x04", "not XML"),
        (b"", "not XML"),
        (b"<html/>", "holds <html>, not a plan"),
        (b"<Project/>", "no StartDate"),
    ],
)
def test_a_bad_file_says_what_is_wrong(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_msproject(data)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableError, match="larger than"):
        read_msproject(document(), largest=10)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001
    st.floats(0, 59.999),
)
def test_seconds_of_a_moment_are_cut(moment: datetime, seconds: float) -> None:
    minute = moment.replace(second=0, microsecond=0)
    written = f"{minute:%Y-%m-%dT%H:%M}:{seconds:06.3f}"
    fields = f"<ActualStart>{written}</ActualStart><Finish>{written}</Finish>"
    (task,) = read_msproject(tasks(a_task(1, fields))).tasks
    assert task.actual_start == task.finish == minute
