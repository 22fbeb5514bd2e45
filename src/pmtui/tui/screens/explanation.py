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
_WAYS: Final = {"up": -1, "pageup": -1, "down": 1, "pagedown": 1}
_CLOSES: Final = "any key closes"
_SCROLLS: Final = "up and down scroll, "


class ExplainScreen(Dialog[None]):
    """A section over the screen; any key closes it."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self._added = Static()
        self._foot = Static(Content(_CLOSES), id="explain-foot")

    def compose(self) -> ComposeResult:
        """Label and words, line by line, made safe to show."""
        width = min(WIDEST, self.app.size.width * 9 // 10 - FRAME)
        lines = "\n".join(explanation_lines(self._section, width))
        self._added.styles.display = "none"
        box = Vertical(id="explain")
        box.styles.width = width + FRAME
        with box:
            yield Static(Content(visible(self._section.title)), id="explain-title")
            yield Static(Content(f"\n{lines}\n"))
            yield self._added
            yield self._foot

    def add(self, words: str, section: Section | None = None) -> None:
        """Put what came later below the rest, in the place of what came before it."""
        width = min(WIDEST, self.app.size.width * 9 // 10 - FRAME)
        lines = [*wrap(visible(words), width)]
        if section is not None and section.entries:
            lines += explanation_lines(section, width)
        elif section is not None:
            lines += wrap(visible(section.empty), width)
        self._added.update(Content("\n".join(lines) + "\n"))
        self._added.styles.display = "block"
        self.call_after_refresh(self._say_how)

    def on_mount(self) -> None:
        """The foot names the keys that there is something for."""
        self.call_after_refresh(self._say_how)

    def _say_how(self) -> None:
        is_long = self.query_one("#explain", Vertical).max_scroll_y > 0
        self._foot.update(Content(f"{_SCROLLS if is_long else ''}{_CLOSES}"))

    def on_key(self, event: Key) -> None:
        """Arrows and pages scroll what is longer than the screen; any other key closes."""
        event.stop()
        box = self.query_one("#explain", Vertical)
        way = _WAYS.get(event.key)
        if way is None or not box.max_scroll_y:
            self.dismiss(None)
            return
        step = box.size.height - 1 if event.key.startswith("page") else 1
        box.scroll_relative(y=way * step, animate=False)


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
