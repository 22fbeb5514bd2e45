"""This file reads a table from JSON: an array of objects, or an object on each line."""

import json
import re
from collections.abc import Mapping
from typing import Final

from pmtui.exchange.file_limits import MOST_COLUMNS, MOST_ROWS, UnreadableError
from pmtui.exchange.sheets.header_rows import Record
from pmtui.exchange.sheets.record_rows import padded_cells
from pmtui.exchange.sheets.sheet import Sheet, SheetRow
from pmtui.exchange.sheets.workbook import number_text
from pmtui.model.workspace.schema import TABLES

_ROWS: Final = 'write an array of objects, [{"title": "Dig", "due": "2027-03-01"}]'
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_CALLED: Final = ("name", "title", "displayName", "display_name", "fullName", "value", "key", "id")
"""What an object in a cell is called by, the first it has."""
_DOCUMENT: Final = frozenset(
    {
        "components",
        *TABLES,
        *(word for spec in TABLES.values() for word in (spec.word, f"{spec.word}s")),
    }
    | {kind for spec in TABLES.values() for kind, _ in spec.kinds}
    | {f"{kind}s" for spec in TABLES.values() for kind, _ in spec.kinds}
)
"""The words for tables in a document of `apply`."""


def json_sheet(text: str, name: str, encoding_note: str) -> Sheet:
    """The table in a JSON text.

    Args:
        text: what the file holds.
        name: what the table is called.
        encoding_note: how the text was decoded, said with the sheet.

    Raises:
        UnreadableError: it is no JSON, no table, or a document that `apply` takes.
    """
    headers, records, note = json_table(text)
    rows = tuple(SheetRow(line, padded_cells(line, cells, headers)) for line, cells in records)
    return Sheet(name, headers, rows, (encoding_note, note))


def json_table(text: str) -> tuple[tuple[str, ...], list[Record], str]:
    """Headers and rows of a table, numbered from 1, and a note.

    Raises:
        UnreadableError: it is no JSON, no table, or a document that `apply` takes.
    """
    rows = _objects(_loaded(text))
    if not rows:
        raise UnreadableError("the table is empty", _ROWS)
    if len(rows) > MOST_ROWS:
        raise UnreadableError(f"the table has more than {MOST_ROWS} rows", "split it")
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    if len(names) > MOST_COLUMNS:
        raise UnreadableError(f"its objects have {len(names)} fields", f"keep {MOST_COLUMNS}")
    records = [
        (at, tuple(_text(row.get(name)) for name in names)) for at, row in enumerate(rows, 1)
    ]
    headers = tuple(_HUMP.sub(" ", name).strip() for name in names)
    count = f"{len(rows)} objects" if len(rows) > 1 else "1 object"
    return headers, records, f"read a JSON table of {count}, counted as its lines"


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UnreadableError("its arrays lie too deep in each other", _ROWS) from error
    except ValueError as error:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise UnreadableError(f"this is no JSON that can be read ({error})", _ROWS) from error


def _objects(whole: object) -> list[Mapping[str, object]]:
    if isinstance(whole, dict):
        arrays = {
            name: value
            for name, value in whole.items()
            if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
        }
        if "kind" in whole and "schema" in whole:
            raise UnreadableError(
                "this is an answer of pmtui in JSON, which is not imported",
                "`pmtui export KIND --format csv` writes what is",
            )
        if "schema" in whole or set(arrays) & _DOCUMENT:
            raise UnreadableError(
                "this is a document of rows by table, as `pmtui export --format json` writes it",
                "take it in with `pmtui apply FILE`",
            )
        if len(arrays) != 1:
            raise UnreadableError(f"this JSON object holds {len(arrays) or 'no'} tables", _ROWS)
        (whole,) = arrays.values()
    if not isinstance(whole, list):
        raise UnreadableError("this JSON is no table", _ROWS)
    if whole and all(isinstance(entry, list) for entry in whole):
        head = [_text(entry) for entry in whole[0]]
        whole = [dict(zip(head, entry, strict=False)) for entry in whole[1:]]
    odd = next((at for at, entry in enumerate(whole, 1) if not isinstance(entry, dict)), 0)
    if odd:
        raise UnreadableError(f"element {odd} of this JSON array is no object", _ROWS)
    return list(whole)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        called = next((value[name] for name in _CALLED if value.get(name)), None)
        return json.dumps(value, ensure_ascii=False) if called is None else _text(called)
    return str(value)
