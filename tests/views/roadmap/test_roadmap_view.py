"""This file tests the roadmap: which rows it has, what their bars and cells say."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.views.roadmap.roadmap_view import Roadmap, roadmap
from pmtui.views.roadmap.row_order import CONTRACTS
from pmtui.views.shapes.gantt_chart import Bar
from tests.conftest import TODAY, a_component, a_person, a_project, a_task, figures_of, id_of

DAY = 480
PROJECT = id_of("P-1")


def a_plan(**fields: Any) -> Figures:
    """A summary with two tasks in a row, a short task beside them, a milestone at the end."""
    return figures_of(
        a_project(start=TODAY, **fields),
        a_person("H-1", "Ann Ames"),
        a_task("T-1", "Build", outline_rank="b"),
        a_task(
            "T-2", under="T-1", duration=2 * DAY, percent=50, outline_rank="b", owner=id_of("H-1")
        ),
        a_task("T-3", under="T-1", duration=3 * DAY, after="T-2", outline_rank="d"),
        a_task("T-4", duration=DAY, outline_rank="d"),
        a_task("M-1", "Launch", after="T-3", outline_rank="f"),
    )


def keys(shown: Roadmap) -> list[str]:
    """The rows as keys, indented; lanes by their name."""
    found = []
    for one in shown.chart.ids:
        row = shown.chart.row_of(one)
        found.append(" " * row.depth + (row.cells[0].text or row.cells[1].text))
    return found


def bar(shown: Roadmap, key: str) -> Bar:
    """The bar of a row."""
    found = shown.chart.bar_of(id_of(key))
    assert found is not None, key
    return found


def cell(shown: Roadmap, key: str, column: str) -> str:
    """What a cell says."""
    at = [one.key for one in shown.chart.columns].index(column)
    return shown.chart.row_of(id_of(key)).cells[at].text


def strip(shown: Roadmap, key: str) -> str:
    """What is said of a row under the chart."""
    return "\n".join("  ".join(one.text for one in line) for line in shown.strip(id_of(key)))


def test_a_project_is_its_outline_and_folds() -> None:
    figures = a_plan()
    assert keys(roadmap(figures, PROJECT)) == ["T-1", " T-2", " T-3", "T-4", "M-1"]
    folded = roadmap(figures, PROJECT, closed={id_of("T-1")})
    assert keys(folded) == ["T-1", "T-4", "M-1"]
    assert folded.chart.row_of(id_of("T-1")).fold == "closed"


def test_a_filter_keeps_the_summaries_above_and_passes_folds_over() -> None:
    figures = a_plan()
    shown = roadmap(figures, PROJECT, ids=[id_of("T-3")], closed={id_of("T-1")})
    assert keys(shown) == ["T-1", " T-3"]
    assert (
        roadmap(figures, PROJECT, ids=[]).chart.empty == "no row matches the filter: Esc shows all"
    )


def test_a_bar_says_what_is_critical_done_and_how_far_it_floats() -> None:
    figures = a_plan()
    shown = roadmap(figures, PROJECT)
    assert bar(shown, "T-2").critical
    assert bar(shown, "T-2").percent == 50
    assert not bar(shown, "T-4").critical
    short = bar(shown, "T-4")
    assert short.float_end is not None
    assert short.float_end > short.finish
    assert short.marks == ()
    assert bar(shown, "M-1").shape == "milestone"
    summary = bar(shown, "T-1")
    assert (summary.shape, summary.percent) == ("summary", 20)
    assert summary.finish == bar(shown, "T-3").finish


def test_the_table_says_dates_slack_and_length() -> None:
    figures = a_plan()
    shown = roadmap(figures, PROJECT)
    assert cell(shown, "T-2", "start") == "23 Nov"
    assert cell(shown, "T-2", "finish") == "24 Nov"
    assert cell(shown, "T-2", "duration") == "2d"
    assert cell(shown, "T-2", "slack") == "0d"
    assert cell(shown, "T-4", "slack") == "4d"
    assert cell(shown, "T-2", "state") == "C"
    assert cell(shown, "T-1", "duration") == "5d"
    assert cell(shown, "M-1", "start") == ""
    assert "slip" not in [one.key for one in shown.chart.columns]


def test_the_strip_names_what_holds_and_what_is_held() -> None:
    figures = a_plan()
    shown = roadmap(figures, PROJECT)
    said = strip(shown, "T-3")
    assert "critical, slack 0d" in said
    assert "driven by T-2" in said
    assert "drives M-1" in said
    assert "starts with the plan" in strip(shown, "T-2")


def test_a_due_date_that_is_missed_is_marked_and_named_with_its_days() -> None:
    late = a_task("T-1", duration=DAY, due=date(2026, 11, 20))
    shown = roadmap(figures_of(a_project(start=TODAY), late), PROJECT)
    assert [(one.kind, one.tone) for one in bar(shown, "T-1").marks] == [("deadline", "bad")]
    assert cell(shown, "T-1", "slack") == "-1d"
    assert "due Fri 20 Nov is missed by 1d" in strip(shown, "T-1")


def test_a_baseline_stands_behind_its_bar_and_tells_the_slip() -> None:
    figures = figures_of(
        a_project(start=TODAY),
        a_task("T-1", duration=3 * DAY),
        Baseline(id=900, component=PROJECT, label="Approved", number=1, taken_at=TODAY),
        BaselineRow(id=901, task=id_of("T-1"), title="Task T-1", start=date(2026, 11, 19),
                    finish=date(2026, 11, 23), baseline=900,
                    component=PROJECT),
    )  # fmt: skip
    shown = roadmap(figures, PROJECT)
    ghost = bar(shown, "T-1").ghost
    assert ghost is not None
    assert ghost[0] < bar(shown, "T-1").start
    assert cell(shown, "T-1", "slip") == "+2d"
    assert "+2d against the baseline" in strip(shown, "T-1")


def test_tasks_stand_in_lanes_by_owner() -> None:
    figures = a_plan()
    shown = roadmap(figures, PROJECT, lanes="owner")
    assert keys(shown) == ["Ann Ames", " T-2", "nobody's", " T-3", " T-4", " M-1"]
    first = shown.chart.ids[0]
    assert shown.kind_of(first) == "lane"
    assert len(roadmap(figures, PROJECT, lanes="owner", closed={first}).chart.ids) == 5


def test_tasks_are_sorted_without_their_outline() -> None:
    figures = a_plan()
    late_first = roadmap(figures, PROJECT, sort="finish-")
    assert keys(late_first)[-2:] == ["T-2", "T-4"]


def test_a_loop_is_spelled_out_and_its_bars_are_dim() -> None:
    figures = figures_of(
        a_project(),
        a_task("T-1", after="T-2", start=TODAY, finish=date(2026, 11, 27)),
        a_task("T-2", after="T-1"),
    )
    shown = roadmap(figures, PROJECT)
    assert "P-1 has no sure dates: tasks wait for each other" in shown.problem
    assert bar(shown, "T-1").tone == "dim"
    assert bar(shown, "T-2").tone == "dim"


def a_program() -> Figures:
    """Two projects with a contract between them."""
    return figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=TODAY, baseline_finish=date(2026, 11, 24)),
        a_project("P-2", "PG-1", start=TODAY),
        a_task("T-1", duration=3 * DAY, outline_rank="b"),
        a_task("M-1", "Beta", after="T-1", outline_rank="d"),
        a_task("T-20", project="P-2", duration=DAY, after="M-1"),
    )


def test_a_program_shows_components_milestones_and_contracts() -> None:
    figures = a_program()
    shown = roadmap(figures, id_of("PG-1"), all_tasks=False)
    assert keys(shown)[:4] == ["PG-1", " P-1", "  M-1", " P-2"]
    assert shown.chart.ids[4] == CONTRACTS
    assert shown.kind_of(shown.chart.ids[5]) == "contract"
    assert cell(shown, "P-1", "slip") == "+1d"
    assert len(bar(shown, "P-1").marks) == 1
    assert shown.chart.span is not None
    everything = roadmap(figures, id_of("PG-1"))
    assert keys(everything) == ["PG-1", " P-1", "  T-1", "  M-1", " P-2", "  T-20"]
    assert keys(roadmap(figures, 0, closed={id_of("PG-1")})) == ["PG-1"]


def test_a_contract_says_when_it_comes_and_when_it_is_needed() -> None:
    figures = a_program()
    shown = roadmap(figures, id_of("PG-1"), all_tasks=False)
    contract = shown.chart.ids[5]
    text = "\n".join("  ".join(one.text for one in line) for line in shown.strip(contract))
    assert "M-1 Beta → T-20 Task T-20" in text
    assert "comes Wed 25 Nov" in text


def test_an_empty_project_says_what_to_press() -> None:
    shown = roadmap(figures_of(a_project()), PROJECT)
    assert shown.chart.span is None
    assert "add a task with a" in shown.chart.empty


def test_tasks_are_counted_as_everywhere_without_summaries() -> None:
    figures = a_plan()
    assert roadmap(figures, PROJECT).count_text == "4 tasks"
    assert roadmap(figures, PROJECT, ids=[id_of("T-3")]).count_text == "1 of 4 tasks"
    assert roadmap(figures, PROJECT, all_tasks=False).count_text == "1 milestone of 4 tasks"
    assert figures.rollup(PROJECT).work.tasks == 4


def test_days_off_are_those_of_the_calendar_of_the_scope() -> None:
    friday, saturday, holiday = (date(2026, 11, day).toordinal() for day in (27, 28, 25))
    hours = "09:00-17:00"
    calendar = WorkingCalendar(
        id=id_of("K-1"),
        key="K-1",
        name="Gulf",
        monday=hours,
        tuesday=hours,
        wednesday=hours,
        thursday=hours,
        sunday=hours,
    )
    off = CalendarException(
        id=id_of("K-2"), calendar=id_of("K-1"), first=date(2026, 11, 25), last=date(2026, 11, 25)
    )
    program = a_component("PG-1", name="Gulf program")
    project = a_project("P-1", "PG-1", calendar=id_of("K-1"))
    figures = figures_of(program, project, calendar, off, a_task("T-1"))
    works_on = roadmap(figures, PROJECT).chart.works_on
    assert [works_on(one) for one in (friday - 1, friday, saturday, holiday)] == [
        True, False, False, False,
    ]  # fmt: skip
    usual = roadmap(figures, id_of("PG-1")).chart.works_on
    assert [usual(one) for one in (friday, saturday, holiday)] == [True, False, True]


def test_a_contract_names_both_tasks_before_their_titles() -> None:
    figures = figures_of(
        a_component("PG-1", name="Program"),
        a_project("P-1", "PG-1", start=TODAY),
        a_project("P-2", "PG-1", start=TODAY),
        a_task("T-1", "Beta", duration=DAY),
        a_task("T-2", "Film", project="P-2", duration=DAY, after="T-1"),
    )
    shown = roadmap(figures, id_of("PG-1"), all_tasks=False)
    link = next(iter(figures.workspace.links))
    assert shown.chart.row_of(link).cells[1].text == "T-1 → T-2  Beta → Film"
    assert shown.chart.title_width >= len("T-1 → T-2  Beta → Film")


def told(shown: Roadmap, key: str) -> list[list[tuple[str, str]]]:
    """The text and tone of each cell of each line about a row."""
    return [[(cell.text, cell.tone) for cell in line] for line in shown.strip(id_of(key))]


def test_the_strip_of_a_component_tells_its_finish_its_slip_and_its_promise() -> None:
    shown = roadmap(a_program(), id_of("PG-1"))
    assert told(shown, "P-1")[1] == [
        ("planned Wed 25 Nov", "plain"), ("+1d against the baseline", "plain"),
    ]  # fmt: skip
    assert told(shown, "PG-1")[1][1] == ("+2d against the latest baseline below", "plain")
    assert told(shown, "P-2")[1] == [("planned Thu 26 Nov", "plain")]


@pytest.mark.parametrize(
    ("finish", "cell"),
    [
        (date(2026, 11, 24), ("promised Tue 24 Nov: 1 day too late", "bad")),
        (date(2026, 11, 25), None),
        (date(2026, 11, 27), ("promised Fri 27 Nov: 2 days in hand", "plain")),
    ],
)
def test_the_strip_tells_how_far_a_promise_is_from_the_plan(
    finish: date, cell: tuple[str, str] | None
) -> None:
    project = a_project("P-1", "PG-1", start=TODAY, finish=finish)
    figures = figures_of(a_component("PG-1"), project, a_task("T-1", duration=3 * DAY))
    shown = roadmap(figures, id_of("PG-1"))
    cells = [one for one in told(shown, "P-1")[1] if one[0].startswith("promised")]
    assert cells == ([] if cell is None else [cell])


def test_the_strip_of_a_component_says_what_keeps_it_from_being_planned() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
        a_task("T-3", project="P-2"),
    )
    shown = roadmap(figures, id_of("PG-1"))
    assert told(shown, "P-1")[-1][0][0].startswith("tasks wait for each other")
    assert not any("wait" in cell for line in told(shown, "P-2") for cell, _ in line)


def test_a_task_has_a_strip_though_its_row_is_left_out_and_what_is_gone_has_none() -> None:
    shown = roadmap(a_program(), id_of("PG-1"), all_tasks=False)
    assert id_of("T-1") not in shown.chart.ids
    assert told(shown, "T-1")[0][0] == ("T-1 Task T-1", "head")
    assert shown.strip(4711) == ()
    lanes = roadmap(a_plan(), PROJECT, lanes="owner")
    assert [[cell.text for cell in line] for line in lanes.strip(lanes.chart.ids[0])] == [
        ["Ann Ames"]
    ]


def test_only_a_task_is_tied_to_others() -> None:
    shown = roadmap(a_plan(), PROJECT)
    assert len(shown.chart.ties_of(id_of("T-3"))) == 2
    assert shown.chart.ties_of(4711) == ()
    program = roadmap(a_program(), id_of("PG-1"), all_tasks=False)
    assert program.chart.ties_of(id_of("P-1")) == ()
    assert program.chart.ties_of(program.chart.ids[5]) == ()


def test_what_is_counted_are_milestones_only_where_nothing_else_is_asked_for() -> None:
    def kind(**asked: Any) -> str:
        return roadmap(a_plan(), PROJECT, **asked).kind_shown

    assert kind() == "task"
    assert kind(all_tasks=False) == "milestone"
    assert kind(all_tasks=False, sort="finish") == "task"
    assert kind(all_tasks=False, lanes="owner") == "task"


def span_of(start: date, finish: date) -> tuple[date, date]:
    """The first and the last day of the chart of a project that starts and ends some day."""
    fields: dict[str, Any] = {"start": start, "finish": finish, "start_time": 0}
    task = a_task("T-1", finish_time=1440, **fields)
    span = roadmap(figures_of(a_project(), task), PROJECT).chart.span
    assert span is not None
    return moment_of(span[0]).date(), moment_of(span[1] - 1).date()


@pytest.mark.parametrize(
    ("start", "finish", "is_in"),
    [
        (-2, 2, True),
        (4, 7, True),  # four days long, and four days off
        (5, 8, False),
        (-4, -1, True),
        (-8, -5, True),
        (-9, -6, False),
    ],
)
def test_today_is_in_the_chart_where_it_is_no_farther_off_than_the_chart_is_long(
    start: int, finish: int, *, is_in: bool
) -> None:
    first, last = (TODAY + timedelta(days=days) for days in (start, finish))
    shown = span_of(first, last)
    if is_in:
        assert shown == (min(first, TODAY), max(last, TODAY))
    else:
        assert shown == (first, last)


def test_what_is_open_goes_from_the_first_open_start_or_today_to_the_last_finish() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=date(2026, 11, 2)),
        a_project("P-2", "PG-1"),
        a_project("P-3", "PG-1"),
        a_task("T-1", duration=DAY, percent=100),
        a_task("T-2", duration=DAY, constraint="SNET", constraint_date=date(2026, 11, 9)),
        a_task("T-3", project="P-2", duration=DAY),
    )
    charts = [roadmap(figures, id_of(scope)).chart for scope in ("PG-1", "P-1", "P-2", "P-3")]
    days = [tuple(moment_of(one).date().day for one in chart.open_span() or ()) for chart in charts]
    assert days == [(9, 23), (9, 9), (23, 23), ()]


def test_the_longest_title_is_measured_with_its_depth_and_the_sign_before_it() -> None:
    def width(*parts: Any) -> int:
        return roadmap(figures_of(a_project(start=TODAY), *parts), PROJECT).chart.title_width

    assert width(a_task("T-1", "abc")) == 5
    assert width(a_task("T-1", "abc"), a_task("T-2", "abcd", under="T-1")) == 7
    assert width() == 0
