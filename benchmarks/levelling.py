"""This file measures levelling: the gap to the best schedules known of PSPLIB, in a time each.

`python -m benchmarks.levelling [SECONDS] [EVERY]`: processor seconds for each instance, and every
how manyth instance is taken. The instances are looked for under `PMTUI_TRUTH_DIR`.
"""

import sys
from pathlib import Path
from time import process_time

from pmtui.figures.levelling.genetic_search import Limit, shortest_found
from pmtui.figures.levelling.lower_bounds import breaches, lower_bound
from tests.figures.levelling.instances import PSPLIB, best_known, read_instance


def _gap(path: Path, best: int, seconds: float) -> tuple[float, float]:
    """How far the schedule found is above the best known one, and the bound below it, in percent.

    Raises:
        SystemExit: the schedule is none.
    """
    problem = read_instance(path)
    began = process_time()
    bound = lower_bound(problem)
    limit = Limit(is_over=lambda: process_time() - began > seconds)
    found = shortest_found(problem, bound=bound, seed=1, limit=limit)
    broken = next(breaches(problem, found.starts), "")
    if broken or found.makespan < bound:
        raise SystemExit(f"{path.name}: {broken or 'below the bound'}")
    return 100 * (found.makespan - best) / best, 100 * (best - bound) / best


def main() -> None:
    """Print the mean gaps of each size."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    if not PSPLIB.is_dir():
        raise SystemExit(f"no PSPLIB instances under {PSPLIB}: set PMTUI_TRUTH_DIR")
    print(f"{seconds:g} s of the processor for each instance, seed 1")
    for size in ("j30", "j60", "j120"):
        known = best_known(size)
        gaps = [
            _gap(path, known[path.name][1], seconds)
            for path in sorted((PSPLIB / size).glob("*_1.sm"))[::every]
        ]
        above, below = (sum(gap[place] for gap in gaps) / len(gaps) for place in (0, 1))
        print(
            f"{size:5} {len(gaps):3} instances: {above:.2f} % above the best known, "
            f"bound {below:.2f} % below it"
        )


if __name__ == "__main__":
    main()
