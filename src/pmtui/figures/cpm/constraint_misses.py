"""This file names the dates of a plan that cannot be kept, and by how much."""

from collections.abc import Iterator

from pmtui.figures.cpm.forward_pass import EarlyDates
from pmtui.figures.cpm.node import Node
from pmtui.figures.cpm.types import ConstraintMiss, ConstraintMissKind


def constraint_misses_of(early: EarlyDates, node: Node) -> Iterator[ConstraintMiss]:
    """The constraint and the deadline of a task, where either is missed.

    A date that wins over the links is missed by the time the links would need more; one that
    loses, by the time the task is late for it.
    """
    start, finish = early.start[node.number], early.finish[node.number]
    if node.deadline is not None:
        yield from _missed(node, "deadline", node.deadline, finish)
    if node.manual is not None or node.constraint in {"", "ALAP", "SNET", "FNET"}:
        return
    if node.actual_start is None:
        start = max(start, early.logic_start(node))
        finish = max(finish, node.finish_from(start))
    is_start = node.constraint in {"MSO", "SNLT"}
    kind: ConstraintMissKind = node.constraint  # type: ignore[assignment]
    yield from _missed(node, kind, node.date, start if is_start else finish)


def _missed(
    node: Node, kind: ConstraintMissKind, date: int, moment: int
) -> Iterator[ConstraintMiss]:
    if moment > date:
        minutes = node.pace.between(date, moment)
        if minutes > 0:
            yield ConstraintMiss(node.task, kind, minutes)
