"""This file holds the published worked examples of choosing among projects, and of their order."""

from collections.abc import Callable
from typing import Final

from pmtui.figures.selection.problem import (
    Rule,
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    StartChoice,
)
from pmtui.figures.selection.selecting import frontier, select
from pmtui.figures.selection.weights import cost_of_waiting, in_order, wsjf

_PACKED: Final = (
    "map 9 150|compass 13 35|water 153 200|sandwich 50 160|glucose 15 60|tin 68 45|banana 27 60|"
    "apple 39 40|cheese 23 30|beer 52 10|suntan cream 11 70|camera 32 30|t-shirt 24 15|"
    "trousers 48 10|umbrella 73 40|waterproof trousers 42 70|waterproof overclothes 43 75|"
    "note-case 22 80|sunglasses 7 20|towel 18 12|socks 4 50|book 30 10"
)


def _never() -> bool:
    return False


def _problem(
    values: tuple[int, ...], costs: tuple[int, ...], most: int, *rules: Rule, at_most: int = 99
) -> SelectionProblem:
    candidates = tuple(
        SelectionCandidate(str(at), "", (StartChoice(value, (cost, 1)),))
        for at, (value, cost) in enumerate(zip(values, costs, strict=True), 1)
    )
    return SelectionProblem(
        candidates,
        (SelectionLimit("budget", most), SelectionLimit("count", at_most, "count")),
        rules,
    )


def _needs(first: int, other: int) -> Rule:
    return Rule("needs", (first - 1, other - 1))


def _excludes(first: int, other: int) -> Rule:
    return Rule("excludes", (first - 1, other - 1))


def _best(problem: SelectionProblem) -> str:
    selection = select(problem, _never)
    is_in = ",".join("0" if place < 0 else "1" for place in selection.answer)
    return f"{selection.value} ({is_in}) {selection.status}"


def _tutorial(*rules: Rule, at_most: int = 99) -> str:
    return _best(_problem((8, 11, 6, 4), (5, 7, 4, 3), 14, *rules, at_most=at_most))


def _stockco(*rules: Rule, at_most: int = 99) -> str:
    return _best(_problem((16, 22, 12, 8), (5, 7, 4, 3), 14, *rules, at_most=at_most))


def _california(most: int) -> SelectionProblem:
    rules = (_excludes(3, 4), _needs(3, 1), _needs(4, 2))
    return _problem((9, 5, 6, 4), (6, 3, 5, 2), most, *rules)


def _frontier() -> str:
    """Each budget from which there is more to be had, its value and every set of it."""
    steps = []
    for step in frontier(_california(14), 0, _never):
        sets = "|".join(
            "".join(str(at) for at, place in enumerate(answer, 1) if place >= 0) or "-"
            for answer in step.sets
        )
        steps.append(f"{step.budget}:{step.value} {sets}")
    return ", ".join(reversed(steps))


def _knapsack() -> str:
    lines = [line.rsplit(" ", 2) for line in _PACKED.split("|")]
    selection = select(
        _problem(
            tuple(int(value) for _, _, value in lines),
            tuple(int(weight) for _, weight, _ in lines),
            400,
        ),
        _never,
    )
    return f"{selection.value}, weight {selection.used[0]}, {selection.status}"


def _reinertsen() -> str:
    jobs = ((3, 3), (1, 10), (10, 1))
    best = cost_of_waiting([jobs[at] for at in in_order(jobs)])
    worst = cost_of_waiting([jobs[at] for at in reversed(in_order(jobs))])
    return f"{best} of {worst}: {100 * (worst - best) / worst:.1f} % less"


SELECTION_EXAMPLES: Final[tuple[tuple[str, str, str, Callable[[], str]], ...]] = (
    ("WE-25a", "capital budgeting, Trick", "21 (0,1,1,1) optimal", _tutorial),
    (
        "WE-25a",
        "the same: two at most, 2 needs 4, not both 1 and 3",
        "15 (0,1,0,1) optimal",
        lambda: _tutorial(_needs(2, 4), _excludes(1, 3), at_most=2),
    ),
    ("WE-25b", "Stockco, Winston", "42 (0,1,1,1) optimal", _stockco),
    (
        "WE-25b",
        "the same: two at most, 2 needs 1, not both 1 and 4",
        "38 (1,1,0,0) optimal",
        lambda: _stockco(_needs(2, 1), _excludes(1, 4), at_most=2),
    ),
    (
        "WE-25c",
        "California Manufacturing, Hillier and Lieberman",
        "14 (1,1,0,0) optimal",
        lambda: _best(_california(10)),
    ),
    (
        "WE-25c",
        "its efficient frontier, budget:value and sets",
        "0:0 -, 3:5 2, 5:9 24|1, 9:14 12, 11:18 124, 14:20 123",
        _frontier,
    ),
    ("WE-25d", "knapsack of 22 items, Rosetta Code", "1030, weight 396, optimal", _knapsack),
    (
        "WE-26",
        "WSJF of a bug and of a feed",
        "10.5, 1.875",
        lambda: f"{wsjf(7, 9, 5, 2)}, {wsjf(8, 3, 4, 8)}",
    ),
    (
        "WE-26",
        "cost of waiting by CD3 and in reverse, Reinertsen",
        "7 of 160: 95.6 % less",
        _reinertsen,
    ),
)
"""Number, title, what was published and what computes it."""
