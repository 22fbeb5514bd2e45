"""This file shows what would come of a list of lines, and which of them cannot go in and why."""

from collections.abc import Callable
from typing import Final

import msgspec
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from pmtui.actions.adding.add_lines import PlannedLine
from pmtui.text import visible
from pmtui.tui.lines.sections import Sections
from pmtui.tui.screens.adopt_changes import STEPS
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.shapes.table import Cell, Entry, Section
from pmtui.views.wording.formatting import count_with_noun


class Preview(msgspec.Struct, frozen=True):
    """What a list would become as one kind."""

    lines: tuple[PlannedLine, ...]
    told: tuple[str, ...]
    """What each line that goes in means, as a typed line is said back."""


class PasteAnswer(msgspec.Struct, frozen=True):
    """What is to be done: which lines go in, as which kind."""

    word: str
    lines: tuple[PlannedLine, ...]

    @property
    def good(self) -> str:
        """The text of the lines that go in, set in by the levels that were shown."""
        good = (line for line in self.lines if not line.problem)
        return "\n".join("  " * line.level + line.line.raw.lstrip() for line in good)

    @property
    def bad(self) -> str:
        """The text of the others."""
        return "\n".join(line.line.raw for line in self.lines if line.problem)


_KEYS: Final = frozenset({"q", "escape", "ctrl+c"})


class PasteScreen(Dialog[PasteAnswer | None]):
    """Lines with what they become: Enter adds them all, `g` the good ones, Tab changes the kind.

    Args:
        kinds: the words Tab goes through; the first is shown at first.
        look: what the list would become as a kind.
        place: where it goes, in words.
    """

    def __init__(self, kinds: tuple[str, ...], look: Callable[[str], Preview], place: str) -> None:
        super().__init__()
        self._kinds = kinds
        self._look = look
        self._place = place
        self._at = 0
        self._preview = look(kinds[0])

    def compose(self) -> ComposeResult:
        """Title with the counts, the lines, the keys."""
        with Vertical(id="changes"):
            yield Static(id="changes-title")
            yield Sections(wrapped=True)
            yield Static(id="changes-keys")

    def on_mount(self) -> None:
        """Show the lines."""
        super().on_mount()
        self.query_one(Sections).active = True
        self._show()

    @property
    def _bad(self) -> int:
        return sum(bool(line.problem) for line in self._preview.lines)

    def _show(self, told: str = "") -> None:
        count, bad, word = len(self._preview.lines), self._bad, self._kinds[self._at]
        good = count - bad
        counts = (
            f"{count_with_noun(count, 'line')}: {count_with_noun(good, word)} into {self._place}"
        )
        left = f", {count_with_noun(bad, 'line')} cannot go in" if bad else ""
        title = self.query_one("#changes-title", Static)
        title.update(Content(visible(f" {counts}{left}")))
        following = self._kinds[(self._at + 1) % len(self._kinds)]
        add = [] if bad else [f"Enter add {count_with_noun(count, word)}"]
        add += [f"g add the {good} good"] if bad and good else []
        keys = "   ".join((*add, f"Tab {following}", "j k lines", "Esc back"))
        self.query_one("#changes-keys", Static).update(Content(visible(f" {told or keys}")))
        told_lines = iter(self._preview.told)
        entries = tuple(
            _entry(line, "" if line.problem else next(told_lines)) for line in self._preview.lines
        )
        self.query_one(Sections).show((Section("", entries),))

    def on_key(self, event: Key) -> None:
        """Move, change the kind, add or leave; any other key is told what there is."""
        event.stop()
        event.prevent_default()
        if event.key in STEPS and event.key != "g":
            self.query_one(Sections).move_cursor(STEPS[event.key])
        elif event.key in {"tab", "shift+tab"}:
            self._at = (self._at + (1 if event.key == "tab" else -1)) % len(self._kinds)
            self._preview = self._look(self._kinds[self._at])
            self._show()
        elif event.key in _KEYS:
            self.dismiss(None)
        elif event.key in {"enter", "g"} and not self.is_early(event):
            self._add(is_all=event.key == "enter")
        elif event.key not in {"enter", "g"}:
            self._show(f"{event.character or event.key} means nothing here; Esc goes back")

    def _add(self, *, is_all: bool) -> None:
        lines = self._preview.lines
        if is_all and self._bad:
            good = len(lines) - self._bad
            key = f"g adds the {good} good ones; " if good else ""
            self._show(
                f"{count_with_noun(self._bad, 'line')} cannot go in: {key}Esc goes back to mend"
            )
        elif self._bad == len(lines):
            self._show("none of the lines can go in: Esc goes back to mend them")
        else:
            self.dismiss(PasteAnswer(self._kinds[self._at], lines))


def _entry(one: PlannedLine, told: str) -> Entry:
    number = Cell(f"{one.line.number:>3}", "dim")
    if one.problem:
        mark, text = Cell("no", "bad"), Cell(one.line.text, "bad")
        return Entry(cells=(number, mark, text), below=Cell(one.problem, "bad"))
    mark = Cell("[x]" if one.line.is_done else "   ", "good")
    return Entry(cells=(number, mark, Cell(f"{'  ' * one.level}{told}")))
