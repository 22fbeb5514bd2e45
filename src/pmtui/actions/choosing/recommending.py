"""This file puts the best set of projects before a body, for it to decide."""

from collections.abc import Callable
from typing import Final

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    NEW_KEY,
    PREPARED,
    Action,
    Arg,
    Progress,
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
_STEPS: Final = 20
"""Times that it is told how far that is."""


class _Prepared(msgspec.Struct, frozen=True):
    """What is recommended, for which scope and to whom."""

    scope: int
    body: Body
    answer: Recommendation


def _prepare(situation: Situation, values: Values) -> Callable[[Progress], _Prepared]:
    """Settle who is asked about what; what is best is worked out later."""
    scope = _scope(situation)
    body = _body(situation, scope, str(values.get("body") or "").strip())
    asked = _asked(situation, values)

    def work(progress: Progress) -> _Prepared:
        figures = situation.figures
        progress("looking for the best set")
        count = max(1, sum(1 for _ in figures.live_subtree(scope)))
        try:
            answer = recommendation(figures, scope, asked, _after(_LOOKS // count, progress))
        except QueryError as error:
            raise WrongInputError(str(error)) from error
        return _Prepared(scope, body, answer)

    return work


def _asked(situation: Situation, values: Values) -> Asked:
    """What it is to be chosen by.

    Raises:
        WrongInputError: the budget is none.
    """
    typed = str(values.get("budget") or "").strip()
    value = str(values.get("value") or WORTH)
    if not typed:
        return Asked(value=value)
    base = situation.workspace.policy.base_currency
    try:
        given = typed_money(typed, base)
    except QueryError as error:
        raise WrongInputError(str(error)) from error
    if given.currency != base:
        raise WrongInputError(f"budget: write an amount in {base}")
    if given.amount < 0:
        raise WrongInputError(f"budget: {typed} is less than nothing")
    return Asked(budgets=(("", given.decimal),), value=value)


def _recommend(situation: Situation, values: Values) -> Proposal:
    prepared = values.get(PREPARED)
    if not isinstance(prepared, _Prepared):
        prepared = _prepare(situation, values)(lambda _words: None)
    answer, body = prepared.answer, prepared.body
    if not answer.selection.answer:
        raise Refused(f"nothing to recommend: {answer.result}{_why(answer)}")
    ops, decision = _written(situation, prepared.scope, body, answer)
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


def _after(looks: int, progress: Progress) -> Callable[[], bool]:
    """Says that it is enough after so many looks; tells on the way how far they are."""
    turns = iter(range(looks))
    step = max(looks // _STEPS, 1)

    def is_enough() -> bool:
        turn = next(turns, None)
        if turn is not None and not turn % step:
            progress(f"looking for what would change it: {100 * turn // looks} %")
        return turn is None

    return is_enough


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
        prepare=_prepare,
        propose=_recommend,
    ),
)
"""Asks a body to select projects."""
