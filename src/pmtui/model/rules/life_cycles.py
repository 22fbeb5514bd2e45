"""This file holds life cycles: which step may follow, what has ended, what was handed up."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Final, Literal, TypeGuard

from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Escalatable, is_archived
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.states import (
    COMPONENT,
    OUT_OF_THE_WAY,
    PROGRAM_PHASES,
    PROJECT_PHASES,
    Lifecycle,
)
from pmtui.model.entities.tasks import Link
from pmtui.model.workspace.schema import TABLE_OF, TABLES
from pmtui.model.workspace.workspace import Workspace

ENDED_COMPONENT_STATES: Final = TABLES["components"].ended_states
"""States of a component that no longer counts in what needs somebody."""


def lifecycle_of(table: str, kind: str = "") -> Lifecycle | None:
    """The life cycle of a table's entities, or None where their state is free."""
    cycles = TABLES[table].cycles
    return cycles.get(kind) or cycles.get("")


def first_state(table: str, kind: str = "") -> str:
    """The state a new entity starts in; empty where there is none."""
    lifecycle = lifecycle_of(table, kind)
    return next(iter(lifecycle)) if lifecycle else ""


def refusal(table: str, kind: str, old: str, new: str) -> str | None:
    """Why a state cannot follow another, or None where it can."""
    lifecycle = lifecycle_of(table, kind)
    if lifecycle is None or old == new:
        return None
    if new not in lifecycle:
        return f"{new!r} is no state of a {kind or table}; there is {', '.join(lifecycle)}"
    if not old or old not in lifecycle or new in lifecycle[old]:
        return None
    following = ", ".join(lifecycle[old]) or "nothing"
    return f"{old} cannot become {new}; it can become {following}"


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


EscalationAnswer = Literal["accept", "return", "decide"]
"""What the level above may do: take it over, send it back, or decide what is done below."""

ANSWERS: Final[tuple[EscalationAnswer, ...]] = ("accept", "return", "decide")
ESCALATED_TABLES: Final = tuple(
    name for name, spec in TABLES.items() if issubclass(spec.type, Escalatable)
)
"""Tables whose rows can be escalated."""
ANSWERED: Final[Mapping[EscalationAnswer, str]] = MappingProxyType(
    {"accept": "accepted", "return": "sent back", "decide": "decided"}
)
"""Each of them once it is given."""
NEED_WORDS: Final = frozenset({"return", "decide"})
"""Answers that say nothing without words."""

_ANSWER: Final = re.compile(
    r"\s*(accept(?:ed)?|return(?:ed)?|sen[dt][ -]?back|decided?)(?:\s*:\s*|\s+|$)(.*)",
    re.IGNORECASE | re.DOTALL,
)


def can_be_escalated(row: object) -> TypeGuard[Escalatable]:
    """Whether a row is of a kind that can be handed up."""
    return isinstance(row, Escalatable)


def waits_for_answer(row: object) -> TypeGuard[Escalatable]:
    """Whether a row was handed up and has no answer yet."""
    if isinstance(row, Risk):
        return row.state == "escalated" and not row.archived
    if isinstance(row, Escalatable):
        is_over = is_archived(row) or has_ended(row)
        return bool(row.escalated_to) and not row.escalation_answer and not is_over
    return False


def waiting_at(workspace: Workspace, component: int) -> Iterator[tuple[str, Escalatable]]:
    """What was handed up to a component and waits for its answer, with its table."""
    for table in ESCALATED_TABLES:
        rows = workspace.rows(table)
        for row_id in workspace.ids_by(table, "escalated_to", component):
            row = rows[row_id]
            if waits_for_answer(row):
                yield table, row


def due_of(row: Escalatable) -> date | None:
    """The day by which something that can be handed up wants an answer of any kind."""
    day: date | None = attrgetter(TABLES[TABLE_OF[type(row)]].due)(row)
    return day


def place_of(workspace: Workspace, row: Entity) -> int:
    """The component of a row; of a link that of the task that waits."""
    if isinstance(row, Link):
        task = workspace.tasks.get(row.successor)
        return task.component if task is not None else row.component
    return row.component


def taken_over_from(workspace: Workspace, table: str, component: int) -> Iterator[int]:
    """Ids of what a component handed up and the level above took over: a shadow of it stays."""
    rows = workspace.rows(table)
    for row_id in workspace.ids_by(table, "escalated_from", component):
        row = rows[row_id]
        if row.component != component and not is_archived(row):
            yield row_id


def is_within_project(workspace: Workspace, link: Link) -> bool:
    """Whether both ends of a link lie in one project, so that it is no contract."""
    predecessor = workspace.tasks.get(link.predecessor)
    return predecessor is None or predecessor.component == place_of(workspace, link)


def level_above(workspace: Workspace, row: Entity) -> int:
    """The nearest component above that can answer: neither archived nor ended; 0 for none.

    What lies between two projects is answered above both of them.
    """
    predecessor = workspace.tasks.get(row.predecessor) if isinstance(row, Link) else None
    both = {*workspace.ancestors(predecessor.component)} if predecessor is not None else None
    for component_id in workspace.ancestors(place_of(workspace, row)):
        above = workspace.components.get(component_id)
        is_live = above is not None and not above.archived
        if above is None or not is_live or has_ended(above):
            continue
        if both is None or component_id in both:
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


PORTFOLIO_STATUSES: Final = tuple(COMPONENT)
"""Every portfolio status, in the order of its life cycle."""
PHASES: Final[Mapping[str, Lifecycle]] = MappingProxyType(
    {"project": PROJECT_PHASES, "program": PROGRAM_PHASES}
)
"""The phases of the kinds that have them, each with the statuses that go with it."""
_DROPPED: Final = OUT_OF_THE_WAY - {"on_hold"}


def portfolio_status_of(component: Component) -> str:
    """Where the portfolio has a component: one of `PORTFOLIO_STATUSES`; empty where it has none."""
    state, beside = component.state, component.portfolio_status
    if component.kind != "project" or state == "on_hold":
        return state
    if state == "cancelled":
        return beside if beside in _DROPPED else state
    going_with = PROJECT_PHASES.get(state, ())
    return beside if beside in going_with else next(iter(going_with), "")


def is_realising(component: Component) -> bool:
    """Whether the work of a component is over and its benefits are not."""
    return portfolio_status_of(component) == "realising"


def phase_of(component: Component) -> str:
    """The phase of a project or program; empty of any other, and where nobody knows."""
    state, beside = component.state, component.phase
    if component.kind == "project":
        return state if state in PROJECT_PHASES else beside
    if component.kind != "program":
        return ""
    if beside in PROGRAM_PHASES and go_together("program", state, beside):
        return beside
    return next((name for name, going in PROGRAM_PHASES.items() if state in going), "")


def go_together(kind: str, status: str, phase: str) -> bool:
    """Whether a component of a kind may have a portfolio status and a phase at once."""
    phases = PHASES.get(kind)
    if phases is None:
        return not phase
    return status in OUT_OF_THE_WAY or status in phases.get(phase, ())


def state_word(kind: str, status: str, phase: str) -> str:
    """The one word that stands for both in a store, and that older programs understand."""
    if kind != "project":
        return status
    if status in _DROPPED:
        return "cancelled"
    return status if status == "on_hold" else phase


def component_words(field: str, kind: str) -> tuple[str, ...]:
    """What may be typed for the portfolio status or the phase of a component of a kind.

    Args:
        field: `portfolio_status` or `phase`.
        kind: the kind of the component; every phase where it is empty, none where it has none.
    """
    if field == "portfolio_status":
        return PORTFOLIO_STATUSES
    kinds = [kind] if kind else list(PHASES)
    return tuple(phase for name in kinds for phase in PHASES.get(name, ()))


def phases_of(status: str) -> tuple[str, ...]:
    """The phases that a project with a portfolio status may be in."""
    return tuple(phase for phase, going in PROJECT_PHASES.items() if status in going)


def value_read(row: Entity, field: str) -> object:
    """What a field of any row holds as people read it: a component's two states from its word."""
    if isinstance(row, Component):
        if field == "portfolio_status":
            return portfolio_status_of(row)
        if field == "phase":
            return phase_of(row)
    return getattr(row, field)
