"""This file tests the law of dates: finish less base is the slip, on every level, at every door."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.actions.core.action import Refused, Situation, Target
from pmtui.actions.schedule.baselines import ACTIONS
from pmtui.figures.schedule_analysis.baseline_pictures import moved_tasks, picture_now
from pmtui.figures.schedule_analysis.variance import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, edit, touched
from pmtui.model.entities.entity import Entity
from pmtui.model.ids import IdSource
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.fields.catalogue import resolve_field
from pmtui.views.registers.plain_data import component_figures
from pmtui.views.schedule.baseline_variance import variance_view
from tests.conftest import TODAY, a_component, a_link, a_project, a_task, a_workspace, id_of
from tests.figures.attention.needs import needs_in

DAY = 480
PROJECTS = ("P-1", "P-2", "P-3")
DAYS = st.none() | st.integers(-40, 60).map(lambda days: TODAY + timedelta(days=days))
BASELINE = next(one for one in ACTIONS if one.id == "baseline.take")


@st.composite
def stores(draw: st.DrawFn) -> Workspace:
    """A program with projects, in some of which something is planned."""
    rows: list[Entity | tuple[Entity, ...]] = [
        a_component("PF-1"),
        a_component("PG-1", "PF-1", baseline_finish=draw(DAYS), finish=draw(DAYS)),
    ]
    for one in PROJECTS:
        above = draw(st.sampled_from(["PF-1", "PG-1"]))
        dates: dict[str, Any] = {
            name: draw(DAYS) for name in ("start", "finish", "baseline_finish")
        }
        state = draw(st.sampled_from(["executing", "executing", "closed"]))
        rows.append(a_project(one, above, state=state, **dates))
    for number in range(draw(st.integers(0, 7))):
        fields: dict[str, Any] = {"duration": DAY * draw(st.integers(0, 12)), "due": draw(DAYS)}
        if draw(st.booleans()):
            fields |= {
                "constraint": draw(st.sampled_from(["MSO", "FNLT", "SNET"])),
                "constraint_date": TODAY + timedelta(days=draw(st.integers(-20, 20))),
            }
        percent: int = draw(st.sampled_from([0, 0, 50, 100]))
        project = draw(st.sampled_from(PROJECTS))
        rows.append(a_task(f"T-{number}", project=project, percent=percent, **fields))
        if number and draw(st.booleans()):
            rows.append(a_link(f"T-{number - 1}", f"T-{number}"))
    return a_workspace(*rows)


@st.composite
def edits(draw: st.DrawFn, workspace: Workspace) -> Ops:
    """One edit of a task or a component."""
    tasks, components = sorted(workspace.tasks), sorted(workspace.components)
    if draw(st.booleans()) and tasks:
        task = workspace.tasks[draw(st.sampled_from(tasks))]
        change = draw(
            st.sampled_from(["duration", "due", "percent", "component", "archived", "finish"])
        )
        values: dict[str, Any] = {
            "duration": DAY * draw(st.integers(0, 30)),
            "due": draw(DAYS),
            "percent": draw(st.sampled_from([0, 100])),
            "component": id_of(draw(st.sampled_from(PROJECTS))),
            "archived": not task.archived,
            "finish": draw(DAYS),
        }
        return edit("tasks", task, **{change: values[change]})
    component = workspace.components[draw(st.sampled_from(components))]
    name = draw(st.sampled_from(["finish", "baseline_finish", "start"]))
    return edit("components", component, **{name: draw(DAYS)})


def after(figures: Figures, ops: Ops) -> Figures:
    """The figures carried on over an edit."""
    return figures.next(apply(figures.workspace, ops), touched(ops), TODAY)


def obeys(figures: Figures) -> None:
    """Every door shows the same dates, and the days between them are what lies between them."""
    for one, row in figures.workspace.components.items():
        dates = figures.rollup(one).dates
        assert dates.slip == _days(dates.planned, dates.baseline)
        assert dates.margin == _days(dates.promised, dates.planned)
        shown = component_figures(figures, one)
        assert shown["finish"] == (dates.planned.isoformat() if dates.planned else None)
        assert (shown["slip_days"], shown["margin"]) == (dates.slip, dates.margin)
        for name, value in (
            ("finish", dates.planned),
            ("expected_finish", dates.planned),
            ("baseline_finish", dates.baseline),
            ("slip", dates.slip),
            ("margin", dates.margin),
        ):
            assert resolve_field("components", name).read(figures)(row) == value
        below = [figures.rollup(each).dates for each in figures.live_children(one)]
        worst = [each.slip for each in below] + [each.worst_below for each in below]
        known = [each for each in worst if each is not None]
        assert dates.worst_below == max(known, default=None)
        if row.baseline_finish is not None:
            assert dates.baseline == row.baseline_finish


def _days(later: date | None, earlier: date | None) -> int | None:
    return None if later is None or earlier is None else (later - earlier).days


@given(stores(), st.data())
@settings(deadline=None)
def test_finish_less_base_is_the_slip_whatever_is_edited(
    workspace: Workspace, data: st.DataObject
) -> None:
    figures = Figures(workspace, TODAY)
    obeys(figures)
    for _ in range(3):
        figures = after(figures, data.draw(edits(figures.workspace)))
        obeys(figures)
        fresh = Figures(figures.workspace, TODAY)
        for one in (0, *figures.workspace.components):
            assert figures.rollup(one) == fresh.rollup(one)
            assert figures.health(one) == fresh.health(one)
            assert figures.work(one) == fresh.work(one)


@given(stores())
@settings(deadline=None)
def test_right_after_a_baseline_nothing_slips(workspace: Workspace) -> None:
    ids = IdSource(lambda: 1_800_000_000_000, 1)
    figures = Figures(workspace, TODAY)
    situation = Situation(
        workspace, TODAY, ids.draw, (Target("components", id_of("PF-1")),), sheet=figures
    )
    assert BASELINE.propose is not None
    try:
        ops = BASELINE.propose(situation, {"label": "Board"}).ops
    except Refused:  # nothing has dates to freeze
        return
    carried = after(figures, ops)
    for op in ops:
        if op.table == "components" and op.field == "baseline_finish":
            assert carried.rollup(op.id).slip == 0
    taken = {op.new["component"] for op in ops if op.op == "create" and op.table == "baselines"}
    assert all(carried.rollup(one).slip in {0, None} for one in taken)


def late_plan() -> Figures:
    """A project whose plan misses the days agreed in it."""
    return Figures(
        a_workspace(
            a_project("P-1", reported_rag="G", start=date(2027, 3, 1)),
            a_task("T-1", "A", duration=10 * DAY, due=date(2027, 3, 5)),
            a_task("T-2", "B", duration=DAY, after="T-1"),
            a_task("M-1", "Hand over", due=date(2027, 3, 10), after="T-2"),
        ),
        TODAY,
    )


def test_a_plan_that_misses_agreed_days_is_not_green_and_needs_somebody() -> None:
    figures = late_plan()
    dates = figures.rollup(id_of("P-1")).dates
    assert (dates.promised, dates.margin, dates.missed) == (date(2027, 3, 10), -5, 2)
    assert figures.health(id_of("P-1")).computed == "A"
    found = [one.text for one in needs_in(figures, id_of("P-1"))]
    assert any("planned 5 d past its promised finish" in one for one in found)
    assert any("T-1 A: planned 5 working d past its due date" in one for one in found)


def test_a_due_date_in_the_middle_is_no_promise_for_the_end() -> None:
    figures = Figures(
        a_workspace(
            a_project("P-1", start=TODAY),
            a_task("M-1", "Half way", due=TODAY + timedelta(days=1)),
            a_task("T-1", duration=60 * DAY),
        ),
        TODAY,
    )
    assert figures.rollup(id_of("P-1")).dates.promised is None
    assert figures.health(id_of("P-1")).computed != "R"


def test_work_is_late_without_a_due_date_by_plan_pin_and_baseline() -> None:
    past = TODAY - timedelta(days=30)
    figures = Figures(
        a_workspace(
            a_project("P-1", start=past),
            a_project("P-2"),
            a_task("T-1", duration=DAY),
            a_task("T-2", project="P-2", duration=DAY, constraint="MSO", constraint_date=past),
            a_task("T-3", project="P-2", duration=DAY),
        ),
        TODAY,
    )
    assert [figures.is_overdue(id_of(key)) for key in ("T-1", "T-2", "T-3")] == [True, True, False]
    assert figures.rollup(0).work.overdue == 2


def test_a_project_past_its_promised_finish_is_named_once() -> None:
    past = TODAY - timedelta(days=20)
    figures = Figures(
        a_workspace(
            a_component("PG-1", reported_rag="R"),
            a_project("P-1", "PG-1", reported_rag="R", state="executing", finish=past),
            a_project("P-2", "PG-1", reported_rag="R", state="closed", finish=past),
        ),
        TODAY,
    )
    found = [one.text for one in needs_in(figures, id_of("PG-1"))]
    named = [one for one in found if "past its promised finish" in one]
    assert named == ["project P-1 is red (20 d past its promised finish)"]


def test_a_task_that_moved_to_another_project_is_told_as_moved() -> None:
    figures = Figures(
        a_workspace(
            a_project("P-1", start=TODAY),
            a_project("P-2", start=TODAY),
            a_task("T-1", duration=DAY),
            a_task("T-2", duration=9 * DAY),
        ),
        TODAY,
    )
    before = picture_now(figures, id_of("P-1"))
    task = figures.workspace.tasks[id_of("T-2")]
    moved = after(figures, edit("tasks", task, component=id_of("P-2")))
    now = picture_now(moved, id_of("P-1"))
    assert before is not None
    assert now is not None
    places = moved_tasks(moved.workspace, before, now)
    found = compared(before, now, places)
    assert places == {id_of("T-2"): id_of("P-2")}
    assert (found.count("moved_out"), found.count("removed")) == (1, 0)
    assert [one.task for one in found.gone_later] == [id_of("T-2")]
    view = variance_view(moved.workspace, found, TODAY)
    assert "without T-2, moved away" in [cell.text for cell in view.summary]
    assert "moved to P-2" in [cell.text for cell in view.table.row_of(id_of("T-2")).cells]
