"""This file makes projects selected where a body decides so, by whatever door."""

from collections.abc import Sequence
from typing import Final

import msgspec

from pmtui.actions.consequences.phase_and_status import with_component_states
from pmtui.actions.core.action import Refused, merged_ops
from pmtui.model.changes.ops import Op, Ops, apply, edit
from pmtui.model.choosing.decisions import DECISIONS, ProjectChoice
from pmtui.model.entities.components import COMPONENTS, Component
from pmtui.model.rules.life_cycles import portfolio_status_of
from pmtui.model.workspace.workspace import Workspace

_WAY: Final = ("idea", "proposed", "evaluated", "selected")
"""Through each of these in turn; a project that is farther on stays where it is."""
_FARTHER: Final = frozenset({"authorised", "active", "delivered", "realising"})
_STATES: Final = ("state", "portfolio_status", "phase")


def with_selected_projects(
    workspace: Workspace, ops: Ops, *, strict: bool = True
) -> tuple[Ops, tuple[str, ...]]:
    """Ops with the projects that a decision takes in made selected, and what to say of it.

    Args:
        workspace: before the ops.
        ops: the edit.
        strict: whether a project that cannot be selected any more is refused; else it is left.

    Raises:
        Refused: a project that is taken in was given up, or is put on hold.
    """
    accepted = [op.id for op in ops if _accepts(op)]
    if not accepted:
        return ops, ()
    try:
        before = apply(workspace, ops)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops, ()
    rows = (row for at in accepted for row in before.rows_by(ProjectChoice, "decision", at))
    choices = [choice for choice in rows if not choice.archived]
    choices.sort(key=lambda choice: choice.id)
    now, selected = _with_selected(before, choices, strict=strict)
    more: Ops = ()
    out: list[str] = []
    for choice in choices:
        project = before.components.get(choice.candidate)
        if project is None:
            continue
        after = now.components[project.id]
        more += edit(COMPONENTS.name, project, **{name: getattr(after, name) for name in _STATES})
        if choice.place == "out":
            out.append(project.key)
    return merged_ops(ops, more), _messages(selected, out)


def _accepts(op: Op) -> bool:
    is_verdict = op.table == DECISIONS.name and op.op == "set" and op.field == "verdict"
    return is_verdict and op.new == "accept"


def _with_selected(
    workspace: Workspace, choices: Sequence[ProjectChoice], *, strict: bool
) -> tuple[Workspace, list[str]]:
    """The workspace with what is taken in selected, and its keys."""
    selected: list[str] = []
    for choice in choices:
        project = workspace.components.get(choice.candidate)
        if choice.place != "in" or project is None:
            continue
        try:
            step = _selected(workspace, project, choice)
        except Refused:
            if strict:
                raise
            continue
        workspace = apply(workspace, step)
        selected.append(project.key)
    return workspace, selected


def _messages(selected: Sequence[str], out: Sequence[str]) -> tuple[str, ...]:
    parts = ((selected, "selected"), (out, "not"))
    text = "; ".join(f"{', '.join(keys)} {word}" for keys, word in parts if keys)
    return (text,) if text else ()


def _selected(workspace: Workspace, project: Component, choice: ProjectChoice) -> Ops:
    """Ops that take a project on its way to being selected, each step a legal one.

    Raises:
        Refused: it is not on that way.
    """
    status = portfolio_status_of(project)
    if project.archived or (status and status not in {*_WAY, *_FARTHER}):
        stands = "archived" if project.archived else status.replace("_", " ")
        raise Refused(
            f"{project.key} {project.name} is {stands}: take it out of the decision first, with"
            f" set {choice.key or 'its choice'} place=out"
        )
    ops: Ops = ()
    for following in _WAY[_WAY.index(status) + 1 :] if status in _WAY else ():
        row = workspace.components[project.id]
        step = edit(COMPONENTS.name, row, portfolio_status=following)
        step = with_component_states(workspace, step)
        workspace = apply(workspace, step)
        ops += step
    return ops
