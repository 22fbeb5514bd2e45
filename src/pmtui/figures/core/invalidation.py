"""This file finds which components' figures an edit can have changed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.table import TableSpec
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.life_cycles import HOLDERS
from pmtui.model.workspace.schema import TABLES, references
from pmtui.model.workspace.workspace import Workspace


def invalidates_everything(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> bool:
    """Whether an edit concerns every figure: the rules, the rates, columns, what people cost."""
    for table, entity_id in touched:
        if table in TABLES and TABLES[table].counts_in == "everything":
            return True
        if table in TABLES and _concerns_all(TABLES[table], before, after, entity_id):
            return True
    return False


def _concerns_all(spec: TableSpec, before: Workspace, after: Workspace, row_id: int) -> bool:
    """Whether a row has another value of a field by which every figure is worked out.

    One that comes or goes does where rows of its table count in something.
    """
    if not spec.concern_all:
        return False
    old, new = before.get(spec.name, row_id), after.get(spec.name, row_id)
    if old is None or new is None:
        return bool(spec.counts_in) and old is not new
    return any(attrgetter(name)(old) != attrgetter(name)(new) for name in spec.concern_all)


def counts_in_components(table: str) -> bool:
    """Whether the rows of a table count in components that can be told from them."""
    return table in TABLES and bool(TABLES[table].counts_in)


def invalidated_components(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> set[int]:
    """The components whose own figures an edit may have changed; those above follow from them.

    Args:
        before: the workspace before the edit.
        after: the workspace after it.
        touched: (table, id) of everything that may differ between the two; of tables whose rows
            count in no component nothing follows.
    """
    rows = frozenset(row for row in touched if counts_in_components(row[0]))
    return {*_invalidated(before, after, rows)}


@lru_cache(maxsize=4)
def _invalidated(
    before: Workspace, after: Workspace, rows: frozenset[tuple[str, int]]
) -> frozenset[int]:
    """The components of `invalidated_components`; each part of a sheet asks this of one edit."""
    dirty: set[int] = set()
    for workspace in (before, after):
        for table, entity_id in rows:
            if table == "components":
                dirty.add(entity_id)
                handed = workspace.ids_by("risks", "escalated_to", entity_id)
                dirty.update(workspace.risks[risk_id].component for risk_id in handed)
                if _stands_otherwise(before, after, entity_id):
                    dirty.update(workspace.subtree(entity_id))
            row = workspace.get(table, entity_id)
            if row is not None:
                dirty.add(row.component)
                dirty.update(_elsewhere(workspace, after, table, row))
    return frozenset(dirty)


def stale_components(
    before: Workspace,
    after: Workspace,
    touched: Iterable[tuple[str, int]],
    reads: frozenset[str],
) -> set[int] | None:
    """The components of which a figure may have changed that is read from some tables alone.

    Args:
        before: the workspace before the edit.
        after: the workspace after it.
        touched: (table, id) of everything that may differ between the two.
        reads: the tables the figure is worked out from.

    Returns:
        Their ids, without those above them; None where it may be any.
    """
    read = [(table, row_id) for table, row_id in touched if table in reads]
    if invalidates_everything(before, after, touched):
        return None
    if not all(counts_in_components(table) for table, _ in read):
        return None
    return invalidated_components(before, after, read)


def with_those_above(before: Workspace, after: Workspace, components: Iterable[int]) -> set[int]:
    """Components with all that they lie in before or after an edit, and 0 for the whole store."""
    above = {0, *components}
    for component in tuple(above):
        above.update(before.ancestors(component))
        above.update(after.ancestors(component))
    return above


def _stands_otherwise(before: Workspace, after: Workspace, component_id: int) -> bool:
    """Whether a component was archived, ended or moved, or the other way: all below hangs on it."""
    old, new = before.components.get(component_id), after.components.get(component_id)
    if old is None or new is None:
        return True
    return (old.archived, old.state, old.component) != (new.archived, new.state, new.component)


def _elsewhere(workspace: Workspace, after: Workspace, table: str, row: Entity) -> Iterator[int]:
    """The components beside its own in whose figures a row counts, or whose rows wait for it.

    Those of the rows that it names, as an entry of the ledger its order; and those of the rows that
    name it, where they count by what it is.
    """
    yield from _components_named(workspace, table, row)
    if isinstance(row, Task):
        yield from _waiting_components(workspace, after, row.id)
        yield from _hanging_components(workspace, row.id)
    elif isinstance(row, Risk):
        issues = workspace.rows("issues")
        for issue_id in workspace.ids_by("issues", "from_risk", row.id):
            yield issues[issue_id].component


def invalidated_tasks(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> set[int]:
    """The tasks that an edit may make done, late, held up, free or a summary."""
    concerned: set[int] = set()
    for workspace in (before, after):
        for table, entity_id in touched:
            if table == "links":
                link = workspace.links.get(entity_id)
                concerned.update((link.successor,) if link is not None else ())
            elif table == "tasks":
                task = workspace.tasks.get(entity_id)
                while task is not None:
                    concerned.add(task.id)
                    given = after.ids_by("links", "predecessor", task.id)
                    concerned.update(after.links[link_id].successor for link_id in given)
                    task = workspace.tasks.get(task.parent)
    return concerned


def edited_tasks(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> set[int]:
    """The tasks that an edit is done to: those it touches, and those whose rows it touches.

    Of a link it is the successor.
    """
    edited: set[int] = set()
    for table, row_id in touched:
        if table == "tasks":
            edited.add(row_id)
        elif table in HOLDERS:
            row = after.get(table, row_id) or before.get(table, row_id)
            if row is not None:
                edited.add(attrgetter(HOLDERS[table][-1])(row))
    return edited - {0}


def _waiting_components(workspace: Workspace, after: Workspace, task_id: int) -> Iterator[int]:
    """Components whose tasks may be held up by a task or by a summary above it.

    The links of the workspace after do for both: a link that changed is touched itself.
    """
    task = workspace.tasks.get(task_id)
    while task is not None:
        given = after.ids_by("links", "predecessor", task.id)
        yield from _component_of(after, (after.links[link_id].successor for link_id in given))
        task = workspace.tasks.get(task.parent)


def _hanging_components(workspace: Workspace, task_id: int) -> Iterator[int]:
    """Components of what hangs on a task, and counts only while the task does.

    Its costs, and of a link the contract that the task takes: it is live while the task is open.
    """
    taken = workspace.ids_by("links", "successor", task_id)
    yield from _component_of(workspace, (workspace.links[link_id].predecessor for link_id in taken))
    for table, fields in HOLDERS.items():
        if fields == ("task",):
            rows = workspace.rows(table)
            for row_id in workspace.ids_by(table, "task", task_id):
                yield rows[row_id].component


def _components_named(workspace: Workspace, table: str, row: Entity) -> Iterator[int]:
    """The components that a row names beside its own, and those of the rows that it names."""
    for field in references(table):
        named = attrgetter(field.name)(row)
        if field.refers == "components":
            yield named
        elif (above := workspace.get(field.refers, named)) is not None:
            yield above.component


def _component_of(workspace: Workspace, task_ids: Iterable[int]) -> Iterator[int]:
    for task_id in task_ids:
        task = workspace.tasks.get(task_id)
        if task is not None:
            yield task.component
