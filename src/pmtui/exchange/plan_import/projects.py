"""This file plans the project of an imported plan: found again or made, its rules and its rows."""

from datetime import date, datetime, timedelta
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.plan_export.outgoing_plan import sent_plan
from pmtui.exchange.plan_export.round_trip import SentProject
from pmtui.exchange.plan_import.baselines import plan_baselines
from pmtui.exchange.plan_import.calendars import CalendarPlanner
from pmtui.exchange.plan_import.costs import plan_costs
from pmtui.exchange.plan_import.people import PeoplePlanner, plan_assignments
from pmtui.exchange.plan_import.tasks import RowPlanner, no_longer_in_file
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.text_folding import folded
from pmtui.model.calendar.work_calendar import minutes_of
from pmtui.model.calendar.work_time import WorkTimes
from pmtui.model.entities.components import UnfinishedWork

HOLDS_TASKS: Final = frozenset({"project", "operation"})
"""Kinds of components that a plan can be imported into."""


class ProjectPlanner:
    """Makes or finds the project of a plan, and plans all that belongs to it.

    Args:
        draft: where the import is kept.
        plan: what the file says.
        notes: takes what a person should hear.
        taken: projects that other plans of the file are imported into.
        shares_calendar: whether all plans of the file have one calendar.
    """

    def __init__(
        self,
        draft: ImportBuilder,
        plan: Plan,
        notes: list[str],
        *,
        taken: frozenset[int] = frozenset(),
        shares_calendar: bool = True,
    ) -> None:
        self._draft = draft
        self._plan = plan
        self._notes = notes
        self._taken = taken
        self._shares_calendar = shares_calendar
        code = plan.currency
        is_code = len(code) == 3 and code.isascii() and code.isupper()
        self._currency = code if is_code else draft.workspace.policy.base_currency

    def run(self, into: int, name: str) -> tuple[int, dict[int, int]]:
        """The project, and the task of each row's uid."""
        draft, plan = self._draft, self._plan
        component = self._project(into, name)
        calendars = CalendarPlanner(draft, component).plan(plan)
        sent = sent_plan(draft.workspace, draft.today, component, plan)
        rules = {"calendar": calendars.get(plan.calendar, 0)} | self._changed_rules(sent)
        draft.change("components", component, rules, 0)
        own = calendars.get(plan.calendar, 0) if self._shares_calendar else 0
        people = PeoplePlanner(draft, self._currency, own, self._notes).plan(plan, calendars)
        self._manage(component)
        rows = RowPlanner(draft, component, sent)
        tasks = rows.plan(plan, calendars)
        rounded = plan_assignments(
            draft, plan, tasks, people, sent, component=component, currency=self._currency
        )
        plan_costs(draft, plan, tasks, self._currency, sent)
        rows.own(plan, tasks, people)
        self._notes += plan_baselines(draft, plan, tasks, component, self._currency)
        if rounded:
            self._notes.append(f"units of {rounded} assignments were rounded to whole percent")
        self._notes += no_longer_in_file(draft, plan, tasks, component)
        return component, tasks

    def _project(self, into: int, name: str) -> int:
        draft, plan = self._draft, self._plan
        source = {"source": plan.source} if plan.source else {}
        if draft.value("components", into, "kind") in HOLDS_TASKS:
            draft.boards.board(into, 0)
            draft.change("components", into, source, 0)
            return into
        code = plan.name.strip() or name
        title = plan.title.strip() or code
        known = self._known(into, code, title)
        if known:
            draft.boards.board(known, 0)
            draft.change("components", known, source, 0)
            return known
        fields = {
            "kind": "project",
            "name": title,
            "code": code,
            "component": into,
            "rank": draft.rank_after("components", "component", into),
            "description": plan.whole.notes if plan.whole else "",
            "category": plan.category,
            **source,
        }
        component = draft.make("components", fields, 0)
        draft.boards.board(component, 0)
        return component

    def _manage(self, component: int) -> None:
        """Who the file calls its manager owns a new project, where such a person is known."""
        draft, manager = self._draft, folded(self._plan.manager)
        if manager and draft.is_new("components", component):
            named = draft.found("people", "name", (manager,))
            draft.change("components", component, {"owner": named[0] if named else 0}, 0)

    def _known(self, into: int, code: str, title: str) -> int:
        """The project by its number in the program of the file, or else by its code and name."""
        draft, source = self._draft, folded(self._plan.source)
        found = [
            *(draft.found("components", "component source", (into, source)) if source else ()),
            *draft.found("components", "component code name", (into, folded(code), folded(title))),
        ]
        return next((value for value in found if value not in self._taken), 0)

    def _changed_rules(self, sent: SentProject) -> dict[str, object]:
        """The rules of the file that are not those it would be sent with."""
        rules = self._rules(self._plan, self._notes)
        was = {} if sent.plan is None else self._rules(sent.plan, [])
        return {name: value for name, value in rules.items() if was.get(name, self) != value}

    def _rules(self, plan: Plan, notes: list[str]) -> dict[str, object]:
        days, rest = divmod(plan.critical_slack, plan.minutes_per_day)
        if rest:
            notes.append(f"tasks with {days} days of slack or fewer are critical here")
        return {
            "start": plan.start.date(),
            "start_time": plan.start.hour * 60 + plan.start.minute,
            "status_date": _status_date(plan, notes),
            "unfinished_work": _unfinished_work(plan),
            "schedule_rules": plan.rules,
            "honor_constraints": plan.honor_constraints,
            "critical_slack": days,
            "multiple_critical_paths": plan.multiple_critical_paths,
            "minutes_per_day": plan.minutes_per_day,
        }


def _status_date(plan: Plan, notes: list[str]) -> date | None:
    """The day that is reported in full: P6's data date in the morning ends the day before."""
    moment = plan.status_date
    if moment is None or plan.rules != "p6":
        return moment and moment.date()
    time = WorkTimes(plan.calendars, plan.calendar).of(0)
    day = datetime.combine(moment.date(), datetime.min.time())
    if time.between(minutes_of(day), minutes_of(moment)) == 0:
        return moment.date() - timedelta(days=1)
    if time.between(minutes_of(moment), minutes_of(day + timedelta(days=1))):
        notes.append(f"the data date {moment:%F %H:%M} is taken as the end of its day")
    return moment.date()


def _unfinished_work(plan: Plan) -> UnfinishedWork:
    """Where the program of the file lets work lie that is not finished.

    P6 schedules it from the data date. MS Project leaves it in the past until somebody reschedules
    it, which shows in the dates themselves.
    """
    goes_on = plan.rules == "p6" and plan.status_date is not None
    return "from_status_date" if goes_on else "as_planned"
