"""This file is what all dialogs over the screen share: they are obeyed once they could be read."""

from typing import ClassVar, Final

from textual.binding import BindingType
from textual.events import Key
from textual.screen import ModalScreen, ScreenResultType

from pmtui import clock

TYPE_AHEAD_SECONDS: Final = 0.2
"""How long nothing is chosen in a dialog, so that no key typed before it opened does."""


class Dialog(ModalScreen[ScreenResultType], inherit_bindings=False):
    """A question or a list over the screen, closed by its answer."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._opened = clock.monotonic()

    def on_mount(self) -> None:
        """From now on it can be read."""
        self.reopen()

    def reopen(self) -> None:
        """What it asks is new: it has to be read first."""
        self._opened = clock.monotonic()

    def is_early(self, event: Key) -> bool:
        """Whether a key was typed before the person could read what it would choose."""
        return event.time < self._opened + TYPE_AHEAD_SECONDS
