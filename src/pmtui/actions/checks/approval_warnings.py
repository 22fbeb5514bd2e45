"""This file warns of what an edit approves: outside the rules, or on behalf of somebody else."""

from collections.abc import Iterable
from datetime import date

from pmtui.figures.governance.decision_rights import breaches
from pmtui.figures.governance.stakes import stake_of
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
    person = after.people.get(actor)
    for table, row_id in sorted(changed):
        row = after.get(table, row_id)
        if row is None or table not in TABLES or not TABLES[table].approvals:
            continue
        old = before.get(table, row_id)
        known = breaches(before, table, old, today) if old is not None else ()
        wrong = (text for text in breaches(after, table, row, today) if text not in known)
        texts += (f"warning: {row.key}: {text}" for text in wrong)
        for approval in TABLES[table].approvals:
            if not approval.stands(row) or (old is not None and approval.stands(old)):
                continue
            approver = after.people.get(stake_of(after, approval, row).approver)
            if approver is not None and person is not None and approver.id != actor:
                texts.append(f"{row.key}: approved by {approver.name}, entered by {person.name}")
    return tuple(texts)
