"""This file is `apply`: bringing many entities to what a JSON document says, in one commit."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from pmtui.cli.console.output import SCHEMA
from pmtui.cli.core.edit_verb import EditCall, EditVerb, anyway_argument, previewed, submitted
from pmtui.cli.core.entity_names import resolve_component
from pmtui.cli.core.table_names import resolve_table
from pmtui.cli.core.verb import DONE, USAGE, Parser, Stop
from pmtui.cli.verbs.read.show import entity_json
from pmtui.exchange.documents.document_matching import RowProblem
from pmtui.exchange.documents.entity_documents import under_present_names
from pmtui.exchange.documents.referenced_rows import BESIDE, missing_references
from pmtui.exchange.documents.upsert import Upsert, upsert
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import as_document
from pmtui.model.workspace.schema import TABLES, field_spec, former_names
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import fields_of
from pmtui.session.session import Session
from pmtui.views.registers.plain_data import component_figures, plain_rows

_SHOWN: Final = 20
_STDIN: Final = "-"
Row = Mapping[str, object]
_NAMES: Final = ("id", "key")
_FIGURE: Final = "own_baseline"
"""Stands in the rows of `list components` only where nobody chose columns."""


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="JSON as `pmtui schema` describes it, or of list or show; - is stdin",
    )
    parser.add_argument(
        "--into", default=".", metavar="SCOPE", help="component of rows that do not name theirs"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change")
    anyway_argument(parser)


def _apply(call: EditCall) -> int:
    tables = _tables(call.session, _bytes(call))
    scope = resolve_component(call.session.workspace, call.args.into)
    found = upsert(call.session.situation(scope=scope), tables)
    if found.problems:
        _tell_problems(call, found.problems)
        return USAGE
    revision = call.session.workspace.revision
    if found.ops and call.args.dry_run:
        previewed(call, found.ops)
    elif found.ops:
        revision = submitted(call, found.ops, "apply").rev
    _tell(call, found, revision)
    return DONE


def _bytes(call: EditCall) -> bytes:
    if call.args.file == _STDIN:
        return call.stdin.buffer.read() if hasattr(call.stdin, "buffer") else b""
    try:
        return Path(call.args.file).read_bytes()
    except OSError as error:
        raise Stop(USAGE, f"{call.args.file}: cannot be read: {error.strerror}") from error


def _tables(session: Session, data: bytes) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The documents of each table.

    Raises:
        Stop: it is not JSON, or not of the shape that `schema` describes.
    """
    try:
        whole = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Stop(USAGE, f"this is no JSON that can be read: {error}") from error
    if not isinstance(whole, dict):
        raise Stop(USAGE, 'a document is an object of tables, {"tasks": [...]}; see pmtui schema')
    named = whole.pop("schema", SCHEMA)
    if named != SCHEMA:
        raise Stop(USAGE, f"this document says schema {named!r}; this program reads {SCHEMA}")
    if is_listed(whole):
        return listed_rows(session.situation().figures, whole)
    beside = whole.pop(BESIDE, {})
    if not isinstance(beside, dict):
        raise Stop(USAGE, f"{BESIDE}: an object of tables is expected")
    tables = _by_table(whole)
    for table, rows in missing_references(session.workspace, _by_table(beside), tables).items():
        tables.setdefault(table, []).extend(dict(row) for row in rows)
    return tables


def _by_table(words: Mapping[str, object]) -> dict[str, list[dict[str, object]]]:
    tables: dict[str, list[dict[str, object]]] = {}
    for word, rows in words.items():
        table, _ = resolve_table(word)
        tables.setdefault(table, []).extend(_rows(word, rows))
    return tables


def _rows(word: str, rows: object) -> list[dict[str, object]]:
    if not isinstance(rows, list):
        raise Stop(USAGE, f"{word}: an array of objects is expected")
    odd = next((at for at, row in enumerate(rows, 1) if not isinstance(row, dict)), 0)
    if odd:
        raise Stop(USAGE, f"{word}, row {odd}: an object is expected")
    return rows


def _tell_problems(call: EditCall, problems: Sequence[RowProblem]) -> None:
    if call.out.as_json:
        call.out.document("apply", problems=problems)
    else:
        for problem in problems[:_SHOWN]:
            where = f"{problem.table}, row {problem.row}" + (
                f", {problem.field}" if problem.field else ""
            )
            call.out.say(f"{where}: {problem.text}")
    more = f" (the first {_SHOWN} are shown)" if len(problems) > _SHOWN else ""
    rows = "1 row" if len(problems) == 1 else f"{len(problems)} rows"
    call.out.say(f"{rows} cannot be taken in{more}; nothing was written")


def _tell(call: EditCall, found: Upsert, revision: int) -> None:
    counts = {"created": found.created, "updated": found.updated, "unchanged": found.same}
    if call.out.as_json:
        dry = bool(call.args.dry_run)
        call.out.document("apply", revision=revision, dry_run=dry, **counts)
        return
    would = "would be: " if call.args.dry_run else ""
    call.out.say(would + ", ".join(f"{count} {word}" for word, count in counts.items()))


def is_listed(whole: Mapping[str, object]) -> bool:
    """Whether a document is the answer of a reading verb and not one of tables."""
    return isinstance(whole.get("kind"), str) and ("rows" in whole or "entity" in whole)


def listed_rows(
    figures: Figures, whole: Mapping[str, object]
) -> dict[str, list[dict[str, object]]]:
    """The documents in what `list` or `show` printed, without what stands there anyway.

    A list shows figures beside what is stored, and some under the same name: the percentage of a
    done task. What equals the list as it is now is left out, so that nothing changes but what was
    changed in it.

    Raises:
        Stop: it is the answer of another verb, or no row at all.
    """
    table = str(whole["kind"])
    rows: object = [whole["entity"]] if "entity" in whole else whole["rows"]
    if table not in TABLES or "lens" in whole or not isinstance(rows, list):
        raise Stop(
            USAGE,
            f"apply takes in what `list`, `show` and `export` print as JSON, not {table!r} of"
            " another verb",
        )
    odd = next((at for at, row in enumerate(rows, 1) if not isinstance(row, dict)), 0)
    if odd:
        raise Stop(USAGE, f"{table}, row {odd}: an object is expected")
    is_shown = "entity" in whole
    return {table: [_changed(figures, table, row, is_shown=is_shown) for row in rows]}


def _changed(figures: Figures, table: str, row: Row, *, is_shown: bool) -> dict[str, object]:
    entity = _entity(figures, table, row)
    row = under_present_names(table, row)
    if not entity:
        derived = {name for name in row if field_spec(table, name) is None} - {*_NAMES}
        return {name: value for name, value in row.items() if name not in derived}
    if is_shown:
        now: Row = as_document(entity_json(figures, table, entity)["entity"])
    else:
        now = _as_listed(figures, table, entity, [*row])
    same = {name for name in row if name not in _NAMES and name in now and now[name] == row[name]}
    return {name: value for name, value in row.items() if name not in same}


def _entity(figures: Figures, table: str, row: Row) -> int:
    """The id of the row's entity here; 0 where it is not here."""
    workspace = figures.workspace
    key, entity_id = row.get("key"), row.get("id")
    if isinstance(key, str) and key:
        found = workspace.by_key(key)
        return found[1].id if found is not None and found[0] == table else 0
    if isinstance(entity_id, int) and workspace.get(table, entity_id) is not None:
        return entity_id
    return 0


def _as_listed(figures: Figures, table: str, entity: int, names: Sequence[str]) -> Row:
    """What `list` shows of an entity now."""
    if _FIGURE in names and table == "components":
        return component_figures(figures, entity)
    known = [name for name in names if name in fields_of(table) or name in former_names(table)]
    try:
        return plain_rows(figures, table, (entity,), known)[0] if known else {}
    except QueryError:
        return {}


VERB: Final = EditVerb(
    name="apply",
    help="Creates and updates many rows from one JSON document, in one commit.",
    arguments=_arguments,
    run=_apply,
)
