"""This file says what has happened since a table was last imported: here, and to its rows."""

from typing import Final

from pmtui.exchange.import_plan import ThreeWay
from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.sheets.dates import shown
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.model.entities.entity import is_archived, title_of

_LISTED: Final = 5


def kept_notes(threeway: ThreeWay) -> tuple[str, ...]:
    """What was edited here since the sheet was last imported, and stays, in a line."""
    if not threeway.kept:
        return ()
    more = f" and {len(threeway.kept) - _LISTED} more" if len(threeway.kept) > _LISTED else ""
    return (f"edited here since, and kept: {', '.join(threeway.kept[:_LISTED])}{more}",)


def report_missing(draft: ImportBuilder, threeway: ThreeWay, reader: RowReader) -> None:
    """Say which rows the sheet had when it was last imported and has no longer: they stay."""
    table = reader.mapping.table
    rows = draft.workspace.rows(table)
    kept = {row_id for of, row_id in threeway.heard if of == table} | draft.met(table)
    missing = [
        rows[row_id]
        for of, row_id in threeway.memory.of_this
        if of == table and row_id in rows and row_id not in kept and not is_archived(rows[row_id])
    ]
    if missing:
        titles = ((row.key, title_of(row)) for row in missing[:_LISTED])
        names = ", ".join(f"{key} {shown(title) if title else ''}".strip() for key, title in titles)
        more = f" and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
        what = f"no longer in the table: {names}{more}"
        reader.tell(0, "", what, "they stay; delete or archive here what should go")
