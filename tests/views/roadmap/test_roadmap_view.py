"""This file tests the roadmap: which rows it has, what their bars and cells say."""

from datetime import date
from typing import Any

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException, WorkingCalendar
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
