"""This file writes a round as lines that people edit, and reads them back: all, or none of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import msgspec

from pmtui.actions.checkins.giving import check_in_ops
from pmtui.actions.checkins.typed_words import needed, read_rating
from pmtui.actions.checkins.updates import update_ops
from pmtui.actions.core.action import Refused, Situation
from pmtui.figures.checkins.standing import period_to_check_in
from pmtui.model.changes.ops import Ops, apply
from pmtui.model.entities.components import Component
from pmtui.model.entities.tasks import Task

NOTE: Final = "#"
"""Begins what is only there to be read: a line, or the rest of one after a blank."""
_PARTS: Final = ("how", "needs", "next")
"""What is said of a component at the end of a round."""
_WIDTH: Final = 24
_HEAD: Final = (
    "# Write behind a key what is new, such as: T-1 60% rem:2d waits for the vendor",
    "# A line left as it is changes nothing; everything after a # is only there to be read.",
)


class LineProblem(msgspec.Struct, frozen=True):
    """A line that cannot be taken."""

    line: int
    text: str


class _Spoken(msgspec.Struct, frozen=True):
    """What the lines say of a component."""

    component: Component
    line: int
    parts: Mapping[str, str]


def round_lines(situation: Situation, tasks: Sequence[Task]) -> Iterator[str]:
    """The lines of a round: one a task, then three for each of their components.

    Args:
        situation: of whoever goes round.
        tasks: the tasks that are asked about.
    """
    yield from _HEAD
    components = situation.workspace.components
    for place in dict.fromkeys(task.component for task in tasks):
        component = components[place]
        yield f"{NOTE} {component.key} {component.name}".replace("\n", " ")
        for task in tasks:
            if task.component == place:
                yield f"{task.key:<{_WIDTH}} {NOTE} {_about(situation, task)}"
        for part in _PARTS:
            yield f"{component.key} {part}:"


def _about(situation: Situation, task: Task) -> str:
    days = situation.figures.finish_of(task)
    finish = days.planned or days.promised
    until = f", finish {finish}" if finish is not None else ""
    return f"{task.percent}% {' '.join(task.title.split())}{until}"


def read_round(situation: Situation, text: str) -> tuple[Ops, tuple[LineProblem, ...]]:
    """Ops of a round that was edited, and every line that cannot be taken.

    Args:
        situation: of whoever gives it back.
        text: the lines.
    """
    reader = _RoundReader(situation)
    for number, line in enumerate(text.splitlines(), 1):
        key, words = _split(line)
        if words:
            reader.take(number, partial(reader.hear, number, key, words))
    for spoken in tuple(reader.spoken.values()):
        reader.take(spoken.line, partial(_checked_in, reader, spoken))
    problems = sorted(reader.problems, key=lambda problem: problem.line)
    return reader.ops, tuple(problems)


class _RoundReader:
    """Takes lines one by one, each on the workspace after those before it."""

    def __init__(self, situation: Situation) -> None:
        self.here = situation
        self.ops: Ops = ()
        self.problems: list[LineProblem] = []
        self.spoken: dict[int, _Spoken] = {}

    def take(self, line: int, ops_of: Callable[[], Ops]) -> None:
        """Take the ops of a line, or note why it cannot be taken."""
        try:
            more = ops_of()
        except Refused as wrong:
            self.problems.append(LineProblem(line, str(wrong)))
            return
        self.ops += more
        self.here = _after(self.here, more)

    def hear(self, line: int, key: str, words: str) -> Ops:
        """Ops of a line on a task; what is said of a component is kept until all of it is."""
        row = self.here.workspace.by_key(key)
        entity = row[1] if row is not None else None
        if isinstance(entity, Task):
            return update_ops(self.here, entity, words)
        if not isinstance(entity, Component):
            raise Refused(f"{key!r} is no key of a task or a component here")
        part, colon, text = words.partition(":")
        if part.strip() not in _PARTS or not colon:
            names = ", ".join(f"{name}:" for name in _PARTS)
            raise Refused(f"{key}: write one of {names} behind the key of a component")
        before = self.spoken.get(entity.id, _Spoken(entity, line, {}))
        parts = {**before.parts, part.strip(): text.strip()}
        self.spoken[entity.id] = msgspec.structs.replace(before, parts=parts)
        return ()


def _split(line: str) -> tuple[str, str]:
    """The key that a line begins with and what stands behind it, without its note."""
    if line.strip().startswith(NOTE):
        return "", ""
    kept = line.partition(f" {NOTE} ")[0].strip().lstrip("\ufeff")
    key, _, words = kept.partition(" ")
    words = words.strip()
    return key, "" if words.rstrip(":") in _PARTS and words.endswith(":") else words


def _checked_in(reader: _RoundReader, spoken: _Spoken) -> Ops:
    situation = reader.here
    rag, text = read_rating(spoken.parts.get("how", ""))
    if not text:
        raise Refused(f"{spoken.component.key}: say how it goes, behind how:")
    fields: dict[str, object] = {
        "text": text,
        "needs": "\n".join(needed(spoken.parts.get("needs", ""))),
        "next_steps": "\n".join(needed(spoken.parts.get("next", ""))),
        **({"rag": rag} if rag else {}),
    }
    period = period_to_check_in(situation.figures, spoken.component.id)
    return check_in_ops(situation, spoken.component, fields, period)[0]


def _after(situation: Situation, ops: Ops) -> Situation:
    if not ops:
        return situation
    following = apply(situation.workspace, ops)
    return msgspec.structs.replace(situation, workspace=following, sheet=None)
