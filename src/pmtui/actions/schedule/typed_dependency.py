"""This file reads a dependency as it is typed: `T-12 FS+2d`, `T-12 SS`, `Content model -1d`."""

import re
from datetime import date
from typing import Final

import msgspec

from pmtui.actions.core.action import Refused, Situation
from pmtui.figures.planning.plans import plan_of
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.tasks import LagUnit, LengthUnit, LinkType, Task
from pmtui.query.error import QueryError
from pmtui.query.values.entity_names import find
from pmtui.query.values.lengths import Length, read_length, typed_unit

_END: Final = re.compile(
    r"(?:^|\s)(?:(fs|ss|ff|sf)\s?)?"
    r"([+-]\s?(?:\d[\d.,:]*\s?(?:%|[a-z]+)?\??\s?(?:\d[\d.,]*\s?[a-z]+\??\s?)*|p[\dtwdhms.,]+))?$",
    re.IGNORECASE,
)
_TYPES: Final[dict[str, LinkType]] = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF"}


class Dependency(msgspec.Struct, frozen=True):
    """What a task waits for, and how."""

    predecessor: int
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"
    lag_in: LengthUnit = ""
    spelled: bool = False
    """Whether type or lag were said; else a link that is there is taken away."""


def read_dependency(situation: Situation, text: str) -> Dependency:
    """A dependency as typed: the key or title of the predecessor, then type and lag.

    Where two tasks are marked and none is named, the one that ends first gives to the other.

    Lag is working time (`+2d`), time of the clock (`+2ed`) or a part of the predecessor's duration
    (`+50%`); a minus makes a lead.

    Raises:
        Refused: there is no such task, or no such lag.
    """
    words = text.strip()
    found = _END.search(words)
    name, kind, lag = words, "", ""
    if found is not None and (found[1] or found[2]):
        name, kind, lag = words[: found.start()], (found[1] or "").upper(), found[2] or ""
    try:
        predecessor = _first_marked(situation) if not name.strip() else 0
        predecessor = predecessor or find(situation.workspace, "tasks", name, me=situation.actor)
        minutes, unit = _lag(lag, situation.workspace.policy.minutes_per_day)
        given = typed_unit(lag) if lag else ""
    except QueryError as error:
        raise Refused(str(error)) from error
    return Dependency(predecessor, _TYPES.get(kind, "FS"), minutes, unit, given, bool(kind or lag))


def planned_start(situation: Situation, task: Task) -> date | None:
    """The day a task starts by its plan; None where it has none."""
    plan = plan_of(situation.figures, task.component)
    return moment_of(plan.ends(task.id)[0]).date() if plan and task.id in plan else None


def _first_marked(situation: Situation) -> int:
    """Of two marked tasks the one that ends first by their plans; 0 where there are not two."""
    tasks = [row for row in situation.rows if isinstance(row, Task)]
    if len(tasks) != 2:
        return 0
    figures = situation.figures
    ends: list[tuple[int, int]] = []
    for other_task in tasks:
        plan = plan_of(figures, other_task.component)
        ends.append(
            (plan.ends(other_task.id)[1] if plan and other_task.id in plan else 0, other_task.id)
        )
    return min(ends)[1]


def _lag(text: str, minutes_per_day: int) -> Length:
    return read_length(text, minutes_per_day) if text else Length(0)
