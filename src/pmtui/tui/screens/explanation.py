"""This file shows how a figure came about: formula, inputs, term and source."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from pmtui.text import cell_width, fit, visible, wrap
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.shapes.table import Section

WIDEST: Final = 96
"""Cells that a line of the explanation takes at most."""
FRAME: Final = 8
"""Cells that the frame, its padding and a scroll bar take."""


class ExplainScreen(Dialog[None]):
    """A section over the screen; any key closes it."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section

    def compose(self) -> ComposeResult:
        """Label and words, line by line, made safe to show."""
        width = min(WIDEST, self.app.size.width * 9 // 10 - FRAME)
        lines = "\n".join(explanation_lines(self._section, width))
        box = Vertical(id="explain")
        box.styles.width = width + FRAME
        with box:
            yield Static(Content(visible(self._section.title)), id="explain-title")
            yield Static(Content(f"\n{lines}\n"))
            yield Static(Content("any key closes"), id="explain-foot")

    def on_key(self, event: Key) -> None:
        """Any key closes."""
        event.stop()
        self.dismiss(None)


def explanation_lines(section: Section, width: int) -> Iterator[str]:
    """Entries of a section, words wrapped beside their labels."""
    rows = [[visible(cell.text) for cell in entry.cells] for entry in section.entries]
    labels = (cell_width(row[0]) for row in rows if len(row) > 1)
    label = min(max(labels, default=0), max(1, width // 2))
    for row in rows:
        words = wrap("  ".join(row[1:]) if len(row) > 1 else row[0], width - label - 2)
        names = wrap(row[0], label) if len(row) > 1 else []
        for name, line in zip_longest(names, words, fillvalue=""):
            yield f"{fit(name, label)}  {line}".rstrip()
