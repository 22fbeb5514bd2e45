"""This file asks ten questions of who sees only the first screen of the demo's program."""

from pmtui.figures.attention.decisions_wanted import decisions_wanted
from pmtui.figures.attention.report_freshness import freshness
from pmtui.figures.attention.root_causes import causes
from pmtui.figures.attention.scope_position import approved, position
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.overview.upcoming_milestones import upcoming_milestones
from pmtui.views.wording.formatting import short_date
from tests.conftest import TODAY
from tests.test_samples import as_told
from tests.tui.stage import Start, started


def program(workspace: Workspace) -> int:
    return next(one.id for one in workspace.components.values() if one.name == "Website relaunch")


def answers(figures: Figures, scope: int) -> dict[str, list[str]]:
    """What the figures say, by what is asked."""
    workspace = figures.workspace
    worst, *_ = causes(figures, scope).items
    decisions = decisions_wanted(figures, scope)
    rollup, fresh = figures.rollup(scope), freshness(figures, scope)
    now, plan = position(figures, scope), approved(figures, scope)
    first = upcoming_milestones(figures, scope)[0]
    milestone = workspace.get(first.table, first.id)
    top = workspace.risks[rollup.risks.top]
    oldest = workspace.components[fresh.oldest]
    troubled = workspace.components[rollup.dates.worst_at]
    people = [workspace.people[one.whom].name for one in decisions if one.whom]
    rows = [workspace.get(one.table, one.id) for one in decisions]
    assert milestone is not None
    assert fresh.oldest_day is not None
    assert now.finish is not None
    assert plan.finish is not None
    assert now.percent is not None
    assert plan.percent is not None
    return {
        "what holds everything up, and why": [worst.need.text],
        "what it moves, and by how much": [one.text for one in worst.drags[:2]],
        "which decisions are waited for": [row.key for row in rows if row is not None],
        "from whom": people,
        "until when the next gate is decided": ["by 11 Dec"],
        "which risk leads": [f"{top.key} {top.title[:12]}", f"{rollup.risks.top_score} H"],
        "what comes next": [f"{short_date(first.day, TODAY)} {milestone.key}"],
        "which project is in trouble": [troubled.name],
        "how current the reports are": [
            f"{fresh.reported} of {fresh.total} reported",
            f"oldest {oldest.name} {(TODAY - fresh.oldest_day).days} d ago",
        ],
        "when it ends, and how far it is, against what was approved": [
            short_date(now.finish, TODAY), short_date(plan.finish, TODAY),
            f"{(now.finish - plan.finish).days} d late", f"{now.percent} %", f"{plan.percent} %",
        ],
    }  # fmt: skip


async def test_ten_questions_are_answered_on_the_first_screen_without_scrolling() -> None:
    workspace = as_told().workspace
    scope = program(workspace)
    async with started(workspace, Start(view="overview", scope="", login="ann")) as stage:
        await stage.press("tab", "j", "tab")
        await stage.rest()
        assert stage.main.trail.now.scope == scope
        told = answers(stage.session.figures, scope)
        assert len(told) == 10
        text = " ".join(" ".join(line.split("▕")[-1].split()) for line in stage.lines)
        missing = {
            asked: one for asked, found in told.items() for one in found
            if one.replace("Ann Weber", "you") not in text
        }  # fmt: skip
        assert missing == {}
        assert "Next 30 days" in stage.text
