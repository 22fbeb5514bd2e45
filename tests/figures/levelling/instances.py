"""This file makes problems under limited resources: drawn ones, and those of PSPLIB."""

import csv
import os
from pathlib import Path
from random import Random
from typing import Final

from pmtui.figures.levelling.resource_problem import Reserved, ResourceProblem, Wait

PSPLIB: Final = (
    Path(os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[4] / "shared" / "data"))
    / "measure_only"
    / "psplib"
)
"""Where the instances lie."""


def drawn_problem(seed: int, size: int = 12, *, kinds: bool = True) -> ResourceProblem:
    """A problem drawn by a seed, with leads and lags of all four kinds and some time reserved."""
    draws = Random(seed)
    durations = [draws.randrange(6) for _ in range(size)]
    demands = [(draws.randrange(4), draws.randrange(3)) for _ in range(size)]
    waits = []
    for successor in range(1, size):
        for predecessor in draws.sample(range(successor), min(successor, draws.randrange(3))):
            lag, first, second = (
                draws.randrange(-1, 3),
                durations[predecessor],
                durations[successor],
            )
            steps = (first + lag, lag, first + lag - second, lag - second)
            waits.append(Wait(predecessor, successor, draws.choice(steps if kinds else steps[:1])))
    reserved = [Reserved(at, at + 2, (draws.randrange(4), 1)) for at in (1, 9)] if kinds else ()
    return ResourceProblem(durations, demands, (3, 3), waits, reserved)


def read_instance(path: Path) -> ResourceProblem:
    """The problem of a file of PSPLIB in the format of single modes."""
    lines = path.read_text("ascii").splitlines()

    def numbers(heading: str, skipped: int) -> list[list[int]]:
        first = next(at for at, line in enumerate(lines) if line.startswith(heading)) + skipped
        last = next(
            (at for at in range(first, len(lines)) if lines[at].startswith("*")), len(lines)
        )
        return [[int(word) for word in line.split()] for line in lines[first:last]]

    requests = numbers("REQUESTS", 3)
    durations = [row[2] for row in requests]
    waits = [
        Wait(row[0] - 1, successor - 1, durations[row[0] - 1])
        for row in numbers("PRECEDENCE", 2)
        for successor in row[3:]
    ]
    capacities = numbers("RESOURCEAVAIL", 2)[0]
    return ResourceProblem(durations, [row[3:] for row in requests], capacities, waits)


def best_known(size: str) -> dict[str, tuple[int, int, int]]:
    """By the name of an instance: lower and upper bound known, and critical path."""
    with (PSPLIB / f"bks_{size}.csv").open(encoding="ascii") as file:
        return {
            row["instance"]: (int(row["lb"]), int(row["ub"]), int(row["cpm"]))
            for row in csv.DictReader(file)
        }
