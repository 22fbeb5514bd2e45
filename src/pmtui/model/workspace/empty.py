"""This file says what a new store holds before anybody has entered anything."""

from pmtui.model.entities.policy import POLICY_ID, Policy
from pmtui.model.workspace.workspace import Workspace, known_tables


def empty_workspace(timezone: str, currency: str) -> Workspace:
    """What a new store holds: the time zone that says what day it is, and the base currency."""
    policy = Policy(id=POLICY_ID, timezone=timezone, base_currency=currency)
    return Workspace({**known_tables(), "policy": {POLICY_ID: policy}})
