"""This file keeps the plans that were made of a workspace, and the links between them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from pmtui.figures.planning.cross_project import (
    CrossProjectLinks,
    cross_project_links,
)
from pmtui.figures.planning.project_plan import LONG, ProjectPlan
from pmtui.figures.planning.stale_parts import StaleParts
from pmtui.model.workspace.workspace import Workspace


class KeptPlans:
    """The plans of one workspace that have been made, and those from before its last edits.

    Args:
        workspace: the revision the plans are of.
        today: where undated work starts.
        is_done: whether a task is done, by its id.
        in_turns: whether what takes long is left out until it has been worked out elsewhere.
    """

    def __init__(
        self,
        workspace: Workspace,
        today: date,
        is_done: Callable[[int], bool],
        *,
        in_turns: bool = False,
    ) -> None:
        self._workspace = workspace
        self._today = today
        self._is_done = is_done
        self._in_turns = in_turns
        self._made: dict[int, ProjectPlan] = {}
        self._before: dict[int, ProjectPlan] = {}
        self._stale: StaleParts = {}
        self._deliveries: Mapping[int, int] = {}
        self._spent = 0
        self._waiting: set[int] = set()
        self._unjoined: set[int] = set()
        self._line = object()
        self.lost: frozenset[int] = frozenset()
        """Components whose plans the last edit may have changed."""

    def known(self, component: int) -> ProjectPlan | None:
        """The plan of a component if it has been made."""
        return self._made.get(component)

    def has_loops(self) -> bool:
        """Whether tasks of any plan that has been made wait for themselves."""
        return any(plan.loops.first for plan in self._made.values())

    def known_foreign(self, component: int) -> frozenset[int]:
        """The links that come into a component from others, if they have been looked up."""
        if "_crossings" not in self.__dict__:
            return frozenset()
        return self._crossings.into.get(component, frozenset())

    def crossings(self) -> CrossProjectLinks:
        """The links between components."""
        return self._crossings

    def made(self) -> dict[int, ProjectPlan]:
        """The plans that are there, by component."""
        return self._made.copy()

    def before(self) -> dict[int, ProjectPlan]:
        """The plans of earlier revisions that may be carried on, by component."""
        return self._before.copy()

    @cached_property
    def _crossings(self) -> CrossProjectLinks:
        """The links between components."""
        return cross_project_links(self._workspace, self._workspace.links)

    def _has_tasks(self, component: int) -> bool:
        workspace = self._workspace
        return component in workspace.components and bool(self.tasks_of(component))

    def _predecessors_of(self, component: int) -> Iterator[int]:
        """The components that give this one a date and have no plan yet."""
        predecessors = self._crossings.predecessors_of(self._workspace, component)
        return (predecessor for predecessor in predecessors if predecessor not in self._made)

    def tasks_of(self, component: int) -> int:
        """How many tasks a component has of its own."""
        return self._workspace.index("tasks", "component").count(component)

    def _links_are_long(self) -> bool:
        return "_crossings" not in self.__dict__ and len(self._workspace.links) > 10 * LONG
