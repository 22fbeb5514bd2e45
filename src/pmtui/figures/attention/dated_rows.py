"""This file finds what has a day to come or to be late by: what is due, held or decided when."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Final

import msgspec

from pmtui.figures.attention.cause import snoozed_until
from pmtui.figures.attention.decisions_wanted import WantedDecision, decisions_wanted
from pmtui.figures.attention.open_rows import answered_by, is_open_row
from pmtui.figures.checkins.standing import standings
from pmtui.figures.meetings.attendees import attendees
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.percent_complete import percents
from pmtui.figures.work.recurring_work import (
    RecurringDays,
    days_ahead,
    days_of,
    going_on,
    missed_text,
)
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.table import TableSpec
from pmtui.model.entities.tasks import Assignment, Link, Task
from pmtui.model.meetings.meetings import Meeting
from pmtui.model.recurring.occurrences import missed, occurrence_on, row_of
from pmtui.model.recurring.recurrences import RECURRENCES
from pmtui.model.rules.life_cycles import OPEN_WORDS, has_ended, is_put_away, place_of
from pmtui.model.workspace.schema import TABLES

_DATED: Final = tuple(spec for spec in TABLES.values() if spec.due)
_GATE: Final = "gate"
"""The kind of a decision that is a meeting already."""
CHECK_IN: Final = "check-in"
_PERIODS: Final = 2
"""Periods whose check-ins are waited for: the one under way and the one before."""


class DatedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is open and has a day."""

    table: str
    id: int
    key: str
    """Empty where it has none."""
    title: str
    day: date
    what: str
    """What is on that day: `task due`, `risk review`, `milestone`, `decision on change`."""
    takes_place: bool = False
    """Whether something takes place on that day; else something is to be done by then."""
    people: tuple[int, ...] = ()
    """Who answers for it, works on it or is to decide on it; none where nobody is named."""
    component: int = 0
    """Where it is; 0 for the whole store."""
    state: str = ""
    """As the row has it; empty where it has none."""
    percent: int | None = None
    """How much of a task is done."""
    times: tuple[int | None, int | None] = (None, None)
    """From which minute of the day to which it takes place, in the timezone of the store."""
    where: str = ""
    """Where it takes place, or a link."""
    about: str = ""
    """What tells it from what else is dated of the row, such as the period of a check-in."""
    series: RecurringDays | None = None
    """What it is an occurrence of, where nobody has written to it."""

    @property
    def name(self) -> str:
        """Its key and title, as far as it has them."""
        return f"{self.key} {self.title}".strip()


def dated_rows(
    figures: Figures, scope: int = 0, person: int = 0, recurring: date | None = None
) -> tuple[DatedRow, ...]:
    """What is open in a scope and has a day, the earliest first; each row once.

    Every open row that has a due date, or a task the finish typed for it; a milestone on the day
    for which it is planned, where a link or a typed date holds it; check-ins that are asked for;
    and the decisions that are wanted by a day. Nothing of what is archived or has ended, nor of
    what lies in an archived or ended component, but what is made about one that has ended.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        person: who answers for it, works on it or is to decide on it; 0 for anybody.
        recurring: until when every occurrence of what recurs is given; None for the next alone.
    """
    if _is_put_away(figures, scope):
        return ()
    live = frozenset(figures.live_subtree(scope)) | (frozenset() if scope else {0})
    by_row = {(row.table, row.id): row for row in _due_rows(figures, live)}
    for wanted in decisions_wanted(figures, scope):
        decided = _decision(figures, wanted, by_row.get((wanted.table, wanted.id)))
        if decided is not None:
            by_row[wanted.table, wanted.id] = decided
    rows = [*by_row.values(), *_check_ins(figures, live), *_recurring(figures, live, recurring)]
    theirs = [row for row in rows if not person or person in row.people]
    return tuple(sorted(theirs, key=lambda row: (row.day, row.table, row.id, row.about)))


def due_by(
    figures: Figures, scope: int, person: int, last: date, *, every: bool = False
) -> Iterator[DatedRow]:
    """What a person has to a day and did not put off; of what recurs the next one, or every."""
    for row in dated_rows(figures, scope, person, last if every else None):
        place = (row.table, row.id, person, figures.today)
        if row.day <= last and snoozed_until(figures.workspace, *place) is None:
            yield row


def _is_put_away(figures: Figures, scope: int) -> bool:
    """Whether a component, or one above it, is archived."""
    components = figures.workspace.components
    above = (scope, *figures.workspace.ancestors(scope)) if scope else ()
    return any(row.archived for at in above if (row := components.get(at)) is not None)


def _due_rows(figures: Figures, live: frozenset[int]) -> Iterator[DatedRow]:
    workspace = figures.workspace
    components = workspace.components
    working = frozenset(
        component_id
        for component_id in live
        if not component_id or not has_ended(components[component_id])
    )
    percent_of = percents(figures)
    for spec in _DATED:
        inside = live if spec.outlives else working
        for row in workspace.rows(spec.name).values():
            place = row.id if isinstance(row, Component) else place_of(workspace, row)
            if place not in inside or not _is_open(figures, spec, row):
                continue
            day = _day_of(figures, spec, row)
            if day is None:
                continue
            yield _dated(
                figures, spec, row, place, day,
                percent=percent_of(row) if isinstance(row, Task) else None,
            )  # fmt: skip


def _is_open(figures: Figures, spec: TableSpec, row: Entity) -> bool:
    if is_put_away(figures.workspace, spec.name, row):
        return False
    if spec.name in OPEN_WORDS:
        return is_open_row(figures, spec.name, row)
    return not has_ended(row)


def _day_of(figures: Figures, spec: TableSpec, row: Entity) -> date | None:
    """Its due date; of a task without one its typed finish; of a milestone where it is planned."""
    if not isinstance(row, Task):
        day: date | None = attrgetter(spec.due)(row)
        return day
    if figures.is_summary(row.id):
        return row.due
    if _takes_place(spec, row) and _is_held(figures, row):
        return figures.finish_of(row).planned
    return row.due or row.finish


def _is_held(figures: Figures, task: Task) -> bool:
    """Whether something holds a task to a day; what nothing holds is planned for whenever it is."""
    typed = task.start or task.finish or task.constraint_date
    links = figures.workspace.rows_by(Link, "successor", task.id)
    return typed is not None or any(not has_ended(link) for link in links)


def _takes_place(spec: TableSpec, row: Entity) -> bool:
    return spec.takes_place is not None and spec.takes_place(row)


def _dated(
    figures: Figures,
    spec: TableSpec,
    row: Entity,
    place: int,
    day: date,
    *,
    percent: int | None = None,
    what: str = "",
) -> DatedRow:
    takes_place = _takes_place(spec, row)
    return DatedRow(
        table=spec.name,
        id=row.id,
        key=row.key,
        title=_title(figures, row),
        day=day,
        what=what or _what(spec, row, takes_place=takes_place),
        takes_place=takes_place,
        people=people_of(figures, spec.name, row),
        component=place,
        state=_text(row, "state"),
        percent=percent,
        times=(row.start_time, row.finish_time) if isinstance(row, Meeting) else (None, None),
        where=row.place if isinstance(row, Meeting) else "",
    )


def _title(figures: Figures, row: Entity) -> str:
    if isinstance(row, Link):
        tasks = figures.workspace.tasks
        predecessor, successor = tasks.get(row.predecessor), tasks.get(row.successor)
        if predecessor is not None and successor is not None:
            return f"{successor.key} needs {predecessor.key} {predecessor.title}"
    return title_of(row)


def _kind(spec: TableSpec, row: Entity) -> str:
    """What a row is called, by its kind where kinds have words of their own."""
    kind = _text(row, "kind")
    return kind if kind in {name for name, _ in spec.kinds} else spec.called


def _what(spec: TableSpec, row: Entity, *, takes_place: bool) -> str:
    """What is on its day, by its kind and the name of its due date: `risk review`, `task due`."""
    if takes_place:
        return _kind(spec, row)
    by = spec.due.removeprefix("next_").removesuffix("_date").replace("_", " ")
    return f"{_kind(spec, row)} {by}"


def _text(row: Entity, name: str) -> str:
    value = getattr(row, name, "")
    return value if isinstance(value, str) else ""


def people_of(figures: Figures, table: str, row: Entity) -> tuple[int, ...]:
    """Who answers for a row of a table, or works on it."""
    people = [person for name in answered_by(table) if (person := getattr(row, name))]
    if isinstance(row, Task):
        people += [at.person for at in figures.workspace.rows_by(Assignment, "task", row.id)]
    if isinstance(row, Meeting):
        people += attendees(figures.workspace, row, figures.today).invited
    return tuple(dict.fromkeys(people))


def _decision(figures: Figures, wanted: WantedDecision, known: DatedRow | None) -> DatedRow | None:
    """A row that waits for a decision, with who decides; None where there is no day for it."""
    spec = TABLES[wanted.table]
    row = figures.workspace.rows(wanted.table)[wanted.id]
    what = "" if wanted.kind == _GATE else f"decision on {_kind(spec, row)}"
    if known is None:
        if wanted.due is None:
            return None
        place = place_of(figures.workspace, row)
        known = _dated(figures, spec, row, place, wanted.due, what=what)
    people = (*known.people, wanted.whom) if wanted.whom else known.people
    return msgspec.structs.replace(
        known, people=tuple(dict.fromkeys(people)), what=what or known.what
    )


def _recurring(figures: Figures, live: frozenset[int], last: date | None) -> Iterator[DatedRow]:
    """Of each recurrence its next occurrence, or all to a day, and in one line what was missed."""
    workspace = figures.workspace
    for recurrence in going_on(figures, live):
        series = days_of(figures, recurrence)
        if series is None:
            continue
        days = missed(workspace, recurrence, figures.today)
        if days:
            yield DatedRow(
                table=RECURRENCES.name, id=recurrence.id, key=recurrence.key,
                title=recurrence.title, day=days[-1], what=missed_text(days),
                people=(recurrence.owner,) if recurrence.owner else (),
                component=recurrence.component, about="missed", series=series,
            )  # fmt: skip
        for day in days_ahead(figures, recurrence, last):
            occurrence = occurrence_on(workspace, recurrence, day)
            row, spec = row_of(occurrence), TABLES[occurrence.table]
            dated = _dated(figures, spec, row, row.component, day)
            yield msgspec.structs.replace(dated, series=series)


def _check_ins(figures: Figures, live: frozenset[int]) -> Iterator[DatedRow]:
    """The check-ins that components are asked for and that have not come."""
    for component_id in sorted(live - {0}):
        row = figures.workspace.components[component_id]
        for standing in standings(figures, component_id, _PERIODS):
            if standing.coming not in {"missing", "due"}:
                continue
            yield DatedRow(
                table=COMPONENTS.name, id=row.id, key=row.key, title=row.name,
                day=standing.due, what=f"{CHECK_IN} due",
                people=(row.owner,) if row.owner else (), component=row.id,
                state=row.state, about=f"{CHECK_IN}-{standing.due:%Y-%m-%d}",
            )  # fmt: skip
