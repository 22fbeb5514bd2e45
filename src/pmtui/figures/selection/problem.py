"""This file defines a choice among candidates in whole numbers, and judges an answer to it.

Whatever found an answer, its value and every limit are worked out again here, in integers: what is
said of it does not rest on the arithmetic of a solver.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

RuleKind = Literal["needs", "excludes", "at_least_one", "must", "must_not"]
LimitKind = Literal["budget", "role", "count"]
WORTH: Final = "benefits_baseline"
"""The field of a project that says what it is worth, where nobody asks for another number."""
OUT = -1
"""In place of a choice: the candidate is left out."""


class StartChoice(msgspec.Struct, frozen=True):
    """One way to do a candidate: as planned, or begun some periods later."""

    value: int
    """In units of the value's last place."""
    uses: tuple[int, ...]
    """Of each limit, in units of its last place."""
    shift: int = 0
    """Periods after the planned start."""


class SelectionCandidate(msgspec.Struct, frozen=True):
    """Something that may be done or left."""

    key: str
    title: str
    choices: tuple[StartChoice, ...]


class OwnShare(msgspec.Struct, frozen=True):
    """What some candidates have for themselves before they draw on the rest of a limit."""

    most: int
    members: tuple[int, ...]
    """Their places, those of the parts among them."""
    parts: tuple["OwnShare", ...] = ()
    """Those among them that have something for themselves alone."""

    def covered(self, uses: Sequence[int]) -> int:
        """How much of what each candidate uses is met from here."""
        within = sum(part.covered(uses) for part in self.parts)
        need = sum(uses[member] for member in self.members) - within
        return within + min(need, self.most)


class SelectionLimit(msgspec.Struct, frozen=True):
    """What no answer may use more of than there is."""

    label: str
    most: int
    """In units of its last place."""
    kind: LimitKind = "budget"
    places: int = 0
    """Digits after the point that the unit stands for."""
    unit: str = ""
    """Currency, or hours of a role."""
    parts: tuple[OwnShare, ...] = ()
    """Who has something beside it; only what they need beyond that is drawn on it."""
    is_timed: bool = False
    """Whether it is of a stretch of time, so that who starts later may use less of it."""


class Rule(msgspec.Struct, frozen=True):
    """What an answer has to keep beside the limits; members are places among the candidates.

    `needs`: who has the first has the second. `excludes`: at most one of them. `at_least_one`, and
    `must`: the members that have to be in. `must_not`: that may not.
    """

    kind: RuleKind
    members: tuple[int, ...]
    key: str = ""
    """Of the row that says so; empty where none does."""
    reason: str = ""


class Shared(msgspec.Struct, frozen=True):
    """A benefit that several candidates bring about: it counts once, as soon as one is in."""

    label: str
    value: int
    members: tuple[int, ...]


class SelectionProblem(msgspec.Struct, frozen=True):
    """Candidates, what there is to spend on them, and what goes together."""

    candidates: tuple[SelectionCandidate, ...]
    limits: tuple[SelectionLimit, ...] = ()
    rules: tuple[Rule, ...] = ()
    shared: tuple[Shared, ...] = ()
    places: int = 0
    """Digits after the point that the unit of value stands for."""
    unit: str = ""
    """Currency of the value; empty for a plain number."""


class Posed(msgspec.Struct, frozen=True):
    """A problem, and what could not take part in it."""

    problem: SelectionProblem
    excluded: tuple[tuple[str, str], ...]
    """Keys, each with the reason."""
    under_way: tuple[str, ...] = ()
    """Keys of what goes on without being weighed, its cost taken first."""
    reason: str = ""
    """Why what there is to spend is not known."""
    is_stored: bool = True
    """Whether it was read off a store, where later starts are counted in months."""


Answer = tuple[int, ...]
"""The place of the choice that is taken, candidate by candidate; `OUT` where it is left."""


def at_any_time(problem: SelectionProblem) -> SelectionProblem:
    """The same where it does not matter when each begins: without limits of a stretch of time."""
    kept = [at for at, limit in enumerate(problem.limits) if not limit.is_timed]
    candidates = [
        msgspec.structs.replace(
            candidate,
            choices=tuple(
                msgspec.structs.replace(choice, uses=tuple(choice.uses[at] for at in kept))
                for choice in candidate.choices
            ),
        )
        for candidate in problem.candidates
    ]
    limits = tuple(problem.limits[at] for at in kept)
    return msgspec.structs.replace(problem, candidates=tuple(candidates), limits=limits)


def value_of(problem: SelectionProblem, answer: Answer) -> int:
    """What an answer is worth, benefits that are shared counted once; in units of value."""
    own = sum(choice.value for choice in taken(problem, answer))
    return own + sum(
        benefit.value
        for benefit in problem.shared
        if any(answer[member] != OUT for member in benefit.members)
    )


def used_by(problem: SelectionProblem, answer: Answer) -> list[int]:
    """What an answer uses of each limit, in the limit's units."""
    totals = [0] * len(problem.limits)
    for choice in taken(problem, answer):
        totals = [total + use for total, use in zip(totals, choice.uses, strict=True)]
    for at, limit in enumerate(problem.limits):
        if limit.parts:
            uses = uses_of(problem, answer, at)
            totals[at] -= sum(part.covered(uses) for part in limit.parts)
    return totals


def uses_of(problem: SelectionProblem, answer: Answer, at: int) -> list[int]:
    """What each candidate of an answer uses of one limit; nothing for who is out."""
    pairs = zip(problem.candidates, answer, strict=True)
    return [0 if place == OUT else who.choices[place].uses[at] for who, place in pairs]


def broken_limits(problem: SelectionProblem, answer: Answer) -> list[tuple[SelectionLimit, int]]:
    """The limits that an answer breaks, each with how much it would use."""
    used = zip(problem.limits, used_by(problem, answer), strict=True)
    return [(limit, use) for limit, use in used if use > limit.most]


def broken_rules(problem: SelectionProblem, answer: Answer) -> list[Rule]:
    """The rules that an answer breaks."""
    return [rule for rule in problem.rules if not _keeps(rule, answer)]


def is_allowed(problem: SelectionProblem, answer: Answer) -> bool:
    """Whether an answer keeps every limit and every rule."""
    return not broken_limits(problem, answer) and not broken_rules(problem, answer)


def taken(problem: SelectionProblem, answer: Answer) -> Iterator[StartChoice]:
    """The choices of an answer."""
    for candidate, place in zip(problem.candidates, answer, strict=True):
        if place != OUT:
            yield candidate.choices[place]


def chosen_keys(problem: SelectionProblem, answer: Answer) -> list[str]:
    """The keys of what an answer takes, in the order of the candidates."""
    pairs = zip(problem.candidates, answer, strict=True)
    return [candidate.key for candidate, place in pairs if place != OUT]


def later_starts(problem: SelectionProblem, answer: Answer) -> Iterator[tuple[str, int]]:
    """The keys of what begins later than planned, each with the periods by which it does."""
    for candidate, place in zip(problem.candidates, answer, strict=False):
        if place != OUT and candidate.choices[place].shift:
            yield candidate.key, candidate.choices[place].shift


def _keeps(rule: Rule, answer: Answer) -> bool:
    are_in = [answer[member] != OUT for member in rule.members]
    match rule.kind:
        case "needs":
            return not are_in[0] or are_in[1]
        case "excludes":
            return sum(are_in) <= 1
        case "at_least_one":
            return any(are_in)
        case "must":
            return all(are_in)
        case "must_not":
            return not any(are_in)
