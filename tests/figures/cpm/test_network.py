"""This file checks how summaries, links on them, circles and bad input make the network."""

import pytest

from pmtui.figures.cpm.types import LoopError, ScheduleError, ScheduleLink, ScheduleTask
from tests.figures.cpm.plans import DAY, ends, plan, task, text


def test_a_summary_spans_its_tasks() -> None:
    made = plan([task(1), task(2, 2, parent=1), task(3, 3, parent=1), task(4, 8)], ["2 3"])
    assert ends(made[1]) == "06-10 TF3 FF3"
    assert (made[1].summary, made[1].critical, made[2].summary) == (True, False, False)
    assert (text(made[1].late_start), text(made[1].late_finish)) == ("01-09 08:00", "01-15 17:00")


def test_what_waits_for_a_summary_waits_for_its_last_task() -> None:
    made = plan([task(1), task(2, 2, parent=1), task(3, 4, parent=1), task(4, 1)], ["1 4"])
    assert ends(made[4]) == "10-10 TF0 FF0"
    assert [made[n].total_slack // DAY for n in (2, 3)] == [2, 0]


def test_the_tasks_of_a_summary_wait_for_what_it_waits_for() -> None:
    rows = [task(1, 2), task(2), task(3, parent=2), task(4, 1, parent=3), task(5, 3, parent=2)]
    made = plan(rows, ["1 2 FS 1"])
    assert [ends(made[n]) for n in (2, 4, 5)] == ["09-13 TF0 FF0", "09-09 TF2 FF2", "09-13 TF0 FF0"]
    assert made[1].total_slack == made[1].free_slack == 0


def test_a_summary_waits_for_a_summary_start_to_start() -> None:
    rows = [task(1), task(2, 3, parent=1), task(3, 5, parent=1), task(4), task(5, 1, parent=4)]
    made = plan([*rows, task(6, 4)], ["6 2", "1 4 SS 1"])
    assert [ends(made[n]) for n in (2, 3, 5)] == ["10-14 TF0 FF0", "06-10 TF2 FF2", "07-07 TF5 FF5"]


def test_only_the_first_task_of_a_summary_is_held_by_a_start_to_start_link() -> None:
    rows = [task(1), task(2, 3, parent=1), task(3, 3, parent=1), task(4, 9)]
    made = plan(rows, ["1 4 SS", "2 3"])
    assert [made[n].total_slack // DAY for n in (2, 3)] == [0, 3]


def test_summaries_in_summaries_pass_their_links_on() -> None:
    rows = [task(1), task(2, parent=1), task(3, 2, parent=2), task(4, 6, parent=1), task(5, 1)]
    made = plan([*rows, task(6, 1), task(7, 1)], ["2 6", "1 7", "5 1", "5 2"])
    assert [ends(made[n]) for n in (3, 4, 6, 7)] == [
        "07-08 TF4 FF4",
        "07-14 TF0 FF0",
        "09-09 TF4 FF4",
        "15-15 TF0 FF0",
    ]


@pytest.mark.parametrize("kind", ["FF", "SF"])
def test_a_finish_link_into_a_summary_holds_for_each_of_its_tasks(kind: str) -> None:
    rows = [task(1, 5), task(2), task(3, 1, parent=2), task(4, 2, parent=2)]
    made = plan(rows, [f"1 2 {kind} 5"])
    expected = {"FF": ["17-17", "16-17"], "SF": ["10-10", "09-10"]}[kind]
    assert [ends(made[n]).split()[0] for n in (3, 4)] == expected


def test_a_lag_in_percent_is_a_part_of_the_predecessor() -> None:
    made = plan([task(1, 4), task(2, 1)], [ScheduleLink(1, 2, "SS", 50, "percent")])
    assert ends(made[2]) == "08-08 TF1 FF1"


def test_an_inactive_task_is_dated_and_moves_nothing() -> None:
    rows = [task(1, 2), task(2, 9, active=False), task(3, 1), task(4), task(5, 1, parent=4)]
    made = plan([*rows, task(6, 30, parent=4, active=False)], ["1 2", "2 3"])
    assert text(made[2].start) == "01-08 08:00"
    assert [ends(made[n]) for n in (1, 3, 4)] == ["06-07 TF0 FF0", "06-06 TF1 FF1", "06-06 TF1 FF1"]
    assert text(made.finish) == "01-07 17:00"


def test_an_empty_plan_ends_when_it_starts() -> None:
    made = plan([])
    assert (len(made), text(made.finish)) == (0, "01-06 08:00")


def test_a_summary_of_inactive_tasks_stands_at_the_start_and_moves_nothing() -> None:
    rows = [task(1), task(2, 3, parent=1, active=False), task(3, 1)]
    made = plan(rows, ["1 3 FS 3", "1 3 SS"])
    assert text(made[3].start) == "01-06 08:00"
    assert text(made[1].start) == text(made[1].finish) == "01-06 08:00"
    assert not made[1].critical


def test_a_link_that_would_stand_for_too_many_is_refused() -> None:
    rows = [task(1), *(task(n, 1, parent=1) for n in range(3, 603))]
    rows += [task(2), *(task(n, 1, parent=2) for n in range(1003, 1603))]
    with pytest.raises(ScheduleError, match="from 1 to 2 would tie each of 600 tasks"):
        plan(rows, [ScheduleLink(1, 2, "FF", 50, "percent")])
    assert text(plan(rows, ["1 2 FF"]).finish) == "01-06 17:00"
    assert text(plan(rows, ["1 2"]).finish) == "01-07 17:00"


@pytest.mark.parametrize(
    ("links", "loop"),
    [
        (["1 2", "2 3", "3 1"], {1, 2, 3}),
        (["1 2", "2 3", "3 2", "3 4"], {2, 3}),
        (["1 1"], {1}),
        (["1 2", "2 3 SS", "3 1 FF"], {1, 2, 3}),
        (["5 1", "1 6"], {5, 1, 6}),
        (["5 6"], {5, 6}),
    ],
)
def test_a_circle_is_spelled_out(links: list[str], loop: set[int]) -> None:
    rows = [task(n, 1) for n in (1, 2, 3, 4)] + [task(5), task(6, 1, parent=5)]
    with pytest.raises(LoopError, match="wait for each other in a circle") as raised:
        plan(rows, links)
    assert loop >= set(raised.value.loop) > set() or set(raised.value.loop) == loop
    assert len(raised.value.loop) == len(set(raised.value.loop))


def test_each_task_of_a_circle_waits_for_the_one_before() -> None:
    with pytest.raises(LoopError) as raised:
        plan([task(n, 1) for n in range(1, 7)], ["6 4", "4 2", "2 6", "1 6", "2 3"])
    loop = raised.value.loop
    steps = set(zip(loop, loop[1:] + loop[:1], strict=True))
    assert steps == {(6, 4), (4, 2), (2, 6)}
    assert str(raised.value).endswith(" > ".join(str(n) for n in (*loop, loop[0])))


@pytest.mark.parametrize(
    ("rows", "links", "message"),
    [
        ([task(1), task(1)], [], "task 1 is there twice"),
        ([task(1, parent=7)], [], "task 1 stands under 7, which is not there"),
        ([task(1), task(2)], ["1 3"], "joins 1 and 3, but task 3 is not there"),
        ([task(1, parent=2), task(2, parent=1), task(3)], [], "in a circle: 1 > 2 > 1"),
    ],
)
def test_ids_that_cannot_be_are_named(
    rows: list[ScheduleTask], links: list[str], message: str
) -> None:
    with pytest.raises(ScheduleError, match=message):
        plan(rows, links)


@pytest.mark.parametrize("words", ["1 2", "2 1", "1 3", "3 1"])
def test_a_summary_and_what_lies_in_it_cannot_wait_for_each_other(words: str) -> None:
    rows = [task(1), task(2, parent=1), task(3, 1, parent=2)]
    with pytest.raises(LoopError) as raised:
        plan(rows, [words])
    assert raised.value.loop == tuple(int(end) for end in words.split())


def test_a_link_may_stand_for_just_as_many_as_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmtui.figures.cpm.network.MOST_LEAF_LINKS", 4)
    rows = [task(1), task(2), *(task(n, 1, parent=1) for n in (3, 4))]
    few, many = ([task(n, 1, parent=2) for n in range(5, 5 + count)] for count in (2, 3))
    lagged = ScheduleLink(1, 2, "FS", 50, "percent")
    assert text(plan([*rows, *few], [lagged]).finish) == "01-08 12:00"
    with pytest.raises(ScheduleError, match="tie each of 2 tasks to each of 3"):
        plan([*rows, *many], [lagged])
    assert text(plan([*rows, *many], ["1 2"]).finish) == "01-07 17:00"


def test_a_lag_in_percent_of_a_summary_is_a_part_of_each_of_its_tasks() -> None:
    rows = [task(1), task(2, 2, parent=1), task(3, 4, parent=1), task(4, 1)]
    made = plan(rows, [ScheduleLink(1, 4, "FS", 50, "percent")])
    assert ends(made[4]).startswith("14-14")
    assert [made[n].total_slack // DAY for n in (2, 3)] == [3, 0]


def test_the_free_slack_of_a_predecessor_reaches_to_the_summary_that_waits_for_it() -> None:
    rows = [task(1, 2), task(2), task(3, 1, parent=2), task(4, 3, parent=2), task(5, 4), task(6, 9)]
    made = plan(rows, ["1 2", "5 3"])
    assert (made[1].free_slack, made[5].free_slack) == (0, 0)
    made = plan(rows, ["1 2", "5 3", "5 4"])
    assert made[1].free_slack == 2 * DAY
