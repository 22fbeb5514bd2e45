"""This file keeps the schedules of a workspace's projects and carries them on after an edit."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.planning.cross_project import (
    affected_components,
    carried_cross_project_links,
)
from pmtui.figures.planning.cycles import dependency_groups
from pmtui.figures.planning.kept_plans import KeptPlans
from pmtui.figures.planning.pending_plans import PendingPlans, pending_plan
from pmtui.figures.planning.plan_builder import NOTHING_LOOPED, STANDARD, PlanMaker
from pmtui.figures.planning.project_plan import LONG, ProjectPlan
from pmtui.figures.planning.schedule_inputs import stored_calendars
from pmtui.figures.planning.slack_joining import join_plans
from pmtui.figures.planning.stale_parts import EVERY_PLAN, stale_parts
from pmtui.model.calendar.work_calendar import OFFICE, Calendar
from pmtui.model.rules.dependency_loops import Loop, link_loop, loop_path_text
from pmtui.model.rules.dependency_loops import links_in_loops as looped_links

_CARRYING: Final = 20
"""Tasks of a plan that are carried on while one is planned afresh."""


class Plans(KeptPlans):
    """Every project's plan; each is made when it is first asked for, then kept.

    A link from another project holds its successor back as a milestone does that stands where the
    predecessor's plan puts it, and its predecessor may slip as far as the successor's plan can
    bear: so each project keeps a finish of its own, and slack is that of the whole chain.

    Args:
        workspace: the revision the plans are of.
        today: where undated work starts.
        is_done: whether a task is done, by its id.
        in_turns: whether what takes long is left out until `owed` has been worked out.
    """

    def next(self, figures: StoredFigures, touched: frozenset[tuple[str, int]]) -> "Plans":
        """The plans after an edit: what it cannot have changed is taken over."""
        workspace = figures.workspace
        after = Plans(workspace, figures.today, figures.is_done, in_turns=self._in_turns)
        if any(table in EVERY_PLAN for table, _ in touched):
            after.lost = frozenset(self._made.keys() | self._before.keys())
            return after
        fresh = stale_parts(self._workspace, workspace, touched)
        if "_calendars" in self.__dict__:
            after.__dict__["_calendars"] = self._calendars
        rows = [row_id for table, row_id in touched if table == "components"]
        if "_crossings" in self.__dict__:
            after.__dict__["_crossings"] = carried_cross_project_links(
                self._crossings, workspace, fresh
            )
            between = self._workspace, workspace
            concerned = affected_components(after._crossings, between, fresh, rows)
            after._made = {
                row_id: plan.bound_to(after._joiner(row_id))
                for row_id, plan in self._made.items()
                if row_id not in concerned
            }
        after._before = {
            row_id: plan.bound_to(None) for row_id, plan in (self._before | self._made).items()
        }
        after._stale = {
            row_id: self._stale.get(row_id, set()) | fresh.get(row_id, set())
            for row_id in self._stale.keys() | fresh.keys()
        }
        for row_id in rows:
            after._before.pop(row_id, None)
            after._made.pop(row_id, None)
        if not rows:
            after._line = self._line
        after.lost = frozenset((self._made.keys() | self._before.keys()) - after._made.keys())
        return after

    def of(self, component: int) -> ProjectPlan | None:
        """The plan of a component's own tasks; None where it has none or is not there.

        Where plans are made in turns, a long one is the one before the last edits, or one without
        dates, until what is `owed` has been taken over.
        """
        found = self._made.get(component)
        if found is None and self._has_tasks(component):
            if self._is_left(component):
                self._waiting.add(component)
                return self._before.get(component) or pending_plan()
            for group in self._groups(component):
                self._make(group)
            found = self._made[component]
        return found

    def at_hand(self, component: int) -> ProjectPlan | None:
        """The plan of a component; a store of many tasks is not planned while a screen opens."""
        is_there = component in self._made or component in self._before
        if is_there or not self._in_turns or len(self._workspace.tasks) <= LONG:
            return self.of(component)
        if not self._has_tasks(component):
            return None
        self._waiting.add(component)
        return pending_plan()

    def is_behind(self, component: int) -> bool:
        """Whether the plan of a component is still to come, or as it was before the last edits."""
        found = self._made.get(component)
        return component in self._waiting if found is None else not found.is_settled

    def if_delivered(self, deliveries: Mapping[int, int]) -> "Plans":
        """The plans as they would be if links from other projects delivered at other moments.

        Args:
            deliveries: by the link's id, when its predecessor would be there, in minutes since
                year 1.
        """
        return self._copy(deliveries)

    def contracts(self, component: int) -> frozenset[int]:
        """The links by which tasks of a component wait for those of another one."""
        if self._in_turns and self._links_are_long():
            self._waiting.add(component)
            return frozenset()
        return self._crossings.into.get(component, frozenset())

    def join(self, component: int) -> bool:
        """Let a plan's slack follow from all that take from it; False while that takes long."""
        if component in self._unjoined:
            return False
        is_joined = join_plans(component, self._workspace, self._crossings, self._ready)
        if not is_joined:
            self._unjoined.add(component)
        return is_joined

    def owed(self) -> PendingPlans | None:
        """What was left out because it takes long; None where nothing was."""
        unfinished = {row_id: plan for row_id, plan in self._made.items() if plan.is_owing}
        if not (self._waiting or unfinished):
            return None
        return PendingPlans(
            self._copy(), tuple(self._waiting), unfinished, (self._workspace, self._line)
        )

    def take_over(self, owed: PendingPlans) -> None:
        """Take what has been worked out by now, after edits too."""
        workspace, line = owed.origin
        if workspace is self._workspace:
            for row_id, plan in owed.made.items():
                self._made[row_id] = plan.bound_to(self._joiner(row_id))
            self._waiting.clear()
            self._unjoined.clear()
            self.__dict__["_crossings"] = owed.crossings
        elif line is self._line:
            for row_id, plan in owed.made.items():
                # One that was made meanwhile has followed edits that this plan lacks.
                if self._before.get(row_id) is owed.before.get(row_id):
                    self._before[row_id] = plan.bound_to(None)

    def _copy(self, deliveries: Mapping[int, int] | None = None) -> "Plans":
        """The same plans, to be worked on by another thread or under another assumption."""
        made = Plans(self._workspace, self._today, self._is_done)
        if deliveries is None:
            made._made, made._before = self._made.copy(), self._before.copy()
        else:
            made._before, made._deliveries = self._before | self._made, deliveries
        made._stale = {row_id: parts.copy() for row_id, parts in self._stale.items()}
        for name in ("_calendars", "_crossings"):
            if name in self.__dict__:
                made.__dict__[name] = self.__dict__[name]
        return made

    @cached_property
    def _calendars(self) -> Mapping[int, Calendar]:
        return {**stored_calendars(self._workspace), STANDARD: OFFICE}

    def _joiner(self, component: int) -> Callable[[], bool]:
        return lambda: self.join(component)

    def _ready(self, component: int) -> ProjectPlan | None:
        """The plan of a component; None while it takes long."""
        plan = self.of(component)
        is_there = component in self._made and plan is not None and plan.is_settled
        return plan if is_there else None

    def _groups(self, component: int) -> Iterator[list[int]]:
        """What is to be made for a component's plan, what gives dates first."""
        for group in dependency_groups(component, self._predecessors_of):
            missing = [row_id for row_id in group if row_id not in self._made]
            if missing:
                yield missing

    def _is_left(self, component: int) -> bool:
        """Whether to plan a component takes longer than who asks can wait."""
        if not self._in_turns:
            return False
        if self._links_are_long():
            return True
        price = 0
        for group in self._groups(component):
            for row_id in group:
                count = self.tasks_of(row_id)
                before = self._before.get(row_id)
                if before is not None and not before.is_settled:
                    return True
                price += count if before is None else count // _CARRYING
        if price + self._spent > LONG:
            # A long plan is carried on at once: it follows only what is asked for.
            return not (self._spent == 0 and component in self._before)
        self._spent += price
        return False

    def _make(self, group: list[int]) -> None:
        """Makes plans; those that wait for each other are gone over until none moves another."""
        made = self._rounds(group, NOTHING_LOOPED)
        if made is None:
            looped = self._looped(group)
            made = self._rounds(group, looped, gives_up=False) or {}
        for row_id, plan in made.items():
            self._made[row_id] = plan.bound_to(self._joiner(row_id))
        for row_id in group:
            self._stale.pop(row_id, None)
            self._before.pop(row_id, None)

    def _rounds(
        self, group: list[int], looped: Mapping[int, Loop], *, gives_up: bool = True
    ) -> dict[int, ProjectPlan] | None:
        """The plans of a group; None where it gives up since they never come to rest."""
        made: dict[int, ProjectPlan] = {}
        maker = PlanMaker(
            workspace=self._workspace,
            today=self._today,
            is_done=self._is_done,
            calendars=lambda: self._calendars,
            crossings=self._crossings,
            predecessor_plan=lambda row_id: self._made.get(row_id) or made.get(row_id),
            deliveries=self._deliveries,
            looped=looped,
            in_turns=self._in_turns,
        )
        rounds = 1 + sum(len(self._crossings.into.get(row_id, ())) for row_id in group)
        for _ in range(rounds if len(group) > 1 else 1):
            moved = False
            for row_id in group:
                was = made.get(row_id)
                made[row_id] = self._plan(maker, row_id, was)
                moved |= was is None or was.inputs.tasks != made[row_id].inputs.tasks
            if not moved:
                return made
        return None if gives_up and len(group) > 1 else made

    def _looped(self, group: list[int]) -> dict[int, Loop]:
        """The links between the components of a group that are part of a loop, each with one."""
        workspace = self._workspace
        into = self._crossings.into
        crossing = [workspace.links[link] for row_id in group for link in into.get(row_id, ())]
        return {
            looped_link.id: link_loop(workspace, looped_link.predecessor, looped_link.successor)
            for looped_link in looped_links(workspace, crossing)
        }

    def _plan(self, maker: PlanMaker, component: int, draft: ProjectPlan | None) -> ProjectPlan:
        if draft is not None:
            return maker.carried(component, draft, ())
        before = self._before.get(component)
        if before is None:
            return maker.fresh(component)
        return maker.carried(component, before, self._stale.get(component, ()))


def loop_text(figures: StoredFigures, plan: ProjectPlan) -> str:
    """How tasks of a plan wait for themselves, by their keys; empty where none does."""
    if not plan.loops.first:
        return ""
    return f"tasks wait for each other: {loop_path_text(figures.workspace, plan.loops.first)}"


def problem_text(figures: StoredFigures, plan: ProjectPlan) -> str:
    """Why a plan has no dates, or some that cannot be relied on."""
    return plan.problem or loop_text(figures, plan)


def plan_of(figures: StoredFigures, component: int) -> ProjectPlan | None:
    """The schedule of a component's own tasks; None where it has none."""
    return plans_of(figures).of(component)


def plans_of(figures: StoredFigures) -> Plans:
    """The schedules of a sheet's workspace."""
    return figures.part("plans", _plans)


def _plans(figures: StoredFigures) -> Plans:
    return Plans(figures.workspace, figures.today, figures.is_done, in_turns=figures.in_turns)
