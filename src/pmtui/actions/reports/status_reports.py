"""This file keeps the numbers of a status report, and notes to whom it was sent."""

from datetime import date
from typing import Final

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
)
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.remarks import REPORTS, Report
from pmtui.views.reports.content import ReportContent

SAVE: Final = "report.save"
"""What the history calls the keeping of a report."""


def saved_ops(situation: Situation, content: ReportContent, to: str | None = None) -> Ops:
    """Ops that keep a report with its numbers, so that it can be shown again as it is.

    Args:
        situation: when it is kept, and by whom.
        content: what it says.
        to: to whom it was sent; None for a draft, whose words can be edited.

    Raises:
        Refused: nobody is named to whom it was sent.
    """
    sent = sent_fields(situation.today, to) if to is not None else {"at": None}
    fields: dict[str, object] = {
        "title": f"Status of {content.title} on {content.day}",
        "component": content.scope,
        "by": situation.actor,
        "rag": content.reported or content.rating,
        "of_revision": content.revision,
        "day": content.day,
        "since": content.since_day,
        "numbers": msgspec.json.encode(content).decode(),
    }
    return new_entity(situation, REPORTS.name, "", fields | sent)


def sent_fields(today: date, to: str) -> dict[str, object]:
    """The fields of a report that is sent.

    Raises:
        Refused: nobody is named.
    """
    if not to.strip():
        raise Refused("say to whom the report is sent: a name, a board, an address")
    return {"recipients": to.strip(), "sent_at": today, "at": today}


def _send(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    to = str(values.get("to") or "")
    for row in situation.rows:
        if isinstance(row, Report):
            if row.sent_at is not None:
                raise Refused(f"{row.key} was sent on {row.sent_at} already")
            ops += edit(REPORTS.name, row, **sent_fields(situation.today, to))
    return Proposal(ops, f"noted as sent to {to.strip()}; it stays as it is from now on")


def _keep(situation: Situation, values: Values) -> Proposal:
    """Keep the report that was shown; one without anybody it was sent to is a draft."""
    content, to = values.get("content"), str(values.get("to") or "")
    if not isinstance(content, ReportContent):
        raise Refused("R shows the report of the scope; s there keeps it")
    ops = saved_ops(situation, content, to or None)
    how = f"noted as sent to {to.strip()}" if to else "its words can be edited until it is sent"
    return Proposal(ops, f"kept among the {REPORTS.plural} of the overview: {how}", ops[0].id)


ACTIONS: Final = (
    Action(
        id="report.keep",
        title="Keep the report",
        help="Keeps the report that is shown, so that it can be shown again as it is.",
        group="act",
        args=(Arg("to", "text", "sent to whom"),),
        propose=_keep,
    ),
    Action(
        id="report.send",
        title="Note a report as sent",
        help="Notes to whom a report was sent, from when on nothing of it changes.",
        group="act",
        contexts=(SHOWN,),
        tables=(REPORTS.name,),
        args=(Arg("to", "text", "sent to whom", rest=True),),
        verb="send_report",
        propose=_send,
    ),
)
