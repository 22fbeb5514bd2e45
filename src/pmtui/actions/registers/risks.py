"""This file turns risks that have happened, and assumptions that were wrong, into records."""

from typing import Final, cast

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import SHOWN, Action, Proposal, Refused, Situation, Values
from pmtui.figures.risk.exposure import answering_component, impact_of
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Assumption
from pmtui.model.rules.life_cycles import has_ended


def _convert(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    focus = 0
    messages: list[str] = []
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if target.table not in _CONVERTED:
            raise Refused("only a risk becomes an issue, and an assumption a risk")
        made = _CONVERTED[target.table](situation, row)
        ops += made
        focus = made[0].id
        messages.append(f"{row.key} is {_BECOMES[target.table]} now")
    return Proposal(ops, "; ".join((*messages, "undo takes it back")), focus)


def _issue_of(situation: Situation, row: Entity) -> Ops:
    risk = situation.workspace.risks[row.id]
    if has_ended(risk):
        raise Refused(f"{risk.key} is {risk.state} already")
    made = new_entity(
        situation,
        "issues",
        "",
        {
            "title": risk.title,
            "component": answering_component(situation.workspace, risk),
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
        id="entity.convert",
        title="Convert",
        help="Turns a risk that has happened into an issue, or a wrong assumption into a risk.",
        group="act",
        keys=("x",),
        contexts=(SHOWN, "detail"),
        tables=tuple(_CONVERTED),
        verb="convert",
        bulk=True,
        refuse=_needs_target,
        propose=_convert,
    ),
)
"""What is done to risks beside setting their fields."""
