"""This file is `log`: who changed what, when and from what, newest first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from pmtui.cli.console.op_lines import op_line
from pmtui.cli.core.entity_names import resolve_entity
from pmtui.cli.core.verb import DONE, NO_STORE, USAGE, Call, Parser, ReadVerb, Stop, StoreReading
from pmtui.machine import login_of
from pmtui.model.changes.ops import Commit, Op
from pmtui.model.storing.care import StoreError
from pmtui.model.workspace.schema import field_specs, present_field
from pmtui.query.values.entity_names import normal_key

_SHOWN: Final = 20
_OPS: Final = 12


class _Found(NamedTuple):
    commits: list[tuple[Commit, list[Op]]]
    begins: int
    """The oldest revision of the log; 0 where nobody looked that far."""


def _arguments(parser: Parser) -> None:
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="only what touched this")
    parser.add_argument(
        "field", nargs="?", default="", metavar="FIELD", help="and this field of it"
    )
    parser.add_argument("--limit", type=int, default=_SHOWN, metavar="N", help="how many commits")
    parser.add_argument("--ops", action="store_true", help="every op, not the first few")


def _run(call: Call) -> int:
    reading = call.read()
    if call.args.limit < 1:
        raise Stop(USAGE, "--limit is 1 or more")
    try:
        table, only = _meant(reading, call.args.id) if call.args.id else ("", 0)
        found = _found(reading, only, _field(table, call.args.field), call.args.limit)
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    if call.out.as_json:
        rows = [_json(reading, commit, ops) for commit, ops in found.commits]
        revision = reading.workspace.revision
        call.out.document("log", revision=revision, begins=found.begins or None, rows=rows)
        return DONE
    for commit, ops in found.commits:
        _draw(call, reading, commit, ops)
    if not found.commits:
        call.out.say("nothing in the log touched it" if only else "no commit yet")
    if found.begins > 1:
        why = f": {reading.notice()}" if reading.notice() else ""
        call.out.say(f"the log begins with revision {found.begins}{why}")
    return DONE


def _meant(reading: StoreReading, text: str) -> tuple[str, int]:
    """What a text means now, or what was called by that key once and is gone."""
    key = normal_key(text)
    if key and reading.workspace.by_key(key) is None:
        for commit in reading.history():
            for op in commit.ops:
                document = op.old if op.op == "delete" else op.new if op.op == "create" else None
                if isinstance(document, dict) and document.get("key") == key:
                    return op.table, op.id
    return resolve_entity(reading.workspace, text)


def _field(table: str, text: str) -> str:
    wanted = present_field(table, text.casefold().replace(" ", "_").replace("-", "_"))
    names = [spec.name for spec in field_specs(table)] if table else []
    if wanted and wanted not in names:
        raise Stop(USAGE, f"{table} have no field {text!r}; there is {', '.join(names)}")
    return wanted


def _found(reading: StoreReading, only: int, field: str, limit: int) -> _Found:
    """The newest commits that touch something, each with the ops that do."""
    commits: list[tuple[Commit, list[Op]]] = []
    begins = 0
    for commit in reading.history():
        begins = commit.rev
        ops = [op for op in commit.ops if not only or op.id == only]
        if field:
            ops = [told for op in ops for told in _of_field(op, field)]
        if ops:
            commits.append((commit, ops))
        if len(commits) == limit:
            return _Found(commits, 0)
    return _Found(commits, begins)


def _of_field(op: Op, field: str) -> Iterator[Op]:
    """An op if it says something of a field; a row that came or went had a value in it."""
    if op.field == field:
        yield op
    elif op.op == "create" and isinstance(op.new, dict) and field in op.new:
        yield Op("set", op.table, op.id, field, None, op.new[field])
    elif op.op == "delete" and isinstance(op.old, dict) and field in op.old:
        yield Op("set", op.table, op.id, field, op.old[field], None)


def _doubt(reading: StoreReading, commit: Commit) -> str:
    """Why nobody but the commit itself says who made it; empty where the file system does."""
    owner = reading.owner_of(commit)
    if owner == commit.uid:
        return ""
    if owner is None:
        return "unverified: archived"
    return f"unverified: the file is {login_of(owner)}'s"


def _json(reading: StoreReading, commit: Commit, ops: list[Op]) -> dict[str, object]:
    doubt = _doubt(reading, commit)
    return {
        "rev": commit.rev,
        "at": commit.ts,
        "uid": commit.uid,
        "login": commit.login,
        "verified": not doubt,
        "doubt": doubt or None,
        "action": commit.action,
        "commit_id": commit.commit_id,
        "undo_of": commit.undo_of or None,
        "ops": [_op_json(reading, op) for op in ops],
    }


def _op_json(reading: StoreReading, op: Op) -> dict[str, object]:
    row = reading.workspace.get(op.table, op.id)
    return {
        "op": op.op,
        "table": op.table,
        "id": op.id,
        "key": (row.key if row is not None else "") or None,
        "field": op.field or None,
        "old": op.old,
        "new": op.new,
    }


def _draw(call: Call, reading: StoreReading, commit: Commit, ops: list[Op]) -> None:
    moment = datetime.fromisoformat(commit.ts).astimezone(reading.zone)
    who = commit.login or str(commit.uid)
    doubt = _doubt(reading, commit)
    badge = f"  ({doubt})" if doubt else ""
    call.out.line(f"r{commit.rev}  {moment:%Y-%m-%d %H:%M}  {who}{badge}  {commit.action}")
    most = len(ops) if call.args.ops else _OPS
    for op in ops[:most]:
        call.out.line(f"    {op_line(reading.workspace, reading.today, op, ops)}")
    if len(ops) > most:
        call.out.line(f"    and {len(ops) - most} more")


VERB: Final = ReadVerb(
    name="log",
    help="Shows the newest commits, or those that touched one thing or one field of it.",
    arguments=_arguments,
    run=_run,
)
