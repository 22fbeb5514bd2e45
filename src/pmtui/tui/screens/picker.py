"""This file is a list to choose from by typing: help, commands and everything alike."""

from collections.abc import Sequence
from typing import ClassVar, Final

import msgspec
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from pmtui.text import visible
from pmtui.tui.lines.grid import Grid
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow, Tone

_WIDE: Final = 19
"""Cells for what a row is, where nobody asks for more."""


class Choice(msgspec.Struct, frozen=True):
    """One row to choose."""

    id: str
    keys: str
    title: str
    help: str
    refusal: str = ""
    """Why it is not possible now; it is grey and says so."""


class PickerScreen(Dialog[str]):
    """A list that narrows as one types; Enter gives the id of the row, Esc gives nothing.

    Args:
        title: what is chosen.
        choices: the rows.
        wide: how many cells there are for what a row is.
    """

    told: ClassVar[str] = "type to narrow, up and down choose, Enter runs, Esc closes"
    """What the empty line says."""

    def __init__(self, title: str, choices: Sequence[Choice], wide: int = _WIDE) -> None:
        super().__init__()
        self._columns = _columns(wide)
        self._title = title
        self._choices = tuple(choices)
        self.shown = self._choices
        """The rows there are to choose from now."""

    def compose(self) -> ComposeResult:
        """Title, the typed words, the list."""
        with Vertical(id="picker"):
            yield Static(Content(visible(self._title)), id="picker-title")
            yield Input(placeholder=self.told)
            yield Grid()

    def on_mount(self) -> None:
        """Show the whole list."""
        line = self.query_one(Input)
        line.cursor_blink = False
        self.query_one(Grid).active = True
        self._list("")
        line.focus()

    def narrowed(self, words: str) -> tuple[Choice, ...]:
        """The rows that suit what was typed, the best first."""
        ranked = [
            (rank, choice) for choice in self._choices if (rank := _rank(choice, words)) is not None
        ]
        ranked.sort(key=lambda pair: pair[0])
        return tuple(choice for _, choice in ranked)

    def take(self, choice: Choice) -> None:
        """Enter on a row: it is chosen."""
        self.dismiss(choice.id)

    def complete(self, choice: Choice) -> None:
        """Tab on a row; a list that is not typed into has nothing to complete."""

    def write(self, text: str) -> None:
        """Put a text in the place of what was typed."""
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)

    def refuse(self, reason: str) -> None:
        """Say why a row is not taken, until the next letter."""
        self._head(reason, bad=True)

    def _head(self, text: str, *, bad: bool = False) -> None:
        head = self.query_one("#picker-title", Static)
        head.set_class(bad, "bad")
        head.update(Content(visible(text)))

    def _list(self, words: str) -> None:
        shown = self.shown = self.narrowed(words)
        grid = self.query_one(Grid)
        grid.show(
            Table(
                self._columns,
                range(len(shown)),
                lambda at: _row(at, shown[at]),
                empty="nothing of that name",
            )
        )
        grid.to_end(last=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        if self.query_one("#picker-title").has_class("bad"):
            self._head(self._title)
        self._list(event.value)

    def on_key(self, event: Key) -> None:
        """Move in the list while typing, or leave."""
        steps = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10, "ctrl+n": 1, "ctrl+p": -1}
        if event.key in steps:
            event.stop()
            self.query_one(Grid).move_cursor(steps[event.key])
        elif event.key in {"tab", "enter"}:
            event.stop()
            event.prevent_default()
            if self.shown:
                self._use(event, self.shown[self.query_one(Grid).cursor])
        elif event.key in {"escape", "ctrl+c"}:
            event.stop()
            self.dismiss("")

    def _use(self, event: Key, choice: Choice) -> None:
        """Tab completes; Enter takes, if the person has typed here or could read the list."""
        if event.key == "tab":
            self.complete(choice)
        elif self.query_one(Input).value or not self.is_early(event):
            self.take(choice)


def _columns(wide: int) -> tuple[TableColumn, ...]:
    """The columns of the list: keys, what a row is in so many cells, what it does."""
    return (
        TableColumn(key="keys", title="key", width=13),
        TableColumn(key="title", title="what", width=wide),
        TableColumn(key="help", title="does", width=20, flex=1),
    )


def _rank(one: Choice, words: str) -> int | None:
    """How well a choice suits the words typed, 0 best; None where it does not."""
    phrase, parts = words.strip().casefold(), words.casefold().split()
    title = one.title.casefold()
    if not all(part in f"{one.keys} {title} {one.help} {one.id}".casefold() for part in parts):
        return None
    if words.strip() in one.keys.split():
        return 0
    if title.startswith(phrase):
        return 1
    return 2 if all(part in f"{title} {one.id}" for part in parts) else 3


def _row(at: int, one: Choice) -> TableRow:
    tone: Tone = "dim" if one.refusal else "plain"
    told = Cell(one.refusal, "warn") if one.refusal else Cell(one.help, "dim")
    return TableRow(at, (Cell(one.keys, "accent"), Cell(one.title, tone), told))
