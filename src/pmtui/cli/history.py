"""This file is `log`: who changed what and when, newest first."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

from pmtui.cli.codes import DONE, NO_STORE, USAGE, Stop
from pmtui.cli.naming import entity_meant
from pmtui.cli.verb import Call, Parser, Reading, Verb
from pmtui.model.ops import Commit, Op
from pmtui.model.schema import TABLES, field_spec
from pmtui.model.workspace import Workspace
from pmtui.query.shown import value_text
from pmtui.store.errors import StoreError

_SHOWN: Final = 20
_OPS: Final = 12
_LONGEST: Final = 60


def _arguments(parser: Parser) -> None:
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="only what touched this")
    parser.add_argument("--limit", type=int, default=_SHOWN, metavar="N", help="how many commits")
    parser.add_argument("--ops", action="store_true", help="every op, not the first few")


def _run(call: Call) -> int:
    reading = call.read()
    if call.args.limit < 1:
        raise Stop(USAGE, "--limit is 1 or more")
    only = entity_meant(reading.workspace, call.args.id)[1] if call.args.id else 0
    try:
        found = list(islice(_commits(reading, only), call.args.limit))
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    if call.out.as_json:
        rows = [_json(commit) for commit in found]
        call.out.document("log", revision=reading.workspace.revision, rows=rows)
        return DONE
    for commit in found:
        _draw(call, reading, commit, only)
    if not found:
        call.out.say("no commit yet")
    return DONE


def _commits(reading: Reading, only: int) -> Iterator[Commit]:
    for commit in reading.history():
        if not only or any(op.id == only for op in commit.ops):
            yield commit


def _json(commit: Commit) -> dict[str, Any]:
    return {
        "rev": commit.rev,
        "at": commit.ts,
        "uid": commit.uid,
        "login": commit.login,
        "action": commit.action,
        "commit_id": commit.commit_id,
        "undo_of": commit.undo_of or None,
        "ops": commit.ops,
    }


def _draw(call: Call, reading: Reading, commit: Commit, only: int) -> None:
    moment = datetime.fromisoformat(commit.ts).astimezone(reading.zone)
    who = commit.login or str(commit.uid)
    call.out.line(f"r{commit.rev}  {moment:%Y-%m-%d %H:%M}  {who}  {commit.action}")
    ops = [op for op in commit.ops if not only or op.id == only]
    most = len(ops) if call.args.ops else _OPS
    for op in ops[:most]:
        call.out.line(f"    {op_text(reading, op)}")
    if len(ops) > most:
        call.out.line(f"    and {len(ops) - most} more")


def op_text(reading: Reading, op: Op) -> str:
    """What an op did, in one line."""
    name = _name(reading.workspace, op)
    if op.op == "create":
        return f"{name} created"
    if op.op == "delete":
        return f"{name} removed"
    label = op.field.replace("_", " ")
    if op.op in {"add", "remove"}:
        return f"{name} {label}: {'+' if op.op == 'add' else '-'}{op.new or op.old}"
    if op.op == "move":
        return f"{name} moved in its order"
    return f"{name} {label}: {_value(reading, op, op.old)} -> {_value(reading, op, op.new)}"


def _name(workspace: Workspace, op: Op) -> str:
    row = workspace.get(op.table, op.id)
    if row is not None and row.key:
        return row.key
    word = TABLES[op.table].word if op.table in TABLES else op.table
    document = op.new if op.op == "create" else op.old if op.op == "delete" else None
    held: dict[str, Any] = document if isinstance(document, dict) else {}
    title = held.get("key") or held.get("name") or held.get("text") or op.id
    return f"{word} {_short(str(title))}"


def _value(reading: Reading, op: Op, value: object) -> str:
    spec = field_spec(op.table, op.field)
    if spec is None:
        return _short(str(value))
    if spec.kind == "reference" and isinstance(value, int):
        return _short(value_text(reading.workspace, spec, value, reading.today))
    if isinstance(value, dict):
        return f"{value.get('amount')} {value.get('currency')} (minor units)"
    return _short("nothing" if value in (None, "", []) else str(value))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


VERBS: Final = (
    Verb(
        name="log",
        help="Shows the newest commits, or those that touched one thing.",
        arguments=_arguments,
        run=_run,
    ),
)
