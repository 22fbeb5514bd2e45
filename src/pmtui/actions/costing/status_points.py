"""This file freezes how components stand: a status point, which nobody edits afterwards."""

from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values


def _take(situation: Situation, values: Values) -> Proposal:
    note = str(values.get("note") or "")
    chosen = [target.id for target in situation.targets if target.table == "components"]
    components = chosen or ([situation.scope] if situation.scope else [])
    if not components:
        raise Refused("stand on a component: a status point says how one stands")
    ops = [
        op
        for component in components
        for op in new_entity(situation, "status_points", "", _point(situation, component, note))
    ]
    rows = situation.workspace.components
    keys = ", ".join(rows[component].key for component in components)
    return Proposal(tuple(ops), f"status of {keys} frozen", focus=ops[0].id)


def _point(situation: Situation, component: int, note: str) -> dict[str, object]:
    """The fields of the status point of a component at its data date."""
    from pmtui.figures.earned_value.scope_performance import amounts_of, performance

    measured = performance(situation.figures, component)
    days = measured.data_dates
    if not days:
        row = situation.workspace.components[component]
        raise Refused(f"{row.key} {row.name} cannot be measured: {measured.now.bac.reason}")
    return {
        "component": component, "data_date": days[-1], "note": note, **amounts_of(measured),
        **_ratings(situation, component),
    }  # fmt: skip


def _ratings(situation: Situation, component: int) -> dict[str, object]:
    """The computed rating of a component and of each of its dimensions."""
    health = situation.figures.health(component)
    sides = {f"{side.name}_rag": side.rag for side in health.dimensions}
    return {"rag": health.computed, **sides}


ACTIONS: Final = (
    Action(
        id="status.take",
        title="Freeze status",
        help="Freezes BAC, PV, EV, AC, EAC and ratings of a component at its data date.",
        group="judge",
        contexts=("any", "tree"),
        args=(Arg("note", "text", "note", required=False),),
        verb="status",
        bulk=True,
        propose=_take,
    ),
)
"""The actions of this file."""
