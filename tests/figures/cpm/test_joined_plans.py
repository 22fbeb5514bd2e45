"""This file joins two small plans, so that slack in one follows from what takes from it."""

from typing import Any, Final

import pytest

from pmtui.figures.cpm.schedule import Schedule
from pmtui.figures.cpm.types import ScheduleTask
from tests.figures.cpm.plans import DAY, at, plan, task, text

DELIVERY: Final = -7
"""The id of what stands for the other end of the link, in both plans."""
DONE: Final = {"actual_start": at("2025-01-08 08:00"), "actual_finish": at("2025-01-09 17:00")}


def giving(days: float = 2, *, kind: str = "FS", **options: Any) -> Schedule:
    """A task that gives to another plan, beside one of nine days."""
    ahead = ScheduleTask(id=DELIVERY, outside="successor")
    rows = [task(1, days), task(2, 9), ahead]
    return plan(rows, [f"1 {DELIVERY} {kind}"], **options)


def taking(moment: int, *more: ScheduleTask, links: tuple[str, ...] = ()) -> Schedule:
    """A task of three days that waits for the other plan, beside one of eight days."""
    given = ScheduleTask(id=DELIVERY, outside="predecessor", manual=(moment, moment))
    rows = [given, *(more or (task(3, 3),)), task(4, 8)]
    return plan(rows, links or [f"{DELIVERY} 3"])


def slack(schedule: Schedule, one: int = 1) -> tuple[float, float]:
    """Total and free slack in days."""
    dates = schedule[one]
    return dates.total_slack / DAY, dates.free_slack / DAY


def test_a_plan_on_its_own_leaves_its_predecessor_the_slack_to_its_finish() -> None:
    assert slack(giving()) == (7, 7)
    assert giving().gives
    assert not plan([task(1, 2)]).gives


def test_a_predecessor_may_slip_as_far_as_the_successor_in_the_other_plan() -> None:
    first = giving()
    second = taking(first.ends(1)[1])
    first.join({DELIVERY: second})
    assert slack(first) == (3, 0)
    assert slack(second, 3) == (3, 3)


def test_a_lag_in_the_other_plan_takes_from_the_slack() -> None:
    first = giving()
    second = taking(first.ends(1)[1], links=(f"{DELIVERY} 3 FS 2",))
    first.join({DELIVERY: second})
    assert slack(first) == (1, 0)


def test_a_successor_that_waits_for_more_leaves_its_predecessor_free_slack() -> None:
    first = giving()
    second = taking(first.ends(1)[1], task(3, 2), task(5, 4), links=(f"{DELIVERY} 3", "5 3"))
    first.join({DELIVERY: second})
    assert slack(first) == (4, 2)


def test_a_successor_that_is_done_leaves_its_predecessor_the_slack_of_its_own_plan() -> None:
    first = giving()
    second = taking(first.ends(1)[1], task(3, 2, **DONE))
    first.join({DELIVERY: second})
    assert slack(first) == (7, 7)


def test_of_several_successors_the_one_that_can_wait_least_counts_unless_it_is_done() -> None:
    first = giving()
    links = (f"{DELIVERY} 3", f"{DELIVERY} 5")
    for fields, expected in (({}, (1, 0)), (DONE, (3, 0))):
        second = taking(first.ends(1)[1], task(3, 3), task(5, 5, **fields), links=links)
        first.join({DELIVERY: second})
        assert slack(first) == expected


def test_a_summary_in_which_all_is_done_bounds_no_predecessor_of_another_plan() -> None:
    first = giving()
    done = (task(10), task(3, 1, parent=10, **DONE))
    given = ScheduleTask(id=DELIVERY, outside="predecessor", manual=(first.finish, first.finish))
    second = plan([given, *done, task(4, 1)], [f"{DELIVERY} 10"])
    first.join({DELIVERY: second})
    assert slack(first) == (7, 7)


def test_an_open_end_that_gives_elsewhere_is_critical_only_until_it_is_joined() -> None:
    first = giving(multiple_critical_paths=True)
    assert slack(first) == (0, 0)
    first.join({DELIVERY: taking(first.ends(1)[1])})
    assert slack(first) == (3, 0)


def test_a_start_given_elsewhere_is_late_when_the_successor_there_must_start() -> None:
    first = giving(4, kind="SS")
    second = taking(first.ends(1)[0], task(3, 3), links=(f"{DELIVERY} 3 SS 1",))
    first.join({DELIVERY: second})
    assert slack(first) == (4, 0)
    assert text(first[1].late_start) == "01-10 08:00"


def test_slack_follows_an_edit_of_either_plan() -> None:
    first = giving()
    first.join({DELIVERY: taking(first.ends(1)[1])})
    assert slack(first) == (3, 0)
    longer = first.next([task(2, 10)])
    longer.join({DELIVERY: taking(first.ends(1)[1], task(3, 5))})
    assert slack(longer) == (1, 0)
    again = first.next([task(2, 8)])
    again.join({DELIVERY: taking(first.ends(1)[1], task(3, 6))})
    assert slack(again) == (0, 0)
    alone = again.next([task(2, 8.5)])
    alone.join({})
    assert slack(alone) == (6.5, 6.5)
    assert slack(first) == (3, 0)


def test_late_dates_are_carried_on_over_an_edit_of_the_other_plan_alone() -> None:
    first = giving()
    first.join({DELIVERY: taking(first.ends(1)[1])})
    first.work_out()
    for days, expected in ((5, 1), (5, 1), (3, 3)):
        first = first.next([task(1, 2, deadline=at("2025-02-03 17:00"))])
        first.join({DELIVERY: taking(first.ends(1)[1], task(3, days))})
        assert slack(first) == (expected, 0)
        assert slack(first, 2) == (0, 0)


def test_plans_that_give_to_each_other_are_late_by_each_other() -> None:
    # 1 in the first plan, 3 in the second, 5 in the first again.
    back = -8
    first_end, second_end = at("2025-01-07 17:00"), at("2025-01-10 17:00")
    rows = [
        task(1, 2),
        ScheduleTask(id=DELIVERY, outside="successor"),
        ScheduleTask(id=back, outside="predecessor", manual=(second_end, second_end)),
        task(5, 1),
        task(6, 9),
    ]
    first = plan(rows, [f"1 {DELIVERY}", f"{back} 5"])
    others = [
        ScheduleTask(id=DELIVERY, outside="predecessor", manual=(first_end, first_end)),
        task(3, 3),
        ScheduleTask(id=back, outside="successor"),
        task(4, 30),
    ]
    second = plan(others, [f"{DELIVERY} 3", f"3 {back}"])
    first.join({DELIVERY: second}, carries=False)
    second.join({back: first}, carries=False)
    assert [slack(first, one)[0] for one in (1, 5)] == [3, 3]
    assert slack(second, 3)[0] == 3


def test_plans_whose_tasks_wait_in_a_circle_are_late_by_their_own_finish() -> None:
    back, moment = -8, at("2025-01-07 17:00")
    first = plan(
        [
            task(1, 2),
            ScheduleTask(id=DELIVERY, outside="successor"),
            ScheduleTask(id=back, outside="predecessor", manual=(moment, moment)),
            task(2, 9),
        ],
        [f"1 {DELIVERY}", f"{back} 1"],
    )
    second = plan(
        [
            ScheduleTask(id=DELIVERY, outside="predecessor", manual=(moment, moment)),
            task(3, 3),
            ScheduleTask(id=back, outside="successor"),
        ],
        [f"{DELIVERY} 3", f"3 {back}"],
    )
    first.join({DELIVERY: second}, carries=False)
    second.join({back: first}, carries=False)
    assert slack(first)[0] <= 5
    assert slack(second, 3)[0] <= 0


@pytest.mark.parametrize("days", [8, 12])
def test_a_successor_of_another_plan_does_not_count_for_the_finish(days: int) -> None:
    first = giving(days)
    assert text(first.finish) == {8: "01-16 17:00", 12: "01-21 17:00"}[days]
    second = taking(at("2025-03-03 08:00"))
    assert text(second.finish) == "03-05 17:00"
    assert second.span([DELIVERY]) == (at("2025-01-06 08:00"), at("2025-03-05 17:00"))


def test_slack_beyond_is_not_carried_where_plans_hang_on_each_other() -> None:
    first = giving()
    first.join({DELIVERY: taking(first.ends(1)[1])}, carries=False)
    first.work_out()
    after = first.next([task(1, 3)])
    after.join({DELIVERY: taking(after.ends(1)[1])}, carries=False)
    assert slack(after) == (2, 0)


def test_what_stands_for_another_plan_is_not_joined_where_it_is_not_in_both() -> None:
    first = giving()
    first.join({-9: taking(first.ends(1)[1])})
    assert slack(first) == (7, 7)
    first.join({DELIVERY: plan([task(3, 3)], [])})
    assert slack(first) == (7, 7)
