"""This file tests the keys of money by period: length, walking, capital apart."""

from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started


def _heading(stage: Stage) -> str:
    return next(line for line in stage.text.splitlines() if "of it" in line)


async def test_keys_change_the_length_of_periods_and_tell_capital_apart() -> None:
    async with started(a_portfolio(), Start(view="money", scope="PG-1")) as stage:
        await stage.press("right_square_bracket", "right_square_bracket")
        assert "Nov 26" in _heading(stage)
        await stage.press("underscore")
        assert "Q4 26" in _heading(stage)
        await stage.press("underscore", "underscore")
        assert "2026" in _heading(stage)
        assert "longest" in stage.text
        await stage.press("plus", "plus")
        assert "Nov 26" in _heading(stage)
        assert "revenue" not in stage.text.replace("capital and revenue", "")
        await stage.press("z")
        assert " revenue" in stage.text


async def test_columns_scroll_under_a_cursor_that_walks_past_the_edge() -> None:
    start = Start(view="money", scope="PG-1", size=(80, 24))
    async with started(a_portfolio(), start) as stage:
        await stage.press("right_square_bracket", "right_square_bracket")
        before = _heading(stage)
        await stage.press(*["l"] * 12)
        after = _heading(stage)
        assert before != after or "total" in after
        await stage.press("equals_sign")
        assert "budget of PG-1" in stage.text


async def test_periods_are_refused_in_other_parts_in_one_line() -> None:
    async with started(a_portfolio(), Start(view="money", scope="PG-1")) as stage:
        await stage.press("plus")
        assert "that is for what is by period" in stage.text
