"""This file measures filters typed letter by letter: `python -m benchmarks.filters`.

Printed is how long each text takes until the ids of the tasks that pass are there, and again with
the board of them; first the letters of a word, then texts typed after it. Two checkouts are
compared on one store, in turns: `PYTHONPATH=OTHER/src:. python -m benchmarks.filters --store ...`.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from pmtui import clock
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.store.disk.making_and_opening import open_store
from pmtui.tui.navigation.filtering import Filter, passing_any
from pmtui.views.board.board_view import board

_TEXTS = (
    "9", "99", "999", "9999", "99999", "9999", "999", "task", "task 12", "T-77", "-is:done 77",
    "is:late", "owner:none", "cost>1", "cost>12",
)  # fmt: skip


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="one that is there; else it is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "store.json"
        if options.store is None:
            from benchmarks.stores import make_store

            make_store(path, options.tasks)
        sheet = Figures(open_store(path).workspace, clock.today("UTC"))
    board(sheet, 0)
    for text in _TEXTS:
        began = time.perf_counter()
        ids = passing_any(Filter(sheet, text, 0, 0), ("tasks",))
        passed = time.perf_counter()
        board(sheet, 0, ids=ids)
        shown = time.perf_counter()
        milliseconds = f"{1e3 * (passed - began):8.1f} ms  with board {1e3 * (shown - began):8.1f}"
        sys.stdout.write(f"{text:14} {len(ids or ()):7}  {milliseconds}\n")


if __name__ == "__main__":
    main()
