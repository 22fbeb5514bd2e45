"""This file joins the plans of several components to one network of what can be placed."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.cpm.forward_pass import PINS, EarlyDates
from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Node
from pmtui.figures.levelling.shared_people import Needs, needs_of
from pmtui.figures.planning.plan_parts import stand_in
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan

_FROM_FINISH: Final = frozenset({"FS", "FF"})
_NO_LATER: Final = frozenset({"SNLT", "FNLT"})


class Activity(Struct, frozen=True, gc=False):
    """What is placed: a task, or an end of a linked summary, of one of the plans."""

    number: int
    plan: int
    """The component whose plan it is in."""
    node: Node
    """Without a delay."""
    needs: Needs
    """Whom it needs how much of, in percent; nobody where it is not to be moved."""
    is_free: bool
    """Whether levelling may move it."""
    given_by: tuple[int, ...] = ()
    """Numbers of the activities of another plan whose end it stands for."""
    takes_finish: bool = True
    """Whether that is their last finish, or else their first start."""


class PlanNetworks:
    """The plans of some components as one network of activities, predecessors first.

    Args:
        figures: the figures they are of.
        components: the components whose tasks are placed; those without a plan are passed over.
    """

    def __init__(self, figures: StoredFigures, components: Iterable[int]) -> None:
        self._figures = figures
        self.plans: dict[int, ProjectPlan] = {}
        """The plans by component."""
        self.networks: dict[int, Network] = {}
        self._first: dict[int, int] = {}
        count = 0
        for component in components:
            plan = plan_of(figures, component)
            if plan is None or plan.problem or not plan.inputs.tasks:
                continue
            inputs = plan.inputs
            links = [
                link for link_id, link in inputs.links.items() if link_id not in plan.loops.links
            ]
            self.plans[component] = plan
            self.networks[component] = network = Network(
                list(inputs.tasks.values()),
                links,
                inputs.calendars,
                inputs.options.calendar,
                predecessor_lag=inputs.options.predecessor_lag,
            )
            self._first[component] = count
            count += len(network.nodes)
        self.activities = tuple(self._activities())
        """Every node of every plan, by its number."""

    def of_task(self, task: int) -> int | None:
        """The number of the activity of a task that is no summary; None where it has none."""
        row = self._figures.workspace.tasks.get(task)
        if row is None or row.component not in self.networks:
            return None
        number = self.networks[row.component].node_of.get(task)
        return None if number is None else self._first[row.component] + number

    def predecessors(self, activity: Activity) -> Iterator[int]:
        """The numbers of the activities that have to be placed before one."""
        first = self._first[activity.plan]
        network = self.networks[activity.plan]
        for edge in network.predecessors[activity.node.number]:
            if network.nodes[edge.predecessor].active:
                yield first + edge.predecessor
        yield from activity.given_by

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The numbers of the activities, predecessors first."""
        graph = {a.number: tuple(self.predecessors(a)) for a in self.activities}
        return tuple(TopologicalSorter(graph).static_order())

    def passes(self) -> Mapping[int, EarlyDates]:
        """For each plan what dates its nodes, with none of them dated yet."""
        return {
            component: EarlyDates(self.networks[component], plan.inputs.options)
            for component, plan in self.plans.items()
        }

    def _activities(self) -> Iterator[Activity]:
        number = 0
        for component, network in self.networks.items():
            plan = self.plans[component]
            for node in network.nodes:
                yield self._activity(number, component, plan, node)
                number += 1

    def _activity(self, number: int, component: int, plan: ProjectPlan, node: Node) -> Activity:
        bare = replace(node, delay=0) if node.delay else node
        if node.kind in {"predecessor", "preceding summary"}:
            ends, takes_finish = self._predecessors_of(node.task)
            return Activity(number, component, bare, {}, False, ends, takes_finish)
        task = self._figures.workspace.tasks.get(node.task)
        is_task = node.kind == "task" and task is not None and node.active
        needs = needs_of(self._figures, task) if is_task and task is not None else {}
        is_free = is_task and _may_move(plan, node) and not self._figures.is_done(node.task)
        return Activity(number, component, bare, needs, is_free)

    def _predecessors_of(self, ghost: int) -> tuple[tuple[int, ...], bool]:
        """The activities of another plan that a stand-in stands for, and which end of them."""
        link = self._figures.workspace.links.get(-ghost)
        if link is None or stand_in(link.id) != ghost:
            return (), True
        row = self._figures.workspace.tasks.get(link.predecessor)
        network = self.networks.get(row.component) if row is not None else None
        takes_finish = link.type in _FROM_FINISH
        if row is None or network is None or row.id not in network.tasks:
            return (), takes_finish
        first = self._first[row.component]
        leaves = [row.id] if row.id in network.node_of else network.tree.leaves(row.id)
        numbers = (network.node_of[leaf] for leaf in leaves)
        return tuple(first + at for at in numbers if network.nodes[at].active), takes_finish


def _may_move(plan: ProjectPlan, node: Node) -> bool:
    """Whether nothing holds a task where it is: no person, no constraint, no work begun."""
    is_begun = node.actual_start is not None or node.remaining < node.duration
    if node.manual is not None or is_begun or node.done or node.constraint in PINS:
        return False
    if node.constraint in _NO_LATER:
        return not plan.inputs.options.honor_constraints
    return node.constraint != "ALAP"
