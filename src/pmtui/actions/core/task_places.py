"""This file puts a row at a place among others, by ranks."""

from collections.abc import Sequence

from pmtui.actions.core.action import Refused
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Task
from pmtui.model.ranks import even_ranks, rank_between


def place_among(row: Entity, mates: Sequence[Entity]) -> int:
    """The place of a row among those of its level that are not archived.

    Raises:
        Refused: it is archived, or what it lies in is, so it has none.
    """
    ids = [mate.id for mate in mates]
    if row.id not in ids:
        raise Refused(f"{row.key} is archived and has no place here: restore {row.key} first")
    return ids.index(row.id)


def ops_at_place(
    task: Task, others: Sequence[Task], at: int, *, rank: str, **fields: object
) -> Ops:
    """Ops that put a task at a place among others.

    Where others have no rank yet, or stand out of order, all get one first: so there is room.

    Args:
        task: the task.
        others: those it stands among, in their order, without itself.
        at: how many of them stand before it then.
        rank: the field that orders them.
        fields: what else changes of the task.
    """
    ops: Ops = ()
    ranks: list[str] = [getattr(other_task, rank) for other_task in others]
    if any(not name for name in ranks) or sorted(set(ranks)) != ranks:
        ranks = list(even_ranks(len(others)))
        for other_task, own in zip(others, ranks, strict=True):
            ops += edit("tasks", other_task, **{rank: own})
    low = ranks[at - 1] if at > 0 else ""
    high = ranks[at] if at < len(ranks) else ""
    return ops + edit("tasks", task, **{**fields, rank: rank_between(low, high)})
