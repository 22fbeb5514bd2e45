"""This file warns of what an edit approves: outside the rules, or on behalf of somebody else."""

from collections.abc import Iterable, Iterator
from datetime import date

from pmtui.figures.governance.decision_rights import breaches, stake_of
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace


def approval_warnings(
    before: Workspace, after: Workspace, changed: Iterable[tuple[str, int]], today: date, actor: int
) -> tuple[str, ...]:
    """What an edit approves that the rules do not allow, or that others approved; never refused.

    Args:
        before: the workspace before the edit.
        after: the workspace after it.
        changed: (table, id) of the rows it changes.
        today: the day it is.
        actor: the person who makes the edit; 0 where nobody known does.
    """
    texts: list[str] = []
    for table, row_id in sorted(changed):
        row = after.get(table, row_id)
        if row is None or table not in TABLES or not TABLES[table].approvals:
            continue
        old = before.get(table, row_id)
        name = row.key or title_of(row)
        known = breaches(before, table, old, today) if old is not None else ()
        wrong = (text for text in breaches(after, table, row, today) if text not in known)
        texts += (f"warning: {name}: {text}" for text in wrong)
        texts += (f"{name}: {text}" for text in _on_behalf(after, table, old, row, actor))
    return tuple(texts)


def _on_behalf(
    after: Workspace, table: str, old: Entity | None, row: Entity, actor: int
) -> Iterator[str]:
    """Whose approval it is, where somebody else enters it."""
    person = after.people.get(actor)
    for approval in TABLES[table].approvals:
        if not approval.stands(row) or (old is not None and approval.stands(old)):
            continue
        approver = after.people.get(stake_of(after, approval, row).approver)
        if approver is not None and person is not None and approver.id != actor:
            yield f"approved by {approver.name}, entered by {person.name}"
