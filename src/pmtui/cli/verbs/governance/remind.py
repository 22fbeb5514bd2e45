"""This file is `remind`: what is due, each said once until its day or how it stands changes."""

from datetime import date
from typing import Final

from pmtui.cli.core.entity_names import (
    only_scope_argument,
    resolve_component,
    resolve_person,
    scope_key,
)
from pmtui.cli.core.reminder_memory import (
    BusyMemoryError,
    Reminder,
    ReminderMemory,
    reminder_memory,
)
from pmtui.cli.core.verb import DONE, REJECTED, USAGE, Call, Parser, ReadVerb, Stop, StoreReading
from pmtui.exchange.calendar_feed import row_document, summary_of, uid_of
from pmtui.figures.attention.dated_rows import DatedRow, due_by
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import clock_text
from pmtui.query.dates.parsing import date_text, parse_date
from pmtui.query.error import QueryError

_AHEAD: Final = "3d"
_LATE: Final = "late"
_TODAY: Final = "today"
_COMING: Final = "coming"


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument(
        "--for", dest="person", default="me", metavar="WHO", help="who is reminded; me if left out"
    )
    parser.add_argument(
        "--ahead", default=_AHEAD, metavar="3d", help=f"how long before its day; {_AHEAD}"
    )
    parser.add_argument("--all", action="store_true", help="what was said already as well")


def _run(call: Call) -> int:
    args, reading = call.args, call.read()
    scope = resolve_component(reading.workspace, args.scope)
    person = resolve_person(reading, args.person, "say whom to remind, such as --for Ann")
    last = _last_day(reading, args.ahead)
    try:
        with reminder_memory(reading.store_id, person) as memory:
            return _remind(call, reading, memory, scope=scope, person=person, last=last)
    except BusyMemoryError as error:
        why = "another pmtui remind is at work for the same person; nothing was said, try again"
        raise Stop(REJECTED, why) from error


def _last_day(reading: StoreReading, ahead: str) -> date:
    """The last day of what is coming."""
    try:
        last = parse_date(f"+{ahead.removeprefix('+')}", reading.today)
    except QueryError as error:
        raise Stop(USAGE, f"--ahead takes how long, such as 3d or 2w, not {ahead!r}") from error
    return last


def _remind(
    call: Call,
    reading: StoreReading,
    memory: ReminderMemory,
    *,
    scope: int,
    person: int,
    last: date,
) -> int:
    figures = Figures(reading.workspace, reading.today)
    rows: list[DatedRow] = []
    reminders: dict[str, Reminder] = {}
    for row in due_by(figures, scope, person, last):
        name, state = uid_of(reading.store_id, row), _state(row, figures.today)
        if call.args.all or memory.is_news(name, row.day, state):
            rows.append(row)
            reminders[name] = Reminder(row.day.isoformat(), state, figures.today)
    if memory.problem:
        call.out.say(memory.problem)
    if call.out.as_json:
        call.out.document(
            "reminders",
            scope=scope_key(figures, scope),
            person=figures.workspace.people[person].key,
            revision=figures.workspace.revision,
            rows=[
                {**row_document(figures.workspace, row), "standing": _standing(row, figures.today)}
                for row in rows
            ],
        )
    for row in () if call.out.as_json else rows:
        call.out.line(_line(figures, row))
    call.out.flush()  # what could not be said is not remembered
    if reminders and not memory.is_lost and (problem := memory.keep(reminders, figures.today)):
        call.out.say(problem)
    return DONE


def _standing(row: DatedRow, today: date) -> str:
    if row.day < today:
        return _LATE
    return _TODAY if row.day == today else _COMING


def _state(row: DatedRow, today: date) -> str:
    """How a row stands; a reminder is said again when this changes."""
    return f"{_standing(row, today)} {row.state} {row.what}"


def _line(figures: Figures, row: DatedRow) -> str:
    today = figures.today
    days = (row.day - today).days
    when = f"{-days} d late" if days < 0 else f"in {days} d" if days else "today"
    place = figures.workspace.components.get(row.component)
    where = f", {place.key} {place.name}" if place is not None and place.id != row.id else ""
    start = row.times[0]
    at = f" {clock_text(start)}" if start is not None else ""
    return f"{when:<10} {summary_of(row)} ({date_text(row.day, today)}{at}{where})"


VERB: Final = ReadVerb(
    name="remind",
    help="Says what is late, due today or soon for somebody; for cron: each thing once.",
    arguments=_arguments,
    run=_run,
)
