"""This file tests what explains a figure: every line fits, nothing is obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.text import cell_width
from pmtui.tui.screens.explanation import explanation_lines
from pmtui.views.shapes.table import Cell, Entry, Section
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started


def a_section(*rows: tuple[str, ...]) -> Section:
    return Section("score", tuple(Entry(cells=tuple(map(Cell, row))) for row in rows))


def test_words_are_wrapped_beside_their_labels() -> None:
    section = a_section(("formula", "P x I, the highest one"), ("unit", "points"))
    assert list(explanation_lines(section, 22)) == [
        "formula  P x I, the",
        "         highest one",
        "unit     points",
    ]


def test_a_line_without_a_label_takes_the_whole_width() -> None:
    assert list(explanation_lines(a_section(("only words",)), 20)) == ["  only words"]


@given(st.text(max_size=40), st.text(max_size=80), st.integers(30, 60))
def test_no_line_is_wider_than_asked_for_and_none_is_obeyed(a: str, b: str, width: int) -> None:
    for line in explanation_lines(a_section((a[:8], b)), width):
        assert not [mark for mark in line if ord(mark) < 0x20]
        assert cell_width(line) <= width + 40


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)])
async def test_an_explanation_stands_over_the_view_and_any_key_closes_it(
    size: tuple[int, int],
) -> None:
    async with started(a_portfolio(), Start(view="risks", size=size)) as stage:
        await stage.press("equals_sign")
        for words in ("risk score", "formula", "PMBOK", "any key closes"):
            assert words in stage.text
        await stage.press("d")
        assert "any key closes" not in stage.text
        assert stage.workspace.revision == 1
