"""This file makes the reports that their forms are tried on."""

from datetime import timedelta
from functools import cache

from pmtui.demo import sample_workspace
from pmtui.figures.reports.comparison import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create, edit
from pmtui.model.governance.checkins import CheckIn
from pmtui.views.reports.content import ReportContent
from pmtui.views.reports.draft import draft
from tests.conftest import TODAY, a_project, a_risk, a_task, a_workspace, id_of

HOSTILE = (
    "<script>alert(1)</script> & \"quotes\" 'single' <img src=http://x.test/a> **bold** _it_ "
    "[a](http://x.test) | pipe `code` \x1b[31m \u202e https://x.test www.x.test # 1. ~~gone~~"
)
"""A title that would like to be obeyed by browsers, terminals and readers of Markdown."""


@cache
def sample_report(key: str = "PG-1") -> ReportContent:
    """The report of a part of the sample, three weeks after it was last looked at."""
    workspace = sample_workspace()
    match = workspace.by_key(key)
    scope = match[1].id if match is not None else 0
    then = Figures(workspace, TODAY - timedelta(days=21))
    return draft(compared(then, Figures(workspace, TODAY), scope))


@cache
def crowded_report(key: str = "PG-1") -> ReportContent:
    """The report of a part of the sample of which everything there is to say has much to say."""
    before = sample_workspace()
    match = before.by_key(key)
    scope = match[1].id if match is not None else 0
    text = (
        "The supplier is late by two weeks, and the team waits for an answer of the board to go on."
    )
    checkins = (
        CheckIn(
            id=1_000_000 + at, key=f"CI-{at}", component=component, text=text, rag="A",
            needs="\n".join(f"need {number} of the team" for number in range(9)),
            next_steps="\n".join(f"step {number}" for number in range(9)), at=TODAY,
        )
        for at, component in enumerate(before.components)
    )  # fmt: skip
    slips = [
        op
        for task in before.tasks.values()
        if task.due is not None
        for op in edit("tasks", task, due=task.due + timedelta(days=30))
    ]
    after = apply(before, (*(create("checkins", row) for row in checkins), *slips))
    then = Figures(before, TODAY - timedelta(days=21))
    return draft(compared(then, Figures(after, TODAY), scope))


def hostile_report() -> ReportContent:
    """The report of a project in which every text is hostile."""
    workspace = a_workspace(
        a_project("P-1", name=HOSTILE),
        a_task("M-1", HOSTILE, days=0, due=TODAY + timedelta(days=3)),
        a_task("T-1", HOSTILE, days=5),
        a_risk("R-1", 5, 5, title=HOSTILE),
    )
    figures = Figures(workspace, TODAY)
    return draft(compared(figures, figures, id_of("P-1")))
