"""This file judges edits that come to the disk unpainted as those are that were painted first.

A draft that is tried again, an edit that others overtook and a whole import meet the plan as it
is when they are written: what goes along with them then, what they may not say, and what they
would leave open is looked at there.
"""

from datetime import date

from pmtui import clock
from pmtui.actions.admission import IMPORT
from pmtui.actions.consent import UnagreedError, left_open
from pmtui.actions.handing import with_handed
from pmtui.actions.spec import Refused
from pmtui.actions.summaries import summary_refusal
from pmtui.figures.sheet import Figures
from pmtui.model.ids import IdSource
from pmtui.model.merge import rebase
from pmtui.model.ops import Ops, apply
from pmtui.model.outcome import Draft, Rejected, Settle
from pmtui.model.settle import settle
from pmtui.model.workspace import Workspace


def settling(draft: Draft, today: date) -> Settle:
    """How a draft is merged and judged on the newest workspace.

    Args:
        draft: the edit; what it leaves open must be what `draft.agreed` says.
        today: the day it is.
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
            found = settle(base, with_handed(base, wanted, today, draw, strict=strict)[0])
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
        if left_open(before, following, wanted, agreed=True) not in {"", agreed}:
            left_open(before, following, wanted)
    except UnagreedError as unagreed:
        return Rejected(str(unagreed), left="" if unagreed.asks else unagreed.question)
    except Refused as refused:
        return Rejected(str(refused))
    return None
