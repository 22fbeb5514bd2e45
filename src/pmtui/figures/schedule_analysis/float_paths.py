"""This file orders the tasks of a plan into paths by their slack, the most critical first."""

from heapq import heappop, heappush

import msgspec

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures


class FloatPath(msgspec.Struct, frozen=True):
    """One chain of tasks, first to last."""

    number: int
    """1 is the most critical."""
    slack: int
    """Least total slack on it, in working minutes."""
    tasks: tuple[int, ...]
    """Those of other components too, where the chain runs through them."""
    into: int = 0
    """The task of an earlier path that it runs into; 0 for a chain to an end of its own."""


def float_paths(
    figures: Figures, component: int, target: int = 0, most: int = 10
) -> tuple[FloatPath, ...]:
    """The paths that lead to a task, or to the end of a plan: multiple float paths.

    The first runs back from the target along the predecessors with the least total slack, through
    other components too; each further one starts at the task with the least slack that gives to a
    path found already. Every task is on one path. Finished tasks and summaries are left out.

    Args:
        figures: the figures of a workspace.
        component: whose plan it is.
        target: the task they lead to; 0 for whatever ends last.
        most: how many paths at most.
    """
    plan = plan_of(figures, component)
    if plan is None or plan.problem:
        return ()
    slacks = _Slacks(figures)
    if slacks.of(target) is None:
        own = (
            (task_id, slack)
            for task_id in plan.inputs.tasks
            if (slack := slacks.of(task_id)) is not None
        )
        ends = [(plan.ends(row_id)[1], -slack, row_id) for row_id, slack in own]
        target = max(ends, key=lambda end: end[:2])[2] if ends else 0
    slack = slacks.of(target)
    if slack is None:
        return ()
    taken: set[int] = set()
    paths: list[FloatPath] = []
    waiting = [(slack, target, 0)]
    while waiting and len(paths) < most:
        _, start, into = heappop(waiting)
        if start in taken:
            continue
        chain = _chain(start, slacks, taken)
        taken.update(chain)
        least = min(slacks.of(row_id) or 0 for row_id in chain)
        paths.append(FloatPath(len(paths) + 1, least, tuple(reversed(chain)), into))
        for row_id in chain:
            for predecessor in slacks.predecessors(row_id):
                if predecessor not in taken:
                    heappush(waiting, (slacks.of(predecessor) or 0, predecessor, row_id))
    return tuple(paths)


class _Slacks:
    """Slack and predecessors of unfinished tasks of any component, each looked up once."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._slack: dict[int, int | None] = {}
        self._predecessors: dict[int, list[int]] = {}

    def of(self, task: int) -> int | None:
        """Total slack in working minutes; None of what is finished, a summary, or has no dates."""
        if task not in self._slack:
            plan = self._plan(task)
            dates = None
            if plan is not None and task in plan:
                is_done = plan.inputs.tasks[task].actual_finish is not None
                dates = None if is_done else plan.dates(task)
            is_shown = dates is not None and not dates.summary
            self._slack[task] = dates.total_slack if dates is not None and is_shown else None
        return self._slack[task]

    def predecessors(self, task: int) -> list[int]:
        """Its unfinished predecessors, the one with the least slack first."""
        if task not in self._predecessors:
            workspace = self._figures.workspace
            links = (
                workspace.links[link_id] for link_id in workspace.ids_by("links", "successor", task)
            )
            predecessors = dict.fromkeys(link.predecessor for link in links)
            found = [
                (slack, -plan.ends(predecessor)[1], predecessor)
                for predecessor in predecessors
                if (slack := self.of(predecessor)) is not None
                and (plan := self._plan(predecessor)) is not None
            ]
            self._predecessors[task] = [row_id for *_, row_id in sorted(found)]
        return self._predecessors[task]

    def _plan(self, task: int) -> ProjectPlan | None:
        row = self._figures.workspace.tasks.get(task)
        return plan_of(self._figures, row.component) if row is not None else None


def _chain(start: int, slacks: _Slacks, taken: set[int]) -> list[int]:
    """From a task back along its most critical predecessors, until none is left that is free."""
    chain = [start]
    while True:
        free = (
            predecessor
            for predecessor in slacks.predecessors(chain[-1])
            if predecessor not in taken
        )
        following = next(free, None)
        if following is None:
            return chain
        chain.append(following)
