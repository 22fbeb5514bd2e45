"""This file defines the one error of typed text: what is wrong, in which column, what is meant."""

from collections.abc import Iterable, Sequence


class QueryError(ValueError):
    """Says why a typed text cannot be read: the reason, the column and what would be right.

    Args:
        reason: what is wrong, as a sentence without its full stop.
        column: 1-based place in the typed line; 0 where the text stands alone.
        hint: what to write instead; empty where the reason says it.
    """

    def __init__(self, reason: str, column: int = 0, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = f"column {self.column}: " if self.column else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.reason}{hint}"

    def at(self, column: int) -> "QueryError":
        """The same error at a place of the line it was typed in."""
        self.column = self.column or column
        return self


class UnderstoodError(QueryError):
    """Says of a text that was understood why it cannot be taken: too fine, without a rate."""


class AmbiguousError(UnderstoodError):
    """Says that a text can be read in two ways, and which."""


class UnknownNameError(QueryError):
    """Says that no entity has a name; `name` is what was typed."""

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        super().__init__(reason, hint=hint)
        self.name = name


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """A hint that names what a mistyped word may have meant; empty where nothing is close."""
    from difflib import get_close_matches

    close = get_close_matches(word.casefold(), list(names), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else ""


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names as a list for a sentence, cut where there are too many to read."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    return f"{shown} and {more} more" if more > 0 else shown


def either(names: Sequence[str], most: int = 8) -> str:
    """Names of which one is to be written, `P-1, P-2 or P-3`, cut where they are too many."""
    if len(names) > most:
        return listed(names, most)
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
