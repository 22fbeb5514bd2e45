"""This file lists over the screen what changed, or would: since a moment, outside, by a what-if."""

from typing import Final, Literal, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from pmtui.actions.core.action import Target
from pmtui.text import visible
from pmtui.tui.lines.sections import Sections
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.shapes.table import Line, Section

_LEAST: Final = 32
"""Cells of a line for what became of something and who did it, where its title is long."""


class ChangesScreen(Dialog[Target | None]):
    """Rows by section; Enter gives the entity under the cursor, q and Esc give nothing.

    Args:
        title: what is listed.
        sections: what is listed under which heading.
        summary: how much it is of what kind.
    """

    def __init__(self, title: str, sections: tuple[Section, ...], summary: Line = ()) -> None:
        super().__init__()
        self._title = title
        self._sections = sections
        self._summary = summary

    def compose(self) -> ComposeResult:
        """Title with the counts, the list, the keys."""
        counts = "  ".join(cell.text for cell in self._summary)
        with Vertical(id="changes"):
            yield Static(Content(visible(f" {self._title}   {counts}")), id="changes-title")
            yield Sections(wrapped=True, least=_LEAST)
            yield Static(Content(" Enter opens it   h l sections   q back"), id="changes-keys")

    def on_mount(self) -> None:
        """Show the list."""
        sections = self.query_one(Sections)
        sections.active = True
        sections.show(self._sections or (Section("", (), "", "nothing has changed"),))

    def on_key(self, event: Key) -> None:
        """Move, open or leave."""
        event.stop()
        sections = self.query_one(Sections)
        if event.key in STEPS:
            sections.move_cursor(STEPS[event.key])
        elif event.key in {"h", "l", "left", "right"}:
            sections.to_section(1 if event.key in {"l", "right"} else -1)
        elif event.key in {"q", "escape", "ctrl+c", "C"}:
            self.dismiss(None)
        elif event.key == "enter" and not self.is_early(event):
            entry = sections.entry
            if entry is not None and entry.target is not None:
                self.dismiss(Target(*entry.target))


STEPS: Final = {
    "down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 10, "pageup": -10, "ctrl+d": 10,
    "ctrl+u": -10, "G": 100_000, "g": -100_000,
}  # fmt: skip
"""Lines that a key moves the cursor by."""

Decision = Literal["take", "discard"]


class DecisionKeys(NamedTuple):
    """What the keys of a decision are said to do, each line as it stands below the list."""

    take: str
    """Where it can be taken in."""
    discard: str
    """Where it can only be discarded."""
    again: str
    """After the first of the two keys that discard it."""


OF_A_FILE: Final = DecisionKeys(
    " Enter take it in   d d discard it (the file is kept)   q later",
    " d d discard it: the file is written anew, as it is kept   q later",
    " d again discards it: nothing of it is taken in   q later",
)
OF_A_SCENARIO: Final = DecisionKeys(
    " Enter make it the plan, in one commit   d d give it up   q back",
    " d d give it up   q back",
    " d again gives it up: the plan stays as it is   q back",
)


class AdoptScreen(Dialog[Decision | None]):
    """What was changed; Enter takes it in, `d` twice discards it, q and Esc leave it.

    Args:
        title: where the change comes from.
        change: what is listed under which heading, and how much it is of what kind.
        notes: what the person should know, a sentence each.
        unreadable: why nothing can be taken in; empty where it can.
        keys: what the keys are said to do.
    """

    def __init__(
        self,
        title: str,
        change: tuple[tuple[Section, ...], Line],
        notes: tuple[str, ...],
        unreadable: str,
        keys: DecisionKeys = OF_A_FILE,
    ) -> None:
        super().__init__()
        self._keys = keys
        self._title = title
        self._sections, self._summary = change
        self._notes = notes
        self._unreadable = unreadable
        self._is_condemned = False

    def compose(self) -> ComposeResult:
        """Title with the counts, the list, the keys."""
        counts = "  ".join(cell.text for cell in self._summary)
        with Vertical(id="changes"):
            yield Static(Content(visible(f" {self._title}   {counts}")), id="changes-title")
            yield Sections(wrapped=True)
            keys = self._keys.discard if self._unreadable else self._keys.take
            yield Static(Content(keys), id="changes-keys")

    def on_mount(self) -> None:
        """Show the list, what is to be known first."""
        sections = self.query_one(Sections)
        sections.active = True
        empty = self._unreadable or "nothing in it that shows"
        shown = self._sections or (Section("", (), "", visible(empty)),)
        notes = tuple(Section("", (), "", visible(note)) for note in self._notes)
        sections.show((*notes, *shown))

    def on_key(self, event: Key) -> None:
        """Move, decide or leave."""
        event.stop()
        condemned, self._is_condemned = self._is_condemned, False
        sections = self.query_one(Sections)
        if event.key in STEPS:
            sections.move_cursor(STEPS[event.key])
        elif event.key in {"h", "l", "left", "right"}:
            sections.to_section(1 if event.key in {"l", "right"} else -1)
        elif event.key in {"q", "escape", "ctrl+c"}:
            self.dismiss(None)
        elif self.is_early(event):
            return
        elif event.key == "enter" and not self._unreadable:
            self.dismiss("take")
        elif event.key == "d" and condemned:
            self.dismiss("discard")
        elif event.key == "d":
            self._is_condemned = True
            self.query_one("#changes-keys", Static).update(Content(self._keys.again))
