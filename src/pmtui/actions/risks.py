"""This file escalates risks, answers escalations and turns risks and assumptions into records."""

from typing import Final, cast

from pmtui.actions.create import new_entity
from pmtui.actions.spec import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.figures.exposure import impact_of
from pmtui.figures.troubles import answering
from pmtui.model.entity import Entity
from pmtui.model.ops import Ops, edit
from pmtui.model.records import Assumption
from pmtui.model.risks import Risk
from pmtui.model.states import ENDED_RISK_STATES

ANSWERS: Final = ("accept", "send back", "decide")
"""What the level above may do with an escalated risk."""


def _escalate(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    for row in situation.rows:
        risk = cast("Risk", row)
        component = situation.workspace.components.get(risk.component)
        above = component.component if component is not None else 0
        if not above:
            raise Refused(f"{risk.key}: nothing lies above it to hand the risk to")
        if risk.state == "escalated":
            raise Refused(f"{risk.key} is escalated already and waits for an answer")
        ops += edit(
            "risks",
            risk,
            state="escalated",
            escalated_to=above,
            escalated_at=situation.today,
            escalation_reason=str(values.get("text") or ""),
            escalation_answer="",
        )
    return Proposal(ops, "escalated; its shadow stays here until it is answered")


def _answer(situation: Situation, values: Values) -> Proposal:
    answer, _, words = str(values["answer"]).partition(":")
    ops: Ops = ()
    for row in situation.rows:
        risk = cast("Risk", row)
        if risk.state != "escalated":
            raise Refused(f"{risk.key} is not escalated, there is nothing to answer")
        if answer not in ANSWERS:
            raise Refused(f"answer with one of {', '.join(ANSWERS)}")
        text = f"{answer}: {words.strip()}" if words.strip() else answer
        fields: dict[str, object] = {"escalation_answer": text}
        if answer == "accept":
            fields |= {"component": risk.escalated_to, "state": "assessed"}
        elif answer == "send back":
            fields |= {"state": "assessed", "escalated_to": 0, "escalated_at": None}
        else:
            fields |= {"state": "monitoring"}
        ops += edit("risks", risk, **fields)
    return Proposal(ops, f"answered: {answer}")


def _convert(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    focus = 0
    said: list[str] = []
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if target.table not in _CONVERTED:
            raise Refused("only a risk becomes an issue, and an assumption a risk")
        made = _CONVERTED[target.table](situation, row)
        ops += made
        focus = made[0].id
        said.append(f"{row.key} is {_BECOMES[target.table]} now")
    return Proposal(ops, "; ".join((*said, "undo takes it back")), focus)


def _issue_of(situation: Situation, row: Entity) -> Ops:
    risk = cast("Risk", row)
    if risk.state in ENDED_RISK_STATES:
        raise Refused(f"{risk.key} is {risk.state} already")
    made = new_entity(
        situation,
        "issues",
        "",
        {
            "title": risk.title,
            "component": answering(situation.workspace, risk),
            "description": risk.effect,
            "owner": risk.owner,
            "severity": impact_of(risk),
            "from_risk": risk.id,
        },
    )
    return made + edit("risks", risk, state="occurred")


def _risk_of(situation: Situation, row: Entity) -> Ops:
    assumption = cast("Assumption", row)
    made = new_entity(
        situation,
        "risks",
        "",
        {
            "title": assumption.title,
            "component": assumption.component,
            "owner": assumption.owner,
            "cause": assumption.title,
        },
    )
    return made + edit("assumptions", assumption, state="invalid")


def _needs_target(situation: Situation) -> str | None:
    return None if situation.rows else "no row under the cursor"


_CONVERTED: Final = {"risks": _issue_of, "assumptions": _risk_of}
_BECOMES: Final = {"risks": "an issue in the log", "assumptions": "a risk"}

ACTIONS: Final = (
    Action(
        id="risk.escalate",
        title="Escalate",
        help="Hands the risk to the component above; a shadow row stays until it is answered.",
        group="judge",
        keys=("exclamation_mark",),
        contexts=("risks", "detail", "overview"),
        tables=("risks",),
        args=(Arg("text", "text", "why", required=False),),
        verb="escalate",
        bulk=True,
        refuse=_needs_target,
        propose=_escalate,
    ),
    Action(
        id="risk.answer",
        title="Answer escalation",
        help="Accepts an escalated risk, sends it back, or decides: `decide: words`.",
        group="judge",
        tables=("risks",),
        args=(Arg("answer", "text", "accept, send back or decide: words", choices=ANSWERS),),
        verb="answer",
        refuse=_needs_target,
        propose=_answer,
    ),
    Action(
        id="entity.convert",
        title="Convert",
        help="Turns a risk that has happened into an issue, or a wrong assumption into a risk.",
        group="act",
        keys=("x",),
        contexts=("risks", "log", "detail"),
        tables=("risks", "assumptions"),
        verb="convert",
        bulk=True,
        refuse=_needs_target,
        propose=_convert,
    ),
)
"""What is done to risks beside setting their fields."""
