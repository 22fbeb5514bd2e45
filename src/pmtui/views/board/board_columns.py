"""This file puts columns of several boards together: by their names, or by what they mean."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.model.entities.tasks import Column, ColumnRole

_ROLE_NAMES: Final[Mapping[ColumnRole, str]] = MappingProxyType(
    {"todo": "To do", "doing": "Doing", "done": "Done"}
)


class BoardColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column as shown: one of a project's, or those of several projects that go together."""

    name: str
    role: ColumnRole = "todo"
    ids: tuple[int, ...] = ()
    """The columns behind it; empty for the cards that are in none."""
    count: int = 0
    """Cards in it, whether they pass the filter or not."""
    limit: int = 0
    """Most it should hold; 0 where it has none, or not all behind it have one."""
    over: bool = False
    """Whether a column behind it holds more than its limit."""


def merged_columns(boards: Sequence[Sequence[Column]]) -> tuple[BoardColumn, ...]:
    """The columns of several boards that go together by name, else by what they mean."""
    if not boards:
        return ()
    names = {frozenset(column.name.casefold() for column in sequence) for sequence in boards}
    if len(names) == 1 and all(len(sequence) == len(boards[0]) for sequence in boards):
        groups = {column.name.casefold(): (column.name, column.role) for column in boards[0]}
        return tuple(
            _group(
                name, role, [c for sequence in boards for c in sequence if c.name.casefold() == key]
            )
            for key, (name, role) in groups.items()
        )
    return tuple(
        _group(
            name,
            role,
            [column for sequence in boards for column in sequence if column.role == role],
        )
        for role, name in _ROLE_NAMES.items()
    )


def _group(name: str, role: ColumnRole, columns: Sequence[Column]) -> BoardColumn:
    limited = bool(columns) and all(column.limit for column in columns)
    return BoardColumn(
        name=name,
        role=role,
        ids=tuple(column.id for column in columns),
        limit=sum(column.limit for column in columns) if limited else 0,
    )
