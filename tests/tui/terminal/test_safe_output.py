"""This file tests the last gate: whatever data holds, no widget lets it out to the terminal."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.text import Text
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import Horizontal
from textual.content import Content
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, Input, Label, OptionList, Static, TextArea

from pmtui.tui.terminal.safe_output import AsciiFilter, VisibleFilter
from tests.tui.stage import until

PAYLOAD = "a\x1b]52;c;eA==\x07\x1b[31mb\x9b2J\u202ec\u200b\u2066d\rE\x7f\u2028F"
SINKS = ("static", "label", "button", "input", "options", "area", "title", "toast")
SIZE = (160, 45)
NARROW = 40
"""Cells of a sink that is too narrow for every stand-in of the payload."""
BLACK = Color(0, 0, 0)
any_line = st.lists(
    st.text(st.characters(codec="utf-8") | st.sampled_from("\x1b\u202e  漢")), max_size=6
)


def hostile(text: str) -> list[str]:
    """What of a text a terminal would obey, or would show as nothing."""
    return [
        mark
        for mark in text
        if unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and mark not in "\u200c\u200d"
    ]


def a_sink(name: str) -> Widget:
    """A widget that shows the payload, if it is one and not the toast."""
    made: dict[str, Widget] = {
        "static": Static(Content(PAYLOAD)),
        "label": Label(Text(PAYLOAD)),
        "button": Button(Content(PAYLOAD)),
        "input": Input(PAYLOAD, select_on_focus=False),
        "options": OptionList(Content(PAYLOAD)),
        "area": TextArea(PAYLOAD),
    }
    widget = made.get(name) or Static("plain")
    if name == "title":
        widget.styles.border = ("round", "ansi_default")
        widget.border_title = Content(PAYLOAD)
        widget.border_subtitle = Content(PAYLOAD)
    return widget


class Sinks(App[None]):
    """One widget that shows a payload, beside a neighbour that has nothing to do with it."""

    CSS = "#neighbour { width: 40; } Horizontal { height: 12; }"

    def __init__(self, sink: str, width: int, gates: Sequence[LineFilter]) -> None:
        super().__init__()
        self._sink, self._width = sink, width
        self._filters.extend(gates)

    def compose(self) -> ComposeResult:
        """The sink and its neighbour."""
        with Horizontal():
            sink = a_sink(self._sink)
            sink.styles.width = self._width
            yield sink
            yield Static("THE NEIGHBOUR", id="neighbour")


async def drawn(sink: str, *gates: LineFilter, width: int = NARROW) -> list[Strip]:
    """What a sink of some width sends to the terminal."""
    app = Sinks(sink, width, gates)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        if sink == "toast":
            app.notify(PAYLOAD, title=PAYLOAD, markup=False)
        await pilot.pause()
        await until(lambda: "52;c" in "".join(strip.text for strip in of_the_screen(app)))
        return of_the_screen(app)


def of_the_screen(app: App[None]) -> list[Strip]:
    """The lines of the screen on top."""
    return app.screen._compositor.render_strips()


@pytest.mark.parametrize("sink", SINKS)
async def test_without_the_gate_the_payload_would_get_out(sink: str) -> None:
    assert hostile("".join(strip.text for strip in await drawn(sink)))


@pytest.mark.parametrize("sink", SINKS)
async def test_no_widget_lets_a_payload_out(sink: str) -> None:
    strips = await drawn(sink, VisibleFilter())
    assert hostile("".join(strip.text for strip in strips)) == []


@pytest.mark.parametrize("sink", SINKS)
async def test_a_payload_moves_nothing_beside_it(sink: str) -> None:
    strips = await drawn(sink, VisibleFilter())
    assert [sum(one.cell_length for one in strip) for strip in strips] == [SIZE[0]] * SIZE[1]
    assert strips[0].text[NARROW : NARROW + 13] == "THE NEIGHBOUR"


@pytest.mark.parametrize("sink", ["input", "options", "area"])
async def test_where_there_is_room_the_payload_is_read(sink: str) -> None:
    text = "".join(strip.text for strip in await drawn(sink, VisibleFilter(), width=100))
    assert "a␛]52;c;eA==␛[31mb‹U+009B›2J‹U+202E›c" in text  # noqa: RUF001


@pytest.mark.parametrize("sink", SINKS)
async def test_in_ascii_nothing_else_gets_out(sink: str) -> None:
    strips = await drawn(sink, VisibleFilter(), AsciiFilter())
    assert all(strip.text.isascii() for strip in strips)
    assert [len(strip.text) for strip in strips] == [SIZE[0]] * SIZE[1]


@given(any_line)
def test_a_line_keeps_its_cells_whatever_it_holds(texts: list[str]) -> None:
    line = [Segment(text) for text in texts]
    shown = VisibleFilter().apply(line, BLACK)
    assert hostile("".join(one.text for one in shown)) == []
    assert sum(one.cell_length for one in shown) == sum(one.cell_length for one in line)


def test_a_clean_line_comes_back_as_it_is() -> None:
    line = [Segment("plain "), Segment("Zürich 漢字")]
    assert VisibleFilter().apply(line, BLACK) is line


def test_a_stand_in_takes_the_blanks_behind_it_before_any_letter_is_cut() -> None:
    line = [Segment("a\x1bb"), Segment("      "), Segment("│")]
    assert "".join(one.text for one in VisibleFilter().apply(line, BLACK)) == "a␛b     │"


def test_where_no_blank_is_left_only_the_payload_is_cut() -> None:
    line = [Segment("ab\u202ecd"), Segment("next")]
    assert [one.text for one in VisibleFilter().apply(line, BLACK)] == ["ab‹…", "next"]  # noqa: RUF001
