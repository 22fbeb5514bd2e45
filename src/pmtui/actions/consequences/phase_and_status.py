"""This file keeps portfolio status, phase and state of a component together, by whatever door."""

from typing import Final

import msgspec

from pmtui.actions.core.action import Refused, merged_ops
from pmtui.model.changes.ops import Op, Ops, apply, edit
from pmtui.model.entities.components import Component
from pmtui.model.entities.states import OUT_OF_THE_WAY
from pmtui.model.realisation.live_benefits import live_benefits
from pmtui.model.rules.life_cycles import (
    PHASES,
    PORTFOLIO_STATUSES,
    go_together,
    phase_of,
    phases_of,
    portfolio_status_of,
    refusal,
    state_word,
)
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError

_STATES: Final = frozenset({"state", "portfolio_status", "phase"})
_NAMED: Final = 3
"""Benefits that are written out."""
_UNAUTHORISED: Final = frozenset({"idea", "proposed", "evaluated", "selected"})
"""Portfolio statuses before somebody has authorised the work."""
_OF_WORK: Final = frozenset({"executing", "closing", "closed"})
"""Phases of a project that only authorised work comes to."""


def with_component_states(workspace: Workspace, ops: Ops, *, strict: bool = True) -> Ops:
    """Ops with the states that go along where one of the three of a component changes.

    Args:
        workspace: before the ops.
        ops: the edit.
        strict: whether what does not go together is refused; else the word in `state` holds.

    Raises:
        Refused: a status and a phase do not go together, or the kind has none.
    """
    named: dict[int, set[str]] = {}
    for op in ops:
        if op.table == "components":
            names = _named(op)
            if names:
                named.setdefault(op.id, set()).update(names)
    if not named:
        return ops
    try:
        after = apply(workspace, ops)
    except msgspec.ValidationError:  # whoever judges the ops says why they cannot be
        return ops
    more: Ops = ()
    for component, names in named.items():
        new = after.components.get(component)
        if new is None:
            continue
        try:
            fields = _together(after, workspace.components.get(component), new, names)
        except Refused:
            if strict:
                raise
            continue
        more += edit("components", new, **fields)
    return merged_ops(ops, more)


def realising_messages(workspace: Workspace, asked: Ops, ops: Ops) -> tuple[str, ...]:
    """What to say of the components that stay for their benefits where somebody closed them.

    Args:
        workspace: before the ops.
        asked: the edit as it was asked for.
        ops: the same with the states that go along.
    """
    stay = {op.id for op in ops if op.table == "components" and op.new == "realising"}
    asked_for = {op.id for op in asked if op.table == "components" and op.new == "realising"}
    rows = (workspace.components.get(component) for component in sorted(stay - asked_for))
    return tuple(
        f"{row.key} {row.name} stays as realising until its benefits are sustained: "
        f"{_benefit_names(workspace, row.id)}"
        for row in rows
        if row is not None
    )


def _benefit_names(workspace: Workspace, component: int) -> str:
    names = [f"{row.key} {row.title}" for row in live_benefits(workspace, component)]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _named(op: Op) -> set[str]:
    if op.op == "set":
        return {op.field} & _STATES
    if op.op == "create" and isinstance(op.new, dict):
        return {name for name in _STATES if op.new.get(name)}
    return set()


def _together(
    workspace: Workspace, old: Component | None, new: Component, names: set[str]
) -> dict[str, str]:
    """The three fields as they are to be after an edit that named some of them."""
    was = old if old is not None else msgspec.structs.replace(new, portfolio_status="", phase="")
    status, phase = portfolio_status_of(was), phase_of(was)
    if new.kind == "project" and status not in OUT_OF_THE_WAY and not _is_given(was):
        status = ""
    if "state" in names:
        status, phase = _by_state(new, status, phase)
    if "phase" in names:
        phase = _read(new, "phase", new.phase)
    if "portfolio_status" in names:
        status = _next_status(old, _read(new, "portfolio status", new.portfolio_status))
    elif new.kind == "project" and status not in OUT_OF_THE_WAY:
        status = _carried(workspace, new, status, phase)
    if old is not None and status == "closed":
        status = _closed(workspace, old, new, phase)
    if new.kind == "program" and "phase" not in names and not go_together("program", status, phase):
        phase = phase_of(msgspec.structs.replace(new, state=status, phase=""))
    word = state_word(new.kind, status, phase)
    reason = refusal("components", new.kind, was.state, word) if old is not None else None
    if reason or not go_together(new.kind, status, phase):
        raise Refused(f"{new.key or new.name}: {reason or _apart(new, status, phase)}")
    bare = msgspec.structs.replace(new, state=word, portfolio_status="", phase="")
    is_given = "portfolio_status" in names or status != portfolio_status_of(bare)
    return {
        "state": word,
        "portfolio_status": status if new.kind == "project" and is_given else "",
        "phase": phase if phase != phase_of(bare) else "",
    }


def _by_state(new: Component, status: str, phase: str) -> tuple[str, str]:
    """Status and phase after the one word was set, as older programs and sheets have it."""
    if new.kind != "project":
        return new.state, phase
    if new.state in PHASES["project"]:
        return ("" if status in OUT_OF_THE_WAY else status), new.state
    return new.state, phase


def _carried(workspace: Workspace, new: Component, status: str, phase: str) -> str:
    """The status of a project that came into a phase: as it was, or the one the phase brings."""
    going_with = PHASES["project"].get(phase, ())
    if phase == "closed" and any(live_benefits(workspace, new.id)):
        return "realising"
    is_early = status in _UNAUTHORISED and phase in _OF_WORK
    return status if is_early or status in going_with or not going_with else going_with[0]


def _closed(workspace: Workspace, old: Component, new: Component, phase: str) -> str:
    """The status of a component that closes: it stays for its benefits until they are over.

    Raises:
        Refused: it stays for them already.
    """
    was = portfolio_status_of(old)
    if new.kind == "project":
        is_possible = go_together("project", "closed", phase)
    else:
        is_possible = was == "realising" or not refusal("components", "", was, "realising")
    if was == "closed" or not is_possible or not any(live_benefits(workspace, new.id)):
        return "closed"
    if was == "realising":
        raise Refused(
            f"{new.key or new.name} stays as realising: "
            f"{_benefit_names(workspace, new.id)} not sustained yet: "
            "set each benefit sustained, not_realised or retired first"
        )
    return "realising"


def _is_given(component: Component) -> bool:
    """Whether the portfolio status of a project is one that somebody gave it."""
    return component.portfolio_status == portfolio_status_of(component)


def _next_status(old: Component | None, status: str) -> str:
    """A portfolio status that was typed, where it may follow the one that somebody gave before.

    Raises:
        Refused: it may not.
    """
    if old is not None and old.kind == "project" and _is_given(old):
        reason = refusal("components", "", old.portfolio_status, status)
        if reason:
            raise Refused(f"{old.key or old.name}: {reason}")
    return status


def _read(new: Component, label: str, text: str) -> str:
    """A status or phase as typed.

    Raises:
        Refused: there is none of that name for its kind.
    """
    there = PORTFOLIO_STATUSES if label == "portfolio status" else tuple(PHASES.get(new.kind, ()))
    name = text.strip().casefold().replace(" ", "_")
    if name in there:
        return name
    reason = f"{text!r} is no {label}; there is {', '.join(there)}"
    if not there:
        reason = "only projects and programs have phases"
    raise Refused(f"{new.key or new.name}: {reason}") from QueryError(reason)


def _apart(new: Component, status: str, phase: str) -> str:
    """Why a status and a phase do not go together, and what to do."""
    if phase == "executing":
        return (
            f"executing needs it authorised, and it is {status or 'nothing'}: "
            "set portfolio_status=authorised first"
        )
    others = phases_of(status) if new.kind == "project" else ()
    place = f" ({status} goes with {' or '.join(others)})" if others else ""
    return f"{status.replace('_', ' ')} does not go with the phase {phase or 'it has'}{place}"
