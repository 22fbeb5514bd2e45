"""This file is the ground that charts are drawn on: cells, and dots within cells."""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from pmtui.views.shapes.table import Ink

ChartStyle = Literal["braille", "blocks", "ascii"]
"""What is drawn with: eight dots a cell, two halves a cell, or letters."""


class ChartCell(msgspec.Struct, frozen=True, gc=False):
    """Some cells of text in one ink."""

    text: str
    ink: Ink = "plain"
    is_filled: bool = False
    """Whether the letter stands on a ground of its ink."""


class Strokes(msgspec.Struct, frozen=True):
    """The characters of a style, and how many dots a cell has."""

    across: int
    up: int
    steps: str
    """Bars that fill a cell from below, from empty to full."""
    falling: str
    """Bars that fill a cell from above."""
    shades: str
    """Full cells of bars that stand on one another."""
    area: str
    band: str
    vertical: str
    mark: str
    cursor: str
    pointer: str
    corner: str
    tick_left: str
    tick_below: str
    horizontal: str


STROKES: Final[dict[ChartStyle, Strokes]] = {
    "braille": Strokes(
        2, 4, " ▁▂▃▄▅▆▇█", " ▀█", "█▓▒▞", "░", "·", "│", "┊", "│", "▲", "└", "┤", "┬", "─"
    ),
    "blocks": Strokes(1, 2, " ▄█", " ▀█", "█▓▒▞", "░", "·", "│", "┊", "│", "▲", "└", "┤", "┬", "─"),
    "ascii": Strokes(1, 1, " #", " #", "#=%:", ":", ".", "|", ":", "|", "^", "+", "+", "+", "-"),
}
_BRAILLE: Final = 0x2800
_LEFT: Final = tuple(
    sum(bit for at, bit in enumerate((0x40, 0x04, 0x02, 0x01)) if dots >> at & 1)
    for dots in range(16)
)
"""The bits of a braille character for four dots from below, in its left half."""
_RIGHT: Final = tuple(
    sum(bit for at, bit in enumerate((0x80, 0x20, 0x10, 0x08)) if dots >> at & 1)
    for dots in range(16)
)
_HALVES: Final = " ▄▀█"


class Canvas:
    """Cells to draw on, row 0 at the top; what is drawn outside is left out.

    Args:
        width: cells of a row.
        height: rows.
        style: what is drawn with.
    """

    def __init__(self, width: int, height: int, style: ChartStyle) -> None:
        self.width = width
        self.height = height
        self.style: Final = style
        self.strokes: Final = STROKES[style]
        self.glyphs = [[" "] * width for _ in range(height)]
        self.inks: list[list[Ink]] = [["plain"] * width for _ in range(height)]
        self.filled: set[tuple[int, int]] = set()

    @property
    def dot_columns(self) -> int:
        """Dots from left to right."""
        return self.width * self.strokes.across

    @property
    def dot_rows(self) -> int:
        """Dots from the bottom to the top."""
        return self.height * self.strokes.up

    def is_free(self, column: int, row: int) -> bool:
        """Whether a cell is on the ground and nothing is drawn in it."""
        inside = 0 <= column < self.width and 0 <= row < self.height
        return inside and self.glyphs[row][column] == " "

    def put(
        self,
        column: int,
        row: int,
        glyph: str,
        ink: Ink,
        *,
        over: bool = True,
        filled: bool = False,
    ) -> None:
        """Draw one cell, where `over` is not set only one in which nothing is drawn."""
        if not (0 <= column < self.width and 0 <= row < self.height):
            return
        if over or self.glyphs[row][column] == " ":
            self.glyphs[row][column] = glyph
            self.inks[row][column] = ink
            self.filled.discard((column, row))
            if filled:
                self.filled.add((column, row))

    def put_dots(self, columns: Sequence[int], ink: Ink, letter: str) -> None:
        """Draw dots, joined with those of other lines in the same cells.

        Args:
            columns: the dots of each column from left to right, a bit each from below.
            ink: their colour.
            letter: what stands for a dot where a cell has but one.
        """
        across, up = self.strokes.across, self.strokes.up
        for column in range(len(columns) // across):
            left = columns[column * across]
            right = columns[column * across + 1] if across > 1 else 0
            waiting = left | right
            while waiting:
                low = ((waiting & -waiting).bit_length() - 1) // up * up
                mask = (1 << up) - 1
                row = self.height - 1 - low // up
                dots = left >> low & mask, right >> low & mask
                glyph = self._dotted(self.glyphs[row][column], dots, letter)
                self.put(column, row, glyph, ink)
                waiting &= ~(mask << low)

    def _dotted(self, before: str, dots: tuple[int, int], letter: str) -> str:
        """The character of some dots, with those that are in the cell already."""
        left, right = dots
        if self.style == "braille":
            bits = _LEFT[left] | _RIGHT[right]
            if "\u2800" <= before <= "\u28ff":
                bits |= ord(before) - _BRAILLE
            return chr(_BRAILLE + bits)
        if self.style == "blocks":
            return _HALVES[left | max(0, _HALVES.find(before))]
        return letter

    def copy(self) -> "Canvas":
        """The same drawing once more."""
        other = Canvas(0, 0, self.style)
        other.width, other.height = self.width, self.height
        other.glyphs = [row.copy() for row in self.glyphs]
        other.inks = [row.copy() for row in self.inks]
        other.filled = self.filled.copy()
        return other

    def rows(self) -> list[list[ChartCell]]:
        """What is drawn: cells of one ink after another are one text."""
        return [self._row(at) for at in range(self.height)]

    def _row(self, at: int) -> list[ChartCell]:
        glyphs, inks = self.glyphs[at], self.inks[at]
        filled = {column for column, row in self.filled if row == at}
        cells: list[ChartCell] = []
        first = 0
        for column in range(1, self.width + 1):
            is_last = column == self.width
            if is_last or inks[column] != inks[first] or column in filled or first in filled:
                text = "".join(glyphs[first:column])
                cells.append(ChartCell(text, inks[first], first in filled))
                first = column
        return cells
