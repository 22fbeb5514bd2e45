"""This file authorises projects that were selected, with money released for them in one edit."""

from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.costing.funding import FUNDING, Funding
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.entities.entity import Money
from pmtui.model.rules.life_cycles import phase_of, portfolio_status_of
from pmtui.query.error import QueryError
from pmtui.query.values.formatting import money_text
from pmtui.query.values.money import typed_money

_SELECTED: Final = "selected"
_DRAFT: Final = "draft"
_BEGUN: Final = "initiating"
"""The phase into which a draft comes by being authorised."""


def _authorise(situation: Situation, values: Values) -> Proposal:
    amount = _amount(situation, str(values.get("amount") or "").strip())
    ops: Ops = ()
    words: list[str] = []
    left: dict[int, int] = {}
    for row in situation.rows:
        if not isinstance(row, Component):
            raise Refused("stand on a project first")
        _require_selected(row)
        phase = {"phase": _BEGUN} if phase_of(row) == _DRAFT else {}
        ops += edit(COMPONENTS.name, row, portfolio_status="authorised", **phase)
        more, given = _released(situation, row, amount, str(values.get("source") or ""), left)
        ops += more
        words.append(f"{row.key} authorised, {given}")
    return Proposal(ops, "; ".join(words))


def _amount(situation: Situation, text: str) -> Money | None:
    """The amount that was typed; None where none was.

    Raises:
        WrongInputError: it is none.
    """
    try:
        return typed_money(text, situation.figures.rates.base) if text else None
    except QueryError as error:
        raise WrongInputError(f"amount: {error}") from error


def _require_selected(row: Component) -> None:
    """Refuse what nobody has selected.

    Raises:
        Refused: says where it stands, and what has to come first.
    """
    status = portfolio_status_of(row)
    if status != _SELECTED:
        stands = status.replace("_", " ") or "in no status"
        first = "" if status in {"authorised", "active"} else (
            ", not selected: a body selects it first (recommend, decide)"
        )  # fmt: skip
        raise Refused(f"{row.key} {row.name} is {stands}{first or ' already'}")


def _released(
    situation: Situation, row: Component, amount: Money | None, source: str, left: dict[int, int]
) -> tuple[Ops, str]:
    """Ops that release money for a project, and what to say of it.

    What it is expected to get is agreed to; else it gets the amount, or its budget, of what is
    given above it.

    Raises:
        Refused: there is not so much left.
        WrongInputError: nobody says how much, or from which of several.
    """
    workspace = situation.workspace
    release = {"approver": situation.actor, "approved_at": situation.today}
    own = [
        funding
        for funding in workspace.rows_by(Funding, "component", row.id)
        if funding.state == "expected" and not funding.archived
    ]
    if own and amount is None and not source:
        ops: Ops = ()
        for funding in own:
            ops += edit(FUNDING.name, funding, state="agreed", **release)
        given = ", ".join(f"{funding.key} of {money_text(funding.amount)}" for funding in own)
        return ops, f"{given} released"
    wanted = amount if amount is not None else row.budget
    if wanted is None or wanted.amount <= 0:
        raise WrongInputError(f"{row.key} has no budget: say how much is released for it (amount)")
    above = _source(situation, row, source)
    if above is not None:
        _take(situation, row, above, wanted, left)
    fields = {
        "title": f"Released for {row.key} {row.name}",
        "component": row.id,
        "amount": wanted,
        "at": situation.today,
        "state": "agreed",
        "released_from": above.id if above is not None else 0,
        **release,
    }
    words = f"{money_text(wanted)} released{f' from {above.key}' if above is not None else ''}"
    return new_entity(situation, FUNDING.name, "", fields), words


def _source(situation: Situation, row: Component, text: str) -> Funding | None:
    """What it is released from: what is named, else what the nearest above with any is given.

    Raises:
        WrongInputError: there is none of that name, or several could be meant.
    """
    workspace = situation.workspace
    for above in workspace.ancestors(row.id):
        given = [funding for funding in workspace.rows_by(Funding, "component", above)
                 if funding.is_given and not funding.released_from]  # fmt: skip
        named = [funding for funding in given if funding.key == text.strip().upper()]
        if text.strip() and not named:
            continue
        if len(named or given) > 1:
            keys = ", ".join(f"{funding.key} {funding.title}" for funding in given)
            raise WrongInputError(f"{row.key}: say which funding it is released from: {keys}")
        if given:
            return (named or given)[0]
    if text.strip():
        raise WrongInputError(f"{row.key}: nothing above it is given {text.strip()!r}")
    return None


def _take(
    situation: Situation, row: Component, source: Funding, wanted: Money, left: dict[int, int]
) -> None:
    """Take an amount of what is left of a funding.

    Raises:
        Refused: it is in another currency, or more than is left.
    """
    code = source.amount.currency
    if wanted.currency != code:
        raise WrongInputError(f"{row.key}: {source.key} is in {code}: write the amount in it")
    parts = situation.workspace.rows_by(Funding, "released_from", source.id)
    released = sum(part.amount.amount for part in parts if part.is_given)
    there_is = left.get(source.id, source.amount.amount - released)
    if wanted.amount > there_is:
        raise Refused(
            f"{row.key}: {money_text(wanted)} is more than the {money_text(Money(there_is, code))}"
            f" that are left of {source.key} {source.title}"
        )
    left[source.id] = there_is - wanted.amount


def _needs_project(situation: Situation) -> str | None:
    return None if situation.rows else "no project under the cursor"


ACTIONS: Final = (
    Action(
        id="component.authorise",
        title="Authorise",
        help=(
            "Authorises selected projects and releases money for each, its budget or an amount, of"
            " what is given above it, in one edit."
        ),
        group="judge",
        keys=("X",),
        contexts=("decide",),
        tables=(COMPONENTS.name,),
        args=(
            Arg("amount", "text", "how much; the budget", required=False, asked=False),
            Arg("source", "text", "key of the funding above", required=False, asked=False),
        ),
        verb="authorise",
        bulk=True,
        refuse=_needs_project,
        propose=_authorise,
    ),
)
"""Authorises projects."""
