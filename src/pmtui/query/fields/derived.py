"""This file holds what a filter may ask that is not stored: scores, people, figures, age."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmtui.figures.risk.exposure import impact_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.percent_complete import percents
from pmtui.figures.tasks.task_costs import cost_to_go, task_cost
from pmtui.figures.work.board_flow import card_age
from pmtui.later import loaded
from pmtui.model.entities.tasks import Assignment
from pmtui.model.ids import EPOCH_2020_MS
from pmtui.model.workspace.schema import references
from pmtui.query.fields.definition import Field, Getter, Test, stored
from pmtui.query.fields.status import STATUSES, flags_of, task_status

_COUNTER_BITS: Final = 12
"""Bits of an id below its milliseconds."""
_KINDS: Final = ("portfolio", "program", "project", "operation")


def derived_fields(table: str) -> tuple[Field, ...]:
    """The derived fields of a table; they hide a stored one of the same name."""
    return (
        *_places(table),
        *_people(table),
        *_flags(table),
        Field(name="created", kind="date", read=_created, help="the day it was entered"),
        *_OF_TABLE.get(table, ()),
    )


def _places(table: str) -> tuple[Field, ...]:
    read = stored("id" if table == "components" else "component")
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

        def nearest(row: Any) -> int:
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
        Field(name="is", kind="flag", read=stored("id"), flags=words, help=told),
        *(
            Field(name=word, kind="yes", read=read, help=f"whether it is {word}")
            for word, read in flags.items()
        ),
    )


def _nobody(_row: Any) -> tuple[int, ...]:
    return ()


def _assigned(figures: Figures) -> Getter:
    rows = figures.workspace.rows("assignments")
    if not rows:
        return _nobody
    assigned = figures.workspace.index("assignments", "task").ids

    def people(row: Any) -> tuple[int, ...]:
        return tuple(cast("Assignment", rows[one]).person for one in assigned(row.id))

    return people


def _created(figures: Figures) -> Getter:
    try:
        zone = ZoneInfo(figures.workspace.policy.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")

    def created(row: Any) -> date:
        moment = ((row.id >> _COUNTER_BITS) + EPOCH_2020_MS) / 1000
        return datetime.fromtimestamp(moment, UTC).astimezone(zone).date()

    return created


def _score_of_its_risk(figures: Figures) -> Getter:
    return lambda row: figures.score(row.risk) if row.risk else None


def _level(figures: Figures) -> Getter:
    scales = figures.scales
    return lambda row: scales.level(scales.score(row)) or ""


def _component_dates() -> Iterator[Field]:
    """The dates of a component: planned, promised, baseline, and the days between them."""
    planned = "the last finish of all that is planned in it and below"
    dates = (
        ("finish", "planned", planned),
        ("planned", "planned", planned),
        ("expected_finish", "planned", planned),
        ("promised", "promised", "the finish that is promised: typed, or from due dates in it"),
        ("baseline_finish", "baseline", "its own baseline finish, else the latest below"),
    )
    days = (
        ("slip", "slip", "days its planned finish is past its baseline finish"),
        ("margin", "margin", "days from its planned to its promised finish; negative misses it"),
        ("worst_below", "worst_below", "the worst slip of a component below it"),
    )
    for name, figure, text in dates:
        yield Field(name=name, kind="date", read=partial(_of_outlook, figure), help=text)
    for name, figure, text in days:
        yield Field(name=name, kind="number", read=partial(_of_outlook, figure), help=text)


def _of_outlook(name: str, figures: Figures) -> Getter:
    return lambda row: getattr(figures.rollup(row.id).dates, name)


def _of_task_day(name: str, figures: Figures) -> Getter:
    task_day = loaded("pmtui.figures.lateness.task_dates:task_day")
    return lambda row: getattr(task_day(figures, row), name)


_TASKS: Final = (
    Field(
        name="planned",
        kind="date",
        read=partial(_of_task_day, "planned"),
        help="the day on which the schedule has it end",
    ),
    Field(
        name="baseline_finish",
        kind="date",
        read=partial(_of_task_day, "baseline"),
        help="its finish in the baseline in force",
    ),
    Field(
        name="slip",
        kind="number",
        read=partial(_of_task_day, "slip"),
        help="days its planned finish is past that in the baseline",
    ),
    Field(
        name="margin",
        kind="number",
        read=partial(_of_task_day, "margin"),
        help="days from its planned finish to its due date; negative misses it",
    ),
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
    Field(name="why", kind="text", read=stored("blocked"), help="why it is blocked"),
    Field(
        name="percent",
        kind="number",
        read=percents,
        help="how far it is; a summary as far as its sub-tasks, what is done 100",
    ),
    Field(
        name="age",
        kind="number",
        read=lambda figures: lambda row: card_age(row, figures.today),
        help="days since its card came into its column",
    ),
    Field(
        name="risk",
        kind="reference",
        read=stored("risk"),
        refers="risks",
        ordered="risk_score",
        help="the risk it answers; with < or > the score of that",
    ),
    Field(
        name="risk_score",
        kind="number",
        read=_score_of_its_risk,
        help="the score of the risk it answers",
    ),
    Field(
        name="cost",
        kind="money",
        read=lambda figures: lambda row: task_cost(figures, row.id).planned.value,
        help="what it costs in all, with what is below it",
    ),
    Field(
        name="cost_so_far",
        kind="money",
        read=lambda figures: lambda row: task_cost(figures, row.id).actual.value,
        help="what it has cost so far",
    ),
    Field(
        name="cost_to_go",
        kind="money",
        read=lambda figures: lambda row: cost_to_go(figures, row.id).value,
        help="what it has still to cost",
    ),
)
_RISKS: Final = (
    Field(
        name="score",
        kind="number",
        read=lambda figures: figures.scales.score,
        help="probability times impact",
    ),
    Field(
        name="level",
        kind="choice",
        read=_level,
        choices=("L", "M", "H"),
        help="H, M or L by the policy",
    ),
    Field(
        name="impact",
        kind="number",
        read=lambda _figures: lambda row: impact_of(row) or None,
        help="the highest of its impacts",
    ),
    Field(
        name="residual",
        kind="number",
        read=lambda figures: figures.scales.residual,
        help="the score once the response has worked",
    ),
    Field(
        name="emv",
        kind="money",
        read=lambda figures: figures.scales.emv,
        help="its expected money value; threats are negative",
    ),
)
_COMPONENTS: Final = (
    Field(
        name="parent",
        kind="reference",
        read=stored("component"),
        refers="components",
        help="the component right above it",
    ),
    Field(
        name="rag",
        kind="choice",
        read=lambda figures: lambda row: figures.health(row.id).rag,
        choices=("G", "A", "R"),
        help="its rating as shown",
    ),
    Field(
        name="computed_rag",
        kind="choice",
        read=lambda figures: lambda row: figures.health(row.id).computed,
        choices=("G", "A", "R"),
        help="its computed rating",
    ),
    *_component_dates(),
    Field(
        name="percent",
        kind="number",
        read=lambda figures: lambda row: figures.rollup(row.id).percent,
        help="percent complete of its work",
    ),
    Field(
        name="risk",
        kind="number",
        read=lambda figures: lambda row: figures.rollup(row.id).risks.top_score,
        help="the highest score of its open threats",
    ),
    Field(
        name="open_risks",
        kind="number",
        read=lambda figures: lambda row: figures.rollup(row.id).risks.open,
        help="how many risks are open, threats and opportunities",
    ),
    Field(
        name="overdue_tasks",
        kind="number",
        read=lambda figures: lambda row: figures.rollup(row.id).work.overdue,
        help="how many tasks are overdue",
    ),
)
_OF_TABLE: Final[Mapping[str, tuple[Field, ...]]] = MappingProxyType(
    {"tasks": _TASKS, "risks": _RISKS, "components": _COMPONENTS}
)
