"""This file hands things to the level above, and answers what was handed up."""

from operator import attrgetter
from typing import Final, cast

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.checkins.answering import answered_asks
from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    UnagreedError,
    Values,
)
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.entity import Entity, Escalatable, title_of
from pmtui.model.entities.registers import Issue
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Link
from pmtui.model.governance.checkins import ASKS, Ask
from pmtui.model.rules.life_cycles import (
    ANSWERED,
    ANSWERS,
    ESCALATED_TABLES,
    NEED_WORDS,
    EscalationAnswer,
    answer_text,
    has_ended,
    is_within_project,
    level_above,
    place_of,
    read_answer,
    waits_for_answer,
)
from pmtui.model.workspace.schema import TABLE_OF, TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError

WORDS: Final = Arg("words", "text", "with which words", required=False, asked=False, rest=True)
"""What an answer says beside its kind."""


def escalated_fields(situation: Situation, row: Escalatable, reason: str) -> dict[str, object]:
    """The fields that hand a row to the level above.

    Raises:
        Refused: nothing above can answer, it waits already, or it is over.
    """
    above = level_above(situation.workspace, row)
    if waits_for_answer(row):
        raise Refused(
            f"{row.key} is escalated already and waits for an answer from"
            f" {_called(situation.workspace, row.escalated_to)}:"
            f" answer {row.key} accept, return or decide"
        )
    if has_ended(row):
        raise Refused(f"{row.key} is {attrgetter('state')(row)}: there is nothing to escalate")
    if isinstance(row, Link) and is_within_project(situation.workspace, row):
        raise Refused(f"{row.key} links tasks of one project: only a contract between two goes up")
    if not above:
        what = TABLES[TABLE_OF[type(row)]].kind_words
        raise Refused(f"{row.key}: nothing lies above it to hand the {what} to")
    state = {"state": "escalated"} if isinstance(row, Risk) else {}
    return {
        **state,
        "escalated_to": above,
        "escalated_from": origin_of(situation.workspace, row),
        "escalated_at": situation.today,
        "escalation_reason": reason,
        "escalation_answer": "",
    }


def origin_of(workspace: Workspace, row: Escalatable) -> int:
    """Where it was handed up first, as long as it lies above that: there its shadow stays."""
    place = place_of(workspace, row)
    if place in workspace.ancestors(row.escalated_from):
        return row.escalated_from
    return place


def answered_ops(
    situation: Situation, table: str, row: Escalatable, answer: EscalationAnswer, words: str
) -> Ops:
    """Ops that answer one row, with the decision that records it in the log of the level above.

    Raises:
        Refused: it does not wait for an answer, or the answer needs words.
    """
    if not waits_for_answer(row):
        raise Refused(_not_waiting(situation.workspace, row))
    if answer in NEED_WORDS and not words:
        what = "why it is sent back" if answer == "return" else "what is decided"
        way = f'answer {row.key} {answer} "..."'
        raise UnagreedError(f"{row.key}: say {what}", way, WORDS) from QueryError(what)
    made = new_entity(
        situation,
        "decisions",
        "",
        {
            "title": f"{row.key} {ANSWERED[answer]}: {words or title_of(row)}".rstrip(": "),
            "component": row.escalated_to,
            "rationale": row.escalation_reason,
            "owner": situation.actor,
            "decided_at": situation.today,
        },
    )
    fields: dict[str, object] = {
        "escalation_answer": answer_text(answer, words),
        "escalation_decision": made[0].id,
        "escalated_to": 0,
    }
    if answer == "accept" and isinstance(row, Link):
        above = situation.workspace.components.get(row.escalated_to)
        fields |= {"owner": above.owner if above is not None else row.owner}
    elif answer == "accept":
        fields |= {"component": row.escalated_to}
    elif answer == "decide" and isinstance(row, Issue):
        fields |= {"decision": words}
    if isinstance(row, Risk):
        fields |= {"state": "monitoring" if answer == "decide" else "assessed"}
    return made + edit(table, row, **fields)


def _not_waiting(workspace: Workspace, row: Escalatable) -> str:
    if not row.escalation_answer:
        return f"{row.key} is not escalated, there is nothing to answer"
    decision = workspace.rows("decisions").get(row.escalation_decision)
    by = workspace.people.get(getattr(decision, "owner", 0))
    who = f" by {by.name}" if by is not None else ""
    return f"{row.key} was answered already{who}: {row.escalation_answer}"


def _called(workspace: Workspace, component: int) -> str:
    row = workspace.components.get(component)
    return f"{row.key} {row.name}" if row is not None else "above"


def _escalate(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    to = 0
    reason = str(values.get("text") or "")
    for target, row in zip(situation.targets, situation.rows, strict=True):
        fields = escalated_fields(situation, cast("Escalatable", row), reason)
        to = cast("int", fields["escalated_to"])
        ops += edit(target.table, row, **fields)
    above = _called(situation.workspace, to)
    return Proposal(ops, f"escalated to {above}; it stays here as a shadow until it is answered")


def _answer(situation: Situation, values: Values) -> Proposal:
    typed = " ".join(filter(None, (str(values["answer"]), str(values.get("words") or ""))))
    if situation.rows and all(isinstance(row, Ask) for row in situation.rows):
        return answered_asks(situation, typed)
    read = read_answer(typed)
    if read is None:
        raise Refused(f"{typed!r} is no answer: write accept, return or decide, then your words")
    ops: Ops = ()
    messages: list[str] = []
    for target, row in zip(situation.targets, situation.rows, strict=True):
        ops += answered_ops(situation, target.table, cast("Escalatable", row), *read)
        messages.append(f"{row.key} {ANSWERED[read[0]]}")
    return Proposal(
        ops, f"{', '.join(messages)}; the decision stands in the log, undo takes it back"
    )


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no risk, issue, change or contract under the cursor"


def _needs_waiting(situation: Situation) -> str | None:
    if not situation.rows:
        return "no risk, issue, change, contract or ask under the cursor"
    odd: Entity | None = next((row for row in situation.rows if not waits_for_answer(row)), None)
    if odd is None or not isinstance(odd, Escalatable):
        return None
    return _not_waiting(situation.workspace, odd)


def _asks_instead(situation: Situation) -> str:
    """An ask is answered in words of one's own, not by accepting it or sending it back."""
    is_ask = bool(situation.rows) and all(isinstance(row, Ask) for row in situation.rows)
    return "ask.answer" if is_ask else ""


def _answers_instead(situation: Situation) -> str:
    """The key that escalates answers what is escalated."""
    rows = situation.rows
    return "risk.answer" if rows and all(map(waits_for_answer, rows)) else ""


ACTIONS: Final = (
    Action(
        id="risk.escalate",
        title="Escalate",
        help=(
            "Hands a risk, issue, change or contract to the level above, where it waits;"
            " on one that waits the key answers it."
        ),
        group="judge",
        keys=("exclamation_mark",),
        contexts=(SHOWN, "overview", "detail"),
        tables=ESCALATED_TABLES,
        args=(Arg("text", "text", "why", required=False),),
        verb="escalate",
        bulk=True,
        instead=_answers_instead,
        refuse=_needs_target,
        propose=_escalate,
    ),
    Action(
        id="risk.answer",
        title="Answer escalation",
        help=(
            "Answers what was escalated: accept it here, return it with the reason, or decide"
            " what is done; the answer is recorded as a decision, that of an ask in its own words."
        ),
        group="judge",
        tables=(*ESCALATED_TABLES, ASKS.name),
        args=(Arg("answer", "choice", "accept, return or decide", choices=ANSWERS), WORDS),
        verb="answer",
        once=True,
        instead=_asks_instead,
        refuse=_needs_waiting,
        propose=_answer,
    ),
)
"""What is done with what is too big for where it lies."""
