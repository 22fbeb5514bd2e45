"""This file makes plans of all shapes for the tests that write them and read them back."""

from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from hypothesis import strategies as st
from msgspec import structs

from pmtui.exchange.plans.plan import (
    Plan,
    PlanAssignment,
    PlanBaseline,
    PlanLink,
    PlanResource,
    PlanTask,
)
from pmtui.model.calendar.work_calendar import (
    AS_BASE,
    FULL_DAY,
    OFFICE_DAY,
    OFFICE_WEEK,
    Calendar,
    DateException,
    WorkWeek,
)
from pmtui.model.entities.tasks import LagUnit, LengthUnit

_DAYS: Final = (OFFICE_DAY, (), FULL_DAY, ((0, 60), (1380, 1440)))
_MINUTES: Final = st.integers(0, 100_000)
_MONEY: Final = st.none() | st.integers(-10_000_000, 10_000_000)
_TEXT: Final = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12)
_MOMENT: Final = st.integers(0, 2_000_000).map(
    lambda minutes: datetime(2024, 1, 1) + timedelta(minutes=minutes)  # noqa: DTZ001
)
_GIVEN: Final[st.SearchStrategy[LengthUnit]] = st.sampled_from(
    ("", "minutes", "hours", "weeks", "months")
)
_LAG_UNIT: Final[st.SearchStrategy[LagUnit]] = st.sampled_from(("work", "elapsed", "percent"))
_PERIOD: Final = st.tuples(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 9))


def _calendars(draw: st.DrawFn) -> dict[int, Calendar]:
    made: dict[int, Calendar] = {}
    for uid in range(1, draw(st.integers(1, 3)) + 1):
        base = draw(st.integers(0, uid - 1))
        week = draw(st.sampled_from((AS_BASE, (*_DAYS[:3], None, None, (), None))))
        made[uid] = Calendar(
            name=draw(_TEXT),
            base=base,
            days=week if base else OFFICE_WEEK,
            weeks=tuple(
                WorkWeek(first, first + timedelta(days=more), (*OFFICE_WEEK[:6], None))
                for first, more in draw(st.lists(_PERIOD, max_size=2))
            ),
            exceptions=tuple(
                DateException(
                    first,
                    first + timedelta(days=more),
                    draw(st.sampled_from(_DAYS)),
                    draw(st.sampled_from(("", "Christmas"))),
                )
                for first, more in draw(st.lists(_PERIOD, max_size=3))
            ),
        )
    return made


def _task(draw: st.DrawFn, uid: int, parent: int, outline: str, calendars: int) -> PlanTask:
    started = draw(st.none() | _MOMENT)
    fields: dict[str, Any] = {name: draw(_TEXT) for name in ("name", "wbs", "notes", "guid")}
    fields |= {
        name: draw(st.booleans())
        for name in (
            *("summary", "milestone", "active", "manual", "external"),
            *("elapsed", "estimated", "ignores_resource_calendars"),
        )
    }
    fields |= {
        name: draw(st.none() | _MOMENT)
        for name in (
            *("start", "finish", "constraint_date", "deadline"),
            *("actual_finish", "stop", "resume"),
        )
    }
    fields |= {
        name: draw(_MONEY) for name in ("cost", "fixed_cost", "actual_cost", "remaining_cost")
    }
    fields |= {
        name: draw(st.none() | _MINUTES) for name in ("work", "actual_work", "remaining_work")
    }
    fields |= {
        name: draw(st.integers(0, 100)) for name in ("percent", "percent_work", "percent_physical")
    }
    fields["total_slack"] = draw(st.none() | st.integers(-100_000, 100_000))
    fields["free_slack"] = draw(st.none() | st.integers(0, 100_000))
    fields["code"] = draw(st.sampled_from(("", f"Straße {uid}")))
    fields["critical"] = draw(st.none() | st.booleans())
    if started is not None:
        fields |= {"actual_duration": draw(_MINUTES), "remaining": draw(_MINUTES)}
    return PlanTask(
        uid=uid,
        row=draw(st.integers(0, 99)),
        parent=parent,
        outline=outline,
        priority=draw(st.integers(0, 1000)),
        duration=draw(_MINUTES),
        duration_in=draw(_GIVEN),
        task_type=draw(st.sampled_from(("fixed_units", "fixed_duration", "fixed_work"))),
        calendar=draw(st.integers(0, calendars)),
        constraint=draw(
            st.sampled_from(("ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT"))
        ),
        delay=draw(_MINUTES),
        actual_start=started,
        baselines=tuple(
            PlanBaseline(
                number=number,
                start=draw(st.none() | _MOMENT),
                finish=draw(st.none() | _MOMENT),
                duration=draw(st.none() | _MINUTES),
                work=draw(st.none() | _MINUTES),
                cost=draw(_MONEY),
            )
            for number in range(draw(st.integers(0, 2)))
        ),
        **fields,
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans with everything a file can hold, whether or not it makes sense."""
    calendars = _calendars(draw)
    tasks: list[PlanTask] = []
    above = [0]
    numbers = [0]
    numbered = draw(st.booleans())
    for uid in range(1, draw(st.integers(0, 5)) + 1):
        while len(above) > 1 and draw(st.booleans()):
            above.pop()
        numbers = [*numbers[: len(above) - 1], [*numbers, 0][len(above) - 1] + 1, 0]
        outline = ".".join(map(str, numbers[:-1])) if numbered else ""
        tasks.append(_task(draw, uid, above[-1], outline, len(calendars)))
        above.append(uid)
    some = st.integers(1, max(len(tasks), 1))
    links = [
        PlanLink(
            predecessor=draw(some),
            successor=successor,
            type=draw(st.sampled_from(("FS", "SS", "FF", "SF"))),
            lag=draw(st.integers(-9999, 9999)),
            lag_unit=unit,
            lag_in="" if unit == "percent" else draw(_GIVEN),
        )
        for successor in range(1, len(tasks) + 1)
        for unit in draw(st.lists(_LAG_UNIT, max_size=2))
    ]
    links = list({(one.predecessor, one.successor, one.type): one for one in links}.values())
    links = [one for one in links if one.predecessor != one.successor]
    resources = [
        PlanResource(
            uid=uid,
            code=draw(_TEXT),
            name=draw(_TEXT),
            initials=draw(_TEXT),
            kind=draw(st.sampled_from(("work", "role", "material", "cost"))),
            calendar=draw(st.integers(0, len(calendars))),
            units=draw(st.sampled_from((0.0, 0.5, 1.0, 1 / 3, 12.0))),
            rate=draw(st.none() | st.sampled_from((0.0, 12.5, 80.0))),
            email=draw(_TEXT),
            group=draw(_TEXT),
            notes=draw(_TEXT),
        )
        for uid in range(1, draw(st.integers(0, 2)) + 1)
    ]
    assignments = [
        PlanAssignment(
            uid=number,
            task=draw(some),
            resource=resource.uid,
            units=draw(st.sampled_from((0.25, 1.0, 2.0))),
            work=draw(st.none() | _MINUTES),
            remaining_work=draw(st.none() | _MINUTES),
            actual_work=draw(st.none() | _MINUTES),
            overtime=draw(st.none() | _MINUTES) or None,
            remaining_overtime=draw(st.none() | _MINUTES) or None,
            cost=draw(_MONEY),
            actual_cost=draw(_MONEY),
            contoured=draw(st.booleans()),
        )
        for number, resource in enumerate(resources, 1)
        if tasks
    ]
    # Work spread by hand over dates with room is read as a split, which such a plan does not say.
    dated = {task.uid for task in tasks if task.start is not None and task.finish is not None}
    assignments = [
        structs.replace(one, contoured=one.contoured and one.task not in dated)
        for one in assignments
    ]
    day = draw(st.sampled_from((450, 480, 600)))
    return Plan(
        name=draw(_TEXT),
        title=draw(_TEXT),
        manager=draw(_TEXT),
        category=draw(_TEXT),
        currency=draw(st.sampled_from(("", "EUR"))),
        start=draw(_MOMENT),
        finish=draw(st.none() | _MOMENT),
        from_finish=draw(st.booleans()),
        status_date=draw(st.none() | _MOMENT),
        made=draw(st.none() | _MOMENT),
        calendar=draw(st.integers(0, len(calendars))),
        minutes_per_day=day,
        minutes_per_week=day * 5,
        honor_constraints=draw(st.booleans()),
        critical_slack=draw(st.integers(0, 9)) * day,
        multiple_critical_paths=draw(st.booleans()),
        tasks=tuple(tasks),
        links=tuple(links),
        calendars=MappingProxyType(calendars),
        resources=tuple(resources),
        assignments=tuple(assignments),
    )
