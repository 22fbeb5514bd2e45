"""This file makes the ops that bring a workspace to what documents say: it creates and updates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.actions.adding.creation import birth, component_of, new_board
from pmtui.actions.board.new_cards import FIELDS
from pmtui.actions.consequences.column_entry import column_entry_ops, completion_fields
from pmtui.actions.core.action import Situation
from pmtui.exchange.documents.document_matching import (
    DocumentRow,
    Matcher,
    RowProblem,
    problem_of,
    similar_row,
)
from pmtui.exchange.documents.entity_documents import (
    Document,
    DocumentError,
    Names,
    converted,
    values_of,
)
from pmtui.model.changes.ops import Op, Ops, create, edit
from pmtui.model.entities.entity import Entity, as_number, title_of
from pmtui.model.entities.risks import Risk, response_refusal
from pmtui.model.entities.tasks import Column, Task
from pmtui.model.ranks import even_ranks
from pmtui.model.rules.date_range import span_refusal
from pmtui.model.rules.life_cycles import refusal
from pmtui.model.workspace.schema import TABLES


class Upsert(msgspec.Struct, frozen=True):
    """The ops that documents come to; none where there is a problem."""

    ops: Ops = ()
    created: int = 0
    updated: int = 0
    same: int = 0
    """Documents that say what is so already."""
    problems: tuple[RowProblem, ...] = ()


def upsert(situation: Situation, tables: Mapping[str, Sequence[Document]]) -> Upsert:
    """The ops for documents by table: a row is updated where its id, key or code is known.

    References are ids, keys or codes, of the workspace or of other documents of the same call;
    people and columns are also meant by name. Nothing is half done: one problem leaves no ops.
    """
    return _Upsert(situation).result(tables)


class _Upsert:
    """Works through the documents of one call."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._workspace = situation.workspace
        self._names = Names(situation.workspace)
        self._matcher = Matcher(situation, self._names)
        self._problems: list[RowProblem] = []
        self._boards: dict[int, list[Column]] = {}
        self._places: dict[int, int] = {}
        self._created: dict[str, list[Entity]] = {}
        self._edits: list[Op] = []
        self._updated = 0
        self._same = 0

    def result(self, tables: Mapping[str, Sequence[Document]]) -> Upsert:
        rows = list(self._matcher.rows(tables))
        self._problems += self._matcher.problems
        columns = (row.document.get("component") for row in rows if row.table == "columns")
        with_board = {value for value in columns if isinstance(value, int | str)}
        for row in rows:
            try:
                self._take(row)
            except DocumentError as error:
                self._problems.append(problem_of(row, error))
            if row.table == "components" and row.old is None:
                self._give_board(row, with_board)
        if self._problems:
            return Upsert(problems=tuple(self._problems))
        made = [create(table, entity) for table, entities in self._ranked() for entity in entities]
        return Upsert((*made, *self._edits), len(made), self._updated, self._same)

    def _take(self, row: DocumentRow) -> None:
        values = values_of(row.table, row.document, self._names, row.old)
        values["id"] = row.id
        old = row.old
        if old is None:
            values = self._start(row.table, values)
            entity = converted(row.table, values)
            old = similar_row(self._workspace, row.table, entity)
            if old is None:
                _refuse_response(entity)
                self._create(row.table, entity)
                return
            values = {
                name: values[name] for name in row.document if name in values and name != "id"
            }
        self._update(row, old, values)

    def _update(self, row: DocumentRow, old: Entity, values: dict[str, object]) -> None:
        values = {name: value for name, value in values.items() if name not in {"id", "key"}}
        column = self._column(row.table, values, old.component)
        if column is not None and isinstance(old, Task):
            moved = {op.field: op.new for op in column_entry_ops(self._situation, old, column)}
            values = {**moved, **values}
        if isinstance(old, Task):
            values = self._with_progress(old, values)
        known = msgspec.structs.asdict(old)
        entity = converted(row.table, {**msgspec.to_builtins(known), **values})
        self._refuse_state(row.table, old, entity)
        if "response" in values:
            if not _is_same_response(old, entity):
                _refuse_response(entity)
        elif isinstance(entity, Risk) and response_refusal(entity.kind, entity.response):
            entity, values = (
                msgspec.structs.replace(entity, response=""),
                {**values, "response": ""},
            )
        ops = edit(row.table, old, **{name: getattr(entity, name) for name in values})
        reason = span_refusal(row.table, entity, {op.field for op in ops})
        if reason:
            raise DocumentError("", f"{old.key or title_of(old)}: {reason}")
        self._edits += ops
        self._updated += bool(ops)
        self._same += not ops

    def _with_progress(self, task: Task, values: dict[str, object]) -> dict[str, object]:
        """What is said of a task, with what goes along with how far it is."""
        if not values.keys() & FIELDS:
            return values
        known = {**msgspec.to_builtins(msgspec.structs.asdict(task)), **values}
        after = converted("tasks", known)
        said = {name: getattr(after, name) for name in values if name in FIELDS}
        news = {name: value for name, value in said.items() if value != getattr(task, name)}
        return {**completion_fields(self._situation, task, news), **values}

    def _start(self, table: str, values: dict[str, object]) -> dict[str, object]:
        """The fields of a new row: what its document says, and what any new row starts with."""
        if TABLES[table].home != "store":
            values.setdefault("component", self._place(table, values))
        board = self._task_board(values) if table == "tasks" else None
        situation = self._situation
        return birth(self._workspace, table, values, situation.today, situation.actor, board=board)

    def _create(self, table: str, entity: Entity) -> None:
        self._created.setdefault(table, []).append(entity)
        if isinstance(entity, Column):
            self._board(entity.component).append(entity)
        else:
            self._places[entity.id] = entity.component

    def _task_board(self, values: dict[str, object]) -> list[Column] | None:
        """The board on which a new task is brought in step with its progress, which is read here.

        None where its document says all of it, as `export` writes it: it is taken as it stands.
        """
        component = as_number(values["component"])
        if not component:
            raise DocumentError("component", "is missing; name the project by its key or code")
        self._column("tasks", values, component)
        if {"column", "percent"} <= values.keys():
            return None
        said = converted("tasks", values)
        values |= {name: getattr(said, name) for name in _PROGRESS if name in values}
        return self._board(component)

    def _column(self, table: str, values: dict[str, object], component: int) -> Column | None:
        """The column a task's document names; its value becomes the id."""
        if table != "tasks" or "column" not in values:
            return None
        wanted = values["column"]
        board = self._board(as_number(values.get("component", component)))
        if not wanted:
            values["column"] = 0
            return None
        for column in board:
            if wanted == column.id or str(wanted).casefold() == column.name.casefold():
                values["column"] = column.id
                return column
        names = ", ".join(other_column.name for other_column in board) or "no column at all"
        raise DocumentError("column", f"{wanted!r} is not on the board; there is {names}")

    def _board(self, component: int) -> list[Column]:
        if component not in self._boards:
            self._boards[component] = list(self._workspace.board_of(component))
        return self._boards[component]

    def _place(self, table: str, values: Mapping[str, object]) -> int:
        """The component of a row that does not say it: its task's, or the scope."""
        spec = TABLES[table]
        for name in spec.owners or spec.hangs_on[-1:]:
            above = as_number(values.get(name))
            if above in self._places:
                return self._places[above]
        elsewhere = spec.home == "about" or table == "components"
        place = component_of(self._workspace, spec, values)
        return place or (0 if elsewhere else self._situation.scope)

    def _give_board(self, row: DocumentRow, with_board: Iterable[object]) -> None:
        """A new project whose columns are not among the documents gets the usual ones."""
        names = {row.id, row.document.get("key"), row.document.get("code")} - {None, ""}
        if row.document.get("kind") != "project" or names & set(with_board):
            return
        for op in new_board(self._situation, row.id):
            column = converted("columns", op.new)
            self._created.setdefault("columns", []).append(column)
            if isinstance(column, Column):
                self._board(row.id).append(column)

    def _refuse_state(self, table: str, old: Entity, new: Entity) -> None:
        before, after = getattr(old, "state", ""), getattr(new, "state", "")
        reason = refusal(table, str(getattr(new, "kind", "")), before, after)
        if reason:
            raise DocumentError("state", f"{old.key or title_of(old)}: {reason}")

    def _ranked(self) -> Iterator[tuple[str, list[Entity]]]:
        """What was created, with ranks after everything that is there."""
        for table, entities in self._created.items():
            ranked = entities
            for rank, group in TABLES[table].ranks:
                ranked = self._with_ranks(table, ranked, rank, group)
            yield table, ranked

    def _with_ranks(
        self, table: str, entities: list[Entity], rank: str, group: str
    ) -> list[Entity]:
        groups: dict[int, int] = {}
        for other_row in entities:
            if not getattr(other_row, rank):
                groups[getattr(other_row, group)] = groups.get(getattr(other_row, group), 0) + 1
        rows = self._workspace.rows(table)
        fresh: dict[int, Iterator[str]] = {}
        for value, count in groups.items():
            held = (
                getattr(rows[row_id], rank)
                for row_id in self._workspace.ids_by(table, group, value)
            )
            last = max(held, default="")
            fresh[value] = (f"{last}{even_rank}" for even_rank in even_ranks(count))
        return [
            entity
            if getattr(entity, rank)
            else msgspec.structs.replace(entity, **{rank: next(fresh[getattr(entity, group)])})
            for entity in entities
        ]


def _is_same_response(old: Entity, entity: Entity) -> bool:
    """Whether kind and response are as they stand here; older builds took any pair of them."""
    pairs = [(row.kind, row.response) for row in (old, entity) if isinstance(row, Risk)]
    return len(set(pairs)) == 1


def _refuse_response(entity: Entity) -> None:
    reason = response_refusal(entity.kind, entity.response) if isinstance(entity, Risk) else None
    if reason:
        raise DocumentError("response", reason)


_PROGRESS: Final = ("percent", "column", "start", "actual_start", "actual_finish")
"""Fields that tell how far a task is."""
