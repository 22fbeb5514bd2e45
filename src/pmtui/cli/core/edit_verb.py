"""This file defines what a writing verb is, finds what it is done to, and waits for the disk."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import TextIO

import msgspec

from pmtui.actions.adding.occurrence_rows import target_named
from pmtui.actions.core.action import (
    Action,
    Proposal,
    Refused,
    Situation,
    Target,
    UnagreedError,
    WrongInputError,
)
from pmtui.cli.console.output import Output
from pmtui.cli.core.confirmation import stop_of
from pmtui.cli.core.entity_names import called, resolve_entity
from pmtui.cli.core.verb import READ_ONLY, REJECTED, USAGE, Parser, Stop, deferred_interrupt
from pmtui.model.changes.ops import Commit, Op, Ops
from pmtui.model.entities.entity import title_of
from pmtui.model.merging.outcome import Committed, Outcome
from pmtui.model.merging.settle import InvalidError
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.session.edit_ticket import Ticket
from pmtui.session.session import Session


class EditCall(msgspec.Struct, frozen=True):
    """One call of a writing verb."""

    args: argparse.Namespace
    out: Output
    session: Session
    stdin: TextIO

    @property
    def anyway(self) -> bool:
        """Whether it was said that what is left open is agreed to."""
        return bool(getattr(self.args, "anyway", False))


class EditVerb(msgspec.Struct, frozen=True, kw_only=True):
    """A verb that writes through a session; its run gives the exit code."""

    name: str
    help: str
    """One sentence."""
    arguments: Callable[[Parser], None] = lambda _parser: None
    run: Callable[[EditCall], int]


class ActionResult(msgspec.Struct, frozen=True):
    """What an action came to: the proposal, and the commit where something changed."""

    proposal: Proposal
    commit: Commit | None


def anyway_argument(parser: Parser) -> None:
    """Let a verb be told that what it leaves open is agreed to."""
    parser.add_argument(
        "--anyway", action="store_true", help="end or archive it with what is still open in it"
    )


def run_action(
    call: EditCall, action: Action, situation: Situation, values: Mapping[str, object]
) -> ActionResult:
    """Run an action and wait until it is on disk.

    Raises:
        Stop: it was refused or rejected, or the disk did not answer.
    """
    wrong = [
        target
        for target in situation.targets
        if action.tables and target.table not in action.tables
    ]
    if wrong:
        row = situation.workspace.get(wrong[0].table, wrong[0].id)
        name = row.key or title_of(row) if row is not None else str(wrong[0].id)
        allowed = " or ".join(action.tables).replace("_", " ")
        raise Stop(USAGE, f"{name}: {action.title.lower()} works on {allowed}")
    refuse_read_only(call.session)
    try:
        agreed = msgspec.structs.replace(situation, confirmed=call.anyway)
        with deferred_interrupt(call.out):
            ran = call.session.run(action, agreed, values)
            commit = _told(call, ran.ticket) if ran.ticket is not None else None
    except UnagreedError as left:
        raise _unagreed(call, left) from left
    except Refused as refused:
        raise _refused(refused) from refused
    return ActionResult(ran.proposal, commit)


def proposed(
    call: EditCall, action: Action, situation: Situation, values: Mapping[str, object]
) -> str:
    """What an action says that would come of it; nothing is written.

    Raises:
        Stop: it would be refused.
    """
    try:
        agreed = msgspec.structs.replace(situation, confirmed=True)
        wanted = action.propose(agreed, values) if action.propose is not None else Proposal(())
    except Refused as refused:
        raise _refused(refused) from refused
    previewed(call, wanted.ops)
    return wanted.message


def submitted(call: EditCall, ops: Ops, action_id: str) -> Commit:
    """The commit that ops become; what goes along with them is said on stderr.

    Raises:
        Stop: they were refused or rejected, or the disk did not answer.
    """
    refuse_read_only(call.session)
    try:
        with deferred_interrupt(call.out):
            ticket = call.session.submit(ops, action_id, agreed=call.anyway)
            commit = _told(call, ticket)
    except UnagreedError as left:
        raise _unagreed(call, left) from left
    except Refused as refused:
        raise _refused(refused) from refused
    for sentence in ticket.messages:
        call.out.say(sentence)
    return commit


def previewed(call: EditCall, ops: Ops) -> tuple[Ops, Workspace]:
    """What ops would be with what goes along with them, and the workspace they would lead to.

    Raises:
        Stop: they would be refused.
    """
    try:
        whole = call.session.foreseen(ops)
        return whole, call.session.preview(whole)
    except Refused as refused:
        raise _refused(refused) from refused


def _refused(refused: Refused) -> Stop:
    """The end of a refused verb: what was typed is wrong, or is only not possible now."""
    cause = refused.__cause__
    is_input = isinstance(refused, WrongInputError)
    is_input = is_input or isinstance(cause, QueryError | WrongInputError)
    is_input = is_input or (isinstance(cause, InvalidError) and cause.is_input)
    code = USAGE if is_input else REJECTED
    return Stop(code, str(refused))


def _unagreed(call: EditCall, left: UnagreedError) -> Stop:
    has_option = hasattr(call.args, "anyway") and left.asks is None
    code = USAGE if isinstance(left.__cause__, QueryError) else REJECTED
    return Stop(code, f"{left}{', or do it with --anyway' if has_option else ''}")


def _told(call: EditCall, ticket: Ticket) -> Commit:
    commit = committed(call, ticket.done)
    call.out.made(commit.rev)
    if ticket.left:
        call.out.say(ticket.left)
    return commit


def committed(call: EditCall, waited: "Future[Outcome]") -> Commit:
    """The commit an edit became; what it approves outside the rules is said on stderr.

    Raises:
        Stop: it was rejected, or the disk did not say.
    """
    outcome = waited.result()
    if isinstance(outcome, Committed):
        for warning in outcome.warnings:
            call.out.say(warning)
        return outcome.commit
    raise stop_of(outcome)


def refuse_read_only(session: Session) -> None:
    """End where nothing can be written.

    Raises:
        Stop: the store is read-only.
    """
    if session.read_only:
        raise Stop(READ_ONLY, f"read-only: {session.read_only}")


def resolve_targets(
    workspace: Workspace, texts: Sequence[str], tables: Sequence[str] = ()
) -> tuple[Target, ...]:
    """What an action is done to, as keys, ids or paths.

    Args:
        workspace: where to look.
        texts: what was typed.
        tables: where the action's things are; any if left out.

    Raises:
        Stop: one of them means none.
    """
    targets: dict[Target, None] = {}
    for text in texts:
        target = target_named(workspace, text)
        if target is None:
            table, row_id = resolve_entity(workspace, text, tables)
            target = Target(table, row_id)
        targets[target] = None
    return tuple(targets)


def changed_keys(workspace: Workspace, commit: Commit) -> list[str]:
    """The keys of what a commit touched, in its order; rows without a key are left out."""
    documents = (_document(workspace, op) for op in commit.ops)
    keys = (str(document.get("key") or "") for document in documents)
    return [*dict.fromkeys(key for key in keys if key)]


def tell_action(call: EditCall, verb: str, commit: Commit | None, message: str) -> None:
    """Say what a verb did: what its action said, or that all is so already."""
    workspace = call.session.workspace
    if commit is None:
        message = "it is so already"
    if call.out.as_json:
        keys = changed_keys(workspace, commit) if commit is not None else []
        revision = commit.rev if commit is not None else workspace.revision
        call.out.document(verb, revision=revision, changed=keys, message=message, said=message)
    elif message:
        call.out.say(message)


def keyless_words(workspace: Workspace, commit: Commit) -> list[str]:
    """What a commit touched that has no key: what it is, and of what: `snooze of T-19`."""
    documents = ((op.table, _document(workspace, op)) for op in commit.ops)
    return [
        *dict.fromkeys(
            called(workspace, table, document)
            for table, document in documents
            if not document.get("key")
        )
    ]


def _document(workspace: Workspace, op: Op) -> Mapping[str, object]:
    """A row that an op touched, as it is now, else as the op has it."""
    row = workspace.get(op.table, op.id)
    if row is not None:
        return msgspec.structs.asdict(row)
    document = op.new if op.op == "create" else op.old if op.op == "delete" else None
    return document or {}
