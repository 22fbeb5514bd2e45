"""This file draws lines of segments left and right; the least important give way first."""

from collections.abc import Sequence
from typing import Final

import msgspec
from rich.segment import Segment as Piece
from textual.strip import Strip

from pmtui.text import cell_width, cut, cut_path, visible, wrap
from pmtui.tui.lines.cells import LineWidget
from pmtui.views.shapes.table import Tone

JOINT: Final = " > "
"""What stands between the parts of a path."""


class Segment(msgspec.Struct, frozen=True):
    """One piece of the line."""

    text: str
    tone: Tone = "plain"
    priority: int = 0
    """The piece with the highest number is left out first; 0 stays, and is cut."""
    parts: tuple[str, ...] = ()
    """Of a path: it gives way before other pieces do, from its middle; its end stays whole."""


_Sides = tuple[tuple[Segment, ...], tuple[Segment, ...]]
"""What stands left and right on a line."""


class StatusLine(LineWidget):
    """A line, or some, with pieces at the left and at the right, never cut inside a word."""

    DEFAULT_CSS = "StatusLine { height: 1; }"
    GAP = 2
    MOST = 4

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's own word)
        super().__init__(id=id)
        self._lines: tuple[_Sides, ...] = ()

    def show(self, left: Sequence[Segment], right: Sequence[Segment]) -> None:
        """Show other pieces; nothing is drawn where they are the same."""
        self._show(((tuple(left), tuple(right)),))

    def show_all(self, segments: Sequence[Segment]) -> None:
        """Show pieces on as many lines as they need: none is left out."""
        lines: list[tuple[Segment, ...]] = [()]
        for other_segment in segments:
            if lines[-1] and self._width((*lines[-1], other_segment)) > self.size.width:
                lines.append(())
            lines[-1] = (*lines[-1], other_segment)
        self._show(tuple((line, ()) for line in lines))

    def show_words(self, text: str, tone: Tone) -> None:
        """Show a sentence on as many lines as it needs; one that needs too many ends in a cut."""
        lines = wrap(visible(text), self.size.width - 2) if self.size.width > 2 else [text]
        kept = [*lines[: self.MOST - 1], " ".join(lines[self.MOST - 1 :])]
        self._show(tuple(((Segment(line, tone),), ()) for line in kept if line))

    def _show(self, lines: tuple[_Sides, ...]) -> None:
        if lines != self._lines:
            if len(lines) != max(1, len(self._lines)):
                self.styles.height = len(lines)
            self._lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.size.width
        left, right = self._fitting(width, *(self._lines[y] if y < len(self._lines) else ((), ())))
        tail = [self._piece(other_segment, width - 2) for other_segment in right]
        tail_width = sum(cell_width(other_segment.text) + self.GAP for other_segment in tail)
        pieces: list[Piece] = [Piece(" ", self.style_of("tone--plain"))]
        used = 1
        for at, segment in enumerate(left):
            room = width - 1 - tail_width - used
            if segment.parts:
                room -= self._width(left[at + 1 :])
            if room <= 0:
                break
            pieces.append(self._piece(segment, room))
            used += cell_width(pieces[-1].text)
            pieces.append(Piece(" " * self.GAP, self.style_of("tone--plain")))
            used += self.GAP
        pieces.append(Piece(" " * max(0, width - used - tail_width + 1), self.style_of()))
        for at, piece in enumerate(tail):
            pieces.append(piece)
            if at < len(tail) - 1:
                pieces.append(Piece(" " * self.GAP, self.style_of()))
        return self.strip_of(pieces, width)

    def _fitting(
        self, width: int, before: Sequence[Segment], after: Sequence[Segment]
    ) -> tuple[list[Segment], list[Segment]]:
        left = [segment for segment in before if segment.text]
        right = [segment for segment in after if segment.text]
        while self._width(left) + self._width(right) > width:
            last = max(
                (segment for segment in left + right),
                key=lambda segment: segment.priority,
                default=None,
            )
            if last is None or last.priority == 0:
                break
            (left if last in left else right).remove(last)
        return left, right

    def _width(self, segments: Sequence[Segment]) -> int:
        return sum(self._least(segment) + self.GAP for segment in segments)

    def _least(self, segment: Segment) -> int:
        """The cells a piece needs; a path needs its end, and a mark for what is left out."""
        if len(segment.parts) < 2:
            return cell_width(visible(segment.text))
        return cell_width(JOINT.join((self.glyphs.ellipsis, visible(segment.parts[-1]))))

    def _piece(self, segment: Segment, room: int) -> Piece:
        room, ellipsis = max(0, room), self.glyphs.ellipsis
        if segment.parts:
            text = cut_path([visible(name) for name in segment.parts], room, JOINT, ellipsis)
        else:
            text = cut(visible(segment.text), room, ellipsis)
        return Piece(text, self.style_of(f"tone--{segment.tone}"))
