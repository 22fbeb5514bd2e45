"""This file measures the figures of a large store: the first roll-up, edits, a column of percents.

Run it with `python -m benchmarks.figures [TASKS]`. Figures are processor time, and ratios to
`json.loads` of a text of 1 MB in the same run.
"""

import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.control import control_seconds, report, say, timed
from benchmarks.stores import make_store
from pmtui import clock
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.percent_complete import percents
from pmtui.model.changes.ops import apply, edit, touched
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import open_store

TASKS: Final = 100_000
EDITS: Final = 30
_ASKED: Final = (
    ("tasks", "component"),
    ("tasks", "parent"),
    ("links", "predecessor"),
    ("links", "successor"),
)
"""Indexes that the first view makes anyway."""


def main(arguments: list[str]) -> None:
    """Measure and print."""
    tasks = int(arguments[0]) if arguments else TASKS
    control = control_seconds()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        make_store(path, tasks)
        store = open_store(path)
        workspace, today = store.workspace, clock.today("UTC")
        store.close()
    for table, field in _ASKED:
        workspace.ids_by(table, field, 0)
    say(f"{tasks:,} tasks")
    _measure(workspace, today, control)


def _measure(workspace: Workspace, today: date, control: float) -> None:
    bare = Figures(workspace, today).without_plans()
    report("  first roll-up, no schedule yet", timed(lambda: bare.rollup(0))[0], control)
    figures = Figures(workspace, today, in_turns=True)
    report("  first roll-up at a screen", timed(lambda: figures.rollup(0))[0], control)
    rest = figures.rest()
    if rest is not None:
        report("  its schedules, on a thread", timed(rest.work_out)[0], control)
        figures.take_over(rest)
    report("  the roll-up with them", timed(lambda: figures.rollup(0))[0], control)
    taken = []
    for number in range(EDITS):
        seconds, figures = _edit(figures, number)
        taken.append(seconds)
    report(
        "  an edit and the roll-up after it, p95", statistics.quantiles(taken, n=20)[-1], control
    )
    rows = [*figures.workspace.tasks.values()]
    column, _ = timed(lambda: [*map(percents(figures), rows)])
    report("  percent of every task", column, control)


def _edit(figures: Figures, number: int) -> tuple[float, Figures]:
    """A longer estimate, a new title or a due date, in turn; and what a screen asks for then."""
    workspace, today = figures.workspace, figures.today
    ids = [*workspace.tasks]
    row = workspace.tasks[ids[number * 7919 % len(ids)]]
    changes = ({"estimate": 60 * (number + 1)}, {"title": f"Title {number}"}, {"due": today})
    ops = edit("tasks", row, **changes[number % 3])
    after = apply(workspace, ops)

    def look() -> Figures:
        following = Figures.next(figures, after, touched(ops), today)
        following.health(0)
        return following

    return timed(look)


if __name__ == "__main__":
    main(sys.argv[1:])
