"""This file tests that a forecast is drawn beside a screen, and once for the same past."""

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.flow_figures import past_of
from pmtui.figures.work.flow_forecast import forecast
from pmtui.figures.work.kept_forecasts import forecast_of, is_drawn
from pmtui.model.changes.ops import edit
from tests.conftest import TODAY, figures_after, id_of
from tests.figures.work.test_flow_figures import a_board


def waiting() -> Figures:
    """A sheet of somebody who waits at a screen."""
    return Figures(a_board().workspace, TODAY, in_turns=True)


def test_where_nobody_waits_it_is_drawn_at_once() -> None:
    figures = a_board()
    past = past_of(figures, id_of("PG-1"))
    assert is_drawn(figures, past)
    assert forecast_of(figures, past) == forecast(past.daily, past.left)


def test_at_a_screen_it_is_left_to_a_thread_and_taken_over() -> None:
    figures = waiting()
    past = past_of(figures, id_of("PG-1"))
    assert figures.rest() is None
    assert not is_drawn(figures, past)
    rest = figures.rest()
    assert rest is not None
    rest.work_out()
    figures.take_over(rest)
    assert is_drawn(figures, past)
    assert figures.rest() is None
    assert forecast_of(figures, past) == forecast(past.daily, past.left)


def test_an_edit_that_changes_none_of_what_it_is_drawn_from_leaves_it() -> None:
    figures = a_board()
    past = past_of(figures, id_of("PG-1"))
    is_drawn(figures, past)
    task = figures.workspace.tasks[id_of("T-6")]
    later = figures_after(figures, *edit("tasks", task, title="Other"))
    assert past_of(later, id_of("PG-1")) == past
    assert forecast_of(later, past) == forecast_of(figures, past)


def test_a_board_on_which_nothing_is_left_is_never_drawn_for() -> None:
    figures = waiting()
    past = past_of(figures, id_of("PG-1"))._replace(left=0)
    assert is_drawn(figures, past)
    assert figures.rest() is None


def test_how_many_are_done_by_a_day_grows_and_is_surer_of_fewer() -> None:
    drawn = forecast((0, 1, 2, 0, 1), 20)
    assert drawn is not None
    days = [step.days for step in drawn.done]
    assert days == sorted(set(days))
    for before, after in zip(drawn.done, drawn.done[1:], strict=False):
        assert before.half <= after.half
        assert before.sure <= after.sure
    assert all(step.sure <= step.half <= 20 for step in drawn.done)
    all_done = next(step for step in drawn.done if step.sure == 20)
    by = drawn.days_at(85)
    assert by is not None
    assert by <= all_done.days
