"""This file checks in for a component: how it goes, what the team needs, what comes next."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.checkins.typed_words import needed, read_rating
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.figures.checkins.standing import checkins_of, period_to_check_in, recovery_wanted
from pmtui.model.changes.ops import Op, Ops, edit
from pmtui.model.entities.components import Component, Rag
from pmtui.model.governance.checkins import ASKS, CHECKINS, Ask, CheckIn
from pmtui.model.governance.rhythm import period_of
from pmtui.query.dates.parsing import parse_date
from pmtui.query.error import QueryError


def check_in_ops(
    situation: Situation, component: Component, fields: Mapping[str, object], period: date
) -> tuple[Ops, int]:
    """Ops that check in for a component about a period, and the id of the check-in.

    What was said of the period before is corrected, not said twice. Each need that was not asked
    before becomes an ask to whoever leads the nearest level above.

    Args:
        situation: who checks in, and when.
        component: of what.
        fields: of the check-in: its text, rag, needs and next steps as far as they are given.
        period: any day of the period.
    """
    row = checked_in(situation, component.id, period)
    if row is not None:
        ops, row_id = edit(CHECKINS.name, row, **fields), row.id
    else:
        due = period_of(situation.workspace.policy, period)
        given = {**fields, "component": component.id, "period": due}
        ops = new_entity(situation, CHECKINS.name, "", given)
        row_id = ops[0].id
    needs = needed(str(fields.get("needs") or ""))
    return (*ops, *_ask_ops(situation, component, row_id, needs)), row_id


def checked_in(situation: Situation, component: int, period: date) -> CheckIn | None:
    """What was said last of a component about the period that a day lies in."""
    due = period_of(situation.workspace.policy, period)
    known = checkins_of(situation.figures, component).get(due, [])
    return known[-1] if known else None


def _ask_ops(
    situation: Situation, component: Component, checkin: int, needs: tuple[str, ...]
) -> Iterator[Op]:
    workspace = situation.workspace
    asked = {ask.title.casefold() for ask in workspace.rows_by(Ask, "checkin", checkin)}
    for title in needs:
        if title.casefold() not in asked:
            yield from new_entity(
                situation,
                ASKS.name,
                "",
                {
                    "title": title,
                    "component": component.id,
                    "owner": leader_above(situation, component.id),
                    "checkin": checkin,
                },
            )


def leader_above(situation: Situation, component: int) -> int:
    """Who answers for the nearest component above that somebody answers for; 0 for nobody."""
    components = situation.workspace.components
    above = (components[place] for place in situation.workspace.ancestors(component))
    return next((row.owner for row in above if row.owner), 0)


def component_meant(situation: Situation) -> Component:
    """The component under the cursor, or the one that what stands there is of.

    Raises:
        WrongInputError: there is none.
    """
    row = situation.rows[0] if situation.rows else None
    if not isinstance(row, Component) and row is not None:
        row = situation.workspace.components.get(row.component)
    if not isinstance(row, Component):
        raise WrongInputError("that is no component and lies in none: name one, such as P-1")
    return row


def _give(situation: Situation, values: Values) -> Proposal:
    component = component_meant(situation)
    row = situation.rows[0]
    if row.id != component.id:
        raise WrongInputError(f"{row.key} is no component: check in for {component.key}, it is in")
    rag, text = read_rating(str(values.get("how") or ""))
    typed = str(values.get("rag") or "")
    if typed:
        rag = read_rating(typed)[0]
        if not rag or read_rating(typed)[1]:
            raise WrongInputError(f"rag: {typed!r} is no rating: write green, amber or red")
    if not text:
        raise WrongInputError(f"how: say how {component.key} goes, such as amber: supplier late")
    period = period_to_check_in(situation.figures, component.id)
    if values.get("period"):
        try:
            period = parse_date(str(values["period"]), situation.today)
        except QueryError as error:
            raise WrongInputError(f"period: {error}") from error
    needs, steps = str(values.get("needs") or ""), str(values.get("next") or "")
    fields: dict[str, object] = {
        "text": text,
        "needs": "\n".join(needed(needs)),
        "next_steps": "\n".join(needed(steps)),
        **({"rag": rag} if rag else {}),
    }
    ops, row_id = check_in_ops(situation, component, fields, period)
    due = period_of(situation.workspace.policy, period)
    asks = sum(op.table == ASKS.name for op in ops)
    message = _message(component, due, rag, asks, situation.today)
    owed = recovery_wanted(situation.figures, component.id, rag, checks_in=True)
    if owed:
        word = {"A": "amber", "R": "red"}[owed]
        message += f'; it is {word}: a recovery plan is asked for (add recovery "..." due:+14d)'
    return Proposal(ops, message, row_id)


def _message(component: Component, due: date, rag: Rag, asks: int, today: date) -> str:
    rated = f", rated {rag}" if rag else ""
    late = f", {(today - due).days} d late" if today > due else ""
    asked = f"; {asks} ask{'' if asks == 1 else 's'} made of what is needed" if asks else ""
    return (
        f"{component.key} {component.name}: checked in for the period to {due}{rated}{late}{asked}"
    )


def needs_target(situation: Situation) -> str | None:
    """Why nothing can be said of what is under the cursor; None where it can."""
    return None if situation.rows else "name a component, such as P-1, or stand on one"


GIVE: Final = Action(
    id="checkin.give",
    title="Check in",
    help="Says how a component goes in this period, what its team needs and what comes next.",
    group="act",
    args=(
        Arg("how", "text", "how it goes (amber: supplier late)"),
        Arg("needs", "text", "what the team needs (; between)", required=False),
        Arg("next", "text", "next steps (; between)", required=False),
        Arg("rag", "text", "rating: green, amber or red", required=False, asked=False),
        Arg("period", "text", "a day of the period it is about", required=False, asked=False),
    ),
    verb="checkin",
    refuse=needs_target,
    propose=_give,
)
"""Checks in."""
