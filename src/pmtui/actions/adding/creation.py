"""This file makes the ops that bring new entities into being, with what a new one starts with."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.actions.board.new_cards import complete_new
from pmtui.actions.core.action import Refused, Situation, WrongInputError, last_rank
from pmtui.model.changes.ops import Op, Ops, create
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import as_number, new_row
from pmtui.model.entities.table import Birth, TableSpec
from pmtui.model.entities.tasks import Column, ColumnRole
from pmtui.model.ranks import even_ranks
from pmtui.model.rules.life_cycles import first_state
from pmtui.model.workspace.closed_periods import posting_day
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace

BOARD: Final[tuple[tuple[str, ColumnRole, int], ...]] = (
    ("Backlog", "todo", 0),
    ("Ready", "todo", 5),
    ("Doing", "doing", 3),
    ("Review", "doing", 3),
    ("Done", "done", 0),
)
"""Name, role and WIP limit of a new project's columns."""


def new_entity(
    situation: Situation, table: str, kind: str = "", fields: Mapping[str, object] | None = None
) -> Ops:
    """Ops for one new entity of a table in the situation's scope, with its defaults filled in.

    Raises:
        Refused: it cannot stand where it was asked for, or a required field is missing.
    """
    given: dict[str, object] = {
        "id": situation.new_id(),
        **(fields or {}),
        **({"kind": kind} if kind else {}),
    }
    workspace = situation.workspace
    board: tuple[Column, ...] | None = None
    if table == "tasks":
        project = _project_of(situation, given)
        given["component"] = project
        board = workspace.board_of(project)
    _PLACES.get(table, _anywhere)(situation, given)
    given = birth(
        workspace,
        table,
        given,
        situation.today,
        situation.actor,
        scope=situation.scope,
        board=board,
    )
    for rank, group in TABLES[table].ranks:
        if not given.get(rank):
            given[rank] = last_rank(workspace, table, group, rank, given.get(group, 0))
    missing = [
        field.name
        for field in msgspec.structs.fields(TABLES[table].type)
        if field.required and not given.get(field.name)
    ]
    if missing:
        word, field = (kind or TABLES[table].word).replace("_", " "), missing[0]
        way = f"write {field}: and what it is"
        raise WrongInputError(f"a new {word} needs its {field.replace('_', ' ')}: {way}")
    entity = new_row(TABLES[table].type, given)
    ops: Ops = (create(table, entity),)
    if isinstance(entity, Component) and entity.kind == "project":
        ops += new_board(situation, entity.id)
    return ops


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


def new_board(situation: Situation, component: int) -> tuple[Op, ...]:
    """Ops for the columns a new project starts with."""
    return tuple(
        create(
            "columns",
            Column(
                id=situation.new_id(),
                component=component,
                name=name,
                role=role,
                limit=limit,
                rank=rank,
            ),
        )
        for (name, role, limit), rank in zip(BOARD, even_ranks(len(BOARD)), strict=True)
    )


def _project_of(situation: Situation, given: Mapping[str, object]) -> int:
    """The project of a new task: that of the task it lies below, else the one named, or here."""
    workspace = situation.workspace
    parent = workspace.tasks.get(as_number(given.get("parent")))
    place = parent.component if parent is not None else given.get("component", situation.scope)
    component = workspace.components.get(as_number(place))
    if component is None or component.kind in {"portfolio", "program"}:
        raise WrongInputError("a task needs a project: stand on one, or say which with project:KEY")
    return component.id


def _in_a_component(situation: Situation, given: Mapping[str, object]) -> None:
    if not given.get("component", situation.scope):
        raise WrongInputError("a risk needs a component: stand on one in the tree first")


def _under_a_new_name(situation: Situation, given: Mapping[str, object]) -> None:
    name = str(given.get("name", "")).casefold()
    same = [
        person for person in situation.workspace.people.values() if person.name.casefold() == name
    ]
    if not same:
        return
    reason = f"there is a person called {given['name']} already"
    if all(person.archived for person in same):
        reason += f", who is archived: restore {same[0].key} brings them back"
    raise Refused(reason)


def _on_a_task(situation: Situation, given: Mapping[str, object]) -> None:
    if given.get("task", 0) not in situation.workspace.tasks:
        raise Refused("stand on a task first")


def _anywhere(_situation: Situation, _given: Mapping[str, object]) -> None:
    return


_PLACES: Final = {
    "risks": _in_a_component,
    "people": _under_a_new_name,
    "checks": _on_a_task,
    "assignments": _on_a_task,
}
"""What refuses a new row where it cannot stand, by table."""
