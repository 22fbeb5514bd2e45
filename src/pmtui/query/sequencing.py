"""This file says in what order the chosen projects of a scope start, and what waiting costs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.choosing.scoring_ways import delay_by_size
from pmtui.figures.choosing.sequence import JobDays, JobStart, sequenced
from pmtui.figures.selection.problem import OUT, SelectionLimit, SelectionProblem
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.measure_dates import moved_by_months
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money
from pmtui.query.choosing import Asked, candidates_in, number_field, pose
from pmtui.query.values.formatting import money_text

RANKS: Final = ("wsjf", "cd3", "score", "benefits_baseline")
"""By what projects are put in order where nobody says: the first that some of them have."""
AS_PLANNED: Final = "start"
"""In the order of their planned starts."""
MOST_MONTHS: Final = 36
"""How much later than planned a start is looked for."""


class SequencedProject(msgspec.Struct, frozen=True):
    """When one project starts, and why not earlier."""

    row: Component
    rank: Decimal | None
    start: date | None
    """None where there is no room for it."""
    finish: date | None
    later: int
    """Months after its planned start."""
    why: str


class DelayCost(msgspec.Struct, frozen=True):
    """What an order costs: points of cost of delay times the months that each starts late."""

    by: str
    points: Decimal | None
    reason: str = ""


class StartOrder(msgspec.Struct, frozen=True):
    """An order, and what it costs beside others."""

    by: str
    projects: tuple[SequencedProject, ...]
    orders: tuple[DelayCost, ...]
    """This one first."""


def sequence_in(
    figures: Figures, scope: int, asked: Asked, keys: Sequence[str], by: str
) -> StartOrder:
    """The order in which chosen projects start.

    Args:
        figures: of the workspace.
        scope: the component that they lie in; 0 for the whole store.
        asked: what they were chosen by.
        keys: theirs.
        by: the number of a project that ranks them, or `start`; empty for the first of `RANKS`.

    Raises:
        QueryError: there is no such number.
    """
    starts = tuple(range(MOST_MONTHS + 1))
    problem = pose(figures, scope, msgspec.structs.replace(asked, starts=starts)).problem
    rows = {row.key: row for row in candidates_in(figures, scope) if row.key in {*keys}}
    places = {candidate.key: at for at, candidate in enumerate(problem.candidates)}
    jobs = {
        places[key]: _job(problem, places[key], row.start, row.finish)
        for key, row in rows.items()
        if key in places and row.start is not None and row.finish is not None
    }
    ranks = {by: _ranks(figures, rows, by)} if by else {}
    ranks |= {name: _ranks(figures, rows, name) for name in RANKS if name != by}
    ranks = {name: of for name, of in ranks.items() if of or name == by}
    ranks.setdefault(AS_PLANNED, {})
    needs = [rule.members for rule in problem.rules if rule.kind == "needs"]
    pairs = [(members[0], members[1]) for members in needs]
    answers = {
        name: sequenced(problem, jobs, pairs, _order(problem, jobs, rows, of))
        for name, of in ranks.items()
    }
    first = next(iter(ranks))
    words = _StartWords(problem, jobs)
    projects = [
        words.project(start, rows[problem.candidates[start.at].key], ranks[first])
        for start in answers[first]
    ]
    projects.sort(key=lambda project: project.start or date.max)
    undated = [
        SequencedProject(row, ranks[first].get(key), None, None, 0, "has no start or no finish")
        for key, row in rows.items()
        if places.get(key) not in jobs
    ]
    costs = tuple(_cost(figures, problem, rows, name, of) for name, of in answers.items())
    return StartOrder(first, (*projects, *undated), costs)


def _ranks(figures: Figures, rows: Mapping[str, Component], name: str) -> dict[str, Decimal]:
    """A number of each project that has it, amounts in the base currency."""
    if name == AS_PLANNED:
        return {}
    read = number_field(name).read(figures)
    return {key: number for key, row in rows.items() for number in _number(figures, read(row))}


def _number(figures: Figures, value: object) -> Iterator[Decimal]:
    if isinstance(value, Money):
        rate = figures.rates.worth.get(value.currency)
        if rate is not None:
            yield value.decimal * rate
    elif isinstance(value, int | Decimal):
        yield Decimal(value)


def _job(problem: SelectionProblem, at: int, start: date, finish: date) -> JobDays:
    shifts = [choice.shift for choice in problem.candidates[at].choices]
    return JobDays(
        tuple(moved_by_months(start, months).toordinal() for months in shifts),
        tuple(moved_by_months(finish, months).toordinal() for months in shifts),
    )


def _order(
    problem: SelectionProblem,
    jobs: Mapping[int, JobDays],
    rows: Mapping[str, Component],
    ranks: Mapping[str, Decimal],
) -> list[int]:
    """The places, the highest rank first; who has none comes after, as planned."""

    def place(at: int) -> tuple[bool, Decimal, int, int]:
        key = problem.candidates[at].key
        return key not in ranks, -ranks.get(key, Decimal(0)), jobs[at].begins[0], rows[key].id

    return sorted(jobs, key=place)


def _cost(
    figures: Figures,
    problem: SelectionProblem,
    rows: Mapping[str, Component],
    by: str,
    starts: Sequence[JobStart],
) -> DelayCost:
    points = Decimal(0)
    without = [problem.candidates[start.at].key for start in starts if start.place == OUT]
    for start in starts:
        row = rows[problem.candidates[start.at].key]
        if start.place == OUT:
            continue
        later = problem.candidates[start.at].choices[start.place].shift
        delay = delay_by_size(figures, row.id)
        if later and not delay.points and delay.reason:
            return DelayCost(by, None, f"{row.key}: {delay.reason}")
        points += delay.points * later
    return DelayCost(by, points, f"without {', '.join(without)}" if without else "")


class _StartWords:
    """Writes the starts of one problem."""

    def __init__(self, problem: SelectionProblem, jobs: Mapping[int, JobDays]) -> None:
        self._problem, self._jobs = problem, jobs

    def project(
        self, start: JobStart, row: Component, ranks: Mapping[str, Decimal]
    ) -> SequencedProject:
        rank = ranks.get(row.key)
        if start.place == OUT:
            why = f"no start within {MOST_MONTHS} months: {self._why(start)}"
            return SequencedProject(row, rank, None, None, 0, why)
        job = self._jobs[start.at]
        later = self._problem.candidates[start.at].choices[start.place].shift
        return SequencedProject(
            row,
            rank,
            date.fromordinal(job.begins[start.place]),
            date.fromordinal(job.ends[start.place]),
            later,
            self._why(start) if later else "as planned",
        )

    def _why(self, start: JobStart) -> str:
        if start.waits_for:
            keys = [self._problem.candidates[other].key for other in start.waits_for]
            return f"waits for {', '.join(keys)}"
        lacks = [f"{limit.label} lacks {amount_text(limit, by)}" for limit, by in start.lacks]
        return ", ".join(lacks) or "they wait for each other"


def amount_text(limit: SelectionLimit, units: int) -> str:
    """Units of a limit as people read them."""
    if limit.kind == "budget":
        return money_text(Money(units, limit.unit))
    return f"{units:,} {limit.unit}".rstrip()
