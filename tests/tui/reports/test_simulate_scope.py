"""This file tests simulating on the screen: beside it, kept at the end, stopped if asked again."""

from collections.abc import Callable
from threading import Event

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.simulated.scope_answer import ScopeAnswer
from pmtui.figures.simulated.simulated_scope import simulated_scope
from pmtui.model.odds.estimates import Simulation
from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.reports import simulate_scope
from tests.conftest import a_project, a_task, a_workspace
from tests.figures.simulated.test_scope_odds import MONDAY, estimate
from tests.tui.stage import Stage, Start, started

PROJECT = Start(view="money", scope="P-1", size=(120, 36))


@pytest.fixture(autouse=True)
def few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate_scope, "_RUNS", 200)


def a_plan() -> Workspace:
    return a_workspace(
        a_project("P-1", start=MONDAY), a_task("T-1", duration=2400), estimate("T-1", 4, 5, 9)
    )


def kept(stage: Stage) -> list[Simulation]:
    return [*stage.workspace.rows_of(Simulation).values()]


async def simulate(stage: Stage) -> None:
    await stage.press("colon")
    await stage.type("simulate\n")


async def test_what_it_comes_to_is_kept_and_one_undo_takes_it_back() -> None:
    async with started(a_plan(), PROJECT) as stage:
        await simulate(stage)
        await stage.until(lambda: bool(kept(stage)))
        (row,) = kept(stage)
        assert (row.runs, row.seed) == (200, 1)
        assert f"kept: done by {row.p80} in four of five runs" in stage.foot
        await stage.press("u")
        await stage.until(lambda: not kept(stage))


async def test_its_charts_show_it_once_it_is_kept() -> None:
    async with started(a_plan(), PROJECT) as stage:
        await stage.press(*["right_square_bracket"] * 4)
        assert ":simulate takes the scope through its runs" in stage.text
        await simulate(stage)
        await stage.until_shown("odds of the finish, SI-1 current")


async def test_asked_for_again_it_stops_and_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, goes_on, ended = Event(), Event(), Event()

    def slow(
        figures: Figures,
        scope: int,
        *,
        runs: int,
        seed: int,
        progress: Callable[[int, int], bool],
    ) -> ScopeAnswer:
        begun.set()
        goes_on.wait(10)
        try:
            return simulated_scope(figures, scope, runs=runs, seed=seed, progress=progress)
        finally:
            ended.set()

    monkeypatch.setattr(simulate_scope, "simulated_scope", slow)
    async with started(a_plan(), PROJECT) as stage:
        await simulate(stage)
        await stage.until(begun.is_set)
        assert ":simulate again stops it" in stage.foot
        await simulate(stage)
        assert "the simulation is stopped; nothing was kept" in stage.foot
        goes_on.set()
        await stage.until(ended.is_set)
        assert not kept(stage)


async def test_of_a_plan_that_changes_meanwhile_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, goes_on = Event(), Event()

    def slow(figures: Figures, scope: int, **more: int) -> ScopeAnswer:
        begun.set()
        goes_on.wait(10)
        return simulated_scope(figures, scope, runs=more["runs"], seed=more["seed"])

    monkeypatch.setattr(simulate_scope, "simulated_scope", slow)
    async with started(a_plan(), Start(view="board", scope="P-1")) as stage:
        await simulate(stage)
        await stage.until(begun.is_set)
        await stage.press("a")
        await stage.type("One more\n")
        await stage.until(lambda: len(stage.workspace.tasks) == 2)
        goes_on.set()
        await stage.until_shown("the plan has changed meanwhile")
        assert not kept(stage)


async def test_why_it_cannot_be_simulated_is_said_in_one_line() -> None:
    plan = a_workspace(a_project("P-1", start=MONDAY), a_task("T-1", duration=2400))
    async with started(plan, PROJECT) as stage:
        await simulate(stage)
        await stage.until_shown("nothing here is uncertain")
        assert not kept(stage)
