"""This file draws a few lines of cells that nobody walks: what stands below a view."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.segment import Segment
from textual.strip import Strip

from pmtui.text import cell_width, visible
from pmtui.tui.lines.cells import LineWidget
from pmtui.views.shapes.table import Line


class Lines(LineWidget):
    """Lines of cells, with a rule above where asked for."""

    DEFAULT_CSS = "Lines { height: auto; }"

    def __init__(self, *, id: str | None = None, ruled: bool = False) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ruled = ruled
        self._given: tuple[Line, ...] = ()
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines; only those that differ are drawn anew."""
        self._given = tuple(lines)
        before, self._lines = self._lines, self._flowed()
        for at, (old, new) in enumerate(zip_longest(before, self._lines)):
            if old != new:
                self.refresh_line(at + self._ruled)

    def size_changed(self) -> None:
        """Other width, other breaks."""
        self._lines = self._flowed()

    def _flowed(self) -> tuple[Line, ...]:
        """The lines, what does not fit of one on a line below it as far as there are lines free."""
        width, free = self.size.width, self.size.height - self._ruled - len(self._given)
        flowed: list[Line] = []
        for line in self._given:
            flowed.append(())
            room = width - 1
            for cell in line:
                taken = cell_width(visible(cell.text))
                if flowed[-1] and taken > room and free > 0:
                    flowed.append(())
                    room, free = width - 1, free - 1
                flowed[-1] = (*flowed[-1], cell)
                room -= taken + 2
        return tuple(flowed)

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
