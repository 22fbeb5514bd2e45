"""This file holds how much time the people of each role have for candidates, by quarter.

Capacity = the working time of all who have the role, less leave, less their work in what is no
candidate, less what that asks for the role. A role that nobody has limits nothing: how much there
is of it is not known.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from pmtui.figures.choosing.store_limits import LimitUse
from pmtui.figures.core.periods import Period, financial_year, periods_between
from pmtui.figures.people.capacity import Share, capacity_of, has_hours
from pmtui.figures.people.load_rows import role_of
from pmtui.figures.people.loads import loads_of
from pmtui.figures.selection.problem import SelectionLimit
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.measure_dates import moved_by_months
from pmtui.model.staffing.teams import ASKED, RoleRequest

_HOUR: Final = 60
_WHOLE: Final = 100


class _Roles:
    """Who has each role, and what is asked for it."""

    def __init__(self, figures: Figures, laters: Mapping[int, tuple[int, ...]]) -> None:
        self.figures, self.laters = figures, laters
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._known: dict[tuple[int, int], int] = {}
        self.asked: dict[str, list[RoleRequest]] = {}
        """By candidates."""
        self.others: dict[str, list[RoleRequest]] = {}
        self.names: dict[str, str] = {}
        components = figures.workspace.components
        for row in figures.workspace.rows_of(RoleRequest).values():
            is_dated = row.first is not None and row.last is not None
            above = components.get(row.component)
            is_over = above is not None and (above.archived or above.is_given_up)
            if row.role and row.state in ASKED and not row.archived and is_dated and not is_over:
                known = self.asked if row.component in laters else self.others
                known.setdefault(row.role.casefold(), []).append(row)
        self.people: dict[str, list[int]] = {}
        for person in figures.workspace.people.values():
            role = role_of(person)
            if role and not person.archived and has_hours(person.kind):
                self.people.setdefault(role.casefold(), []).append(person.id)
                self.names.setdefault(role.casefold(), role)

    def periods(self, role: str) -> list[Period]:
        """The quarters in which candidates ask for a role."""
        spans = [
            self._span(row, months)
            for row in self.asked[role]
            for months in self.laters[row.component]
        ]
        year = financial_year(self.figures.workspace.policy)
        quarters = periods_between(
            date.fromordinal(min(first for first, _ in spans)),
            date.fromordinal(max(last for _, last in spans)),
            "quarter",
            year,
        )
        return [
            quarter
            for quarter in quarters
            if any(
                first <= quarter.last.toordinal() and last >= quarter.first.toordinal()
                for first, last in spans
            )
        ]

    def wanted(self, row: RoleRequest, period: Period, later: int = 0) -> float:
        """The minutes that are asked for in a period."""
        begins, ends = self._span(row, later)
        first = max(period.first.toordinal(), begins)
        last = min(period.last.toordinal(), ends)
        return self._minutes(first, last) * row.units / _WHOLE if first <= last else 0

    def _span(self, row: RoleRequest, later: int) -> tuple[int, int]:
        """The first and the last day that are asked for, where it all comes some months later."""
        known = self._spans.get((row.id, later))
        if known is None:
            if row.first is None or row.last is None:
                return 1, 0
            first, last = moved_by_months(row.first, later), moved_by_months(row.last, later)
            known = self._spans[row.id, later] = first.toordinal(), last.toordinal()
        return known

    def _minutes(self, first: int, last: int) -> int:
        """The working time of the calendar of the store in some days, both counted."""
        if (first, last) not in self._known:
            by_day = capacity_of(self.figures).in_calendar(0)
            self._known[first, last] = sum(by_day(day) for day in range(first, last + 1))
        return self._known[first, last]

    def there_is(self, role: str, period: Period) -> int:
        """The whole hours that are left in a period."""
        first, last = period.first.toordinal(), period.last.toordinal()
        shares = [Share(person) for person in self.people[role]]
        minutes = sum(capacity_of(self.figures).over(shares, first, last))
        minutes -= sum(self._work(person, first, last) for person in self.people[role])
        minutes -= sum(self.wanted(row, period) for row in self.others.get(role, ()))
        return max(int(minutes // _HOUR), 0)

    def _work(self, person: int, first: int, last: int) -> float:
        """What somebody has to do in what is no candidate."""
        loads = loads_of(self.figures)
        return sum(
            minutes
            for place in loads.places(person)
            if place not in self.laters
            for day, minutes in loads.of(place).days.get(person, {}).items()
            if first <= day <= last
        )


def role_limits(figures: Figures, laters: Mapping[int, tuple[int, ...]]) -> Iterator[LimitUse]:
    """The limits of people that a store has, one for each role and quarter that may not suffice.

    Args:
        figures: the sheet.
        laters: by how many months each candidate may start later.
    """
    roles = _Roles(figures, laters)
    for role in sorted(roles.asked.keys() & roles.people.keys()):
        of_component: dict[int, list[RoleRequest]] = {}
        for row in roles.asked[role]:
            of_component.setdefault(row.component, []).append(row)
        for period in roles.periods(role):
            uses = {
                component: tuple(
                    _hours(
                        sum(
                            roles.wanted(row, period, months)
                            for row in of_component.get(component, ())
                        )
                    )
                    for months in ways
                )
                for component, ways in laters.items()
            }
            most = roles.there_is(role, period)
            if sum(max(ways) for ways in uses.values()) > most:
                label = f"{roles.names[role]} {_quarter(period.first)}"
                limit = SelectionLimit(label, most, "role", 0, "h", is_timed=True)
                yield LimitUse(limit, uses)


def _hours(minutes: float) -> int:
    """The whole hours that some minutes take up."""
    return -int(-minutes // _HOUR)


def _quarter(first: date) -> str:
    return f"from {first}"
