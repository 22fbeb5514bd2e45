"""This file tries manual tasks and summaries: dates that links do not move, and their slack."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pmtui.figures.cpm.schedule import Schedule
from pmtui.figures.cpm.types import Effort, ScheduleLink
from pmtui.model.calendar.work_calendar import Calendar
from tests.figures.cpm.plans import DAY, at, ends, plan, task, text
from tests.figures.cpm.test_properties import TRIES, Plan, made, plans


def by_hand(id_: int, start: str, finish: str, days: float = 0, **fields: Any) -> Any:
    """A manual task; without days its duration is what lies between its dates."""
    manual = at(f"2025-{start} 08:00"), at(f"2025-{finish} 17:00")
    return task(id_, days, manual=manual, spans=not days, **fields)


def test_the_slack_of_manual_tasks_goes_through_their_durations() -> None:
    rows = [
        by_hand(1, "01-06", "01-10"),
        by_hand(2, "01-13", "01-17"),
        by_hand(3, "01-20", "01-24"),
    ]
    chain = plan(rows, ["1 2", "2 3"])
    assert [ends(chain[n]) for n in (1, 2, 3)] == [
        "06-10 TF0 FF0",
        "13-17 TF0 FF0",
        "20-24 TF0 FF0",
    ]
    assert all(dates.critical for dates in chain.values())
    assert chain.duration(1) == 5 * DAY


def test_a_manual_task_keeps_a_duration_that_its_dates_do_not_tell() -> None:
    odd = plan([by_hand(1, "01-06", "01-10", 2), task(2, 3)], ["1 2"])
    assert text(odd[1].finish) == "01-10 17:00"
    assert odd.duration(1) == 2 * DAY
    assert text(odd[1].late_start) == "01-09 08:00"


def test_a_manual_task_with_one_date_has_the_other_by_its_duration() -> None:
    begins = plan([task(1, 2, manual=(at("2025-01-08 08:00"), None))])
    assert (text(begins[1].start), text(begins[1].finish)) == ("01-08 08:00", "01-09 17:00")
    ends_ = plan([task(1, 2, manual=(None, at("2025-01-09 17:00")))])
    assert (text(ends_[1].start), text(ends_[1].finish)) == ("01-08 08:00", "01-09 17:00")


def test_a_manual_task_without_a_date_follows_its_links() -> None:
    bare = plan([task(1, 2), task(2, 3, manual=(None, None))], ["1 2"])
    assert ends(bare[2]) == "08-10 TF0 FF0"


def test_a_manual_task_that_has_begun_keeps_its_finish() -> None:
    begun = by_hand(1, "01-06", "01-10", 5, actual_start=at("2025-01-07 08:00"), remaining=4 * DAY)
    follows = plan([begun, task(2, 1)], ["1 2"])
    assert ends(follows[1]) == "07-10 TF0 FF0"
    assert ends(follows[2]) == "13-13 TF0 FF0"


def test_a_manual_task_that_is_done_is_where_it_was_done() -> None:
    moments = {"actual_start": at("2025-01-07 08:00"), "actual_finish": at("2025-01-08 17:00")}
    done = plan([by_hand(1, "01-06", "01-10", 5, **moments)])
    assert ends(done[1]) == "07-08 TF0 FF0"


def test_a_manual_summary_keeps_its_dates_and_gives_them_on() -> None:
    rows = [by_hand(1, "01-06", "01-17"), task(2, 3, parent=1), task(3, 1)]
    top_down = plan(rows, ["1 3"])
    assert ends(top_down[1]) == "06-17 TF0 FF0"
    assert ends(top_down[2]) == "06-08 TF7 FF7"
    assert ends(top_down[3]) == "20-20 TF0 FF0"
    assert text(top_down.finish) == "01-20 17:00"


def test_a_manual_summary_bounds_the_late_dates_of_what_lies_below_it() -> None:
    rows = [by_hand(1, "01-06", "01-07"), task(2, 3, parent=1), task(3, 10)]
    exceeded = plan(rows, [])
    assert ends(exceeded[2]) == "06-08 TF-1 FF0"
    assert exceeded[2].critical
    assert text(exceeded[1].finish) == "01-07 17:00"
    assert ends(exceeded[1]) == "06-07 TF8 FF8"


def test_a_summary_of_manual_tasks_ends_with_them_and_does_not_move() -> None:
    rows = [task(1), by_hand(2, "01-08", "01-09", parent=1), task(3, 10)]
    rolled = plan(rows, [])
    assert ends(rolled[1]) == "08-09 TF0 FF0"
    assert rolled[2].total_slack == 6 * DAY


def test_a_summary_of_a_manual_summary_takes_its_dates() -> None:
    rows = [task(1), by_hand(2, "01-08", "01-15", parent=1), task(3, 20, parent=2), task(4, 1)]
    nested = plan(rows, ["1 4"])
    assert (text(nested[1].start), text(nested[1].finish)) == ("01-08 08:00", "01-15 17:00")
    assert text(nested[4].start) == "01-16 08:00"
    assert nested.finish == nested[3].finish


@pytest.mark.parametrize("kind", ["FS", "FF", "SF"])
def test_a_percent_lag_counts_the_duration_a_manual_task_spans(kind: Any) -> None:
    rows = [by_hand(1, "01-06", "01-09"), task(2, 1)]
    lagged = plan(rows, [ScheduleLink(1, 2, kind, 50, "percent")])
    longer = by_hand(1, "01-06", "01-15")
    assert dict(lagged.next([longer])) == dict(
        plan([longer, rows[1]], [ScheduleLink(1, 2, kind, 50, "percent")])
    )


@settings(max_examples=TRIES, deadline=None)
@given(plans("FS FF SF"), st.data())
def test_a_manual_task_at_its_computed_dates_is_as_an_automatic_one(
    given_: Plan, data: st.DataObject
) -> None:
    tasks, links = given_
    before = made((tasks, links))
    chosen = data.draw(st.sets(st.sampled_from([one.id for one in tasks])))
    spans = data.draw(st.booleans())
    rows = [
        structs.replace(one, manual=(before[one.id].start, before[one.id].finish), spans=spans)
        if one.id in chosen
        else one
        for one in tasks
    ]
    after = made((rows, links))
    assert after.finish == before.finish
    for one in tasks:
        then, now = before[one.id], after[one.id]
        assert (now.start, now.finish) == (then.start, then.finish)
        assert (now.total_slack, now.free_slack) == (then.total_slack, then.free_slack)


_MORNING, _EVENING = at("2025-01-06 08:00"), at("2025-01-06 17:00")
_BY_HAND = st.none() | st.tuples(st.integers(0, 20), st.integers(0, 9)).map(
    lambda days: (_MORNING + days[0] * 1440, _EVENING + sum(days) * 1440)
)


@settings(max_examples=TRIES, deadline=None)
@given(plans("FS SS FF SF", manual=_BY_HAND, spans=st.booleans()), st.data())
def test_manual_tasks_carried_over_an_edit_are_as_afresh(plan_: Plan, data: st.DataObject) -> None:
    tasks, links = plan_
    now = made((tasks, links))
    dict(now)
    for _ in range(3):
        at_ = data.draw(st.integers(0, len(tasks) - 1))
        tasks[at_] = structs.replace(tasks[at_], manual=data.draw(_BY_HAND))
        now = now.next([tasks[at_]])
        assert dict(now) == dict(made((tasks, links)))


def test_a_summary_around_its_start_to_start_successor_changes_no_slack_of_a_manual_task() -> None:
    """Nothing waits for the successor itself, so the manual task may end as late as it does."""
    links = ["1 2 SS"]
    alone = plan([by_hand(1, "01-06", "01-07"), task(2, 1), task(4, 10)], links)
    inside = plan(
        [by_hand(1, "01-06", "01-07"), task(3), task(2, 1, parent=3), task(4, 10), task(5, 1)],
        [*links, "3 5", "5 4 SF"],
    )
    assert text(alone[1].late_finish) == text(alone[2].late_finish)
    assert text(inside[1].late_finish) == text(inside[2].late_finish)
    assert inside[1].late_finish != max(dates.late_finish for dates in inside.values())


OUTER = (at("2025-01-13 08:00"), at("2025-01-17 17:00"))
INNER = (at("2025-01-14 08:00"), at("2025-01-22 17:00"))


def nested(*links: str) -> Schedule:
    """A summary over a manual one that holds a task and a manual summary of one task."""
    rows = [task(20), task(10, parent=20, manual=OUTER), task(1, 1, parent=10)]
    rows += [task(11, parent=10, manual=INNER), task(2, 1, parent=11), task(3, 2), task(4, 30)]
    return plan(rows, links)


def test_a_manual_summary_in_a_manual_one_is_late_when_the_outer_one_ends() -> None:
    made = nested()
    assert [text(made[n].late_finish) for n in (2, 1, 11)] == ["01-17 17:00"] * 3
    assert text(made[10].late_finish) == "02-14 17:00"


def test_a_plain_summary_in_a_manual_one_ends_with_its_own_tasks() -> None:
    rows = [task(10, manual=OUTER), task(11, parent=10), task(2, 1, parent=11), task(4, 30)]
    made = plan(rows, [])
    assert (text(made[11].finish), text(made[11].late_finish)) == ("01-06 17:00", "01-17 17:00")


@pytest.mark.parametrize(
    ("words", "start"),
    [
        # Of two that lie in each other the outer one counts.
        ("20 3", "01-20 08:00"),
        ("20 3 SS", "01-13 08:00"),
        ("10 3", "01-20 08:00"),
        ("11 3 SS", "01-14 08:00"),
    ],
)
def test_what_waits_for_a_summary_waits_for_the_dates_set_by_hand_in_it(
    words: str, start: str
) -> None:
    assert text(nested(words)[3].start) == start


@pytest.mark.parametrize("summary", [20, 10])
def test_the_tasks_in_a_manual_summary_wait_for_what_it_waits_for(summary: int) -> None:
    made = nested(f"3 {summary}")
    assert [text(made[n].start) for n in (1, 2)] == ["01-08 08:00"] * 2
    assert text(made[10].start) == "01-13 08:00"


def test_those_who_work_on_a_manual_task_do_not_settle_its_dates() -> None:
    busy = (Effort(2, 5 * DAY, 5 * DAY),)
    mornings = {2: Calendar(name="Mornings", days=(((480, 720),),) * 5 + ((), ()))}
    dated = (at("2025-01-06 08:00"), at("2025-01-07 17:00"))
    made = plan([task(1, 2, manual=dated, efforts=busy), task(2, 5)], (), mornings)
    assert (text(made[1].late_start), text(made[1].late_finish)) == ("01-09 08:00", "01-10 17:00")
