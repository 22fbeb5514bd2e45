"""This file collects what an import makes and changes: rows found again, new rows, one op each."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from pmtui.actions.adding.creation import birth
from pmtui.exchange.import_plan import Count, ThreeWay
from pmtui.exchange.matching.import_boards import ImportBoards
from pmtui.exchange.matching.import_people import ImportPeople
from pmtui.exchange.matching.import_words import (
    title_given,
    words_in_order,
)
from pmtui.exchange.text_folding import folded
from pmtui.model.changes.ops import Op, Ops, create, delete, edit, plain
from pmtui.model.entities.entity import new_row, title_of
from pmtui.model.ranks import even_ranks, rank_between
from pmtui.model.workspace.schema import TABLES, defaults_of
from pmtui.model.workspace.workspace import Workspace

Place = tuple[str, int]
"""A table and the id of a row in it."""
Along = Mapping[str, Mapping[str, object]]
"""Fields that change when another one does, by that one."""
_UNCOUNTED: Final = frozenset({"columns"})
_ALONE: Final[Along] = MappingProxyType({})


class ImportBuilder:
    """A workspace with what an import would make and change on top of it.

    Args:
        workspace: what there is.
        new_id: draws ids for what is new.
        today: the day new cards enter their columns.
        threeway: compares what is said with what was said before and what stands here.
    """

    def __init__(
        self,
        workspace: Workspace,
        new_id: Callable[[], int],
        today: date,
        threeway: ThreeWay | None = None,
    ) -> None:
        self.workspace = workspace
        self.threeway = threeway
        """What the sheet said before; None where a file does not remember."""
        self.today = today
        self.line_of: dict[Place, int] = {}
        """The line of the table that first spoke of a row."""
        self._new_id = new_id
        self._made: dict[Place, dict[str, object]] = {}
        self._changed: dict[Place, dict[str, object]] = {}
        self._home: dict[int, str] = {}
        self._dropped: dict[Place, None] = {}
        self._met: dict[Place, None] = {}
        self._names: dict[tuple[str, str], dict[object, list[int]]] = {}
        self._lowest: dict[tuple[str, str, object], str] = {}
        self.people = ImportPeople(workspace, self.make, self.found)
        """Whom names mean."""
        self.boards = ImportBoards(workspace, self.make, self.value)
        """The columns of boards."""

    def value(self, table: str, entity_id: int, field: str) -> Any:
        """A row's field as it would be after the import."""
        place = (table, entity_id)
        for fields in (self._changed.get(place, {}), self._made.get(place, {})):
            if field in fields:
                return fields[field]
        row = self.workspace.get(table, entity_id)
        return getattr(row, field, None) if row is not None else None

    def met(self, table: str) -> frozenset[int]:
        """The rows that were there already and that the file speaks of."""
        return frozenset(row_id for of, row_id in self._met if of == table)

    def is_new(self, table: str, entity_id: int) -> bool:
        """Whether the import makes this row."""
        return (table, entity_id) in self._made

    def make(
        self,
        table: str,
        fields: Mapping[str, object],
        line: int,
        entity_id: int = 0,
        *,
        as_it_stands: bool = False,
    ) -> int:
        """A new row with these fields, and with what any new row starts with.

        Args:
            table: its table.
            fields: what the file says of it.
            line: where it says so.
            entity_id: its id; 0 draws one.
            as_it_stands: whether it comes from elsewhere as it is there: what is empty stays so.

        Returns:
            Its id.
        """
        entity_id = entity_id or self._new_id()
        self.recall(table, entity_id, fields)
        born = birth(self.workspace, table, fields, self.today)
        if as_it_stands:
            usual = defaults_of(table)
            born = {name: born[name] for name in born if name in fields or usual[name]}
        self._made[table, entity_id] = {**born, "id": entity_id}
        self.line_of[table, entity_id] = line
        self._home[entity_id] = table
        for (of, keys), index in self._names.items():
            if of == table:
                index.setdefault(self._keyed(table, entity_id, keys), []).append(entity_id)
        return entity_id

    def change(
        self,
        table: str,
        entity_id: int,
        fields: Mapping[str, object],
        line: int,
        along: Along = _ALONE,
    ) -> None:
        """New values for fields of a row, found or just made.

        Of a row that is there, only those are taken that the sheet itself has changed.

        Args:
            table: its table.
            entity_id: its id.
            fields: what the sheet says.
            line: where it says so.
            along: more fields that change when another one does.
        """
        place = (table, entity_id)
        self.line_of.setdefault(place, line)
        if place in self._made:
            more = {name: value for mapping in along.values() for name, value in mapping.items()}
            self._made[place].update({**more, **fields})
            self.recall(table, entity_id, fields)
            return
        self._met[place] = None
        row = self.workspace.get(table, entity_id)
        if self.threeway is not None and row is not None:
            fields = self.threeway.taken(table, row, fields, line)
        more = {
            name: value
            for driver, mapping in along.items()
            if driver in fields
            for name, value in mapping.items()
            if name not in fields
        }
        self._changed.setdefault(place, {}).update({**more, **fields})

    def recall(self, table: str, entity_id: int, fields: Mapping[str, object]) -> None:
        """Keep what the sheet says of a row, and change nothing."""
        if self.threeway is not None:
            self.threeway.hear(table, entity_id, fields)

    def drop(self, table: str, entity_id: int) -> None:
        """Take a row away that the sheet no longer names."""
        self._dropped[table, entity_id] = None
        if self.threeway is not None:
            self.threeway.forget(table, entity_id)

    def found(self, table: str, keys: str, values: tuple[object, ...]) -> list[int]:
        """Rows, there already or made here, whose named fields have values; texts without case.

        Args:
            table: where to look.
            keys: the fields, parted by spaces; `title` stands for name, title or text.
            values: what they have, texts folded.
        """
        index = self._names.get((table, keys))
        if index is None:
            index = self._names[table, keys] = {}
            made = (row_id for of, row_id in self._made if of == table)
            for entity_id in (*self.workspace.rows(table), *made):
                index.setdefault(self._keyed(table, entity_id, keys), []).append(entity_id)
        return index.get(values, [])

    def table_made(self, entity_id: int) -> str:
        """The table of a row that the import makes; empty where it makes none of that id."""
        return self._home.get(entity_id, "")

    def rank_after(self, table: str, field: str, value: object, rank_field: str = "rank") -> str:
        """A rank below every row whose field has a value, and below the rank given last."""
        place = (table, field, value)
        if place not in self._lowest:
            rows = self.workspace.rows(table)
            ids = self.workspace.ids_by(table, field, value)
            self._lowest[place] = max(
                (getattr(rows[row_id], rank_field) for row_id in ids), default=""
            )
        self._lowest[place] = rank_between(self._lowest[place], "")
        return self._lowest[place]

    def ops(self) -> Ops:
        """What was made and changed, each as the op that does it, in the table's order."""
        made: Ops = tuple(
            create(table, new_row(TABLES[table].type, fields))
            for (table, _), fields in self._made.items()
        )
        changed: list[Op] = []
        for (table, entity_id), fields in self._changed.items():
            row = self.workspace.get(table, entity_id)
            if row is not None:
                changed += edit(table, row, **fields)
        dropped = (
            delete(table, row)
            for table, entity_id in self._dropped
            if (row := self.workspace.get(table, entity_id)) is not None
        )
        return (*made, *changed, *dropped)

    def counts(self) -> tuple[Count, ...]:
        """How many of each kind are made, changed and as they were, the large things first."""
        tally: dict[str, list[int]] = {}
        for place in self._made:
            self._count(tally, place, 0)
        for place in self._dropped:
            self._count(tally, place, 3)
        for table, entity_id in self._met:
            self._count(tally, (table, entity_id), 1 if self._differs(table, entity_id) else 2)
        order = {word: at for at, word in enumerate(words_in_order())}
        return tuple(
            Count(word, *tally[word]) for word in sorted(tally, key=lambda name: order[name])
        )

    def _differs(self, table: str, entity_id: int) -> bool:
        row = self.workspace.get(table, entity_id)
        fields = self._changed.get((table, entity_id), {})
        return row is not None and any(
            plain(getattr(row, name)) != plain(value) for name, value in fields.items()
        )

    def _count(self, tally: dict[str, list[int]], place: Place, column: int) -> None:
        table, entity_id = place
        if table in _UNCOUNTED:
            return
        kinds = {kind for kind, _ in TABLES[table].kinds}
        kind = self.value(table, entity_id, "kind") if kinds else ""
        word = str(kind or ("task" if table == "tasks" else TABLES[table].word))
        tally.setdefault(word, [0, 0, 0, 0])[column] += 1

    def _keyed(self, table: str, entity_id: int, keys: str) -> tuple[object, ...]:
        return tuple(self._key(table, entity_id, key) for key in keys.split())

    def _key(self, table: str, entity_id: int, key: str) -> object:
        if key == "title":
            fields = self._made.get((table, entity_id))
            row = self.workspace.get(table, entity_id)
            value: object = title_of(row) if row is not None else title_given(fields or {})
        else:
            value = self.value(table, entity_id, key)
        return folded(value) if isinstance(value, str) else value


def ranks_after(last: str, count: int) -> Iterator[str]:
    """Ranks in rising order below the last one, with room between, for rows that come together."""
    if not last:
        yield from even_ranks(count)
        return
    base = rank_between(last, "")
    yield from (base + rank for rank in even_ranks(count))
