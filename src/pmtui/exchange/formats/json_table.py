"""This file declares JSON: it reads a table of objects, and writes the document of `apply`."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from pmtui.exchange.formats.definition import Format, OutRows, ReadOptions
from pmtui.exchange.formats.spreadsheets import text_of
from pmtui.exchange.plans.field_coverage import FieldCoverage, kept
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.model.workspace.schema import field_specs

_BEGINS: Final = re.compile(rb"(?:\[\s*[\[{\]]|\{\s*[\"}])")
"""As no table of cells does."""


def _is_like(head: bytes) -> bool:
    return _BEGINS.match(head) is not None


def _read(data: bytes, name: str, options: ReadOptions) -> Sheet:
    from pmtui.exchange.sheets.json_rows import json_sheet

    text, note = text_of(data, "JSON", options.encoding)
    return json_sheet(text, name, note)


def _written(rows: OutRows) -> bytes:
    """Rows as the document that `apply` reads, with what they refer to beside them."""
    from pmtui.exchange.documents.entity_documents import document_of
    from pmtui.exchange.documents.referenced_rows import BESIDE, referenced_documents

    workspace, table = rows.workspace, rows.table
    entities = workspace.rows(table)
    documents = [document_of(workspace, table, entities[entity]) for entity in rows.ids]
    beside = referenced_documents(workspace, table, rows.ids)
    whole = {"schema": rows.schema, table: documents} | ({BESIDE: beside} if beside else {})
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _coverage(table: str) -> Mapping[str, FieldCoverage]:
    return {spec.name: kept(spec.name) for spec in field_specs(table)}


JSON: Final = Format(
    name="json",
    title="JSON",
    endings=(".json",),
    is_like=_is_like,
    read_table=_read,
    write_rows=_written,
    options=frozenset({"encoding"}),
    coverage=_coverage,
)
"""A table of objects that is read; what is written is for `apply`."""
