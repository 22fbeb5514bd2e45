"""This file plans the tasks of a table: outline, board, people at work, links."""

from collections.abc import Collection, Sequence
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder, ranks_after
from pmtui.exchange.matching.row_matching import RowMatcher
from pmtui.exchange.sheets.dates import shown
from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.table_import.board_columns import BoardFinder
from pmtui.exchange.table_import.own_references import as_here, free_key, references_of
from pmtui.exchange.table_import.task_links import TaskLinkPlanner
from pmtui.exchange.tables.row_reading.outline import (
    Parent,
    depths_of,
    in_outline_order,
    parents,
    parents_first,
)
from pmtui.exchange.tables.row_reading.predecessor_cells import PredecessorRef
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_references import References
from pmtui.exchange.tables.row_reading.row_values import RowRead, TitleRequest
from pmtui.model.entities.entity import as_text

_NEW: Final = -1
"""The parent of rows below one that is new: nothing that is there lies under it."""


class TaskPlanner:
    """Plans the rows of a table of tasks.

    Args:
        draft: where the plan is kept.
        reader: where findings are told.
        claims: finds the tasks that are there already.
    """

    def __init__(self, draft: ImportBuilder, reader: RowReader, claims: RowMatcher) -> None:
        self._draft = draft
        self._reader = reader
        self._claims = claims
        self._own = reader.mapping.own
        self._ties = TaskLinkPlanner(draft, reader)
        self._boards = BoardFinder(draft, reader)

    @property
    def notes(self) -> tuple[str, ...]:
        """Which columns boards were given."""
        return self._boards.notes

    def plan(self, rows: Sequence[RowRead], components: Sequence[int]) -> list[int]:
        """Plan every row in the component that is given for it; the ids of the tasks.

        A row whose task was deleted here since it was imported brings nothing back: its id is one
        that nothing has.
        """
        self._boards.prepare(rows, components)
        references = References(rows, components, own=self._own)
        ways = references.ways(
            {
                (row.words["parent"], group)
                for row, group in zip(rows, components, strict=True)
                if "parent" in row.words
            }
        )
        over = parents(rows, components, references, ways)
        self._tell_alike(rows, components, references, ways, over)
        order, looped = parents_first(over)
        for at in looped:
            self._error(rows[at], "the row lies under itself", "correct its parent")
        if looped:
            return []
        certain = [
            self._claims.find("tasks", row, component, dict(row.fields))
            for row, component in zip(rows, components, strict=True)
        ]
        above = [self._above(rows, components, over, at) for at in range(len(rows))]
        ids = self._identified(rows, components, over, above, certain)
        gone = self._tell_gone(rows, ids)
        summaries = {part for part in over if isinstance(part, int)}
        for at in order:
            if at in gone:
                continue
            row_above = over[at]
            parent = ids[row_above] if isinstance(row_above, int) else above[at]
            if isinstance(row_above, int) and components[row_above] != components[at]:
                parent = 0
            parent = 0 if row_above in gone else parent
            ids[at] = self._task(
                rows[at], components[at], parent, ids[at], is_summary=at in summaries
            )
        places = [at for at in in_outline_order(rows) if at not in gone]
        self._rank(
            [ids[at] for at in places],
            [components[at] for at in places],
        )

        self._tie(rows, ids, components, references, gone)
        return ids

    def _tie(
        self,
        rows: Sequence[RowRead],
        ids: Sequence[int],
        components: Sequence[int],
        references: References,
        gone: Collection[int],
    ) -> None:
        """Tie the tasks to people and to each other."""
        every = [self._ties.waits(row) for row in rows]
        header = plain_header(self._reader.header_of("predecessors"))
        ways = references.ways(
            {
                (wait.reference, group)
                for waits, group in zip(every, components, strict=True)
                for wait in waits
            },
            "code" if "unique" in header else "wbs" if "wbs" in header.split() else "",
        )
        for at, (row, task, component) in enumerate(zip(rows, ids, components, strict=True)):
            if at in gone:
                continue
            self._ties.assign(row, task, component)
            awaited: list[tuple[PredecessorRef, int | None]] = []
            for wait in every[at]:
                found = references.find(wait.reference, component, ways, at)
                given = None if found in gone else 0 if found is None else ids[found]
                awaited.append((wait, given))
            self._ties.link(row, task, component, awaited)

    def _tell_alike(
        self,
        rows: Sequence[RowRead],
        components: Sequence[int],
        references: References,
        ways: Sequence[str],
        over: Sequence[Parent],
    ) -> None:
        """Say which parent is taken where a cell names several rows."""
        for row, component, above in zip(rows, components, over, strict=True):
            said = row.words.get("parent", "")
            same = references.same(said, component, ways) if said else ()
            if len(same) > 1 and isinstance(above, int):
                lines = ", ".join(str(rows[row_id].line) for row_id in same[:5])
                what = f"{shown(said)} can be the row of line {lines}"
                self._warn(row, "parent", what, f"line {rows[above].line} is taken")

    def _above(
        self, rows: Sequence[RowRead], components: Sequence[int], over: Sequence[Parent], at: int
    ) -> int:
        """The task above a row that is no row itself; 0 for none."""
        above = over[at]
        if isinstance(above, int):
            self._within(rows[at], 0, components[above] == components[at])
            return 0
        return self._stranger(rows[at], "parent", above, components[at]) if above else 0

    def _identified(
        self,
        rows: Sequence[RowRead],
        components: Sequence[int],
        over: Sequence[Parent],
        above: Sequence[int],
        certain: Sequence[int],
    ) -> list[int]:
        """What each row is about, 0 where it is new: by key, code or title, parents first."""
        ids = list(certain)
        depths = depths_of(over)
        levels: dict[int, list[int]] = {}
        for at, depth in enumerate(depths):
            levels.setdefault(depth, []).append(at)
        for anywhere in (False, True):
            for depth in sorted(levels):
                wants = [
                    TitleRequest(at, rows[at], components[at], parent, anywhere)
                    for at in levels[depth]
                    if not ids[at] and (parent := self._parent(over, above, ids, at)) >= 0
                ]
                for at, known in self._claims.titled("tasks", wants).items():
                    ids[at] = known
        return ids

    def _parent(
        self, over: Sequence[Parent], above: Sequence[int], ids: Sequence[int], at: int
    ) -> int:
        """The task a row lies under, 0 for the top; a number that nothing has where it is new."""
        row_above = over[at]
        if not isinstance(row_above, int):
            return above[at]
        return ids[row_above] or _NEW

    def _tell_gone(self, rows: Sequence[RowRead], ids: Sequence[int]) -> frozenset[int]:
        """The places of rows whose tasks were deleted here; said once for all."""
        tasks = self._draft.workspace.tasks
        gone = [at for at, row_id in enumerate(ids) if row_id and row_id not in tasks]
        self._claims.tell_gone([rows[at] for at in gone])
        return frozenset(gone)

    def _within(self, row: RowRead, parent: int, is_same: bool) -> int:  # noqa: FBT001
        if not is_same:
            what = "the row above it belongs to another project"
            self._warn(row, "parent", what, "it stays at the top of its own")
        return parent if is_same else 0

    def _task(
        self, row: RowRead, component: int, parent: int, known: int, *, is_summary: bool
    ) -> int:
        fields = dict(row.fields) | ({"title": row.title} if row.title else {})
        key = as_text(fields.pop("key", ""))
        if parent or "parent" in row.words or not known:
            fields["parent"] = parent
        if self._own:
            fields |= references_of(self._draft, self._reader, row, "tasks", component)
        else:
            fields |= self._claims.references(row, "tasks")
        column, along = self._boards.place(row, fields, component, known, is_summary=is_summary)
        fields = {**fields, **column}
        if known:
            if self._own:
                fields = as_here(self._draft.workspace.tasks.get(known), fields)
            self._draft.change("tasks", known, fields, row.line, {"column": along})
            self._draft.recall("tasks", known, {"component": component})
            return known
        if self._own and not row.title:
            self._error(row, "a new task needs a title", "fill in its title, or delete the row")
        kind = self._reader.mapping.kind or "task"
        start = {"kind": kind, **self._claims.start("tasks"), **along}
        if self._own:
            start |= free_key(self._draft, "tasks", key, str(fields.get("kind", kind)))
        said = {**start, **fields, "component": component}
        return self._draft.make("tasks", said, row.line, as_it_stands=self._own and bool(key))

    def _rank(self, ids: Sequence[int], components: Sequence[int]) -> None:
        """Places in the outline and on the board for what is new, in the table's order."""
        draft = self._draft
        outlines: dict[int, list[int]] = {}
        boards: dict[int, list[int]] = {}
        for task, component in zip(ids, components, strict=True):
            if not draft.is_new("tasks", task):
                continue
            outlines.setdefault(component, []).append(task)
            column = draft.value("tasks", task, "column")
            if column:
                boards.setdefault(column, []).append(task)
        for groups, field, rank in (
            (outlines, "component", "outline_rank"),
            (boards, "column", "board_rank"),
        ):
            for value, tasks in groups.items():
                last = self._last(field, value, rank)
                for task, given in zip(tasks, ranks_after(last, len(tasks)), strict=True):
                    draft.change("tasks", task, {rank: given}, 0)

    def _last(self, field: str, value: int, rank: str) -> str:
        tasks = self._draft.workspace.tasks
        ids = self._draft.workspace.ids_by("tasks", field, value)
        return max((str(getattr(tasks[task_id], rank)) for task_id in ids), default="")

    def _stranger(self, row: RowRead, column: str, text: str, component: int) -> int:
        found = self._ties.stranger(text, component, is_parent=column == "parent")
        if not found:
            self._warn(
                row, column, f"{shown(text)} is no row and no task of the project", "correct it"
            )
        return found

    def _warn(self, row: RowRead, field: str, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of(field), what, todo)

    def _error(self, row: RowRead, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of("parent"), what, todo, "error")
