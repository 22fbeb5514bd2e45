"""This file is the first screen of all: what to begin with where there is no store yet."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final, Literal

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Key

from pmtui.resources import themes_directory, user_themes_directory
from pmtui.settings import Settings
from pmtui.tui.keys.key_bursts import QUIET_SECONDS, Burst, listen_for_bursts
from pmtui.tui.lines.text_lines import Lines
from pmtui.tui.terminal.safe_output import AsciiFilter, VisibleFilter
from pmtui.tui.terminal.themes import ThemeChoice, choose_theme
from pmtui.views.shapes.table import Cell, Line

Choice = Literal["demo", "import", "empty", "leave"]
"""What a person wants to begin with."""

_CHOICES: Final[dict[str, Choice]] = {
    "d": "demo",
    "i": "import",
    "e": "empty",
    "q": "leave",
    "escape": "leave",
    "ctrl+c": "leave",
    "ctrl+q": "leave",
}
_OFFERS: Final = (
    ("d", "Demo portfolio", "a copy to try things on; gone when you leave"),
    ("i", "Import", "a new store there, from a table or plan of yours"),
    ("e", "Empty", "a new store there, with nothing in it"),
    ("q", "Leave", "nothing is made"),
)


class FirstApp(App[str], inherit_bindings=False):
    """Four choices, one key each."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { align: center middle; background: $background; color: $foreground; }
    #first { width: 76; max-width: 100%; height: 11; }
    #first > Lines { height: 100%; }
    """

    def __init__(self, path: Path, themes: ThemeChoice, *, draws_ascii: bool = False) -> None:
        self._themes = themes
        super().__init__()
        self._path = path
        self._deaf_until = 0.0
        self.draws_ascii = draws_ascii
        """Whether drawings are made of ASCII."""
        self.choice: Choice = "leave"
        """What was chosen."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours a theme may leave out."""
        return dict(self._themes.variable_defaults)

    def on_load(self) -> None:
        """Register the themes before anything is styled, and hear what comes in one read."""
        listen_for_bursts()
        for theme in self._themes.themes:
            self.register_theme(theme)
        self.theme = self._themes.chosen
        self._filters.append(VisibleFilter())
        if self.draws_ascii:
            self._filters.append(AsciiFilter())

    def compose(self) -> ComposeResult:
        """The choices."""
        with Vertical(id="first"):
            yield Lines()

    def on_mount(self) -> None:
        """Say where the store would be, and what there is to choose."""
        self.query_one(Lines).show(first_lines(self._path))

    def on_burst(self, event: Burst) -> None:
        """A text that comes at once chooses nothing."""
        self._deaf_until = event.time + QUIET_SECONDS
        said = "Several keys came at once: press one of d, i, e or q."
        self.query_one(Lines).show(first_lines(self._path, said))

    def on_key(self, event: Key) -> None:
        """One key chooses."""
        event.stop()
        if event.time < self._deaf_until:
            return
        if event.key in _CHOICES:
            self.choice = _CHOICES[event.key]
            self.exit()
        else:
            name = event.character if event.is_printable else event.key
            said = f"{name} chooses nothing: press d, i, e or q."
            self.query_one(Lines).show(first_lines(self._path, said))


def first_lines(path: Path, said: str = "") -> Sequence[Line]:
    """What the first screen says.

    Args:
        path: where the store would be.
        said: what to say of the last key; empty for nothing.
    """
    offers = [
        (Cell(key, "accent"), Cell(f"{name:<14}", "head"), Cell(told, "dim"))
        for key, name, told in _OFFERS
    ]
    return (
        (Cell("pmtui", "head"), Cell("programs and portfolios in the terminal", "dim")),
        (),
        (Cell("There is no store yet at"),),
        (Cell(str(path), "accent"),),
        (),
        *offers,
        (),
        (Cell(said, "warn") if said else Cell("One key chooses.", "dim"),),
    )


def first_choice(path: Path, settings: Settings, *, draws_ascii: bool = False) -> Choice:
    """What the person wants to begin with.

    Args:
        path: where the store would be.
        settings: the person's theme and colours.
        draws_ascii: whether drawings are made of ASCII.
    """
    folders = [themes_directory(), user_themes_directory()]
    themes = choose_theme(folders, settings.theme, os.environ, settings.colours)
    app = FirstApp(path, themes, draws_ascii=draws_ascii)
    app.run()
    return app.choice
