"""This file measures what needs attention on the published portfolio of 244 projects with tasks.

Run it with `python -m benchmarks.attention [TASKS]`. Figures are processor time, and ratios to
`json.loads` of a text of 1 MB in the same run. Measured are the first answer, the same again, and
the answer after an edit of one task, of one risk and of one project.
"""

import random
import shutil
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from benchmarks.control import control_seconds, report, timed
from pmtui.figures.attention.root_causes import causes
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, edit, touched
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import open_store

PORTFOLIO: Final = Path(__file__).parent.parent / "sample_data" / "gmpp_2023.json"
TASKS: Final = 10_000
RISKS_PER_PROJECT: Final = 8
EDITS: Final = 30
TODAY: Final = date(2023, 7, 1)
_FIRST_ID: Final = 10_000_000


def main(arguments: list[str]) -> None:
    """Measure and print."""
    workspace = portfolio(int(arguments[0]) if arguments else TASKS)
    control = control_seconds()
    figures = Figures(workspace, TODAY)
    report("  first answer", timed(lambda: causes(figures))[0], control)
    report("  the same again", timed(lambda: causes(figures))[0], control)
    for table in ("tasks", "risks", "components"):
        taken: list[float] = []
        for number in range(EDITS):
            after = apply(figures.workspace, ops := _edit(figures.workspace, table, number))
            seconds, figures = _followed(figures, after, ops)
            taken.append(seconds)
        report(f"  after an edit of {table}, median", statistics.median(taken), control)


def portfolio(tasks: int) -> Workspace:
    """The published portfolio, with some tasks, linked in chains, and risks in each project."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(shutil.copy(PORTFOLIO, folder)))
        workspace = store.workspace
        store.close()
    dice = random.Random(tasks)
    projects = [row.id for row in workspace.components.values() if row.kind == "project"]
    tables = {name: dict(workspace.rows(name)) for name in workspace.tables}
    for number in range(tasks):
        project = projects[number % len(projects)]
        row_id = _FIRST_ID + number
        start = TODAY + timedelta(days=dice.randint(-200, 200))
        tables["tasks"][row_id] = Task(
            id=row_id, component=project, key=f"T-{number + 1}", title=f"Task {number + 1}",
            kind="milestone" if number % 50 == 7 else "task", start=start,
            due=start + timedelta(days=dice.randint(1, 60)),
            estimate=dice.choice((240, 480, 2400)), percent=100 if start < TODAY else 0,
        )  # fmt: skip
        before = row_id - len(projects)
        if before in tables["tasks"] and number % 3 == 0:
            link_id = _FIRST_ID + tasks + number
            tables["links"][link_id] = Link(
                id=link_id, predecessor=before, successor=row_id, component=project
            )
    for number in range(len(projects) * RISKS_PER_PROJECT):
        row_id = _FIRST_ID + 10 * tasks + number
        tables["risks"][row_id] = Risk(
            id=row_id, component=projects[number % len(projects)], key=f"R-{number + 1}",
            title=f"Risk {number + 1}", state="assessed", probability=dice.randint(1, 5),
            impact_cost=dice.randint(1, 5), response="" if number % 5 == 0 else "accept",
            next_review=TODAY + timedelta(days=dice.randint(-20, 60)),
        )  # fmt: skip
    made = Workspace(tables, revision=workspace.revision)
    for table, field in (("tasks", "component"), ("tasks", "parent")):
        made.ids_by(table, field, 0)
    return made


def _edit(workspace: Workspace, table: str, number: int) -> Ops:
    ids = [*workspace.rows(table)]
    row = workspace.rows(table)[ids[number * 7919 % len(ids)]]
    if table == "tasks":
        return edit(table, row, percent=(number * 7) % 101)
    if table == "risks":
        return edit(table, row, probability=1 + number % 5)
    return edit(table, row, finish=TODAY + timedelta(days=number))


def _followed(figures: Figures, after: Workspace, ops: Ops) -> tuple[float, Figures]:
    def follow() -> Figures:
        following = figures.next(after, touched(ops), TODAY)
        causes(following)
        return following

    return timed(follow)


if __name__ == "__main__":
    main(sys.argv[1:])
