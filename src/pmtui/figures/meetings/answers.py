"""This file tells which answers a thing that waits for a decision may be given."""

from typing import Final

from pmtui.model.rules.life_cycles import ANSWERS, waits_for_answer
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace

DECIDED_TABLES: Final = tuple(
    name
    for name, spec in TABLES.items()
    if any(approval.accepting or approval.recorded_in for approval in spec.approvals)
)
"""Tables of which rows wait for a decision."""


def verdict_field(table: str) -> str:
    """The field of a table that says what was decided on a row; empty where none does."""
    names = (approval.accepting[0][0] for approval in TABLES[table].approvals if approval.accepting)
    return next((name for name in names if name in {"decision", "verdict"}), "")


def verdicts_of(table: str) -> tuple[str, ...]:
    """The values that decide on a row of a table: of a gate `go`, `conditional`, `hold` ..."""
    spec = field_spec(table, verdict_field(table))
    return tuple(choice for choice in spec.choices if choice) if spec is not None else ()


def answers_to(workspace: Workspace, table: str, row_id: int) -> tuple[str, ...]:
    """The answers that a thing may be given; none where it waits for no decision."""
    row = workspace.get(table, row_id)
    if row is None or table not in DECIDED_TABLES:
        return ()
    if waits_for_answer(row):
        return ANSWERS
    return verdicts_of(table) or ANSWERS[:2]


VERDICTS: Final = tuple(
    dict.fromkeys(choice for table in DECIDED_TABLES for choice in verdicts_of(table))
)
"""Every such value."""
