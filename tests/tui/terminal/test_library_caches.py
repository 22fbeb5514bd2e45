"""This file tests that what the libraries remember is bounded by what a screen has a use for."""

import importlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.segment import Segment
from textual.geometry import Offset, Region, Spacing
from textual.strip import Strip

from pmtui.tui.terminal.library_caches import ENTRIES, LARGE, Nothing, bound_caches
from tests.tui.sample import a_portfolio
from tests.tui.stage import started

PLACES = [(module, name, method) for module, name, methods in LARGE for method in methods]
sides = some.integers(0, 60)
regions = some.builds(Region, sides, sides, sides, sides)


def _cache(module: str, name: str, method: str) -> Any:
    return getattr(getattr(importlib.import_module(module), name), method)


@pytest.mark.parametrize(("module", "name", "method"), PLACES, ids=str)
async def test_an_open_screen_has_no_large_cache_of_what_it_showed(
    module: str, name: str, method: str
) -> None:
    async with started(a_portfolio()) as stage:
        await stage.rest()
        bound_caches()
        assert _cache(module, name, method).cache_parameters()["maxsize"] == ENTRIES
    for at in range(2 * ENTRIES):
        Segment(f"\N{CJK UNIFIED IDEOGRAPH-4E00}{at}").split_cells(1)
        Region(at, 0, 9, 9).intersection(Region(0, 0, 5, 5))
    assert _cache(module, name, method).cache_info().currsize <= ENTRIES


@given(regions, regions, some.text("ab\N{CJK UNIFIED IDEOGRAPH-4E00}", max_size=12), sides)
def test_a_bounded_cache_changes_no_answer(
    first: Region, second: Region, text: str, cut: int
) -> None:
    bound_caches()
    plain = {method: _cache(*place).__wrapped__ for *place, method in ((*p, p[2]) for p in PLACES)}
    assert first.intersection(second) == plain["intersection"](first, second)
    assert first.union(second) == plain["union"](first, second)
    assert first.grow(Spacing(1, 2, 3, 4)) == plain["grow"](first, Spacing(1, 2, 3, 4))
    assert first.shrink(Spacing(1, 2, 3, 4)) == plain["shrink"](first, Spacing(1, 2, 3, 4))
    spot = Offset(second.x, second.y)
    assert Region.__contains__(first, spot) == plain["__contains__"](first, spot)
    segment = Segment(text)
    before, after = segment.split_cells(cut)
    assert before.cell_length + after.cell_length == segment.cell_length


def test_a_line_remembers_nothing_of_the_pieces_it_was_cut_into() -> None:
    bound_caches()
    bound_caches()
    strip = Strip([Segment("abcdefghijklmnopqrstuvwxyz")])
    texts = [strip.crop(at, at + 2).text for at in range(20)]
    assert texts == ["abcdefghijklmnopqrstuvwxyz"[at : at + 2] for at in range(20)]
    assert [part.text for part in strip.divide([3, 26])] == ["abc", "defghijklmnopqrstuvwxyz"]
    assert {type(getattr(strip, name)) for name in ("_crop_cache", "_divide_cache")} == {Nothing}
