"""This file reads what is typed of a check-in: a rating before the words, needs one by one."""

import re
from collections.abc import Mapping
from typing import Final

from pmtui.model.entities.components import Rag

_RATING: Final = re.compile(
    r"\s*(green|amber|yellow|red|[garGAR])(?:\s*[:,;]\s*|\s*$)(.*)", re.IGNORECASE | re.DOTALL
)
_LETTERS: Final[Mapping[str, Rag]] = {"g": "G", "a": "A", "y": "A", "r": "R"}


def read_rating(text: str) -> tuple[Rag, str]:
    """A rating that a text begins with, such as `amber: supplier late`, and the text after it.

    A text that begins with none is given back whole: `red tape` rates nothing.
    """
    rated = _RATING.fullmatch(text)
    if rated is None:
        return "", text.strip()
    return _LETTERS[rated[1][0].lower()], rated[2].strip()


def needed(text: str) -> tuple[str, ...]:
    """What a team needs, one by one, of a text with a line each or `;` between them."""
    parts = re.split(r"[;\n]", text)
    return tuple(dict.fromkeys(line for part in parts if (line := part.strip().lstrip("-* "))))
