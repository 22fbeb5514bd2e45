"""This file plans what ties the tasks of a table to people and to each other."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.sheets.dates import CellError, shown
from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.tables.export.own_cells import read_people
from pmtui.exchange.tables.row_reading.predecessor_cells import PredecessorRef, predecessor_refs
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.tables.values.people_names import person_of
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.tasks import LengthUnit
from pmtui.query.values.lengths import Length, length_text

_ENDS: Final = ("predecessor", "successor")
_TOLD: Final = ("type", "lag", "lag_unit", "lag_in")
_AT_WORK: Final = ("task", "person")


class TaskLinkPlanner:
    """Plans the people at work on tasks, and the links between tasks.

    Somebody, or a link, that the sheet named before and that was taken away here stays away; what
    the sheet itself names no longer, in a cell that names others, is taken away.

    Args:
        draft: where the plan is kept.
        reader: where findings are told.
    """

    def __init__(self, draft: ImportBuilder, reader: RowReader) -> None:
        self._draft = draft
        self._reader = reader
        self._own = reader.mapping.own
        header = plain_header(reader.header_of("predecessors"))
        self._blocks = not self._own and "block" in header
        """Whether its links say what blocks a task, which in a list of to-dos its parent may."""

    def assign(self, row: RowRead, task: int, component: int) -> None:
        """Set to work on a task whom its row names."""
        draft = self._draft
        text = row.words.get("assignees", "")
        named: set[tuple[int, ...]] = set()
        for at, (person, units) in enumerate(self._at_work(text, row.line)):
            named.add((task, person))
            fields = {"component": component, "task": task, "person": person, "units": units}
            self._tie("assignments", _AT_WORK, fields, ("units",), row.line)
            if (
                at == 0
                and not self._own
                and "owner" not in row.references
                and not draft.value("tasks", task, "owner")
            ):
                draft.change("tasks", task, {"owner": person}, row.line)
        if named:
            self._part("assignments", "task", _AT_WORK, task, named)

    def link(
        self,
        row: RowRead,
        task: int,
        component: int,
        awaited: Sequence[tuple[PredecessorRef, int | None]],
    ) -> None:
        """Link a task with those its row waits for.

        Args:
            row: the row.
            task: its task.
            component: that of the task.
            awaited: what it waits for, and the task of the row that is called so; 0 for none,
                None where it was deleted.
        """
        named: set[tuple[int, ...]] = set()
        for wait, row_task in awaited:
            if row_task is None:
                continue
            predecessor = row_task or self.stranger(wait.reference, component)
            if not predecessor:
                what = f"{shown(wait.reference)} is no row and no task of the project"
                self._warn(row, what, "correct it")
            elif predecessor == task:
                self._warn(row, "the task waits for itself", "take it out")
            elif self._blocks and (over := self._holds(predecessor, task)):
                self._warn(row, over, "the link is left out")
            else:
                named.add((predecessor, task))
                fields = {
                    "component": component,
                    "predecessor": predecessor,
                    "successor": task,
                    "type": wait.type,
                    "lag": wait.lag,
                    "lag_unit": wait.lag_unit,
                    "lag_in": self._given(predecessor, task, wait),
                }
                self._tie("links", _ENDS, fields, _TOLD, row.line)
        if named:
            self._part("links", "successor", _ENDS, task, named)

    def _holds(self, predecessor: int, task: int) -> str:
        """Why a task cannot wait for another, as one lies in the other; empty where it can."""
        for inner, outer in ((task, predecessor), (predecessor, task)):
            at = self._draft.value("tasks", inner, "parent")
            passed: set[int] = set()
            while at and at not in passed:
                if at == outer:
                    title = shown(str(self._draft.value("tasks", predecessor, "title")))
                    how = "lies in" if inner == task else "is the summary of"
                    return f"the task {how} {title}, for which it waits"
                passed.add(at)
                at = self._draft.value("tasks", at, "parent")
        return ""

    def _at_work(self, text: str, line: int) -> Iterator[tuple[int, int]]:
        """The people of a cell, made where they are missing, and how much of them."""
        if self._own:
            for name, units in read_people(text):
                yield self._draft.people.person_called(name, line), units
            return
        for named in map(person_of, filter(None, text.split("\n"))):
            ambiguity = self._draft.people.ambiguity(named.name, named.email)
            if ambiguity:
                header = self._reader.header_of("assignees")
                self._reader.tell(line, header, ambiguity, "write the key")
                continue
            yield self._draft.people.person(named.name, line, named.email), named.units

    def stranger(self, text: str, component: int, *, is_parent: bool = False) -> int:
        """A task that is not in the table: by its key, or by its code in the same project."""
        draft = self._draft
        named = draft.workspace.by_key(text)
        is_task = named is not None and named[0] == "tasks"
        if named is not None and is_task and (not is_parent or named[1].component == component):
            return named[1].id
        for code in (folded(text), folded(text).lstrip("#")):
            for row_id in draft.found("tasks", "component code", (component, code)):
                return row_id
        return 0

    def waits(self, row: RowRead) -> list[PredecessorRef]:
        """What a row waits for; a lag that cannot be read is told."""
        text = row.words.get("predecessors", "")
        try:
            return list(predecessor_refs(text, self._reader.style)) if text else []
        except CellError as error:
            self._warn(row, error.what, error.todo)
            return []

    def _given(self, predecessor: int, task: int, wait: PredecessorRef) -> LengthUnit:
        """The unit a lag is kept in; as it is here where our own table says the same lag."""
        if not self._own:
            return wait.lag_in
        length = Length(wait.lag, wait.lag_unit)
        for link_id in self._draft.found("links", " ".join(_ENDS), (predecessor, task)):
            held = self._draft.workspace.links.get(link_id)
            if held is not None and length == (held.lag, held.lag_unit):
                return held.lag_in
        day = self._reader.style.minutes_per_day
        return "" if wait.lag_in == "" or wait.lag == 0 else _usual(length, wait.lag_in, day)

    def _tie(
        self,
        table: str,
        ends: tuple[str, str],
        fields: Mapping[str, object],
        told: tuple[str, ...],
        line: int,
    ) -> None:
        """Make a tie that is missing, or change the one that is there."""
        draft = self._draft
        between = (fields[ends[0]], fields[ends[1]])
        known = draft.found(table, " ".join(ends), between)
        if known:
            draft.change(table, known[0], {name: fields[name] for name in told}, line)
            draft.recall(table, known[0], {name: fields[name] for name in ends})
            return
        before = draft.threeway.memory.found(table, ends, between) if draft.threeway else []
        if before and draft.threeway is not None and draft.threeway.take != "theirs":
            draft.recall(table, before[0], {})
            return
        draft.make(table, fields, line)

    def _part(
        self,
        table: str,
        end: str,
        ends: tuple[str, str],
        task: int,
        named: Collection[tuple[int, ...]],
    ) -> None:
        """Take away ties that the sheet named when it was last imported and names no longer."""
        draft = self._draft
        if draft.threeway is None:
            return
        memory = draft.threeway.memory
        rows = draft.workspace.rows(table)
        for row_id in draft.workspace.ids_by(table, end, task):
            between = tuple(getattr(rows[row_id], name) for name in ends)
            if memory.named(table, row_id) and between not in named:
                draft.drop(table, row_id)

    def _warn(self, row: RowRead, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of("predecessors"), what, todo)


def _usual(length: Length, given: LengthUnit, day: int) -> LengthUnit:
    """The unit a length was given in, where it is not written in that anyway."""
    return "" if length_text(length, day) == length_text(length, day, given) else given
