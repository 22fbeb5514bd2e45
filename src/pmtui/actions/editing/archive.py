"""This file puts entities away, brings them back, and hands over what a person answers for."""

from collections.abc import Iterator
from datetime import timedelta
from operator import attrgetter
from typing import Final

from msgspec import structs

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.checks.consent import SUCCESSOR
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.actions.editing.set_fields import change_summary
from pmtui.figures.attention.open_rows import answered_by, open_rows, open_words
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, Ops, delete, edit, touched
from pmtui.model.entities.entity import Entity, as_number, is_archived, title_of
from pmtui.model.entities.table import TableSpec
from pmtui.model.entities.tasks import Assignment
from pmtui.model.workspace.schema import TABLES, field_specs

_ADDED: Final = ("units", "work", "remaining_work", "actual_work", "overtime", "remaining_overtime")
"""What two assignments of one task come to together."""


def handover_ops(figures: Figures, person: int, successor: int) -> Ops:
    """Ops by which a successor answers for every open row that a person answers for.

    What has ended keeps the name of the person who did it. Where both are assigned to a task, the
    successor's assignment takes the other's units and work.

    Args:
        figures: of the workspace.
        person: who leaves.
        successor: who takes over.

    Raises:
        Refused: nobody can take over from themselves.
    """
    if person == successor:
        raise Refused("nobody takes over from themselves: name somebody else")
    workspace = figures.workspace
    ops: Ops = ()
    for kind in open_rows(figures, "people", person):
        rows = workspace.rows(kind.table)
        for row_id in kind.ids:
            row = rows[row_id]
            twin = _twin(figures, row, successor) if isinstance(row, Assignment) else None
            if isinstance(row, Assignment) and twin is not None:
                ops += edit("assignments", twin, **_together(row, twin))
                ops += (delete("assignments", row),)
                continue
            names = (name for name in answered_by(kind.table) if getattr(row, name) == person)
            ops += edit(kind.table, row, **dict.fromkeys(names, successor))
    return ops


def all_handed_over(situation: Situation, person: int, successor: int) -> Ops:
    """Ops by which a successor takes over every role of a person, not only their open work.

    A role with days, as a seat in a body, ends yesterday and is taken from today, so that what was
    decided before was decided by who sat there. Of a role that both have, one stays.

    Args:
        situation: when it is done.
        person: who hands over.
        successor: who takes over.

    Raises:
        Refused: nobody can take over from themselves.
    """
    ops = handover_ops(situation.figures, person, successor)
    handed = touched(ops)
    for spec in TABLES.values():
        for field in spec.roles:
            for row_id in situation.workspace.ids_by(spec.name, field, person):
                row = situation.workspace.rows(spec.name)[row_id]
                if not is_archived(row) and (spec.name, row_id) not in handed:
                    ops = (*ops, *_role_ops(situation, spec, field, row, successor))
    return ops


def _role_ops(
    situation: Situation, spec: TableSpec, field: str, row: Entity, successor: int
) -> Iterator[Op]:
    """Ops that give one role to somebody else."""
    theirs = situation.workspace.ids_by(spec.name, field, successor)
    rows = situation.workspace.rows(spec.name)
    has_it = any(
        _distinction(spec, field, rows[mate]) == _distinction(spec, field, row) for mate in theirs
    )
    if not spec.spans:
        yield from (
            (delete(spec.name, row),) if has_it else edit(spec.name, row, **{field: successor})
        )
        return
    first, last = spec.spans[0]
    begun, ended = attrgetter(first, last)(row)
    if ended is not None and ended < situation.today:
        return
    if begun is not None and begun >= situation.today:
        yield delete(spec.name, row)
    else:
        yield from edit(spec.name, row, **{last: situation.today - timedelta(days=1)})
    if not has_it:
        given = {**structs.asdict(row), field: successor, first: situation.today, last: ended}
        own = {name: value for name, value in given.items() if name not in {"id", "key"}}
        yield from new_entity(situation, spec.name, "", own)


def _distinction(spec: TableSpec, field: str, row: Entity) -> list[object]:
    """What tells a role from others of one person: what it is of, and a kind of it."""
    return (
        [
            getattr(row, other.name)
            for other in field_specs(spec.name)
            if (other.refers and other.name != field) or other.name in {"about", "role"}
        ]
        if spec.is_removed
        else [row.id]
    )


def _hand_over(situation: Situation, values: Values) -> Proposal:
    person, successor = as_number(values.get("who")), as_number(values.get("to"))
    people = situation.workspace.people
    if person not in people or successor not in people:
        raise Refused("name both, who hands over and who takes it over: handover ann bob")
    if is_archived(people[successor]):
        raise Refused(f"{people[successor].name} is archived and takes nothing over")
    ops = all_handed_over(situation, person, successor)
    who, to = people[person].name, people[successor].name
    if not ops:
        raise Refused(f"{who} answers for nothing that could be handed over")
    kinds = open_rows(situation.figures, "people", person)
    words = open_words(situation.workspace, kinds, named=False)
    rows = len({(op.table, op.id) for op in ops})
    counts = f" ({words})" if words else ""
    return Proposal(
        ops,
        f"{who} hands over to {to}: {rows} rows{counts}; `show {people[successor].key}` has all",
    )


def _twin(figures: Figures, row: Assignment, successor: int) -> Assignment | None:
    """The successor's own assignment to the same task."""
    mates = figures.workspace.rows_by(Assignment, "task", row.task)
    return next((mate for mate in mates if mate.person == successor), None)


def _together(row: Assignment, twin: Assignment) -> dict[str, object]:
    sums: dict[str, object] = {}
    for name in _ADDED:
        parts = [part for part in (getattr(row, name), getattr(twin, name)) if part is not None]
        sums[name] = sum(parts) if parts else None
    return sums


def _archive(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    successor = as_number(values.get("to"))
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if "archived" not in row.__struct_fields__:
            spec = TABLES[target.table]
            way = f"pmtui remove {row.key or row.id}" if spec.is_removed else "it stays"
            raise Refused(f"{spec.with_article} is not archived: {way}")
        if successor:
            if target.table != "people":
                raise Refused(f"{row.key or title_of(row)}: only the work of people is handed over")
            ops += all_handed_over(situation, target.id, successor)
        ops += edit(target.table, row, archived=True)
    return Proposal(ops, change_summary(situation, "archived, undo brings it back"))


def _restore(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is not None and is_archived(row):
            ops += edit(target.table, row, archived=False)
    if not ops:
        raise Refused("nothing of this is archived")
    return Proposal(ops, change_summary(situation, "restored"))


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="entity.archive",
        title="Archive",
        help="Archives one thing or several; what is still open is shown first.",
        group="act",
        keys=("d",),
        contexts=("any", "tree"),
        verb="archive",
        args=(SUCCESSOR,),
        bulk=True,
        ends=True,
        refuse=_no_target,
        propose=_archive,
    ),
    Action(
        id="entity.restore",
        title="Restore",
        help="Brings back what was archived.",
        group="act",
        verb="restore",
        bulk=True,
        refuse=_no_target,
        propose=_restore,
    ),
    Action(
        id="person.hand_over",
        title="Hand over",
        help="Lets somebody take over all that a person answers for, in every role, in one edit.",
        group="act",
        args=(Arg("who", "person", "who hands over"), Arg("to", "person", "who takes it over")),
        verb="handover",
        is_everywhere=True,
        propose=_hand_over,
    ),
)
"""Putting away, bringing back, and handing over."""
