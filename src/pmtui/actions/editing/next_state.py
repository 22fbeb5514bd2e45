"""This file takes things on in their life: to the next state, a new component to being at work."""

from collections.abc import Sequence
from typing import Final

from pmtui.actions.board.cycles import turning
from pmtui.actions.core.action import (
    Action,
    Proposal,
    Refused,
    Situation,
    Target,
    UnagreedError,
    Values,
)
from pmtui.model.changes.ops import Ops, apply, edit
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.rules.board_states import board_states, label_of
from pmtui.model.rules.life_cycles import lifecycle_of
from pmtui.model.workspace.schema import TABLES
from pmtui.views.catalogue import AS_BOARDS

_AT_WORK: Final = frozenset({"executing", "active"})
"""States a component is taken to at once, through all before them."""


def steps(table: str, kind: str, state: str) -> tuple[str, ...]:
    """The states that follow one, each a legal step: up to being at work, else the next one.

    A state beside the way, such as `on_hold`, leads back to the farthest place on it.
    """
    ways = TABLES[table].ways
    way = ways.get(kind) or ways.get("", ())
    if state not in way:
        return _back_on(table, kind, state, way)
    ahead = way[way.index(state) + 1 :]
    work = next((at for at, name in enumerate(ahead) if name in _AT_WORK), 0)
    return tuple(ahead[: work + 1])


def _back_on(table: str, kind: str, state: str, way: Sequence[str]) -> tuple[str, ...]:
    following = (lifecycle_of(table, kind) or {}).get(state, ())
    ended = {way[-1]} if way else set()
    live = [name for name in way if name in following and name not in ended]
    return tuple(live[-1:])


def _advance(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    told: list[str] = []
    is_long = False
    for target, row in zip(situation.targets, situation.rows, strict=False):
        way = _steps_of(target, row)
        words = " > ".join(name.replace("_", " ") for name in (_state(row), *way))
        told.append(f"{row.key or title_of(row)} {words}")
        is_long = is_long or len(way) > 1
        ops += _taken(situation, target, way)
    if is_long and not situation.confirmed:
        question = ", ".join(told[:3]) + (f" and {len(told) - 3} more" if len(told) > 3 else "")
        raise UnagreedError(question, "each step is one edit of one commit")
    message = told[0] if len(told) == 1 else f"{len(told)} rows: the next state"
    return Proposal(ops, message, situation.targets[0].id)


def _state(row: Entity) -> str:
    return str(getattr(row, "state", ""))


def _steps_of(target: Target, row: Entity) -> tuple[str, ...]:
    found = steps(target.table, str(getattr(row, "kind", "")), _state(row))
    if not found:
        name = f"{row.key} {title_of(row)}".strip()
        now = _state(row).replace("_", " ") or "in no state"
        raise Refused(f"{name} is {now}: no state follows by itself, s s sets one")
    return found


def _taken(situation: Situation, target: Target, way: Sequence[str]) -> Ops:
    """An op a step, so that each is judged as one typed by itself is."""
    workspace = situation.workspace
    ops: Ops = ()
    for state in way:
        row = workspace.get(target.table, target.id)
        if row is not None:
            ops += edit(target.table, row, state=state)
            workspace = apply(situation.workspace, ops)
    return ops


def _across(situation: Situation, step: int) -> Proposal:
    """Every target in the column beside its own, on the board of its states."""
    ops: Ops = ()
    lines: list[str] = []
    for target, row in zip(situation.targets, situation.rows, strict=True):
        board = board_states(target.table)
        if board is None:
            raise Refused(f"{TABLES[target.table].with_article} has no states to go through")
        name = row.key or title_of(row)
        try:
            state = board.step(row, step)
        except ValueError as error:
            raise Refused(f"{name}: {error}") from error
        ops += edit(target.table, row, **board.fields_of(state, situation.today))
        lines.append(f"{name} {label_of(board.state_of(row))} > {label_of(state)}")
    message = lines[0] if len(lines) == 1 else f"{len(lines)} rows: {', '.join(lines[:3])}"
    return Proposal(ops, message, situation.targets[0].id)


def _no_row(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


def _refusal(situation: Situation) -> str | None:
    if not situation.rows:
        return "nothing under the cursor"
    wrong = next(
        (target.table for target in situation.targets if not TABLES[target.table].ways), ""
    )
    if wrong == "tasks":
        return "a task has no states of its own: c completes it, L moves its card on"
    return f"a {TABLES[wrong].kind_words} has no states to go through" if wrong else None


ACTIONS: Final = (
    Action(
        id="state.next",
        title="Next state",
        help="Takes it to its next state; a component in draft through all steps to being at work.",
        group="act",
        keys=("r",),
        contexts=("any", "tree"),
        bulk=True,
        instead=turning,
        refuse=_refusal,
        propose=_advance,
    ),
    Action(
        id="state.later",
        title="To the next column",
        help="Moves the entry, or every marked one, to the state of the next column.",
        group="arrange",
        keys=("L", "shift+right"),
        contexts=AS_BOARDS,
        bulk=True,
        refuse=_no_row,
        propose=lambda situation, _values: _across(situation, 1),
    ),
    Action(
        id="state.earlier",
        title="To the column before",
        help="Moves the entry, or every marked one, to the state of the column before.",
        group="arrange",
        keys=("H", "shift+left"),
        contexts=AS_BOARDS,
        bulk=True,
        refuse=_no_row,
        propose=lambda situation, _values: _across(situation, -1),
    ),
)
"""What takes things on in their life."""
