"""This file brings a sample store to today: its dates move as one, its last edits are made anew."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

import msgspec

from pmtui.model.changes.ops import Ops
from pmtui.model.changes.stored_ops import present_ops
from pmtui.model.entities.entity import Entity, as_document, as_list, as_text
from pmtui.model.workspace.schema import field_specs, present_field
from pmtui.model.workspace.workspace import Workspace

SAMPLE: Final = "sample"
"""The table of a sample store that says of itself when it is and what was done last."""
_ABOUT: Final = "1"


def sample_today(workspace: Workspace) -> date | None:
    """The day a sample plays on; None for a store that is no sample."""
    text = as_text(_about(workspace).get("today"))
    return date.fromisoformat(text) if text else None


def last_edits(workspace: Workspace) -> tuple[tuple[str, Ops], ...]:
    """What was done last in a sample, to be committed so that history has something to show.

    Returns:
        The id of each action with its ops, oldest first; they apply one after the other.
    """
    edits = msgspec.convert(_about(workspace).get("edits", []), tuple[_SampleEdit, ...])
    return tuple((edit.action, present_ops(edit.ops)) for edit in edits)


class _SampleEdit(msgspec.Struct, frozen=True):
    action: str
    ops: Ops


class SampleCommit(msgspec.Struct, frozen=True):
    """One commit of a sample's story: when it was made, by whom, and what it did."""

    at: datetime
    """In the sample's own zone, which is UTC."""
    by: str
    """A login."""
    action: str
    ops: Ops


def story(workspace: Workspace) -> tuple[SampleCommit, ...]:
    """What led to a sample as it is before its last edits, oldest first; empty for none."""
    commits = msgspec.convert(_about(workspace).get("story", []), tuple[SampleCommit, ...])
    return tuple(msgspec.structs.replace(commit, ops=present_ops(commit.ops)) for commit in commits)


def _about(workspace: Workspace) -> Mapping[str, object]:
    return as_document(workspace.foreign.get(SAMPLE, {}).get(_ABOUT))


def at_today(workspace: Workspace, today: date) -> Workspace:
    """A sample with its dates moved so that its day is today; any other store as it is."""
    day = sample_today(workspace)
    return workspace if day is None else shift_dates(workspace, (today - day).days)


def shift_dates(workspace: Workspace, days: int) -> Workspace:
    """The workspace with every date some days later; what lies between two dates stays."""
    if not days:
        return workspace
    by = timedelta(days=days)
    tables = {
        table: {entity_id: _moved(table, row, by) for entity_id, row in rows.items()}
        for table, rows in workspace.tables.items()
    }
    foreign = dict(workspace.foreign)
    if SAMPLE in foreign:
        foreign[SAMPLE] = {
            key: _moved_about(as_document(value), by) for key, value in foreign[SAMPLE].items()
        }
    return Workspace(
        tables,
        extras=workspace.extras,
        foreign=foreign,
        counters=workspace.counters,
        revision=workspace.revision,
    )


def _moved(table: str, row: Entity, by: timedelta) -> Entity:
    dates = {name: value for name in _date_fields(table) if (value := getattr(row, name))}
    if not dates:
        return row
    return msgspec.structs.replace(row, **{name: value + by for name, value in dates.items()})


@cache
def _date_fields(table: str) -> tuple[str, ...]:
    return tuple(spec.name for spec in field_specs(table) if spec.kind == "date")


def _moved_about(about: Mapping[str, object], by: timedelta) -> dict[str, object]:
    moved = dict(about)
    if about.get("today"):
        moved["today"] = _later(about["today"], by)
    moved["edits"] = [_moved_edit(as_document(edit), by) for edit in as_list(about.get("edits"))]
    if "story" in about:
        moved["story"] = [_moved_commit(as_document(edit), by) for edit in as_list(about["story"])]
    return moved


def _moved_commit(edit: Mapping[str, object], by: timedelta) -> dict[str, object]:
    at = datetime.fromisoformat(as_text(edit["at"])) + by
    return {**_moved_edit(edit, by), "at": at.isoformat()}


def _moved_edit(edit: Mapping[str, object], by: timedelta) -> dict[str, object]:
    return {**edit, "ops": [_moved_op(as_document(op), by) for op in as_list(edit["ops"])]}


def _moved_op(op: Mapping[str, object], by: timedelta) -> dict[str, object]:
    moved, table = dict(op), as_text(op["table"])
    dates = _date_fields(table)
    for side in ("old", "new"):
        value = op.get(side)
        if isinstance(value, Mapping):
            moved[side] = {
                name: _later(entry, by) if present_field(table, name) in dates else entry
                for name, entry in value.items()
            }
        elif value and present_field(table, as_text(op.get("field"))) in dates:
            moved[side] = _later(value, by)
    return moved


def _later(day: object, by: timedelta) -> str | None:
    text = as_text(day)
    return (date.fromisoformat(text) + by).isoformat() if text else None
