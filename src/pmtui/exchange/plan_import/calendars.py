"""This file plans the calendars of an imported plan: with their weeks and exceptions."""

from collections.abc import Iterable, Iterator, Mapping

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.plans.plan import Plan
from pmtui.model.calendar.stored_calendars import WEEKDAYS, hours_text
from pmtui.model.calendar.work_calendar import Calendar, Week, bases, without_bare_layers


class CalendarPlanner:
    """Makes or finds the stored calendar of each calendar of a plan.

    Calendars that add nothing to their base, as most of resources do, are left out for it.

    Args:
        draft: where the import is kept.
        component: the project they belong to.
    """

    def __init__(self, draft: ImportBuilder, component: int) -> None:
        self._draft = draft
        self._component = component

    def plan(self, plan: Plan) -> dict[int, int]:
        """The id of the stored calendar for each of the file's; 0 for the project's own."""
        calendars = plan.calendars
        named = {plan.calendar, *(t.calendar for t in plan.tasks), *_of_workers(plan)} - {0}
        named |= set(_kept_ready(plan))
        real = {row_id: without_bare_layers(calendars, row_id) for row_id in named}
        own = real.get(plan.calendar, 0)
        used: dict[int, None] = {}
        for row_id in sorted({own, *real.values()} - {0}):
            for layer in _chain(calendars, row_id):
                used.setdefault(layer)
        stored = {uid: self._known(uid) or self._make(uid, calendars[uid]) for uid in used}
        for uid in used:
            base = calendars[uid].base
            self._draft.change("calendars", stored[uid], {"base": stored.get(base, 0)}, 0)
            self._fill(stored[uid], calendars[uid])
        return {row_id: stored.get(real[row_id], 0) for row_id in named}

    def _known(self, uid: int) -> int:
        found = self._draft.found("calendars", "component code", (self._component, str(uid)))
        return found[0] if found else 0

    def _make(self, uid: int, calendar: Calendar) -> int:
        fields = {"component": self._component, "code": str(uid), "name": _name(uid, calendar)}
        return self._draft.make("calendars", fields, 0)

    def _fill(self, stored: int, calendar: Calendar) -> None:
        draft = self._draft
        draft.change("calendars", stored, _days(calendar.days), 0)
        for week in calendar.weeks:
            dates = {"first": week.first, "last": week.last}
            self._row("calendar_weeks", stored, dates, _days(week.days))
        taken: set[tuple[object, object]] = set()
        for exception in calendar.exceptions:
            if (exception.first, exception.last) not in taken:
                taken.add((exception.first, exception.last))
                dates = {"first": exception.first, "last": exception.last}
                fields = {"hours": hours_text(exception.shifts), "name": exception.name}
                self._row("calendar_exceptions", stored, dates, fields)

    def _row(
        self, table: str, calendar: int, dates: Mapping[str, object], fields: Mapping[str, object]
    ) -> None:
        place = (calendar, dates["first"], dates["last"])
        known = self._draft.found(table, "calendar first last", place)
        if known:
            self._draft.change(table, known[0], fields, 0)
        else:
            given = {"component": self._component, "calendar": calendar, **dates, **fields}
            self._draft.make(table, given, 0)


def _chain(calendars: Mapping[int, Calendar], calendar: int) -> Iterable[int]:
    """A calendar and those it stands on, lowest first."""
    chain: list[int] = []
    for layer in bases(calendars, calendar):
        chain.append(calendar)
        calendar = layer.base
    return reversed(chain)


def _of_workers(plan: Plan) -> set[int]:
    return {resource.calendar for resource in plan.resources}


def _kept_ready(plan: Plan) -> Iterator[int]:
    """Calendars that a plan holds for use, whoever uses them: those that say anything of their own.

    Primavera sends all that its database has, whatever project they are for.
    """
    if plan.rules != "p6":
        for uid, calendar in plan.calendars.items():
            has_week = any(day is not None for day in calendar.days)
            if has_week or calendar.weeks or calendar.exceptions:
                yield uid


def _name(uid: int, calendar: Calendar) -> str:
    return calendar.name.strip() or f"Calendar {uid}"


def _days(week: Week) -> dict[str, str]:
    return {name: hours_text(day) for name, day in zip(WEEKDAYS, week, strict=True)}
