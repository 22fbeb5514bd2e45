"""This file names what every edit passes before it is taken in; it loads with the first edit."""

from collections.abc import Callable, Iterable
from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops
from pmtui.model.workspace.workspace import Workspace


def summary_refusal(workspace: Workspace, ops: Ops, today: date) -> str:
    """Why ops say of a summary what follows from its sub-tasks; see `checks.summary_tasks`."""
    from pmtui.actions.checks.summary_tasks import summary_refusal as refusal

    return refusal(workspace, ops, today)


def with_consequences(
    workspace: Workspace,
    ops: Ops,
    today: date,
    new_id: Callable[[], int],
    *,
    actor: int = 0,
    strict: bool = True,
) -> tuple[Ops, tuple[str, ...]]:
    """Ops with all that follows from them; see `consequences.completed_edit`.

    Raises:
        Refused: an escalation by hand has nobody above, or an answer by hand is none.
    """
    from pmtui.actions.consequences.completed_edit import with_consequences as with_all

    return with_all(workspace, ops, today, new_id, actor=actor, strict=strict)


def require_consent(
    before: Figures, following: Workspace, ops: Ops, *, agreed: bool = False
) -> str:
    """What an edit leaves open, where that is agreed to; see `checks.consent`.

    Raises:
        Refused: it is not agreed to, or something new would be put where it is lost from sight.
    """
    from pmtui.actions.checks.consent import require_consent as consent

    return consent(before, following, ops, agreed=agreed)


def rights_warnings(
    before: Workspace, after: Workspace, changed: Iterable[tuple[str, int]], today: date, actor: int
) -> tuple[str, ...]:
    """What an edit approves that the rules do not allow; see `checks.approval_warnings`."""
    from pmtui.actions.checks.approval_warnings import approval_warnings

    return approval_warnings(before, after, changed, today, actor)
