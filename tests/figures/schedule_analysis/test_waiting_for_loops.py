"""This file tests which tasks wait for a loop in another project."""

from pmtui.figures.schedule_analysis.dependency_loops import has_loops, loop_of, waiting_for_loops
from tests.conftest import TODAY, Parts, a_link, a_project, a_task, figures_of, id_of


def a_loop() -> tuple[Parts, ...]:
    """Two tasks that wait for each other, one behind them, and one apart."""
    return (
        a_project("P-1", start=TODAY),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
        a_task("T-3", after="T-2"),
        a_task("T-4"),
        a_project("P-2", start=TODAY),
    )


def test_who_waits_for_a_loop_elsewhere_or_for_what_stands_behind_it_is_told() -> None:
    waiting = [a_task(f"T-2{number}", project="P-2", after=f"T-{number}") for number in range(1, 5)]
    figures = figures_of(*a_loop(), *waiting)
    told = list(waiting_for_loops(figures, id_of("P-2")))
    assert [link.successor for link, _ in told] == [id_of("T-21"), id_of("T-22"), id_of("T-23")]
    assert all(loop == loop_of(figures, id_of("P-1")) for _, loop in told)
    assert has_loops(figures)
    assert loop_of(figures, id_of("P-2")) == ()


def test_what_was_put_away_waits_for_no_loop() -> None:
    figures = figures_of(*a_loop(), a_task("T-21", project="P-2", after="T-1", archived=True))
    assert list(waiting_for_loops(figures, id_of("P-2"))) == []


def test_nobody_waits_where_there_is_no_loop() -> None:
    figures = figures_of(
        a_project("P-1", start=TODAY), a_task("T-1"),
        a_project("P-2", start=TODAY), a_task("T-21", project="P-2"),
        a_link("T-1", "T-21", component=id_of("P-2")),
    )  # fmt: skip
    assert list(waiting_for_loops(figures, id_of("P-2"))) == []
    assert not has_loops(figures)
