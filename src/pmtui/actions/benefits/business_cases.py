"""This file approves versions of business cases, which freezes them, and begins the next one."""

from typing import Final

from msgspec import structs

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Proposal, Refused, Situation, Values
from pmtui.figures.business_case.appraisal import appraisal_of, flows_of, percent_text
from pmtui.figures.business_case.waiting_flows import forecast_day
from pmtui.model.benefits.cases import CASES, CASH_FLOWS, BusinessCase
from pmtui.model.changes.ops import Ops, create, edit

_LEFT_BEHIND: Final = ("id", "key", "state", "version", "approved_by", "approved_at", "review_date")
"""What a new version does not take over from the one before."""


def _approve(situation: Situation, _values: Values) -> Proposal:
    case = _target(situation)
    if case.state != "draft":
        raise Refused(f"{case.key} is {case.state} already: :revise makes a new version of it")
    worked = appraisal_of(situation.figures, case)
    npv = worked.money(worked.npv)
    if npv is None:
        raise Refused(f"{case.key} {case.title}: there is nothing to approve: {worked.npv.reason}")
    ops: Ops = ()
    message = f"{case.key} approved: NPV {npv.decimal} {npv.currency}"
    if worked.irr.value is not None:
        message += f", IRR {percent_text(worked.irr.value)}"
    for other in situation.workspace.rows_by(BusinessCase, "component", case.component):
        if other.state == "approved":
            ops += edit(CASES.name, other, state="superseded")
            message += f"; supersedes {other.key}"
    for period, flow in flows_of(situation.figures, case):
        day = forecast_day(situation.figures, case, flow)
        if day is not None:
            ops += edit(CASH_FLOWS.name, flow, at=day, period=period)
    ops += edit(
        CASES.name,
        case,
        state="approved",
        approved_by=situation.actor,
        approved_at=situation.today,
    )
    return Proposal(ops, message, case.id)


def _revise(situation: Situation, _values: Values) -> Proposal:
    case = _target(situation)
    others = list(situation.workspace.rows_by(BusinessCase, "component", case.component))
    draft = next((row for row in others if row.state == "draft" and not row.archived), None)
    if draft is not None:
        raise Refused(f"{draft.key} {draft.title} is a draft already: change that")
    version = 1 + max(row.version for row in others)
    taken = {
        name: value for name, value in structs.asdict(case).items() if name not in _LEFT_BEHIND
    }
    ops = new_entity(situation, CASES.name, "", {**taken, "version": version})
    for _, flow in flows_of(situation.figures, case):
        copy = structs.replace(flow, id=situation.new_id(), case=ops[0].id)
        ops += (create(CASH_FLOWS.name, copy),)
    return Proposal(ops, f"version {version} of {case.title} is a draft now", ops[0].id)


def _target(situation: Situation) -> BusinessCase:
    row = situation.rows[0]
    if not isinstance(row, BusinessCase):
        raise Refused("only a business case has versions")
    return row


def _no_case(situation: Situation) -> str | None:
    return None if situation.rows else "no business case under the cursor"


ACTIONS: Final = (
    Action(
        id="case.approve",
        title="Approve case",
        help="Approves a version of a business case: it is frozen and supersedes the last one.",
        group="judge",
        tables=(CASES.name,),
        verb="approve",
        refuse=_no_case,
        propose=_approve,
    ),
    Action(
        id="case.revise",
        title="Revise case",
        help="Makes the next version of a business case, a draft with the same flows.",
        group="judge",
        tables=(CASES.name,),
        verb="revise",
        refuse=_no_case,
        propose=_revise,
    ),
)
"""What is done to business cases."""
