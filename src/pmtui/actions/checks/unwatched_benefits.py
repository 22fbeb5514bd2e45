"""This file keeps a component from being closed while nobody looks after a benefit it feeds."""

from typing import Final

from pmtui.model.changes.ops import Ops
from pmtui.model.entities.components import Component
from pmtui.model.realisation.live_benefits import fed_benefits, lacks_of
from pmtui.model.rules.life_cycles import portfolio_status_of
from pmtui.model.workspace.workspace import Workspace

_OVER: Final = frozenset({"realising", "closed"})
"""Portfolio statuses of a component whose work is over."""
_NAMED: Final = 3
"""Benefits that are written out."""


def unwatched_benefits(before: Workspace, following: Workspace, ops: Ops) -> str:
    """Why a component may not be closed: benefits it feeds without an owner or a next measure.

    Whichever of its three states was set, it is what comes of the edit that counts. What comes in
    closed, as an old project that is imported, closes nothing.

    Args:
        before: the workspace before the edit.
        following: the workspace after it.
        ops: the edit.

    Returns:
        Those benefits, what each lacks, and what to type; empty where nothing is missing.
    """
    ids = dict.fromkeys(op.id for op in ops if op.table == "components")
    closed = [
        row
        for component_id in ids
        if (row := following.components.get(component_id)) is not None
        and _is_over(row)
        and (old := before.components.get(component_id)) is not None
        and not _is_over(old)
    ]
    lacking: dict[str, str] = {}
    for component in closed:
        for benefit in fed_benefits(following, component.id):
            missing = tuple(lacks_of(benefit))
            if missing:
                words = " and no ".join(words for words, _ in missing)
                fields = " ".join(field for _, field in missing)
                text = f"{benefit.key} {benefit.title} has no {words}"
                lacking.setdefault(text, f"set {benefit.key} {fields}")
    if not lacking:
        return ""
    names = ", ".join(f"{row.key} {row.name}" for row in closed)
    more = f"; and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
    text = "; ".join(list(lacking)[:_NAMED])
    way = next(iter(lacking.values()))
    return (
        f"{names} cannot close: {text}{more}: set them first ({way}), "
        "so that it is watched once the work is over"
    )


def _is_over(component: Component) -> bool:
    return portfolio_status_of(component) in _OVER or component.state in _OVER
