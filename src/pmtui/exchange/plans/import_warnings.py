"""This file collects what of a plan cannot be taken as it stands, each by its place."""

from collections.abc import Iterator
from typing import Final

from pmtui.exchange.finding import ImportFinding

_MOST: Final = 1_000
"""Most that are kept one by one."""
_LONGEST: Final = 40


class ImportWarnings:
    """What was odd in a file: where, what it is, and how the rest was taken in spite of it.

    One odd detail refuses itself, never the plan; so a reader tells it here and goes on.
    """

    __slots__ = ("_found", "_more")

    def __init__(self) -> None:
        self._found: dict[ImportFinding, None] = {}
        self._more = 0

    def add(self, place: str, what: str, instead: str) -> None:
        """Tells of one: `task 12 'Dig'`, `ConstraintType is '99'`, `it starts as it can`."""
        finding = ImportFinding(0, place, what, instead, "warning")
        if finding in self._found:
            return
        if len(self._found) < _MOST:
            self._found[finding] = None
        else:
            self._more += 1

    def findings(self) -> tuple[ImportFinding, ...]:
        """All of them in the order they were met; beyond the most that is kept they are counted."""
        return tuple(self._listed())

    def _listed(self) -> Iterator[ImportFinding]:
        yield from self._found
        if self._more:
            yield ImportFinding(
                0, "the plan", f"{self._more} more details are odd", "left out", "warning"
            )


def quoted(text: str) -> str:
    """A value of a file in quotes, cut where it is long."""
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
