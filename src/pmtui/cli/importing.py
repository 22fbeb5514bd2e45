"""This file is `import`: a table of others into the store, previewed and in one commit."""

from pathlib import Path
from typing import Final

from pmtui.cli.codes import DONE, USAGE, Stop
from pmtui.cli.edit import EditCall, EditVerb, submitted
from pmtui.cli.naming import component_meant
from pmtui.cli.verb import Parser
from pmtui.exchange.findings import ImportPlan, grouped
from pmtui.exchange.guess import guess
from pmtui.exchange.map_toml import map_to_toml
from pmtui.exchange.mapping import TableMap, read_map
from pmtui.exchange.plan import plan
from pmtui.exchange.safe import UnreadableError
from pmtui.exchange.tables_in import Sheet, read_sheet

_SHOWN: Final = 50


def _arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="a CSV, TSV or XLSX file")
    parser.add_argument("--map", default="", metavar="MAP.toml", help="what its columns feed")
    parser.add_argument("--into", default=".", metavar="SCOPE", help="where it goes")
    parser.add_argument("--worksheet", default="", metavar="NAME", help="which sheet of a workbook")
    parser.add_argument("--dry-run", action="store_true", help="say what would change")
    parser.add_argument(
        "--save-map", default="", metavar="FILE", help="keep the map, to correct and use again"
    )


def _import(call: EditCall) -> int:
    sheet, mapping = _read(call)
    if call.args.save_map:
        _save_map(Path(call.args.save_map), mapping)
    session = call.session
    scope = component_meant(session.workspace, call.args.into)
    situation = session.situation(scope=scope)
    found = plan(situation.workspace, sheet, mapping, situation.new_id, situation.today, into=scope)
    revision = session.workspace.revision
    if found.ops and not call.args.dry_run:
        revision = submitted(session, found.ops, "import").rev
    _tell(call, found, revision)
    return USAGE if found.errors else DONE


def _read(call: EditCall) -> tuple[Sheet, TableMap]:
    try:
        sheet = read_sheet(Path(call.args.file), call.args.worksheet)
        if not call.args.map:
            return sheet, guess(sheet)
        name = call.args.map
        return sheet, read_map(Path(name).read_text("utf-8"), name)
    except UnreadableError as error:
        text = str(error)
        named = text if call.args.file in text else f"{call.args.file}: {text}"
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


def _tell(call: EditCall, found: ImportPlan, revision: int) -> None:
    if call.out.as_json:
        call.out.document(
            "import",
            revision=revision,
            dry_run=bool(call.args.dry_run),
            counts=found.counts,
            findings=found.findings,
            notes=found.notes,
        )
        return
    for note in found.notes:
        call.out.say(note)
    for line in grouped(found.findings, _SHOWN):
        call.out.say(line)
    if found.errors:
        call.out.say("nothing was imported: correct the errors and try again")
        return
    call.out.line(found.preview)
    if call.args.dry_run:
        call.out.say("nothing was written; leave out --dry-run to import")


VERBS: Final = (
    EditVerb(
        name="import",
        help="Takes in a CSV or XLSX table; the same table again updates instead of doubling.",
        arguments=_arguments,
        run=_import,
    ),
)
