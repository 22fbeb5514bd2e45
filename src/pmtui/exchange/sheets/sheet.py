"""This file defines a sheet: a table of a file as headers and rows that know their line."""

from datetime import date

import msgspec

from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.sheets.dates import EXCEL_DAY_0
from pmtui.exchange.text_folding import folded


class SheetRow(msgspec.Struct, frozen=True):
    """One row of a table: where it begins in its file, and a cell for each header."""

    line: int
    cells: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A table as it was read: every cell is text, dates are ISO, numbers as they were written."""

    name: str
    """Name of the file without its ending."""
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    """How it was read: encoding, delimiter, lines left out."""
    header_line: int = 1
    """The line of its headers; 0 where it has none and letters stand for them."""
    delimiter: str = ""
    """What parts the columns of a text; empty for a workbook."""
    day_0: date = EXCEL_DAY_0
    """The day that bare numbers of a workbook count from where they are dates."""
    marks: tuple[str, ...] = ()
    """From which revisions its rows were exported, where they say so."""
    source: str = ""
    """What the store remembers it by when it comes again; its name where empty."""
    findings: tuple[ImportFinding, ...] = ()
    """Cells that hold nothing, though somebody meant them to."""

    def places(self, header: str) -> tuple[int, ...]:
        """The positions of a header, compared without case; several when it is doubled."""
        wanted = folded(header)
        return tuple(at for at, name in enumerate(self.headers) if folded(name) == wanted)
