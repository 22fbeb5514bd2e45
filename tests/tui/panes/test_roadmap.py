"""This file tests the roadmap: bars move, get longer, are linked and arranged by key."""

from datetime import date, timedelta

from pmtui.figures.planning.plans import plans_of
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.panes.roadmap import RoadmapPane
from tests.conftest import TODAY, a_component, a_person, a_project, a_task, a_workspace, id_of
from tests.figures.planning.test_in_turns import long_plan
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, found, started

DAY = 480
ROADMAP = Start(view="roadmap", size=(160, 30))


def a_plan() -> Workspace:
    """A program of two projects: a chain with a milestone, and what waits for it."""
    return a_workspace(
        a_component("PG-1", name="Website"),
        a_project("P-1", "PG-1", board=False, name="Build", start=TODAY),
        a_project("P-2", "PG-1", board=False, name="Campaign", start=TODAY),
        a_person("H-1", "Ann Ames", logins=("ann",)),
        a_task("T-1", "Phase one", outline_rank="b"),
        a_task("T-2", "Model", under="T-1", duration=2 * DAY, outline_rank="b", owner=id_of("H-1")),
        a_task("T-3", "Forms", under="T-1", duration=3 * DAY, after="T-2", outline_rank="d"),
        a_task("T-4", "Texts", duration=DAY, outline_rank="d"),
        a_task("M-1", "Launch", after="T-3", outline_rank="f"),
        a_task("T-20", "Film", project="P-2", duration=DAY, after="M-1"),
    )


def pane(stage: Stage) -> RoadmapPane:
    """The roadmap."""
    found_pane = stage.main.pane
    assert isinstance(found_pane, RoadmapPane)
    return found_pane


async def test_key_3_shows_the_bars_and_says_what_holds_the_one_under_the_cursor() -> None:
    async with started(a_plan(), Start(size=(160, 30))) as stage:
        await stage.press("3", "j", "j")
        assert "▓" in found(stage.lines, "Forms")
        assert "driven by T-2" in stage.text
        assert "drives M-1" in stage.text
        assert "H L move" in stage.foot


async def test_a_bar_that_moves_nothing_else_moves_at_once() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-4")
        await stage.press("L")
        assert stage.task("T-4").constraint == "SNET"
        assert stage.task("T-4").constraint_date == date(2026, 11, 24)
        assert stage.cursor == "T-4"
        await stage.press("u")
        await stage.until(lambda: stage.task("T-4").constraint == "")


async def test_what_an_edit_moves_is_shown_first_and_enter_keeps_it() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-2")
        await stage.press(")")
        assert "moves 3 tasks, 1 contract, project finish +3 d" in stage.foot
        assert "Enter keep" in stage.foot
        assert stage.task("T-2").duration == 2 * DAY
        await stage.press("enter")
        assert stage.task("T-2").duration == 3 * DAY
        await stage.press("(", "escape")
        assert "left as it was" in stage.foot
        assert stage.task("T-2").duration == 3 * DAY


async def test_time_is_walked_and_zoomed() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        opened = stage.text
        await stage.press("O")
        before = stage.text
        assert before != opened
        await stage.press("l")
        assert stage.text != before
        await stage.press("O")
        assert stage.text == before
        await stage.press("underscore")
        assert "weeks" in stage.text
        await stage.press("plus")
        assert "days" in stage.text


def dates_of(stage: Stage) -> str:
    """The upper line of dates, with the zoom before it."""
    return stage.lines[1].split("▕")[-1].split("▏")[0]


def zoom_of(stage: Stage) -> str:
    """The name of the zoom."""
    return dates_of(stage).split("│")[0].split()[-1]


async def test_the_roadmap_opens_on_today_with_all_that_is_open_in_sight() -> None:
    for size in ((80, 24), (120, 36), (160, 45)):
        async with started(a_plan(), Start(view="roadmap", size=size)) as stage:
            axis = stage.pane.gantt.axis  # type: ignore[attr-defined]
            bars = [stage.pane.gantt._bars.bar_of(one) for one in stage.pane.walk()[0]]  # type: ignore[attr-defined]
            assert axis.origin < moment(TODAY, None) < axis.end
            assert all(axis.origin <= bar.start and bar.finish <= axis.end for bar in bars)


async def test_zoom_and_place_are_kept_over_edits_other_views_and_scopes() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.press("underscore", "l")
        chosen = dates_of(stage)
        await stage.press("s", "p", "2")
        assert dates_of(stage) == chosen
        await stage.press("2", "3")
        assert dates_of(stage) == chosen
        zoom = zoom_of(stage)
        await stage.press("tab", "k", "tab")
        assert zoom_of(stage) == zoom == "weeks"
        await stage.press("O", "tab", "j", "tab")
        assert zoom_of(stage) != zoom


async def test_an_edit_that_makes_the_plan_longer_moves_nothing_in_time() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-4")
        shown, finish = dates_of(stage), stage.task("T-4").duration
        await stage.press(*["right_parenthesis"] * 3, "enter")
        assert stage.task("T-4").duration != finish
        assert dates_of(stage) == shown


async def test_a_bar_moves_by_the_step_of_the_zoom() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-4")
        await stage.press("underscore", "L", "enter")
        assert stage.task("T-4").constraint_date == date(2026, 11, 30)


async def test_links_are_walked_into_another_project() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-2")
        await stage.press("right_curly_bracket")
        assert stage.cursor == "T-3"
        await stage.press("right_curly_bracket", "right_curly_bracket")
        assert stage.cursor == "T-20"
        await stage.press("right_curly_bracket")
        assert "nothing waits for it" in stage.foot
        await stage.press("left_curly_bracket")
        assert stage.cursor == "M-1"


async def test_one_of_several_links_is_chosen_by_its_number() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("M-1")
        await stage.press("w")
        await stage.type("T-4 FS+1d\n")
        assert "2 T-4 FS+1d" not in stage.foot
        await stage.press("left_curly_bracket")
        assert "it waits for" in stage.foot
        await stage.press("2")
        assert stage.cursor == "T-4"


async def test_a_circle_is_refused_with_its_way() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-2")
        await stage.press("w")
        await stage.type("M-1\n")
        assert "closes a loop" in stage.text
        assert len(stage.workspace.links) == 3


async def test_rows_fold_and_are_arranged() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-3")
        await stage.press("z")
        assert stage.cursor == "T-1"
        assert not any("Forms" in line.split("▏")[0] for line in stage.lines)
        await stage.press("z")
        await stage.follow("T-4")
        await stage.press("greater_than_sign")
        if "Enter keep" in stage.foot:
            await stage.press("enter")
        assert stage.task("T-4").parent == id_of("T-1")
        await stage.press("K")
        assert stage.pane.target is not None
        assert stage.task("T-4").outline_rank < stage.task("T-3").outline_rank
        await stage.press("less_than_sign")
        if "Enter keep" in stage.foot:
            await stage.press("enter")
        assert stage.task("T-4").parent == 0


async def test_what_an_edit_would_move_is_raised_as_an_issue_instead() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-2")
        before = stage.task("T-2")
        await stage.press(")")
        assert "x as issue" in stage.foot
        await stage.press("x")
        (issue,) = stage.session.workspace.rows("issues").values()
        assert issue.component == id_of("P-1")
        assert str(getattr(issue, "title", "")).startswith("T-2 Model: ")
        assert "change length moves 3 tasks" in str(getattr(issue, "title", ""))
        assert stage.task("T-2") == before


async def test_a_task_is_completed_with_its_actual_dates() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-4")
        await stage.press("c")
        task = stage.task("T-4")
        assert (task.percent, task.actual_start, task.actual_finish) == (100, TODAY, TODAY)
        assert "✓" in found(stage.lines, " Texts  ")


async def test_rows_stand_in_lanes_and_are_not_arranged_then() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.press("P")
        assert "Ann Ames" in stage.text
        await stage.follow("T-4")
        await stage.press("J")
        assert "rows stand by owner lanes" in stage.foot


async def test_a_row_explains_its_planned_dates_and_what_is_due_beside_them() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-4")
        await stage.press("equals_sign")
        assert "planned finish" in stage.text
        assert "due as agreed" in stage.text


async def test_s_sorts_and_comes_back_to_the_outline() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.press("S")
        assert "sorted by start" in stage.foot
        await stage.press(*("S",) * 9)
        assert "sorted by percent-" in stage.foot
        await stage.press("S")
        assert "in the order of the outline" in stage.foot
        assert "Phase one" in stage.text


async def test_a_program_shows_its_projects_and_contracts() -> None:
    async with started(a_plan(), Start(view="roadmap", scope="PG-1", size=(160, 30))) as stage:
        assert "Contracts" in stage.text
        assert "M-1 → T-20" in stage.text
        await stage.press("Z")
        assert "Forms" in stage.text


async def test_a_contract_opens_like_everything_else_and_is_called_by_its_ends() -> None:
    async with started(a_plan(), Start(view="roadmap", scope="PG-1", size=(160, 30))) as stage:
        (link,) = (one for one in stage.workspace.links.values() if one.successor == id_of("T-20"))
        assert stage.pane.follow(link.id)
        await stage.press("enter")
        assert "M-1 Launch → T-20 Film" in stage.text
        assert "Fields ─" in stage.text


async def test_a_new_task_comes_under_the_same_summary() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-3")
        await stage.press("a")
        await stage.type("Fields est:2d\n")
        assert stage.titled("tasks", "Fields").parent == id_of("T-1")  # type: ignore[attr-defined]


async def test_the_lines_of_links_are_drawn_on_demand() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        await stage.follow("T-3")
        assert "▸▓" not in stage.text
        await stage.press("vertical_line")
        assert pane(stage).gantt.shows_ties
        assert "┐" in found(stage.lines, "Model")
        await stage.press("vertical_line")
        assert "┐" not in found(stage.lines, "Model")


async def test_an_empty_project_names_the_next_key() -> None:
    empty = a_workspace(a_project("P-1", board=False))
    async with started(empty, ROADMAP) as stage:
        assert "add a task with a" in stage.text
        await stage.press("L", "right_curly_bracket", "z", "vertical_line", "b")
        assert stage.workspace.revision == 1


async def test_the_points_of_quality_lead_to_who_does_not_keep_them() -> None:
    async with started(a_plan(), ROADMAP) as stage:
        assert "quality" in stage.lines[1]
        await stage.press("right_square_bracket")
        assert "Enter open" in stage.foot
        assert "length" not in stage.foot
        assert "14 points" in stage.foot
        await stage.press("plus")
        assert "] goes there" in stage.foot
        assert "Missing logic" in stage.text
        await stage.press("enter")
        assert "Enter goes to one" in stage.foot
        await stage.follow("T-4")
        await stage.press("enter")
        assert stage.cursor == "T-4"
        assert "Texts" in stage.text


async def test_a_long_plan_is_worked_out_beside_the_screen() -> None:
    async with started(long_plan(), ROADMAP) as stage:
        await stage.until(lambda: plans_of(stage.session.figures).owed() is None)
        await stage.settle()
        assert "2500 tasks" in stage.foot
        assert "23 Nov" in found(stage.lines, "T-1")
        await stage.follow("T-1")
        await stage.press(")", "enter")
        await stage.until(lambda: plans_of(stage.session.figures).owed() is None)
        assert stage.task("T-1").duration not in {None, DAY}


async def test_a_plan_that_leaves_work_in_the_past_says_so_till_it_is_rescheduled() -> None:
    start = TODAY - timedelta(days=14)
    workspace = a_workspace(
        a_project("P-1", board=False, name="Build", start=start),
        a_task("T-1", "Model", duration=2 * DAY),
        a_task("T-2", "Forms", duration=2 * DAY, after="T-1"),
    )
    async with started(workspace, Start(view="roadmap", size=(120, 36))) as stage:
        assert "P-1: 2 unfinished tasks lie before" in stage.text
        assert "M reschedules them" in stage.text
        await stage.follow("T-1")
        await stage.press("M")
        await stage.press("enter")
        project = id_of("P-1")
        await stage.until(
            lambda: stage.workspace.components[project].unfinished_work == "from_status_date"
        )
        await stage.until(lambda: "unfinished tasks" not in stage.text)
        assert "not before the status date" in stage.text
        await stage.press("u")
        await stage.until_shown("2 unfinished tasks lie before")


async def test_the_lens_is_turned_over_the_points_of_the_schedule() -> None:
    async with started(a_portfolio(), Start(view="roadmap", size=(80, 24))) as stage:
        await stage.press("right_square_bracket", "j", "Z", "Z")
        assert "lens" in stage.foot
        assert stage.app.is_running
