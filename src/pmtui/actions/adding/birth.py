"""This file says what a new row starts with, by whichever door it comes in."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from pmtui.actions.board.new_cards import complete_new
from pmtui.model.entities.table import Birth, TableSpec
from pmtui.model.entities.tasks import Column
from pmtui.model.narrowing import as_number
from pmtui.model.rules.life_cycles import first_state
from pmtui.model.workspace.closed_periods import posting_day
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace


def birth(
    workspace: Workspace,
    table: str,
    given: Mapping[str, object],
    today: date,
    actor: int = 0,
    *,
    scope: int = 0,
    board: Sequence[Column] | None = None,
) -> dict[str, object]:
    """The fields of a new row: those given, and what a new one has where they say nothing.

    What is typed, what a document says and a row of somebody's table start alike: with the
    component of what they hang on, the first state of their life cycle and what their table
    declares. Ranks are left to who makes the rows, who may make many at once.

    Args:
        workspace: where it is made.
        table: the table it is made in.
        given: its fields as far as they are known, with values of their types.
        today: the day it is.
        actor: the person who makes it; 0 where nobody known does.
        scope: the component of a row that hangs on nothing and does not name its own.
        board: the columns of a task's project, to put its card where its progress says; None
            leaves the card to who makes it.
    """
    spec = TABLES[table]
    fields = dict(given)
    if spec.home != "store" and "component" not in fields:
        fields["component"] = component_of(workspace, spec, fields) or scope
    first = first_state(table, str(fields.get("kind", "")))
    if first and not fields.get("state"):
        fields["state"] = first
    if spec.start is not None:
        started = spec.start(Birth(MappingProxyType(fields), today, actor))
        fields = {**started, **fields}
    posted, dated = spec.posting or ("", "")
    if dated and posted not in given:
        own = fields.get(dated)
        fields[posted] = posting_day(workspace, own if isinstance(own, date) else today)
    if board is not None:
        complete_new(fields, board, today)
        if board and "column" not in fields:
            fields["column"] = board[0].id
    return fields


def component_of(workspace: Workspace, spec: TableSpec, fields: Mapping[str, object]) -> int:
    """The component of what a new row hangs on or is about; 0 where that is nothing known."""
    if spec.belongs_to:
        owners = (field_spec(spec.name, name) for name in spec.owners)
        rows = (
            workspace.get(owner.refers, as_number(fields.get(owner.name)))
            for owner in owners
            if owner is not None
        )
        return next((row.component for row in rows if row is not None), 0)
    if spec.hangs_on:
        task = workspace.tasks.get(as_number(fields.get(spec.hangs_on[-1])))
        return task.component if task is not None else 0
    if spec.home == "about":
        about = as_number(fields.get("about"))
        row = workspace.entity(about)
        return about if about in workspace.components else row.component if row is not None else 0
    return 0
