"""This file finds formulas of a workbook that hold no value, which would be read as empty."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from pmtui.exchange.finding import ImportFinding

_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE: Final = re.compile(rb"\br=[\"']([A-Z]+)(\d+)[\"']")
_LISTED: Final = 20


def formulas_without_value(data: bytes, sheet: object) -> Iterator[ImportFinding]:
    """A finding for each cell of a sheet whose formula holds no value, with the cell's name.

    Programs that write workbooks without computing them leave such cells.

    Args:
        data: the bytes of the workbook.
        sheet: a sheet of it that openpyxl has opened to read.
    """
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    if not path:
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read(path)
    if b"f>" not in xml and b"<f" not in xml:
        return
    cells: dict[str, int] = {}
    for found in _FORMULA.finditer(xml):
        if place := _PLACE.search(found[1]):
            cells[(place[1] + place[2]).decode()] = int(place[2])
    todo = "open it in a spreadsheet, save it, and import it again"
    for at, (name, line) in enumerate(cells.items()):
        if at == _LISTED:
            what = f"{len(cells) - _LISTED} more cells hold a formula without a value"
            yield ImportFinding(0, "", what, todo)
            return
        yield ImportFinding(
            line, f"cell {name}", "its formula holds no value, so it is empty", todo
        )
