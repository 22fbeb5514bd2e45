"""This file changes the rules of a store: its time zone, its currency, scales and thresholds."""

from typing import Final

from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.actions.editing.set_fields import editable, set_field
from pmtui.model.changes.ops import apply, create
from pmtui.model.entities.policy import POLICY_ID, Policy
from pmtui.model.workspace.workspace import Workspace

FIELDS: Final = tuple(spec.name for spec in editable("policy"))
"""The rules a person may change."""


def change_policy(situation: Situation, name: str, text: str) -> Proposal:
    """What gives one rule of the store another value; a store without rules of its own gets them.

    Raises:
        Refused: there is no such rule, or it cannot have that value.
    """
    field = name.strip().replace(" ", "_")
    if field not in FIELDS:
        raise Refused(f"there is no rule {name!r}: there is {', '.join(FIELDS)}")
    workspace = situation.workspace
    value = text.strip().upper() if field == "base_currency" else text.strip()
    if field == "base_currency" and value != workspace.policy.base_currency:
        _refuse_rates(workspace)
    if workspace.rows("policy"):
        ops = set_field(situation, workspace.policy, "policy", field, value)
    else:
        first = create("policy", Policy(id=POLICY_ID))
        begun = apply(workspace, (first,))
        ops = (first, *set_field(situation, begun.policy, "policy", field, value))
    return Proposal(ops, f"{field.replace('_', ' ')} is {value}")


def _refuse_rates(workspace: Workspace) -> None:
    """Refuse another base currency while rates count in the one there is."""
    count = len(workspace.rows("rates"))
    if count:
        held = workspace.policy.base_currency
        raise Refused(
            f"{count} rates are given in {held}: take them away first, then give new ones"
        )


def _change(situation: Situation, values: Values) -> Proposal:
    return change_policy(situation, str(values["rule"]), str(values["setting"]))


ACTIONS: Final = (
    Action(
        id="policy.change",
        title="Rules of the store",
        help="Changes a rule of the store: its time zone, base currency, scales or thresholds.",
        group="set",
        args=(
            Arg("rule", "text", "rule, such as timezone or base_currency"),
            Arg("setting", "text", "value, such as Europe/Berlin or CHF"),
        ),
        verb="policy",
        propose=_change,
    ),
)
"""What changes the rules of the store."""
