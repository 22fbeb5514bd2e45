"""This file is `adopt`: taking in what somebody changed in the store's file outside pmtui."""

from datetime import date, datetime
from typing import Final

import msgspec

from pmtui import clock
from pmtui.cli.console.op_lines import op_line, op_name, op_value
from pmtui.cli.console.view_text import line_text
from pmtui.cli.core.confirmation import is_confirmed, stop_of, yes_argument
from pmtui.cli.core.maintenance_verb import (
    MaintenanceCall,
    MaintenanceVerb,
    opened_store,
    session_name,
)
from pmtui.cli.core.verb import DONE, FOUND, REJECTED, USAGE, Parser, Stop, deferred_interrupt
from pmtui.machine import login_of
from pmtui.model.changes.ops import Op
from pmtui.model.merging.outcome import ALREADY, Committed, ConflictQuestion, InDoubt, Rejected
from pmtui.model.storing.adoption import Adopted, Adoption, AdoptionChoice
from pmtui.model.storing.care import StoreError
from pmtui.session.maintenance import Maintenance
from pmtui.views.changes.change_list import changes
from pmtui.views.wording.formatting import count_with_noun

_QUESTIONS: Final[dict[AdoptionChoice, str]] = {
    "": "Take this in?",
    "mine": "Take this in, over what others changed?",
    "theirs": "Take this in, but for what others changed?",
    "discard": "Discard it?",
}


def _run(call: MaintenanceCall) -> int:
    with opened_store(call) as store:
        return _adopted(call, store)


def _adopted(call: MaintenanceCall, store: Maintenance) -> int:
    try:
        adoption = store.adoption()
    except StoreError as error:
        raise Stop(USAGE, str(error)) from error
    if adoption.as_written:
        call.out.say("nothing was changed outside pmtui")
        _json(call, adoption, None)
        return DONE
    choice = _choice(call)
    if adoption.unreadable and choice != "discard":
        raise Stop(USAGE, f"{adoption.unreadable}; `pmtui adopt --discard` writes it anew")
    if not call.out.as_json:
        _show(call, store, adoption)
    if not is_confirmed(call, _QUESTIONS[choice]):
        _json(call, adoption, None)
        return FOUND
    with deferred_interrupt(call.out):
        done = store.adopt(adoption, session_name("adopt"), choice)
        outcome = done.outcome
        if isinstance(outcome, Committed):
            call.out.made(store.workspace.revision)
        elif done.is_finished:
            call.out.done = "the file was written anew"
    if isinstance(outcome, InDoubt) or (
        isinstance(outcome, Rejected) and outcome.reason != ALREADY
    ):
        raise stop_of(outcome)
    revision = store.workspace.revision
    _json(call, adoption, revision, done)
    _tell(call, store, done, choice)
    return DONE if done.is_finished else REJECTED


def _choice(call: MaintenanceCall) -> AdoptionChoice:
    chosen: AdoptionChoice = call.args.choice
    return chosen


def _tell(call: MaintenanceCall, store: Maintenance, done: Adopted, choice: AdoptionChoice) -> None:
    revision = store.workspace.revision
    what = (
        "taken in as revision"
        if isinstance(done.outcome, Committed)
        else "what was changed by hand is kept among the backups; the file holds revision"
        if choice == "discard"
        else "the file holds revision"
    )
    if done.is_finished:
        call.out.say(f"{what} {revision}")
        return
    if isinstance(done.outcome, Committed):
        call.out.say(
            f"{what} {revision}, but for what follows" if done.is_open else f"{what} {revision}"
        )
    if not call.out.as_json:
        for unfit in done.unfit:
            name = op_name(store.workspace, Op("set", unfit.table, unfit.id))
            call.out.line(f"left out  {name}: {unfit.reason}")
    if done.left and not call.out.as_json:
        today = clock.today(store.workspace.policy.timezone)
        for question in done.left:
            call.out.line(_dispute_line(store, today, question))
    if done.left:
        count = count_with_noun(len(done.left), "conflict")
        call.out.say(
            f"{count}: `pmtui adopt --mine` takes what the file says, `--theirs` what the store "
            "has; until then the file stays as it is and nothing else is written"
        )
    elif done.is_open:
        call.out.say(
            "what is left out does not go together with what the store has: change that first, or "
            "`pmtui adopt --theirs` goes on without it"
        )
    if done.unfinished:
        call.out.say(f"{done.unfinished}; `pmtui adopt` again finishes it")


def _dispute_line(store: Maintenance, today: date, one: ConflictQuestion) -> str:
    """What both changed: which thing, and what was there, is in the file, and in the store."""
    name = op_name(store.workspace, Op("set", one.table, one.id))
    by = f" by {one.by.login or one.by.uid} on {one.by.ts[:10]}" if one.by is not None else ""
    if one.kind == "gone":
        return f"conflict  {name}: changed in the file, removed{by}"
    if one.kind == "edited":
        return f"conflict  {name}: removed in the file, changed{by}"
    label = one.field.replace("_", " ")
    before, mine, theirs = (
        op_value(store.workspace, today, Op("set", one.table, one.id, one.field), value)
        for value in (one.before, one.mine, one.theirs)
    )
    return f"conflict  {name} {label}: was {before}, in the file {mine}, in the store {theirs}{by}"


def _show(call: MaintenanceCall, store: Maintenance, adoption: Adoption) -> None:
    zone = clock.zone_or_utc(store.workspace.policy.timezone)
    written = datetime.fromisoformat(adoption.written).astimezone(zone)
    owner = login_of(adoption.owner)
    call.out.say(
        f"{call.store}.d/{adoption.held} is an older file that a program held open and wrote "
        f"to after it was replaced; compared with revision {adoption.before.revision}:"
        if adoption.held
        else f"{call.store} comes from another clone, which has it at revision "
        f"{adoption.clone.rev}; what was done there since both had revision "
        f"{adoption.before.revision}:"
        if adoption.clone is not None
        else f"{call.store} is {owner}'s file, last written {written:%Y-%m-%d %H:%M}; "
        f"compared with revision {adoption.before.revision} as pmtui wrote it:"
        if adoption.is_compared
        else f"{call.store} is {owner}'s file; there is no backup to compare it with, so "
        "it would be taken as it is"
    )
    today = clock.today(store.workspace.policy.timezone)
    for line in _lines(adoption, today):
        call.out.line(line)
    if adoption.unreadable:
        call.out.say(f"{adoption.unreadable}; nothing of it is taken in")
    elif adoption.is_compared and not adoption.ops:
        call.out.say("only its layout differs, nothing in it")
    for new in adoption.new_keys:
        text = f"{new.old} {new.title} becomes {new.new}: both clones gave {new.old}"
        call.out.line(f"new key  {text}")
    for dispute in adoption.disputes:
        call.out.line(_dispute_line(store, today, dispute))


def _lines(adoption: Adoption, today: date) -> list[str]:
    """How much changed, then every change: what, which field, from what and to what."""
    if not adoption.ops:
        return []
    summary = line_text(changes(adoption.before, adoption.after, 0, today).summary)
    ops = [f"  {_line(adoption, today, op)}" for op in adoption.ops]
    return [summary.replace("  ", ", "), *ops] if summary else ops


def _line(adoption: Adoption, today: date, op: Op) -> str:
    there = adoption.before if op.op == "delete" else adoption.after
    return op_line(there, today, op)


def _json(
    call: MaintenanceCall, adoption: Adoption, revision: int | None, done: Adopted | None = None
) -> None:
    if not call.out.as_json:
        return
    call.out.document(
        "adopt",
        adopted=done is not None and done.is_finished,
        revision=revision,
        compared_with=adoption.before.revision if adoption.is_compared else None,
        owner=login_of(adoption.owner),
        written=adoption.written,
        ops=[msgspec.structs.asdict(op) for op in adoption.ops],
        conflicts=[_plain(question) for question in (done.left if done else adoption.disputes)],
        clone=adoption.clone.rev if adoption.clone is not None else None,
        new_keys=[msgspec.structs.asdict(new_key) for new_key in adoption.new_keys],
        left_out=[msgspec.structs.asdict(change) for change in (done.unfit if done else ())],
    )


def _plain(one: ConflictQuestion) -> dict[str, object]:
    names = ("table", "id", "kind", "field", "before", "mine", "theirs")
    return {name: getattr(one, name) for name in names}


def _arguments(parser: Parser) -> None:
    wins = parser.add_mutually_exclusive_group()
    for name, help_text in (
        ("mine", "where both changed one thing, the file wins"),
        ("theirs", "where both changed one thing, the store wins"),
        ("discard", "take nothing in; the file is kept among the backups"),
    ):
        wins.add_argument(
            f"--{name}", dest="choice", action="store_const", const=name, default="",
            help=help_text,
        )  # fmt: skip
    yes_argument(parser)


VERB: Final = MaintenanceVerb(
    name="adopt",
    help="Shows what was changed in the store's file by hand, or in another clone of it, and, "
    "confirmed, takes it in.",
    arguments=_arguments,
    run=_run,
)
