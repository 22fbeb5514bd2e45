"""This file makes a scenario the plan in one commit, or gives it up."""

from typing import Final

from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Proposal,
    Refused,
    Situation,
    UnagreedError,
    Values,
)
from pmtui.model.changes.ops import edit
from pmtui.model.scenarios.overlay import edits_of, laid_over, left_out_words
from pmtui.model.scenarios.scenarios import SCENARIOS, Scenario


def _apply(situation: Situation, _values: Values) -> Proposal:
    scenario = _draft(situation)
    count = len(edits_of(situation.workspace, scenario.id))
    if not count:
        raise Refused(f"{scenario.key} has no edits: show it with W and edit what would be")
    overlay = laid_over(situation.workspace, scenario.id)
    left = left_out_words(situation.workspace, overlay)
    if left and not situation.confirmed:
        more = f" (and {len(left) - 1} more)" if len(left) > 1 else ""
        raise UnagreedError(f"{left[0]}{more}", "undo it in the scenario, or make it there again")
    done = edit(SCENARIOS.name, scenario, state="committed")
    edits = "its edit is" if count == 1 else f"its {count} edits are"
    words = f"{scenario.key} {scenario.name}: {edits} the plan now"
    return Proposal((*overlay.ops, *done), words, scenario.id)


def _discard(situation: Situation, _values: Values) -> Proposal:
    scenario = _draft(situation)
    ops = edit(SCENARIOS.name, scenario, state="discarded")
    return Proposal(ops, f"{scenario.key} {scenario.name}: given up; the plan is as it was")


def _draft(situation: Situation) -> Scenario:
    row = situation.rows[0]
    if not isinstance(row, Scenario):
        raise Refused("stand on a scenario first")
    if row.state != "draft":
        raise Refused(f"{row.key} is {row.state} already")
    return row


def _refuse(situation: Situation) -> str | None:
    if not situation.rows:
        return "no scenario under the cursor"
    if situation.scenario:
        shown = situation.workspace.get(SCENARIOS.name, situation.scenario)
        return f"{shown.key if shown else 'a scenario'} is shown: W comes back to the plan first"
    return None


ACTIONS: Final = (
    Action(
        id="scenario.apply",
        title="Apply scenario",
        help="Makes the edits of a scenario in the plan, as one commit that undo takes back.",
        group="judge",
        tables=(SCENARIOS.name,),
        contexts=(SHOWN,),
        verb="apply_scenario",
        moves=True,
        ends=True,
        once=True,
        refuse=_refuse,
        propose=_apply,
    ),
    Action(
        id="scenario.discard",
        title="Discard scenario",
        help="Gives a scenario up; its edits stay to be read.",
        group="judge",
        tables=(SCENARIOS.name,),
        contexts=(SHOWN,),
        verb="discard_scenario",
        once=True,
        refuse=_refuse,
        propose=_discard,
    ),
)
"""What becomes of scenarios."""
