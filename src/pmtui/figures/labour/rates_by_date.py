"""This file says what an hour of a person costs on a day: by their own rate, or by their role's.

Their own rate of the day counts before the one rate that stands with the person, and that before
the rate of their role on the day. A rate holds from its day until the next one: one of a later day
changes nothing of what was done before it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.model.costing.labour_rates import PERSON_RATES, ROLE_RATES, PersonRate, RoleRate
from pmtui.model.entities.entity import Money
from pmtui.model.entities.people import PEOPLE, Person
from pmtui.model.workspace.workspace import Workspace

RATED_FROM: Final = frozenset({PEOPLE.name, ROLE_RATES.name, PERSON_RATES.name})
"""The tables from which it is told what an hour costs."""


class HourlyRate(msgspec.Struct, frozen=True, gc=False):
    """What an hour costs from a day on."""

    since: date
    rate: Money | None
    """None where nobody says."""


_ALWAYS: Final = date.min


class PayRates:
    """What an hour of each person costs by the day, looked up when it is first asked for.

    Args:
        workspace: whose rates.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[int, tuple[HourlyRate, ...]] = {}
        self._roles: dict[str, list[RoleRate]] | None = None

    @property
    def by_date(self) -> bool:
        """Whether any rate has a day from which it holds, so that costs hang on dates."""
        return are_by_date(self._workspace)

    def of(self, person: Person) -> tuple[HourlyRate, ...]:
        """The rates of a person in order, the first from ever; never two alike in a row."""
        if person.id not in self._known:
            self._known[person.id] = self._steps(person)
        return self._known[person.id]

    def _steps(self, person: Person) -> tuple[HourlyRate, ...]:
        workspace = self._workspace
        own: Iterable[PersonRate] = ()
        if workspace.rows(PERSON_RATES.name):
            own = workspace.rows_by(PersonRate, "person", person.id)
        before = [HourlyRate(_ALWAYS, person.rate)]
        if person.rate is None:
            before += _ordered(self._of_role(person))
        dated = _ordered(own)
        if dated:
            before = [step for step in before if step.since < dated[0].since]
        return tuple(_without_repeats([*before, *dated]))

    def _of_role(self, person: Person) -> Sequence[RoleRate]:
        if self._roles is None:
            self._roles = {}
            for rate in self._workspace.rows_of(RoleRate).values():
                self._roles.setdefault(_folded(rate.role), []).append(rate)
        role = person.role or (person.name if person.kind == "role" else "")
        return self._roles.get(_folded(role), ())


def rate_on(steps: Sequence[HourlyRate], day: date) -> Money | None:
    """The rate of a day; None where nobody says."""
    place = bisect_right(steps, day, key=lambda step: step.since) - 1
    return steps[place].rate if place >= 0 else None


def are_by_date(workspace: Workspace) -> bool:
    """Whether any rate has a day from which it holds, so that costs hang on dates."""
    return bool(workspace.rows(ROLE_RATES.name) or workspace.rows(PERSON_RATES.name))


def _ordered(rates: Iterable[RoleRate | PersonRate]) -> list[HourlyRate]:
    """Rates by their day; of two of one day the one that was added later."""
    rows = sorted(rates, key=lambda rate: (rate.since, rate.id))
    return [*{rate.since: HourlyRate(rate.since, rate.rate) for rate in rows}.values()]


def _without_repeats(steps: Iterable[HourlyRate]) -> Iterable[HourlyRate]:
    last: HourlyRate | None = None
    for step in steps:
        if last is None or step.rate != last.rate:
            last = step
            yield step


def _folded(role: str) -> str:
    return " ".join(role.split()).casefold()
