"""This file lets reading verbs show a store as it was: `--at r1242`, `--at yesterday`."""

from datetime import datetime

import msgspec

from pmtui.cli.console.output import USAGE, Stop
from pmtui.cli.core.verb import Call, Parser, StoreReading
from pmtui.model.changes.as_of import OutOfReachError, Past


def at_argument(parser: Parser) -> None:
    """Let a verb be asked for the store as it was."""
    parser.add_argument(
        "--at",
        default="",
        metavar="MOMENT",
        help="as it was: r1242, yesterday, -7d, 2026-11-01, '2026-11-01 14:30'",
    )


def read_as_of(call: Call) -> StoreReading:
    """The store as it is, or as it was where the call says `--at`; then `today` is that day.

    Raises:
        Stop: the store cannot be opened, or its history does not go there.
    """
    return reading_of(call, call.args.at)[0]


def reading_of(call: Call, moment: str) -> tuple[StoreReading, Past | None]:
    """The store as it was at a typed moment, where one was typed; then `today` is that day.

    Raises:
        Stop: the store cannot be opened, or its history does not go there.
    """
    reading = call.read()
    past = resolve_past(reading, moment)
    if past is None:
        return reading, None
    call.out.say(f"as of {past_text(reading, past)}")
    day = past.day or reading.today
    return msgspec.structs.replace(reading, workspace=past.workspace, today=day), past


def resolve_past(reading: StoreReading, text: str) -> Past | None:
    """The store as it was at a typed moment; None for now.

    Raises:
        Stop: it is no moment, or the history does not go there.
    """
    if not text:
        return None
    from pmtui.query.dates.moments import parse_moment
    from pmtui.query.error import QueryError

    try:
        when = parse_moment(text, reading.today, reading.zone)
        return None if when is None else reading.past(when)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
    except OutOfReachError as error:
        why = f": {reading.notice()}" if reading.notice() else ""
        raise Stop(USAGE, f"{error}{why}") from error


def past_text(reading: StoreReading, past: Past) -> str:
    """A past state as a person reads it: its revision, and when that was made."""
    if not past.at:
        return f"revision {past.workspace.revision}, with which the history begins"
    made = datetime.fromisoformat(past.at).astimezone(reading.zone)
    return f"revision {past.workspace.revision} of {made:%Y-%m-%d %H:%M}"
