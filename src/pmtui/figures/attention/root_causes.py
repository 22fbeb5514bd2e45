"""This file brings what needs somebody down to causes: a line each, with all that it drags."""

from collections.abc import Iterable
from datetime import date
from heapq import nsmallest
from typing import Final

import msgspec

from pmtui.figures.attention.behind_schedule import (
    held_task,
    late_tasks,
    problems_of,
    task_problem,
)
from pmtui.figures.attention.cause import Cause, Causes, Consequence
from pmtui.figures.attention.grouping import Group, Groups
from pmtui.figures.attention.need import Need, named
from pmtui.figures.attention.scope_needs import ORDER, alive_and_ended, every_need
from pmtui.figures.lateness.late_tasks import late_since
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.schedule_analysis.driving_links import Origins
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.tasks import Task

MANY: Final = 12
"""Tasks of one component in trouble from which they are one line, in a scope of several."""


def causes(figures: Figures, scope: int = 0, limit: int = 50) -> Causes:
    """What goes wrong in a scope, a line a cause, the worst first.

    A late component, milestone or task is put down to the task in trouble that holds it (see
    `planning.origins`); a bad rating to what makes it; several needs of one row are one cause.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        limit: how many to write out.
    """
    groups = Grouping(figures, scope).grouped()
    items = nsmallest(limit, groups, key=_urgency)
    return Causes(tuple(_cause(figures, group) for group in items), len(groups))


def _urgency(group: Group) -> tuple[int, int, int, int, str]:
    need = group.head
    in_all = -len(group.needs)
    return (ORDER[group.mark], -group.weight, need.id, in_all, need.topic)


def _cause(figures: Figures, group: Group) -> Cause:
    need = msgspec.structs.replace(group.head, mark=group.mark, weight=group.weight)
    drags = tuple(Consequence(*place, text) for place, text in group.drags(figures))
    needs = tuple(group.needs)
    return Cause(need=need, drags=drags, since=_since(figures, need), stands_for=needs)


def _since(figures: Figures, need: Need) -> date | None:
    row = figures.workspace.get(need.table, need.id)
    if isinstance(row, Task):
        return late_since(figures, row, plans_of(figures).at_hand(row.component))
    for field in ("escalated_at", "next_review", "next_measure", "due"):
        day: date | None = getattr(row, field, None)
        if day is not None and day <= figures.today:
            return day
    return None


_APART: Final = (
    "loop", "unrated", "report", "checkin", "recovery", "column", "ended", "budget", "rights",
)  # fmt: skip
"""What a component may need beside all else, a line each."""


class Grouping:
    """Puts each need of a scope down to one cause.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
    """

    def __init__(self, figures: Figures, scope: int) -> None:
        self._figures = figures
        self._scope = scope
        self._origins = Origins(figures)
        self._groups = Groups()
        self._homes: dict[int, Group] = {}
        """The group that a component's own lateness is put down to."""
        self._here: dict[int, list[Group]] = {}

    def grouped(self) -> list[Group]:
        """The groups, in no order."""
        living, ended = alive_and_ended(self._figures, self._scope)
        alive = [component.id for component in living]
        by_topic: dict[str, list[Need]] = {}
        for need in every_need(self._figures, living, ended):
            by_topic.setdefault(need.topic, []).append(need)
        self._tasks(by_topic, alive)
        self._rows(by_topic)
        self._index()
        ratings = by_topic.get("rating", [])
        for need in reversed(by_topic.get("behind", [])):
            self._schedule(need)
        late = [rating for rating in ratings if self._makes(rating.component, "schedule")]
        for need in reversed(late):
            self._schedule(need)
        for topic in ("many_late", "many_held"):
            for need in by_topic.get(topic, ()):
                self._many(need)
        for need in reversed([rating for rating in ratings if rating not in late]):
            self._rating(need)
        self._contracts(alive)
        self._milestones(alive)
        return self._groups.every()

    def _index(self) -> None:
        """By component, the groups about rows of it."""
        for group in self._groups.every():
            for component in group.components(self._figures):
                self._here.setdefault(component, []).append(group)

    def _makes(self, component: int, dimension: str) -> bool:
        """Whether a dimension makes the rating of a component what it is."""
        reasons = self._figures.health(component).reasons
        return any(reason.name == dimension for reason in reasons)

    def _worst(self, component: int, *tables: str) -> Group | None:
        """The worst group about rows of a component that are in some tables."""
        found = (group for group in self._here.get(component, ()) if group.head.table in tables)
        return min(found, key=_urgency, default=None)

    def _tasks(self, by_topic: dict[str, list[Need]], alive: list[int]) -> None:
        """Late, missing and held tasks, each at the task it comes from."""
        if len(alive) > 1:
            for component in alive:
                for need in self._few(component):
                    self._task(need, is_listed=False)
        for topic in ("late", "missed", "held"):
            for need in by_topic.get(topic, ()):
                self._task(need)

    def _few(self, component: int) -> list[Need]:
        """What is wrong with the tasks of a component, where it is few of them."""
        work = self._figures.work(component)
        tasks = self._figures.workspace.tasks
        late = frozenset(work.overdue)
        held = [
            task_id for task_id in work.blocked if tasks[task_id].blocked and task_id not in late
        ]
        if len(late) + len(held) >= MANY:
            return []
        needs = [held_task(self._figures, tasks[task_id]) for task_id in held]
        return [*late_tasks(self._figures, component), *needs]

    def _task(self, need: Need, *, is_listed: bool = True) -> None:
        origin = self._origins.of(need.id)
        if need.topic == "held" and origin in {0, need.id}:
            origin = next(
                (found for blocker in self._figures.blockers(need.id)
                 if (found := self._origins.of(blocker))), origin,
            )  # fmt: skip
        group = self._at(origin) if origin else self._groups.of(need)
        group.take(need, is_listed=is_listed)

    def _at(self, task_id: int) -> Group:
        """The group of a task in trouble."""
        figures = self._figures
        component = figures.workspace.tasks[task_id].component
        known = problems_of(figures, component)
        if task_id not in known:
            known[task_id] = task_problem(figures, self._origins, task_id)
        return self._groups.of(known[task_id])

    def _rows(self, by_topic: dict[str, list[Need]]) -> None:
        for topic in (
            "risk",
            "trouble",
            "escalation",
            "measure",
            "gate",
            "entry",
            "recurring",
            "waits_for_loop",
        ):
            for need in by_topic.get(topic, ()):
                self._groups.of(need).take(need)
        for need in by_topic.get("tolerance", ()):
            apart = f"tolerance {need.why}" if need.table == "components" else ""
            self._groups.of(need, apart).take(need)
        for topic in _APART:
            for need in by_topic.get(topic, ()):
                self._groups.of(need, apart=f"{topic} {need.why}").take(need)

    def _schedule(self, need: Need) -> None:
        """A component that ends late, at what makes it end when it does."""
        home = self._homes.get(need.component) or self._late_by(need.component)
        self._put(need, home or self._groups.of(need))

    def _put(self, need: Need, home: Group) -> None:
        """Put a need of a component down to a group, which is as bad as what it makes of it."""
        home.take(need)
        if (need.table, need.id) != home.place:
            rag = self._figures.health(need.component).computed
            slip = self._figures.rollup(need.component).slip
            home.worsen("R" if rag == "R" else "A" if rag == "A" else "w", max(slip or 0, 0))
        self._homes.setdefault(need.component, home)

    def _late_by(self, component: int) -> Group | None:
        """The group of what makes a component end when it does."""
        figures = self._figures
        end = figures.rollup(component).dates.end
        if end is None:
            return None
        below = [child_id for child_id in figures.live_children(component)
                 if figures.rollup(child_id).dates.end == end]  # fmt: skip
        for row_id in (component, *below):
            origin = self._origins.of(self._origins.last_of(row_id))
            if origin and self._ends_at(row_id, end):
                return self._at(origin)
        homes = (self._homes.get(row_id) or self._late_by(row_id) for row_id in below)
        return next((home for home in homes if home is not None), None)

    def _ends_at(self, component: int, end: int) -> bool:
        plan = plans_of(self._figures).at_hand(component)
        return plan is not None and plan.finish == end

    def _many(self, need: Need) -> None:
        """How many tasks are late or held up: at what holds the component, else at the worst."""
        home = self._homes.get(need.component) or self._worst(need.component, "tasks")
        self._put(need, home or self._groups.of(need))

    def _rating(self, need: Need) -> None:
        """A bad rating, at what makes it."""
        component = need.component
        home: Group | None = None
        if self._makes(component, "scope"):
            home = self._homes.get(component) or self._worst(component, "tasks")
        if home is None and self._makes(component, "risk"):
            home = self._worst(component, "risks", "issues")
        if home is None and self._makes(component, "benefits"):
            home = self._worst(component, "benefits")
        if home is None and self._makes(component, "components"):
            below = (
                self._homes.get(child_id) for child_id in self._figures.live_children(component)
            )
            home = min((group for group in below if group is not None), key=_urgency, default=None)
        self._put(need, home or self._homes.get(component) or self._groups.of(need))

    def _milestones(self, alive: list[int]) -> None:
        """Milestones that come later because of something that is listed."""
        figures, inside = self._figures, set(alive)
        tasks = figures.workspace.tasks
        for row_id in figures.workspace.ids_by("tasks", "kind", "milestone"):
            task = tasks[row_id]
            if task.component not in inside or task.archived or figures.is_done(row_id):
                continue
            days = max(
                self._origins.behind(task) or 0, self._origins.days_after(task, task.due) or 0
            )
            if days <= 0:
                continue
            group = self._groups.known("tasks", self._origins.of(row_id))
            if group is not None:
                group.drag("tasks", row_id, f"{named(task)} {days:+d} d")

    def _contracts(self, alive: Iterable[int]) -> None:
        """Links to other projects that deliver after they are needed."""
        workspace, plans = self._figures.workspace, plans_of(self._figures)
        links = [contract for row_id in alive for contract in plans.contracts(row_id)]
        for link_id in sorted(links):
            link = workspace.links[link_id]
            days = self._late_delivery(link.predecessor, link.needed_by)
            if days is None:
                continue
            ends = (workspace.tasks[end].key for end in (link.predecessor, link.successor))
            text = f"contract {link.key or ' to '.join(ends)} {days:+d} d"
            origin = self._origins.of(link.predecessor)
            if origin:
                self._at(origin).drag("links", link_id, text)

    def _late_delivery(self, predecessor: int, needed: date | None) -> int | None:
        task = self._figures.workspace.tasks.get(predecessor)
        if task is None or task.archived or needed is None or self._figures.is_done(predecessor):
            return None
        days = self._origins.days_after(task, needed)
        return days if days is not None and days > 0 else None
