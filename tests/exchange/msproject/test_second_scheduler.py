"""This file compares our dates with those of MPXJ's own scheduler on plans nobody has written.

It needs Java (with its compiler) and the package `mpxj`, as the test of the writer does. Left out
is what MPXJ does otherwise than MS Project's own files, or than itself a moment before: work by
the clock, dates on days off, progress below linked summaries, a predecessor that is the start of
one, lags to the finish of people with days off, a manual task that gives its start to a summary,
and summaries that are manual themselves, which it does not know. Inactive tasks it leaves out as
MS Project does, but not of the dates of summaries; overtime it counts as work within the usual
hours, though no such hours are needed for it. One rule is switched off for the comparison: in MS
Project a predecessor of begun work is late once that goes on (`Software_Development.mpp`), in
MPXJ once what remains of it would have to.
"""

import os
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, Final

import pytest
from msgspec import structs

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanLink, PlanResource, PlanTask
from pmtui.exchange.plans.schedule_rules import schedule_of, schedule_options
from pmtui.figures.cpm.schedule import Schedule
from pmtui.model.calendar.work_calendar import (
    AS_BASE,
    OFFICE_DAY,
    OFFICE_WEEK,
    Calendar,
    DateException,
    minutes_of,
    moment_of,
)
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.entities.tasks import LinkType
from tests.exchange.msproject.test_mpxj import jars

START: Final = datetime(2026, 3, 2, 8)  # noqa: DTZ001
EARLY: Final = ((540, 840), (960, 1140))
LONG: Final = ((420, 720), (750, 1110))
HALF_DAY: Final = ((480, 720),)
WEEKS: Final = (
    OFFICE_WEEK, (EARLY,) * 5 + ((), ()), (LONG,) * 4 + ((),) * 3, (OFFICE_DAY,) * 6 + ((),),
)  # fmt: skip
KINDS: Final = (
    "links",
    "constraints",
    "deadlines",
    "progress",
    "summaries",
    "calendars",
    "resources",
    "manual",
    "manual summaries",
    "inactive",
    "milestones",
    "progress constraints deadlines",
    "progress calendars",
)
TYPES: Final[tuple[LinkType, ...]] = ("FS", "FS", "SS", "FF", "SF")
FROM_THE_START: Final[tuple[LinkType, ...]] = ("FS", "SS")
COUNT: Final = int(os.environ.get("PMTUI_TRIES", "40"))
"""Plans of each kind."""


def any_plan(dice: Random, kind: str) -> Plan:
    """A plan of some tasks with links of every type, leads and lags."""
    count = dice.randint(3, 14)
    rows: list[dict[str, Any]] = [_row(dice, uid, kind) for uid in range(1, count + 1)]
    if kind.endswith("summaries"):
        _put_below(dice, rows)
    calendar = Calendar(name="Standard", days=OFFICE_WEEK)
    if "calendars" in kind:
        calendar = Calendar(
            name="Other", days=dice.choice(WEEKS), exceptions=tuple(_exceptions(dice))
        )
    plan = Plan(
        name="any",
        title="any",
        start=START,
        calendar=1,
        calendars=MappingProxyType({1: calendar}),
        tasks=tuple(PlanTask(**row) for row in rows),
        links=tuple(_links(dice, rows, kind)),
    )
    if kind == "resources":
        return _staffed(dice, plan)
    if kind.startswith("manual"):
        return _dated_by_hand(dice, plan, rows)
    return _begun(dice, plan, rows) if "progress" in kind else plan


def _row(dice: Random, uid: int, kind: str) -> dict[str, Any]:
    length = dice.choice([0, 90, 240, 480, 480, 600, 960, 1440, 2400])
    if kind == "milestones":
        length = dice.choice([0, 0, 0, 480, 960])
    row = {
        "uid": uid, "row": uid, "name": f"Task {uid}", "duration": length, "milestone": not length,
        "start": START, "finish": START, "task_type": "fixed_units",
    }  # fmt: skip
    if kind == "inactive":
        row["active"] = dice.random() > 0.25
    if "constraints" in kind and dice.random() < 0.3:
        row["constraint"] = dice.choice(["SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO"])
        hour = 8 if row["constraint"] in {"SNET", "SNLT", "MSO"} else 17
        row["constraint_date"] = _some_day(dice).replace(hour=hour)
    if "deadlines" in kind and dice.random() < 0.3:
        row["deadline"] = _some_day(dice).replace(hour=17)
    return row


def _some_day(dice: Random) -> datetime:
    return START + timedelta(days=7 * dice.randint(0, 3) + dice.randint(0, 4))


def _put_below(dice: Random, rows: list[dict[str, Any]]) -> None:
    """Make some rows summaries of those that follow."""
    at = 0
    while at < len(rows) - 1:
        if dice.random() < 0.3:
            summary, more = rows[at], dice.randint(1, min(4, len(rows) - 1 - at))
            summary |= {"summary": True, "duration": 0, "milestone": False}
            for row in rows[at + 1 : at + 1 + more]:
                row["parent"] = summary["uid"]
            at += more
        at += 1


def _exceptions(dice: Random) -> Iterator[DateException]:
    for week in range(3):
        if dice.random() < 0.6:
            first = date(2026, 3, 2) + timedelta(days=7 * week + dice.randint(1, 4))
            last = first + timedelta(days=dice.randint(0, 2))
            yield DateException(first, last, dice.choice([(), (), ((480, 720),)]))


def _links(dice: Random, rows: list[dict[str, Any]], kind: str) -> Iterator[PlanLink]:
    for at, predecessor in enumerate(rows):
        for successor in rows[at + 1 :]:
            if (
                dice.random() >= min(0.6, 2.2 / len(rows))
                or successor.get("parent") == predecessor["uid"]
            ):
                continue
            types = FROM_THE_START if successor.get("summary") or kind == "resources" else TYPES
            if kind == "milestones":
                types = ("SF", "SF", "SS", "FF")
            plain = predecessor.get("summary") or (
                kind == "manual summaries" and successor.get("summary")
            )
            type_ = "FS" if plain else dice.choice(types)
            lag = dice.choice([0, 0, 0, 240, 480, 960, -240, -480])
            yield PlanLink(
                predecessor=predecessor["uid"], successor=successor["uid"], type=type_, lag=lag
            )


def _begun(dice: Random, plan: Plan, rows: list[dict[str, Any]]) -> Plan:
    """The plan with some tasks begun when they were due, or some days later."""
    made = schedule_of(plan)
    for row in rows:
        start = moment_of(made[row["uid"]].start)
        if not row["duration"] or start.weekday() > 4 or dice.random() < 0.6:
            continue
        percent = dice.choice([25, 50, 75, 100])
        if percent == 100:
            row["actual_finish"] = moment_of(made[row["uid"]].finish)
        elif dice.random() < 0.5:
            start = (start + timedelta(days=7)).replace(hour=8, minute=0)
        done = row["duration"] * percent // 100
        row |= {
            "percent": percent, "actual_start": start, "actual_duration": done,
            "remaining": row["duration"] - done,
        }  # fmt: skip
    return structs.replace(plan, tasks=tuple(PlanTask(**row) for row in rows))


def _dated_by_hand(dice: Random, plan: Plan, rows: list[dict[str, Any]]) -> Plan:
    """The plan with some tasks, summaries apart, that are manual: some begun, none in step."""
    time = WorkTimes(plan.calendars, 1).of(0)
    for row in rows:
        if row.get("summary") or dice.random() < 0.5:
            continue
        start = minutes_of(_some_day(dice))
        finish = moment_of(time.after(start, row["duration"]))
        row |= {"manual": True, "start": moment_of(start), "finish": finish}
    return structs.replace(plan, tasks=tuple(PlanTask(**row) for row in rows))


def _staffed(dice: Random, plan: Plan) -> Plan:
    """The plan with one or two people at work on most tasks, who have days off of their own."""
    calendars = dict(plan.calendars)
    people = []
    for uid in (1, 2, 3):
        off = date(2026, 3, 2) + timedelta(days=dice.choice([1, 2, 3, 7, 8, 9]))
        calendars[10 + uid] = Calendar(
            name=f"Person {uid}",
            base=1,
            days=dice.choice([AS_BASE, (None, None, (), *AS_BASE[3:]), (HALF_DAY, *AS_BASE[1:])]),
            exceptions=dice.choice([(), (DateException(off, off + timedelta(days=1)),)]),
        )
        people.append(PlanResource(uid=uid, name=f"Person {uid}", calendar=10 + uid))
    work = [
        PlanAssignment(
            uid=10 * task.uid + one, task=task.uid, resource=one, work=task.duration,
            remaining_work=task.duration, actual_work=0,
        )
        for task in plan.tasks
        if task.duration and dice.random() < 0.7
        for one in dice.sample([1, 2, 3], dice.choice([1, 1, 2]))
    ]  # fmt: skip
    return structs.replace(
        plan,
        calendars=MappingProxyType(calendars),
        resources=tuple(people),
        assignments=tuple(work),
    )


def of_mpxj(files: list[Path]) -> dict[tuple[str, int], tuple[str, ...]]:
    """What MPXJ makes of files: start, finish and total slack by file and uid."""
    command = ["java", "-cp", f"{jars()}/*", str(Path(__file__).with_name("Dates.java"))]
    told = subprocess.run(
        [*command, *map(str, files)], check=True, capture_output=True, text=True, timeout=300
    )
    rows = (line.split() for line in told.stdout.splitlines())
    return {(Path(row[0]).name, int(row[1])): tuple(row[2:]) for row in rows}


def as_mpxj_does(plan: Plan) -> Schedule:
    """Our schedule without the rule that MPXJ lacks."""
    return schedule_of(
        plan, structs.replace(schedule_options(plan), resume_bounds_predecessors=False)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_another_scheduler_dates_any_plan_alike(kind: str, tmp_path: Path) -> None:
    jars()
    dice = Random(kind)
    plans: dict[Path, Plan] = {}
    for number in range(COUNT):
        data = write_msproject(any_plan(dice, kind))
        file = tmp_path / f"{number}.xml"
        file.write_bytes(data)
        plans[file] = read_msproject(data)
    theirs = of_mpxj([*plans])
    for file, plan in plans.items():
        made = as_mpxj_does(plan)
        above = {task.parent for task in plan.tasks}
        for task in plan.tasks:
            if not task.active:
                continue
            dates = made[task.uid]
            ends = tuple(moment_of(one).isoformat()[:16] for one in (dates.start, dates.finish))
            start, finish, slack = theirs[file.name, task.uid]
            assert ends == (start, finish), (file, task.uid)
            if task.uid not in above:
                assert dates.total_slack == int(slack), (file, task.uid)


def test_overtime_of_any_length_changes_no_date() -> None:
    """As MS Project has it: a task takes the time of the work within the usual hours."""
    dice = Random("overtime")
    for _ in range(COUNT):
        plan = any_plan(dice, "resources")
        more = tuple(_with_overtime(dice, one) for one in plan.assignments)
        back = read_msproject(write_msproject(structs.replace(plan, assignments=more)))
        assert {one.overtime for one in back.assignments} - {None} or not more
        assert schedule_of(back) == schedule_of(read_msproject(write_msproject(plan)))


def _with_overtime(dice: Random, one: PlanAssignment) -> PlanAssignment:
    hours = dice.choice([60, 240, 960])
    work = (one.work or 0) + hours
    return structs.replace(
        one, work=work, remaining_work=work, overtime=hours, remaining_overtime=hours
    )
