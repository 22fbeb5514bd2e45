"""This file finds which components' figures an edit can have changed."""

from collections.abc import Iterable, Iterator

from pmtui.model.entities.registers import Issue
from pmtui.model.entities.risks import Risk
from pmtui.model.rules.open_or_ended import OPEN_WORDS
from pmtui.model.workspace.workspace import Workspace

_EVERYTHING = frozenset({"policy", "rates"})
"""Tables whose every change concerns all figures."""
_OF_A_COMPONENT = frozenset({*OPEN_WORDS, "baselines"}) - {"components", "links", "assignments"}
"""Tables whose rows count in the component they belong to."""


def invalidates_everything(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> bool:
    """Whether an edit concerns every figure: the rules, the rates, or what a column means."""
    for table, entity_id in touched:
        if table in _EVERYTHING:
            return True
        if table == "columns":
            old, new = before.columns.get(entity_id), after.columns.get(entity_id)
            if (old.role if old else "") != (new.role if new else ""):
                return True
    return False


def invalidated_components(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> set[int]:
    """The components whose own figures an edit may have changed; those above follow from them.

    Args:
        before: the workspace before the edit.
        after: the workspace after it.
        touched: (table, id) of everything that may differ between the two.
    """
    dirty: set[int] = set()
    for workspace in (before, after):
        for table, entity_id in touched:
            if table == "components":
                dirty.add(entity_id)
                row = workspace.components.get(entity_id)
                if row is not None:
                    dirty.add(row.component)
                handed = workspace.ids_by("risks", "escalated_to", entity_id)
                dirty.update(workspace.risks[one].component for one in handed)
            elif table == "links":
                link = workspace.links.get(entity_id)
                if link is not None:
                    dirty.update(_component_of(workspace, (link.giver, link.taker)))
            elif table in _OF_A_COMPONENT:
                dirty.update(_of_row(workspace, after, table, entity_id))
    return dirty


def _of_row(workspace: Workspace, after: Workspace, table: str, entity_id: int) -> Iterator[int]:
    """The components in whose figures a row counts, or whose rows wait for it."""
    row = workspace.get(table, entity_id)
    if row is not None:
        yield row.component
    if isinstance(row, Risk):
        yield row.escalated_to
        issues = workspace.rows("issues")
        for one in workspace.ids_by("issues", "from_risk", row.id):
            yield issues[one].component
    elif isinstance(row, Issue) and row.from_risk in workspace.risks:
        yield workspace.risks[row.from_risk].component
    if table == "tasks":
        yield from _waiting_components(workspace, after, entity_id)
        yield from _giving_components(workspace, entity_id)


def invalidated_tasks(
    before: Workspace, after: Workspace, touched: Iterable[tuple[str, int]]
) -> set[int]:
    """The tasks that an edit may make done, late, held up, free or a summary."""
    found: set[int] = set()
    for workspace in (before, after):
        for table, entity_id in touched:
            if table == "links":
                link = workspace.links.get(entity_id)
                found.update((link.taker,) if link is not None else ())
            elif table == "tasks":
                task = workspace.tasks.get(entity_id)
                while task is not None:
                    found.add(task.id)
                    given = after.ids_by("links", "giver", task.id)
                    found.update(after.links[one].taker for one in given)
                    task = workspace.tasks.get(task.parent)
    return found


def _waiting_components(workspace: Workspace, after: Workspace, task_id: int) -> Iterator[int]:
    """Components whose tasks may be held up by a task or by a summary above it.

    The links of the workspace after do for both: a link that changed is touched itself.
    """
    task = workspace.tasks.get(task_id)
    while task is not None:
        given = after.ids_by("links", "giver", task.id)
        yield from _component_of(after, (after.links[one].taker for one in given))
        task = workspace.tasks.get(task.parent)


def _giving_components(workspace: Workspace, task_id: int) -> Iterator[int]:
    """Components whose contracts a task takes: they are live while it is open."""
    taken = workspace.ids_by("links", "taker", task_id)
    return _component_of(workspace, (workspace.links[one].giver for one in taken))


def _component_of(workspace: Workspace, task_ids: Iterable[int]) -> Iterator[int]:
    for one in task_ids:
        task = workspace.tasks.get(one)
        if task is not None:
            yield task.component
