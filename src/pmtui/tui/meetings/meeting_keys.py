"""This file says what the keys of meeting mode do."""

from collections.abc import Mapping
from typing import Final

STEPS: Final[Mapping[str, int]] = {
    "j": 1, "down": 1, "n": 1, "space": 1, "enter": 1, "right": 1, "l": 1,
    "k": -1, "up": -1, "p": -1, "left": -1, "h": -1,
}  # fmt: skip
LEAVING: Final = frozenset({"q", "escape", "ctrl+c"})
MOVING: Final = {"J": "down", "K": "up", "minus": "drop"}
VERDICTS: Final[Mapping[str, str]] = {"a": "accept", "r": "return", "f": "defer"}
TYPED: Final[Mapping[str, tuple[str, str, str]]] = {
    "t": ("note", "meeting.minute", "note"),
    "x": ("action item (what @who due:fri)", "meeting.minute", "action"),
    "d": ("decision", "meeting.minute", "decision"),
    "i": ("another item for the agenda", "meeting.minute", "item"),
}
"""What a letter takes down: what it asks, its action, and the form."""
KEYS: Final = (
    " j k walk  a accept  r return  v verdict  f defer  t note  x action",
    " d decision  i item  J K move  - drop  w present  c close  u undo  q back",
)
