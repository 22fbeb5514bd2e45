"""This file judges edits that come to the disk unpainted as those are that were painted first.

A draft that is tried again, an edit that others overtook and a whole import meet the plan as it
is when they are written: what goes along with them then, what they may not say, and what they
would leave open is looked at there.
"""

from datetime import date

from pmtui import clock
from pmtui.actions.checks.consent import require_consent
from pmtui.actions.checks.summary_tasks import summary_refusal
from pmtui.actions.consequences.completed_edit import with_consequences
from pmtui.actions.core.action import IMPORT, Refused, UnagreedError
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply
from pmtui.model.ids import IdSource
from pmtui.model.merging.outcome import Draft, Rejected, Settle
from pmtui.model.merging.settle import rebase, settle
from pmtui.model.workspace.workspace import Workspace


def settle_with_checks(draft: Draft, today: date, actor: int = 0) -> Settle:
    """How a draft is merged and judged on the newest workspace.

    Args:
        draft: the edit; what it leaves open must be what `draft.agreed` says.
        today: the day it is.
        actor: the person at the keyboard; 0 where nobody known is.
    """

    def settled(base: Workspace, ops: Ops) -> Ops | Rejected:
        wanted, conflicts = rebase(ops, base)
        if conflicts:
            return settle(base, ops)
        reason = summary_refusal(base, wanted, today)
        if reason and draft.action != IMPORT:
            return Rejected(reason)
        # The writer thread draws ids of its own: the session's are drawn on the screen's.
        draw = IdSource(clock.milliseconds, clock.chance(12)).draw
        strict = draft.action != IMPORT
        try:
            whole, _ = with_consequences(base, wanted, today, draw, actor=actor, strict=strict)
            found = settle(base, whole)
        except Refused as refused:
            return Rejected(str(refused))
        if isinstance(found, Rejected):
            return found
        return _disagreed(base, apply(base, found), wanted, today, draft.agreed) or found

    return settled


def _disagreed(
    base: Workspace, following: Workspace, wanted: Ops, today: date, agreed: str
) -> Rejected | None:
    """Why an edit is not written: what it leaves open is not what was agreed to."""
    before = Figures(base, today)
    try:
        if require_consent(before, following, wanted, agreed=True) not in {"", agreed}:
            require_consent(before, following, wanted)
    except UnagreedError as unagreed:
        return Rejected(str(unagreed), left="" if unagreed.asks else unagreed.question)
    except Refused as refused:
        return Rejected(str(refused))
    return None
