"""This file says what booked time costs, a line for each entry, at the rate of its day.

A line is posted on the day that was worked, so that it is converted, added up and drawn as what the
ledger says is, and by the same code.
"""

from collections.abc import Iterable, Iterator

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.labour.rates_by_date import rate_on
from pmtui.figures.labour.work_cost import work_at
from pmtui.figures.ledger.own_lines import entries_in
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.costing.time_entries import TIME_ENTRIES, TimeEntry


def booked_in(figures: StoredFigures, component: int) -> list[LedgerEntry]:
    """What the time booked in a component costs; time of people without a rate is left out."""
    if not figures.workspace.rows(TIME_ENTRIES.name):
        return []
    return [*_priced(figures, figures.workspace.rows_by(TimeEntry, "component", component))]


def lines_in(figures: StoredFigures, component: int) -> list[LedgerEntry]:
    """What was spent in a component by line: its ledger entries, and the time booked in it."""
    return [*entries_in(figures.workspace, component), *booked_in(figures, component)]


def booked_on(figures: StoredFigures, task: int) -> list[LedgerEntry]:
    """What the time booked on a task costs; time of people without a rate is left out."""
    if not figures.workspace.rows(TIME_ENTRIES.name):
        return []
    return [*_priced(figures, figures.workspace.rows_by(TimeEntry, "task", task))]


def unpriced_minutes(figures: StoredFigures, task: int) -> int:
    """Minutes booked on a task by people of whom nobody says what an hour cost that day."""
    entries = [*figures.workspace.rows_by(TimeEntry, "task", task)]
    priced = {line.id for line in _priced(figures, entries)}
    return sum(entry.minutes for entry in entries if entry.id not in priced)


def _priced(figures: StoredFigures, entries: Iterable[TimeEntry]) -> Iterator[LedgerEntry]:
    people = figures.workspace.people
    for entry in entries:
        person = people.get(entry.person)
        if person is None:
            continue
        rate = rate_on(figures.pay_rates.of(person), entry.day)
        for amount in work_at(rate, entry.minutes):
            yield LedgerEntry(
                id=entry.id,
                key=entry.key,
                component=entry.component,
                title=person.name,
                task=entry.task,
                posted=entry.day,
                amount=amount,
            )
