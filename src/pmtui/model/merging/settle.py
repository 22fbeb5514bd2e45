"""This file merges ops with the newest workspace and judges what comes of it."""

from collections.abc import Callable, Sequence

import msgspec

from pmtui.model.changes.ops import Ops, apply, settle_keys, touched
from pmtui.model.merging.outcome import ALREADY, Conflict, Rejected
from pmtui.model.merging.rebase import rebase
from pmtui.model.merging.value_checks import check_values
from pmtui.model.rules.checks import Problem, check, check_states
from pmtui.model.rules.frozen_rows import check_frozen, check_posted
from pmtui.model.rules.outline_loops import tasks_moved_by
from pmtui.model.workspace.workspace import Workspace


class InvalidError(ValueError):
    """Says why a workspace would not be valid after ops.

    Args:
        reason: for the person who asked.
        is_input: whether what was given is wrong as it is.
    """

    def __init__(self, reason: str, *, is_input: bool = False) -> None:
        super().__init__(reason)
        self.is_input = is_input


def validated(workspace: Workspace, ops: Ops) -> Workspace:
    """The workspace after ops.

    Raises:
        InvalidError: it would not be valid; the reason is for the person who asked.
    """
    problems = (
        *check_states(ops, workspace),
        *check_frozen(ops, workspace),
        *check_values(ops, workspace),
    )
    if problems:
        raise _invalid(problems)
    return _whole(workspace, ops)


def _whole(workspace: Workspace, ops: Ops) -> Workspace:
    """The workspace after ops, which may run a life cycle backwards."""
    posted = check_posted(ops, workspace)
    if posted:
        raise _invalid(posted)
    try:
        following = apply(workspace, ops)
    except msgspec.ValidationError as error:
        raise InvalidError(str(error), is_input=True) from error
    problems = check(following, touched(ops), tasks_moved_by(ops))
    if problems:
        raise _invalid(problems)
    return following


def settle(base: Workspace, ops: Ops) -> Ops | Rejected:
    """Ops as they may be committed on `base`, with settled keys, or why they may not."""
    return _settled(base, ops, validated)


def settle_back(base: Workspace, ops: Ops) -> Ops | Rejected:
    """As `settle`, for ops that take others back: a state may go back to what it was."""
    return _settled(base, ops, _whole)


def _settled(
    base: Workspace, ops: Ops, judge: Callable[[Workspace, Ops], Workspace]
) -> Ops | Rejected:
    kept, conflicts = rebase(ops, base)
    if conflicts:
        return Rejected(_conflict_words(base, conflicts), conflicts)
    if not kept:
        return Rejected(ALREADY)
    keyed = settle_keys(base, kept)
    try:
        base.remember(keyed, judge(base, keyed))
    except InvalidError as error:
        return Rejected(str(error), bad_input=error.is_input)
    return keyed


def _invalid(problems: Sequence[Problem]) -> InvalidError:
    is_input = all(problem.is_input for problem in problems)
    return InvalidError(_words(problems), is_input=is_input)


def _words(problems: Sequence[Problem]) -> str:
    more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
    return "; ".join(problem.text for problem in problems[:3]) + more


def _conflict_words(base: Workspace, conflicts: Sequence[Conflict]) -> str:
    first = conflicts[0]
    row = base.get(first.table, first.id)
    if row is None:
        return "somebody else has taken it away"
    field = first.field.replace("_", " ") or "it"
    more = f" (and {len(conflicts) - 1} more)" if len(conflicts) > 1 else ""
    return f"{row.key or first.table}: somebody else changed {field} first{more}"
