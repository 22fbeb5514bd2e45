"""This file declares the log: every register as one, each by itself, and the people."""

from typing import Final

from pmtui.model.governance.bodies import APPROVAL_RULES, BODIES, MEMBERSHIPS
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


def _bodies() -> TableFunction:
    from pmtui.views.registers.decision_bodies import bodies

    return bodies


def _memberships() -> TableFunction:
    from pmtui.views.registers.decision_bodies import memberships

    return memberships


def _rules() -> TableFunction:
    from pmtui.views.registers.decision_bodies import approval_rules

    return approval_rules


VIEW: Final = View(
    id="log",
    title="Log",
    key="8",
    tables=(*LOG_TABLES, PEOPLE, BODIES.name, MEMBERSHIPS.name, APPROVAL_RULES.name),
    parts=(
        TablePart(tables=LOG_TABLES, sort="due", label="all", hides=_CLOSED, table=_log),
        *map(_register, LOG_TABLES),
        TablePart(name=PEOPLE, tables=(PEOPLE,), sort="name", title=PEOPLE, table=_people),
        TablePart(name=BODIES.name, tables=(BODIES.name,), sort="name", noun="body", table=_bodies),
        TablePart(
            name="members", tables=(MEMBERSHIPS.name,), sort="body", noun="seat", table=_memberships
        ),
        TablePart(
            name="rules", tables=(APPROVAL_RULES.name,), sort="kind", noun="rule", table=_rules
        ),
    ),
    topics=frozenset({"report"}),
    lists=(
        *(RowList(TABLES[table].plural, table) for table in (*LOG_TABLES, PEOPLE)),
        RowList(BODIES.plural, BODIES.name),
        RowList(MEMBERSHIPS.plural, "members"),
        RowList(APPROVAL_RULES.plural, "rules"),
    ),
)
