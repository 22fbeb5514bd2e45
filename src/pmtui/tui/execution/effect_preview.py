"""This file tells in one line what an edit would move, before it is committed."""

from collections.abc import Sequence

from pmtui.actions.core.action import Target
from pmtui.figures.schedule_analysis.edit_effect import EditEffect, edit_effect
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, touched
from pmtui.session.session import Session
from pmtui.views.wording.formatting import count_with_noun


def effect_preview(session: Session, ops: Ops, targets: Sequence[Target]) -> str:
    """What an edit moves beside what it is done to; empty where it moves nothing else.

    Raises:
        Refused: the result would not be valid.
    """
    before = session.figures
    if session.workspace is not before.workspace:
        return ""
    after = Figures.next(before, session.preview(ops), touched(ops), session.today)
    edited = {target.id for target in targets if target.table == "tasks"}
    return effect_text(edit_effect(before, after, edited))


def effect_text(found: EditEffect) -> str:
    """An effect in one line."""
    if found.skipped:
        return "too many tasks to work out what moves with it"
    parts = []
    if found.tasks:
        parts.append(f"moves {count_with_noun(found.tasks, 'task')}")
    if found.contracts:
        parts.append(count_with_noun(found.contracts, "contract"))
    if found.days:
        parts.append(f"project finish {found.days:+d} d")
    if found.conflicts:
        parts.append(f"{count_with_noun(found.conflicts, 'date')} missed by it")
    return ", ".join(parts)
