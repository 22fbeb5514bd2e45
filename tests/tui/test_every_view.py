"""This file tests that every view that is declared answers the keys of a view, at 80x24."""

import re
from typing import Final

import pytest

from pmtui.query.fields.catalogue import fields_of
from pmtui.tui.panes.registry import PANES
from pmtui.views.catalogue import VIEWS
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

SIZE: Final = (80, 24)
EVERY: Final = pytest.mark.parametrize("view", VIEWS)
DEAD: Final = "means nothing here"


def at(view: str) -> Start:
    """On a view of a program with two projects."""
    return Start(view=view, scope="PG-1", size=SIZE)


async def filter_by(stage: Stage, text: str) -> None:
    """Type a filter over the one in force."""
    await stage.press("slash", "ctrl+u")
    await stage.type(f"{text}\n")


async def close(stage: Stage) -> None:
    """Close what is open over the view, where something is."""
    keys = stage.main.keys
    if len(stage.app.screen_stack) > 1 or not keys.is_free:  # type: ignore[attr-defined]
        await stage.press("escape")


@EVERY
async def test_its_key_shows_it_from_every_other(view: str) -> None:
    for other in VIEWS:
        async with started(a_portfolio(), at(other)) as stage:
            await stage.press(VIEWS[view].key)
            assert stage.pane.context == stage.main.trail.now.view == view
            assert stage.pane.target is not None or other == view or stage.text.strip()


@EVERY
async def test_its_cursor_walks(view: str) -> None:
    async with started(a_portfolio(), at(view)) as stage:
        ids, before = stage.pane.walk()
        await stage.press("j")
        assert DEAD not in stage.foot
        if len(set(ids)) > 1:
            await stage.press("k", "G", "g", "j", "k", "j")
            told = "nothing further down" in stage.foot
            assert stage.pane.walk()[1] != before or told or stage.pane.drawings


@EVERY
async def test_a_filter_that_leaves_no_row_says_so(view: str) -> None:
    async with started(a_portfolio(), at(view)) as stage:
        field = "name" if VIEWS[view].tables[0] in {"components", "people"} else "title"
        await filter_by(stage, f"{field}=nothing-is-called-so")
        assert not any(stage.pane.walk()[0])
        assert "matches the filter" in stage.text
        assert re.search(r"\b0 (\w+ )?of [1-9]", stage.pane.summary())
        assert stage.pane.summary() in stage.foot
        await stage.press("escape")
        assert stage.main.trail.now.query == ""
        assert any(stage.pane.walk()[0])


@EVERY
async def test_a_filter_says_how_many_it_leaves_of_how_many(view: str) -> None:
    async with started(a_portfolio(), at(view)) as stage:
        table = VIEWS[view].tables[0]
        rows = stage.workspace.rows(table).values()
        keys = [row.key for row in rows]
        await filter_by(stage, f"key={keys[-1]}")
        assert re.search(r"\b\d+ (\w+ )?of \d+", stage.pane.summary())


@EVERY
async def test_every_sort_key_sorts_both_ways(view: str) -> None:
    async with started(a_portfolio(), at(view)) as stage:
        if not VIEWS[view].sorts:
            await stage.press("S")
            assert DEAD not in stage.foot
            return
        keys = list(stage.pane.sort_keys())
        assert keys
        before = sorted(stage.pane.walk()[0])
        for key in keys:
            for order in (key, f"{key}-"):
                await stage.press("S")
                assert stage.main.trail.now.sort == order
                assert f"sorted by {order}" in stage.foot
                assert set(stage.pane.walk()[0]) <= {*before, *stage.workspace.tasks}


@EVERY
async def test_a_typed_sort_is_the_order_of_its_rows(view: str) -> None:
    if not VIEWS[view].sorts or view in PANES:
        pytest.skip("its rows have an order of their own, or stand beside others")
    async with started(a_portfolio(), at(view)) as stage:
        tables = VIEWS[view].parts[0].tables or VIEWS[view].tables
        known = {name for table in tables for name in fields_of(table)}
        for order in [key for key in stage.pane.sort_keys() if key in known]:
            await filter_by(stage, f"sort:{order}-")
            typed = stage.pane.walk()[0]
            await stage.press("escape")
            stage.main.trail.change(sort=f"{order}-")
            stage.main.redraw()
            await stage.settle()
            assert stage.pane.walk()[0] == typed
            stage.main.trail.change(sort="")


@EVERY
async def test_it_adds_sets_explains_and_lists_its_keys(view: str) -> None:
    async with started(a_portfolio(), at(view)) as stage:
        await stage.press("a")
        assert "new " in stage.line
        await close(stage)
        for key in "s=":
            while stage.pane.target is None:
                await stage.press("j")
            await stage.press("s" if key == "s" else "equals_sign")
            assert DEAD not in stage.text
            assert any(stage.main.told) or len(stage.app.screen_stack) > 1 or stage.line.strip()
            await close(stage)
        await stage.press("question_mark")
        assert f"in the {view}" in stage.text
        for sign, meaning in VIEWS[view].signs[:1]:
            await stage.type(meaning)
            assert sign in stage.text


@EVERY
async def test_an_order_by_a_field_of_one_part_leaves_the_next_one_whole(view: str) -> None:
    async with started(a_portfolio(), at(view)) as stage:
        for part in stage.pane.parts if len(stage.pane.parts) > 1 else ():
            stage.pane.to_part(part)
            if stage.pane.sort_keys():
                await filter_by(stage, f"sort:{stage.pane.sort_keys()[-1]}")
                await stage.press("right_square_bracket", "left_square_bracket")
                assert stage.pane.part == part


async def test_a_filter_that_another_part_has_no_field_for_is_told_of_there() -> None:
    async with started(a_portfolio(), at("log")) as stage:
        stage.pane.to_part("issues")
        await filter_by(stage, "is:open sort:severity-")
        assert "Test server down" in stage.text
        await stage.press("right_square_bracket")
        assert "a change has no field 'severity'" in stage.text
        await stage.press("left_square_bracket")
        assert "Test server down" in stage.text
        assert "no field" not in stage.text
