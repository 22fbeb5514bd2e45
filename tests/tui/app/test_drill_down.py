"""This file tests where Enter goes from what needs somebody."""

from typing import Any

import pytest

from pmtui.demo import sample_workspace
from pmtui.figures.attention.counted_rows import counted_rows
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.panes.overview import OverviewPane
from tests.conftest import TODAY, a_component, a_project, a_task, a_workspace, id_of
from tests.tui.sample import a_portfolio, day
from tests.tui.stage import Stage, Start, started


def crowded() -> Workspace:
    """A program with a project whose work is late, and whose columns hold too much."""
    return a_workspace(
        a_component("PG-1", name="Works"),
        a_project("P-1", "PG-1", name="Bridge"),
        a_project("P-2", "PG-1", name="Quay"),
        *(a_task(f"T-{at}", f"Span {at}", column="Doing", due=day(at - 4)) for at in range(1, 8)),
        a_task("T-20", "Piles", project="P-2", column="Doing", due=day(-2)),
        a_task("T-21", "Deck", project="P-2", column="Ready", due=day(9)),
    )


def entries(stage: Stage) -> list[Any]:
    """What stands on the overview."""
    pane = stage.main.pane
    assert isinstance(pane, OverviewPane)
    return list(pane.sections._entries)


async def stand_on(stage: Stage, at: int) -> None:
    pane = stage.main.pane
    assert isinstance(pane, OverviewPane)
    pane.sections.move_to(at)
    await stage.settle()


@pytest.mark.parametrize("store", [crowded, a_portfolio])
async def test_enter_shows_exactly_the_rows_that_a_line_counts(store: Any) -> None:
    scope = "PG-1"
    async with started(store(), Start(view="overview", scope=scope, size=(120, 60))) as stage:
        found = [(at, one) for at, one in enumerate(entries(stage)) if one.topic]
        led = 0
        for at, entry in found:
            if entry.target[0] != "components":
                continue
            await stand_on(stage, at)
            table, ids = counted_rows(stage.session.figures, entry.topic, entry.target[1])
            await stage.press("enter")
            if len(ids) == 1:
                assert stage.main.in_detail
                assert stage.pane.target is not None
                assert stage.pane.target.id == ids[0]
                await stage.press("escape")
            elif ids:
                led += 1
                assert set(stage.main.showing.passing(table) or ()) == set(ids)
                assert stage.main.trail.now.query in stage.head
                await stage.press("escape")
                assert stage.main.trail.now.query == ""
                await stage.press("minus")
            else:
                await stage.press("minus" if not stage.main.in_detail else "escape")
            assert stage.main.trail.now.view == "overview"
            assert stage.main.trail.now.scope == id_of(scope)
        assert led or store is a_portfolio


def test_the_rows_of_a_need_are_as_many_as_it_says() -> None:
    workspace, day_of_sample = sample_workspace(), TODAY
    figures = Figures(workspace, day_of_sample)
    for one in figures.live_subtree(0):
        table, ids = counted_rows(figures, "many_late", one)
        assert (table, len(ids)) == ("tasks", figures.work(one).work.overdue)
        assert len(set(counted_rows(figures, "many_held", one)[1])) <= figures.work(one).work.open
