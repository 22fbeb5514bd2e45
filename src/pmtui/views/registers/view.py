"""This file declares the log: every register as one, each by itself, and the people."""

from typing import Final

from pmtui.model.workspace.schema import TABLES
from pmtui.views.shapes.view import RowList, TablePart, View

LOG_TABLES: Final = tuple(name for name, spec in TABLES.items() if spec.in_log)
"""The registers of the log."""
PEOPLE: Final = "people"
"""The part of the log that is no register."""

_CLOSED: Final = "closed: /is:any"


def _register(table: str) -> TablePart:
    title = table.replace("_", " ")
    return TablePart(name=table, tables=(table,), sort="due", title=title, hides=_CLOSED)


VIEW: Final = View(
    id="log",
    title="Log",
    key="8",
    tables=(*LOG_TABLES, PEOPLE),
    parts=(
        TablePart(tables=LOG_TABLES, sort="due", hides=_CLOSED),
        *map(_register, LOG_TABLES),
        TablePart(name=PEOPLE, tables=(PEOPLE,), sort="name", title=PEOPLE),
    ),
    topics=frozenset({"report"}),
    lists=tuple(RowList(TABLES[table].plural, table) for table in (*LOG_TABLES, PEOPLE)),
)
