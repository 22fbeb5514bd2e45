"""This file says as which states the rows of a table stand on a board, and what a step writes."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

import msgspec

from pmtui.model.entities.entity import Entity
from pmtui.model.rules.life_cycles import has_ended, lifecycle_of, refusal
from pmtui.model.workspace.schema import TABLES, field_spec

_WAITING: Final = "waiting"
"""The column of what nobody has decided."""
_DECIDED: Final = "decided"


class BoardStates(msgspec.Struct, frozen=True):
    """The columns of a board for the rows of one table, as its declaration has them."""

    table: str
    field: str
    """The field that says where a row stands: its state, its verdict, or the day it ended."""
    states: tuple[str, ...]
    """From left to right: the way that all goes well, then what lies beside it."""

    @property
    def is_dated(self) -> bool:
        """Whether a day says that a row has ended, so that a board has two columns."""
        spec = field_spec(self.table, self.field)
        return spec is not None and spec.kind == "date"

    def state_of(self, row: Entity) -> str:
        """The column in which a row stands; one of `states`, or a word of another version."""
        if self.is_dated:
            return _DECIDED if has_ended(row) else _WAITING
        return str(getattr(row, self.field)) or _WAITING

    def step(self, row: Entity, step: int) -> str:
        """The state of the column beside that of a row.

        Args:
            row: the row.
            step: 1 for the next column, -1 for the one before.

        Raises:
            ValueError: there is none, or the life cycle does not allow it; says why.
        """
        now = self.state_of(row)
        if now not in self.states:
            raise ValueError(f"{now} is no state that this version knows: s s sets another")
        at = self.states.index(now) + step
        if not 0 <= at < len(self.states):
            raise ValueError(f"{label_of(now)} is the {'last' if step > 0 else 'first'} column")
        wanted = self.states[at]
        reason = refusal(self.table, str(getattr(row, "kind", "")), now, wanted)
        if reason is not None and self.field == "state":
            raise ValueError(f"{reason}: s s sets one")
        return wanted

    def following(self, row: Entity) -> tuple[str, ...]:
        """The states that a row may be set to from where it stands."""
        now = self.state_of(row)
        cycle = lifecycle_of(self.table, str(getattr(row, "kind", "")))
        if cycle is None or self.field != "state":
            return tuple(state for state in self.states if state != now)
        return tuple(cycle.get(now, ()))

    def fields_of(self, state: str, today: date) -> Mapping[str, object]:
        """What is written into a row that comes into a column."""
        if self.is_dated:
            return {self.field: today if state == _DECIDED else None}
        return {self.field: "" if state == _WAITING else state}


@cache
def board_states(table: str) -> BoardStates | None:
    """The columns of a board of a table; None where nothing it declares says what they are.

    They are the states of its life cycle, those of the way that all goes well first; where its
    states are free, the choices of its state; where it has none, those of its verdict, or whether
    the day is known on which it was decided. Rows that differ in their life cycle by kind, and
    tasks, whose columns people make, have none.
    """
    spec = TABLES[table]
    state, verdict = field_spec(table, "state"), field_spec(table, "decision")
    if spec.cycles.keys() - {""}:
        return None
    if state is not None:
        cycle = lifecycle_of(table)
        way = spec.ways.get("", ())
        beside = cycle or tuple(choice or _WAITING for choice in state.choices)
        return BoardStates(table, "state", (*way, *(name for name in beside if name not in way)))
    if verdict is not None and verdict.choices:
        names = tuple(choice or _WAITING for choice in verdict.choices)
        return BoardStates(table, "decision", names)
    day = field_spec(table, spec.day) if spec.day and spec.ends is not None else None
    return BoardStates(table, day.name, (_WAITING, _DECIDED)) if day is not None else None


def label_of(state: str) -> str:
    """A state as people read it."""
    return state.replace("_", " ")
