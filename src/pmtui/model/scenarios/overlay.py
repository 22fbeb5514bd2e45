"""This file lays the edits of a scenario over a plan, by the merge that commits go through."""

import msgspec

from pmtui.model.changes.ops import Op, Ops, apply, settle_keys, touched
from pmtui.model.entities.entity import title_of
from pmtui.model.ids import PENDING_MARK
from pmtui.model.merging.outcome import Conflict
from pmtui.model.merging.settle import rebase, validated
from pmtui.model.scenarios.kept_ops import ops_of
from pmtui.model.scenarios.scenarios import Scenario, ScenarioEdit
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace

Rows = frozenset[tuple[str, int]]
"""Rows by table and id."""


class LeftOut(msgspec.Struct, frozen=True):
    """An edit, or part of one, that the plan of today has no place for."""

    edit: int
    """The id of the edit."""
    reason: str
    """Why, in a sentence; empty where `conflict` says it."""
    conflict: Conflict | None = None
    """The field that the plan has another value in than when the edit was made."""


class Overlay(msgspec.Struct, frozen=True):
    """A plan with the edits of a scenario."""

    workspace: Workspace
    """The plan with them; new rows have keys that no commit has settled."""
    ops: Ops
    """What of them has a place in the plan, as it would be committed."""
    left_out: tuple[LeftOut, ...] = ()


def drafts_in(workspace: Workspace) -> list[Scenario]:
    """The scenarios that are being tried, the newest first."""
    rows = workspace.rows_of(Scenario).values()
    drafts = [row for row in rows if row.state == "draft" and not row.archived]
    return sorted(drafts, key=lambda row: -row.id)


def edits_of(workspace: Workspace, scenario_id: int) -> tuple[ScenarioEdit, ...]:
    """The edits of a scenario in their order."""
    rows = workspace.rows_by(ScenarioEdit, "scenario", scenario_id)
    return tuple(sorted(rows, key=lambda row: (row.number, row.id)))


def is_outside(op: Op) -> bool:
    """Whether an op is made in the plan itself even while a scenario is shown."""
    return op.table in TABLES and TABLES[op.table].outside_scenarios


def fact_refusal(ops: Ops) -> str:
    """Why ops cannot be edits of a scenario: they say what has happened; empty where they can."""
    facts = [TABLES[op.table] for op in ops if op.table in TABLES and TABLES[op.table].is_fact]
    if not facts:
        return ""
    what = f"{facts[0].with_article} says what has happened, which is no what-if"
    return f"{what}: it is noted in the plan (W comes back to it; leave --scenario out)"


def laid_over(workspace: Workspace, scenario_id: int) -> Overlay:
    """A plan with the edits of a scenario; those that no longer fit are left out, and named.

    An edit merges field by field, as a commit that was made on an older plan does: what others
    wrote elsewhere stays, a field that both wrote keeps the value of the plan. One whose result
    would not be valid is left out whole.

    Args:
        workspace: the plan.
        scenario_id: the scenario; the plan as it is comes back where it has no edits.
    """
    edits = edits_of(workspace, scenario_id)
    if not edits:
        return Overlay(workspace, ())
    return _at_once(workspace, edits) or _one_by_one(workspace, edits)


def _at_once(workspace: Workspace, edits: tuple[ScenarioEdit, ...]) -> Overlay | None:
    """All edits as one, which is quicker; None where one of them does not fit."""
    try:
        every = tuple(op for edit in edits for op in ops_of(edit.ops))
        kept, conflicts = rebase(every, workspace)
        if conflicts:
            return None
        keyed = settle_keys(workspace, kept, pending=True)
        return Overlay(validated(workspace, keyed), keyed)
    except ValueError:
        return None


def _one_by_one(workspace: Workspace, edits: tuple[ScenarioEdit, ...]) -> Overlay:
    ops: list[Op] = []
    left: list[LeftOut] = []
    for edit in edits:
        try:
            kept, conflicts = rebase(ops_of(edit.ops), workspace)
            keyed = settle_keys(workspace, kept, pending=True)
            workspace = validated(workspace, keyed) if keyed else workspace
        except ValueError as error:
            left.append(LeftOut(edit.id, str(error)))
            continue
        ops += keyed
        left += (LeftOut(edit.id, "", conflict) for conflict in conflicts)
    return Overlay(workspace, tuple(ops), tuple(left))


def different(before: Workspace, after: Workspace, *edits: Ops) -> Rows:
    """Of the rows that some ops touch, those that differ between two workspaces."""
    rows = frozenset(row for ops in edits for row in touched(ops))
    return frozenset(row for row in rows if before.get(*row) != after.get(*row))


def carried_on(overlay: Overlay, committed: Ops, added: Ops, revision: int) -> Overlay:
    """An overlay with one more edit, which was settled on it and has been committed.

    Args:
        overlay: before it.
        committed: what was written to the store: the edit of the scenario.
        added: what the edit does to the plan.
        revision: what the commit made of the plan.
    """
    below = apply(overlay.workspace, committed, revision)
    return Overlay(apply(below, added), (*overlay.ops, *added), overlay.left_out)


def with_pending_keys(settled: Ops, asked: Ops) -> Ops:
    """Ops as a scenario keeps them: with the mark of a key that no commit has settled.

    Args:
        settled: the ops with the keys that they would have in the plan.
        asked: the ops as they were proposed; a key that stands in them was chosen, and stays.
    """
    chosen = {op.id: str(op.new.get("key", "")) for op in asked if op.op == "create"}
    return tuple(
        msgspec.structs.replace(op, new={**op.new, "key": f"{op.new['key']}{PENDING_MARK}"})
        if op.op == "create"
        and op.table in TABLES
        and op.new.get("key")
        and op.new["key"] != chosen.get(op.id)
        and not str(op.new["key"]).endswith(PENDING_MARK)
        else op
        for op in settled
    )


def left_out_words(workspace: Workspace, overlay: Overlay) -> tuple[str, ...]:
    """What of a scenario no longer fits the plan, a sentence each."""
    return tuple(_left_out_words(workspace, left) for left in overlay.left_out)


def _left_out_words(workspace: Workspace, left: LeftOut) -> str:
    edit = workspace.rows_of(ScenarioEdit).get(left.edit)
    name = f"edit {edit.number} no longer fits" if edit is not None else "an edit no longer fits"
    conflict = left.conflict
    if conflict is None:
        return f"{name}: {left.reason}"
    row = workspace.get(conflict.table, conflict.id)
    if row is None:
        return f"{name}: what it changes is gone from the plan"
    field = conflict.field.replace("_", " ") or "it"
    return f"{name}: {field} of {row.key or title_of(row)} has changed in the plan since"
