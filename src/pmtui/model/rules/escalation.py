"""This file tells which risks and issues wait for an answer from above, and reads answers."""

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeGuard, cast

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import ISSUES, Issue
from pmtui.model.entities.risks import Risk
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES
from pmtui.model.workspace.workspace import Workspace

EscalationAnswer = Literal["accept", "return", "decide"]
"""What the level above may do: take it over, send it back, or decide what is done below."""
Escalated = Risk | Issue

ANSWERS: Final[tuple[EscalationAnswer, ...]] = ("accept", "return", "decide")
ESCALATED_TABLES: Final = ("risks", "issues")
"""Tables whose rows can be escalated."""
NEED_WORDS: Final = frozenset({"return", "decide"})
"""Answers that say nothing without words."""

_ANSWER: Final = re.compile(
    r"\s*(accept(?:ed)?|return(?:ed)?|sen[dt][ -]?back|decided?)(?:\s*:\s*|\s+|$)(.*)",
    re.IGNORECASE | re.DOTALL,
)


def can_be_escalated(row: object) -> TypeGuard[Escalated]:
    """Whether a row is of a kind that can be handed up."""
    return isinstance(row, Risk | Issue)


def waits_for_answer(row: object) -> TypeGuard[Escalated]:
    """Whether a row was handed up and has no answer yet."""
    if isinstance(row, Risk):
        return row.state == "escalated" and not row.archived
    if isinstance(row, Issue):
        is_over = row.archived or row.state in ISSUES.ended_states
        return bool(row.escalated_to) and not row.escalation_answer and not is_over
    return False


def waiting_at(workspace: Workspace, component: int) -> Iterator[tuple[str, Escalated]]:
    """What was handed up to a component and waits for its answer, with its table."""
    for table in ESCALATED_TABLES:
        rows = workspace.rows(table)
        for row_id in workspace.ids_by(table, "escalated_to", component):
            row = rows[row_id]
            if waits_for_answer(row):
                yield table, row


def taken_over_from(workspace: Workspace, table: str, component: int) -> Iterator[int]:
    """Ids of what a component handed up and the level above took over: a shadow of it stays."""
    rows = workspace.rows(table)
    for row_id in workspace.ids_by(table, "escalated_from", component):
        row = cast("Escalated", rows[row_id])
        if row.component != component and not row.archived:
            yield row_id


def level_above(workspace: Workspace, component: int) -> int:
    """The nearest component above that can answer: neither archived nor ended; 0 for none."""
    for component_id in workspace.ancestors(component):
        row = workspace.components.get(component_id)
        if row is not None and not row.archived and row.state not in ENDED_COMPONENT_STATES:
            return component_id
    return 0


def read_answer(text: str) -> tuple[EscalationAnswer, str] | None:
    """An answer as typed with its words: `accept`, `send back: yours`, `decide buy two`.

    None where it begins with none of the answers.
    """
    found = _ANSWER.fullmatch(text)
    if found is None:
        return None
    answer: EscalationAnswer = "return"
    word = found[1].casefold()
    if word.startswith("accept"):
        answer = "accept"
    elif word.startswith("decide"):
        answer = "decide"
    return answer, found[2].strip()


def answer_text(answer: EscalationAnswer, words: str) -> str:
    """An answer with its words as it is kept."""
    return f"{answer}: {words}" if words else answer


def name_of(row: Entity) -> str:
    """Key and title of a row in a sentence."""
    return f"{row.key} {getattr(row, 'title', '')}".strip()
