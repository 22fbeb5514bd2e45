"""This file holds what a filter may ask that is not stored and no figure: places, people, words."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final, cast

from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Assignment, Task
from pmtui.model.ids import DERIVED_IDS, EPOCH_2020_MS
from pmtui.model.rules.life_cycles import (
    PHASES,
    PORTFOLIO_STATUSES,
    phase_of,
    portfolio_status_of,
)
from pmtui.model.workspace.schema import references
from pmtui.query.fields.definition import Field, Stored, Test
from pmtui.query.fields.status import STATUSES, flags_of, task_status

_COUNTER_BITS: Final = 12
"""Bits of an id below its milliseconds."""
_KINDS: Final = ("portfolio", "program", "project", "operation")


def derived_fields(table: str) -> tuple[Field, ...]:
    """The derived fields of a table that are no figures; they hide stored ones of their names."""
    return (
        *_places(table),
        *_people(table),
        *_flags(table),
        Field(name="created", kind="date", read=_created, help="the day it was entered"),
        *_OF_TABLE.get(table, ()),
    )


def _places(table: str) -> tuple[Field, ...]:
    read = Stored("id" if table == "components" else "component")
    anywhere = "the component it lies in, however deep"
    return (
        Field(name="in", kind="component", read=read, help=anywhere),
        Field(name="component", kind="component", read=read, help=anywhere),
        *(
            Field(
                name=kind,
                kind="component",
                read=_nearest(kind, read),
                within=kind,
                help=f"the nearest {kind} it lies in, however deep",
            )
            for kind in _KINDS
        ),
    )


def _nearest(kind: str, component_of: Callable[[Figures], Getter]) -> Callable[[Figures], Getter]:
    """Reads the nearest component of a kind that a row lies in, or is; 0 where there is none."""

    def read(figures: Figures) -> Getter:
        components, own = figures.workspace.components, component_of(figures)
        known: dict[int, int] = {0: 0}

        def nearest(row: object) -> int:
            path: list[int] = []
            at = own(row)
            while at not in known and at not in path:
                component = components.get(at)
                path.append(at)
                if component is None or component.kind == kind:
                    known[at] = at if component is not None else 0
                else:
                    at = component.component
            found = known.get(at, 0)
            known.update(dict.fromkeys(path, found))
            return found

        return nearest

    return read


def _people(table: str) -> tuple[Field, ...]:
    names = tuple(spec.name for spec in references(table) if spec.refers == "people")
    if not names:
        return ()

    def everybody(figures: Figures) -> Getter:
        assigned = _assigned(figures) if table == "tasks" else _nobody
        return lambda row: (*(getattr(row, name) for name in names), *assigned(row))

    help_text = "anybody it names, in whatever role"
    return (Field(name="who", kind="people", read=everybody, refers="people", help=help_text),)


def _always(_figures: Figures) -> Test:
    """True of every row, closed and archived ones too."""
    return lambda _row: True


def _flags(table: str) -> tuple[Field, ...]:
    flags = flags_of(table)
    if not flags:
        return ()
    words = {**flags, "any": _always}
    told = f"one of {', '.join(words)}"
    return (
        Field(name="is", kind="flag", read=Stored("id"), flags=words, help=told),
        *(
            Field(name=word, kind="yes", read=read, help=f"whether it is {word}")
            for word, read in flags.items()
        ),
    )


def _nobody(_row: object) -> tuple[int, ...]:
    return ()


def _assigned(figures: Figures) -> Getter:
    rows = figures.workspace.rows("assignments")
    if not rows:
        return _nobody
    assigned = figures.workspace.index("assignments", "task").ids

    def people(row: Task) -> tuple[int, ...]:
        return tuple(cast("Assignment", rows[row_id]).person for row_id in assigned(row.id))

    return people


def _created(figures: Figures) -> Getter:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        zone = ZoneInfo(figures.workspace.policy.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")

    def created(row: Entity) -> date | None:
        if row.id in DERIVED_IDS:
            return None
        moment = ((row.id >> _COUNTER_BITS) + EPOCH_2020_MS) / 1000
        return datetime.fromtimestamp(moment, UTC).astimezone(zone).date()

    return created


_TASKS: Final = (
    Field(
        name="status",
        kind="choice",
        read=task_status,
        choices=STATUSES,
        flags=flags_of("tasks"),
        help="todo, doing, done by its column; or late, blocked, open",
    ),
    Field(
        name="assignee",
        kind="people",
        read=_assigned,
        refers="people",
        help="who is assigned to it",
    ),
    Field(name="why", kind="text", read=Stored("blocked"), help="why it is blocked"),
    Field(
        name="risk",
        kind="reference",
        read=Stored("risk"),
        refers="risks",
        ordered="risk_score",
        help="the risk it answers; with < or > the score of that",
    ),
)
_COMPONENTS: Final = (
    Field(
        name="portfolio_status",
        kind="choice",
        read=lambda _figures: portfolio_status_of,
        choices=PORTFOLIO_STATUSES,
        help="where the portfolio has it: idea, proposed, authorised, active, on_hold, realising",
    ),
    Field(
        name="phase",
        kind="choice",
        read=lambda _figures: phase_of,
        choices=tuple(phase for phases in PHASES.values() for phase in phases),
        help="the phase of a project or a program",
    ),
    Field(
        name="parent",
        kind="reference",
        read=Stored("component"),
        refers="components",
        help="the component right above it",
    ),
)
_OF_TABLE: Final[Mapping[str, tuple[Field, ...]]] = MappingProxyType(
    {"tasks": _TASKS, "components": _COMPONENTS}
)
