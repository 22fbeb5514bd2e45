"""This file tells in one line what an edit would move, before it is committed."""

from collections.abc import Sequence

from pmtui.actions.spec import Target
from pmtui.figures.planning.effect import Effect, effect
from pmtui.figures.sheet import Figures
from pmtui.model.ops import Ops, touched
from pmtui.session import Session
from pmtui.views.wording import counted


def foretold(session: Session, ops: Ops, targets: Sequence[Target]) -> str:
    """What an edit moves beside what it is done to; empty where it moves nothing else.

    Raises:
        Refused: the result would not be valid.
    """
    before = session.figures
    if session.workspace is not before.workspace:
        return ""
    after = Figures.next(before, session.preview(ops), touched(ops), session.today)
    edited = {one.id for one in targets if one.table == "tasks"}
    return effect_text(effect(before, after, edited))


def effect_text(found: Effect) -> str:
    """An effect in one line."""
    if found.skipped:
        return "too many tasks to work out what moves with it"
    parts = []
    if found.tasks:
        parts.append(f"moves {counted(found.tasks, 'task')}")
    if found.contracts:
        parts.append(counted(found.contracts, "contract"))
    if found.days:
        parts.append(f"project finish {found.days:+d} d")
    if found.conflicts:
        parts.append(f"{counted(found.conflicts, 'date')} missed by it")
    return ", ".join(parts)
