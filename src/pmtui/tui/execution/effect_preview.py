"""This file tells in one line what an edit would move, before it is committed."""

from typing import Final

from pmtui.actions.core.action import Action, Refused, Situation, Values
from pmtui.figures.effects.edit_worth import effects_of
from pmtui.model.changes.ops import Ops, touched
from pmtui.session.session import Session
from pmtui.views.wording.effect_line import effect_text

_MOST_TASKS: Final = 1_000
"""Tasks of a project above which a line that is being typed does not wait for its effect."""
_MOVING: Final = frozenset({"date", "minutes", "money", "percent", "step", "decimal", "int"})
"""Kinds of fields whose values dates and money follow from."""
TOO_LARGE: Final = "too large a plan to say here what it changes"


def effect_preview(session: Session, ops: Ops) -> str:
    """What an edit moves beside what it is done to; empty where it moves nothing else.

    Raises:
        Refused: the result would not be valid.
    """
    before = session.figures
    if session.workspace is not before.workspace:
        return ""
    changed = touched(ops)
    after = before.next(session.preview(ops), changed, session.today)
    return effect_text(effects_of(before, after, changed))


def echoed_effect(
    session: Session, situation: Situation, action: Action, given: Values, kind: str
) -> str:
    """What a value would change elsewhere, to stand behind it; empty for nothing.

    Args:
        session: the session worked on.
        situation: what the action is done to.
        action: what would set the value.
        given: its arguments, the value among them.
        kind: of the field.
    """
    if action.propose is None or kind not in _MOVING:
        return ""
    workspace = situation.workspace
    places = {row.component for row in situation.rows}
    if any(len(workspace.ids_by("tasks", "component", at)) > _MOST_TASKS for at in places):
        return f"  {TOO_LARGE}"
    try:
        ops = session.foreseen(action.propose(situation, given).ops)
        effect = effect_preview(session, ops) if ops else ""
    except Refused:
        return ""
    return f"  {effect}" if effect else ""
