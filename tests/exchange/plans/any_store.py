"""This file draws stores with a project of tasks, people, calendars and money."""

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st
from msgspec import structs

from pmtui.model.calendar.stored_calendars import (
    WEEKDAYS,
    CalendarException,
    CalendarWeek,
    WorkingCalendar,
)
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Money
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Assignment, Link
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import Parts, a_link, a_person, a_project, a_task, a_workspace, id_of

FIRST: Final = date(2026, 11, 2)
_DAYS: Final = st.dates(FIRST, date(2026, 12, 18))
_LENGTHS: Final = st.sampled_from(
    [
        (None, "", False), (0, "", False), (480, "", False), (4800, "weeks", False),
        (9600, "months", False), (960, "hours", False), (90, "minutes", False), (1000, "", False),
        (4320, "", True), (20160, "weeks", True), (480, "hours", True), (30, "minutes", True),
    ]
)  # fmt: skip
_LAGS: Final = st.sampled_from(
    [
        (0, "work", ""), (480, "work", ""), (-480, "work", ""), (4800, "work", "weeks"),
        (120, "work", "hours"), (45, "work", "minutes"), (9600, "work", "months"),
        (1440, "elapsed", ""), (-1440, "elapsed", ""), (10080, "elapsed", "weeks"),
        (480, "elapsed", "hours"), (50, "percent", ""), (-25, "percent", ""),
    ]
)  # fmt: skip
_HOURS: Final = ("", "off", "08:00-12:00", "08:00-12:00 13:00-17:00")
_WEEK: Final[dict[str, Any]] = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "07:00-12:00 13:00-16:00"),
    "friday": "07:00-12:00",
}


def _task(draw: st.DrawFn, number: int, calendars: list[int], people: list[int]) -> Parts:
    length, unit, elapsed = draw(_LENGTHS)
    fields: dict[str, Any] = {
        "duration": length,
        "duration_in": unit,
        "elapsed": elapsed,
        "kind": draw(st.sampled_from(("task", "task", "task", "milestone", "deliverable"))),
        "column": draw(st.sampled_from(("", "", "Backlog", "Doing", "Done"))),
        "percent": draw(st.sampled_from((0, 0, 30, 50, 99, 100))),
        "days": draw(st.sampled_from((None, None, 0, 1, 2.5))),
        "remaining": draw(st.sampled_from((None, None, 240))),
        "actual_start": draw(st.none() | st.none() | _DAYS),
        "uid": draw(st.sampled_from((0, number + 200))),
        "due": draw(st.none() | _DAYS),
        "notes": draw(st.sampled_from(("", "two\nlines", "<b>&</b>"))),
        "code": draw(st.sampled_from(("", f"{number + 40}", f"A-{number}"))),
        "priority": draw(st.integers(0, 4)),
        "calendar": draw(st.sampled_from((0, 0, *calendars))),
        "task_type": draw(st.sampled_from(("", "fixed_duration", "fixed_work"))),
        "ignores_resource_calendars": draw(st.booleans()),
        "active": draw(st.sampled_from((True, True, True, False))),
        "delay": draw(st.sampled_from((0, 0, 1440))),
        "fixed_cost": draw(_money()),
        "actual_cost": draw(_money()),
        "tags": draw(st.sampled_from(((), ("x",)))),
        "owner": draw(st.sampled_from((0, *people))),
        "start": draw(st.none() | st.none() | _DAYS),
    }
    if fields["actual_start"]:
        fields["actual_start_time"] = draw(st.sampled_from((None, None, 600)))
    if fields.get("percent") == 100 and fields["column"] in {"Backlog", "Doing"}:
        fields["column"] = "Done"
    if draw(st.booleans()):
        kind = draw(st.sampled_from(("SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO", "ALAP")))
        fields["constraint"] = kind
        fields["constraint_date"] = None if kind == "ALAP" else draw(_DAYS)
    if fields["actual_start"] and draw(st.booleans()):
        fields["actual_finish"] = fields["actual_start"] + timedelta(days=draw(st.integers(0, 9)))
        fields |= {"percent": 100, "column": "Done"}
    if draw(st.integers(0, 5)) == 0 and fields["start"]:
        fields |= {"manual": True, "finish": fields["start"] + timedelta(days=3)}
    is_plain = length == 4800 and not elapsed and not fields.get("manual")
    # Work that goes on from the status date has a gap more in the file than its task.
    is_plain &= bool(fields.get("actual_start")) or not (fields["percent"] or fields["remaining"])
    if is_plain and draw(st.booleans()):
        fields["splits"] = ((480, 960), (1440, 480))
    kept = {name: value for name, value in fields.items() if value not in (None, "")}
    return a_task(f"T-{number}", **kept)


def _money() -> st.SearchStrategy[Money | None]:
    return st.sampled_from((None, None, Money(0, "EUR"), Money(12_345, "EUR")))


def _calendars(draw: st.DrawFn) -> list[Any]:
    hours = st.sampled_from(_HOURS)
    named = WorkingCalendar(
        id=9001,
        key="K-1",
        component=draw(st.sampled_from((0, id_of("P-1")))),
        name="Early",
        saturday=draw(hours),
        sunday=draw(hours),
        **_WEEK,
    )
    base = draw(st.sampled_from((0, 9001)))
    unused = WorkingCalendar(
        id=9002, key="K-2", component=id_of("P-1"), name="Night", base=base, **_WEEK
    )
    first = draw(_DAYS)
    holiday = CalendarException(
        id=9003,
        calendar=9001,
        name="Holiday",
        first=first,
        last=first + timedelta(days=1),
        hours=draw(st.sampled_from(("off", "09:00-12:00"))),
    )
    days: dict[str, Any] = {day: draw(hours) for day in WEEKDAYS} | {"monday": "08:00-12:00"}
    short = CalendarWeek(
        id=9004,
        calendar=9002,
        first=first,
        last=first + timedelta(days=13),
        **days,
    )
    return [named, unused, holiday, short]


def _person(draw: st.DrawFn, number: int, calendars: list[int]) -> Person:
    kind = draw(st.sampled_from(("person", "person", "role", "equipment", "material", "cost")))
    return a_person(
        f"H-{number}",
        f"Worker {number}",
        kind=kind,
        initials=draw(st.sampled_from(("", "WX"))),
        organisation=draw(st.sampled_from(("", "Build & Co"))),
        email=draw(st.sampled_from(("", "w@example.org"))),
        code=draw(st.sampled_from(("", f"W{number}"))),
        units=draw(st.sampled_from((50, 100, 300))),
        rate=draw(_money()),
        cost_per_use=draw(st.sampled_from((None, Money(12_345, "EUR")))),
        calendar=draw(st.sampled_from((0, 0, *calendars))) if kind != "cost" else 0,
        role=draw(st.sampled_from(("", "Mason"))),
    )


def _assignment(draw: st.DrawFn, task: int, person: int) -> Assignment:
    work = draw(st.sampled_from((None, None, 480, 600)))
    overtime = draw(st.sampled_from((None, None, 120))) if work else None
    return Assignment(
        id=task * 10 + person,
        component=id_of("P-1"),
        task=id_of(f"T-{task}"),
        person=id_of(f"H-{person}"),
        units=draw(st.sampled_from((50, 100))),
        work=work,
        actual_work=draw(st.sampled_from((None, None, 60))) if work else None,
        overtime=overtime,
        remaining_overtime=overtime and draw(st.sampled_from((None, 60))),
        cost=draw(_money()),
    )


def _links(draw: st.DrawFn, count: int) -> list[Link]:
    links: list[Link] = []
    for successor in range(2, count + 1):
        if draw(st.booleans()):
            lag, unit, given = draw(_LAGS)
            predecessor = f"T-{draw(st.integers(1, successor - 1))}"
            if (predecessor, successor) == ("T-2", 3):
                continue
            kind = draw(st.sampled_from(("FS", "FS", "SS", "FF", "SF")))
            fields = {"type": kind, "lag": lag, "lag_unit": unit, "lag_in": given}
            links.append(a_link(predecessor, f"T-{successor}", component=id_of("P-1"), **fields))
    return links


def _baseline(draw: st.DrawFn, count: int) -> list[Any]:
    if draw(st.booleans()):
        return []
    fields: dict[str, Any] = {"label": "Agreed", "number": 1, "taken_at": FIRST}
    whole = Baseline(
        id=8000,
        key="BL-1",
        component=id_of("P-1"),
        start=FIRST,
        finish=FIRST,
        budget=Money(90_000, "EUR"),
        **fields,
    )
    begins = draw(st.sampled_from((None, 600)))
    rows = [
        BaselineRow(
            id=8000 + at,
            component=id_of("P-1"),
            baseline=8000,
            task=id_of(f"T-{at}"),
            title=f"T-{at}",
            start=FIRST,
            finish=FIRST + timedelta(days=at),
            start_time=begins,
            finish_time=begins,
            duration=480 * at,
            work=480,
            cost=Money(700, "EUR"),
        )
        for at in range(1, count + 1)
    ]
    return [whole, *rows]


@st.composite
def stores(draw: st.DrawFn) -> Workspace:
    """Stores with one project `P-1` of up to five tasks, whose dates can be worked out."""
    calendars = [9001]
    count = draw(st.integers(1, 5))
    people = draw(st.integers(0, 3))
    crew = [id_of(f"H-{number}") for number in range(1, people + 1)]
    tasks = [_task(draw, number, calendars, crew) for number in range(1, count + 1)]
    if count > 2 and draw(st.booleans()):
        tasks[2] = (structs.replace(tasks[2][0], parent=id_of("T-2")), *tasks[2][1:])
    project = a_project(
        "P-1",
        name="House",
        code=draw(st.sampled_from(("", "HS"))),
        category=draw(st.sampled_from(("", "Building"))),
        owner=draw(st.sampled_from((0, id_of("H-1")))) if people else 0,
        description=draw(st.sampled_from(("", "why\nand how"))),
        start=FIRST,
        start_time=draw(st.sampled_from((None, 600))),
        honor_constraints=draw(st.booleans()),
        multiple_critical_paths=draw(st.booleans()),
        minutes_per_day=draw(st.sampled_from((0, 0, 450))),
        calendar=draw(st.sampled_from((0, *calendars))),
        unfinished_work=draw(st.sampled_from(("as_planned", "from_status_date"))),
        status_date=draw(st.none() | _DAYS),
        critical_slack=draw(st.sampled_from((0, 2))),
    )
    pairs = st.tuples(st.integers(1, count), st.integers(1, max(people, 1)))
    chosen = draw(st.sets(pairs, max_size=3)) if people else set()
    # Whose hours are others than the task's leaves a gap no exact place in the file.
    split = {at for at, parts in enumerate(tasks, 1) if getattr(parts[0], "splits", ())}
    return a_workspace(
        project,
        *_calendars(draw),
        *(_person(draw, number, calendars) for number in range(1, people + 1)),
        *tasks,
        *_links(draw, count),
        *(_assignment(draw, *pair) for pair in sorted(chosen) if pair[0] not in split),
        *_baseline(draw, count),
    )
