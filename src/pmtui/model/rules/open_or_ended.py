"""This file says which rows somebody has to end, and when a row has ended."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.rules.life_cycles import (
    ENDED_COMPONENT_STATES,
    ENDED_RECORD_STATES,
    ENDED_RISK_STATES,
)
from pmtui.model.workspace.schema import field_spec
from pmtui.model.workspace.workspace import Workspace

Test = Callable[[Any], bool]
"""Whether something is true of a row."""

OPEN_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "components": "open component",
        "tasks": "open task",
        "risks": "open risk",
        "issues": "open issue",
        "changes": "open change",
        "assumptions": "open assumption",
        "action_items": "open action",
        "gates": "undecided gate",
        "benefits": "open benefit",
        "objectives": "objective",
        "links": "live contract",
        "assignments": "assignment",
    }
)
"""What one open row of a table is called, for the tables whose rows somebody has to end."""
NEVER_OPEN: Final = frozenset(
    {
        "decisions", "reports", "people", "columns", "checks", "remarks", "references",
        "saved_views", "calendars", "calendar_weeks", "calendar_exceptions", "baselines",
        "baseline_rows", "rates", "policy",
    }
)  # fmt: skip
"""Tables whose rows wait for nobody: they record, arrange, or go with what they belong to."""
HOLDERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"checks": ("task",), "assignments": ("task",), "links": ("giver", "taker")}
)
"""Fields by which rows hang on a task."""

_STATES: Final = MappingProxyType(
    {"components": ENDED_COMPONENT_STATES, "risks": ENDED_RISK_STATES}
)
_ENDINGS: Final[Mapping[str, Test]] = MappingProxyType(
    {
        "gates": lambda row: row.decision not in {"", "hold"},
        "checks": lambda row: row.done,
        "links": lambda row: row.state in {"met", "broken"},
    }
)


def ending_of(table: str) -> Test | None:
    """The test whether a row of a table has ended; None where rows do not end, and for tasks.

    A task ends by its column or its progress, which `Figures.is_done` tells.
    """
    if table in _ENDINGS:
        return _ENDINGS[table]
    if table == "tasks" or field_spec(table, "state") is None:
        return None
    states = _STATES.get(table, ENDED_RECORD_STATES)
    return lambda row: row.state in states


def is_put_away(workspace: Workspace, table: str, row: Entity) -> bool:
    """Whether a row is archived, or hangs on a task that is: a link to one does not hold."""
    if is_archived(row):
        return True
    tasks = workspace.tasks
    held_by = (tasks.get(getattr(row, name)) for name in HOLDERS.get(table, ()))
    return any(task is not None and task.archived for task in held_by)
