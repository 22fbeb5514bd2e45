"""This file plans the people of an imported plan and what they are at work on."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.plan_export.round_trip import SentProject
from pmtui.exchange.plan_import.costs import own_cost
from pmtui.exchange.plans.plan import Plan, PlanAssignment, PlanResource, money_in
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.entity import Money, as_number, money_of

_KINDS: Final = {"work": "person"}
_LARGEST_RATE: Final = 1e9


class PeoplePlanner:
    """Makes or finds a person for each resource of a plan.

    People belong to the whole store: one who is known by name or code stays as they are, so that
    an import into one project cannot move the dates of another.

    Args:
        draft: where the import is kept.
        currency: of the rates.
        project_calendar: the stored calendar of the project.
        notes: takes what a person should hear.
    """

    def __init__(
        self, draft: ImportBuilder, currency: str, project_calendar: int, notes: list[str]
    ) -> None:
        self._draft = draft
        self._currency = currency
        self._project_calendar = project_calendar
        self._notes = notes

    def plan(self, plan: Plan, calendars: Mapping[int, int]) -> dict[int, int]:
        """The id of the person for each resource's uid."""
        found: dict[int, int] = {}
        taken: set[int] = set()
        names: set[str] = set()
        for resource in plan.resources:
            name = resource.name.strip() or f"Resource {resource.uid}"
            person = self._known(resource.code, name, taken)
            if person in taken or (not person and folded(name) in names):
                name = f"{name} ({resource.code or resource.uid})"
                person = self._known(resource.code, name, taken)
            fields = self._fields(resource, name, calendars)
            if person:
                self._meet(person, fields)
            else:
                person = self._draft.make("people", fields, 0)
            taken.add(person)
            names.add(folded(name))
            found[resource.uid] = person
        return found

    def _known(self, code: str, name: str, taken: set[int]) -> int:
        """Who has the code, or else the name; one taken already only where nobody else has."""
        draft = self._draft
        coded = draft.found("people", "code", (folded(code),)) if code else []
        named = draft.found("people", "name", (folded(name),))
        same = [
            person_id
            for person_id in named
            if not code or not draft.value("people", person_id, "code")
        ]
        known = [*coded, *same]
        return next((row_id for row_id in known if row_id not in taken), known[0] if known else 0)

    def _fields(
        self, resource: PlanResource, name: str, calendars: Mapping[int, int]
    ) -> dict[str, object]:
        fields = {
            "name": name,
            "initials": resource.initials,
            "code": resource.code,
            "kind": _KINDS.get(resource.kind, resource.kind),
            "calendar": self._calendar(calendars.get(resource.calendar, 0)),
            "units": round(resource.units * 100),
            "rate": self._rate(resource.rate),
            "cost_per_use": money_in(resource.cost_per_use, self._currency),
            "email": resource.email,
            "organisation": resource.group,
        }
        if resource.rate is None:  # An export leaves it out, and that says nothing of it.
            del fields["rate"]
        return fields

    def _calendar(self, stored: int) -> int:
        """None of their own where it is the project's, which other projects need not keep."""
        return 0 if stored == self._project_calendar else stored

    def _rate(self, rate: float | None) -> Money | None:
        if rate is None or not 0 <= rate < _LARGEST_RATE:
            return None
        return money_of(Decimal(str(rate)), self._currency)

    def _meet(self, person: int, fields: Mapping[str, object]) -> None:
        """Counts one who was there before; says so where they keep other hours than the file's."""
        self._draft.change("people", person, {}, 0)
        if self._draft.is_new("people", person):
            return
        before, now = self._draft.value("people", person, "calendar"), as_number(fields["calendar"])
        if before != now and self._code_of(before) != self._code_of(now):
            self._notes.append(f"{fields['name']} is there already and keeps their own calendar")

    def _code_of(self, calendar: int) -> str:
        """What a file calls a calendar, which each project keeps for itself; empty for none."""
        return str(self._draft.value("calendars", calendar, "code") or "")


def plan_assignments(
    draft: ImportBuilder,
    plan: Plan,
    tasks: Mapping[int, int],
    people: Mapping[int, int],
    sent: SentProject,
    *,
    component: int,
    currency: str,
) -> int:
    """Plans who works on what; how many have units that are no whole percent."""
    before: dict[tuple[int, int], tuple[dict[str, object], int | None]] = {}
    if sent.plan is not None and sent.plan.currency == currency:
        shares = _together(sent.plan.assignments, sent.tasks, sent.people)
        before = {place: _said(rows) for place, rows in shares.items()}
    rounded = 0
    for (task, person), rows in _together(plan.assignments, tasks, people).items():
        units = sum(assignment.units for assignment in rows) * 100
        rounded += abs(max(round(units), 0) - units) > 0.01
        fields, cost = _said(rows)
        known = draft.found("assignments", "task person", (task, person))
        if known and before.get((task, person)) == (fields, cost):
            draft.change("assignments", known[0], {}, 0)
            continue
        if cost is not None:
            fields["cost"] = own_cost(draft, fields, person, cost, currency)
        if known:
            draft.change("assignments", known[0], fields, 0)
        else:
            place = {"component": component, "task": task, "person": person}
            draft.make("assignments", place | fields, 0)
    return rounded


def _together(
    assignments: Iterable[PlanAssignment], tasks: Mapping[int, int], people: Mapping[int, int]
) -> dict[tuple[int, int], list[PlanAssignment]]:
    """The rows of a file for each task and person."""
    together: dict[tuple[int, int], list[PlanAssignment]] = {}
    for assignment in assignments:
        task, person = tasks.get(assignment.task), people.get(assignment.resource)
        if task is not None and person is not None:
            together.setdefault((task, person), []).append(assignment)
    return together


def _said(rows: list[PlanAssignment]) -> tuple[dict[str, object], int | None]:
    """What a file says of one person on one task, and what that costs."""
    fields: dict[str, object] = {
        "units": max(round(sum(assignment.units for assignment in rows) * 100), 0),
        "work": _sum(assignment.work for assignment in rows),
        "remaining_work": _sum(assignment.remaining_work for assignment in rows),
        "actual_work": _sum(assignment.actual_work for assignment in rows),
        "overtime": _sum(assignment.overtime for assignment in rows),
        "remaining_overtime": _sum(assignment.remaining_overtime for assignment in rows),
        "is_contoured": any(assignment.contoured for assignment in rows),
    }
    return fields, _sum(assignment.cost for assignment in rows)


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [max(number, 0) for number in numbers if number is not None]
    return sum(known) if known else None
