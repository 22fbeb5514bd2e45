"""This file tests that a figure of a component is kept until an edit may have changed it."""

from typing import Final

from pmtui.figures.sheet.declaration import Figure
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.model.changes.ops import Op, create, edit
from tests.conftest import a_policy, a_project, a_risk, a_task, figures_after, figures_of, id_of

FIRST, SECOND = id_of("P-1"), id_of("P-2")
_READS: Final = frozenset({"risks"})
_asked: list[int] = []


def _risks(figures: Figures, component: int) -> int:
    _asked.append(component)
    return len(figures.workspace.ids_by("risks", "component", component))


def _tasks(figures: Figures, component: int) -> int:
    _asked.append(component)
    return sum(figures.is_overdue(task.id) for task in figures.tasks_in(component))


def asked(figures: Figures, *components: int) -> list[int]:
    """For which components the figure is worked out when it is asked for of some."""
    _asked.clear()
    for component in components:
        kept_per_component(figures, component, _risks, _READS)
    return list(_asked)


def test_a_figure_is_worked_out_once_and_again_only_where_what_it_reads_was_edited() -> None:
    figures = figures_of(a_project("P-1"), a_project("P-2"), a_risk("R-1"), a_task("T-1"))
    assert asked(figures, FIRST, SECOND, FIRST) == [FIRST, SECOND]
    assert asked(figures, FIRST, SECOND) == []

    def after(*ops: Op) -> list[int]:
        return asked(figures_after(figures, *ops), FIRST, SECOND)

    workspace = figures.workspace
    assert after(*edit("risks", workspace.risks[id_of("R-1")], title="new")) == [FIRST]
    assert after(*edit("tasks", workspace.tasks[id_of("T-1")], title="new")) == []
    assert after(create("policy", a_policy())) == [FIRST, SECOND]


def test_a_figure_that_hangs_on_plans_is_worked_out_again_where_a_plan_may_have_moved() -> None:
    figures = figures_of(
        a_project("P-1"),
        a_project("P-2"),
        a_task("T-1", duration=480),
        a_task("T-2", project="P-2", duration=480, after="T-1"),
    )
    for component in (FIRST, SECOND):
        kept_per_component(figures, component, _tasks, PLANNED_FROM)
        figures.rollup(component)
    longer = edit("tasks", figures.workspace.tasks[id_of("T-1")], duration=960)
    after = figures_after(figures, *longer)
    _asked.clear()
    for component in (FIRST, SECOND):
        kept_per_component(after, component, _tasks, PLANNED_FROM)
    assert _asked == [FIRST, SECOND]


def test_the_heading_of_a_figure_is_its_short_name_else_its_id_in_words() -> None:
    def heading(short: str) -> str:
        return Figure(
            id="cost_to_go", table="tasks", title="", short=short, help="", kind="number", unit="",
            formula="", source="", undefined="", reads=frozenset(),
            read=lambda _figures: lambda _row: None, inputs=lambda _figures, _row: (),
        ).heading  # fmt: skip

    assert heading("") == "cost to go"
    assert heading("to go") == "to go"
