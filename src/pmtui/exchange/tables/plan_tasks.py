"""This file plans the tasks of a table: outline, board, people at work, links."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pmtui.actions.create import BOARD
from pmtui.exchange.draft import Draft, ranks_after
from pmtui.exchange.match import Claims
from pmtui.exchange.tables.days import CellError, shown
from pmtui.exchange.tables.outline import References, parents, parents_first, waits
from pmtui.exchange.tables.rows import RowRead, RowReader
from pmtui.exchange.tables.tables_in import folded
from pmtui.model.tasks import Column

_ROLE: Final = {name.casefold(): role for name, role, _ in BOARD}
_PERSON_UNITS: Final = re.compile(r"(.+?)\s*[\[(]\s*(\d+(?:[.,]\d+)?)\s*%?\s*[\])]")


class TaskPlanner:
    """Plans the rows of a table of tasks.

    Args:
        draft: where the plan is kept.
        reader: where findings are told.
        claims: finds the tasks that are there already.
    """

    def __init__(self, draft: Draft, reader: RowReader, claims: Claims) -> None:
        self._draft = draft
        self._reader = reader
        self._claims = claims

    def plan(self, rows: Sequence[RowRead], components: Sequence[int]) -> list[int]:
        """Plan every row in the component that is given for it; the ids of the tasks."""
        references = References(rows, components)
        over = parents(rows, components, references)
        order, looped = parents_first(over)
        for at in looped:
            self._error(rows[at], "the row lies under itself", "correct its parent")
        if looped:
            return []
        ids = [0] * len(rows)
        summaries = {one for one in over if isinstance(one, int)}
        for at in order:
            above = over[at]
            if isinstance(above, int):
                parent = self._within(rows[at], ids[above], components[above] == components[at])
            else:
                parent = self._stranger(rows[at], "parent", above, components[at]) if above else 0
            ids[at] = self._task(rows[at], components[at], parent, is_summary=at in summaries)
        self._rank(ids, components)
        for row, task, component in zip(rows, ids, components, strict=True):
            self._assign(row, task, component)
            self._link(row, task, component, ids, references)
        return ids

    def _within(self, row: RowRead, parent: int, is_same: bool) -> int:  # noqa: FBT001
        if not is_same:
            what = "the row above it belongs to another project"
            self._warn(row, "parent", what, "it stays at the top of its own")
        return parent if is_same else 0

    def _task(self, row: RowRead, component: int, parent: int, *, is_summary: bool) -> int:
        fields = dict(row.fields) | {"title": row.title}
        known = self._claims.find("tasks", row, component, fields, parent=parent)
        if parent or "parent" in row.words or not known:
            fields["parent"] = parent
        fields |= self._claims.references(row, "tasks")
        fields |= self._column(row, fields, component, known, is_summary=is_summary)
        if known:
            self._draft.change("tasks", known, fields, row.line)
            return known
        start = {"kind": self._reader.mapping.kind or "task", **self._claims.start("tasks")}
        return self._draft.make("tasks", {**start, **fields, "component": component}, row.line)

    def _column(
        self,
        row: RowRead,
        fields: Mapping[str, Any],
        component: int,
        known: int,
        *,
        is_summary: bool,
    ) -> dict[str, Any]:
        """The column a card comes into, with what goes with being in it."""
        board = self._draft.board(component, row.line)
        column = self._said_column(row, board)
        if column is None and not is_summary:
            column = _implied(fields, board)
            if column is None and not known:
                column = next(iter(board), None)
        if column is None:
            return {}
        stamps: dict[str, Any] = {"percent": 100} if column.role == "done" else {}
        if known and self._draft.value("tasks", known, "column") == column.id:
            return stamps
        return {**stamps, "column": column.id, "entered": self._draft.today}

    def _said_column(self, row: RowRead, board: Sequence[Column]) -> Column | None:
        said = row.words.get("status", "")
        if not said:
            return None
        named = [one for one in board if folded(one.name) == folded(said)]
        alike = [one for one in board if one.role == _ROLE.get(folded(said))]
        if not named and not alike:
            names = ", ".join(one.name for one in board) or "none: its component has no board"
            self._warn(row, "status", f"no column is called {shown(said)}", f"there is {names}")
        return next(iter(named or alike), None)

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
        return max((str(getattr(tasks[one], rank)) for one in ids), default="")

    def _assign(self, row: RowRead, task: int, component: int) -> None:
        draft = self._draft
        people = [one for one in re.split(r"[;,\n]", row.words.get("assignees", "")) if one.strip()]
        for at, text in enumerate(people):
            found = _PERSON_UNITS.fullmatch(text.strip())
            name = found[1] if found else text
            units = round(float(found[2].replace(",", "."))) if found else 100
            person = draft.person(name, row.line)
            known = draft.found("assignments", "task person", (task, person))
            if known:
                draft.change("assignments", known[0], {"units": units}, row.line)
            else:
                fields = {"component": component, "task": task, "person": person, "units": units}
                draft.make("assignments", fields, row.line)
            if (
                at == 0
                and "owner" not in row.references
                and not draft.value("tasks", task, "owner")
            ):
                draft.change("tasks", task, {"owner": person}, row.line)

    def _link(
        self,
        row: RowRead,
        task: int,
        component: int,
        ids: Sequence[int],
        references: References,
    ) -> None:
        text = row.words.get("predecessors", "")
        try:
            said = list(waits(text, self._reader.style)) if text else []
        except CellError as error:
            self._warn(row, "predecessors", error.what, error.todo)
            return
        for one in said:
            at = references.find(one.reference, component)
            giver = ids[at] if at is not None else 0
            giver = giver or self._stranger(row, "predecessors", one.reference, component)
            if giver == task:
                self._warn(row, "predecessors", "the task waits for itself", "take it out")
            elif giver:
                names = ("type", "lag", "lag_unit", "lag_in")
                fields = {name: getattr(one, name) for name in names}
                self._keep_link(giver, task, component, fields, row.line)

    def _keep_link(
        self, giver: int, taker: int, component: int, fields: Mapping[str, Any], line: int
    ) -> None:
        known = self._draft.found("links", "giver taker", (giver, taker))
        if known:
            self._draft.change("links", known[0], fields, line)
        else:
            ends = {"component": component, "giver": giver, "taker": taker}
            self._draft.make("links", {**ends, **fields}, line)

    def _stranger(self, row: RowRead, column: str, text: str, component: int) -> int:
        """A task that is not in the table: by its key, or by its code in the same project."""
        draft = self._draft
        named = draft.workspace.by_key(text)
        if named is not None and named[0] == "tasks":
            same = column != "parent" or named[1].component == component
            if same:
                return named[1].id
        for code in (folded(text), folded(text).lstrip("#")):
            for one in draft.found("tasks", "component code", (component, code)):
                return one
        self._warn(row, column, f"{shown(text)} is no row and no task of the project", "correct it")
        return 0

    def _warn(self, row: RowRead, field: str, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of(field), what, todo)

    def _error(self, row: RowRead, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of("parent"), what, todo, "error")


def _implied(fields: Mapping[str, Any], board: Sequence[Column]) -> Column | None:
    """The column that progress speaks of where no status does."""
    percent = fields.get("percent", 0)
    if percent == 100 or fields.get("actual_finish"):
        roles: Iterator[Column] = (one for one in board if one.role == "done")
    elif percent or fields.get("actual_start"):
        roles = (one for one in board if one.role == "doing")
    else:
        return None
    return next(roles, None)
