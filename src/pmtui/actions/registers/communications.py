"""This file notes what stakeholders were told, and when they are told the next time."""

from typing import Final

from pmtui.actions.core.action import SHOWN, Action, Arg, Proposal, Refused, Situation, Values
from pmtui.model.benefits.measure_dates import MONTHS_BETWEEN, moved_by_months, next_measure_after
from pmtui.model.changes.ops import edit
from pmtui.model.governance.stakeholders import COMMUNICATIONS, Communication


def _sent(situation: Situation, values: Values) -> Proposal:
    row = situation.rows[0]
    if not isinstance(row, Communication):
        raise Refused("stand on what is to be sent first")
    day, due = situation.today, row.due
    if row.sent_at == day:
        raise Refused(f"{row.key} was sent today already")
    following = None
    if row.frequency:
        following = next_measure_after(due, row.frequency, day)
        if due is not None and due > day:
            following = moved_by_months(due, MONTHS_BETWEEN[row.frequency])
    note = str(values.get("note") or "").strip()
    fields: dict[str, object] = {"sent_at": day, "due": following}
    if note:
        fields["note"] = note
    until = f"; due again on {following}" if following is not None else "; nothing more is due"
    message = f"{row.key} {row.title}: sent{until}"
    return Proposal(edit(COMMUNICATIONS.name, row, **fields), message, row.id)


def _nothing_to_send(situation: Situation) -> str | None:
    return None if situation.rows else "no communication under the cursor"


_NOTE: Final = Arg(
    "note", "text", "what was said or answered", required=False, asked=False, rest=True
)
ACTIONS: Final = (
    Action(
        id="communication.sent",
        title="Sent",
        help="Notes that a stakeholder was informed, and when that is due again.",
        group="set",
        tables=(COMMUNICATIONS.name,),
        contexts=(SHOWN,),
        args=(
            Arg(
                "note", "text", "what was said or answered", required=False, asked=False, rest=True
            ),
        ),
        verb="sent",
        refuse=_nothing_to_send,
        propose=_sent,
    ),
)
"""What is done about the communication plan."""
