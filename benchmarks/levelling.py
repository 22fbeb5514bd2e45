"""This file measures levelling: the gap to the best schedules known of PSPLIB, in a time each.

`python -m benchmarks.levelling [SECONDS] [EVERY] [solver]`: processor seconds for each instance,
every how manyth instance is taken, and whether a solver has the second half of the time. The
instances are looked for under `PMTUI_TRUTH_DIR`.
"""

import sys
from pathlib import Path
from time import process_time

from pmtui.figures.levelling.genetic_search import Limit, shortest_found
from pmtui.figures.levelling.lower_bounds import breaches, lower_bound
from pmtui.figures.levelling.solver import solved
from tests.figures.levelling.instances import PSPLIB, best_known, read_instance


def _gap(path: Path, best: int, seconds: float, *, solver: bool) -> tuple[float, float]:
    """How far the schedule found is above the best known one, and the bound below it, in percent.

    Raises:
        SystemExit: the schedule is none.
    """
    problem = read_instance(path)
    began = process_time()
    bound = lower_bound(problem)
    searching = seconds / 2 if solver else seconds
    limit = Limit(is_over=lambda: process_time() - began > searching)
    found = shortest_found(problem, bound=bound, seed=1, limit=limit)
    if solver:
        left = max(seconds - (process_time() - began), 0.1)
        found = solved(problem, found, bound, seed=1, seconds=left).schedule
    broken = next(breaches(problem, found.starts), "")
    if broken or found.makespan < bound:
        raise SystemExit(f"{path.name}: {broken or 'below the bound'}")
    return 100 * (found.makespan - best) / best, 100 * (best - bound) / best


def main() -> None:
    """Print the mean gaps of each size."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    solver = "solver" in sys.argv[3:]
    if not PSPLIB.is_dir():
        raise SystemExit(f"no PSPLIB instances under {PSPLIB}: set PMTUI_TRUTH_DIR")
    print(f"{seconds:g} s of the processor for each instance, seed 1")
    for size in ("j30", "j60", "j120"):
        known = best_known(size)
        gaps = [
            _gap(path, known[path.name][1], seconds, solver=solver)
            for path in sorted((PSPLIB / size).glob("*_1.sm"))[::every]
        ]
        above, below = (sum(gap[place] for gap in gaps) / len(gaps) for place in (0, 1))
        print(
            f"{size:5} {len(gaps):3} instances: {above:.2f} % above the best known, "
            f"bound {below:.2f} % below it"
        )


if __name__ == "__main__":
    main()
