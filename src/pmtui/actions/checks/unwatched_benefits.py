"""This file keeps a component from being closed while nobody looks after a benefit it feeds."""

from collections.abc import Iterator

from pmtui.model.benefits.profiles import Attribution
from pmtui.model.changes.ops import Ops
from pmtui.model.entities.registers import Benefit
from pmtui.model.rules.open_or_ended import has_ended
from pmtui.model.workspace.workspace import Workspace

_CLOSED = "closed"


def unwatched_benefits(following: Workspace, ops: Ops) -> str:
    """Why a component may not be closed: benefits it feeds without an owner or a next measure.

    Args:
        following: the workspace after the edit.
        ops: the edit.

    Returns:
        The names of those benefits and what each lacks; empty where nothing is missing.
    """
    closed = [
        op.id
        for op in ops
        if op.table == "components" and op.op == "set" and (op.field, op.new) == ("state", _CLOSED)
    ]
    text = {
        f"{benefit.key} {benefit.title} lacks {lacks}": None
        for component in closed
        for benefit in fed_by(following, component)
        if (lacks := _lacks(benefit))
    }
    if not text:
        return ""
    return f"{'; '.join(text)}: set them first, so that it is watched once the work is over"


def fed_by(workspace: Workspace, component: int) -> Iterator[Benefit]:
    """The live benefits that lie in a component or that it has a share in."""
    benefits = workspace.rows_of(Benefit)
    rows = workspace.rows_by(Attribution, "component", component)
    ids = {row.benefit for row in rows if not row.archived}
    ids |= {benefit.id for benefit in workspace.rows_by(Benefit, "component", component)}
    for benefit_id in sorted(ids & benefits.keys()):
        benefit = benefits[benefit_id]
        if not benefit.archived and not has_ended(benefit):
            yield benefit


def _lacks(benefit: Benefit) -> str:
    missing = [
        words
        for words, is_there in (
            ("an owner", benefit.owner),
            ("a next measure", benefit.next_measure is not None),
        )
        if not is_there
    ]
    return " and ".join(missing)
