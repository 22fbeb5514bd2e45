"""This file takes what is typed of one task in a round: `60% rem:2d waits for the vendor`."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import (
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Target,
    Values,
    WrongInputError,
    merged_ops,
)
from pmtui.actions.editing.set_fields import set_fields
from pmtui.model.changes.ops import Ops
from pmtui.model.entities.remarks import REMARKS, Remark
from pmtui.model.entities.tasks import TASKS, Task
from pmtui.query.error import QueryError
from pmtui.query.fields.aliases import resolve_spec

_PERCENT: Final = re.compile(r"\d+(?:[.,]\d+)?%")
_FIELD: Final = re.compile(r"([A-Za-z_]+):(\S+)")
_DONE: Final = "done"


def read_update(text: str) -> tuple[dict[str, str], str]:
    """The fields that a line gives values, and the remark that its other words make.

    `60%` is the percent complete, `done` all of it, `rem:2d` what remains; any field goes by
    its name. A word with a colon that names no field of a task is a word of the remark.
    """
    fields: dict[str, str] = {}
    words: list[str] = []
    for word in text.split():
        named = _FIELD.fullmatch(word)
        if _PERCENT.fullmatch(word) and "percent" not in fields:
            fields["percent"] = word
        elif word.casefold() == _DONE and not words and "percent" not in fields:
            fields["percent"] = "100%"
        elif named is not None and _is_field(named[1]):
            fields[named[1]] = named[2]
        else:
            words.append(word)
    return fields, " ".join(words)


def _is_field(name: str) -> bool:
    try:
        resolve_spec(TASKS.name, name)
    except QueryError:
        return False
    return True


def update_ops(situation: Situation, task: Task, text: str) -> Ops:
    """Ops that a line of a round comes to; none where it says what is so already.

    Raises:
        Refused: a value cannot be read, or its field cannot have it.
    """
    fields, remark = read_update(text)
    return row_update_ops(situation, Target(TASKS.name, task.id), fields, remark)


def row_update_ops(
    situation: Situation, target: Target, fields: Mapping[str, str], remark: str = ""
) -> Ops:
    """Ops that give fields of a row the values that were typed, and keep a remark on it.

    Raises:
        Refused: a value cannot be read, its field cannot have it, or two of them are at odds.
    """
    here = msgspec.structs.replace(situation, targets=(target,), sheet=None)
    ops: Ops = ()
    for op in set_fields(here, fields) if fields else ():
        ops = merged_ops(ops, (op,))
    if remark:
        given = {"about": target.id, "about_table": target.table, "text": remark}
        ops += new_entity(here, REMARKS.name, "", given)
    return ops


def is_remarked(situation: Situation, about: int, text: str, since: date) -> bool:
    """Whether a remark in the same words was made on a row on a day or later."""
    return any(
        remark.text == text and remark.at is not None and remark.at >= since
        for remark in situation.workspace.rows_by(Remark, "about", about)
    )


def _update(situation: Situation, values: Values) -> Proposal:
    task = situation.rows[0]
    text = str(values.get("text") or "").strip()
    if not isinstance(task, Task):
        raise Refused("stand on a task first")
    if not text:
        raise WrongInputError(f"{task.key}: say how far it is, such as 60% rem:2d")
    try:
        ops = update_ops(situation, task, text)
    except Refused as wrong:
        raise WrongInputError(str(wrong)) from wrong
    return Proposal(ops, f"{task.key} {text}" if ops else f"{task.key} is so already", task.id)


def _no_task(situation: Situation) -> str | None:
    return None if situation.rows else "no task under the cursor"


UPDATE: Final = Action(
    id="task.update",
    title="Update",
    help="Says how far a task is in one line: 60% rem:2d, any field:value, and a remark.",
    group="set",
    tables=(TASKS.name,),
    args=(Arg("text", "text", "60% rem:2d, remark", rest=True),),
    verb="update",
    refuse=_no_task,
    propose=_update,
)
"""Takes one line of a round."""
