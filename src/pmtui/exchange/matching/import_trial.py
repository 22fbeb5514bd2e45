"""This file tries an import on the workspace, and says what it would do and what would not hold."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.import_plan import ImportPlan, ThreeWay
from pmtui.exchange.matching.import_builder import ImportBuilder, Place
from pmtui.model.changes.ops import Ops, apply, settle_keys, touched
from pmtui.model.rules.checks import check, tasks_moved_by
from pmtui.model.rules.frozen_rows import check_posted
from pmtui.model.rules.value_checks import check_values
from pmtui.model.workspace.workspace import Workspace


class ImportTrial(msgspec.Struct, frozen=True):
    """The workspace as it would be after an import."""

    following: Workspace
    """As it is now where a value does not fit its field."""
    findings: tuple[ImportFinding, ...]
    """What it would not hold then, by the line that speaks of it; all of them errors."""


def tried(draft: ImportBuilder, *, misfit: str, problem: str) -> ImportTrial:
    """What the workspace would be after an import, and what it would not hold.

    Args:
        draft: what the import makes and changes.
        misfit: what to do about a value that does not fit its field.
        problem: what to do about a row that may not stand as it does.
    """
    return tried_ops(draft.workspace, draft.ops(), draft.line_of, misfit=misfit, problem=problem)


def tried_ops(
    workspace: Workspace, ops: Ops, line_of: Mapping[Place, int], *, misfit: str, problem: str
) -> ImportTrial:
    """As `tried`, of ops and the lines that speak of their rows."""
    try:
        following = apply(workspace, settle_keys(workspace, ops))
    except msgspec.ValidationError as error:
        what = f"a value does not fit its field: {error}"
        return ImportTrial(workspace, (ImportFinding(0, "", what, misfit, "error"),))
    problems = (
        *check_values(ops, workspace),
        *check_posted(ops, workspace),
        *check(following, touched(ops), tasks_moved_by(ops)),
    )
    return ImportTrial(
        following,
        tuple(
            ImportFinding(
                line_of.get((broken.table, broken.id), 0), "", broken.text, problem, "error"
            )
            for broken in problems
        ),
    )


def settled(
    draft: ImportBuilder,
    threeway: ThreeWay,
    findings: Iterable[ImportFinding],
    notes: Iterable[str],
    new_id: Callable[[], int],
) -> ImportPlan:
    """What an import would do that the workspace holds: nothing while fields clash.

    Args:
        draft: what it makes and changes.
        threeway: what clashes, and what the file says now.
        findings: what else was found, none of it an error.
        notes: how the file was read and what was left out.
        new_id: draws ids.
    """
    told = ImportPlan((), draft.counts(), tuple(findings), tuple(notes))
    if threeway.clashes:
        return msgspec.structs.replace(told, clashes=tuple(threeway.clashes))
    memory = threeway.memory.ops(threeway.heard, threeway.forgotten, new_id, draft.today)
    return msgspec.structs.replace(told, ops=draft.ops(), memory=memory)
