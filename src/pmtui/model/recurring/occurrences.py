"""This file tells which occurrences of a recurrence are made, missed or to come, and names them.

An occurrence is computed until somebody writes to it. It has the id and key that follow from its
rule and its day, so that two people who write to it apart make one row, not two.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, cast

import msgspec

from pmtui.model.entities.entity import Entity, is_archived, new_row
from pmtui.model.ids import key_parts, key_text
from pmtui.model.recurring.occurrence_ids import (
    id_parts,
    number_parts,
    numbered,
    occurrence_id,
    tag_of,
)
from pmtui.model.recurring.recurrences import RECURRENCES, Recurrence
from pmtui.model.recurring.rule_days import days_after, days_until
from pmtui.model.recurring.rule_words import ended, in_words, preview, readable, rule_problem
from pmtui.model.workspace.schema import RECURRING, TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace

MADE_TABLES: Final = tuple(dict.fromkeys(table for table, _ in RECURRING.values()))
"""The tables of what is made of occurrences."""
HORIZON: Final = timedelta(days=10_000)
"""How far from today occurrences are looked for."""
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Occurrence(msgspec.Struct, frozen=True):
    """One day of a recurrence, and the row that was made of it."""

    recurrence: Recurrence
    day: date
    """The day that the rule gives it."""
    table: str
    id: int
    key: str
    row: Entity | None = None
    """What was made of it; None while nobody has written to it."""

    @property
    def component(self) -> int:
        """Where it lies: where its rule does, or where the row was moved to."""
        moved: int = getattr(self.row, "component", 0)
        return moved or self.recurrence.component


def occurrence_key(recurrence: Recurrence, day: date) -> str:
    """The key of an occurrence: its prefix, the number of its rule and its day."""
    number = (key_parts(recurrence.key) or ("", 0))[1]
    return key_text(RECURRING[recurrence.kind][1], numbered(number, day))


def occurrence_on(workspace: Workspace, recurrence: Recurrence, day: date) -> Occurrence:
    """The occurrence of a recurrence on a day of its rule."""
    return _occurrence(recurrence, day, rows_made(workspace, recurrence))


def _occurrence(
    recurrence: Recurrence, day: date, by_day: Mapping[date, tuple[str, Entity]]
) -> Occurrence:
    if day in by_day:
        table, row = by_day[day]
        return Occurrence(recurrence, day, table, row.id, row.key, row)
    table, _ = RECURRING[recurrence.kind]
    at = occurrence_id(recurrence.id, day)
    return Occurrence(recurrence, day, table, at, occurrence_key(recurrence, day))


def occurrence_named(workspace: Workspace, key: str) -> Occurrence | None:
    """The occurrence that a key names, though nobody has written to it; None where it is none."""
    prefix, number = key_parts(key) or ("", 0)
    rule_number, day = number_parts(number)
    if prefix not in {prefix for _, prefix in RECURRING.values()} or not rule_number:
        return None
    owner = workspace.by_key(key_text(RECURRENCES.prefix, rule_number))
    recurrence = owner[1] if owner is not None else None
    if day is None or not isinstance(recurrence, Recurrence):
        return None
    if RECURRING[recurrence.kind][1] != prefix:
        return None
    return occurrence_on(workspace, recurrence, day) if is_day_of(recurrence, day) else None


def occurrence_with_id(workspace: Workspace, row_id: int) -> Occurrence | None:
    """The occurrence whose row has an id, or would have it; None where there is none."""
    tag, day = id_parts(row_id)
    if day is None:
        return None
    for recurrence in workspace.rows_of(Recurrence).values():
        if tag_of(recurrence.id) == tag and is_day_of(recurrence, day):
            return occurrence_on(workspace, recurrence, day)
    return None


def rows_made(workspace: Workspace, recurrence: Recurrence) -> Mapping[date, tuple[str, Entity]]:
    """What was made of the occurrences of a recurrence, by their day, with the tables.

    What was made of the one that it follows is among them, so that nothing is done twice.
    """
    rows_of_day: dict[date, tuple[str, Entity]] = {}
    chain = [recurrence.id]
    while recurrence.follows and recurrence.follows not in chain:
        chain.append(recurrence.follows)
        before = workspace.rows_of(Recurrence).get(recurrence.follows)
        if before is None:
            break
        recurrence = before
    for table in MADE_TABLES:
        rows = workspace.rows(table)
        for row_id in (
            own for link in chain for own in workspace.ids_by(table, "recurrence", link)
        ):
            day: date | None = getattr(rows[row_id], "occurrence", None)
            if day is not None:
                rows_of_day.setdefault(day, (table, rows[row_id]))
    return rows_of_day


def row_of(occurrence: Occurrence) -> Entity:
    """The row of an occurrence: what was made of it, else what its rule says of it."""
    if occurrence.row is not None:
        return occurrence.row
    spec, recurrence = TABLES[occurrence.table], occurrence.recurrence
    fields: dict[str, object] = {
        "id": occurrence.id,
        "key": occurrence.key,
        "component": recurrence.component,
        "kind": recurrence.kind,
        "title": recurrence.title,
        "owner": recurrence.owner,
        spec.due: occurrence.day,
        "notes": recurrence.notes,
        "tags": recurrence.tags,
        "recurrence": recurrence.id,
        "occurrence": occurrence.day,
    }
    known = {name: fields[name] for name in fields if field_spec(spec.name, name) is not None}
    return new_row(spec.type, known)


def what_it_is(occurrence: Occurrence) -> tuple[str, bool]:
    """What is made of an occurrence in a word, and whether it takes place on its day."""
    spec, kind = TABLES[occurrence.table], occurrence.recurrence.kind
    takes_place = spec.takes_place is not None and bool(spec.takes_place(row_of(occurrence)))
    return (spec.called if kind == spec.word else kind), takes_place


def left_out(workspace: Workspace, recurrence: Recurrence) -> tuple[date, ...]:
    """The days of its rule that are skipped, or of which a row was made."""
    rule, starts = rule_of(recurrence), recurrence.starts
    own = {day for text in recurrence.skipped if (day := _day(text)) is not None}
    own |= rows_made(workspace, recurrence).keys()
    if not rule or starts is None or not own:
        return ()
    return tuple(day for day in days_until(rule, starts, max(own)) if day in own)


def is_day_of(recurrence: Recurrence, day: date) -> bool:
    """Whether a recurrence has an occurrence on a day, which is not left out."""
    return day in _days(recurrence, day, day)


def is_active(recurrence: Recurrence) -> bool:
    """Whether it goes on: neither paused nor archived."""
    return recurrence.state == "active" and not is_archived(recurrence)


def occurrences(
    workspace: Workspace, recurrence: Recurrence, first: date, last: date
) -> Iterator[Occurrence]:
    """The occurrences between two days, and those that were made though the rule is another now."""
    by_day = rows_made(workspace, recurrence)
    days = {day for day in by_day if first <= day <= last} | {*_days(recurrence, first, last)}
    return (_occurrence(recurrence, day, by_day) for day in sorted(days))


def missed(workspace: Workspace, recurrence: Recurrence, today: date) -> Sequence[date]:
    """The days before today on which nobody did anything about it."""
    if not is_active(recurrence):
        return ()
    by_day = rows_made(workspace, recurrence)
    days = _days(recurrence, today - HORIZON, today - timedelta(days=1))
    return tuple(day for day in days if day not in by_day)


def coming(
    workspace: Workspace, recurrence: Recurrence, today: date, most: int = 1
) -> Sequence[date]:
    """The next days from today on, on which nobody has done anything about it yet."""
    by_day = rows_made(workspace, recurrence)
    days = next_days(recurrence, today, most + len(by_day))
    return tuple(day for day in days if day not in by_day)[:most]


def next_days(recurrence: Recurrence, today: date, most: int) -> Sequence[date]:
    """The next days of a rule from today on, those left out aside; none beyond the horizon."""
    rule, starts = rule_of(recurrence), recurrence.starts
    if not rule or starts is None:
        return ()
    more = most + len(recurrence.skipped)
    days = days_after(rule, starts, today - timedelta(days=1), more)
    skipped = frozenset(recurrence.skipped)
    kept = (day for day in days if day.isoformat() not in skipped and day <= today + HORIZON)
    return tuple(kept)[:most]


def rule_of(recurrence: Recurrence) -> str:
    """Its rule in the one spelling; empty for one that nobody can read."""
    return readable(recurrence.rule)


def first_day(recurrence: Recurrence) -> date | None:
    """The first day of its rule; None where it has none."""
    rule, starts = rule_of(recurrence), recurrence.starts
    return next(iter(days_after(rule, starts, date.min, 1)), None) if rule and starts else None


def ended_before(recurrence: Recurrence, day: date) -> str:
    """Its rule, ending the day before another; empty where it gives no day before that."""
    rule, starts = rule_of(recurrence), recurrence.starts
    last = day - timedelta(days=1)
    return ended(rule, last) if rule and starts and days_until(rule, starts, last) else ""


def described(rule: str, starts: date, today: date) -> tuple[str, str]:
    """A rule in words; and its next days, the months it passes over and how many it has missed."""
    text = preview(rule, starts, max(starts, today))
    past = days_until(rule, starts, today - timedelta(days=1))
    before = len(past) - bisect_left(past, today - HORIZON)
    return in_words(rule), f"{text}; {before} missed before today" if before else text


def due_of(occurrence: Occurrence) -> date:
    """The day it is due: that of its rule, or the one it was moved to."""
    due: date | None = getattr(row_of(occurrence), TABLES[occurrence.table].due, None)
    return due or occurrence.day


def _days(recurrence: Recurrence, first: date, last: date) -> Sequence[date]:
    """The days of its rule between two days, those left out aside."""
    rule, starts = rule_of(recurrence), recurrence.starts
    if not rule or starts is None or last < starts:
        return ()
    until = days_until(rule, starts, date(last.year, 12, 31))
    skipped = frozenset(recurrence.skipped)
    days = until[bisect_left(until, first) :]
    return tuple(day for day in days if day <= last and day.isoformat() not in skipped)


def _recurrence(workspace: Workspace, row: Entity, name: str) -> Iterator[str]:
    """What is wrong with a recurrence, in words."""
    own = cast("Recurrence", row)
    problem = rule_problem(own.rule, own.starts)
    if problem:
        yield f"{name}: rule: {problem}"
    for text in own.skipped:
        if not _ISO.fullmatch(text) or _day(text) is None:
            yield f"{name}: skipped: {text!r} is no day: write it as 2026-12-31"
    place = workspace.components.get(own.component)
    needs_project = TABLES[RECURRING[own.kind][0]].needs_project
    if needs_project and (place is None or place.kind in {"portfolio", "program"}):
        yield f"{name}: a {own.kind} recurs in a project: say which with project:KEY"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


RECURRENCE_CHECKS: Final[Mapping[str, Callable[[Workspace, Entity, str], Iterator[str]]]] = (
    MappingProxyType({RECURRENCES.name: _recurrence})
)
"""What a recurrence keeps, in words where it does not."""
