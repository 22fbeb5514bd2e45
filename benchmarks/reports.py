"""This file measures a status report of a large portfolio, and the list of what changed in it.

Run it with `python -m benchmarks.reports [TASKS] [PROJECTS]`. Figures are processor time, and
ratios to `json.loads` of a text of 1 MB in the same run; the store is a week and 40 commits older.
"""

import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from benchmarks.control import control_seconds, report, say, timed
from benchmarks.stores import make_store
from pmtui import clock
from pmtui.figures.reports.comparison import ScopeComparison, compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Commit, apply, edit
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import open_store
from pmtui.views.changes.change_list import changes
from pmtui.views.charts.vector import Inks
from pmtui.views.reports.content import NO_WORDS
from pmtui.views.reports.draft import draft
from pmtui.views.reports.forms import FORMATS, written

TASKS: Final = 10_000
PROJECTS: Final = 244
COMMITS: Final = 40


def main(arguments: list[str]) -> None:
    """Measure and print."""
    tasks = int(arguments[0]) if arguments else TASKS
    projects = int(arguments[1]) if len(arguments) > 1 else PROJECTS
    control = control_seconds()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        make_store(path, tasks, projects)
        store = open_store(path)
        before, today = store.workspace, clock.today("UTC")
        store.close()
    after, commits = _edited(before)
    say(f"{tasks:,} tasks of {projects} projects, a week and {COMMITS} commits later")
    compare, comparison = timed(lambda: _compared(before, after, today, commits))
    report("  what changed, and what moved it", compare, control)
    drafting, content = timed(lambda: draft(comparison))
    report("  the report of all of it", drafting, control)
    inks = Inks({"ground": "#fff", "plain": "#000"}, {"ground": "#000", "plain": "#fff"})
    writing = 0.0
    for format_ in FORMATS:
        seconds, text = timed(
            lambda kind=format_: written(content, NO_WORDS, inks, format_=kind)  # type: ignore[misc]
        )
        report(f"  written as {format_}, {len(text):,} characters", seconds, control)
        writing = max(writing, seconds)
    whole = compare + drafting + writing
    report("  together, the slowest format", whole, control)
    listing, found = timed(lambda: changes(before, after, 0, today, comparison=comparison))
    count = sum(len(section.entries) for section in found.sections)
    report(f"  the list of what changed, {count:,} lines", listing, control)


def _compared(
    before: Workspace, after: Workspace, today: date, commits: tuple[Commit, ...]
) -> ScopeComparison:
    then = Figures(before, today - timedelta(days=7))
    return compared(then, Figures(after, today), 0, commits)


def _edited(workspace: Workspace) -> tuple[Workspace, tuple[Commit, ...]]:
    """The store after some edits of tasks, and its history, the newest first."""
    dice = random.Random(COMMITS)
    commits: list[Commit] = []
    ids = sorted(workspace.tasks)
    for at in range(COMMITS):
        task = workspace.tasks[dice.choice(ids)]
        ops = edit("tasks", task, estimate=(task.estimate or 0) + 2400, percent=task.percent // 2)
        workspace = apply(workspace, ops, workspace.revision + 1)
        number = workspace.revision
        author = f"author{at % 5}"
        commits.append(
            Commit(number, f"c{number}", "", "", 0, "", "", "entity.set", ops, login=author)
        )
    return workspace, tuple(reversed(commits))


if __name__ == "__main__":
    main(sys.argv[1:])
