"""This file words an escalation: that something waits above, or what was answered and by whom."""

from typing import Final

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.entity import Entity, Escalatable, title_of
from pmtui.model.entities.people import initials_of
from pmtui.model.rules.life_cycles import can_be_escalated, read_answer, waits_for_answer

SHADOW: Final = "^"
"""Marks what was handed up and is answered, or lies now, above the scope."""
_PAST: Final = {"accept": "accepted", "return": "sent back", "decide": "decided"}


def escalation_text(figures: Figures, row: Entity) -> str:
    """`escalated 2 d`, or `decided by Ann Archer: buy two`; empty where it never was."""
    if not can_be_escalated(row):
        return ""
    if waits_for_answer(row):
        days = (figures.today - row.escalated_at).days if row.escalated_at else None
        return "escalated" if days is None else f"escalated {days} d"
    read = read_answer(row.escalation_answer)
    if read is None:
        return f"answer: {row.escalation_answer}" if row.escalation_answer else ""
    answer, words = read
    decision = decision_of(figures, row)
    by = figures.workspace.people.get(decision.owner) if decision is not None else None
    who = f" by {by.name}" if by is not None else ""
    return f"{_PAST[answer]}{who}{f': {words}' if words else ''}"


def escalated_title(figures: Figures, row: Entity, *, is_shadow: bool) -> str:
    """A title with what became of its escalation, the answer and who gave it in front.

    `^ Supplier late (escalated 2 d)`, `^ [accepted AA] Supplier late`,
    `[decided AA] Supplier late: buy two`; the title alone where nothing became of it.
    """
    told = escalation_text(figures, row)
    mark = f"{SHADOW} " if is_shadow else ""
    if not told or not can_be_escalated(row):
        return f"{mark}{title_of(row)}"
    read = read_answer(row.escalation_answer)
    if waits_for_answer(row) or read is None:
        return f"{mark}{title_of(row)} ({told})"
    decision = decision_of(figures, row)
    by = figures.workspace.people.get(decision.owner) if decision is not None else None
    who = f" {initials_of(by)}" if by is not None else ""
    words = f": {read[1]}" if read[1] else ""
    return f"{mark}[{_PAST[read[0]]}{who}] {title_of(row)}{words}"


def decision_of(figures: Figures, row: Escalatable) -> Decision | None:
    """The decision that records the last answer to an escalation; None where there is none."""
    found = figures.workspace.rows("decisions").get(row.escalation_decision)
    return found if isinstance(found, Decision) else None
