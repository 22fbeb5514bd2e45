"""This file lists what is not saved, with the reason: to apply again, or to discard."""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from pmtui.tui.lines.grid import Grid
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.shapes.table import Cell, Table, TableColumn, TableRow

MOST_ROWS: Final = 14
"""Drafts that are seen at once."""

_KEYS: Final = " Enter apply   A apply all   x discard   q back"


class DraftRow(msgspec.Struct, frozen=True):
    """One draft as it is listed."""

    id: str
    what: str
    why: str
    when: str


class DraftChoice(msgspec.Struct, frozen=True):
    """What is to be done with which drafts."""

    act: Literal["apply", "discard"]
    ids: tuple[str, ...]


class DraftsScreen(Dialog[DraftChoice | None]):
    """The drafts, oldest first; gives what the person chose, or None."""

    def __init__(self, rows: Sequence[DraftRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._condemned = ""

    def compose(self) -> ComposeResult:
        """Title, the list, the keys."""
        count = len(self._rows)
        with Vertical(id="drafts"):
            yield Static(
                Content(f" {count} not saved" if count else " Not saved"), id="drafts-title"
            )
            yield Grid()
            yield Static(Content(_KEYS), id="drafts-keys")

    def on_mount(self) -> None:
        """Show the list."""
        grid = self.query_one(Grid)
        grid.active = True
        grid.styles.height = min(len(self._rows), MOST_ROWS) + 1
        rows = self._rows
        grid.show(
            Table(
                _COLUMNS,
                range(len(rows)),
                lambda at: _row(at, rows[at]),
                empty="everything is saved",
            )
        )

    def on_key(self, event: Key) -> None:
        """Move, apply, discard or leave."""
        event.stop()
        grid = self.query_one(Grid)
        if event.key in _STEPS:
            grid.move_cursor(_STEPS[event.key])
            self._condemn("")
        elif event.key in {"q", "escape", "ctrl+c", "D"}:
            self.dismiss(None)
        elif self._rows and not self.is_early(event):
            self._do(event.key, self._rows[grid.cursor])

    def _do(self, key: str, row: DraftRow) -> None:
        if key == "enter":
            self.dismiss(DraftChoice("apply", (row.id,)))
        elif key == "A":
            self.dismiss(DraftChoice("apply", tuple(draft_row.id for draft_row in self._rows)))
        elif key == "x" and self._condemned == row.id:
            self.dismiss(DraftChoice("discard", (row.id,)))
        else:
            self._condemn(row.id if key == "x" else "")

    def _condemn(self, name: str) -> None:
        """Ask once more before one is thrown away; any other key takes that back."""
        self._condemned = name
        keys = " x again throws it away for good" if name else _KEYS
        self.query_one("#drafts-keys", Static).update(Content(keys))


_STEPS: Final = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 10, "pageup": -10}
_COLUMNS: Final = (
    TableColumn(key="what", title="what", width=24, flex=3),
    TableColumn(key="why", title="why it is not saved", width=20, flex=2),
    TableColumn(key="when", title="when", width=16),
)


def _row(at: int, one: DraftRow) -> TableRow:
    return TableRow(at, (Cell(one.what), Cell(one.why, "warn"), Cell(one.when, "dim")))
