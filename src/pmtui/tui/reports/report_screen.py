"""This file shows a status report over the screen, to read and to say what is done with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from pmtui.tui.lines.sections import Sections
from pmtui.tui.screens.adopt_changes import STEPS
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.shapes.table import Cell, Entry, Section

_WIDEST: Final = 130
"""Cells that the dialog takes at most."""
_EDGE: Final = 6
"""Cells of a line that hold no text: frame, cursor and scroll bar."""
_MOVES: Final = ("h l sections", "q back")


class ReportScreen(Dialog[str | None]):
    """A report to read; a key that does something with it is given, q and Esc give nothing.

    Args:
        title: a clean line that says what it is of.
        sections: gives headings and clean lines for a number of cells.
        choices: what keys do, in words, by key.
        refusals: why keys do nothing, in words, by key.
    """

    def __init__(
        self,
        title: str,
        sections: Callable[[int], Iterable[tuple[str, Sequence[str]]]],
        choices: Mapping[str, str],
        refusals: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._title, self._shown = title, sections
        self._choices, self._refusals = choices, refusals

    def compose(self) -> ComposeResult:
        """What it is of, its sections, the keys."""
        with Vertical(id="report"):
            yield Static(Content(f" {self._title}"), id="changes-title")
            yield Sections()
            does = (f"{key} {words}" for key, words in self._choices.items())
            yield Static(Content(f" {'   '.join((*does, *_MOVES))}"), id="changes-keys")

    def on_mount(self) -> None:
        """Show it."""
        super().on_mount()
        self.query_one(Sections).active = True
        self.on_resize()

    def on_resize(self) -> None:
        """Other room, other lines."""
        width = max(40, min(_WIDEST, self.app.size.width * 94 // 100) - _EDGE)
        self.query_one(Sections).show(
            tuple(
                Section(title, tuple(Entry(cells=(Cell(line),)) for line in lines))
                for title, lines in self._shown(width)
            )
        )

    def on_key(self, event: Key) -> None:
        """Move, choose or leave."""
        event.stop()
        sections = self.query_one(Sections)
        key = event.character or ""
        if event.key in STEPS:
            sections.move_cursor(STEPS[event.key])
        elif event.key in {"h", "l", "left", "right"}:
            sections.to_section(1 if event.key in {"l", "right"} else -1)
        elif event.key in {"q", "escape", "ctrl+c", "R"}:
            self.dismiss(None)
        elif key in self._choices and not self.is_early(event):
            self.dismiss(key)
        elif key in self._refusals:
            self.query_one("#changes-keys", Static).update(Content(f" {self._refusals[key]}"))
