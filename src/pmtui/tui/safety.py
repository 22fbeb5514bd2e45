"""This file is the last gate before the terminal: no control character of any data passes."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from pmtui.text import visible


class VisibleFilter(LineFilter):
    """Makes control, C1 and bidi characters visible in every segment of every line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line with its unsafe characters as stand-ins; a clean line comes back as it is."""
        if all(segment.text.isprintable() or segment.control for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_shown(segment.text), segment.style)
            for segment in segments
        ]


def _shown(text: str) -> str:
    return visible(text.replace("\n", " "))
