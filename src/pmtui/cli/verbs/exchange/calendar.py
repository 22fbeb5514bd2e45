"""This file is `calendar`: what has a day in a scope, as a feed that calendars subscribe to."""

from datetime import datetime
from pathlib import Path
from typing import Final

from pmtui.cli.console.new_file import write_new, written_over
from pmtui.cli.core.entity_names import (
    only_scope_argument,
    resolve_component,
    resolve_person,
    scope_key,
)
from pmtui.cli.core.verb import DONE, REJECTED, USAGE, Call, Parser, ReadVerb, Stop, StoreReading
from pmtui.exchange.calendar_feed import (
    Feed,
    MissingCalendarLibraryError,
    calendar_feed,
    is_own_feed,
    row_document,
)
from pmtui.figures.attention.dated_rows import dated_rows
from pmtui.figures.sheet.figures_sheet import Figures

_NAME: Final = "pmtui"


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument(
        "--for", dest="person", default="", metavar="WHO", help="what a person answers for; me"
    )
    parser.add_argument(
        "--out", default="", metavar="FILE", help="a new file, or a feed to write anew"
    )


def _run(call: Call) -> int:
    args, reading = call.args, call.read()
    figures = Figures(reading.workspace, reading.today)
    scope = resolve_component(reading.workspace, args.scope)
    person = resolve_person(reading, args.person, "say --for NAME") if args.person else 0
    rows = dated_rows(figures, scope, person)
    feed = Feed(
        workspace=reading.workspace,
        store_id=reading.store_id,
        name=_called(reading, scope, person),
        rows=rows,
        written=_written(reading),
    )
    is_new = bool(args.out) and _write(args.out, _feed(feed))
    if call.out.as_json:
        call.out.document(
            "calendar",
            scope=scope_key(figures, scope),
            person=reading.workspace.people[person].key if person else None,
            name=feed.name,
            revision=reading.workspace.revision,
            file=args.out or None,
            rows=[row_document(reading.workspace, row) for row in rows],
        )
    elif not args.out:
        call.out.raw(_feed(feed).decode())
    elif is_new:  # what cron writes anew sends no mail
        entries = "1 entry" if len(rows) == 1 else f"{len(rows)} entries"
        call.out.say(f"{entries} in {args.out}")
    return DONE


def _feed(feed: Feed) -> bytes:
    try:
        return calendar_feed(feed)
    except MissingCalendarLibraryError as error:
        raise Stop(REJECTED, str(error)) from error


def _called(reading: StoreReading, scope: int, person: int) -> str:
    """What the calendar is called: the scope, and whose it is."""
    workspace = reading.workspace
    where = workspace.components.get(scope)
    parts = [_NAME if where is None else f"{where.key} {where.name}"]
    parts += [workspace.people[person].name] if person else []
    return ", ".join(parts)


def _written(reading: StoreReading) -> datetime | None:
    """When the store was last written."""
    last = next(iter(reading.history()), None)
    return datetime.fromisoformat(last.ts) if last is not None and last.ts else None


def _write(name: str, data: bytes) -> bool:
    """Write a new file, or one anew that is a feed of ours; whether it is new.

    One that says the same already is left as it is, so that nobody fetches it again.

    Raises:
        Stop: something else is there, or it cannot be written.
    """
    path = Path(name)
    if not path.is_file():
        write_new(name, data)
        return True
    try:
        there = path.read_bytes()
    except OSError as error:
        raise Stop(USAGE, f"{name}: cannot be read ({error.strerror})") from error
    if not is_own_feed(there):
        raise Stop(USAGE, f"{name} is there already and is no feed of pmtui; choose another name")
    if there != data:
        written_over(name, data)
    return False


VERB: Final = ReadVerb(
    name="calendar",
    help="Writes what is due, held or to be decided in a scope as a feed for calendars (.ics).",
    arguments=_arguments,
    run=_run,
)
