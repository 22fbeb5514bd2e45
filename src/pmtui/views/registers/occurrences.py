"""This file shows the occurrences of recurrences: those made, what was missed, those to come."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.attention.open_rows import is_open_row
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.recurring_work import missed_text, occurrences_until
from pmtui.model.entities.entity import title_of
from pmtui.model.recurring.occurrences import (
    Occurrence,
    due_of,
    is_active,
    missed,
    next_days,
    occurrence_on,
    occurrences,
    row_of,
)
from pmtui.model.recurring.recurrences import RECURRENCES, Recurrence
from pmtui.views.shapes.table import Cell, Entry, Section, Tone
from pmtui.views.wording.formatting import NO_VALUE, date_cell, person_name

MOST: Final = 6
"""How many of those to come are shown."""
_BACK: Final = timedelta(days=60)
"""How long one that was made is shown after its day."""


class ShownOccurrence(msgspec.Struct, frozen=True):
    """An occurrence as it is shown."""

    occurrence: Occurrence
    due: date
    """Its day, or the one that it was moved to."""
    standing: str
    """`missed`, `to come`, or how the row stands that was made of it."""
    tone: Tone
    owner: int = 0
    many: int = 0
    """How many were missed, of which it is the last; 0 for any other."""


class ComingOccurrence(msgspec.Struct, frozen=True, kw_only=True):
    """An occurrence of a scope that is to come, in texts as stored."""

    day: date
    """Its day, or the one that it was moved to."""
    key: str
    title: str
    owner: str
    """The name; empty for nobody."""
    component: str
    """The key; empty for the whole store."""
    standing: str
    """`to come`, or how the row stands that was made of it."""
    rule: str
    """The key of its rule."""
    rule_day: date
    """The day that its rule gives it."""
    made: bool
    """Whether somebody has written to it."""


def shown_occurrences(
    figures: Figures, recurrence: Recurrence, most: int = MOST
) -> tuple[ShownOccurrence, ...]:
    """The occurrences of the last weeks, what was missed in one line, and the next ones.

    Args:
        figures: of the workspace.
        recurrence: whose.
        most: how many of the next ones.
    """
    workspace, today = figures.workspace, figures.today
    lost = missed(workspace, recurrence, today)
    days = {*next_days(recurrence, today, most)} if is_active(recurrence) else set()
    near = occurrences(workspace, recurrence, today - _BACK, today + _BACK)
    days |= {occurrence.day for occurrence in near if occurrence.row is not None} | {*lost[-1:]}
    return tuple(
        _shown(figures, occurrence_on(workspace, recurrence, day), lost) for day in sorted(days)
    )


def coming_occurrences(figures: Figures, scope: int, last: date) -> Iterator[ComingOccurrence]:
    """The occurrences of a scope from today to a day, the earliest first."""
    workspace = figures.workspace
    for own in occurrences_until(figures, scope, last):
        shown, place = _shown(figures, own, ()), workspace.components.get(own.component)
        yield ComingOccurrence(
            day=shown.due,
            key=own.key,
            title=title_of(row_of(own)),
            owner=person_name(workspace, shown.owner) if shown.owner else "",
            component=place.key if place is not None else "",
            standing=shown.standing,
            rule=own.recurrence.key,
            rule_day=own.day,
            made=own.row is not None,
        )


def _shown(figures: Figures, occurrence: Occurrence, lost: Sequence[date]) -> ShownOccurrence:
    row = row_of(occurrence)
    due = due_of(occurrence)
    owner: int = getattr(row, "owner", 0)
    if occurrence.row is None and occurrence.day < figures.today:
        text = missed_text(lost) if len(lost) > 1 else "missed"
        return ShownOccurrence(occurrence, due, text, "bad", owner, len(lost))
    if occurrence.row is None:
        return ShownOccurrence(occurrence, due, "to come", "dim", owner)
    is_open = is_open_row(figures, occurrence.table, occurrence.row)
    state = str(getattr(row, "state", "")) or ("open" if is_open else "done")
    is_late = is_open and due < figures.today
    tone: Tone = "bad" if is_late else "plain" if is_open else "good"
    return ShownOccurrence(occurrence, due, f"{state}, late" if is_late else state, tone, owner)


def occurrence_sections(figures: Figures, recurrence: Recurrence) -> Iterator[Section]:
    """The occurrences of a recurrence as a section of its detail."""
    shown = shown_occurrences(figures, recurrence)
    entries = tuple(occurrence_entry(figures, row) for row in shown)
    yield Section("Occurrences", entries, str(len(entries)))


def occurrence_entry(figures: Figures, shown: ShownOccurrence) -> Entry:
    """One line: day, key, how it stands, and who does it where the rule names somebody else."""
    occurrence = shown.occurrence
    cells = [
        date_cell(shown.due, figures.today, "plain"),
        Cell(occurrence.key, "dim"),
        Cell(shown.standing, shown.tone),
    ]
    if shown.owner != occurrence.recurrence.owner:
        owner = person_name(figures.workspace, shown.owner) if shown.owner else NO_VALUE
        cells.append(Cell(owner, "dim"))
    target = (occurrence.table, occurrence.id) if occurrence.row is not None else None
    return Entry(cells=tuple(cells), target=target)


SECTIONS: Final[Mapping[str, Callable[[Figures, Recurrence], Iterator[Section]]]] = (
    MappingProxyType({RECURRENCES.name: occurrence_sections})
)
"""What the detail of what recurs shows."""
