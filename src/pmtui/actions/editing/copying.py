"""This file copies components, parts of them and tasks with all that was planned, to another day.

What came of the original stays with it; which fields that are, each table declares (`Copying`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.actions.board.new_cards import of_role
from pmtui.actions.core.action import Refused, Situation, last_rank
from pmtui.actions.editing.originals import COPIED, Original, let_go, stays, tenable
from pmtui.model.changes.ops import Ops, create
from pmtui.model.entities.entity import ESCALATION_FIELDS, Entity, new_row, title_of
from pmtui.model.entities.table import Birth, Copying, TableSpec
from pmtui.model.entities.tasks import COLUMNS, LINKS, TASKS, Link, Task
from pmtui.model.ranks import even_ranks, rank_between
from pmtui.model.rules.date_range import days_outside, outside_text
from pmtui.model.rules.life_cycles import first_state
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.query.dates.parsing import plus_months

_ALWAYS_FRESH: Final = ESCALATION_FIELDS | {"id", "key", "state", "archived"}
_MONTHS: Final = 12
_MOST_KINDS: Final = 5
"""Most kinds of rows that a message counts by name."""


class Place(msgspec.Struct, frozen=True):
    """Where a copy goes, what it is called, and when it begins."""

    into: int
    """The component above a component, 0 for the top; the one that a task or a part goes into."""
    name: str = ""
    """Empty for the name of the original, said to be a copy; a part has none."""
    start: date | None = None
    """The day on which it begins; None for that of the original."""


class Copy(msgspec.Struct, frozen=True):
    """The rows of a copy, which are in no workspace yet."""

    rows: tuple[tuple[str, Entity], ...]
    """With their tables, the copy of what was named among the first."""
    ids: Mapping[tuple[str, int], int]
    """The id of each copy by table and id of what it is a copy of."""
    let_go: tuple[tuple[str, int], ...]
    """People, calendars and parties that the original names and that take nothing new, as tables
    and ids: they are archived, or no longer there.
    """
    contracts: int
    """Links to tasks outside, which it does not have."""
    first: date | None
    """The day on which the original begins; None where nothing of it is dated."""
    start: date | None
    """The day on which the copy does."""

    @property
    def ops(self) -> Ops:
        """What brings it about."""
        return tuple(create(table, row) for table, row in self.rows)

    @property
    def size(self) -> str:
        """How much it is, in words: `61 tasks, 21 links, 4 components`."""
        return counted(Counter(table for table, _ in self.rows if TABLES[table].prefix))


def counted(counts: Mapping[str, int]) -> str:
    """How many rows of some tables there are, in words, the most of a kind first."""
    kinds = sorted((name for name in TABLES if counts.get(name)), key=lambda name: -counts[name])
    words = [
        f"{counts[name]} {TABLES[name].kind_words if counts[name] == 1 else TABLES[name].plural}"
        for name in kinds[:_MOST_KINDS]
    ]
    others = sum(counts[name] for name in kinds[_MOST_KINDS:])
    more = f" and {others} other row{'s' if others > 1 else ''}" if others else ""
    return ", ".join(words).replace("_", " ") + more


def copy_of(situation: Situation, original: Original, place: Place) -> Copy:
    """A copy of a component with all below it, of a part of one, or of a task with its sub-tasks.

    Every date lies as many working days from the start as it did, by the calendar that holds for
    its row. What names something that was copied names its copy; people, calendars and parties
    stay. What else lies outside is let go, and so is a row that cannot do without it.

    Args:
        situation: when and by whom it is copied, and the plan that the copy goes into.
        original: what is copied, in that plan or in a template.
        place: where it goes.

    Raises:
        Refused: a calendar cannot be reckoned with, or a date would lie beyond all years.
    """
    first, start = original.first_day, place.start
    try:
        if start is not None:
            own = original.days_of(TABLES[original.target.table], original.row)
            start = own.on_or_after(start)
        copier = _Copier(situation, original, msgspec.structs.replace(place, start=start))
        return copier.copy(first)
    except (OverflowError, ValueError) as error:
        raise Refused(f"its dates cannot be moved to {place.start}: {error}") from error


class _Copier:
    def __init__(self, situation: Situation, original: Original, place: Place) -> None:
        self._situation = situation
        self._workspace = original.workspace
        self._original = original
        self._place = place
        self._first = original.first_day
        rows = [(spec, row) for spec in COPIED for row in original.rows_of(spec)]
        self._rows = tenable(situation.workspace, rows)
        self._let_go = let_go(situation.workspace, rows)
        self._ids = {(spec.name, row.id): situation.new_id() for spec, row in self._rows}

    def copy(self, first: date | None) -> Copy:
        """The copy; `first` is the day on which the original begins."""
        cards = dict(self._cards())
        tops = dict(self._tops())
        rows: list[tuple[str, Entity]] = []
        for spec, row in self._rows:
            fields = self._fields(spec, row)
            if isinstance(row, Task):
                fields |= {"parent": self._parent(row), **cards[row.id], **tops.get(row.id, {})}
            if row is self._original.row:
                fields |= self._of_the_top(spec, row)
            if spec.name == "components" and first is None and self._place.start is not None:
                fields["start"] = self._place.start
            fresh = new_row(spec.type, fields)
            for label, day in days_outside(spec.name, fields):
                raise Refused(f"{row.key or title_of(row)}: {label} {outside_text(day)}")
            rows.append((spec.name, fresh))
        start = first if self._place.start is None else self._place.start
        if first is None and not self._original.is_component:
            start = None
        ids = MappingProxyType(self._ids)
        return Copy(tuple(rows), ids, self._let_go, self._contracts(), first, start)

    def _fields(self, spec: TableSpec, row: Entity) -> dict[str, object]:
        """What the copy of a row holds: what is planned as it was, the rest as of a new one."""
        copying = spec.copying or Copying()
        fresh = _ALWAYS_FRESH.union(copying.fresh.split())
        given: dict[str, object] = {"id": self._ids[spec.name, row.id]}
        dates: dict[str, date] = {}
        for field in field_specs(spec.name):
            value = getattr(row, field.name)
            if field.name in fresh:
                continue
            if field.kind == "reference":
                value = self._referred(field.refers, value)
            elif field.kind == "about":
                value = self._ids[str(getattr(row, f"{field.name}_table")), value]
            elif field.kind == "date" and value is not None:
                dates[field.name] = value
            given[field.name] = value
        given |= self._moved(spec, row, copying, dates)
        given["component"] = self._component(spec, row)
        if spec.start is not None:
            who = Birth(MappingProxyType(given), self._situation.today, self._situation.actor)
            given |= {name: value for name, value in spec.start(who).items() if name in fresh}
        state = first_state(spec.name, str(getattr(row, "kind", "")))
        if isinstance(row, Link):  # a contract inside the copy is one that nobody has agreed to yet
            state = "requested" if row.state else ""
        return {**given, "state": state} if state else given

    def _moved(
        self, spec: TableSpec, row: Entity, copying: Copying, dates: Mapping[str, date]
    ) -> dict[str, date]:
        """The dates of a row from the start of the copy on; what came first comes first."""
        first, start = self._first, self._place.start
        if not dates or first is None or start is None or first == start:
            return {}
        days, months, ends = (
            self._original.days_of(spec, row), copying.months.split(), copying.ends.split(),
        )  # fmt: skip
        later = (start.year - first.year) * _MONTHS + start.month - first.month
        now = {
            name: plus_months(day, later)
            if name in months
            else days.moved(day, first, start, ends=name in ends)
            for name, day in dates.items()
        }
        for name in ends:
            before = [
                now[other] for other in dates if name in dates and dates[other] <= dates[name]
            ]
            now |= {name: max(before)} if before else {}
        return now

    def _referred(self, table: str, row_id: int) -> int:
        if (table, row_id) in self._ids:
            return self._ids[table, row_id]
        return row_id if stays(self._situation.workspace, table, row_id) else 0

    def _component(self, spec: TableSpec, row: Entity) -> int:
        """The component of a copy: that of its task where it hangs on one."""
        if not self._original.is_component:
            return self._place.into
        place = row.component
        if spec.hangs_on:
            task = self._workspace.tasks.get(getattr(row, spec.hangs_on[-1]))
            place = task.component if task is not None else place
        return self._ids.get(("components", place), 0)

    def _parent(self, task: Task) -> int:
        """The copy of the next task above that was copied too; 0 where none was."""
        above, met = task.parent, {task.id}
        while above and above not in met and ("tasks", above) not in self._ids:
            met.add(above)
            row = self._workspace.tasks.get(above)
            above = row.parent if row is not None else 0
        return self._ids.get(("tasks", above), 0)

    def _of_the_top(self, spec: TableSpec, row: Entity) -> dict[str, object]:
        """What holds of what was named, and of nothing below it."""
        name = self._place.name or f"{title_of(row)} (copy)"
        into, workspace = self._place.into, self._situation.workspace
        if not isinstance(row, Task):
            rank = last_rank(workspace, spec.name, "component", "rank", into)
            return {"name": name, "component": into, "rank": rank}
        rank = last_rank(workspace, spec.name, "component", "outline_rank", into)
        parent = row.parent if into == row.component else 0
        return {"title": name, "parent": parent, "outline_rank": rank}

    def _tops(self) -> Iterator[tuple[int, dict[str, object]]]:
        """The places of tasks that come without their project: behind those that are there."""
        if not self._original.part:
            return
        tasks, into = self._workspace.tasks, self._place.into
        rank = last_rank(self._situation.workspace, TASKS.name, "component", "outline_rank", into)
        ids = sorted(self._original.tasks, key=lambda task: (tasks[task].outline_rank, task))
        for task in ids:
            if not self._parent(tasks[task]):
                yield task, {"outline_rank": rank}
                rank = rank_between(rank, "")

    def _cards(self) -> Iterator[tuple[int, dict[str, object]]]:
        """Column and place of every card: all of them wait, in the order they had."""
        tasks, columns = self._workspace.tasks, self._workspace.columns
        ids = sorted(
            self._original.tasks,
            key=lambda task: (
                columns[tasks[task].column].rank if tasks[task].column in columns else "",
                tasks[task].board_rank,
                task,
            ),
        )
        if not self._original.is_component:
            column = of_role(self._situation.workspace.board_of(self._place.into), "todo")
            place = column.id if column is not None else 0
            there = self._situation.workspace
            rank = last_rank(there, "tasks", "column", "board_rank", place)
            for task in ids:
                yield task, {"column": place, "board_rank": rank}
                rank = rank_between(rank, "")
            return
        boards = {
            place: of_role(self._workspace.board_of(place), "todo")
            for place in self._original.components
        }
        for task, rank in zip(ids, even_ranks(len(ids)), strict=True):
            column = boards[tasks[task].component]
            place = self._ids[COLUMNS.name, column.id] if column is not None else 0
            yield task, {"column": place, "board_rank": rank}

    def _contracts(self) -> int:
        """How many links lead to tasks outside that are there."""
        tasks, inside = self._workspace.tasks, set(self._original.tasks)
        links = self._original.rows_of(LINKS)
        ends = ({link.predecessor, link.successor} for link in links if isinstance(link, Link))
        outside = (pair - inside for pair in ends if pair & inside)
        return sum(
            any(task in tasks and not tasks[task].archived for task in out) for out in outside
        )
