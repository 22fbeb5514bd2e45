"""This file plans the import of a plan: what it would make and change, with nothing done yet."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec

from pmtui.exchange.draft import Draft, ranks_after
from pmtui.exchange.findings import Finding, ImportPlan
from pmtui.exchange.plans.baseline_rows import plan_baselines
from pmtui.exchange.plans.calendar_rows import CalendarPlanner
from pmtui.exchange.plans.marks import id_of
from pmtui.exchange.plans.people_rows import PeoplePlanner, plan_assignments
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.task_fields import task_fields
from pmtui.exchange.safe import UnreadableError
from pmtui.exchange.tables_in import folded
from pmtui.model.checks import check
from pmtui.model.ops import Ops, apply, settle_keys, touched
from pmtui.model.states import first_state
from pmtui.model.workcal import CalendarError, minutes_of
from pmtui.model.workcal_time import WorkTimes
from pmtui.model.workspace import Workspace

_HOLDS_TASKS: Final = frozenset({"project", "operation"})
_MOST_NAMED: Final = 20
"""Most rows that are named one by one."""


def plan_import(
    workspace: Workspace,
    plan: Plan,
    new_id: Callable[[], int],
    today: date,
    *,
    into: int = 0,
    name: str = "",
) -> ImportPlan:
    """What importing a plan would do.

    Tasks are found again by what the file calls them, and changed; what is here and no longer in
    the file is told and stays. The project takes the calendar, start and rules of the file.

    Args:
        workspace: what there is.
        plan: the plan of the file.
        new_id: draws ids.
        today: the day new cards come into their columns.
        into: the project to import into, or what its project lies in; 0 for the top.
        name: what to call a project that has no name in the file.
    """
    draft = Draft(workspace, new_id, today)
    notes: list[str] = []
    try:
        _Incoming(draft, plan, notes).run(into, name)
    except CalendarError as error:
        raise UnreadableError(str(error), "mend the calendar where it was made") from None
    notes += [
        f"{'taken otherwise' if ', ' in text else 'left out'}: {text}" for text in plan.unknown
    ]
    findings = tuple(_problems(draft))
    if findings:
        return ImportPlan((), (), findings, tuple(notes))
    return ImportPlan(draft.ops(), draft.counts(), (), tuple(notes))


class _Incoming:
    def __init__(self, draft: Draft, plan: Plan, notes: list[str]) -> None:
        self._draft = draft
        self._plan = plan
        self._notes = notes
        code = plan.currency
        is_code = len(code) == 3 and code.isascii() and code.isupper()
        self._currency = code if is_code else draft.workspace.policy.base_currency

    def run(self, into: int, name: str) -> None:
        draft, plan = self._draft, self._plan
        component = self._project(into, name)
        calendars = CalendarPlanner(draft, component).plan(plan)
        draft.change("components", component, self._rules(calendars), 0)
        own = calendars.get(plan.calendar, 0)
        people = PeoplePlanner(draft, self._currency, own, self._notes).plan(plan, calendars)
        tasks = self._tasks(component, calendars)
        rounded = plan_assignments(draft, plan.assignments, tasks, people, component)
        self._links(component, tasks)
        self._notes += plan_baselines(draft, plan, tasks, component, self._currency)
        self._owners(tasks, people)
        if rounded:
            self._notes.append(f"units of {rounded} assignments were rounded to whole percent")
        if any(task.cost or task.actual_cost for task in plan.tasks):
            self._notes.append("left out: costs of tasks")
        self._gone(component, tasks)

    def _project(self, into: int, name: str) -> int:
        draft, plan = self._draft, self._plan
        if draft.value("components", into, "kind") in _HOLDS_TASKS:
            draft.board(into, 0)
            return into
        code = plan.name.strip() or name
        found = draft.found("components", "component code", (into, folded(code)))
        if found:
            draft.board(found[0], 0)
            return found[0]
        fields = {
            "kind": "project",
            "name": plan.title.strip() or code,
            "code": code,
            "component": into,
            "rank": draft.rank_after("components", "component", into),
            "state": first_state("components", "project"),
            "description": plan.whole.notes if plan.whole else "",
        }
        component = draft.make("components", fields, 0)
        draft.board(component, 0)
        return component

    def _rules(self, calendars: Mapping[int, int]) -> dict[str, Any]:
        plan = self._plan
        days, rest = divmod(plan.critical_slack, plan.minutes_per_day)
        if rest:
            self._notes.append(f"tasks with {days} days of slack or fewer are critical here")
        return {
            "calendar": calendars.get(plan.calendar, 0),
            "start": plan.start.date(),
            "start_time": plan.start.hour * 60 + plan.start.minute,
            "status_date": self._status_date(),
            "schedule_rules": plan.rules,
            "honor_constraints": plan.honor_constraints,
            "critical_slack": days,
            "multiple_critical_paths": plan.multiple_critical_paths,
            "minutes_per_day": plan.minutes_per_day,
        }

    def _status_date(self) -> date | None:
        """The day that is reported in full: P6's data date in the morning ends the day before."""
        moment = self._plan.status_date
        if moment is None or self._plan.rules != "p6":
            return moment and moment.date()
        time = WorkTimes(self._plan.calendars, self._plan.calendar).of(0)
        day = datetime.combine(moment.date(), datetime.min.time())
        if time.between(minutes_of(day), minutes_of(moment)) == 0:
            return moment.date() - timedelta(days=1)
        if time.between(minutes_of(moment), minutes_of(day + timedelta(days=1))):
            self._notes.append(f"the data date {moment:%F %H:%M} is taken as the end of its day")
        return moment.date()

    def _tasks(self, component: int, calendars: Mapping[int, int]) -> dict[int, int]:
        """The id of the task for each row's uid."""
        draft = self._draft
        above = {task.parent for task in self._plan.tasks}
        ids: dict[int, int] = {}
        fresh: list[int] = []
        board = draft.board(component, 0)
        for task in self._plan.tasks:
            fields = task_fields(task, calendars, is_summary=task.uid in above)
            fields["parent"] = ids.get(task.parent, 0)
            one = self._known(task, component, fields)
            role = _role(task)
            column = next((c for c in board if c.role == role), None)
            if task.uid not in above and column and not self._is_in(one, role):
                fields |= {"column": column.id, "entered": draft.today}
            if one:
                draft.change("tasks", one, fields, task.row)
            else:
                one = draft.make("tasks", {**fields, "component": component}, task.row)
                fresh.append(one)
            ids[task.uid] = one
        self._rank(fresh, "component", "outline_rank")
        self._rank(fresh, "column", "board_rank")
        return ids

    def _known(self, task: PlanTask, component: int, fields: dict[str, Any]) -> int:
        """The task a row stands for, by its code or by our mark; it keeps a code it has."""
        draft = self._draft
        found = draft.found("tasks", "component code", (component, folded(fields["code"])))
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
            last = max((str(getattr(rows[one], rank)) for one in ids), default="")
            for task, given in zip(members, ranks_after(last, len(members)), strict=True):
                draft.change("tasks", task, {rank: given}, 0)

    def _links(self, component: int, tasks: Mapping[int, int]) -> None:
        draft = self._draft
        for link in self._plan.links:
            ends = (tasks[link.giver], tasks[link.taker])
            fields = {"lag": link.lag, "lag_unit": link.lag_unit}
            known = draft.found("links", "giver taker type", (*ends, folded(link.type)))
            if known:
                draft.change("links", known[0], fields, 0)
            else:
                place = {"giver": ends[0], "taker": ends[1], "type": link.type}
                draft.make("links", {"component": component, **place, **fields}, 0)

    def _owners(self, tasks: Mapping[int, int], people: Mapping[int, int]) -> None:
        """Who works first on a new task that nobody owns yet owns it."""
        for one in self._plan.assignments:
            task, person = tasks.get(one.task, 0), people.get(one.resource, 0)
            kind = self._draft.value("people", person, "kind") if person else ""
            is_free = task and not self._draft.value("tasks", task, "owner")
            if is_free and self._draft.is_new("tasks", task) and kind == "person":
                self._draft.change("tasks", task, {"owner": person}, 0)

    def _gone(self, component: int, tasks: Mapping[int, int]) -> None:
        """Tells of tasks and links that came from the file once and are no longer in it."""
        workspace = self._draft.workspace
        here = [workspace.tasks[one] for one in workspace.ids_by("tasks", "component", component)]
        known = set(tasks.values())
        gone = [t for t in here if t.code and t.id not in known and not t.archived]
        self._list([f"{task.key} {task.title}" for task in gone])
        said = {(tasks[k.giver], tasks[k.taker], k.type) for k in self._plan.links}
        links = [
            workspace.links[one]
            for task in known
            for one in workspace.ids_by("links", "giver", task)
        ]
        self._list(
            [
                f"{link.key} from {workspace.tasks[link.giver].key}"
                f" to {workspace.tasks[link.taker].key}"
                for link in links
                if link.taker in known and (link.giver, link.taker, link.type) not in said
            ]
        )

    def _list(self, names: list[str]) -> None:
        words = "no longer in the file, stays here"
        self._notes += [f"{words}: {name}" for name in names[:_MOST_NAMED]]
        if len(names) > _MOST_NAMED:
            self._notes.append(f"{words}: {len(names) - _MOST_NAMED} more")


def _role(task: PlanTask) -> str:
    if task.actual_finish:
        return "done"
    return "doing" if task.actual_start else "todo"


def _problems(draft: Draft) -> Iterator[Finding]:
    """What the workspace would not hold after the import; by the row of the file."""
    ops: Ops = draft.ops()
    try:
        following = apply(draft.workspace, settle_keys(draft.workspace, ops))
    except msgspec.ValidationError as error:
        yield Finding(0, "", f"a value does not fit its field: {error}", "correct it", "error")
        return
    for problem in check(following, touched(ops)):
        line = draft.line_of.get((problem.table, problem.id), 0)
        yield Finding(line, "", problem.text, "correct it where the plan was made", "error")
