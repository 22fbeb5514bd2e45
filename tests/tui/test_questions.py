"""This file tests that two keys answer each question that has a name, as the command line does."""

import shutil
from pathlib import Path

import pytest

from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from pmtui.query.questions import QUESTIONS, NamedQuestion
from pmtui.query.scope import Scope, ids_in
from pmtui.store.disk.making_and_opening import open_store
from pmtui.tui.panes.overview import OverviewPane
from tests.conftest import TODAY
from tests.house.checkout import ROOT
from tests.office.answers import ANSWERS, Office, mine
from tests.office.store import Store
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started

EVERY = pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.name)


@EVERY
async def test_two_keys_show_the_rows_that_answer(asked: NamedQuestion) -> None:
    async with started(a_portfolio(), Start(view="overview", size=(80, 24))) as stage:
        await stage.press("F", asked.letter)
        figures = stage.main.showing.figures
        inside = ids_in(figures.workspace, asked.table, Scope(stage.main.showing.scope_id))
        query = parse(asked.query)
        answer = matching(figures, asked.table, inside, query, stage.main.showing.me)
        assert stage.main.trail.now.query == asked.query
        walked = stage.pane.walk()[0]
        shown = {row for row in walked if row in figures.workspace.rows(asked.table)}
        assert shown == set(answer)


async def test_the_letters_are_shown_with_their_questions() -> None:
    async with started(a_portfolio(), Start(view="risks", size=(80, 24))) as stage:
        await stage.press("F")
        assert all(asked.name in stage.text for asked in QUESTIONS)


async def test_a_question_is_asked_by_its_name_and_a_wrong_one_says_what_is_near() -> None:
    async with started(a_portfolio(), Start(view="risks", size=(80, 24))) as stage:
        await stage.press("colon")
        await stage.type("question late\n")
        assert stage.main.trail.now.view == "board"
        await stage.press("colon")
        await stage.type("question laet\n")
        assert "there is no question 'laet': did you mean late" in stage.foot


@pytest.mark.parametrize("name", ["portfolio", "gmpp_2023"])
async def test_every_question_is_answered_at_two_keys_on_a_small_and_a_large_portfolio(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    shutil.copy(ROOT / "sample_data" / f"{name}.json", path)
    scripts = Office(Store(path, TODAY))
    async with started(open_store(path).workspace, Start(view="risks", scope="")) as stage:
        nobody = not stage.workspace.people
        for asked in QUESTIONS:
            await stage.press("F", asked.letter)
            if asked.name == "mine" and nobody:
                assert "nobody here carries your login" in stage.text
                continue
            answer = mine(scripts, "H-1") if asked.name == "mine" else ANSWERS[asked.name](scripts)
            rows = stage.workspace.rows(asked.table)
            pane = stage.pane
            listed = pane.grid.ids if isinstance(pane, OverviewPane) else pane.walk()[0]
            shown = {rows[row].key for row in listed if row in rows}
            assert shown == answer.keys(), asked.name
