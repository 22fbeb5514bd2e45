"""This file asks for what a team needs, gives directives, acknowledges and answers them."""

from typing import Final

import msgspec

from pmtui.actions.adding.quick_add import line_ops
from pmtui.actions.checkins.answering import answered_asks
from pmtui.actions.checkins.giving import GIVE, component_meant, leader_above, needs_target
from pmtui.actions.checkins.updates import UPDATE
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
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.governance.checkins import (
    ASKS,
    DIRECTIVES,
    Ask,
    Directive,
)
from pmtui.query.error import QueryError


def _added(table: str, example: str) -> Propose:
    """What adds a row of a table to a component by a typed line."""

    def propose(situation: Situation, values: Values) -> Proposal:
        component = component_meant(situation)
        text = str(values.get("text") or "").strip()
        if not text:
            raise WrongInputError(f"say what is wanted: {example}")
        here = msgspec.structs.replace(situation, scope=component.id)
        try:
            ops, row_id = line_ops(here, (table, ""), text, {"make_people": False})
        except (QueryError, Refused) as wrong:
            raise WrongInputError(str(wrong)) from wrong
        row = next(op.new for op in ops if op.id == row_id)
        if table == ASKS.name and not row.get("owner"):
            ops = _with_owner(here, ops, row_id)
        return Proposal(ops, f"{component.key}: {row['title']}", row_id)

    return propose


def _with_owner(situation: Situation, ops: Ops, row_id: int) -> Ops:
    """The same ops with an ask to who leads the level above, where nobody is named."""
    owner = leader_above(situation, situation.scope)
    return tuple(
        msgspec.structs.replace(op, new={**op.new, "owner": owner})
        if owner and op.id == row_id
        else op
        for op in ops
    )


def _answer(situation: Situation, values: Values) -> Proposal:
    return answered_asks(situation, str(values.get("words") or ""))


def _acknowledge(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target, row in zip(situation.targets, situation.rows, strict=True):
        if not isinstance(row, Ask | Directive):
            continue
        if row.state not in {"open", "issued"}:
            raise Refused(f"{row.key} is {row.state} already")
        ops += edit(target.table, row, state="acknowledged", acknowledged_at=situation.today)
    keys = ", ".join(row.key for row in situation.rows)
    return Proposal(ops, f"{keys} acknowledged")


def _needs_ask(situation: Situation) -> str | None:
    return None if situation.rows else "no ask or directive under the cursor"


ACTIONS: Final = (
    GIVE,
    UPDATE,
    Action(
        id="ask.raise",
        title="Ask",
        help="Asks the level above for what a component needs: what, @NAME, needed_by:fri.",
        group="add",
        args=(Arg("text", "text", "what is needed, @who, needed_by:fri", rest=True),),
        verb="ask",
        refuse=needs_target,
        propose=_added(ASKS.name, "two testers @ann needed_by:fri"),
    ),
    Action(
        id="directive.issue",
        title="Direct",
        help="Gives a component a directive: what, @NAME of who carries it out, due:fri.",
        group="add",
        args=(Arg("text", "text", "what is to be done, @who, due:fri, source:Board", rest=True),),
        verb="direct",
        refuse=needs_target,
        propose=_added(DIRECTIVES.name, "freeze the scope @ann due:fri source:Board"),
    ),
    Action(
        id="ask.acknowledge",
        title="Acknowledge",
        help="Says that an ask or a directive has been seen.",
        group="judge",
        tables=(ASKS.name, DIRECTIVES.name),
        verb="acknowledge",
        bulk=True,
        refuse=_needs_ask,
        propose=_acknowledge,
    ),
    Action(
        id="ask.answer",
        title="Answer ask",
        help="Answers an ask in words of your own.",
        group="judge",
        tables=(ASKS.name,),
        args=(Arg("words", "text", "answer", rest=True),),
        once=True,
        refuse=_needs_ask,
        propose=_answer,
    ),
)
"""What is said and asked between the levels of a program."""
