"""This file keeps what cycles are committed to: it goes along with every edit that changes that."""

from collections.abc import Iterator
from typing import Final

import msgspec

from pmtui.actions.core.action import Situation, merged_ops
from pmtui.figures.work.cycle_scope import cards_in, is_card
from pmtui.model.changes.ops import Op, Ops, apply, create, edit
from pmtui.model.entities.cycles import (
    COMMITMENTS,
    CYCLES,
    ENDED,
    LEFT_OPEN,
    RUNNING,
    Commitment,
    Cycle,
)
from pmtui.model.entities.tasks import TASKS, Task

_MOVING: Final = frozenset({"cycle", "archived"})
"""Fields of a task by which it comes into a cycle, or leaves it."""


def with_commitments(situation: Situation, ops: Ops) -> Ops:
    """Ops with the rows that keep what cycles took on, and what came of it.

    A cycle that begins is committed to the cards that are in it and not done; each that comes or
    leaves while it runs is noted with its day; one that ends keeps what was done and what not.

    Args:
        situation: of whoever makes the edit, before it.
        ops: the edit.
    """
    turned = {op.id: op.new for op in ops if _turns(op)}
    moved = [op.id for op in ops if _moves(op)]
    if not turned and not moved:
        return ops
    try:
        after = apply(situation.workspace, ops)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops
    now = msgspec.structs.replace(situation, workspace=after, sheet=None)
    given = {(op.table, op.id, op.field) for op in ops if op.op == "set"}
    more: list[Op] = []
    for cycle_id, state in turned.items():
        cycle = after.rows_of(Cycle).get(cycle_id)
        if cycle is not None and state == RUNNING:
            more += _begun(now, cycle)
        elif cycle is not None and state == ENDED:
            more += _ended(now, cycle)
    for task_id in dict.fromkeys(moved):
        more += _moved(situation, now, task_id)
    fresh = (op for op in more if (op.table, op.id, op.field) not in given)
    return merged_ops(ops, tuple(fresh))


def _turns(op: Op) -> bool:
    return op.table == CYCLES.name and op.op == "set" and op.field == "state"


def _moves(op: Op) -> bool:
    if op.table != TASKS.name:
        return False
    if op.op == "create":
        return bool(op.new.get("cycle"))
    return op.op == "delete" or (op.op == "set" and op.field in _MOVING)


def _begun(now: Situation, cycle: Cycle) -> Iterator[Op]:
    """What a cycle begins with."""
    yield from edit(CYCLES.name, cycle, begun=now.today)
    figures = now.figures
    known = {row.task for row in now.workspace.rows_by(Commitment, "cycle", cycle.id)}
    for task in cards_in(figures, cycle.id):
        if task.id not in known and not figures.is_done(task.id):
            yield _taken_on(now, cycle, task)


def _taken_on(now: Situation, cycle: Cycle, task: Task, *, later: bool = False) -> Op:
    row = Commitment(
        id=now.new_id(),
        component=cycle.component,
        cycle=cycle.id,
        task=task.id,
        work=task.estimate,
        added=now.today if later else None,
    )
    return create(COMMITMENTS.name, row)


def _ended(now: Situation, cycle: Cycle) -> Iterator[Op]:
    """What came of all that a cycle took on and that is in it still."""
    yield from edit(CYCLES.name, cycle, ended=now.today)
    figures = now.figures
    for row in now.workspace.rows_by(Commitment, "cycle", cycle.id):
        task = now.workspace.tasks.get(row.task)
        if row.outcome or task is None or task.cycle != cycle.id:
            continue  # it left before, or leaves by the same edit
        if figures.is_done(task.id):
            day = task.actual_finish or now.today
            yield from edit(COMMITMENTS.name, row, outcome="done", day=day)
        else:
            yield from edit(COMMITMENTS.name, row, outcome=LEFT_OPEN)


def _moved(before: Situation, now: Situation, task_id: int) -> Iterator[Op]:
    """That a task left a cycle that has begun, and came into another that is running."""
    workspace = before.workspace
    was, task = workspace.tasks.get(task_id), now.workspace.tasks.get(task_id)
    left, came = _cycle_of(was), _cycle_of(task)
    if left == came:
        return
    for row in workspace.rows_by(Commitment, "cycle", left) if left else ():
        if was is None or row.task != task_id or row.outcome not in {"", LEFT_OPEN}:
            continue
        if before.figures.is_done(task_id):  # a card that is put away once it is done
            day = was.actual_finish or now.today
            yield from edit(COMMITMENTS.name, row, outcome="done", day=day)
        else:
            outcome = "carried" if came else "dropped"
            yield from edit(COMMITMENTS.name, row, outcome=outcome, day=now.today)
    cycle = workspace.rows_of(Cycle).get(came)
    if task is None or cycle is None or cycle.state != RUNNING or not is_card(now.figures, task):
        return
    for row in workspace.rows_by(Commitment, "cycle", came):
        if row.task == task_id:
            yield from edit(COMMITMENTS.name, row, outcome="", day=None)
            return
    yield _taken_on(now, cycle, task, later=True)


def _cycle_of(task: Task | None) -> int:
    """The cycle that a task is in; an archived one is in none."""
    return task.cycle if task is not None and not task.archived else 0
