"""This file makes the sample plans: `python -m scripts.make_plans` writes sample_data/plans/*."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from msgspec import structs

from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plans.plan import (
    Plan,
    PlanAssignment,
    PlanBaseline,
    PlanLink,
    PlanResource,
    PlanTask,
)
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.model.calendar.work_calendar import OFFICE, Calendar, DateException, moment_of
from pmtui.model.entities.tasks import LinkType

PLANS: Final = Path(__file__).parents[1] / "sample_data" / "plans"
_DAY: Final = 480
_START: Final = datetime(2026, 11, 2, 8)  # noqa: DTZ001
_FREE: Final = (DateException(date(2026, 12, 24), date(2027, 1, 3)),)
_PEOPLE: Final = {1: ("Ida Stone", 52.0), 2: ("Tom Beam", 48.0), 3: ("Eve Watt", 60.0)}
_BEGUN: Final = (("actual_start", _START), ("remaining", 2 * _DAY), ("percent", 50))


class Work(NamedTuple):
    """A row of the sample: what it is, how long it takes, what it waits for, who does it."""

    uid: int
    level: int
    name: str
    days: float = 0
    after: tuple[tuple[int, LinkType, float], ...] = ()
    who: int = 0
    fields: tuple[tuple[str, Any], ...] = ()


_HOUSE: Final = (
    Work(1, 1, "Foundation", fields=(("percent", 33),)),
    Work(2, 2, "Dig", 4, who=1, fields=_BEGUN),
    Work(3, 2, "Pour the slab", 2, ((2, "FS", 0),), 1),
    Work(4, 2, "Slab is hard", 0, ((3, "FS", 5),)),
    Work(5, 1, "Shell"),
    Work(6, 2, "Walls", 10, ((4, "FS", 0),), 1),
    Work(7, 2, "Roof frame", 5, ((6, "FS", -1),), 2),
    Work(8, 2, "Tiles", 4, ((7, "SS", 3), (7, "FF", 1)), 2),
    Work(9, 2, "Windows", 3, ((6, "FS", 0),), 2),
    Work(10, 1, "Inside"),
    Work(11, 2, "Wiring", 6, ((7, "FS", 0),), 3),
    Work(12, 2, "Plaster", 5, ((11, "FS", 0), (9, "FS", 0)), 1),
    Work(13, 2, "Paint", 3, ((12, "FS", 4),), 2),
    Work(14, 1, "Hand-over", 0, ((13, "FS", 0), (8, "FS", 0))),
)  # fmt: skip
"""A small house; every name is invented."""


def house() -> Plan:
    """The sample plan with a baseline of its own dates."""
    plan = Plan(
        name="house.xml",
        title="A small house",
        currency="EUR",
        start=_START,
        calendar=1,
        calendars=MappingProxyType(_calendars()),
        whole=PlanTask(uid=0, name="A small house", summary=True, percent=5),
        tasks=tuple(_tasks()),
        links=tuple(_links()),
        resources=tuple(
            PlanResource(uid=uid, name=name, calendar=uid + 1, rate=rate)
            for uid, (name, rate) in _PEOPLE.items()
        ),
        assignments=tuple(_assignments()),
    )
    made = schedule_of(plan)
    return structs.replace(
        plan,
        finish=moment_of(made.finish),
        tasks=tuple(_dated(task, *made.ends(task.uid)) for task in plan.tasks),
    )


def _dated(task: PlanTask, start: int, finish: int) -> PlanTask:
    agreed = PlanBaseline(number=0, start=moment_of(start), finish=moment_of(finish))
    return structs.replace(task, start=agreed.start, finish=agreed.finish, baselines=(agreed,))


def _calendars() -> dict[int, Calendar]:
    office = structs.replace(OFFICE, exceptions=_FREE)
    people = {uid + 1: Calendar(name=name, base=1) for uid, (name, _) in _PEOPLE.items()}
    return {1: office, **people}


def _tasks() -> Iterator[PlanTask]:
    above = [0]
    summaries = set(_parents())
    for row in _HOUSE:
        del above[row.level :]
        yield PlanTask(
            uid=row.uid,
            row=row.uid,
            name=row.name,
            parent=above[-1],
            summary=row.uid in summaries,
            milestone=row.uid not in summaries and not row.days,
            duration=round(row.days * _DAY),
            task_type="fixed_units",
            **dict(row.fields),
        )
        above.append(row.uid)


def _parents() -> Iterator[int]:
    for row, following in pairwise(_HOUSE):
        if following.level > row.level:
            yield row.uid


def _links() -> Iterator[PlanLink]:
    for row in _HOUSE:
        for predecessor, kind, days in row.after:
            yield PlanLink(
                predecessor=predecessor, successor=row.uid, type=kind, lag=round(days * _DAY)
            )


def _assignments() -> Iterator[PlanAssignment]:
    for number, row in enumerate((row for row in _HOUSE if row.who), 1):
        work = round(row.days * _DAY)
        yield PlanAssignment(uid=number, task=row.uid, resource=row.who, work=work)


def main() -> None:
    """Writes the plan anew."""
    PLANS.mkdir(exist_ok=True)
    (PLANS / "house.xml").write_bytes(write_msproject(house()))


if __name__ == "__main__":
    main()
