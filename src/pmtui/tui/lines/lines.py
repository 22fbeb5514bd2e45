"""This file draws a few lines of cells that nobody walks: what stands below a view."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.segment import Segment
from textual.strip import Strip

from pmtui.text import cell_width, visible
from pmtui.tui.lines.cells import LineWidget
from pmtui.views.section import Line


class Lines(LineWidget):
    """Lines of cells, with a rule above where asked for."""

    DEFAULT_CSS = "Lines { height: auto; }"

    def __init__(self, *, id: str | None = None, ruled: bool = False) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ruled = ruled
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; only those that differ are drawn anew."""
        before, self._lines = self._lines, tuple(lines)
        for at, (old, new) in enumerate(zip_longest(before, self._lines)):
            if old != new:
                self.refresh_line(at + self._ruled)

    def render_line(self, y: int) -> Strip:
        """One line: the rule, or cells with two spaces between."""
        width = self.size.width
        if self._ruled and y == 0:
            rule = Segment(self.glyphs.horizontal * width, self.style_of("tone--dim"))
            return self.strip_of([rule], width)
        at = y - self._ruled
        line = self._lines[at] if at < len(self._lines) else ()
        pieces = [Segment(" ", self.style_of("tone--plain"))]
        room = width - 1
        for cell in line:
            taken = min(room, cell_width(visible(cell.text)))
            pieces.append(self.painted(cell, max(0, taken)))
            pieces.append(Segment("  ", self.style_of("tone--plain")))
            room -= taken + 2
            if room <= 0:
                break
        return self.strip_of(pieces, width)
