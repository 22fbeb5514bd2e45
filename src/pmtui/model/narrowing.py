"""This file gives a type to values of which none is known: of documents, ops and arguments."""

from collections.abc import Mapping
from datetime import date


def as_number(value: object) -> int:
    """A value that is a whole number or an id; 0 for any other."""
    return value if isinstance(value, int) else 0


def as_text(value: object) -> str:
    """A value that is text; empty for any other."""
    return value if isinstance(value, str) else ""


def as_date(value: object) -> date | None:
    """A value that is a day; None for any other."""
    return value if isinstance(value, date) else None


def as_words(value: object) -> tuple[str, ...]:
    """The texts in a list, tuple or set; none for any other value."""
    if not isinstance(value, list | tuple | set | frozenset):
        return ()
    return tuple(word for word in value if isinstance(word, str))


def as_list(value: object) -> list[object]:
    """What is in a list or tuple, as JSON has them; nothing for any other value."""
    return [*value] if isinstance(value, list | tuple) else []


def as_document(value: object) -> Mapping[str, object]:
    """A value that is a mapping, as JSON has them; an empty one for any other."""
    return value if isinstance(value, Mapping) else {}
