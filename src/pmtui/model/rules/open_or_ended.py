"""This file says which rows somebody has to end, and when a row has ended."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.workspace.schema import TABLE_OF, TABLES
from pmtui.model.workspace.workspace import Workspace

OPEN_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {name: spec.open_word for name, spec in TABLES.items() if spec.open_word}
)
"""What one open row of a table is called, for the tables whose rows somebody has to end."""
HOLDERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {name: spec.hangs_on for name, spec in TABLES.items() if spec.hangs_on}
)
"""Fields by which rows hang on a task."""


def has_ended(row: Entity) -> bool:
    """Whether a row has ended by its own fields.

    A task ends by its column or its progress, which `Figures.is_done` tells.
    """
    ending = TABLES[TABLE_OF[type(row)]].ending
    return ending is not None and ending(row)


def is_put_away(workspace: Workspace, table: str, row: Entity) -> bool:
    """Whether a row is archived, or hangs on a task that is: a link to one does not hold.

    What was paid for a task stays paid.
    """
    if is_archived(row) or TABLES[table].stays:
        return is_archived(row)
    tasks = workspace.tasks
    held_by = (tasks.get(getattr(row, name)) for name in HOLDERS.get(table, ()))
    return any(task is not None and task.archived for task in held_by)
