"""This file names what every edit passes before it is taken in; it loads with the first edit."""

from collections.abc import Callable
from datetime import date
from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.later import loaded
from pmtui.model.changes.ops import Ops
from pmtui.model.workspace.workspace import Workspace

IMPORT: Final = "import"
"""The action of taking in a file, which may say of a summary what its program worked out."""


def summary_refusal(workspace: Workspace, ops: Ops, today: date) -> str:
    """Why ops say of a summary what follows from its sub-tasks; see `actions.summaries`."""
    reason: str = loaded("pmtui.actions.checks.summary_tasks:summary_refusal")(
        workspace, ops, today
    )
    return reason


def with_summary_totals(
    workspace: Workspace,
    ops: Ops,
    today: date,
    new_id: Callable[[], int],
    *,
    actor: int = 0,
    strict: bool = True,
) -> tuple[Ops, tuple[str, ...]]:
    """Ops with what must go along so that no work is lost; see `actions.handing`.

    Raises:
        Refused: an escalation by hand has nobody above, or an answer by hand is none.
    """
    handed: tuple[Ops, tuple[str, ...]] = loaded(
        "pmtui.actions.tasks.summary_totals:with_summary_totals"
    )(workspace, ops, today, new_id, actor=actor, strict=strict)
    return handed


def require_consent(
    before: Figures, following: Workspace, ops: Ops, *, agreed: bool = False
) -> str:
    """What an edit leaves open, where that is agreed to; see `actions.consent`.

    Raises:
        Refused: it is not agreed to, or something new would be put where it is lost from sight.
    """
    left: str = loaded("pmtui.actions.checks.consent:require_consent")(
        before, following, ops, agreed=agreed
    )
    return left
