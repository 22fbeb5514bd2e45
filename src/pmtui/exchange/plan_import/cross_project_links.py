"""This file plans the links between projects: made when both ends are here, else kept till then."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.plan_import.outside_links import OutsideEnd, far_end, outside_end
from pmtui.exchange.plans.source_file import PlanFile, ProjectLink
from pmtui.exchange.text_folding import folded

_MOST_NAMED: Final = 20
"""Most links that are named one by one."""

Tasks = Mapping[int, int]
"""The id of the task of each number in its program."""


class CrossingPlanner:
    """Links projects of a file with each other and with what was imported before.

    Args:
        draft: where the import is kept.
        file: what the file says.
        projects: the project of each source that the file brings.
        tasks: the tasks of these.
    """

    def __init__(
        self,
        draft: ImportBuilder,
        file: PlanFile,
        projects: Mapping[str, int],
        tasks: Mapping[str, Tasks],
    ) -> None:
        self._draft = draft
        self._file = file
        self._projects = projects
        self._tasks = tasks
        self._stored: dict[str, Tasks] = {}
        self._codes = {offer.source: offer.code for offer in file.offers}
        self._waiting: dict[int, dict[str, OutsideEnd]] = {}
        self._linked: set[tuple[int, int, str]] = set()

    def plan(self) -> Iterator[str]:
        """Plans the links; tells of those that wait for a project, and of those that are gone."""
        for link in self._file.links:
            self._link(link)
        self._meet_waiting()
        if self._file.tells_links:
            self._keep()
        yield from _shortened([*self._told()], "more links wait for projects that are not here")
        if self._file.tells_links:
            yield from _shortened([*self._gone()], "more links are no longer in the file")

    def _link(self, link: ProjectLink) -> None:
        predecessor = self._resolved(link.predecessor_project, link.predecessor)
        successor = self._resolved(link.successor_project, link.successor)
        if predecessor and successor:
            self._make(predecessor, successor, far_end(link, is_predecessor=True))
        elif predecessor and link.predecessor_project in self._tasks:
            self._wait(predecessor, far_end(link, is_predecessor=False))
        elif successor and link.successor_project in self._tasks:
            self._wait(successor, far_end(link, is_predecessor=True))

    def _make(self, predecessor: int, successor: int, end: OutsideEnd) -> None:
        draft = self._draft
        self._linked.add((predecessor, successor, end.type))
        fields = {"lag": end.lag, "lag_unit": end.lag_unit}
        known = draft.found(
            "links", "predecessor successor type", (predecessor, successor, folded(end.type))
        )
        if known:
            draft.change("links", known[0], fields, 0)
            return
        place = {"predecessor": predecessor, "successor": successor, "type": end.type}
        component = draft.value("tasks", successor, "component")
        draft.make("links", {"component": component, **place, **fields}, 0)

    def _wait(self, task: int, end: OutsideEnd) -> None:
        self._waiting.setdefault(task, {})[end.text] = end

    def _meet_waiting(self) -> None:
        """Links that tasks of other projects have kept for those that come now."""
        draft = self._draft
        here = {task for tasks in self._tasks.values() for task in tasks.values()}
        for task in draft.workspace.tasks.values():
            if not task.outside_links or (task.id in here and self._file.tells_links):
                continue
            left: list[str] = []
            for text in task.outside_links:
                end = outside_end(text)
                far = self._resolved(end.project, end.task) if end is not None else 0
                if end is None or not far or far == task.id:
                    left.append(text)
                    continue
                ends = (far, task.id) if end.is_predecessor else (task.id, far)
                self._make(*ends, end)
            if len(left) < len(task.outside_links):
                draft.change("tasks", task.id, {"outside_links": tuple(left)}, 0)

    def _keep(self) -> None:
        """Each task of the file keeps the links that wait, and none that waits no more."""
        draft = self._draft
        for tasks in self._tasks.values():
            for task in tasks.values():
                wanted = tuple(sorted(self._waiting.get(task, ())))
                if set(wanted) != set(draft.value("tasks", task, "outside_links") or ()):
                    draft.change("tasks", task, {"outside_links": wanted}, 0)

    def _resolved(self, project: str, task: int) -> int:
        """The task of a number in a project: one of the file, or else one imported before."""
        if project in self._tasks:
            return self._tasks[project].get(task, 0)
        if project not in self._stored:
            self._stored[project] = self._tasks_of(self._component(project))
        return self._stored[project].get(task, 0)

    def _component(self, project: str) -> int:
        """The only project of a source; of several that which lies beside what is imported.

        One that was imported before sources were kept is known by its code.
        """
        workspace = self._draft.workspace
        rows = [
            row
            for row in workspace.components.values()
            if not row.archived and row.source == project
        ]
        code = folded(self._codes.get(project, ""))
        if not rows and code:
            rows = [
                row
                for row in workspace.components.values()
                if not row.archived and not row.source and folded(row.code) == code
            ]
        if len(rows) > 1:
            above = {
                self._draft.value("components", component_id, "component")
                for component_id in self._projects.values()
            }
            rows = [row for row in rows if row.component in above]
        return rows[0].id if len(rows) == 1 else 0

    def _tasks_of(self, component: int) -> Tasks:
        workspace = self._draft.workspace
        if not component:
            return {}
        rows = (
            workspace.tasks[task_id]
            for task_id in workspace.ids_by("tasks", "component", component)
        )
        return {
            row.uid: row.id
            for row in rows
            if row.uid and not row.archived and not workspace.ids_by("tasks", "parent", row.id)
        }

    def _told(self) -> Iterator[str]:
        """The links that wait, each by the task that is here."""
        for task, ends in self._waiting.items():
            for end in ends.values():
                code = self._codes.get(end.project, "")
                project = f"{code} ({end.project})" if code else f"project {end.project}"
                side = "predecessor" if end.is_predecessor else "successor"
                yield (
                    f"{self._named(task)}: its {side} {end.task} of {project} is not here; "
                    "they are linked when it is imported"
                )

    def _gone(self) -> Iterator[str]:
        """Links between projects of the file that it does not have any more."""
        workspace = self._draft.workspace
        here = {task: source for source, tasks in self._tasks.items() for task in tasks.values()}
        for task, source in here.items():
            for link_id in workspace.ids_by("links", "predecessor", task):
                link = workspace.links[link_id]
                place = (link.predecessor, link.successor, link.type)
                if here.get(link.successor, source) != source and place not in self._linked:
                    yield (
                        f"no longer in the file, stays here: {link.key} from "
                        f"{workspace.tasks[link.predecessor].key} to "
                        f"{workspace.tasks[link.successor].key}"
                    )

    def _named(self, task: int) -> str:
        draft = self._draft
        return f"{draft.value('tasks', task, 'code')} {draft.value('tasks', task, 'title')!r}"


def _shortened(lines: list[str], rest: str) -> Iterable[str]:
    more = len(lines) - _MOST_NAMED
    return [*lines[:_MOST_NAMED], *([f"{more} {rest}"] if more > 0 else [])]
