"""This file decides what a key, keys of one read or a paste is when its turn comes.

It goes by when it arrived, not by when it is looked at: a busy machine is late, and what was on
its way when a question opened is no answer to it.
"""

from typing import Final, cast

from textual.app import App
from textual.events import Event, Key, Paste
from textual.screen import Screen

from pmtui.tui.keys.key_bursts import QUIET_SECONDS, Burst, overflows, reads_like_text
from pmtui.tui.main.main_screen import MainScreen
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS

_NEVER: Final = float("-inf")


class InputSorter:
    """Sorts what is typed from what is pasted.

    Args:
        app: where it arrives.
    """

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._last = _NEVER
        """When the last piece of a paste came."""

    def sort(self, event: Event) -> list[Event]:
        """What is to be handed on in place of an event; nothing where it was dealt with here."""
        screen, is_line = self._app.screen, self._app.focused is not None
        if isinstance(event, Paste):
            if not is_line:
                self._last = event.time
            return [event]
        if self._is_pasted(event, screen, is_line=is_line):
            self._last = max(self._last, event.time)
            return self._paste(event, screen, is_line=is_line)
        self._last = _NEVER  # What comes after a quiet moment ends the paste.
        if isinstance(event, Burst):
            return [*event.keys_for(self._app)]
        return [event]

    def _is_pasted(self, event: Event, screen: Screen[object], *, is_line: bool) -> bool:
        if event.time < self._last + QUIET_SECONDS:
            return True
        keys = screen.keys if isinstance(screen, MainScreen) else None
        if keys is not None and keys.paste_asked_at and not is_line:
            # One who answers has read the question, and presses one key.
            is_late = event.time >= keys.paste_asked_at + TYPE_AHEAD_SECONDS
            return isinstance(event, Burst) or not is_late
        if not isinstance(event, Burst):
            return False
        moving = keys.moving if keys is not None else frozenset()
        judge = overflows if is_line else reads_like_text
        return judge(event.text, moving)

    def _paste(self, event: Event, screen: Screen[object], *, is_line: bool) -> list[Event]:
        """Hand on what was pasted: to the line as a paste, to the screen as a question."""
        burst = event if isinstance(event, Burst) else Burst((cast("Key", event),))
        if is_line:
            paste = Paste(burst.text)
            paste.set_sender(self._app)
            return [paste]
        if isinstance(screen, MainScreen):
            screen.keys.take_paste(burst.text, lambda: self._obey(burst))
        else:
            self._app.bell()
        return []

    def _obey(self, burst: Burst) -> None:
        """Take a burst as keys after all."""
        self._last = _NEVER
        for key in burst.keys_for(self._app, anew=True):
            self._app.post_message(key)
