"""This file makes the ops that bring new entities into being, with what a new one starts with."""

from collections.abc import Mapping
from typing import Any, Final, cast

import msgspec

from pmtui.actions.board.completion import complete_new
from pmtui.actions.core.action import Refused, Situation
from pmtui.model.calendar.stored_calendars import WEEKDAYS, hours_text
from pmtui.model.calendar.work_calendar import OFFICE_WEEK
from pmtui.model.changes.ops import Op, Ops, create
from pmtui.model.entities.components import Component, defaults_at_birth
from pmtui.model.entities.tasks import Column, ColumnRole, Task
from pmtui.model.ranks import even_ranks, rank_between
from pmtui.model.rules.life_cycles import first_state
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

WITHOUT_COMPONENT: Final = frozenset({"people", "policy", "rates", "saved_views", "calendars"})
"""Tables whose rows belong to the whole store."""


def table_of_word(word: str) -> tuple[str, str] | None:
    """The table and kind a word such as `task`, `milestone` or `program` names, or None."""
    for spec in TABLES.values():
        if word in {kind for kind, _ in spec.kinds}:
            return spec.name, word
        if word in {spec.word, spec.name}:
            return spec.name, ""
    return None


def new_entity(
    situation: Situation, table: str, kind: str = "", fields: Mapping[str, Any] | None = None
) -> Ops:
    """Ops for one new entity of a table in the situation's scope, with its defaults filled in.

    Raises:
        Refused: it cannot stand where it was asked for, or a required field is missing.
    """
    given = dict(fields or {})
    struct = TABLES[table].type
    if kind:
        given["kind"] = kind
    given.setdefault("id", situation.new_id())
    if table not in WITHOUT_COMPONENT:
        given.setdefault("component", situation.scope)
    if "state" in struct.__struct_fields__ and not given.get("state"):
        state = first_state(table, str(given.get("kind", "")))
        if state:
            given["state"] = state
    _START.get(table, _nothing)(situation, given)
    missing = [
        field.name
        for field in msgspec.structs.fields(struct)
        if field.required and not given.get(field.name)
    ]
    if missing:
        raise Refused(f"a new {kind or TABLES[table].word} needs a {missing[0].replace('_', ' ')}")
    entity = struct(**given)
    ops: Ops = (create(table, entity),)
    if table == "components" and cast("Component", entity).kind == "project":
        ops += new_board(situation, entity.id)
    return ops


def new_board(situation: Situation, component: int) -> tuple[Op, ...]:
    """Ops for the columns a new project starts with."""
    return tuple(
        create(
            "columns",
            Column(
                id=situation.new_id(),
                component=component,
                name=name,
                role=msgspec.convert(role, _ROLE),
                limit=limit,
                rank=rank,
            ),
        )
        for (name, role, limit), rank in zip(BOARD, even_ranks(len(BOARD)), strict=True)
    )


def last_rank(workspace: Workspace, table: str, field: str, rank_field: str, value: int) -> str:
    """A rank after every row whose field has a value."""
    rows = workspace.rows(table)
    ranks = (getattr(rows[one], rank_field) for one in workspace.ids_by(table, field, value))
    return rank_between(max(ranks, default=""), "")


def _start_component(situation: Situation, given: dict[str, Any]) -> None:
    for name, value in defaults_at_birth(str(given.get("kind", ""))).items():
        given.setdefault(name, value)
    if not given.get("rank"):
        workspace = situation.workspace
        given["rank"] = last_rank(
            workspace, "components", "component", "rank", given.get("component", 0)
        )


def _start_task(situation: Situation, given: dict[str, Any]) -> None:
    workspace = situation.workspace
    if parent := workspace.tasks.get(given.get("parent", 0)):
        given["component"] = parent.component
    component = workspace.components.get(given.get("component", 0))
    if component is None or component.kind in {"portfolio", "program"}:
        raise Refused("a task needs a project: stand on one, or say which with project:KEY")
    board = workspace.board_of(given["component"])
    complete_new(given, board, situation.today)
    if board and not given.get("column"):
        given["column"] = board[0].id
    given.setdefault("entered", situation.today)
    if not given.get("board_rank"):
        given["board_rank"] = last_rank(
            workspace, "tasks", "column", "board_rank", given.get("column", 0)
        )
    if not given.get("outline_rank"):
        given["outline_rank"] = last_rank(
            workspace, "tasks", "component", "outline_rank", given["component"]
        )


def _start_risk(situation: Situation, given: dict[str, Any]) -> None:
    if not given.get("component"):
        raise Refused("a risk needs a component: stand on one in the tree first")
    given.setdefault("opened", situation.today)


def _start_person(situation: Situation, given: dict[str, Any]) -> None:
    name = str(given.get("name", "")).casefold()
    same = [one for one in situation.workspace.people.values() if one.name.casefold() == name]
    if not same:
        return
    reason = f"there is a person called {given['name']} already"
    if all(one.archived for one in same):
        reason += f", who is archived: restore {same[0].key} brings them back"
    raise Refused(reason)


def _start_calendar(_situation: Situation, given: dict[str, Any]) -> None:
    """A calendar of nobody's own hours keeps those of an office."""
    if not given.get("base") and not any(given.get(day) for day in WEEKDAYS):
        given |= dict(zip(WEEKDAYS, map(hours_text, OFFICE_WEEK), strict=True))


def _start_check(situation: Situation, given: dict[str, Any]) -> None:
    _within_task(situation, given)
    given.setdefault(
        "rank", last_rank(situation.workspace, "checks", "task", "rank", given.get("task", 0))
    )


def _within_task(situation: Situation, given: dict[str, Any]) -> None:
    task = situation.workspace.tasks.get(given.get("task", 0))
    if task is None:
        raise Refused("stand on a task first")
    given["component"] = task.component


def _start_column(situation: Situation, given: dict[str, Any]) -> None:
    given.setdefault(
        "rank",
        last_rank(situation.workspace, "columns", "component", "rank", given.get("component", 0)),
    )


def _start_report(situation: Situation, given: dict[str, Any]) -> None:
    given.setdefault("at", situation.today)


def _start_remark(situation: Situation, given: dict[str, Any]) -> None:
    given.setdefault("at", situation.today)
    given.setdefault("by", situation.actor)


def _nothing(_situation: Situation, _given: dict[str, Any]) -> None:
    return


_START: Final = {
    "components": _start_component,
    "tasks": _start_task,
    "risks": _start_risk,
    "people": _start_person,
    "checks": _start_check,
    "calendars": _start_calendar,
    "assignments": _within_task,
    "columns": _start_column,
    "reports": _start_report,
    "remarks": _start_remark,
}
_ROLE: Final = cast("Any", field_spec("columns", "role")).type


def new_task(situation: Situation, **fields: object) -> Task:
    """A new task as it would be created, for actions that go on working with it."""
    ops = new_entity(situation, "tasks", str(fields.pop("kind", "task")), fields)
    return msgspec.convert(ops[0].new, Task)
