"""This file is `import`: tables and plans of others into the store, in one commit."""

from datetime import date
from pathlib import Path
from typing import Final

from msgspec import structs

from pmtui.actions.core.action import Refused, Situation
from pmtui.cli.core.edit_verb import EditCall, EditVerb, anyway_argument, submitted
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.verb import DONE, REJECTED, USAGE, Parser, Stop
from pmtui.exchange.date_changes import FileDates
from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.catalogue import read_names, titles, titles_with
from pmtui.exchange.formats.definition import ReadOptions
from pmtui.exchange.formats.incoming_file import (
    FileSource,
    ImportFile,
    edition_in,
    piped,
    plan_file_import,
    read_file,
    source_of,
)
from pmtui.exchange.import_plan import ImportPlan, Take, grouped
from pmtui.exchange.plans.source_file import offered
from pmtui.exchange.tables.column_maps.column_map import TableMap, read_map
from pmtui.exchange.tables.column_maps.map_toml import map_to_toml

_SHOWN: Final = 50
_BOTH: Final = (
    "nothing was imported: --theirs takes the file's values, --mine keeps what stands here"
)
_STDIN: Final = "-"


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help=f"a table ({titles(tables=True)}) or a plan ({titles(tables=False)}); - is stdin",
    )
    parser.add_argument(
        "--format",
        choices=read_names(),
        default="",
        help="what the file is; recognised by its content",
    )
    parser.add_argument("--map", default="", metavar="MAP.toml", help="what its columns feed")
    parser.add_argument(
        "--project",
        action="append",
        default=[],
        metavar="NAME",
        help=f"only this project of a file with several ({titles_with('project')});"
        " may be given again",
    )
    parser.add_argument("--into", default=".", metavar="SCOPE", help="where it goes")
    parser.add_argument("--worksheet", default="", metavar="NAME", help="which sheet of a workbook")
    parser.add_argument(
        "--encoding",
        default="",
        metavar="NAME",
        help=f"what a text was saved in, as cp1251 ({titles_with('encoding')}); guessed",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change")
    parser.add_argument(
        "--save-map", default="", metavar="FILE", help="keep the map, to correct and use again"
    )
    take_arguments(parser)
    anyway_argument(parser)


def take_arguments(parser: Parser) -> None:
    """Let a verb be told which side stands where a field was changed on both."""
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


def _import(call: EditCall) -> int:
    session = call.session
    scope = resolve_component(session.workspace, call.args.into)
    situation = session.situation(scope=scope)
    incoming = _read(call, _source(call), situation)
    if incoming.sheet is not None and call.args.save_map:
        _save_map(Path(call.args.save_map), incoming.mapping)
    try:
        edition, note = edition_in(incoming, session.store_id, session.workspace_at)
        planned = plan_file_import(incoming, situation, take=take_of(call), edition=edition)
    except Refused as refused:
        raise Stop(REJECTED, f"{incoming.source.called}: {refused}") from refused
    except UnreadableError as error:
        raise Stop(USAGE, f"{incoming.source.called}: {error}") from error
    offers = offered(incoming.plans.offers) if incoming.plans is not None else ()
    planned = structs.replace(planned, notes=(*filter(None, [note]), *offers, *planned.notes))
    revision = session.workspace.revision
    if planned.all_ops and not call.args.dry_run:
        revision = submitted(call, planned.all_ops, "import").rev
    _tell(call, planned, revision, situation)
    if planned.clashes:
        return REJECTED
    return USAGE if planned.errors else DONE


def _source(call: EditCall) -> FileSource:
    if call.args.file != _STDIN:
        return source_of(Path(call.args.file), call.args.file)
    if call.stdin.isatty():
        raise Stop(USAGE, "nothing is piped in: pmtui import - < plan.csv")
    data = call.stdin.buffer.read() if hasattr(call.stdin, "buffer") else b""
    if not data.strip():
        raise Stop(USAGE, "nothing came on standard input: pmtui import - < plan.csv")
    return piped(data)


def file_named(name: str) -> ImportFile:
    """A file as it is read where nothing else is known of it.

    Raises:
        Stop: it cannot be read.
    """
    try:
        return read_file(source_of(Path(name), name))
    except UnreadableError as error:
        raise Stop(USAGE, str(error)) from error


def take_of(call: EditCall) -> Take:
    """Which side was said to stand; empty where none was."""
    return "theirs" if call.args.theirs else "mine" if call.args.mine else ""


def _read(call: EditCall, source: FileSource, situation: Situation) -> ImportFile:
    """What stands in the file.

    Raises:
        Stop: it cannot be read, or an option is for tables only.
    """
    args = call.args
    component = situation.workspace.components.get(situation.scope)
    options = ReadOptions(
        format=args.format,
        worksheet=args.worksheet,
        encoding=args.encoding,
        projects=args.project,
    )
    try:
        within = component.kind if component is not None else ""
        incoming = read_file(source, options, within=within)
        if incoming.plans is not None:
            _refuse_table_options(call, source)
        elif args.map:
            mapping = read_map(Path(args.map).read_text("utf-8"), args.map)
            return structs.replace(incoming, mapping=mapping)
    except UnreadableError as error:
        raise Stop(USAGE, str(error).replace("apply FILE", f"apply {args.file}")) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(USAGE, f"{args.map}: cannot be read ({error})") from error
    return incoming


def _refuse_table_options(call: EditCall, source: FileSource) -> None:
    for option in ("map", "save_map", "worksheet"):
        if getattr(call.args, option):
            name = option.replace("_", "-")
            raise Stop(USAGE, f"--{name} is for tables; {source.called} is a plan")


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
    tell_plan(call, found, situation)
    if call.args.dry_run and not found.errors and not found.clashes:
        call.out.say("nothing was written; leave out --dry-run to import")


def tell_plan(call: EditCall, found: ImportPlan, situation: Situation) -> None:
    """Say what an import finds and does, and what would have to be decided before."""
    today = situation.today
    for note in found.notes:
        call.out.say(note)
    for line in grouped(found.findings, _SHOWN):
        call.out.say(line)
    if found.errors:
        call.out.say("nothing was imported: correct the errors and try again")
        return
    for clash in found.clashes[:_SHOWN]:
        how = "changed in both" if clash.before != clash.here else "changed in a stale sheet"
        call.out.say(f"{how}: {clash.text(situation.workspace, today)}")
    if found.clashes:
        more = len(found.clashes) - _SHOWN
        if more > 0:
            call.out.say(f"and {more} more")
        call.out.say(_BOTH)
        return
    call.out.line(found.preview)
    _tell_dates(call, found.dates, today)


def _tell_dates(call: EditCall, dates: FileDates, today: date) -> None:
    """Which tasks come out at other dates than in the file: all of them before anything is done."""
    if dates.text(today):
        call.out.line(dates.text(today))
    if call.args.dry_run:
        for task in dates.moved:
            call.out.line(f"  {task.line(today)}")


VERB: Final = EditVerb(
    name="import",
    help="Takes in a table or a plan; the same file again updates instead of doubling.",
    arguments=_arguments,
    run=_import,
)
