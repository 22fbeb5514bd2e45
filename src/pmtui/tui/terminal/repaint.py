"""This file repaints the cells that changed and no others, in the fewest bytes that say it.

Textual's own repaint makes every line of every pane again, sends a line of a pane from its left
edge on, and says every style in full: for a card that moves, three times the bytes and the work.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.terminal.line_pace import LinePace

Span = tuple[int, int, int]
"""Cells of one line: y, the first x, and the x after the last."""
_RESET = "\x1b[0m"


class Piece(NamedTuple):
    """Segments that go to one place of the screen."""

    x: int
    y: int
    segments: Sequence[Segment]


class Pen:
    """Turns one style into another, saying only what differs between them."""

    def __init__(self) -> None:
        self._turns: dict[tuple[Style | None, Style], tuple[str, bool]] = {}

    def turn(self, before: Style | None, after: Style, console: Console) -> tuple[str, bool]:
        """The escape sequence between two styles, and whether blanks look the same in both.

        Args:
            before: the style in force; None where there is none.
            after: the one wanted.
            console: what knows the terminal's colours.
        """
        found = self._turns.get((before, after))
        if found is None:
            found = _turned(before, after, console), _is_same_blank(before, after)
            self._turns[before, after] = found
        return found


class CellUpdate(CompositorUpdate):
    """Pieces of lines on their way to the terminal."""

    def __init__(self, pieces: Sequence[Piece], pen: Pen, pace: LinePace | None = None) -> None:
        self.pieces = pieces
        self._pen = pen
        self._pace = pace

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The pieces for a console of Rich."""
        for row_id, y, segments in self.pieces:
            yield Control.move_to(row_id, y).segment
            yield from segments

    def render_segments(self, console: Console) -> str:
        """The pieces as bytes for a terminal, whose style is reset before and after."""
        written: list[str] = []
        style: Style | None = None
        for row_id, y, segments in self.pieces:
            written.append(f"\x1b[{y + 1};{row_id + 1}H")
            for text, wanted, _ in segments:
                if wanted is not None and wanted is not style:
                    turn, is_same_blank = self._pen.turn(style, wanted, console)
                    if not (is_same_blank and text.isspace()):
                        written.append(turn)
                        style = wanted
                written.append(text)
        written.append(_RESET)
        frame = "".join(written)
        return frame if self._pace is None else frame + self._pace.query_after(len(frame))


class LineCompositor(Compositor):
    """Textual's compositor for a screen of line widgets: it asks for changed lines only.

    Args:
        pace: says when the terminal takes another frame in.
        held: is called when one is held back until then.
    """

    def __init__(self, pace: LinePace, held: Callable[[], None]) -> None:
        super().__init__()
        self._pen = Pen()
        self._pace = pace
        self._held = held

    def render_update(
        self,
        full: bool = False,  # noqa: FBT001, FBT002  (Textual's own)
        screen_stack: list[Screen[object]] | None = None,
        simplify: bool = False,  # noqa: FBT001, FBT002
    ) -> RenderableType | None:
        """What changed; None where nothing did, or while the terminal is behind."""
        was_holding = self._pace.is_holding
        if not full and self._dirty_regions and not self._pace.may_draw():
            if not was_holding:
                self._held()
            return None
        return super().render_update(full, screen_stack, simplify)

    def render_partial_update(self) -> CellUpdate | None:  # type: ignore[override]
        """The cells that were marked dirty since the last update; None where there are none."""
        screen = self.size.region
        dirty = [dirty_region.intersection(screen) for dirty_region in self._dirty_regions]
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(region for region in dirty if region))
        return CellUpdate(list(self._pieces(spans)), self._pen, self._pace) if spans else None

    def render_full_update(self, simplify: bool = False) -> CellUpdate:  # type: ignore[override]  # noqa: FBT001, FBT002
        """The whole screen."""
        if simplify:
            return super().render_full_update(simplify=True)  # type: ignore[return-value]
        self._dirty_regions.clear()
        width, height = self.size
        return CellUpdate(
            list(self._pieces((y, 0, width) for y in range(height))), self._pen, self._pace
        )

    def _pieces(self, spans: Iterable[Span]) -> Iterator[Piece]:
        drawers: dict[Widget, Callable[[int], Sequence[Segment]]] = {}
        front_to_back = [
            (widget, region, region.intersection(clip))
            for widget, (region, clip) in self.visible_widgets.items()
        ]
        for y, start, end in spans:
            bare = [(start, end)]
            for widget, region, seen in front_to_back:
                if not seen.y <= y < seen.bottom:
                    continue
                for row_id, after in _shared(bare, seen):
                    drawn = drawers.get(widget) or drawers.setdefault(widget, _drawer(widget))
                    line = drawn(y - region.y)
                    yield Piece(row_id, y, _cut(line, row_id - region.x, after - region.x))
                bare = list(_left_bare(bare, seen))
                if not bare:
                    break


def _drawer(widget: Widget) -> Callable[[int], Sequence[Segment]]:
    """What draws the lines of a widget; a line widget's need none of Textual's borders."""
    width = widget.outer_size.width
    if not isinstance(widget, LineWidget):
        return lambda y: [*widget.render_lines(Region(0, y, width, 1))[0]]
    widget.measured()
    filters, background = widget.get_line_filters(), widget.background_colors[1]

    @cache  # several spans may lie on a line
    def drawn(y: int) -> Sequence[Segment]:
        segments = [*widget.render_line(y)]
        for line_filter in filters:
            segments = line_filter.apply(segments, background)
        return segments

    return drawn


def _shared(bare: Sequence[tuple[int, int]], seen: Region) -> Iterator[tuple[int, int]]:
    for start, end in bare:
        first, after = max(start, seen.x), min(end, seen.right)
        if first < after:
            yield first, after


def _left_bare(bare: Sequence[tuple[int, int]], seen: Region) -> Iterator[tuple[int, int]]:
    for start, end in bare:
        if start < min(end, seen.x):
            yield start, min(end, seen.x)
        if max(start, seen.right) < end:
            yield max(start, seen.right), end


def _cut(line: Sequence[Segment], start: int, end: int) -> list[Segment]:
    """The segments of a line between two cells."""
    kept: list[Segment] = []
    at = 0
    for segment in line:
        after = at + segment.cell_length
        if at >= end:
            break
        if after > start:
            inner = segment.split_cells(start - at)[1] if at < start else segment
            kept.append(inner.split_cells(end - max(at, start))[0] if after > end else inner)
        at = after
    return kept


def _turned(before: Style | None, after: Style, console: Console) -> str:
    whole = _codes(after, console)
    if before is None:
        return f"\x1b[{whole}m"
    if before.without_color != after.without_color or not (after.color and after.bgcolor):
        return f"\x1b[0;{whole}m" if whole else _RESET
    colour = after.color if after.color != before.color else None
    ground = after.bgcolor if after.bgcolor != before.bgcolor else None
    change = _codes(Style(color=colour, bgcolor=ground), console)
    return f"\x1b[{change}m" if change else ""


def _is_same_blank(before: Style | None, after: Style) -> bool:
    """Whether a blank has no ink in either style, and the same ground in both."""
    if before is None or before.bgcolor != after.bgcolor:
        return False
    return not any(
        style.underline or style.underline2 or style.strike or style.overline or style.reverse
        for style in (before, after)
    )


def _codes(style: Style, console: Console) -> str:
    """The numbers that say a style on a terminal of the console's colours."""
    said = Strip([Segment(" ", style)]).render(console).partition(" ")[0]
    return said.removeprefix("\x1b[").removesuffix("m")
