"""This file is the last gate before the terminal: nothing in data is obeyed, or moves the rest."""

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from pmtui.text import ELLIPSIS, visible
from pmtui.tui.terminal.ascii_text import in_ascii


class VisibleFilter(LineFilter):
    """Makes control, C1 and bidi characters visible in every segment of every line.

    A stand-in is wider than what it stands for, so the line is brought back to the cells it had:
    else the text of one pane would push its neighbour off the screen.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The line with its unsafe characters as stand-ins; a clean line comes back as it is."""
        if all(segment.text.isprintable() or segment.control for segment in segments):
            return segments
        line: list[Segment] = []
        owed: list[int] = []
        for segment in segments:
            shown = segment if segment.control else _with(segment, _shown(segment.text))
            owed.append(max(0, shown.cell_length - segment.cell_length))
            line.append(_paying(shown, owed))
        return [_cut(segment, more) for segment, more in zip(line, owed, strict=True)]


class AsciiFilter(LineFilter):
    """Spells every line in ASCII, borders of widgets and words of data alike; it comes last."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The line in ASCII, cell for cell."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else _with(segment, in_ascii(segment.text))
            for segment in segments
        ]


def _with(segment: Segment, text: str) -> Segment:
    return Segment(text, segment.style)


def _shown(text: str) -> str:
    return visible(text.replace("\n", " "))


def _paying(segment: Segment, owed: list[int]) -> Segment:
    """The segment without the blanks at its end that pay for what it and others have grown by."""
    if segment.control or not any(owed):
        return segment
    words = segment.text.rstrip(" ")
    blanks = len(segment.text) - len(words)
    for debtor in reversed(range(len(owed))):
        paid = min(blanks, owed[debtor])
        owed[debtor] -= paid
        blanks -= paid
    return _with(segment, words + " " * blanks)


def _cut(segment: Segment, more: int) -> Segment:
    """The segment without the cells that no blank has paid for."""
    if not more:
        return segment
    room = segment.cell_length - more
    return _with(segment, set_cell_size(segment.text, room - 1) + ELLIPSIS if room > 0 else "")
