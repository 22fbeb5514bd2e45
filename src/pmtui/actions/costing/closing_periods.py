"""This file closes accounting periods and reopens them: by whom, when and why is kept."""

from typing import Final, Literal

from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Propose,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.model.changes.ops import edit
from pmtui.model.costing.periods import PERIODS, AccountingPeriod


def _turned(state: Literal["open", "closed"]) -> Propose:
    """What closes or reopens the period that is meant."""

    def propose(situation: Situation, values: Values) -> Proposal:
        period = situation.rows[0]
        reason = str(values.get("reason") or "").strip()
        if not isinstance(period, AccountingPeriod):
            raise Refused("stand on an accounting period first")
        if period.state == state:
            raise Refused(f"{period.key} {period.title} is {state} already")
        if not reason:
            raise WrongInputError(f"reason: say why {period.key} {period.title} is to be {state}")
        if reason == period.reason:
            raise WrongInputError(f"reason: {reason!r} was said the last time: say why now")
        ops = edit(
            PERIODS.name,
            period,
            state=state,
            reason=reason,
            changed_at=situation.today,
            changed_by=situation.actor,
        )
        words = "closed: nothing posts there any more" if state == "closed" else "open again"
        return Proposal(ops, f"{period.key} {period.title} is {words}", period.id)

    return propose


def _no_period(situation: Situation) -> str | None:
    if situation.rows:
        return None
    return "no accounting period is meant: add one first, such as accounting_period 2026-10"


def _action(name: str, title: str, text: str, state: Literal["open", "closed"]) -> Action:
    return Action(
        id=f"period.{name}",
        title=title,
        help=text,
        group="judge",
        tables=(PERIODS.name,),
        args=(Arg("reason", "text", "why", rest=True),),
        verb=name,
        refuse=_no_period,
        propose=_turned(state),
    )


ACTIONS: Final = (
    _action(
        "close", "Close period", "Closes an accounting period: nothing posts there any more.",
        "closed",
    ),
    _action(
        "reopen", "Reopen period", "Opens a closed accounting period again, for a reason.", "open"
    ),
)  # fmt: skip
"""The actions of this file."""
