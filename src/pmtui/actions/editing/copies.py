"""This file copies plans and templates, by one edit, to another place and another day."""

from datetime import date
from typing import Final

from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Values,
    WrongInputError,
)
from pmtui.actions.editing.copying import Copy, Place, copy_of
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.narrowing import as_number
from pmtui.query.dates.parsing import date_text, parse_date
from pmtui.query.error import QueryError

_START: Final = Arg(
    "start", "text", "day on which it begins; the same days where empty", required=False
)
_NAME: Final = Arg("name", "text", "what the copy is called", required=False, asked=False)
_INTO: Final = Arg(
    "into", "component", "where it goes, beside the original where empty", required=False,
    asked=False,
)  # fmt: skip


def _copy(situation: Situation, values: Values) -> Proposal:
    if len(situation.rows) != 1:
        raise Refused("stand on one component or task: each copy is an edit of its own")
    row, target = situation.rows[0], situation.targets[0]
    place = Place(_into(situation, row, values), _name(values), _start(situation, values))
    copy = copy_of(situation, target, place)
    words = _summary(situation, row, copy, place)
    return Proposal(copy.ops, words, copy.ids[target.table, target.id])


def _start(situation: Situation, values: Values) -> date | None:
    text = str(values.get("start") or "").strip()
    try:
        return parse_date(text, situation.today) if text else None
    except QueryError as error:
        raise WrongInputError(f"start: {error}") from error


def _name(values: Values) -> str:
    return " ".join(str(values.get("name") or "").split())


def _into(situation: Situation, row: Entity, values: Values) -> int:
    """The component above a copy, or the project of a copied task."""
    if values.get("into") in (None, ""):
        return row.component
    into = as_number(values["into"])
    place = situation.workspace.components.get(into)
    is_task = situation.targets[0].table == "tasks"
    if place is None and (into or is_task):
        raise WrongInputError("into: a copy goes into a component, named by its key, name or path")
    if is_task and place is not None and place.kind not in {"project", "operation"}:
        raise WrongInputError(f"into: a task needs a project, {place.key} is a {place.kind}")
    return into


def _summary(situation: Situation, row: Entity, copy: Copy, place: Place) -> str:
    """What was copied, in one line: how much, from when on, and what was left out."""
    parts = [f"copied {row.key} {title_of(row)}: {copy.size}"]
    if copy.start is not None:
        day = date_text(copy.start, situation.today)
        wanted = place.start or copy.start
        off = f", the first working day from {date_text(wanted, situation.today)} on"
        parts.append(f"begins {day}{off if wanted != copy.start else ''}")
    elif place.start is not None:
        parts.append("nothing of it is dated, so nothing is moved")
    if copy.contracts:
        links = "a link" if copy.contracts == 1 else f"{copy.contracts} links"
        parts.append(f"{links} with tasks outside left out")
    return "; ".join(parts)


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "stand on a component or a task"


ACTIONS: Final = (
    Action(
        id="plan.copy",
        title="Copy with all below",
        help="Copies a component or task with all planned below it, to begin another day.",
        group="arrange",
        contexts=("any", "tree"),
        tables=("components", "tasks"),
        args=(_START, _NAME, _INTO),
        verb="copy",
        refuse=_no_target,
        propose=_copy,
    ),
)
"""Copies of plans."""
