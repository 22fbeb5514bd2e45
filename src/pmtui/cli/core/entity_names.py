"""This file finds what a typed key, path or moment of the command line means."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import msgspec

from pmtui.cli.core.verb import USAGE, Call, Parser, Stop, StoreReading
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import OutOfReachError, Past
from pmtui.model.entities.people import PEOPLE
from pmtui.model.recurring.occurrences import occurrence_named
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.scope import resolve
from pmtui.query.values.entity_names import find, no_such_key, normal_key


def resolve_entity(workspace: Workspace, text: str, tables: Sequence[str] = ()) -> tuple[str, int]:
    """The table and id of the entity that a key, an id or a component's path means.

    Args:
        workspace: where to look.
        text: what was typed.
        tables: where what is meant lies; only components go by their names. Any if left out.

    Raises:
        Stop: it means none.
    """
    typed = text.strip()
    if normal_key(typed):
        found = workspace.by_key(typed)
        if found is None:
            raise Stop(USAGE, _unwritten(workspace, typed) or no_such_key(typed))
        return found[0], found[1].id
    if typed.isascii() and typed.isdigit():
        table = workspace.table_of(int(typed))
        if table is None and not tables:
            raise Stop(USAGE, f"nothing has the id {typed}")
        if table is not None and (not tables or table in tables):
            return table, int(typed)
    if tables and "components" not in tables:
        words = " or ".join(TABLES[table].word for table in tables)
        example = next((f", such as {prefix}-1" for prefix in _prefixes(tables)), "")
        raise Stop(USAGE, f"{text!r} is no {words}: write its key{example}")
    component = resolve_component(workspace, typed)
    if not component:
        raise Stop(USAGE, f"{text!r} means the whole store; name one thing by its key")
    return "components", component


def _unwritten(workspace: Workspace, key: str) -> str:
    """Where a key names an occurrence that nobody has written to, what to ask for instead."""
    occurrence = occurrence_named(workspace, key)
    if occurrence is None:
        return ""
    owner = occurrence.recurrence
    return f"{key}: nobody has written to this occurrence of {owner.key} {owner.title}: ask for it"


def _prefixes(tables: Sequence[str]) -> Iterator[str]:
    return (prefix for prefix in (TABLES[table].prefix for table in tables) if prefix)


def called(workspace: Workspace, table: str, document: Mapping[str, object]) -> str:
    """What a row without a key is, and of what: `snooze of T-19`."""
    spec = TABLES.get(table)
    if spec is None:
        return table
    home = next(filter(None, map(document.get, (spec.home, *spec.owners))), None)
    above = workspace.entity(home) if isinstance(home, int) else None
    return f"{spec.kind_words} of {above.key or above.id}" if above is not None else spec.kind_words


def resolve_component(workspace: Workspace, text: str) -> int:
    """The component that a key, an id or a path means; 0 for `.`, the whole store.

    Raises:
        Stop: it means none, or several.
    """
    try:
        return resolve(workspace, text)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error


def resolve_person(reading: StoreReading, text: str, nobody: str) -> int:
    """The person that a name, a handle or a key means; whoever asks for `me` or nothing.

    Args:
        reading: the store.
        text: what was typed.
        nobody: what to do where whoever asks is nobody of the store.

    Raises:
        Stop: it means nobody, or several.
    """
    name = text.strip().removeprefix("@")
    if name.casefold() in {"", "me"}:
        if not reading.me:
            raise Stop(USAGE, f"nobody here has your login: {nobody}")
        return reading.me
    try:
        return find(reading.workspace, PEOPLE.name, name)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error


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


def resolve_day(text: str, today: date, name: str) -> date:
    """The day that an argument names.

    Args:
        text: as typed.
        today: what `fri` and `+2w` count from.
        name: of the argument.

    Raises:
        Stop: it is no day.
    """
    from pmtui.query.dates.parsing import parse_date

    try:
        return parse_date(text, today)
    except QueryError as error:
        raise Stop(USAGE, f"{name}: {error}") from error


def past_text(reading: StoreReading, past: Past) -> str:
    """A past state as a person reads it: its revision, and when that was made."""
    if not past.at:
        return f"revision {past.workspace.revision}, with which the history begins"
    made = datetime.fromisoformat(past.at).astimezone(reading.zone)
    return f"revision {past.workspace.revision} of {made:%Y-%m-%d %H:%M}"


def scope_argument(parser: Parser) -> None:
    """Let a verb be asked for a scope, and for the store as it was."""
    only_scope_argument(parser)
    at_argument(parser)


def only_scope_argument(parser: Parser) -> None:
    """Let a verb be asked for a scope."""
    parser.add_argument(
        "scope", nargs="?", default=".", metavar="SCOPE", help="key, id or path; . for everything"
    )


def scoped_figures(call: Call) -> tuple[Figures, int, int]:
    """The figures of the store, the scope that is meant, and who asks.

    Raises:
        Stop: the store cannot be opened, or there is no such component.
    """
    reading = read_as_of(call)
    scope = resolve_component(reading.workspace, call.args.scope)
    return Figures(reading.workspace, reading.today), scope, reading.me


def figures_as_of(call: Call, moment: str) -> tuple[Figures, int, dict[str, object] | None]:
    """The figures of the store at a typed moment, the scope that is meant, and that moment.

    The moment is a revision and when that was made; None for now.

    Raises:
        Stop: the store cannot be opened, its history does not go there, or there is no such scope.
    """
    reading, past = reading_of(call, moment)
    scope = resolve_component(reading.workspace, call.args.scope)
    figures = Figures(reading.workspace, reading.today)
    if past is None:
        return figures, scope, None
    return figures, scope, {"revision": past.workspace.revision, "ts": past.at or None}


def scope_key(figures: Figures, scope: int) -> str | None:
    """The key of a scope; None for everything."""
    row = figures.workspace.components.get(scope)
    return row.key if row is not None else None
