"""This file is `import`: tables and plans of others into the store, in one commit."""

from datetime import date
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec
from msgspec import structs

from pmtui.actions.core.action import Situation
from pmtui.cli.console.exit_codes import DONE, REJECTED, USAGE, Stop
from pmtui.cli.core.edit_verb import EditCall, EditVerb, anyway_argument, submitted
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.verb import Parser
from pmtui.exchange.date_changes import FileDates
from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.plan_formats import (
    PLAN_FORMATS,
    plan_format,
    plan_format_of,
    read_plan,
    read_plan_file,
)
from pmtui.exchange.import_plan import ImportPlan, grouped
from pmtui.exchange.plan_import.import_planning import plan_import
from pmtui.exchange.plans.source_file import offered
from pmtui.exchange.sheets.sheet import Sheet, read_sheet, sheet_of
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.column_map import TableMap, read_map
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.exchange.tables.column_maps.map_toml import map_to_toml
from pmtui.exchange.tables.export.edition import edition_of, unmarked
from pmtui.exchange.three_way_merge import Take

_SHOWN: Final = 50
_BOTH: Final = (
    "nothing was imported: --theirs takes the file's values, --mine keeps what stands here"
)
_TABLES: Final = ("table", "csv", "tsv", "json", "xlsx")
_FORMATS: Final = (*_TABLES, *PLAN_FORMATS)
_STDIN: Final = "-"
_PIPED: Final = "standard input"


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a table (CSV, TSV, XLSX, JSON) or a plan (MS Project's XML, XER); - is stdin",
    )
    parser.add_argument(
        "--format", choices=_FORMATS, default="", help="what the file is; recognised by its content"
    )
    parser.add_argument("--map", default="", metavar="MAP.toml", help="what its columns feed")
    parser.add_argument(
        "--project",
        action="append",
        default=[],
        metavar="NAME",
        help="only this project of an XER file with several; may be given again",
    )
    parser.add_argument("--into", default=".", metavar="SCOPE", help="where it goes")
    parser.add_argument("--worksheet", default="", metavar="NAME", help="which sheet of a workbook")
    parser.add_argument(
        "--encoding",
        default="",
        metavar="NAME",
        help="what a CSV or XER file was saved in, as cp1251; guessed",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change")
    parser.add_argument(
        "--save-map", default="", metavar="FILE", help="keep the map, to correct and use again"
    )
    both = parser.add_mutually_exclusive_group()
    both.add_argument(
        "--theirs",
        action="store_true",
        help="where a field was changed in the file and here: take the file's",
    )
    both.add_argument(
        "--mine",
        action="store_true",
        help="where a field was changed in the file and here: keep what stands here",
    )
    anyway_argument(parser)


def _import(call: EditCall) -> int:
    session = call.session
    scope = resolve_component(session.workspace, call.args.into)
    situation = session.situation(scope=scope)
    source = _source(call)
    shape = call.args.format or source.shape
    if shape in PLAN_FORMATS:
        found = _plan(call, source, shape, situation)
    else:
        sheet, mapping = _read(call, source, situation)
        if call.args.save_map:
            _save_map(Path(call.args.save_map), mapping)
        workspace, new_id = situation.workspace, situation.new_id
        take = _take(call)
        edition, note = edition_of(sheet, session.store_id, session.workspace_at)
        found = plan(
            workspace,
            sheet,
            mapping,
            new_id,
            situation.today,
            into=scope,
            take=take,
            edition=edition,
        )
        found = structs.replace(found, notes=(*filter(None, [note]), *found.notes))
    revision = session.workspace.revision
    if found.all_ops and not call.args.dry_run:
        revision = submitted(call, found.all_ops, "import").rev
    _tell(call, found, revision, situation)
    if found.clashes:
        return REJECTED
    return USAGE if found.errors else DONE


class _Source(msgspec.Struct, frozen=True):
    """What is imported: a file by its path, or what came on standard input."""

    called: str
    """What findings call it."""
    stem: str
    """What a project is called that is named by nothing else."""
    shape: str
    """The format of its plan; empty for a table."""
    data: bytes | None = None
    """What came on standard input."""


def _source(call: EditCall) -> _Source:
    if call.args.file != _STDIN:
        path = Path(call.args.file)
        return _Source(call.args.file, path.stem, plan_format(path))
    if call.stdin.isatty():
        raise Stop(USAGE, "nothing is piped in: pmtui import - < plan.csv")
    data = call.stdin.buffer.read() if hasattr(call.stdin, "buffer") else b""
    if not data.strip():
        raise Stop(USAGE, "nothing came on standard input: pmtui import - < plan.csv")
    return _Source(_PIPED, "Imported table", plan_format_of(data), data)


def _take(call: EditCall) -> Take:
    return "theirs" if call.args.theirs else "mine" if call.args.mine else ""


def _plan(call: EditCall, source: _Source, shape: str, situation: Situation) -> ImportPlan:
    """What importing a plan would do.

    Raises:
        Stop: the file cannot be read, or an option is for tables only.
    """
    for option in ("map", "save_map", "worksheet"):
        if getattr(call.args, option):
            raise Stop(
                USAGE, f"--{option.replace('_', '-')} is for tables; {source.called} is a plan"
            )
    workspace, new_id, scope = situation.workspace, situation.new_id, situation.scope
    try:
        projects, encoding = call.args.project, call.args.encoding
        if source.data is None:
            read = read_plan_file(Path(source.called), shape, projects, encoding)
        else:
            read = read_plan(source.data, shape, projects, encoding, source.called)
        name = source.stem
        take, today = _take(call), situation.today
        found = plan_import(workspace, read, new_id, today, into=scope, name=name, take=take)
    except UnreadableError as error:
        raise Stop(USAGE, f"{source.called}: {error}") from error
    return structs.replace(found, notes=(*offered(read.offers), *found.notes))


def _read(call: EditCall, source: _Source, situation: Situation) -> tuple[Sheet, TableMap]:
    component = situation.workspace.components.get(situation.scope)
    within = component.kind if component is not None else ""
    try:
        worksheet, encoding = call.args.worksheet, call.args.encoding
        kind = call.args.format.replace("table", "")
        if source.data is None:
            sheet = read_sheet(Path(source.called), worksheet, encoding, kind)
        else:
            sheet = sheet_of(source.data, source.stem, worksheet, encoding, kind)
            sheet = structs.replace(sheet, source=f"stdin {crc32(source.data):08x}")
        sheet = unmarked(sheet)
        if not call.args.map:
            return sheet, guess(sheet, within=within)
        name = call.args.map
        return sheet, read_map(Path(name).read_text("utf-8"), name)
    except UnreadableError as error:
        text = str(error)
        named = text if source.called in text else f"{source.called}: {text}"
        named = named.replace("apply FILE", f"apply {call.args.file}")
        raise Stop(USAGE, named) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(USAGE, f"{call.args.map}: cannot be read ({error})") from error


def _save_map(path: Path, mapping: TableMap) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(map_to_toml(mapping))
    except FileExistsError as error:
        raise Stop(USAGE, f"{path} is there already; choose another name") from error
    except OSError as error:
        raise Stop(USAGE, f"{path}: cannot be written ({error.strerror})") from error


def _tell(call: EditCall, found: ImportPlan, revision: int, situation: Situation) -> None:
    today = situation.today
    if call.out.as_json:
        call.out.document(
            "import",
            revision=revision,
            dry_run=bool(call.args.dry_run),
            counts=found.counts,
            findings=found.findings,
            clashes=found.clashes,
            notes=found.notes,
            dates=found.dates.text(today),
            dated=found.dates.compared,
            moved=found.dates.moved,
        )
        return
    for note in found.notes:
        call.out.say(note)
    for line in grouped(found.findings, _SHOWN):
        call.out.say(line)
    if found.errors:
        call.out.say("nothing was imported: correct the errors and try again")
        return
    for clash in found.clashes[:_SHOWN]:
        call.out.say(f"changed in both: {clash.text(situation.workspace, today)}")
    if found.clashes:
        more = len(found.clashes) - _SHOWN
        if more > 0:
            call.out.say(f"and {more} more")
        call.out.say(_BOTH)
        return
    call.out.line(found.preview)
    _tell_dates(call, found.dates, today)
    if call.args.dry_run:
        call.out.say("nothing was written; leave out --dry-run to import")


def _tell_dates(call: EditCall, dates: FileDates, today: date) -> None:
    """Which tasks come out at other dates than in the file: all of them before anything is done."""
    if dates.text(today):
        call.out.line(dates.text(today))
    if call.args.dry_run:
        for task in dates.moved:
            call.out.line(f"  {task.line(today)}")


VERBS: Final = (
    EditVerb(
        name="import",
        help="Takes in a table or a plan; the same file again updates instead of doubling.",
        arguments=_arguments,
        run=_import,
    ),
)
