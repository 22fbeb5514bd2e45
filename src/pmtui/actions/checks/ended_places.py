"""This file bars what would be lost from sight: new work in ended or archived places and hands."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from pmtui.figures.attention.open_rows import NOT_ANSWERED_FOR
from pmtui.model.changes.ops import Op, Ops
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.entities.people import Person
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES, HOLDERS, lifecycle_of
from pmtui.model.workspace.schema import TABLES, references
from pmtui.model.workspace.workspace import Workspace

ALWAYS_WELCOME: Final = frozenset(name for name, spec in TABLES.items() if spec.outlives)
"""Tables of words about what is, and of what is measured: they may be written of what has ended."""
_BY_NAME_ONLY: Final = {"saved_views"} | {
    name for name in ALWAYS_WELCOME if not TABLES[name].open_word
}
"""Tables in which a person is named, but answers for nothing."""
_HOLDERS: Final = {**HOLDERS, "tasks": ("parent",)}
"""Fields by which a row lies below a task or hangs on it."""


def ended_place_refusal(before: Workspace, after: Workspace, ops: Ops) -> str:
    """Why an edit may not be made, in one sentence; empty where it may.

    Nothing new is put into a component that had ended or was archived before and still is, nor
    below an archived task, nor brought back there, and an archived person gets no new work.
    Nothing that is archived leaves something alive below it. What undo brings back is not asked.

    Args:
        before: the workspace that is edited.
        after: the workspace with the ops applied.
        ops: the edit.
    """
    return next(_bars(_Bars(before, after), ops), "")


def _bars(bars: "_Bars", ops: Ops) -> Iterator[str]:
    for op in ops:
        if op.op not in {"create", "set"} or op.table not in TABLES:
            continue
        reason = bars.of_create(op) if op.op == "create" else bars.of_set(op)
        if reason:
            yield reason


class _Bars:
    """Looks at the ops of one edit; what it found of a component or person it knows the next time.

    Args:
        before: the workspace that is edited.
        after: the workspace with the ops applied.
    """

    def __init__(self, before: Workspace, after: Workspace) -> None:
        self._before = before
        self._after = after
        self._closed: dict[int, str] = {}
        self._away: dict[int, str] = {0: ""}

    def of_create(self, op: Op) -> str:
        """Why a new row may not be made."""
        document = op.new if isinstance(op.new, dict) else {}
        if document.get("archived"):
            return ""
        reason = "" if op.table in ALWAYS_WELCOME else self._component(document.get("component", 0))
        if not reason and op.table in _HOLDERS:
            holders = (document.get(name, 0) for name in _HOLDERS[op.table])
            reason = next(filter(None, map(self._task, holders)), "")
        if not reason:
            people = (document.get(name, 0) for name in _person_fields(op.table))
            reason = next(filter(None, map(self._person, people)), "")
        return reason

    def of_set(self, op: Op) -> str:
        """Why a field may not be set."""
        row = self._after.get(op.table, op.id)
        if row is None:
            return ""
        if op.field == "archived":
            return self._left_alive(op.table, row) if op.new else self._restored(op.table, row)
        return "" if is_archived(row) or op.table in ALWAYS_WELCOME else self._placed(op)

    def _placed(self, op: Op) -> str:
        """Why a row may not be put where an op puts it, or be given to whom it gives it."""
        value = int(op.new or 0) if isinstance(op.new, int) else 0
        if op.field in _HOLDERS.get(op.table, ()):
            return self._task(value)
        if op.field in _person_fields(op.table):
            return self._person(value)
        return self._component(value) if op.field == "component" else ""

    def _restored(self, table: str, row: Entity) -> str:
        reason = self._component(row.component)
        if not reason and table in _HOLDERS:
            holders = (getattr(row, name) for name in _HOLDERS[table])
            reason = next(filter(None, map(self._task, holders)), "")
        return reason

    def _left_alive(self, table: str, row: Entity) -> str:
        """Why a row may not be archived: what lies below it would lie where nobody looks."""
        field = {"tasks": "parent", "components": "component"}.get(table)
        if field is None:
            return ""
        rows = self._after.rows(table)
        below = [rows[row_id] for row_id in self._after.ids_by(table, field, row.id)]
        alive = [other_row for other_row in below if not is_archived(other_row)]
        if not alive:
            return ""
        keys = ", ".join(other_row.key or title_of(other_row) for other_row in alive[:3])
        keys += ", ..." if len(alive) > 3 else ""
        if table == "tasks":
            return f"{_named(row)} has sub-tasks ({keys}): archive those first, or with it"
        noun = "component" if len(alive) == 1 else "components"
        return f"{_named(row)} holds {len(alive)} {noun} ({keys}): archive or move them first"

    def _component(self, component: int) -> str:
        if component not in self._closed:
            self._closed[component] = self._closing(component)
        return self._closed[component]

    def _closing(self, component: int) -> str:
        row = self._after.components.get(component)
        was = self._before.components.get(component)
        if row is None or was is None:
            return ""
        above = (
            self._after.components[component_id]
            for component_id in self._after.ancestors(component)
        )
        away = next(
            (other_component for other_component in (row, *above) if other_component.archived), None
        )
        if away is not None:
            return f"{_named(away)} is archived and takes nothing in: restore {away.key} first"
        if row.state in ENDED_COMPONENT_STATES and was.state in ENDED_COMPONENT_STATES:
            return f"{_named(row)} is {row.state} and takes nothing in: {_way_back(row)}"
        return ""

    def _task(self, task: int) -> str:
        row = self._after.tasks.get(task)
        if row is None or not row.archived:
            return ""
        return f"{_named(row)} is archived: restore {row.key} first"

    def _person(self, person: int) -> str:
        if person not in self._away:
            row = self._after.people.get(person)
            self._away[person] = absence_text(row) if row is not None else ""
        return self._away[person]


def absence_text(person: Person) -> str:
    """Why a person gets no new work; empty where they may."""
    if not person.archived:
        return ""
    name = f"{person.name} ({person.key})" if person.key else person.name
    way = f"restore {person.key}" if person.key else "restore them"
    return f"{name} is archived and takes no new work: {way} first, or name somebody else"


def _way_back(row: Component) -> str:
    following = (lifecycle_of("components", row.kind) or {}).get(row.state, ())
    if not following:
        return "put it elsewhere"
    return f"reopen it first, by setting its state to {' or '.join(following)}"


def _named(row: Entity) -> str:
    return f"{row.key} {title_of(row)}".strip()


@cache
def _person_fields(table: str) -> tuple[str, ...]:
    if table in _BY_NAME_ONLY:
        return ()
    return tuple(
        spec.name
        for spec in references(table)
        if spec.refers == "people" and (table, spec.name) not in NOT_ANSWERED_FOR
    )
