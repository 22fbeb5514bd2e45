"""This file checks the schedule against worked examples and real plans with known dates."""

import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pmtui.figures.cpm.schedule import Schedule, schedule
from pmtui.figures.cpm.types import ScheduleLink, ScheduleOptions, ScheduleTask
from pmtui.model.calendar.work_calendar import AROUND_THE_CLOCK, Calendar, minutes_of, moment_of
from pmtui.model.calendar.work_time import WorkTimes
from tests.figures.cpm.plans import DAY, at, day, days, ends, network, plan, task, text

VECTORS = Path(__file__).parents[2] / "vectors" / "cpm"
EXAMPLES = json.loads((VECTORS / "worked_examples.json").read_text("utf-8"))
ZAMETEK = json.loads((VECTORS / "zametek.json").read_text("utf-8"))["cases"]
WORKING_DAYS = json.loads((VECTORS / "openproject_cases.json").read_text("utf-8"))["cases"]
TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[4] / "shared" / "data"))

CLOCK_START = 1440
"""The first midnight, where plans of bare numbers start."""


@pytest.mark.parametrize("name", ["WE-07", "WE-08", "WE-08b"])
def test_a_textbook_network_has_its_published_dates(name: str) -> None:
    # The title of the source of WE-08b says 28; its own assertion and the theory say 31.
    example, expected = EXAMPLES[name], EXAMPLES[name]["expect"]
    made = network(example["dur"], example["fs_edges"])
    assert day(made.finish) == expected["T"]
    assert days(t.early_start for t in made.values()) == expected["ES"]
    assert days(t.late_start for t in made.values()) == expected["LS"]
    assert [t.free_slack / DAY for t in made.values()] == expected["FF_derived"]
    assert [t.id for t in made.values() if t.critical] == expected["critical"]


def test_milwaukee_paper_has_its_slack() -> None:
    # WE-10: expected times (o + 4m + p) / 6 of Heizer and Render, recomputed.
    edges = [(1, 3), (1, 4), (2, 4), (3, 5), (3, 6), (4, 7), (5, 7), (6, 8), (7, 8)]
    made = network([2, 3, 2, 4, 4, 3, 5, 2], edges)
    assert day(made.finish) == EXAMPLES["WE-10"]["expect"]["T"]
    assert [t.total_slack / DAY for t in made.values()] == EXAMPLES["WE-10"]["expect"]["TF"]
    assert [t.free_slack / DAY for t in made.values()] == [0, 0, 0, 1, 0, 6, 0, 0]


@pytest.mark.parametrize(
    ("arrows", "duration", "slack"),
    [
        ("1-2:7 1-3:10 2-4:6 3-4:5 3-5:4 4-5:3 5-6:2", 20, [2, 0, 2, 0, 4, 0, 0]),
        (
            "1-2:8 1-3:10 1-4:9 2-5:6 2-6:4 3-5:5 4-5:0 4-7:7 5-7:12 5-8:15 6-9:18 7-8:4 8-9:7",
            38,
            [1, 0, 6, 1, 8, 0, 6, 11, 0, 1, 8, 0, 0],
        ),
    ],
)
def test_an_arrow_network_has_its_slack(arrows: str, duration: int, slack: list[int]) -> None:
    # WE-09: Taylor, Introduction to Management Science, chapter 8.
    parts = [arrow.replace(":", "-").split("-") for arrow in arrows.split()]
    follows = [
        (n, m)
        for n, (_, end, _) in enumerate(parts, 1)
        for m, (start, _, _) in enumerate(parts, 1)
        if start == end
    ]
    made = network([int(length) for *_, length in parts], follows)
    assert day(made.finish) == duration
    assert [t.total_slack / DAY for t in made.values()] == slack


@pytest.mark.parametrize("case", EXAMPLES["WE-12"]["cases"], ids=str)
def test_each_type_of_link_with_lag_and_lead(case: list[Any]) -> None:
    kind, lag, first, second, dates, slack = case
    made = plan([task(1, first), task(2, second)], [f"1 2 {kind} {lag}"])
    assert days([made[2].start, made[2].finish]) == dates
    assert [made[1].total_slack / DAY, made[2].total_slack / DAY] == slack


def test_calendar_dates_of_a_small_plan() -> None:
    # WE-13: MPXJ's sample plan, dates as MS Project has them.
    rows = {1: 4, 2: 2, 3: 5, 4: 2, 5: 2, 6: 2, 7: 0}
    made = plan(
        [task(9), *(task(id_, length, parent=9) for id_, length in rows.items())],
        ["1 3", "2 3", "4 6", "5 6 FS 1", "3 7", "6 7"],
        start=at("2025-04-11 08:00"),
    )
    assert [(text(made[n].start), text(made[n].finish)) for n in rows] == [
        ("04-11 08:00", "04-16 17:00"),
        ("04-11 08:00", "04-14 17:00"),
        ("04-17 08:00", "04-23 17:00"),
        ("04-11 08:00", "04-14 17:00"),
        ("04-11 08:00", "04-14 17:00"),
        ("04-16 08:00", "04-17 17:00"),
        ("04-23 17:00", "04-23 17:00"),
    ]
    assert [made[n].total_slack / DAY for n in rows] == [0, 2, 0, 5, 4, 4, 0]
    assert [made[n].free_slack / DAY for n in rows] == [0, 2, 0, 1, 0, 4, 0]
    assert [n for n in rows if made[n].critical] == [1, 3, 7]


def test_lag_runs_in_working_time_or_by_the_clock() -> None:
    # TaskJuggler's Depends.tjp: weeks of the clock, 9 to 17 o'clock on working days.
    week = 7 * 1440
    tasks = [ScheduleTask(id=n, duration=week, elapsed=True) for n in (1, 2, 3, 4, 6)]
    links = [
        ScheduleLink(1, 2),
        ScheduleLink(2, 3, "FS", week, "elapsed"),
        ScheduleLink(3, 4, "FS", 5 * DAY),
        ScheduleLink(4, 6, "SS", 5 * DAY),
    ]
    hours = Calendar(name="9-17", days=(((540, 1020),),) * 5 + ((), ()))
    made = plan(tasks, links, {1: hours}, start=at("2007-04-02 00:00"), calendar=1)
    assert [(text(t.start), text(t.finish)) for t in made.values()] == [
        ("04-02 00:00", "04-09 00:00"),
        ("04-09 00:00", "04-16 00:00"),
        ("04-23 00:00", "04-30 00:00"),
        ("05-04 17:00", "05-11 17:00"),
        ("05-11 17:00", "05-18 17:00"),
    ]


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        ({}, "06-10 TF2 FF0 | 13-15 TF2 FF0 | 16-17 TF2 FF2 | 06-21 TF0 FF0 | 22-22 TF0 FF0"),
        *(
            (
                {"constraint": kind, "constraint_date": at(date)},
                "06-10 TF5 FF5 | 20-22 TF0 FF0 | 23-24 TF0 FF0 | 06-21 TF3 FF3 | 27-27 TF0 FF0",
            )
            for kind, date in [
                ("SNET", "2025-01-20 08:00"),
                ("MSO", "2025-01-20 08:00"),
                ("FNET", "2025-01-22 17:00"),
                ("MFO", "2025-01-22 17:00"),
            ]
        ),
        (
            {"constraint": "MSO", "constraint_date": at("2025-01-09 08:00")},
            "06-10 TF-2 FF0 | 09-13 TF0 FF0 | 14-15 TF4 FF4 | 06-21 TF0 FF0 | 22-22 TF0 FF0",
        ),
    ],
)
@pytest.mark.parametrize("honor", [True, False])
def test_constraints_where_both_rules_agree(
    fields: dict[str, Any], rows: str, *, honor: bool
) -> None:
    assert _constrained(honor_constraints=honor, **fields) == rows


@pytest.mark.parametrize(
    ("honor", "fields", "rows"),
    [
        (
            True,
            {"constraint": "FNLT", "constraint_date": at("2025-01-14 17:00")},
            "06-10 TF-1 FF0 | 10-14 TF0 FF0 | 15-16 TF3 FF3 | 06-21 TF0 FF0 | 22-22 TF0 FF0",
        ),
        (
            True,
            {"constraint": "SNLT", "constraint_date": at("2025-01-10 08:00")},
            "06-10 TF-1 FF0 | 10-14 TF0 FF0 | 15-16 TF3 FF3 | 06-21 TF0 FF0 | 22-22 TF0 FF0",
        ),
        (
            False,
            {"constraint": "FNLT", "constraint_date": at("2025-01-14 17:00")},
            "06-10 TF-1 FF0 | 13-15 TF-1 FF0 | 16-17 TF2 FF2 | 06-21 TF0 FF0 | 22-22 TF0 FF0",
        ),
        (
            False,
            {"constraint": "SNLT", "constraint_date": at("2025-01-10 08:00")},
            "06-10 TF-1 FF0 | 13-15 TF-1 FF0 | 16-17 TF2 FF2 | 06-21 TF0 FF0 | 22-22 TF0 FF0",
        ),
        (
            True,
            {"constraint": "ALAP"},
            "06-10 TF2 FF2 | 15-17 TF0 FF0 | 20-21 TF0 FF0 | 06-21 TF0 FF0 | 22-22 TF0 FF0",
        ),
        (
            False,
            {"constraint": "ALAP"},
            "06-10 TF2 FF0 | 13-15 TF2 FF0 | 16-17 TF2 FF2 | 06-21 TF0 FF0 | 22-22 TF0 FF0",
        ),
    ],
)
def test_constraints_where_the_date_or_the_logic_wins(
    honor: bool,  # noqa: FBT001
    fields: dict[str, Any],
    rows: str,
) -> None:
    # WE-14. The table gives A FF2 for ALAP by P6's rules; B starts right after A there, so the
    # theory says 0.
    assert _constrained(honor_constraints=honor, **fields) == rows


def _constrained(*, honor_constraints: bool, **fields: Any) -> str:
    tasks = [task(1, 5), task(2, 3, **fields), task(3, 2), task(4, 12), task(5, 1)]
    links = ["1 2", "2 3", "3 5", "4 5"]
    made = plan(tasks, links, honor_constraints=honor_constraints)
    return " | ".join(ends(dates) for dates in made.values())


@pytest.mark.parametrize("case", ZAMETEK, ids=lambda case: case["name"][19:-14])
def test_the_networks_of_zametek(case: dict[str, Any]) -> None:
    activities = case["activities"]
    links = [ScheduleLink(predecessor, a["id"]) for a in activities for predecessor in a["preds"]]
    asked = {a["id"]: a.get("constraints", {}) for a in activities}
    tasks = {a["id"]: _activity(a["id"], a["duration"], asked[a["id"]]) for a in activities}
    for id_, slack in ((id_, c.get("MinimumFreeSlack")) for id_, c in asked.items()):
        if slack is not None:
            # Slack that must stay free is a date before which nothing follows, nor the plan ends.
            free_until = _by_the_clock(tasks.values(), links)[id_].early_finish + slack
            held = [edge.successor for edge in links if edge.predecessor == id_]
            for successor in held or [99]:
                length = tasks[successor].duration if successor in tasks else 0
                tasks[successor] = _activity(
                    successor, length, {"MinimumEarliestStartTime": free_until}
                )
    made = _by_the_clock(tasks.values(), links)
    for id_, expected in case["expected"].items():
        dates = made[int(id_)]
        ours = {
            "EarliestStartTime": dates.early_start,
            "EarliestFinishTime": dates.early_finish,
            "LatestStartTime": dates.late_start,
            "LatestFinishTime": dates.late_finish,
        }
        slack_of = {"FreeSlack": dates.free_slack, "TotalSlack": dates.total_slack}
        shifted = {name: value - CLOCK_START for name, value in ours.items()} | slack_of
        assert {name: shifted[name] for name in expected} == expected, id_


def _activity(id_: int, duration: int, asked: Mapping[str, int]) -> ScheduleTask:
    fields: dict[str, Any] = {}
    if "MinimumEarliestStartTime" in asked:
        date = asked["MinimumEarliestStartTime"]
        date += CLOCK_START if date < CLOCK_START else 0
        fields = {"constraint": "SNET", "constraint_date": date}
    if "MaximumLatestFinishTime" in asked:
        date = CLOCK_START + asked["MaximumLatestFinishTime"]
        fields = {"constraint": "FNLT", "constraint_date": date}
    return ScheduleTask(id=id_, duration=duration, **fields)


def _by_the_clock(tasks: Iterable[ScheduleTask], links: list[ScheduleLink]) -> Schedule:
    options = ScheduleOptions(start=CLOCK_START, calendar=1)
    return schedule(list(tasks), links, {1: AROUND_THE_CLOCK}, options)


@pytest.mark.parametrize("case", WORKING_DAYS, ids=lambda case: f"case {case['n']}")
def test_a_follower_keeps_its_place_or_moves_on_working_days(case: dict[str, Any]) -> None:
    # A follower is never pulled earlier: where it stood is a date it does not start before.
    monday = datetime.fromisoformat("2026-03-02 08:00")
    start, finish = (minutes_of(monday + timedelta(days=n)) for n in case["pred"])
    was = minutes_of(monday + timedelta(days=case["follower_was"][0]))
    length = WorkTimes({}).of(0).between(start, finish + 540)
    tasks = [
        ScheduleTask(id=1, duration=length, constraint="MSO", constraint_date=start),
        task(2, case["follower_duration"], constraint="SNET", constraint_date=was),
    ]
    made = plan(tasks, [f"1 2 FS {case['lag']}"], start=at("2026-02-02 08:00"))
    days_after = [(moment_of(m) - monday).days for m in (made[2].start, made[2].finish)]
    assert days_after == case["expect"]


def _instances() -> list[Path]:
    return sorted((TRUTH / "measure_only" / "psplib").glob("j*/*.sm"))


def test_the_critical_path_of_every_psplib_instance() -> None:
    instances = _instances()
    if not instances:
        pytest.skip(f"no PSPLIB instances under {TRUTH}: set PMTUI_TRUTH_DIR")
    wrong = [path.name for path in instances if not _has_its_length(path)]
    assert not wrong, f"{len(wrong)} of {len(instances)} differ: {wrong[:5]}"


def _has_its_length(path: Path) -> bool:
    """Whether a network without resources is as long as the MPM-Time its file states."""
    lines = path.read_text("ascii").splitlines()
    length = int(lines[next(n for n, at_ in enumerate(lines) if "MPM-Time" in at_) + 1].split()[5])
    first = next(n for n, at_ in enumerate(lines) if at_.startswith("jobnr.")) + 1
    links = []
    for line in lines[
        first : next(n for n, at_ in enumerate(lines) if at_.startswith("REQUESTS")) - 1
    ]:
        predecessor, _, _, *successors = (int(word) for word in line.split())
        links += [ScheduleLink(predecessor, successor) for successor in successors]
    first = next(n for n, at_ in enumerate(lines) if at_.startswith("REQUESTS")) + 3
    tasks = []
    for line in lines[first:]:
        if line.startswith("***"):
            break
        number, _, duration, *_ = (int(word) for word in line.split())
        tasks.append(ScheduleTask(id=number, duration=duration))
    return _by_the_clock(tasks, links).finish - CLOCK_START == length


def test_a_lag_runs_in_the_calendar_of_the_successor_or_of_the_predecessor() -> None:
    calendars = {1: AROUND_THE_CLOCK}
    rows = [task(1, 1, calendar=1), task(2, 1)]
    links = [ScheduleLink(1, 2, "FS", DAY)]
    made = plan(rows, links, calendars)
    assert text(made[2].start) == "01-07 16:00"
    by_predecessor = plan(rows, links, calendars, predecessor_lag=True)
    assert text(by_predecessor[2].start) == "01-07 08:00"
    edited = by_predecessor.next(removed=links, added=[ScheduleLink(1, 2, "FS", 2 * DAY)])
    assert text(edited[2].start) == "01-07 08:00"


@pytest.mark.parametrize(
    ("left_out", "first", "last"),
    [((), "01-06", "01-16"), ((2,), "01-06", "01-08"), ((1, 3), "01-06", "01-16")],
)
def test_the_span_is_that_of_the_tasks_that_are_not_left_out(
    left_out: tuple[int, ...], first: str, last: str
) -> None:
    made = plan([task(1, 2), task(2, 9), task(3, 1), task(4, 50, active=False)], ["1 3"])
    assert made.span(left_out) == (at(f"2025-{first} 08:00"), at(f"2025-{last} 17:00"))
    assert made.span([1, 2, 3]) is None
    assert made.span([1, 2]) == (at("2025-01-08 08:00"), at("2025-01-08 17:00"))


def test_a_plan_without_active_tasks_has_no_span() -> None:
    assert plan([task(1, 2, active=False)]).span() is None
    assert plan([]).span() is None


def test_a_task_as_late_as_possible_takes_its_free_slack_where_logic_wins() -> None:
    rows = [task(1, 2), task(2, 1, constraint="ALAP"), task(3, 1), task(4, 9)]
    made = plan(rows, ["1 3", "2 3"], honor_constraints=False)
    assert [ends(made[n]) for n in (2, 3)] == ["07-07 TF6 FF0", "08-08 TF6 FF6"]
    assert made.span() == (at("2025-01-06 08:00"), at("2025-01-16 17:00"))
    begun = task(2, 1, constraint="ALAP", actual_start=at("2025-01-06 08:00"))
    made = plan([rows[0], begun, *rows[2:]], ["1 3", "2 3"], honor_constraints=False)
    assert ends(made[2]).startswith("06-06")


@pytest.mark.parametrize(("status", "start"), [("08", "01-20"), ("16", "01-28"), ("20", "01-30")])
def test_a_task_as_late_as_possible_waits_for_the_end_of_what_the_status_date_pushes(
    status: str, start: str
) -> None:
    rows = [task(1, 1, constraint="ALAP"), task(2, 9, actual_start=at("2025-01-06 08:00"))]
    rows.append(task(3, 2))
    made = plan(rows, [], status_date=at(f"2025-01-{status} 08:00"))
    assert text(made[1].start)[:5] == start


def test_the_span_of_a_plan_with_dates_set_by_hand_leaves_out_what_is_named() -> None:
    own = (at("2025-01-07 08:00"), at("2025-01-20 17:00"))
    rows = [task(1, manual=own), task(2, 2, parent=1), task(3, 1), task(4, 50, active=False)]
    made = plan([*rows, task(5, 20)])
    assert made.span() == (at("2025-01-06 08:00"), at("2025-01-31 17:00"))
    assert made.span([5]) == (at("2025-01-06 08:00"), own[1])
    assert made.span([2, 3, 5]) == own


def test_the_span_of_a_plan_with_a_task_as_late_as_possible_is_that_of_what_is_planned() -> None:
    rows = [task(1, 1, constraint="ALAP"), task(2, 4)]
    assert plan(rows).span([2]) == (at("2025-01-09 08:00"), at("2025-01-09 17:00"))
    assert plan(rows).span([1, 2]) is None


@pytest.mark.parametrize(("limit", "critical"), [(-1, False), (0, True), (1, True)])
def test_a_summary_with_no_more_slack_than_the_limit_is_critical(
    limit: int, *, critical: bool
) -> None:
    rows = [task(1), task(2, 2, parent=1), task(3, 5)]
    assert plan(rows, critical_slack=3 * DAY + limit)[1].critical is critical


def test_conflicts_are_asked_for_of_some_tasks() -> None:
    due = at("2025-01-06 17:00")
    made = plan([task(1), task(2, 2, parent=1, deadline=due), task(3, 3, deadline=due)])
    assert [miss.task for miss in made.conflicts([1, 3])] == [3]
    assert [miss.task for miss in made.conflicts()] == [2, 3]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"actual_start": at("2025-01-06 08:00"), "remaining": 2 * DAY},
        {"remaining": 2 * DAY},
    ],
)
def test_work_to_come_lies_before_every_moment_after_it_goes_on(fields: dict[str, Any]) -> None:
    made = plan([task(1, 2, **fields), task(2, 1), task(3, 4, active=False)])
    goes_on = at("2025-01-06 08:00")
    assert made.unfinished_before(goes_on) == []
    assert made.unfinished_before(goes_on + 1) == [1, 2]


def test_begun_work_goes_on_where_it_has_got_to() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    made = plan([task(1, 2, **begun), task(2, 2, remaining=DAY)])
    goes_on = at("2025-01-07 08:00")
    assert made.unfinished_before(goes_on) == []
    assert made.unfinished_before(goes_on + 1) == [1, 2]
