"""This file runs an action on what it was asked for, though others have changed it meanwhile.

A line, letters or a preview stay open while others work. What is answered goes to the things
that stood under the cursor when it was asked, and against the values that were shown then.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from pmtui.actions.core.action import Action, Proposal, Refused, Situation, UnagreedError, Values
from pmtui.model.changes.ops import Op, plain
from pmtui.model.merging.settle import rebase
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.edit_ticket import RunResult
from pmtui.session.session import Session

OVERTAKEN: Final = "somebody was faster: kept as a draft until it is settled"
"""What is said of an edit that has to be settled first."""
_ON_VALUES: Final = frozenset({"set", "add", "remove"})


def current_situation(session: Session, asked: Situation) -> Situation:
    """The same place and the same targets, in the workspace as it is now."""
    if session.workspace is asked.workspace:
        return asked
    now = session.situation(asked.targets, scope=asked.scope, view=asked.view)
    return msgspec.structs.replace(now, order=asked.order, confirmed=asked.confirmed)


def is_gone(asked: Situation, now: Workspace) -> bool:
    """Whether something that it was asked for is not there any more."""
    return any(
        now.get(target.table, target.id) is None
        and asked.workspace.get(target.table, target.id) is not None
        for target in asked.targets
    )


def run_as_asked(session: Session, action: Action, asked: Situation, given: Values) -> RunResult:
    """Run an action on the targets and the values that were there when it was asked.

    What others wrote elsewhere is kept. Where they wrote the same field, or took a target away,
    the edit goes to the store as it was meant: it comes back with its question, as a draft.

    Args:
        session: where it is written.
        action: what is done.
        asked: the situation in which the question was put.
        given: the answers.

    Raises:
        Refused: it is not possible; nothing has changed then.
    """
    now = current_situation(session, asked)
    if now is asked or (_is_new(action) and not is_gone(asked, now.workspace)):
        return session.run(action, now, given)
    fresh = None if is_gone(asked, now.workspace) else _tried(action, now, given)
    if fresh is not None and not _is_overtaken(fresh.ops, asked.workspace, now.workspace):
        if not fresh.ops:
            return RunResult(fresh, None)
        return session.enact(action, fresh, fresh.ops, agreed=asked.confirmed)
    meant = _proposed(action, asked, given)
    kept, conflicts = rebase(meant.ops, now.workspace)
    if not conflicts and not kept:
        return RunResult(msgspec.structs.replace(meant, ops=(), message=""), None)
    if not conflicts and not is_gone(asked, now.workspace):
        try:
            return session.enact(action, meant, kept, agreed=asked.confirmed)
        except UnagreedError:
            raise
        except Refused:
            pass
    session.commit_unseen(meant.ops, action.id)
    return RunResult(Proposal((), OVERTAKEN), None)


def _is_new(action: Action) -> bool:
    """Whether it adds from a line, in which no value of anything was shown."""
    return any(arg.kind == "quick" for arg in action.args)


def _tried(action: Action, situation: Situation, given: Values) -> Proposal | None:
    try:
        return _proposed(action, situation, given)
    except UnagreedError:
        raise
    except Refused:
        if action.once:
            raise
        return None


def _proposed(action: Action, situation: Situation, given: Values) -> Proposal:
    reason = action.refuse(situation)
    if reason:
        raise Refused(reason)
    if action.propose is None:
        raise Refused(f"{action.id} is for the screen only")
    return action.propose(situation, given)


def _is_overtaken(ops: Iterable[Op], shown: Workspace, now: Workspace) -> bool:
    """Whether a field that ops write, or a row they take away, is not as it was shown."""
    return any(
        _value(shown, op) != _value(now, op)
        for op in ops
        if op.op in _ON_VALUES or op.op == "delete"
    )


def _value(workspace: Workspace, op: Op) -> object:
    row = workspace.get(op.table, op.id)
    if row is None or not op.field:
        return row
    return plain(getattr(row, op.field, None))
