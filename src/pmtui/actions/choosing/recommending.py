"""This file puts the best set of projects before a body, for it to decide."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    NEW_KEY,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.figures.selection.problem import WORTH
from pmtui.model.changes.ops import Ops
from pmtui.model.choosing.decisions import CHOICES, DECISIONS
from pmtui.model.governance.bodies import BODIES, Body
from pmtui.query.choosing import Asked
from pmtui.query.error import QueryError
from pmtui.query.values.entity_names import find
from pmtui.query.values.money import typed_money
from pmtui.views.decide.recommendation import Recommendation, recommendation

_LOOKS: Final = 20_000
"""Candidates looked at over all of the problems that are solved, while somebody waits."""


def _recommend(situation: Situation, values: Values) -> Proposal:
    scope = _scope(situation)
    figures = situation.figures
    body = _body(situation, scope, str(values.get("body") or "").strip())
    typed = str(values.get("budget") or "").strip()
    budgets: tuple[tuple[str, Decimal], ...] = ()
    try:
        if typed:
            given = typed_money(typed, figures.rates.base)
            if given.currency != figures.rates.base:
                raise WrongInputError(f"budget: write an amount in {figures.rates.base}")
            if given.amount < 0:
                raise WrongInputError(f"budget: {typed} is less than nothing")
            budgets = (("", given.decimal),)
        asked = Asked(budgets=budgets, value=str(values.get("value") or WORTH))
        count = max(1, sum(1 for _ in figures.live_subtree(scope)))
        answer = recommendation(figures, scope, asked, _after(_LOOKS // count))
    except QueryError as error:
        raise WrongInputError(str(error)) from error
    if not answer.selection.answer:
        raise Refused(f"nothing to recommend: {answer.result}{_why(answer)}")
    ops, decision = _written(situation, scope, body, answer)
    keys = [row.project for row in answer.projects if row.is_in]
    chosen = ", ".join(situation.workspace.components[key].key for key in keys) or "no project"
    words = f"{NEW_KEY} asks {body.key} {body.name} to select {chosen}"
    return Proposal(ops, words, decision)


def _why(answer: Recommendation) -> str:
    """The first reason for which a project cannot take part."""
    out = [row.reason for row in answer.projects if row.reason]
    return f"; {out[0]}" if out else ""


def _scope(situation: Situation) -> int:
    """The component that is decided about.

    Raises:
        Refused: several are possible.
    """
    if situation.scope:
        return situation.scope
    workspace = situation.workspace
    tops = [
        row
        for row in workspace.components.values()
        if not row.component and not row.archived and row.kind in {"portfolio", "program"}
    ]
    if len(tops) != 1:
        listed = ", ".join(row.key for row in tops) or "there is none"
        raise WrongInputError(f"say for which portfolio or program: {listed}")
    return tops[0].id


def _body(situation: Situation, scope: int, text: str) -> Body:
    """The body that is asked: the one that is named, else the only one there is.

    Raises:
        Refused: there is none, or several could be meant.
    """
    workspace = situation.workspace
    bodies = workspace.rows_of(Body)
    if text:
        try:
            return bodies[find(workspace, BODIES.name, text)]
        except QueryError as error:
            raise WrongInputError(f"body: {error}") from error
    near = {0, scope, *workspace.ancestors(scope)}
    here = [row for row in bodies.values() if not row.archived and row.component in near]
    if len(here) != 1:
        listed = ", ".join(f"{row.key} {row.name}" for row in here)
        raise WrongInputError(
            f"say which body decides: {listed}" if listed else 'no body here: add body "Board"'
        )
    return here[0]


def _written(
    situation: Situation, scope: int, body: Body, answer: Recommendation
) -> tuple[Ops, int]:
    """Ops for the decision with what is said of each project, and the id of the decision."""
    component = situation.workspace.components[scope]
    ops = new_entity(
        situation,
        DECISIONS.name,
        "",
        {
            "title": f"Which projects to do: {component.name}",
            "component": scope,
            "body": body.id,
            "asked_by": situation.actor,
            "asked_at": situation.today,
            "amount": answer.amount,
            "rationale": answer.result,
            "options": "\n".join(answer.options),
            "sensitivity": "\n".join(answer.sensitivity),
            "basis": "\n".join(answer.basis),
        },
    )
    decision = ops[0].id
    for row in answer.projects:
        ops += new_entity(
            situation,
            CHOICES.name,
            "",
            {
                "decision": decision,
                "component": scope,
                "candidate": row.project,
                "place": "in" if row.is_in else "out",
                "cost": row.cost,
                "worth": row.worth,
                "score": "" if row.score is None else f"{row.score:f}",
                "reason": row.reason,
            },
        )
    return ops, decision


def _after(looks: int) -> Callable[[], bool]:
    turns = iter(range(looks))
    return lambda: next(turns, None) is None


ACTIONS: Final = (
    Action(
        id="selection.recommend",
        title="Recommend to a body",
        help=(
            "Puts the best set of projects of the scope before a body to decide on, with what else"
            " could be chosen and what would change it; decide makes those it takes in selected."
        ),
        group="judge",
        keys=("exclamation_mark",),
        contexts=("decide",),
        args=(
            Arg("body", "text", "body that decides; the only one", required=False, rest=True),
            Arg("value", "text", "what a project is worth", required=False, asked=False),
            Arg("budget", "text", "what there is", required=False, asked=False),
        ),
        verb="recommend",
        propose=_recommend,
    ),
)
"""Asks a body to select projects."""
