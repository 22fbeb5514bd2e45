"""This file does an action on a small workspace as a session would; hands back what is after."""

from itertools import count
from typing import Any

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.checks.consent import require_consent
from pmtui.actions.checks.summary_tasks import summary_refusal
from pmtui.actions.consequences.completed_edit import with_consequences
from pmtui.actions.core.action import Proposal, Refused, Situation, Target
from pmtui.model.changes.ops import apply, settle_keys
from pmtui.model.merging.settle import InvalidError, settle, validated
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, id_of


def at(
    workspace: Workspace, *keys: str, scope: str = "", actor: str = "", view: str = ""
) -> Situation:
    """Standing on a component with some entities marked, by their keys."""
    targets = []
    for key in keys:
        found = workspace.by_key(key)
        assert found is not None, key
        targets.append(Target(found[0], found[1].id))
    last = max((one for rows in workspace.tables.values() for one in rows), default=0)
    numbers = count(max(last, 900_000_000) + 1)
    return Situation(
        workspace,
        TODAY,
        lambda: next(numbers),
        tuple(targets),
        id_of(scope),
        view,
        id_of(actor),
    )


def proposed(action_id: str, situation: Situation, **values: Any) -> Proposal:
    """What an action proposes; a refusal is raised as it is for a session."""
    action = CATALOGUE[action_id]
    assert action.propose is not None
    reason = action.refuse(situation)
    if reason:
        raise Refused(reason)
    proposal: Proposal = action.propose(situation, values)
    return proposal


def after(action_id: str, situation: Situation, **values: Any) -> Workspace:
    """The workspace once an action is done, judged, and what it leaves open is agreed to."""
    ops = proposed(action_id, situation, **values).ops
    reason = summary_refusal(situation.workspace, ops, TODAY)
    if reason:
        raise Refused(reason)
    wanted = ops
    actor = situation.actor
    ops, _ = with_consequences(situation.workspace, ops, TODAY, situation.new_id, actor=actor)
    try:
        following = validated(situation.workspace, settle_keys(situation.workspace, ops))
    except InvalidError as error:
        raise Refused(str(error)) from error
    require_consent(situation.figures, following, wanted, agreed=situation.confirmed)
    kept = settle(situation.workspace, ops) if ops else ()
    assert isinstance(kept, tuple), kept
    return apply(situation.workspace, kept)


def refusal(action_id: str, situation: Situation, **values: Any) -> str:
    """Why an action is refused."""
    with pytest.raises(Refused) as caught:
        after(action_id, situation, **values)
    return str(caught.value)


def row(workspace: Workspace, key: str) -> Any:
    """The entity of a key."""
    found = workspace.by_key(key)
    assert found is not None, key
    return found[1]
