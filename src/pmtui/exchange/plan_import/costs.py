"""This file plans what the tasks of an imported plan cost, so that every sum of the file comes out.

Only what does not follow is kept: an assignment has a cost of its own where work times rate and a
use give another one, a task what is left of its cost beside those at work on it.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.plan_export.round_trip import SentProject
from pmtui.exchange.plans.plan import Plan, PlanTask, money_in
from pmtui.figures.tasks.planned_cost import assignment_work_cost
from pmtui.model.entities.entity import Money, new_row
from pmtui.model.entities.people import Person, PersonKind
from pmtui.model.entities.tasks import Assignment


def own_cost(
    draft: ImportBuilder, fields: Mapping[str, object], person: int, given: int, currency: str
) -> Money | None:
    """What a file says that an assignment costs, where that does not follow from its work.

    Args:
        draft: where the person is.
        fields: of the assignment.
        person: who is at work.
        given: the cost in hundredths.
        currency: of the file.
    """
    said = money_in(given, currency)
    if said is None:
        return None
    work = new_row(Assignment, {"id": 0, "task": 0, "person": person, **fields})
    follows = _earned(draft, work)
    if fields["work"] is None and draft.value("people", person, "rate") is not None:
        return said
    is_same = {money.currency for money in follows} <= {said.currency}
    is_said = not is_same or sum(money.amount for money in follows) != said.amount
    return said if is_said else None


def _earned(draft: ImportBuilder, work: Assignment) -> tuple[Money, ...]:
    """What an assignment would cost by its work."""
    person = work.person
    worker = Person(
        id=person,
        name="",
        kind=cast("PersonKind", draft.value("people", person, "kind")),
        rate=draft.value("people", person, "rate"),
        cost_per_use=draft.value("people", person, "cost_per_use"),
    )
    return assignment_work_cost(work, worker)


def plan_costs(
    draft: ImportBuilder, plan: Plan, tasks: Mapping[int, int], currency: str, sent: SentProject
) -> None:
    """Plans what each task costs beside those at work on it, and what was booked on it.

    Where the file says nothing of it, or what it would be sent as, what is known here stays.
    """
    before: dict[int, dict[str, object]] = {}
    if sent.plan is not None:
        before = dict(_costs(draft, sent.plan, sent.tasks, sent.plan.currency))
    for task, fields in _costs(draft, plan, tasks, currency):
        was = before.get(task, {})
        changed = {k: value for k, value in fields.items() if k not in was or was[k] != value}
        draft.change("tasks", task, changed, 0)


def _costs(
    draft: ImportBuilder, plan: Plan, tasks: Mapping[int, int], currency: str
) -> Iterator[tuple[int, dict[str, object]]]:
    """What a file says that each task costs beside those at work on it, and what was booked."""
    at_work: dict[int, int] = {}
    for assignment in plan.assignments:
        at_work[assignment.task] = at_work.get(assignment.task, 0) + (assignment.cost or 0)
    unsaid = {assignment.task for assignment in plan.assignments if assignment.cost is None}
    below: dict[int, list[PlanTask]] = {}
    for task in plan.tasks:
        if task.active:
            below.setdefault(task.parent, []).append(task)
    for task in plan.tasks:
        if task.uid not in tasks:
            continue
        parts = below.get(task.uid, [])
        beside = at_work.get(task.uid, 0) + sum(part.cost or 0 for part in parts)
        if task.uid not in at_work and not parts:
            beside += _of_owner(draft, tasks[task.uid], currency)
        follows = task.cost is None or task.uid in unsaid
        fixed = (task.fixed_cost or 0) if follows else (task.cost or 0) - beside
        booked = (task.actual_cost or 0) - sum(part.actual_cost or 0 for part in parts)
        is_begun = bool(task.actual_start or task.percent or task.actual_work)
        is_said = bool(booked) or (is_begun and bool(task.cost))
        fields: dict[str, object] = {}
        if task.cost is not None or task.fixed_cost is not None:
            fields["fixed_cost"] = money_in(fixed or None, currency)
            fields["accrual"] = task.accrual if fixed else ""
        if task.actual_cost is not None:
            fields["actual_cost"] = money_in(booked, currency) if is_said else None
        yield tasks[task.uid], fields


def _of_owner(draft: ImportBuilder, task: int, currency: str) -> int:
    """What the owner of a task to which nobody is assigned does it for, in hundredths."""
    owner, work = (draft.value("tasks", task, name) for name in ("owner", "estimate"))
    if not owner or work is None:
        return 0
    parts = _earned(draft, Assignment(id=0, task=task, person=owner, work=work))
    own = [money.decimal for money in parts if money.currency == currency]
    return round(sum(own) * 100)
