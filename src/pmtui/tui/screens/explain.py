"""This file shows how a figure came about: formula, inputs, term and source."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from pmtui.text import visible
from pmtui.views.section import Section


class ExplainScreen(ModalScreen[None], inherit_bindings=False):
    """A section over the screen; any key closes it."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section

    def compose(self) -> ComposeResult:
        """Label and words, line by line, made safe to show."""
        rows = [[visible(cell.text) for cell in entry.cells] for entry in self._section.entries]
        width = max((len(row[0]) for row in rows), default=0)
        lines = "\n".join(f"{row[0]:<{width}}  {'  '.join(row[1:])}" for row in rows)
        with Vertical(id="explain"):
            yield Static(Content(visible(self._section.title)), id="explain-title")
            yield Static(Content(f"{lines}\n\nany key closes"))

    def on_key(self, event: Key) -> None:
        """Any key closes."""
        event.stop()
        self.dismiss(None)
