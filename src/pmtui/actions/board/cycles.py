"""This file begins and ends cycles of a board; what is open at the end goes on to the next one."""

from typing import Final

from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    UnagreedError,
    Values,
    WrongInputError,
)
from pmtui.figures.work.cycle_scope import cards_in, cycle_after, open_cards
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.cycles import CYCLES, ENDED, RUNNING, Cycle
from pmtui.model.entities.tasks import TASKS, Task
from pmtui.query.error import QueryError
from pmtui.query.values.entity_names import find

_NAMED: Final = 5
"""Cards that are named by their keys; of the rest there is the count."""
_NONE: Final = "none"
_ALREADY: Final = {RUNNING: "begun", ENDED: "ended"}


def _begin(situation: Situation, _values: Values) -> Proposal:
    cycle = _cycle(situation)
    if cycle.state != "planned":
        raise Refused(f"{cycle.key} has {_ALREADY[cycle.state]} already")
    figures = situation.figures
    cards = [task for task in cards_in(figures, cycle.id) if not figures.is_done(task.id)]
    words = f"{cycle.key} {cycle.name} begins with {_cards(cards)}"
    return Proposal(edit(CYCLES.name, cycle, state=RUNNING), words, cycle.id)


def _end(situation: Situation, values: Values) -> Proposal:
    cycle = _cycle(situation)
    if cycle.state == "planned":
        raise Refused(f"{cycle.key} has not begun: r, or pmtui begin_cycle {cycle.key}, begins it")
    cards = open_cards(situation.figures, cycle.id)
    if cycle.state == ENDED and not cards:
        raise Refused(f"{cycle.key} has ended already")
    ops: Ops = edit(CYCLES.name, cycle, state=ENDED)
    if not cards:
        return Proposal(ops, f"{cycle.key} {cycle.name} ends: no card in it is open", cycle.id)
    following = _following(situation, cycle, str(values.get("to") or "").strip())
    for task in cards:
        ops += edit(TASKS.name, task, cycle=following.id if following is not None else 0)
    where = f"on to {following.key} {following.name}" if following is not None else "to no cycle"
    verb = "goes" if len(cards) == 1 else "go"
    words = f"{cycle.key} {cycle.name} ends: {_cards(cards)} {verb} {where}"
    if not situation.confirmed:
        raise UnagreedError(words, "another cycle, or none, is named with to")
    return Proposal(ops, words, cycle.id)


def _following(situation: Situation, cycle: Cycle, named: str) -> Cycle | None:
    """Where open cards go: to the cycle that is named, to none, or to the next one."""
    if named.casefold() == _NONE:
        return None
    if not named:
        following = cycle_after(situation.figures, cycle)
        if following is None:
            raise WrongInputError(
                f"to: no cycle follows {cycle.key}: add the next one, such as add cycle"
                f" 'Sprint' start:... finish:..., or say to:none"
            )
        return following
    try:
        found = find(situation.workspace, CYCLES.name, named, component=cycle.component)
    except QueryError as error:
        raise WrongInputError(f"to: {error}") from error
    following = situation.workspace.rows_of(Cycle)[found]
    if following.id == cycle.id or following.state == ENDED or following.archived:
        raise WrongInputError(f"to: {following.key} has ended: name one that is to come, or none")
    return following


def _cycle(situation: Situation) -> Cycle:
    row = situation.rows[0]
    if not isinstance(row, Cycle):
        raise Refused("stand on a cycle first")
    return row


def _cards(cards: list[Task] | tuple[Task, ...]) -> str:
    """How many cards, and which: `2 cards (T-1, T-2)`."""
    if not cards:
        return "no card"
    keys = ", ".join(task.key for task in cards[:_NAMED])
    more = f" and {len(cards) - _NAMED} more" if len(cards) > _NAMED else ""
    return f"{len(cards)} card{'s' * (len(cards) != 1)} ({keys}{more})"


def turning(situation: Situation) -> str:
    """The action that takes a cycle on; empty for what is none."""
    row = situation.rows[0] if len(situation.rows) == 1 else None
    if not isinstance(row, Cycle):
        return ""
    return "cycle.begin" if row.state == "planned" else "cycle.end"


def _refuse(situation: Situation) -> str | None:
    return None if situation.rows else "no cycle under the cursor: 2 ] goes to the cycles"


ACTIONS: Final = (
    Action(
        id="cycle.begin",
        title="Begin cycle",
        help="Begins a cycle of a board; what is in it then is what it is committed to.",
        group="judge",
        tables=(CYCLES.name,),
        contexts=(SHOWN,),
        verb="begin_cycle",
        once=True,
        refuse=_refuse,
        propose=_begin,
    ),
    Action(
        id="cycle.end",
        title="End cycle",
        help="Ends a cycle of a board; open cards go on to the next one, to another, or to none.",
        group="judge",
        tables=(CYCLES.name,),
        contexts=(SHOWN,),
        args=(
            Arg(
                "to",
                "text",
                "where open cards go: a cycle, or none",
                required=False,
                asked=False,
                worded=True,
            ),
        ),
        verb="end_cycle",
        previews=True,
        once=True,
        refuse=_refuse,
        propose=_end,
    ),
)
"""What becomes of cycles."""
