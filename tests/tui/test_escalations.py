"""This file tests escalating and answering on the screen: row, overview, log, command line."""

from typing import cast

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Target
from pmtui.model.changes.ops import Commit, apply, edit
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.risks import Risk
from pmtui.model.rules.life_cycles import waits_for_answer
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Author
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import TODAY, id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import DatedSession, Stage, Start, found, started


def waiting() -> Workspace:
    """The portfolio with one risk and one issue that wait for the program."""
    plan = a_portfolio()
    for table, key in (("risks", "R-1"), ("issues", "I-1")):
        state = {"state": "escalated"} if table == "risks" else {}
        fields = {"escalated_to": id_of("PG-1"), "escalated_from": id_of("P-1"), **state}
        row = plan.rows(table)[id_of(key)]
        plan = apply(plan, edit(table, row, **fields, escalated_at=TODAY))
    return plan


def risk(stage: Stage) -> Risk:
    """The risk that waits."""
    return stage.workspace.risks[id_of("R-1")]


def decision(stage: Stage) -> Decision:
    """The decision that answers it."""
    return cast("Decision", stage.workspace.rows("decisions")[risk(stage).escalation_decision])


@pytest.mark.parametrize(
    "start",
    [Start(view="risks", scope="PG-1"), Start(view="risks"), Start(view="overview", scope="PG-1")],
    ids=["register of the program", "register of the project", "overview"],
)
async def test_the_key_that_escalates_answers_what_waits(start: Start) -> None:
    async with started(waiting(), start) as stage:
        await stage.follow("R-1")
        assert "! answer" in stage.foot
        await stage.press("exclamation_mark")
        assert "answer R-1" in stage.offered
        assert "a accept" in stage.offered
        assert "r return" in stage.offered
        await stage.press("d")
        assert "say what is decided" in stage.echo or "words" in stage.line
        await stage.type("buy two\n")
        assert risk(stage).escalation_answer == "decide: buy two"
        assert decision(stage).owner == id_of("H-1")
        await stage.press("u")
        await stage.until(lambda: waits_for_answer(risk(stage)))
        assert len(stage.workspace.rows("decisions")) == 1


async def test_accepting_needs_no_words_and_leaves_the_shadow_with_who_took_it() -> None:
    async with started(waiting(), Start(view="risks")) as stage:
        await stage.follow("R-1")
        await stage.press("exclamation_mark", "a")
        assert risk(stage).component == id_of("PG-1")
        assert "[accepted AA] Supplier" in found(stage.lines, "^ ")


async def test_an_answer_without_the_words_it_needs_is_asked_for_them() -> None:
    async with started(waiting(), Start(view="risks")) as stage:
        await stage.follow("R-1")
        await stage.press("exclamation_mark", "r")
        await stage.type("\n")
        assert "say why it is sent back" in stage.echo
        await stage.type("yours\n")
        assert risk(stage).escalation_answer == "return: yours"


async def test_an_issue_is_escalated_and_answered_in_the_log() -> None:
    async with started(a_portfolio(), Start(view="log")) as stage:
        await stage.follow("I-1")
        await stage.press("exclamation_mark")
        await stage.type("too big\n")
        assert "^ Test server down" in stage.text
        await stage.press("exclamation_mark", "d")
        await stage.type("rent one\n")
        assert "[decided AA]" in stage.text
        await stage.press("enter")
        assert "decided by Ann Ames: rent one" in stage.text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("answer R-1 accept", "accept"),
        ("answer R-1 decide buy two", "decide: buy two"),
        ("answer R-1 decide: buy two", "decide: buy two"),
        ('answer R-1 return "not ours"', "return: not ours"),
        ("answer R-1 send back not ours", "return: not ours"),
    ],
)
async def test_a_typed_command_takes_what_its_prompt_shows(line: str, kept: str) -> None:
    async with started(waiting()) as stage:
        await stage.press("colon")
        await stage.type(f"{line}\n")
        assert risk(stage).escalation_answer == kept


async def test_a_typed_command_without_an_answer_offers_them() -> None:
    async with started(waiting()) as stage:
        await stage.press("colon")
        await stage.type("answer R-1\n")
        assert "a accept" in stage.offered
        await stage.press("a")
        assert risk(stage).escalation_answer == "accept"


async def test_somebody_who_was_faster_is_named_and_nothing_is_kept() -> None:
    log: list[Commit] = []
    plan = waiting()
    other = DatedSession(MemoryStore(plan, log, uid=7), Author(7, "bob"))
    try:
        async with started(plan, Start(view="risks"), log) as stage:
            await stage.follow("R-1")
            await stage.press("exclamation_mark", "d")
            situation = other.situation((Target("risks", id_of("R-1")),))
            ran = other.run(CATALOGUE["risk.answer"], situation, {"answer": "accept"})
            assert ran.ticket is not None
            ran.ticket.wait()
            await stage.until(lambda: not waits_for_answer(risk(stage)))
            await stage.type("buy two\n")
            assert "R-1 was answered already by Bob Bell: accept" in stage.text
            assert risk(stage).escalation_answer == "accept"
            assert len(stage.main.drafts) == 0
    finally:
        other.close()
