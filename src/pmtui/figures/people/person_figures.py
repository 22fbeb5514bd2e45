"""This file declares the figures of people: how full they are, and when they have too much."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.core.periods import Period
from pmtui.figures.people.load_cells import LoadCell, days_over, load_cells
from pmtui.figures.people.load_rows import LoadRow, row_of_person
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.entities.people import PEOPLE, Person
from pmtui.model.staffing.teams import LEAVES

_AHEAD: Final = 28
"""Days that are looked at, today the first."""
_READS: Final = PLANNED_FROM | {LEAVES.name}
_SOURCE: Final = "PMBOK 6, resource calendars and histogram; MS Project, over-allocation"


class _Ahead(msgspec.Struct, frozen=True):
    """What the next four weeks bring somebody."""

    cell: LoadCell
    first_over: date | None


class _PeopleAhead:
    """What was worked out of one revision, until the next edit."""

    def __init__(self) -> None:
        self.people: dict[int, _Ahead] = {}

    def next(self, _figures: Figures, _touched: frozenset[tuple[str, int]]) -> "_PeopleAhead":
        """None of it: any edit may change any, and the work itself is kept by day."""
        return _PeopleAhead()


def _period(figures: Figures) -> Period:
    first = figures.today
    return Period(first, first + timedelta(days=_AHEAD - 1), first.year, 1)


def _ahead(figures: Figures, person: int) -> _Ahead:
    people = figures.part("people ahead", lambda _sheet: _PeopleAhead()).people
    if person not in people:
        row, period = row_of_person(figures, person), _period(figures)
        (cell,) = load_cells(figures, row, (period,))
        over = next(days_over(figures, row, period), None) if cell.over_days else None
        people[person] = _Ahead(cell, over.day if over is not None else None)
    return people[person]


def _load(figures: Figures) -> Callable[[Person], Decimal | None]:
    def read(person: Person) -> Decimal | None:
        percent = _ahead(figures, person.id).cell.percent
        return None if percent is None else Decimal(str(round(percent, 1)))

    return read


def _over_days(figures: Figures) -> Callable[[Person], int]:
    return lambda person: _ahead(figures, person.id).cell.over_days


def _next_over(figures: Figures) -> Callable[[Person], date | None]:
    return lambda person: _ahead(figures, person.id).first_over


def _inputs(figures: Figures, person: int) -> Iterable[Input]:
    if person in figures.workspace.people:
        yield from _inputs_of(figures, row_of_person(figures, person), _ahead(figures, person).cell)


def _inputs_of(figures: Figures, row: LoadRow, cell: LoadCell) -> Iterator[Input]:
    yield Input("from", figures.today)
    yield Input("to", _period(figures).last)
    yield Input("hours available", round(cell.capacity / 60))
    yield Input("hours assigned", round(cell.assigned / 60))
    for over in days_over(figures, row, _period(figures)):
        keys = ", ".join(figures.workspace.tasks[task].key for task, _ in over.tasks)
        text = f"{over.assigned / 60:g} h of {over.capacity / 60:g} h: {keys}"
        yield Input(f"over on {over.day.isoformat()}", text)


FIGURES: Final = (
    Figure(
        id="load",
        table=PEOPLE.name,
        title="load of the next four weeks",
        help="What somebody is assigned in the next four weeks, of what they can work.",
        kind="number",
        unit="percent",
        formula="hours assigned / hours available, from today for 28 days, in all projects",
        source=_SOURCE,
        undefined="nothing is available in these days",
        reads=_READS,
        read=_load,
        inputs=_inputs,
    ),
    Figure(
        id="over_days",
        table=PEOPLE.name,
        title="days over-allocated",
        help="Days of the next four weeks on which somebody is assigned more than they can work.",
        kind="number",
        unit="days",
        formula="days on which sum(units of the day) > max units x calendar, less leave",
        source=_SOURCE,
        undefined="never: 0 where there is none",
        reads=_READS,
        read=_over_days,
        inputs=_inputs,
    ),
    Figure(
        id="next_over",
        table=PEOPLE.name,
        title="next day over-allocated",
        help="The first day of the next four weeks on which somebody has more than they can work.",
        kind="date",
        unit="day",
        formula="the first of the days that are over-allocated",
        source=_SOURCE,
        undefined="no day is over-allocated",
        reads=_READS,
        read=_next_over,
        inputs=_inputs,
    ),
)
"""What is known of the load of somebody."""
