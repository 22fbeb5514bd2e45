"""This file makes a sheet of the records of a table: its headers, and a row for each other one."""

from collections.abc import Sequence
from typing import Final

from pmtui.exchange.file_limits import UnreadableError, check_text
from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.sheets.body_rows import body_of
from pmtui.exchange.sheets.header_rows import Record, layout_of
from pmtui.exchange.sheets.sheet import Sheet, SheetRow
from pmtui.text import unguarded

FAULTS: Final = frozenset(
    "#REF! #N/A #NAME? #DIV/0! #VALUE! #NUM! #NULL! #WERT! #BEZUG! #NV #VALEUR! #NOM?".split()
)
"""What a spreadsheet shows in a cell that it cannot compute."""


def sheet_of_records(name: str, kept: Sequence[Record], notes: Sequence[str]) -> Sheet:
    """The sheet of a table's records, with what is told of how it was read.

    Raises:
        UnreadableError: there is no record, or a cell that no store may hold.
    """
    if not kept:
        raise UnreadableError("the table is empty", "it needs a line of headers and a row below it")
    layout = layout_of(kept)
    headers, records, told = body_of(layout, kept)
    said = [*notes, *told]
    rows: list[SheetRow] = []
    findings: list[ImportFinding] = []
    for line, cells in records:
        if any(cell.strip() for cell in cells[len(headers) :]):
            said.append(f"line {line} has more cells than there are headers; they are left out")
        taken = padded_cells(line, cells, headers)
        if any("#" in cell for cell in taken):
            taken = _without_faults(line, taken, headers, findings)
        rows.append(SheetRow(line, taken))
    return Sheet(
        name,
        headers,
        tuple(rows),
        tuple(said),
        layout.header_line,
        findings=tuple(findings),
    )


def _without_faults(
    line: int, cells: Sequence[str], headers: Sequence[str], findings: list[ImportFinding]
) -> tuple[str, ...]:
    """Cells without what a spreadsheet shows where it cannot compute, which is told."""
    for header, cell in zip(headers, cells, strict=True):
        if cell.strip() in FAULTS:
            what = f"the spreadsheet could not compute the cell: {cell.strip()}"
            findings.append(
                ImportFinding(line, header, what, "mend its formula, or leave it empty")
            )
    return tuple("" if cell.strip() in FAULTS else cell for cell in cells)


def padded_cells(line: int, cells: Sequence[str], headers: Sequence[str]) -> tuple[str, ...]:
    """A cell for each header, none of them one that no store may hold.

    Raises:
        UnreadableError: a cell is too long or holds what is no text.
    """
    padded = (*cells[: len(headers)], *("" for _ in range(len(headers) - len(cells))))
    for header, cell in zip(headers, padded, strict=True):
        check_text(cell, line, header or "without a header")
    return tuple(map(unguarded, padded))
