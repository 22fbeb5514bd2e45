"""This file draws the mirrored 5x5 heat map: threats left, opportunities right, cells filled."""

from collections.abc import Callable
from typing import Final

from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip

from pmtui.model.entities.risks import Level, RiskKind
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.views.risks.risk_register import Heat
from pmtui.views.risks.shown_risks import HeatCell
from pmtui.views.shapes.table import Cell, Tone

STEPS = 5
CELL = 3
LABEL = 3
"""Cells left of the map, where the probabilities stand."""
MANY = "99+"
"""Stands for a count of three digits, which a cell has no room for."""
_TONES: Final[dict[tuple[RiskKind, Level], Tone]] = {
    ("threat", "H"): "bad",
    ("threat", "M"): "warn",
    ("threat", "L"): "good",
    ("opportunity", "H"): "good",
    ("opportunity", "M"): "accent",
    ("opportunity", "L"): "dim",
}
_LEGEND: Final[tuple[tuple[Level, str], ...]] = (("H", " high"), ("M", " med "), ("L", " low "))
"""What the letter and the ground of a cell say, as wide as a half of the map in all."""
_AXES: Final = "probability down, impact across"


class HeatMap(CursorLines):
    """Counts by probability (rows) and impact (columns), opportunities mirrored (PMBOK).

    Each cell is filled by its level and ends in its letter, so that it is read without colours
    as well; a cell with risks in it is filled brighter than one without.
    """

    DEFAULT_CSS = "HeatMap { width: 36; height: 9; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's own word)
        super().__init__(id=id)
        self.marks = set()
        self._heat: Callable[[HeatCell], Heat] = lambda _cell: Heat()
        self._row = 0
        self._column = 0

    def show(self, heat: Callable[[HeatCell], Heat]) -> None:
        """Show other counts: a function of the cell."""
        self._heat = heat
        self.refresh()

    @property
    def cursor(self) -> HeatCell:
        """The cell under the cursor."""
        return self._place(self._row, self._column)

    def move(self, across: int, down: int) -> None:
        """Move the cursor by cells."""
        self._row = max(0, min(self._row + down, STEPS - 1))
        self._column = max(0, min(self._column + across, 2 * STEPS - 1))
        self.refresh()
        self.moved()

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a second one chooses where the map has the keys."""
        row, x = event.y - 1, event.x - LABEL
        column = (x if x < STEPS * CELL else x - 1) // CELL
        if x < 0 or not (0 <= row < STEPS and column < 2 * STEPS):
            return
        self.move(column - self._column, row - self._row)
        if event.chain > 1 and self.active:
            self.chosen()

    @staticmethod
    def _place(row: int, column: int) -> HeatCell:
        if column < STEPS:
            return HeatCell(STEPS - row, column + 1, "threat")
        return HeatCell(STEPS - row, 2 * STEPS - column, "opportunity")

    def render_line(self, y: int) -> Strip:
        """Titles, five rows of cells, the scale below, what the axes and the grounds mean."""
        width = self.size.width
        half = STEPS * CELL
        if y == 0:
            text = f"{'threats':^{half}} {'opportunities':^{half}}"
            return self._words(text, width)
        if y <= STEPS:
            return self._cells(y - 1, width)
        if y == STEPS + 1:
            rising = "".join(f"{step:^{CELL}}" for step in range(1, STEPS + 1))
            falling = "".join(f"{step:^{CELL}}" for step in range(STEPS, 0, -1))
            return self._words(f"{rising} {falling}", width)
        if y == STEPS + 2:
            return self._words(f"{_AXES:^{2 * half + 1}}", width)
        return self._legend(width) if y == STEPS + 3 else self._words("", width)

    def _words(self, text: str, width: int) -> Strip:
        cell = Cell(" " * LABEL + text, "dim")
        return self.strip_of([self.painted(cell, width)], width)

    def _cells(self, row: int, width: int) -> Strip:
        pieces = [self.painted(Cell(f"p{STEPS - row}", "dim"), LABEL)]
        for column in range(2 * STEPS):
            place = self._place(row, column)
            heat = self._heat(place)
            level = heat.level or ""
            count = str(heat.count) if heat.count else "" if level else self.glyphs.dot
            text = f"{count:>{CELL - 1}}{level or ' '}" if len(count) < CELL else MANY
            pieces.append(Segment(text, self.style_of(*self._looks(place, heat, row, column))))
            if column == STEPS - 1:
                pieces.append(Segment(" ", self.style_of("tone--plain")))
        return self.strip_of(pieces, width)

    def _looks(self, place: HeatCell, heat: Heat, row: int, column: int) -> tuple[str, ...]:
        tone = _TONES[place.kind, heat.level] if heat.level else "dim"
        if self.active and (row, column) == (self._row, self._column):
            return f"tone--{tone}", "line--cursor"
        return (f"tone--{tone}", "fill") if heat.count else (f"tint--{tone}",)

    def _legend(self, width: int) -> Strip:
        pieces = [Segment(" " * LABEL, self.style_of("tone--plain"))]
        kinds: tuple[RiskKind, ...] = ("threat", "opportunity")
        for kind in kinds:
            for level, word in _LEGEND:
                pieces.append(Segment(word, self.style_of(f"tone--{_TONES[kind, level]}", "fill")))
            pieces.append(Segment(" ", self.style_of("tone--plain")))
        return self.strip_of(pieces, width)
