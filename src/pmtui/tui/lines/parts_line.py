"""This file draws the line above a view that names its parts, the one shown in brackets."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.events import Click
from textual.strip import Strip

from pmtui.text import cell_width, visible
from pmtui.tui.lines.cells import LineWidget
from pmtui.views.shapes.table import Cell


class PlacedPart(NamedTuple):
    """A part of a view as it stands on the line: which one, and from which cell on."""

    at: int
    start: int
    text: str


def placed_parts(
    labels: Sequence[str], shown: int, width: int, ellipsis: str
) -> tuple[PlacedPart, ...]:
    """The parts that fit on a line, the one shown in brackets and always among them.

    The brackets are the keys that lead to the part before and the part after. Where not all fit, an
    ellipsis (part -1) stands for those before, and for those after.
    """
    texts = [
        f"[{visible(label)}]" if at == shown else f" {visible(label)} "
        for at, label in enumerate(labels)
    ]
    first, last, room = shown, shown, width - cell_width(texts[shown])
    mark = cell_width(ellipsis)
    while True:
        # What is left of the room has to hold the marks of what does not fit.
        before, after = first > 0, last < len(texts) - 1
        marks = mark * (first - 1 > 0) + mark * after
        if before and cell_width(texts[first - 1]) + marks <= room:
            first -= 1
            room -= cell_width(texts[first])
            continue
        marks = mark * before + mark * (last + 1 < len(texts) - 1)
        if after and cell_width(texts[last + 1]) + marks <= room:
            last += 1
            room -= cell_width(texts[last])
            continue
        break
    ends = [(-1, ellipsis)] if first > 0 else []
    tail = [(-1, ellipsis)] if last < len(texts) - 1 else []
    placed: list[PlacedPart] = []
    start = 0
    for at, text in (*ends, *enumerate(texts[first : last + 1], first), *tail):
        placed.append(PlacedPart(at, start, text))
        start += cell_width(text)
    return tuple(placed)


class PartsLine(LineWidget):
    """One line with the names of a view's parts; a click on one goes there."""

    DEFAULT_CSS = "PartsLine { height: 1; }"

    def __init__(self, labels: Sequence[str], go: Callable[[int], None]) -> None:
        super().__init__()
        self._labels = tuple(labels)
        self._go = go
        self._shown = 0

    def show(self, at: int) -> None:
        """Put the brackets around another part."""
        if at != self._shown:
            self._shown = at
            self.refresh_line(0)

    def _placed(self) -> tuple[PlacedPart, ...]:
        return placed_parts(self._labels, self._shown, self.size.width, self.glyphs.ellipsis)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """The names, those not shown dim."""
        pieces = [
            self.painted(
                Cell(part.text, "head" if part.at == self._shown else "dim"), cell_width(part.text)
            )
            for part in self._placed()
        ]
        return self.strip_of(pieces, self.size.width)

    def on_click(self, event: Click) -> None:
        """A part was clicked."""
        for part in self._placed():
            if part.at >= 0 and part.start <= event.x < part.start + cell_width(part.text):
                event.stop()
                self._go(part.at)
