"""This file measures choices among projects: many of them, by many budgets, with later starts.

`python -m benchmarks.selection [SECONDS] [SEEDS]`: seconds for each large choice, and how many
choices of each sort. Sorts: `dense` are multi-dimensional knapsacks as Chu and Beasley draw them
(every candidate uses every budget, half of all fits, values go with costs); `periods` are projects
that spend for one to six of twenty periods; `shifts` are those with up to three later starts.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from benchmarks.control import say
from pmtui.figures.selection.problem import (
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    StartChoice,
)
from pmtui.figures.selection.proving import Prover
from pmtui.figures.selection.selecting import Selection, select

_COUNT = 500
_BUDGETS = 20
_LATER = 3


def dense(seed: int, count: int = _COUNT, budgets: int = _BUDGETS) -> SelectionProblem:
    """As Chu and Beasley draw them: costs from 1 to 1,000, values that go with their mean."""
    lots = random.Random(seed)
    costs = [[lots.randint(1, 1000) for _ in range(budgets)] for _ in range(count)]
    ways = [(StartChoice(sum(own) // budgets + lots.randint(0, 500), tuple(own)),) for own in costs]
    return _of(ways, [sum(column) // 2 for column in zip(*costs, strict=True)])


def by_period(
    seed: int, later: int = 0, count: int = _COUNT, periods: int = _BUDGETS
) -> SelectionProblem:
    """Projects of one to six periods; each period a later start loses 3 % of the value."""
    lots = random.Random(seed)
    ways, totals = [], [0] * periods
    for _ in range(count):
        length = lots.randint(1, min(6, periods))
        start = lots.randint(0, periods - length)
        spent = [lots.randint(10, 1000) for _ in range(length)]
        value = sum(spent) // 2 + lots.randint(0, 500) * length
        own = []
        for shift in range(later + 1):
            if start + shift + length <= periods:
                uses = [0] * periods
                uses[start + shift : start + shift + length] = spent
                own.append(StartChoice(value * (100 - 3 * shift) // 100, tuple(uses), shift))
        totals = [total + use for total, use in zip(totals, own[0].uses, strict=True)]
        ways.append(tuple(own))
    return _of(ways, [total // 2 for total in totals])


def _of(ways: Sequence[tuple[StartChoice, ...]], budgets: Sequence[int]) -> SelectionProblem:
    return SelectionProblem(
        tuple(SelectionCandidate(f"P-{at}", "", own) for at, own in enumerate(ways, 1)),
        tuple(SelectionLimit(f"budget {at}", most) for at, most in enumerate(budgets, 1)),
    )


def _found(problem: SelectionProblem, seconds: float) -> tuple[float, Selection]:
    begun = time.monotonic()
    until = begun + seconds
    found = select(problem, lambda: time.monotonic() > until, Prover(time.monotonic, until))
    return time.monotonic() - begun, found


def _document(problem: SelectionProblem) -> bytes:
    """A problem as `select --problem` reads it."""
    candidates = [
        {"key": row.key, "value": row.choices[0].value, "uses": row.choices[0].uses}
        for row in problem.candidates
    ]
    limits = [{"label": limit.label, "limit": limit.most} for limit in problem.limits]
    return msgspec.json.encode({"candidates": candidates, "limits": limits})


def _process(*words: str, given: bytes = b"") -> float:
    """Seconds of the processor that a process takes."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run((sys.executable, *words), input=given, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _small(seeds: int) -> None:
    """The whole process for 40 candidates by 8 periods, against a start of Python."""
    control = min(_process("-c", "pass") for _ in range(5))
    say(f"python -c pass (I): {control * 1e3:.0f} ms of the processor")
    words = ("-m", "pmtui", "select", "--problem", "-", "--json")
    for seed in range(1, seeds + 1):
        given = _document(by_period(seed, count=40, periods=8))
        taken = min(_process(*words, given=given) for _ in range(3))
        say(f"40 candidates x 8 periods, seed {seed}: {taken:.2f} s = {taken / control:.1f} I")


def main() -> None:
    """Print gaps and times."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    _small(seeds)
    sorts: tuple[tuple[str, Callable[[int], SelectionProblem]], ...] = (
        ("dense", dense),
        ("periods", by_period),
        ("shifts", partial(by_period, later=_LATER)),
    )
    for name, make in sorts:
        for seed in range(1, seeds + 1):
            taken, found = _found(make(seed), seconds)
            say(
                f"{name:8} {_COUNT} x {_BUDGETS}, seed {seed}: {found.status}, value"
                f" {found.value:,}, gap {found.gap:.3%} in {taken:.1f} s"
            )


if __name__ == "__main__":
    main()
