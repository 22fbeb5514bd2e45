"""This file tells when a key has changed nothing that is seen, and says so: no key is silent."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.actions.core.action import Action
from pmtui.tui.main.main_screen import MainScreen

_LATER: Final = frozenset({"history.undo", "history.redo", "quit"})
"""Acts whose effect is told when it is there."""
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cursor.down": "nothing further down",
        "cursor.up": "nothing further up",
        "cursor.left": "nothing further left",
        "cursor.right": "nothing further right",
        "cursor.top": "this is the top",
        "cursor.bottom": "this is the bottom",
        "cursor.half_down": "nothing further down",
        "cursor.half_up": "nothing further up",
        "cursor.page_down": "nothing further down",
        "cursor.page_up": "nothing further up",
    }
)
_PLACE: Final = 7
"""How much of what is seen is the place, before what was drawn there."""
_MARKS: Final = frozenset({"mark", "mark.all", "mark.range"})


class NoEffectNotice:
    """What is seen before a key is obeyed.

    Args:
        screen: where it is seen.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._before = self._seen()

    def words(self, action: Action) -> str:
        """What to say of an act that changed nothing; empty where it did, or tells it later."""
        seen = self._seen()
        if action.id.startswith("view.") and seen[:_PLACE] == self._before[:_PLACE]:
            return f"{action.title} is what is shown already"
        if action.propose is not None or action.id in _LATER or seen != self._before:
            return ""
        pane = self._screen.active
        if action.id in _MARKS:
            if not pane.drawn.takes_marks:
                return "nothing is marked here: marks are for cards and for rows of a table"
            is_range = action.id == "mark.range"
            return "v begins a range, moving marks it, v ends it" if is_range else "nothing to mark"
        return _WORDS.get(action.id, f"{action.title}: nothing changes here")

    def _seen(self) -> tuple[object, ...]:
        screen = self._screen
        return (
            screen.active, screen.trail.now, screen.as_of, screen.tree_pane.display,
            len(screen.app.screen_stack), screen.focused, screen.told,
            screen.active.drawings, screen.tree_pane.drawings,
        )  # fmt: skip
