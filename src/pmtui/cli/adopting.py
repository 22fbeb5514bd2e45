"""This file is `adopt`: taking in what somebody changed in the store's file outside pmtui."""

from datetime import date, datetime
from typing import Any, Final

import msgspec

from pmtui import clock
from pmtui.cli.codes import DONE, FOUND, USAGE, Stop
from pmtui.cli.confirming import is_confirmed, stop_of, yes_argument
from pmtui.cli.drawing import line_text
from pmtui.cli.opened import opened_store, session_name
from pmtui.cli.oplines import op_line
from pmtui.cli.verb import Call, Parser, Verb
from pmtui.model.outcome import Committed
from pmtui.model.settle import settle
from pmtui.store.adopt import Adoption, adopt, adoption_of
from pmtui.store.commit import login_of
from pmtui.store.disk import DiskStore
from pmtui.store.errors import StoreError
from pmtui.views.changes import changes


def _run(call: Call) -> int:
    with opened_store(call) as store:
        return _adopted(call, store)


def _adopted(call: Call, store: DiskStore) -> int:
    try:
        adoption = adoption_of(store)
    except StoreError as error:
        raise Stop(USAGE, str(error)) from error
    if adoption.as_written:
        call.out.say("nothing was changed outside pmtui")
        _json(call, adoption, None)
        return DONE
    if not call.out.as_json:
        _show(call, store, adoption)
    if not is_confirmed(call, "Take this in?"):
        _json(call, adoption, None)
        return FOUND
    outcome = adopt(store, adoption, settle, session_name("adopt"))
    if not isinstance(outcome, Committed) and (adoption.ops or store.read_only):
        raise stop_of(outcome)
    revision = store.workspace.revision
    _json(call, adoption, revision)
    what = "taken in as revision" if isinstance(outcome, Committed) else "the file holds revision"
    call.out.say(f"{what} {revision}")
    return DONE


def _show(call: Call, store: DiskStore, adoption: Adoption) -> None:
    zone = clock.zone_or_utc(store.workspace.policy.timezone)
    written = datetime.fromisoformat(adoption.written).astimezone(zone)
    owner = login_of(adoption.owner)
    call.out.say(
        f"{store.place.path} is {owner}'s file, last written {written:%Y-%m-%d %H:%M}; "
        f"compared with revision {adoption.before.revision} as pmtui wrote it:"
        if adoption.is_compared
        else f"{store.place.path} is {owner}'s file; there is no backup to compare it with, so "
        "it would be taken as it is"
    )
    today = clock.today(store.workspace.policy.timezone)
    for line in _lines(adoption, today):
        call.out.line(line)
    if adoption.is_compared and not adoption.ops:
        call.out.say("only its layout differs, nothing in it")


def _lines(adoption: Adoption, today: date) -> list[str]:
    """How much changed, then every change: what, which field, from what and to what."""
    if not adoption.ops:
        return []
    summary = line_text(changes(adoption.before, adoption.after, 0, today).summary)
    ops = [f"  {_line(adoption, today, op)}" for op in adoption.ops]
    return [summary.replace("  ", ", "), *ops] if summary else ops


def _line(adoption: Adoption, today: date, op: Any) -> str:
    there = adoption.before if op.op == "delete" else adoption.after
    return op_line(there, today, op)


def _json(call: Call, adoption: Adoption, revision: int | None) -> None:
    if revision is not None:
        call.out.made(revision)
    if not call.out.as_json:
        return
    call.out.document(
        "adopt",
        adopted=revision is not None,
        revision=revision,
        compared_with=adoption.before.revision if adoption.is_compared else None,
        owner=login_of(adoption.owner),
        written=adoption.written,
        ops=[msgspec.structs.asdict(op) for op in adoption.ops],
    )


def _arguments(parser: Parser) -> None:
    yes_argument(parser)


VERBS: Final = (
    Verb(
        name="adopt",
        help="Shows what was changed in the store's file by hand and, confirmed, takes it in.",
        arguments=_arguments,
        run=_run,
    ),
)
