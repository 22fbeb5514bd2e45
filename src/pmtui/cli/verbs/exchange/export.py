"""This file is `export`: rows as CSV, XLSX or the JSON of `apply`; a project as a plan."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from pmtui.cli.console.new_file import write_new
from pmtui.cli.console.output import SCHEMA
from pmtui.cli.core.entity_names import at_argument, read_as_of, resolve_component
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.cli.verbs.read.list import ListedRows, columns_of, found_rows, sheet_rows
from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.catalogue import written_format, written_names
from pmtui.exchange.formats.definition import Format, OutRows
from pmtui.exchange.formats.spreadsheets import CSV
from pmtui.exchange.own_rates import OWN_RATES, RATED, plan_without_own_rates, without_own_rates
from pmtui.exchange.plan_export.outgoing_plan import outgoing_plan
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.tables.column_maps.own_columns import own_column
from pmtui.exchange.tables.export.csv_xlsx import OutColumn, OutSheet, lossy_cells
from pmtui.exchange.tables.export.edition import mark_of, marked
from pmtui.exchange.tables.export.entity_columns import sheet_of_entities
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.fields.aliases import resolve_spec
from pmtui.query.filter.parser import combine_filters

_STDOUT: Final = "-"
_OWN_RATES: Final = "what single people cost an hour as well; left out otherwise"


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "kind", metavar="KIND", help="what, as in `pmtui list`; a project for a plan"
    )
    parser.add_argument("file", metavar="FILE", help="a new file; - is stdout")
    parser.add_argument("filter", nargs="*", default=[], metavar="FILTER", help="which rows")
    parser.add_argument(
        "--format", choices=written_names(), default="", help="by the file's ending if left out"
    )
    parser.add_argument("--columns", default="", metavar="A,B", help="fields of a table")
    parser.add_argument("--archived", action="store_true", help="archived rows as well")
    parser.add_argument("--own-rates", action="store_true", help=_OWN_RATES)
    at_argument(parser)


def _run(call: Call) -> int:
    format_ = _format(call)
    if format_.write_plan is not None:
        return _plan(call, format_, format_.write_plan)
    if format_.write_rows is not None:
        return _rows(call, format_, format_.write_rows)
    raise Stop(USAGE, f"{format_.title} is not written")


def _format(call: Call) -> Format:
    args = call.args
    name = Path(args.file).name
    format_ = written_format(args.format or name[name.rfind(".") :])
    if format_ is None and "." in name:
        raise Stop(USAGE, f"{args.file}: its ending names no format: give --format csv")
    return format_ or CSV


def _rows(call: Call, format_: Format, write: Callable[[OutRows], bytes]) -> int:
    args = call.args
    try:
        reading = read_as_of(call)
        found = found_rows(reading, args.kind, combine_filters(args.filter), archived=args.archived)
        columns = columns_of(args.columns)
        workspace, hidden = _shown(call, found, columns)
        sheet = _sheet(found, workspace, columns)
        if not args.columns and args.file != _STDOUT:
            sheet = marked(sheet, mark_of(reading.store_id, reading.workspace.revision))
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
    cut = lossy_cells(sheet, format_.longest_cell) if format_.longest_cell else ()
    data = write(OutRows(workspace, found.table, found.ids, sheet, SCHEMA))
    if args.file == _STDOUT:
        if format_.is_binary:
            raise Stop(USAGE, "a workbook needs a file, not stdout")
        call.out.raw(data.decode())
        return DONE
    write_new(args.file, data)
    if call.out.as_json:
        call.out.document(
            "export", file=args.file, format=format_.name, rows=len(found.ids), not_whole=cut
        )
    else:
        for text in cut:
            call.out.say(f"not whole: {text}")
        _say_hidden(call, hidden)
        call.out.say(f"{len(found.ids)} {found.table.replace('_', ' ')} in {args.file}")
    return DONE


def _shown(call: Call, found: ListedRows, columns: Sequence[str]) -> tuple[Workspace, int]:
    """The workspace that is written, and of how many people it lacks the rate.

    Raises:
        Stop: nothing else was asked for than what is left out.
    """
    workspace = found.figures.workspace
    if call.args.own_rates:
        return workspace, 0
    if found.table == OWN_RATES:
        raise Stop(USAGE, "rates of single people are left out of exports: give --own-rates")
    shown, hidden = without_own_rates(workspace)
    is_asked = found.table == RATED and (not columns or "rate" in columns)
    return shown, hidden if is_asked else 0


def _say_hidden(call: Call, count: int) -> None:
    if count:
        people = "1 person" if count == 1 else f"{count} people"
        call.out.say(f"left out: the rate of {people}; --own-rates writes it")


def _sheet(found: ListedRows, workspace: Workspace, names: Sequence[str]) -> OutSheet:
    """The rows with the columns asked for: those an import reads back, and figures as shown.

    Raises:
        QueryError: there is no such column.
    """
    table = found.table
    if not names:
        return sheet_of_entities(workspace, table, found.ids)
    headers: list[str] = []
    columns: list[OutColumn] = []
    for name in names:
        if own_column(table, name) is None and _is_figure(found, name):
            headers.append(name)
            columns.append([row[0] or None for row in sheet_rows(found, [name])])
            continue
        field = name if own_column(table, name) else resolve_spec(table, name).name
        part = sheet_of_entities(workspace, table, found.ids, [field])
        headers += part.headers
        columns += part.columns
    return OutSheet(table.replace("_", " "), tuple(headers), tuple(columns), len(found.ids))


def _is_figure(found: ListedRows, name: str) -> bool:
    """Whether `list` knows a column that is worked out and not stored."""
    try:
        resolve_spec(found.table, name)
    except QueryError:
        sheet_rows(msgspec.structs.replace(found, ids=found.ids[:1]), [name])
        return True
    return False


def _plan(call: Call, format_: Format, write: Callable[[Plan], bytes]) -> int:
    """Writes the plan of one project.

    Raises:
        Stop: there is no such project, or it has no dates.
    """
    args = call.args
    reading = read_as_of(call)
    scope = resolve_component(reading.workspace, args.kind)
    try:
        found = outgoing_plan(Figures(reading.workspace, reading.today), scope)
    except UnreadableError as error:
        raise Stop(USAGE, str(error)) from error
    plan, hidden = found.plan, 0
    if not args.own_rates:
        plan, hidden = plan_without_own_rates(plan, found.people, reading.workspace)
    data = write(plan)
    _say_hidden(call, hidden)
    for text in found.left_out:
        call.out.say(f"left out: {text}")
    if args.file == _STDOUT:
        call.out.raw(data.decode())
        return DONE
    write_new(args.file, data)
    if call.out.as_json:
        rows, left_out = len(found.plan.tasks), list(found.left_out)
        call.out.document(
            "export", file=args.file, format=format_.name, rows=rows, left_out=left_out
        )
    else:
        call.out.say(f"{len(found.plan.tasks)} tasks in {args.file}")
    return DONE


VERB: Final = ReadVerb(
    name="export",
    help="Writes the rows of one kind as CSV, XLSX or JSON, or a project for MS Project.",
    arguments=_arguments,
    run=_run,
)
