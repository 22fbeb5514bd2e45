"""This file writes a choice among candidates as conditions on columns that are 0 or 1.

A condition bounds a sum from above; what is proved about the columns is proved about the choice.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    OwnShare,
    Rule,
    SelectionLimit,
    SelectionProblem,
    StartChoice,
    used_by,
    uses_of,
)


class Row(msgspec.Struct, frozen=True):
    """The columns times their factors come to `most` at most."""

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    most: int


class Program(msgspec.Struct, frozen=True):
    """Columns that are 0 or 1, each with its gain; the largest sum within the rows is wanted."""

    gains: tuple[int, ...]
    rows: tuple[Row, ...]
    lows: tuple[int, ...]
    """The least that each column may be, 0 or 1."""
    highs: tuple[int, ...]
    """The most."""
    choices: tuple[tuple[int, ...], ...] = ()
    """The columns of each candidate's choices."""
    branched: int = 0
    """How many columns, from the first, decide all others."""
    grouped: int = 0
    """How many rows, from the first, allow at most one of a candidate's choices: what is left of
    such a row is 1 where the candidate is out, 0 where it is in.
    """

    def is_kept_by(self, columns: Sequence[int]) -> bool:
        """Whether columns keep every row and lie within their bounds."""
        bounds = zip(columns, self.lows, self.highs, strict=True)
        return all(low <= column <= high for column, low, high in bounds) and all(
            sum(
                factor
                for column, factor in zip(row.columns, row.factors, strict=True)
                if columns[column]
            )
            <= row.most
            for row in self.rows
        )

    def worth(self, columns: Sequence[int]) -> int:
        """What columns gain."""
        return sum(gain for gain, column in zip(self.gains, columns, strict=True) if column)


class Found(msgspec.Struct, frozen=True):
    """What a search came to."""

    columns: tuple[int, ...] | None
    """The best that was found; None where nothing was."""
    value: int
    bound: int | None
    """No columns are worth more; None where none keep the rows."""

    @property
    def is_proved(self) -> bool:
        """Whether nothing better can be there."""
        return self.bound is None or (self.columns is not None and self.bound <= self.value)


class _Conditions(list[Row]):
    """Rows as they are found."""

    def bound(self, terms: Iterable[tuple[int, int]], most: int) -> None:
        """Add the condition that terms, a column and a factor each, come to `most` at most."""
        kept = [(column, factor) for column, factor in terms if factor]
        columns, factors = zip(*kept, strict=True) if kept else ((), ())
        self.append(Row(tuple(columns), tuple(factors), most))


def program_of(problem: SelectionProblem) -> Program:
    """The problem as columns: entry for each choice, then entry for each benefit that is shared."""
    ends = [*accumulate(len(candidate.choices) for candidate in problem.candidates)]
    starts = [0, *ends]
    columns = tuple(tuple(range(*ends_of)) for ends_of in zip(starts, ends, strict=False))
    of_choices = [choice for candidate in problem.candidates for choice in candidate.choices]
    gains = [choice.value for choice in of_choices]
    rows = _Conditions()
    for own in columns:
        if len(own) > 1:
            rows.bound(((column, 1) for column in own), 1)
    grouped = len(rows)
    for at, limit in enumerate(problem.limits):
        if not limit.parts:
            uses = ((column, choice.uses[at]) for column, choice in enumerate(of_choices))
            rows.bound(uses, limit.most)
            continue
        nobody = [0] * len(problem.candidates)
        everybody = [sum(part.most for part in _all_parts(limit.parts)) + 1] * len(nobody)
        for needs in (nobody, everybody):
            rows.append(_drawn(problem, columns, at, needs))
    lows, highs = [0] * len(gains), [int(_is_worth_a_try(*way)) for way in _ways(problem)]
    for rule in problem.rules:
        _keep(rule, columns, rows, highs)
    for benefit in problem.shared:
        column = len(gains)
        gains.append(benefit.value)
        lows.append(0)
        highs.append(1)
        members = [own for member in benefit.members for own in columns[member]]
        rows.bound([(column, 1), *((own, -1) for own in members)], 0)
        for member in benefit.members if benefit.value < 0 else ():
            rows.bound([*((own, 1) for own in columns[member]), (column, -1)], 0)
    return Program(
        tuple(gains), tuple(rows), tuple(lows), tuple(highs), columns, len(of_choices), grouped
    )


def _ways(problem: SelectionProblem) -> Iterator[tuple[tuple[StartChoice, ...], int]]:
    """Each choice of each candidate, as the place among those of the candidate."""
    for candidate in problem.candidates:
        yield from ((candidate.choices, place) for place in range(len(candidate.choices)))


def _is_worth_a_try(choices: Sequence[StartChoice], place: int) -> bool:
    """Whether no other choice is as good in everything; of two that are alike the first is."""
    mine = choices[place]
    return not any(
        other.value >= mine.value
        and all(use <= own for use, own in zip(other.uses, mine.uses, strict=True))
        and (at < place or (other.value, other.uses) != (mine.value, mine.uses))
        for at, other in enumerate(choices)
        if at != place
    )


def _all_parts(parts: Iterable[OwnShare]) -> Iterator[OwnShare]:
    for part in parts:
        yield part
        yield from _all_parts(part.parts)


def _drawn(
    problem: SelectionProblem, columns: Sequence[tuple[int, ...]], at: int, uses: Sequence[int]
) -> Row:
    """That what is drawn on a limit stays within it: a sum that holds whoever draws.

    It counts those who need more than they have of their own by some uses.
    """
    limit = problem.limits[at]
    most, members = _in_need(limit, set(range(len(columns))), uses)
    rows = _Conditions()
    rows.bound(
        (
            (column, choice.uses[at])
            for member in sorted(members)
            for column, choice in zip(
                columns[member], problem.candidates[member].choices, strict=True
            )
        ),
        most,
    )
    return rows[0]


def _in_need(
    share: OwnShare | SelectionLimit, members: set[int], uses: Sequence[int]
) -> tuple[int, set[int]]:
    """What there is for those who need more than they have of their own, and who they are."""
    most = share.most
    for part in share.parts:
        within = {*part.members}
        members = members - within
        need = sum(uses[member] for member in within)
        if need - sum(other.covered(uses) for other in part.parts) > part.most:
            more, others = _in_need(part, within, uses)
            most, members = most + more, members | others
    return most, members


def overdrawn(problem: SelectionProblem, program: Program, answer: Answer) -> tuple[Row, ...]:
    """The conditions that an answer breaks of those that a program has only once they matter.

    What is drawn on a limit beside what parts have of their own is no sum; it is at least each of
    the sums of who may need more, one for every set of parts.
    """
    used = used_by(problem, answer)
    return tuple(
        _drawn(problem, program.choices, at, uses_of(problem, answer, at))
        for at, limit in enumerate(problem.limits)
        if limit.parts and used[at] > limit.most
    )


def _keep(
    rule: Rule, columns: Sequence[tuple[int, ...]], rows: _Conditions, highs: list[int]
) -> None:
    """Add what keeps a rule."""
    members = [columns[member] for member in rule.members]
    together = [column for own in members for column in own]
    match rule.kind:
        case "needs":
            rows.bound([*((own, 1) for own in members[0]), *((own, -1) for own in members[1])], 0)
        case "excludes":
            rows.bound(((own, 1) for own in together), 1)
        case "at_least_one":
            rows.bound(((own, -1) for own in together), -1)
        case "must":
            for own in members:
                rows.bound(((column, -1) for column in own), -1)
        case "must_not":
            for column in together:
                highs[column] = 0


def answer_of(program: Program, columns: Sequence[int]) -> Answer:
    """The answer that columns of 0 and 1 stand for."""
    return tuple(_place(own, columns) for own in program.choices)


def columns_of(program: Program, problem: SelectionProblem, answer: Answer) -> list[int]:
    """The columns that an answer stands for, those of shared benefits among them."""
    columns = [0] * len(program.gains)
    for own, place in zip(program.choices, answer, strict=True):
        if place != OUT:
            columns[own[place]] = 1
    for at, benefit in enumerate(problem.shared, program.branched):
        columns[at] = int(any(answer[member] != OUT for member in benefit.members))
    return columns


def _place(own: Sequence[int], columns: Sequence[int]) -> int:
    return next((place for place, column in enumerate(own) if columns[column]), OUT)


def without(program: Program, answers: Iterable[Answer]) -> Program:
    """The program with sets that may not come out again, whatever their shifts."""
    rows = [*program.rows, *(_other_than(program, answer) for answer in answers)]
    return msgspec.structs.replace(program, rows=tuple(rows))


def _other_than(program: Program, answer: Answer) -> Row:
    """At least one candidate is in that was not, or out that was in."""
    terms: Iterator[tuple[int, int]] = (
        (column, -1 if place == OUT else 1)
        for own, place in zip(program.choices, answer, strict=True)
        for column in own
    )
    rows = _Conditions()
    rows.bound(terms, sum(place != OUT for place in answer) - 1)
    return rows[0]
