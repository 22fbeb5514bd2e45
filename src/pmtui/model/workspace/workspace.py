"""This file holds everything at one revision: typed tables, indexes, the component tree."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import cast

from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import AnyEntity, Entity
from pmtui.model.entities.people import Person
from pmtui.model.entities.policy import Policy
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Column, Link, Task
from pmtui.model.ids import key_parts, key_text
from pmtui.model.workspace.index import Index, indexed
from pmtui.model.workspace.schema import TABLE_OF, TABLE_OF_PREFIX, TABLES

Rows = Mapping[int, AnyEntity]
_EMPTY: Mapping[int, Entity] = MappingProxyType({})


class Workspace:
    """All entities of a store at one revision; never changed, only followed by a next one.

    Args:
        tables: entities by table and id.
        extras: unknown fields of known documents, by (table, id), written back as they came.
        foreign: whole tables this version does not know, kept raw.
        counters: highest number given to a key, by prefix.
        revision: the commit it shows.
    """

    __slots__ = (
        "_children", "_indexes", "_next", "counters", "extras", "foreign", "revision", "tables"
    )  # fmt: skip

    def __init__(
        self,
        tables: Mapping[str, Mapping[int, Entity]] | None = None,
        *,
        extras: Mapping[tuple[str, int], Mapping[str, object]] = MappingProxyType({}),
        foreign: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
        counters: Mapping[str, int] = MappingProxyType({}),
        revision: int = 0,
    ) -> None:
        self.tables = tables if tables is not None else {}
        self.extras = extras
        self.foreign = foreign
        self.counters = counters
        self.revision = revision
        self._indexes: dict[tuple[str, str], Index] = {}
        self._children: dict[int, tuple[int, ...]] = {}
        self._next: tuple[object, Workspace] | None = None

    @property
    def components(self) -> Rows[Component]:
        """Portfolios, programs, projects and operations by id."""
        return cast("Rows[Component]", self.rows("components"))

    @property
    def tasks(self) -> Rows[Task]:
        """Tasks, milestones and deliverables by id."""
        return cast("Rows[Task]", self.rows("tasks"))

    @property
    def columns(self) -> Rows[Column]:
        """Board columns by id."""
        return cast("Rows[Column]", self.rows("columns"))

    @property
    def links(self) -> Rows[Link]:
        """Dependencies by id."""
        return cast("Rows[Link]", self.rows("links"))

    @property
    def risks(self) -> Rows[Risk]:
        """Risks by id."""
        return cast("Rows[Risk]", self.rows("risks"))

    @property
    def people(self) -> Rows[Person]:
        """People by id."""
        return cast("Rows[Person]", self.rows("people"))

    @property
    def policy(self) -> Policy:
        """The store's rules; the defaults where it has none of its own."""
        for row in self.rows_of(Policy).values():
            return row
        return Policy(id=0)

    def day_minutes(self, component: Component | None) -> int:
        """Working minutes that a day of a component's durations and slack stands for."""
        own = component.minutes_per_day if component is not None else 0
        return own or self.policy.minutes_per_day

    def rows_of(self, kind: type[AnyEntity]) -> Rows[AnyEntity]:
        """All entities of a type by id: `rows_of(Gate)`."""
        return cast("Rows[AnyEntity]", self.rows(TABLE_OF[kind]))

    def rows_by(self, kind: type[AnyEntity], field: str, value: object) -> Iterator[AnyEntity]:
        """The entities of a type whose field has a value: `rows_by(Gate, "component", 4)`."""
        rows = self.rows_of(kind)
        return map(rows.__getitem__, self.ids_by(TABLE_OF[kind], field, value))

    def rows(self, table: str) -> Mapping[int, Entity]:
        """All entities of a table by id; empty for a table without any."""
        return self.tables.get(table, _EMPTY)

    def get(self, table: str, entity_id: int) -> Entity | None:
        """One entity, or None."""
        return self.rows(table).get(entity_id)

    def table_of(self, entity_id: int) -> str | None:
        """The table an id is in, or None."""
        return next((name for name, rows in self.tables.items() if entity_id in rows), None)

    def entity(self, entity_id: int) -> Entity | None:
        """The entity of an id, whatever its table."""
        table = self.table_of(entity_id)
        return self.tables[table][entity_id] if table else None

    def by_key(self, key: str) -> tuple[str, Entity] | None:
        """The table and entity a key such as `T-40` or `t40` names, or None."""
        parts = key_parts(key)
        table = TABLE_OF_PREFIX.get(parts[0]) if parts else None
        if parts is None or table is None:
            return None
        found = self.ids_by(table, "key", key_text(*parts)) or self.ids_by(
            table, "key", key_text(*parts, pending=True)
        )
        return (table, self.tables[table][found[0]]) if found else None

    def ids_by(self, table: str, field: str, value: object) -> tuple[int, ...]:
        """Ids of a table's entities whose field has a value; the index is made at first use."""
        return self.index(table, field).ids(value)

    def index(self, table: str, field: str) -> Index:
        """The ids of a table by a field; made at first use. For whoever asks for many values."""
        index = self._indexes.get((table, field))
        if index is None:
            index = self._indexes[table, field] = indexed(self.rows(table), field)
        return index

    def children(self, component_id: int) -> tuple[int, ...]:
        """Components directly below one (0: at the top) in their order, archived ones too."""
        children = self._children.get(component_id)
        if children is None:
            rows = self.components
            ids = self.ids_by("components", "component", component_id)
            children = tuple(sorted(ids, key=lambda row_id: (rows[row_id].rank, row_id)))
            self._children[component_id] = children
        return children

    def subtree(self, component_id: int, *, archived: bool = True) -> Iterator[int]:
        """A component and all below it, parents first; 0 gives every component.

        Args:
            component_id: where to begin.
            archived: whether what lies below and has been put away is wanted too.
        """
        rows = self.components
        waiting, met = [component_id], {component_id}
        while waiting:
            one = waiting.pop()
            if one:
                yield one
            below = self.children(one)
            if not below:
                continue
            if not archived:
                below = tuple(row_id for row_id in below if not rows[row_id].archived)
            waiting += (row_id for row_id in reversed(below) if row_id not in met)
            met.update(below)

    def ancestors(self, component_id: int) -> Iterator[int]:
        """The components above one, nearest first; ends at the top or at a loop."""
        seen = {component_id}
        row = self.components.get(component_id)
        while row is not None and row.component and row.component not in seen:
            seen.add(row.component)
            yield row.component
            row = self.components.get(row.component)

    def board_of(self, component_id: int) -> tuple[Column, ...]:
        """The columns of a component's board in their order."""
        columns = self.columns
        ids = self.ids_by("columns", "component", component_id)
        return tuple(
            sorted((columns[column_id] for column_id in ids), key=lambda row: (row.rank, row.id))
        )

    def followed_by(
        self,
        tables: Mapping[str, Mapping[int, Entity]],
        touched: Iterable[tuple[str, int]],
        *,
        extras: Mapping[tuple[str, int], Mapping[str, object]],
        foreign: Mapping[str, Mapping[str, object]],
        counters: Mapping[str, int],
        revision: int,
    ) -> "Workspace":
        """The next workspace: new tables, with this one's indexes carried on for what changed."""
        following = Workspace(
            tables, extras=extras, foreign=foreign, counters=counters, revision=revision
        )
        changed: dict[str, set[int]] = {}
        for table, entity_id in touched:
            changed.setdefault(table, set()).add(entity_id)
        if "components" not in changed:
            following._children = self._children
        for (table, field), index in tuple(self._indexes.items()):
            ids = changed.get(table)
            following._indexes[table, field] = (
                index.followed(field, ids, self.rows(table), following.rows(table))
                if ids
                else index
            )
        return following

    def remember(self, ops: object, following: "Workspace") -> None:
        """Keep what ops (this very object) lead to, for whoever applies them next.

        A commit is judged before it is written: so its tables and indexes are not made twice.
        """
        self._next = (ops, following)

    def taken_from_memory(self, ops: object, revision: int) -> "Workspace | None":
        """What ops lead to where that is remembered, as a revision of its own; only once."""
        found = self._next
        if found is None or found[0] is not ops:
            return None
        self._next = None
        after = found[1]
        return after.followed_by(
            after.tables,
            (),
            extras=after.extras,
            foreign=after.foreign,
            counters=after.counters,
            revision=revision,
        )


def known_tables() -> dict[str, Mapping[int, Entity]]:
    """An empty table for each this version knows."""
    return {name: {} for name in TABLES}
