"""This file finds what the cells of our own tables refer to, and keeps keys where they are free."""

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.sheets.dates import shown
from pmtui.exchange.tables.export.csv_xlsx import as_written
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.entity import Entity
from pmtui.model.ids import key_parts, key_text
from pmtui.model.workspace.schema import TABLE_OF_PREFIX, TABLES, FieldSpec, field_spec


def called(draft: ImportBuilder, spec: FieldSpec, text: str) -> tuple[str, int] | None:
    """The table and id of what a cell refers to: a key, or the number of what has none.

    What is not there is None; a number that nothing has is kept for a field that may outlive what
    it is about.
    """
    bare = text.strip()
    parts = key_parts(bare)
    table = TABLE_OF_PREFIX.get(parts[0], "") if parts else ""
    if parts and table and spec.refers in {"", table}:
        for row_id in draft.found(table, "key", (folded(key_text(*parts)),)):
            return table, row_id
    if not bare.isdecimal():
        return None
    number = int(bare)
    home = draft.workspace.table_of(number) or draft.table_made(number)
    if home and spec.refers in {"", home}:
        return home, number
    return ("", number) if spec.kind == "about" else None


def references_of(
    draft: ImportBuilder, reader: RowReader, row: RowRead, table: str, component: int
) -> dict[str, object]:
    """The fields of a row that refer to others; what is not there is told and left as it is."""
    found: dict[str, object] = {}
    for name, text in row.references.items():
        spec = field_spec(table, name)
        if spec is None or (name == "component" and table != "components"):
            continue
        if spec.refers == "people":
            found[name] = draft.people.person_called(text, row.line)
            continue
        if spec.refers == "columns":
            board = draft.boards.board(component, row.line)
            named = [column.id for column in board if folded(column.name) == folded(text)]
        else:
            meant = called(draft, spec, text)
            named = [meant[1]] if meant else []
            if meant and spec.kind == "about" and field_spec(table, "about_table") and meant[0]:
                found["about_table"] = meant[0]
        if named:
            found[name] = named[0]
            continue
        what = f"{shown(text)} is no key of {(spec.refers or 'anything').replace('_', ' ')} here"
        todo = "import that first, or write a key such as R-3"
        reader.tell(row.line, reader.header_of(name), what, todo)
    return found


def as_here(row: Entity | None, fields: dict[str, object]) -> dict[str, object]:
    """Fields in which a text that was written from what stands here counts as that.

    Characters that a sheet shows as marks, and text that a cell was too short for, come back so.
    """
    found = dict(fields)
    for name, value in fields.items():
        here = getattr(row, name, None)
        if isinstance(value, str) and isinstance(here, str) and value != here:
            found[name] = here if value in as_written(here) else value
    return found


def free_key(draft: ImportBuilder, table: str, key: str, kind: str) -> dict[str, str]:
    """A key as a new row keeps it: where it is one of its table and nothing has it."""
    parts = key_parts(str(key))
    spec = TABLES[table]
    if parts is None or dict(spec.kinds).get(kind, spec.prefix) != parts[0]:
        return {}
    text = key_text(*parts)
    taken = draft.workspace.by_key(text) is not None or draft.found(table, "key", (folded(text),))
    return {} if taken else {"key": text}
