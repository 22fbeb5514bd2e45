"""This file defines what an import finds wrong in a file: where, what, and what to do."""

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class ImportFinding(msgspec.Struct, frozen=True):
    """Something in a table that cannot be taken as it is."""

    line: int
    """Line of the file where its row begins; 0 where none is meant."""
    column: str
    """Header of the column; empty where the whole row is meant."""
    what: str
    todo: str
    severity: Severity = "warning"
    """An error stops the import; a warning leaves one field empty."""

    @property
    def text(self) -> str:
        """The finding in one line."""
        places = [f"line {self.line}" if self.line else "", self.column]
        where = ", ".join(place for place in places if place)
        return f"{where}: {self.what}; {self.todo}" if where else f"{self.what}; {self.todo}"
