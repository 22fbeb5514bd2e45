"""This file tests that choices are found beside a screen, and once for the same problem."""

from pmtui.figures.choosing.kept_selections import frontier_of, selection_of
from pmtui.figures.selection.problem import (
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    StartChoice,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import edit
from tests.conftest import TODAY, a_project, a_workspace, figures_after, id_of


def waiting() -> Figures:
    """A sheet of somebody who waits at a screen."""
    return Figures(a_workspace(a_project("P-1")), TODAY, in_turns=True)


def a_problem(count: int) -> SelectionProblem:
    """Costs and values that hardly differ by ratio, within a third of what all would take."""
    costs = [17 * at % 41 + 20 for at in range(count)]
    candidates = tuple(
        SelectionCandidate(f"P-{at}", "", (StartChoice(cost + 13 * at % 29, (cost,)),))
        for at, cost in enumerate(costs)
    )
    return SelectionProblem(candidates, (SelectionLimit("budget", sum(costs) // 3),))


def test_what_is_proved_at_once_is_there_and_leaves_nothing_to_a_thread() -> None:
    figures = waiting()
    selection, is_open = selection_of(figures, a_problem(3))
    assert (selection.status, is_open) == ("optimal", False)
    assert figures.rest() is None


def test_at_a_screen_what_takes_long_is_left_to_a_thread_and_taken_over() -> None:
    figures, problem = waiting(), a_problem(60)
    first, is_open = selection_of(figures, problem)
    assert is_open
    assert first.status == "feasible"
    assert selection_of(figures, problem) == (first, True)
    rest = figures.rest()
    assert rest is not None
    rest.work_out()
    figures.take_over(rest)
    selection, is_open = selection_of(figures, problem)
    assert not is_open
    assert selection.value >= first.value
    assert figures.rest() is None
    plain = Figures(figures.workspace, TODAY)
    assert selection_of(plain, problem) == (selection, False), "as where nobody waits"


def test_a_frontier_is_always_left_to_a_thread_at_a_screen() -> None:
    figures, problem = waiting(), a_problem(6)
    selection_of(figures, problem)
    assert frontier_of(figures, problem) is None
    rest = figures.rest()
    assert rest is not None
    rest.work_out()
    figures.take_over(rest)
    assert frontier_of(figures, problem) == frontier_of(Figures(figures.workspace, TODAY), problem)
    assert figures.rest() is None


def test_a_frontier_that_is_wanted_meanwhile_still_waits() -> None:
    figures, problem = waiting(), a_problem(60)
    selection_of(figures, problem)
    rest = figures.rest()
    assert rest is not None
    assert frontier_of(figures, problem) is None
    rest.work_out()
    figures.take_over(rest)
    assert frontier_of(figures, problem) is None
    assert figures.rest() is not None


def test_nothing_to_choose_from_has_an_empty_frontier() -> None:
    figures = waiting()
    assert frontier_of(figures, SelectionProblem((), (SelectionLimit("budget", 5),))) is not None
    assert selection_of(figures, SelectionProblem(()))[0].status == "optimal"
    assert figures.rest() is None


def test_an_edit_that_leaves_the_problem_leaves_its_answer() -> None:
    figures, problem = waiting(), a_problem(3)
    selection, _ = selection_of(figures, problem)
    row = figures.workspace.components[id_of("P-1")]
    after = figures_after(figures, *edit("components", row, name="Other"))
    assert selection_of(after, problem)[0] is selection
