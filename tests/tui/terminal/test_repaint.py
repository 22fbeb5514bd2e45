"""This file tests the repaint: cells that changed and no others, in few bytes."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import pytest
from rich.ansi import AnsiDecoder
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Container, Horizontal
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.terminal.line_pace import LinePace
from pmtui.tui.terminal.repaint import CellUpdate, LineCompositor, Pen, Piece
from tests.tui.stage import until

WIDTH, HEIGHT = 24, 5
PLAIN = Style.parse("#d6dbe4 on #14171c")
DIM = Style.parse("#a6aebb on #14171c")
BOLD = Style.parse("bold #7dc4ff on #14171c")
CURSOR = Style.parse("bold #d6dbe4 on #29406a")
LINED = Style.parse("underline #d6dbe4 on #14171c")


class Words(LineWidget):
    """A line widget that shows what it is told, and counts the lines it is asked for."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.lines = list(lines)
        self.asked: list[int] = []

    def say(self, y: int, text: str, *, start: int, end: int) -> None:
        """Show another line, of which only some cells are other ones."""
        self.lines[y] = text
        self.refresh(Region(start, y, end - start, 1))

    def render_line(self, y: int) -> Strip:
        """The line."""
        self.asked.append(y)
        text = self.lines[y] if y < len(self.lines) else ""
        return self.strip_of([Segment(text, PLAIN)], self.size.width)


class Recorder(App[None]):
    """Two line widgets side by side in a frame, and the terminal that sees what is sent."""

    CSS = """
    Container { border: round red; }
    Words { width: 1fr; height: 1fr; }
    .over { layer: over; width: 6; height: 1; offset: 4 1; }
    Screen { layers: base over; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.left = Words("one two", "three", "four")
        self.right = Words("five", "漢字", "seven")
        self.cells: dict[tuple[int, int], str] = {}
        self.sent: list[Piece] = []

    def get_default_screen(self) -> Screen[None]:
        """A screen with the compositor of line widgets."""
        screen = Screen[None]()
        screen._compositor = LineCompositor(LinePace(), lambda: None)
        return screen

    def compose(self) -> ComposeResult:
        """The widgets in their frame."""
        with Container(), Horizontal():
            yield self.left
            yield self.right

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Show what is sent on the terminal."""
        super()._display(screen, renderable)
        if isinstance(renderable, CellUpdate):
            self.sent += renderable.pieces
            for x, y, segments in renderable.pieces:
                for at, mark in enumerate(_cells(segments), x):
                    self.cells[at, y] = mark

    @property
    def seen(self) -> list[str]:
        """The lines the terminal shows."""
        places = ((x, y) for y in range(HEIGHT) for x in range(WIDTH))
        lines = groupby(places, key=lambda place: place[1])
        return ["".join(self.cells.get(place, "?") for place in line) for _, line in lines]

    @property
    def meant(self) -> list[str]:
        """The lines as Textual itself draws the screen."""
        return ["".join(_cells([*one])) for one in self.screen._compositor.render_strips()]


def _cells(segments: Sequence[Segment]) -> Iterator[str]:
    for one in segments:
        for mark in one.text:
            yield mark
            if Segment(mark).cell_length > 1:
                yield ""


async def _after(act: Callable[[Recorder], object]) -> tuple[list[Piece], Recorder]:
    """What is sent for a change, and the app after it, whose terminal shows what is meant."""
    app = Recorder()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        await until(lambda: app.seen == app.meant)
        app.sent.clear()
        app.left.asked.clear()
        act(app)
        await until(lambda: bool(app.sent))
        asked = [*app.left.asked]
        assert app.seen == app.meant
        app.left.asked[:] = asked
        return [*app.sent], app


async def test_only_the_cells_that_changed_are_sent() -> None:
    sent, app = await _after(lambda app: app.left.say(0, "one TWO", start=4, end=7))
    assert [(x, y, "".join(_cells([*line]))) for x, y, line in sent] == [(5, 1, "TWO")]
    assert app.left.asked == [0]


async def test_a_line_with_two_changed_places_is_drawn_once() -> None:
    def act(app: Recorder) -> None:
        app.left.say(0, "One Two", start=0, end=1)
        app.left.say(0, "One Two", start=4, end=5)

    sent, app = await _after(act)
    assert [piece.x for piece in sent] == [1, 5]
    assert app.left.asked == [0]


async def test_what_lies_over_a_line_widget_stays_over_it() -> None:
    app = Recorder()
    async with app.run_test(size=(WIDTH, HEIGHT)):
        await app.screen.mount(Static("OVER!!", classes="over"))
        await until(lambda: "OVER!!" in app.seen[1])
        app.sent.clear()
        app.left.say(0, "ONE TWO THR", start=0, end=11)
        await until(lambda: bool(app.sent))
        assert "OVER!!" in app.seen[1]
        assert app.seen == app.meant


async def test_wide_characters_keep_their_cells() -> None:
    sent, _ = await _after(lambda app: app.right.say(1, "漢点", start=2, end=4))
    assert [(x, y, "".join(_cells([*line]))) for x, y, line in sent] == [(14, 2, "点")]


@pytest.mark.parametrize(
    "line",
    [
        [("a", PLAIN), ("b", DIM), ("c", PLAIN)],
        [("a", BOLD), ("b", PLAIN), ("c", BOLD)],
        [("a", PLAIN), ("b", CURSOR), ("c", DIM)],
        [("a", LINED), ("b", PLAIN), ("c", Style())],
        [("a", Style()), ("b", Style.parse("#ff0000")), ("c", Style.parse("on #0000ff"))],
    ],
)
def test_every_character_arrives_in_its_style(line: list[tuple[str, Style]]) -> None:
    update = CellUpdate([Piece(0, 0, [Segment(*one) for one in line])], Pen())
    console = Console(color_system="truecolor", force_terminal=True)
    bytes_sent = update.render_segments(console).removeprefix("\x1b[1;1H")
    arrived = next(iter(AnsiDecoder().decode(bytes_sent)))
    for at, (mark, style) in enumerate(line):
        got = arrived.get_style_at_offset(console, at)
        assert arrived.plain[at] == mark
        assert (got.color, got.bgcolor) == (style.color, style.bgcolor)
        assert (bool(got.bold), bool(got.underline)) == (bool(style.bold), bool(style.underline))


def test_a_style_is_said_once_and_blanks_need_none_of_their_own() -> None:
    line = [Segment("a", PLAIN), Segment("b", PLAIN), Segment(" ", BOLD), Segment("c", PLAIN)]
    update = CellUpdate([Piece(3, 1, line)], Pen())
    sent = update.render_segments(Console(color_system="truecolor", force_terminal=True))
    assert sent == "\x1b[2;4H\x1b[38;2;214;219;228;48;2;20;23;28mab c\x1b[0m"


def test_a_blank_on_another_ground_or_underlined_is_said() -> None:
    for other in (CURSOR, LINED):
        line = [Segment("a", PLAIN), Segment(" ", other)]
        sent = CellUpdate([Piece(0, 0, line)], Pen()).render_segments(
            Console(color_system="truecolor", force_terminal=True)
        )
        assert sent.count("\x1b[") == 4
