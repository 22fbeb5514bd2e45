"""This file says of what recurs what is due next and what was missed, each rule once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.recurring.occurrences import (
    MADE_TABLES,
    Occurrence,
    coming,
    due_of,
    first_day,
    is_active,
    left_out,
    missed,
    occurrence_on,
    occurrences,
    rows_made,
    rule_of,
    what_it_is,
)
from pmtui.model.recurring.recurrences import RECURRENCES, Recurrence
from pmtui.model.rules.life_cycles import has_ended, is_put_away

_READS: Final = frozenset({RECURRENCES.name, *MADE_TABLES})
"""The tables that occurrences are known from."""


class RecurringDays(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which something recurs, as a calendar is given them."""

    id: int
    """Of the recurrence."""
    name: str
    """Its key and title."""
    what: str
    """What is on each of its days."""
    takes_place: bool
    """Whether something takes place on them; else something is to be done by them."""
    rule: str
    """As RFC 5545 has it."""
    first: date
    """The first of its days."""
    left_out: tuple[date, ...]
    """Those of its days that are skipped, or of which a row was made."""


def days_of(figures: Figures, recurrence: Recurrence) -> RecurringDays | None:
    """The days of a recurrence; None where there are none."""
    first = first_day(recurrence)
    if first is None:
        return None
    called, takes_place = what_it_is(occurrence_on(figures.workspace, recurrence, first))
    return RecurringDays(
        id=recurrence.id,
        name=f"{recurrence.key} {recurrence.title}",
        what=called if takes_place else f"{called} due",
        takes_place=takes_place,
        rule=rule_of(recurrence),
        first=first,
        left_out=left_out(figures.workspace, recurrence),
    )


def missed_text(days: Sequence[date]) -> str:
    """How often something was missed, in one line: `3 missed, the last on Mon 23 Nov 2026`."""
    last = days[-1]
    day = f"{last:%a} {last.day} {last:%b %Y}"
    return f"missed on {day}" if len(days) == 1 else f"{len(days)} missed, the last on {day}"


def missed_work(figures: Figures, component: int) -> Iterator[tuple[Recurrence, Sequence[date]]]:
    """The recurrences of a component of which occurrences were missed, with their days."""
    for recurrence in figures.workspace.rows_by(Recurrence, "component", component):
        days = missed(figures.workspace, recurrence, figures.today)
        if days:
            yield recurrence, days


def going_on(figures: Figures, live: Collection[int]) -> Iterator[Recurrence]:
    """The recurrences of some components that go on, as do their components."""
    for recurrence in figures.workspace.rows_of(Recurrence).values():
        place = figures.workspace.components.get(recurrence.component)
        is_over = recurrence.component not in live or (place is not None and has_ended(place))
        if not is_over and is_active(recurrence):
            yield recurrence


def days_ahead(figures: Figures, recurrence: Recurrence, last: date | None) -> Sequence[date]:
    """The next day of a recurrence, with those after it up to a day where one is given."""
    most = 1 if last is None else max(1, (last - figures.today).days + 1)
    days = coming(figures.workspace, recurrence, figures.today, most)
    return [day for at, day in enumerate(days) if not at or (last is not None and day <= last)]


def occurrences_until(figures: Figures, scope: int, last: date) -> Iterator[Occurrence]:
    """The occurrences of a scope from today to a day, the earliest first.

    They are the days of the rules that go on there, and what was made of any rule and is due in
    that time, whenever its rule has it; nothing that was archived.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        last: the last day, itself included.
    """
    workspace, today = figures.workspace, figures.today
    live = frozenset(figures.live_subtree(scope)) | (frozenset() if scope else {0})
    every: dict[tuple[str, int], Occurrence] = {}
    for recurrence in workspace.rows_of(Recurrence).values():
        for day, (table, row) in rows_made(workspace, recurrence).items():
            own = Occurrence(recurrence, day, table, row.id, row.key, row)
            is_of_it = recurrence.id == getattr(row, "recurrence", 0)  # and not of what it follows
            is_there = own.component in live and not is_put_away(workspace, table, row)
            if is_of_it and is_there and today <= due_of(own) <= last:
                every[table, row.id] = own
    for recurrence in going_on(figures, live):
        for own in occurrences(workspace, recurrence, today, last):
            if own.row is None:
                every[own.table, own.id] = own
    yield from sorted(every.values(), key=lambda own: (due_of(own), own.key))


def _next_day(figures: Figures, recurrence: Recurrence) -> date | None:
    if not is_active(recurrence):
        return None
    return next(iter(coming(figures.workspace, recurrence, figures.today)), None)


def _inputs(figures: Figures, recurrence_id: int) -> Iterable[Input]:
    recurrence = figures.workspace.rows_of(Recurrence)[recurrence_id]
    days = missed(figures.workspace, recurrence, figures.today)
    return (
        Input("rule", rule_of(recurrence)),
        Input("first day", recurrence.starts),
        Input("missed", len(days)),
        Input("last missed", days[-1] if days else None),
        Input("next", _next_day(figures, recurrence)),
    )


FIGURES: Final = (
    Figure(
        id="next_day",
        table=RECURRENCES.name,
        title="next occurrence",
        short="next",
        help="the next day on which it is due, of those nobody has written to",
        kind="date",
        unit="date",
        formula="the first day of its rule from today on, less those skipped and those made",
        source="RFC 5545, 3.3.10 and 3.8.5.1",
        undefined="its rule gives no more days, or it is paused",
        reads=_READS,
        read=lambda figures: lambda row: _next_day(figures, row),
        inputs=_inputs,
    ),
    Figure(
        id="missed",
        table=RECURRENCES.name,
        title="missed occurrences",
        short="missed",
        help="how often its day has passed and nobody did anything about it",
        kind="number",
        unit="occurrences",
        formula="days of its rule before today, less those skipped and those made",
        source="RFC 5545, 3.3.10 and 3.8.5.1",
        undefined="never; nought where it is paused",
        reads=_READS,
        read=lambda figures: lambda row: len(missed(figures.workspace, row, figures.today)),
        inputs=_inputs,
    ),
)
"""What is known of recurrences."""
