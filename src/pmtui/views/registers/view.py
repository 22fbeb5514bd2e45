"""This file declares the log: every register as one, and each by itself."""

from collections.abc import Callable, Mapping
from typing import Final

from pmtui.model.costing.parties import PARTIES
from pmtui.model.entities.templates import GATE_PLANS, TEMPLATES
from pmtui.model.governance.bodies import (
    APPROVAL_RULES,
    BODIES,
    MEMBERSHIPS,
    RESPONSIBILITIES,
    TOLERANCES,
)
from pmtui.model.governance.lessons import DOCUMENTS, LESSONS
from pmtui.model.governance.stakeholders import COMMUNICATIONS, STAKEHOLDERS
from pmtui.model.meetings.meetings import MEETINGS
from pmtui.model.recurring.recurrences import RECURRENCES
from pmtui.model.workspace.schema import LOG_TABLES, TABLES
from pmtui.views.shapes.view import (
    ChartFunction,
    ChartPart,
    RowList,
    TableFunction,
    TablePart,
    View,
)

_REGISTERS: Final = (
    *LOG_TABLES, RECURRENCES.name, DOCUMENTS.name, STAKEHOLDERS.name, MEETINGS.name,
)  # fmt: skip
"""Those of which entries wait for somebody, and those in which things are only looked up."""

_MAP: Final = "stakeholder map"
_RACI: Final = "raci"
_CLOSED: Final = "closed: /is:any"


def _log() -> TableFunction:
    from pmtui.views.registers.register_log import requested_log

    return requested_log


def _lessons() -> TableFunction:
    from pmtui.views.registers.register_parts import lessons

    return lessons


def _recurrences() -> TableFunction:
    from pmtui.views.registers.register_parts import recurrences

    return recurrences


def _documents() -> TableFunction:
    from pmtui.views.registers.register_parts import documents

    return documents


def _stakeholders() -> TableFunction:
    from pmtui.views.registers.register_parts import stakeholders

    return stakeholders


def _communications() -> TableFunction:
    from pmtui.views.registers.register_parts import communications

    return communications


def _meetings() -> TableFunction:
    from pmtui.views.registers.register_parts import meetings

    return meetings


def _raci() -> TableFunction:
    from pmtui.views.registers.raci_matrix import raci_matrix

    return raci_matrix


def _stakeholder_map() -> ChartFunction:
    from pmtui.views.registers.stakeholder_map import stakeholder_map

    return stakeholder_map


def _parties() -> TableFunction:
    from pmtui.views.registers.register_parts import parties

    return parties


def _bodies() -> TableFunction:
    from pmtui.views.registers.decision_bodies import bodies

    return bodies


def _memberships() -> TableFunction:
    from pmtui.views.registers.decision_bodies import memberships

    return memberships


def _rules() -> TableFunction:
    from pmtui.views.registers.decision_bodies import approval_rules

    return approval_rules


def _tolerances() -> TableFunction:
    from pmtui.views.registers.decision_bodies import tolerances

    return tolerances


def _templates() -> TableFunction:
    from pmtui.views.registers.register_parts import templates

    return templates


def _gate_plans() -> TableFunction:
    from pmtui.views.registers.register_parts import gate_plans

    return gate_plans


_OWN_COLUMNS: Final[Mapping[str, Callable[[], TableFunction]]] = {
    LESSONS.name: _lessons,
    RECURRENCES.name: _recurrences,
    DOCUMENTS.name: _documents,
    STAKEHOLDERS.name: _stakeholders,
    COMMUNICATIONS.name: _communications,
    MEETINGS.name: _meetings,
}
"""What loads the table of a register that has columns of its own."""


def _register(table: str) -> TablePart:
    title = table.replace("_", " ")
    own = _OWN_COLUMNS.get(table)
    hides = "" if own else _CLOSED
    return TablePart(
        name=table,
        tables=(table,),
        sort=TABLES[table].due or TABLES[table].day,
        title=title,
        hides=hides,
        table=own,
    )


VIEW: Final = View(
    id="log",
    title="Log",
    key="8",
    tables=(
        *_REGISTERS,
        RESPONSIBILITIES.name,
        PARTIES.name,
        BODIES.name,
        MEMBERSHIPS.name,
        APPROVAL_RULES.name,
        TOLERANCES.name,
        TEMPLATES.name,
        GATE_PLANS.name,
    ),
    parts=(
        TablePart(tables=LOG_TABLES, sort="due", label="all", hides=_CLOSED, table=_log),
        *map(_register, _REGISTERS),
        ChartPart(name=_MAP, tables=(STAKEHOLDERS.name,), chart=_stakeholder_map),
        TablePart(
            name=_RACI, tables=(RESPONSIBILITIES.name,), noun="item", sorts=False, table=_raci
        ),
        TablePart(
            name=PARTIES.name,
            tables=(PARTIES.name,),
            sort="name",
            title=PARTIES.plural,
            table=_parties,
        ),
        TablePart(
            name=BODIES.name,
            tables=(BODIES.name,),
            sort="name",
            title=BODIES.plural,
            table=_bodies,
        ),
        TablePart(
            name="members", tables=(MEMBERSHIPS.name,), sort="body", noun="seat", table=_memberships
        ),
        TablePart(
            name="rules", tables=(APPROVAL_RULES.name,), sort="kind", noun="rule", table=_rules
        ),
        TablePart(name=TOLERANCES.name, tables=(TOLERANCES.name,), sort="kind", table=_tolerances),
        TablePart(
            name=TEMPLATES.name,
            tables=(TEMPLATES.name,),
            sort="name",
            noun=TEMPLATES.word,
            table=_templates,
        ),
        TablePart(
            name=GATE_PLANS.plural,
            tables=(GATE_PLANS.name,),
            sort="name",
            noun=GATE_PLANS.called,
            title=GATE_PLANS.plural.replace("_", " "),
            table=_gate_plans,
        ),
    ),
    topics=frozenset({"report", "entry", "recurring"}),
    lists=(
        *(RowList(TABLES[table].plural, table) for table in _REGISTERS),
        RowList("stakeholder_map", _MAP),
        RowList(_RACI, _RACI),
        RowList(PARTIES.plural, PARTIES.name),
        RowList(BODIES.plural, BODIES.name),
        RowList(MEMBERSHIPS.plural, "members"),
        RowList(APPROVAL_RULES.plural, "rules"),
        RowList(TOLERANCES.plural, TOLERANCES.name),
        RowList(TEMPLATES.plural, TEMPLATES.name),
        RowList(GATE_PLANS.plural, GATE_PLANS.plural),
    ),
)
