"""This file asks a body which projects to do on the screen, and reads its paper."""

from threading import Event
from typing import Any

import pytest

from pmtui.actions.choosing import recommending
from pmtui.model.choosing.decisions import Decision, ProjectChoice
from pmtui.model.governance.bodies import Body
from pmtui.model.rules.life_cycles import portfolio_status_of
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.decide.recommendation import Recommendation, recommendation
from tests.conftest import a_component, a_project, a_workspace, eur, id_of
from tests.tui.sample import counted
from tests.tui.stage import Start, started


def _portfolio() -> Workspace:
    body = Body(id=id_of("BD-1"), key="BD-1", component=id_of("PF-1"), name="Board")
    return counted(
        a_workspace(
            a_component("PF-1", name="Acme", budget=eur(10)),
            a_project("P-1", "PF-1", state="draft", budget=eur(6), benefits_baseline=eur(9)),
            a_project("P-2", "PF-1", state="draft", budget=eur(3), benefits_baseline=eur(5)),
            a_project("P-3", "PF-1", state="draft", budget=eur(5), benefits_baseline=eur(6)),
            body,
        )
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_key_asks_the_only_body_and_another_shows_its_paper(
    size: tuple[int, int],
) -> None:
    start = Start(view="decide", scope="PF-1", size=size)
    async with started(_portfolio(), start) as stage:
        await stage.press("exclamation_mark")
        await stage.press("enter")
        await stage.until_shown("asks BD-1 Board to select P-1, P-2")
        await stage.settle()
        (decision,) = stage.workspace.rows_of(Decision).values()
        assert (decision.body, decision.decided_at) == (id_of("BD-1"), None)
        places = [row.place for row in stage.workspace.rows_of(ProjectChoice).values()]
        assert places == ["in", "in", "out"]
        await stage.press("colon")
        await stage.type("choices\n")
        await stage.press("R")
        await stage.until_shown("To be decided")
        await stage.press("q")
        await stage.press("colon")
        await stage.type("decisions\n")
        await stage.press("Y")
        await stage.press("a")
        await stage.until_shown("P-1, P-2 selected; P-3 not")
        await stage.settle()
        components = stage.workspace.components
        statuses = [portfolio_status_of(components[id_of(f"P-{at}")]) for at in (1, 2, 3)]
        assert statuses == ["selected", "selected", "proposed"]
        await stage.press("u")
        await stage.settle()
        assert portfolio_status_of(stage.workspace.components[id_of("P-1")]) == "proposed"


async def test_the_best_set_and_the_frontier_come_from_beside_the_screen() -> None:
    start = Start(view="decide", scope="PF-1", size=(120, 36))
    async with started(_portfolio(), start) as stage:
        await stage.until_shown("optimal: worth 14 EUR for 9 EUR of 10 EUR")
        await stage.press("colon")
        await stage.type("frontier\n")
        await stage.until_shown("Worth by budget")
        await stage.rest()
        assert "are being looked for" not in stage.text
        assert "1 of 7 places" in stage.text


async def test_while_it_is_worked_out_the_screen_is_free_and_the_key_stops_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = Event(), Event()

    def slow(*asked: Any) -> Recommendation:
        begun.set()
        assert go_on.wait(20)
        return recommendation(*asked)

    monkeypatch.setattr(recommending, "recommendation", slow)
    start = Start(view="decide", scope="PF-1", size=(80, 24))
    async with started(_portfolio(), start) as stage:
        await stage.press("exclamation_mark")
        await stage.press("enter")
        await stage.until_shown("! again stops it")
        assert begun.wait(20)
        await stage.press("j")  # the screen is free
        await stage.press("exclamation_mark")
        await stage.until_shown("stopped; nothing was changed")
        go_on.set()
        await stage.settle()
        assert not stage.workspace.rows_of(Decision)
        await stage.press("exclamation_mark")
        await stage.press("enter")
        await stage.until_shown("asks BD-1 Board to select P-1, P-2")


async def test_what_was_worked_out_of_a_plan_that_has_changed_is_not_put_to_a_body(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = Event(), Event()

    def slow(*asked: Any) -> Recommendation:
        begun.set()
        assert go_on.wait(20)
        return recommendation(*asked)

    monkeypatch.setattr(recommending, "recommendation", slow)
    start = Start(view="decide", scope="PF-1", size=(80, 24))
    async with started(_portfolio(), start) as stage:
        await stage.press("exclamation_mark")
        await stage.press("enter")
        assert begun.wait(20)
        await stage.press("s", "b")
        await stage.answer("7")
        await stage.until(lambda: stage.workspace.components[id_of("P-2")].budget == eur(7))
        go_on.set()
        await stage.until_shown("the plan has changed meanwhile")
        assert not stage.workspace.rows_of(Decision)
