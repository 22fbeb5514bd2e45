"""This file plans the tasks and links of an imported plan: found again, changed, or made."""

from collections.abc import Iterator, Mapping
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder, ranks_after
from pmtui.exchange.plan_export.round_trip import SentProject, changed_fields
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.task_fields import task_fields
from pmtui.exchange.plans.task_guids import id_of
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.entity import as_text

_ALL: Final = 100
_MOST_NAMED: Final = 20
"""Most rows that are named one by one."""


class RowPlanner:
    """Makes or finds the task of each row of a plan.

    Args:
        draft: where the import is kept.
        component: the project they belong to.
        sent: what it would be sent as now.
    """

    def __init__(self, draft: ImportBuilder, component: int, sent: SentProject) -> None:
        self._draft = draft
        self._component = component
        self._sent = sent

    def plan(self, plan: Plan, calendars: Mapping[int, int]) -> dict[int, int]:
        """Plans the rows and links of a file; the id of the task for each row's uid."""
        draft, component = self._draft, self._component
        above = {task.parent for task in plan.tasks}
        ids: dict[int, int] = {}
        fresh: list[int] = []
        board = draft.boards.board(component, 0)
        for task in plan.tasks:
            fields = task_fields(task, calendars, is_summary=task.uid in above)
            fields["parent"] = ids.get(task.parent, 0)
            one = self._known(task, fields)
            is_moved = True
            said = fields
            if one in self._sent.rows:
                fields, is_moved = changed_fields(fields, self._sent.rows[one])
            role = _role(task)
            column = next((c for c in board if c.role == role), None)
            is_card = task.uid not in above and is_moved
            entered = {"entered": draft.today}
            if is_card and column and not self._is_in(one, role):
                fields = fields | {"column": column.id}
            if one:
                draft.change("tasks", one, fields, task.row, {"column": entered})
                draft.recall("tasks", one, said)
            else:
                place = {"component": component} | (entered if "column" in fields else {})
                one = draft.make("tasks", {**fields, **place}, task.row, as_it_stands=True)
                fresh.append(one)
            ids[task.uid] = one
        self._rank(fresh, "component", "outline_rank")
        self._rank(fresh, "column", "board_rank")
        self._links(plan, ids)
        return ids

    def _known(self, task: PlanTask, fields: dict[str, object]) -> int:
        """The task a row stands for, by its code or by our mark; it keeps a code it has."""
        draft, component = self._draft, self._component
        found = draft.found("tasks", "component code", (component, folded(as_text(fields["code"]))))
        if found:
            return found[0]
        marked = id_of(task.guid)
        if marked and draft.value("tasks", marked, "component") == component:
            if draft.value("tasks", marked, "code"):
                fields.pop("code")
            return marked
        return 0

    def _is_in(self, task: int, role: str) -> bool:
        """Whether a card stands in a column of a role already."""
        column = self._draft.workspace.columns.get(self._draft.value("tasks", task, "column") or 0)
        return column is not None and column.role == role

    def _rank(self, tasks: list[int], field: str, rank: str) -> None:
        """Gives new tasks their places, in the file's order, after what is there."""
        draft = self._draft
        rows = draft.workspace.tasks
        groups: dict[int, list[int]] = {}
        for task in tasks:
            place = draft.value("tasks", task, field)
            if place:
                groups.setdefault(place, []).append(task)
        for place, members in groups.items():
            ids = draft.workspace.ids_by("tasks", field, place)
            last = max((str(getattr(rows[row_id], rank)) for row_id in ids), default="")
            for task, given in zip(members, ranks_after(last, len(members)), strict=True):
                draft.change("tasks", task, {rank: given}, 0)

    def _links(self, plan: Plan, tasks: Mapping[int, int]) -> None:
        draft, component = self._draft, self._component
        for link in plan.links:
            ends = (tasks[link.predecessor], tasks[link.successor])
            fields = {"lag": link.lag, "lag_unit": link.lag_unit, "lag_in": link.lag_in}
            known = draft.found("links", "predecessor successor type", (*ends, folded(link.type)))
            if known:
                draft.change("links", known[0], fields, 0)
            else:
                place = {"predecessor": ends[0], "successor": ends[1], "type": link.type}
                draft.make("links", {"component": component, **place, **fields}, 0)

    def own(self, plan: Plan, tasks: Mapping[int, int], people: Mapping[int, int]) -> None:
        """Who works first on a new task that nobody owns yet owns it."""
        for assignment in plan.assignments:
            task, person = tasks.get(assignment.task, 0), people.get(assignment.resource, 0)
            kind = self._draft.value("people", person, "kind") if person else ""
            is_free = task and not self._draft.value("tasks", task, "owner")
            if is_free and self._draft.is_new("tasks", task) and kind == "person":
                self._draft.change("tasks", task, {"owner": person}, 0)


def no_longer_in_file(
    draft: ImportBuilder, plan: Plan, tasks: Mapping[int, int], component: int
) -> Iterator[str]:
    """Tells of tasks and links that came from the file once and are no longer in it."""
    workspace = draft.workspace
    known = set(tasks.values())
    here = [
        workspace.tasks[task_id] for task_id in workspace.ids_by("tasks", "component", component)
    ]
    strays = [t for t in here if t.code and t.id not in known and not t.archived]
    yield from _listed([f"{task.key} {task.title}" for task in strays])
    said = {(tasks[k.predecessor], tasks[k.successor], k.type) for k in plan.links}
    links = [
        workspace.links[link_id]
        for task in known
        for link_id in workspace.ids_by("links", "predecessor", task)
    ]
    yield from _listed(
        [
            f"{link.key} from {workspace.tasks[link.predecessor].key}"
            f" to {workspace.tasks[link.successor].key}"
            for link in links
            if link.successor in known and (link.predecessor, link.successor, link.type) not in said
        ]
    )


def _listed(names: list[str]) -> Iterator[str]:
    words = "no longer in the file, stays here"
    yield from (f"{words}: {name}" for name in names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        yield f"{words}: {len(names) - _MOST_NAMED} more"


def _role(task: PlanTask) -> str:
    if task.actual_finish or task.percent >= _ALL:
        return "done"
    return "doing" if task.actual_start else "todo"
