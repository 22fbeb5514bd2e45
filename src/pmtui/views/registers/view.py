"""This file declares the log: every register as one, each by itself, and the people."""

from typing import Final

from pmtui.model.workspace.schema import LOG_TABLES, TABLES
from pmtui.views.shapes.view import RowList, TableFunction, TablePart, View

PEOPLE: Final = "people"
"""The part of the log that is no register."""

_CLOSED: Final = "closed: /is:any"


def _register(table: str) -> TablePart:
    title = table.replace("_", " ")
    return TablePart(name=table, tables=(table,), sort="due", title=title, hides=_CLOSED)


def _log() -> TableFunction:
    from pmtui.views.registers.register_log import requested_log

    return requested_log


def _people() -> TableFunction:
    from pmtui.views.registers.people import people

    return people


VIEW: Final = View(
    id="log",
    title="Log",
    key="8",
    tables=(*LOG_TABLES, PEOPLE),
    parts=(
        TablePart(tables=LOG_TABLES, sort="due", label="all", hides=_CLOSED, table=_log),
        *map(_register, LOG_TABLES),
        TablePart(name=PEOPLE, tables=(PEOPLE,), sort="name", title=PEOPLE, table=_people),
    ),
    topics=frozenset({"report"}),
    lists=tuple(RowList(TABLES[table].plural, table) for table in (*LOG_TABLES, PEOPLE)),
)
