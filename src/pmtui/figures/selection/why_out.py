"""This file says why a candidate is out, and which few conditions leave no answer at all."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from pmtui.figures.selection.branch_and_bound import best_columns
from pmtui.figures.selection.problem import (
    OUT,
    Answer,
    Rule,
    SelectionLimit,
    SelectionProblem,
    broken_limits,
    broken_rules,
    value_of,
)
from pmtui.figures.selection.program import Program, Row, program_of
from pmtui.figures.selection.selecting import best_within

Cause = Literal["must_not", "rule", "limit", "value"]


class Reason(msgspec.Struct, frozen=True):
    """Why one candidate is out: what breaks when it is added to the chosen, every way tried."""

    cause: Cause
    limits: tuple[tuple[SelectionLimit, int], ...] = ()
    """What would be broken, with the units that are missing; of the way that lacks the least."""
    rules: tuple[Rule, ...] = ()
    value: int = 0
    """What it would add."""


def why_out(problem: SelectionProblem, answer: Answer, at: int) -> Reason:
    """Why a candidate is not among those chosen."""
    ways: list[tuple[int, int, Reason]] = []
    now = value_of(problem, answer)
    for place in range(len(problem.candidates[at].choices)):
        added = (*answer[:at], place, *answer[at + 1 :])
        rules = tuple(broken_rules(problem, added))
        limits = tuple((limit, used - limit.most) for limit, used in broken_limits(problem, added))
        worth = value_of(problem, added) - now
        cause: Cause = "rule" if rules else "limit" if limits else "value"
        if any(rule.kind == "must_not" for rule in rules):
            cause = "must_not"
        reason = Reason(cause, limits, rules, worth)
        ways.append((len(rules), sum(missing for _, missing in limits), reason))
    return min(ways, key=lambda way: way[:2])[2] if ways else Reason("must_not")


class ConditionConflict(msgspec.Struct, frozen=True):
    """The fewest conditions that cannot be kept together."""

    limits: tuple[SelectionLimit, ...]
    rules: tuple[Rule, ...]
    is_smallest: bool
    """Whether it is proved that fewer never conflict."""


def smallest_conflict(
    problem: SelectionProblem, enough: Callable[[], bool]
) -> ConditionConflict | None:
    """The smallest set of limits and rules that no set of candidates keeps; None where one does.

    By hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva 2015): a set that conflicts hits
    what is left over of every largest set that does not.
    """
    conditions: list[SelectionLimit | Rule] = [*problem.limits, *problem.rules]
    everything = frozenset(range(len(conditions)))
    if not _conflicts(problem, everything, enough):
        return None
    left_over: list[frozenset[int]] = []
    while not enough():
        tried = _fewest(left_over, len(conditions), enough)
        if _conflicts(problem, tried, enough):
            return _conflict(problem, tried, is_smallest=True)
        grown = tried
        for at in sorted(everything - tried):
            if not _conflicts(problem, grown | {at}, enough):
                grown |= {at}
        left_over.append(everything - grown)
    return _conflict(problem, _shrunk(problem, everything, enough), is_smallest=False)


def _conflict(
    problem: SelectionProblem, places: frozenset[int], *, is_smallest: bool
) -> ConditionConflict:
    split = len(problem.limits)
    return ConditionConflict(
        tuple(problem.limits[at] for at in sorted(places) if at < split),
        tuple(problem.rules[at - split] for at in sorted(places) if at >= split),
        is_smallest,
    )


def _conflicts(
    problem: SelectionProblem, places: frozenset[int], enough: Callable[[], bool]
) -> bool:
    """Whether some of the conditions can be proved to have no answer."""
    split = len(problem.limits)
    kept = [at for at in sorted(places) if at < split]
    candidates = tuple(
        msgspec.structs.replace(
            candidate,
            choices=tuple(
                msgspec.structs.replace(choice, value=0, uses=tuple(choice.uses[at] for at in kept))
                for choice in candidate.choices
            ),
        )
        for candidate in problem.candidates
    )
    part = SelectionProblem(
        candidates,
        tuple(problem.limits[at] for at in kept),
        tuple(problem.rules[at - split] for at in sorted(places) if at >= split),
    )
    result = best_within(part, program_of(part), enough)
    return result.columns is None and result.bound is None


def _fewest(
    sets: Sequence[frozenset[int]], count: int, enough: Callable[[], bool]
) -> frozenset[int]:
    """The fewest places that have one in each of some sets."""
    rows = tuple(Row(tuple(sorted(members)), (-1,) * len(members), -1) for members in sets)
    program = Program((-1,) * count, rows, (0,) * count, (1,) * count)
    columns = best_columns(program, None, enough).columns or ()
    return frozenset(at for at, is_in in enumerate(columns) if is_in)


def _shrunk(
    problem: SelectionProblem, places: frozenset[int], enough: Callable[[], bool]
) -> frozenset[int]:
    """Some conditions none of which can go without an answer appearing."""
    for at in sorted(places):
        if _conflicts(problem, places - {at}, enough):
            places -= {at}
    return places


def reason_in_words(
    reason: Reason, names: Callable[[int], str], amount: Callable[[SelectionLimit, int], str]
) -> str:
    """One reason as a clause.

    Args:
        reason: why a candidate is out.
        names: the key of a candidate by its place.
        amount: units of a limit as people read them.
    """
    lacks = {  # by the first of those that lack as much
        (limit.kind, amount(limit, missing)): limit.label
        for limit, missing in reversed(reason.limits)
    }
    parts = [
        *(rule_in_words(rule, names) for rule in reason.rules),
        *(f"{label} lacks {missing}" for (_, missing), label in reversed(lacks.items())),
    ]
    return "; ".join(parts) or "adds no value"


def rule_in_words(rule: Rule, names: Callable[[int], str]) -> str:
    """What a rule asks for, with its reason."""
    members = [names(member) for member in rule.members]
    says = {
        "needs": lambda: f"{members[0]} needs {members[1]}",
        "excludes": lambda: f"{', '.join(members)} exclude each other",
        "at_least_one": lambda: f"at least one of {', '.join(members)}",
        "must": lambda: f"{', '.join(members)} must be in",
        "must_not": lambda: f"{', '.join(members)} must not be in",
    }[rule.kind]()
    why = ": ".join(part for part in (rule.key, rule.reason) if part)
    return f"{says} ({why})" if why else says


def left_out(problem: SelectionProblem, answer: Answer) -> Iterator[tuple[int, Reason]]:
    """The candidates that are out, each with why."""
    for at, place in enumerate(answer):
        if place == OUT:
            yield at, why_out(problem, answer, at)
