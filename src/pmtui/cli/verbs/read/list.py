"""This file is `list`: the rows of one kind that a filter keeps, as table, JSON or CSV."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.cli.console.output import ROWS, Output
from pmtui.cli.core.entity_names import at_argument, read_as_of
from pmtui.cli.core.table_names import plurals, resolve_table
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop, StoreReading
from pmtui.figures.catalogue import figures_unasked
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.schema import field_specs, former_names
from pmtui.query.error import QueryError
from pmtui.query.filter.selection import matching
from pmtui.query.filter.terms import Query
from pmtui.query.scope import Scope, ids_in
from pmtui.views.registers.listing import default_columns, listing
from pmtui.views.registers.plain_data import component_figures, plain_pages, plain_rows

_DERIVED: Final = MappingProxyType({"tasks": ("status", "assignee", "overdue")})
"""What is neither stored nor a figure but belongs into the JSON of a row."""


class ListedRows(msgspec.Struct, frozen=True):
    """The rows that were asked for, with their figures."""

    figures: Figures
    table: str
    ids: Sequence[int]
    total: int
    """Rows before the filter."""


def found_rows(
    reading: StoreReading,
    word: str,
    text: str,
    *,
    sort: str = "",
    archived: bool = False,
    scope: int = 0,
) -> ListedRows:
    """The rows of a kind that a filter keeps.

    Args:
        reading: the store.
        word: the kind, singular or plural.
        text: the filter.
        sort: fields to sort by, separated by commas; they rule instead of a `sort:` in the filter.
        archived: whether rows that were put away are wanted as well.
        scope: the component in which they lie; 0 for the whole store.

    Raises:
        Stop: there is no such kind.
        QueryError: the filter cannot be read.
    """
    table, kind = resolve_table(word)
    query, asks = _query(text, sort) if text or sort else (Query(), False)
    wanted = archived or asks
    figures = Figures(reading.workspace, reading.today)
    rows = reading.workspace.rows(table)
    ids: Sequence[int] = ids_in(reading.workspace, table, Scope(scope), archived=wanted)
    if kind:
        ids = [row_id for row_id in ids if getattr(rows[row_id], "kind", "") == kind]
    return ListedRows(figures, table, matching(figures, table, ids, query, reading.me), len(ids))


def _query(text: str, sort: str) -> tuple[Query, bool]:
    """The query of a filter, and whether it says something of archived rows."""
    from pmtui.query.filter.parser import parse, sort_key
    from pmtui.query.filter.terms import asks_archived

    query = parse(text)
    if sort:
        query = Query(query.where, tuple(sort_key(name) for name in sort.split(",")))
    return query, query.where is not None and asks_archived(query.where)


def json_rows(found: ListedRows, columns: Sequence[str]) -> list[dict[str, object]]:
    """The rows as plain data.

    Raises:
        QueryError: there is no such column.
    """
    if found.table == "components" and not columns:
        return [component_figures(found.figures, row_id) for row_id in found.ids]
    return plain_rows(found.figures, found.table, found.ids, columns or _all_columns(found.table))


def write_json(out: Output, listed: ListedRows, columns: Sequence[str]) -> None:
    """Write the rows as they are read, with everything that is stored unless columns are chosen.

    Raises:
        QueryError: there is no such column.
    """
    state = {"revision": listed.figures.workspace.revision, "total": listed.total}
    if listed.table == "components" and not columns:
        out.document(listed.table, **state, rows=json_rows(listed, columns))
        return
    names = columns or _all_columns(listed.table)
    pages = plain_pages(listed.figures, listed.table, listed.ids, names)
    out.rows(listed.table, names, pages, **state, rows=ROWS)


def sheet_rows(found: ListedRows, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows as texts that a spreadsheet reads: dates in ISO 8601, plain numbers.

    Raises:
        QueryError: there is no such column.
    """
    return [row for page in sheet_pages(found, columns) for row in zip(*page, strict=True)]


def sheet_pages(listed: ListedRows, columns: Sequence[str]) -> Iterator[list[Sequence[str]]]:
    """As `sheet_rows`, some rows at a time and as columns.

    Raises:
        QueryError: there is no such column.
    """
    pages = plain_pages(listed.figures, listed.table, listed.ids, columns)
    return ([[*map(_cell, column)] for column in page] for page in pages)


def columns_of(text: str) -> list[str]:
    """The names of columns that were typed with commas between."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _all_columns(table: str) -> tuple[str, ...]:
    stored = tuple(spec.name for spec in field_specs(table) if spec.kind != "rank")
    return (*stored, *former_names(table), *_DERIVED.get(table, ()), *figures_unasked(table))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return f"{value['amount']} {value['currency']}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _arguments(parser: Parser) -> None:
    parser.add_argument("kind", metavar="KIND", help=f"what to list: {', '.join(plurals())}")
    parser.add_argument(
        "filter",
        nargs="*",
        default=[],
        metavar="FILTER",
        help='as in the screen: owner:me "due<fri" -done',
    )
    parser.add_argument("--columns", default="", metavar="A,B", help="fields to show")
    parser.add_argument("--sort", default="", metavar="A,B-", help="fields to sort by, - for down")
    parser.add_argument("--archived", action="store_true", help="archived rows as well")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="only the first N rows")
    at_argument(parser)
    parser.add_argument("--csv", action="store_true", help="comma-separated values on stdout")


def _run(call: Call) -> int:
    args = call.args
    if args.csv and call.out.as_json:
        raise Stop(USAGE, "choose one of --json and --csv")
    reading = read_as_of(call)
    try:
        text = combined(args.filter)
        found = found_rows(reading, args.kind, text, sort=args.sort, archived=args.archived)
        _write(call, _first(found, args.limit), columns_of(args.columns))
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
    return DONE


def combined(texts: Sequence[str]) -> str:
    """One filter of several words or texts, each of which a row has to pass."""
    if not texts:
        return ""
    from pmtui.query.filter.parser import combine_filters

    return combine_filters(texts)


def _first(found: ListedRows, limit: int) -> ListedRows:
    """The first rows of what was found; all of them where there is no limit.

    Raises:
        Stop: the limit is no count.
    """
    if limit < 0:
        raise Stop(USAGE, f"--limit {limit} is no count of rows; write 1 or more")
    return msgspec.structs.replace(found, ids=found.ids[:limit]) if limit else found


def _write(call: Call, found: ListedRows, columns: Sequence[str]) -> None:
    if call.out.as_json:
        write_json(call.out, found, columns)
    elif call.args.csv:
        columns = columns or default_columns(found.table)
        call.out.sheet(columns, sheet_pages(found, columns))
    elif found.ids:
        from pmtui.cli.console.view_text import draw_table

        draw_table(call.out, listing(found.figures, found.table, columns, ids=found.ids))
    else:
        word = found.table.replace("_", " ")
        call.out.say(f"none of {found.total} {word} match" if found.total else f"no {word} yet")


VERB: Final = ReadVerb(
    name="list",
    help="Lists the rows of one kind that a filter keeps.",
    arguments=_arguments,
    run=_run,
)
