"""This file lists the tables of a store and the fields of their entities, read off the structs.

A field that gets a better name keeps the old one on disk (`rename=` of its struct), so that builds
of before go on reading and writing the same store. Everything in memory has the names of today.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Final, Literal, get_args, get_origin, get_type_hints

import msgspec

from pmtui.model.benefits.benefit_map import CAPABILITIES, CONTRIBUTIONS, OUTCOMES
from pmtui.model.benefits.cases import CASES, CASH_FLOWS
from pmtui.model.benefits.profiles import ATTRIBUTIONS, KPI_READINGS, KPIS, PROFILE_POINTS, READINGS
from pmtui.model.benefits.requirements import ACCEPTANCES, CRITERIA, REQUIREMENTS
from pmtui.model.calendar.stored_calendars import CALENDAR_EXCEPTIONS, CALENDAR_WEEKS, CALENDARS
from pmtui.model.choosing.decisions import CHOICES, DECISIONS
from pmtui.model.choosing.scoring import COMPARISONS, SCORES, SCORING_CRITERIA
from pmtui.model.choosing.selection_rules import SELECTION_RULES
from pmtui.model.costing.funding import FUNDING
from pmtui.model.costing.labour_rates import PERSON_RATES, ROLE_RATES
from pmtui.model.costing.ledger import (
    BUDGET_CHANGES,
    COST_LINES,
    LEDGER,
    ORDERS,
    RESERVE_DRAWS,
    RESERVES,
)
from pmtui.model.costing.parties import PARTIES
from pmtui.model.costing.periods import PERIODS
from pmtui.model.costing.status_points import STATUS_POINTS
from pmtui.model.costing.time_entries import TIME_ENTRIES, TIMESHEETS
from pmtui.model.entities.baselines import BASELINE_CALENDARS, BASELINE_ROWS, BASELINES
from pmtui.model.entities.components import COMPONENTS
from pmtui.model.entities.cycles import COMMITMENTS, CYCLES, STAYS
from pmtui.model.entities.entity import ESCALATION_FIELDS, RECURRING_FIELDS, Entity, Money
from pmtui.model.entities.people import PEOPLE
from pmtui.model.entities.policy import POLICY, RATES
from pmtui.model.entities.registers import (
    ACTION_ITEMS,
    ASSUMPTIONS,
    BENEFITS,
    CHANGES,
    ISSUES,
    OBJECTIVES,
)
from pmtui.model.entities.remarks import REFERENCES, REMARKS, REPORTS, SAVED_VIEWS, SNOOZES
from pmtui.model.entities.risks import RISKS
from pmtui.model.entities.tasks import ASSIGNMENTS, CHECKS, COLUMNS, LINKS, TASKS
from pmtui.model.entities.templates import GATE_PLANS, TEMPLATE_ROWS, TEMPLATES
from pmtui.model.governance.bodies import (
    APPROVAL_RULES,
    BODIES,
    MEMBERSHIPS,
    RESPONSIBILITIES,
    TOLERANCES,
)
from pmtui.model.governance.checkins import ASKS, CHECKINS, DIRECTIVES, RECOVERIES
from pmtui.model.governance.gates import GATE_CONDITIONS, GATE_CRITERIA, GATES, WAIVERS
from pmtui.model.governance.lessons import DOCUMENTS, LESSONS
from pmtui.model.governance.stakeholders import COMMUNICATIONS, STAKEHOLDERS
from pmtui.model.meetings.meetings import AGENDA_ITEMS, ATTENDANCES, MEETINGS
from pmtui.model.odds.estimates import CORRELATIONS, ESTIMATES, RISK_EFFECTS, SIMULATIONS
from pmtui.model.recurring.recurrences import RECURRENCES
from pmtui.model.scenarios.scenarios import SCENARIO_EDITS, SCENARIOS
from pmtui.model.staffing.teams import LEAVES, ROLE_REQUESTS, SKILLS, TEAM_MEMBERS, TEAMS

FieldKind = Literal[
    "text", "prose", "int", "date", "bool", "choice", "money", "minutes", "percent", "step",
    "tags", "numbers", "decimal", "rank", "reference", "about", "time", "gaps",
]  # fmt: skip


class FieldSpec(msgspec.Struct, frozen=True):
    """What one field of a table holds."""

    name: str
    kind: FieldKind
    type: object
    """The annotated type, for conversion from plain JSON values."""
    choices: tuple[str, ...] = ()
    refers: str = ""
    """Table a reference points into."""
    required: bool = False
    never_negative: bool = False
    """Whether its amount is never less than nothing."""

    @property
    def label(self) -> str:
        """The field's name as people read it."""
        return self.name.replace("_", " ")

    @property
    def is_set(self) -> bool:
        """Whether it changes by add and remove ops."""
        return self.kind == "tags"


_SPECS: Final = (
    COMPONENTS, TASKS, RISKS, ISSUES, CHANGES, DECISIONS, ASSUMPTIONS, ACTION_ITEMS, GATES,
    GATE_CRITERIA, GATE_CONDITIONS, WAIVERS,
    RECURRENCES, LESSONS, DOCUMENTS, STAKEHOLDERS, COMMUNICATIONS, RESPONSIBILITIES,
    MEETINGS, ATTENDANCES, AGENDA_ITEMS,
    BENEFITS, PROFILE_POINTS, READINGS, ATTRIBUTIONS, CAPABILITIES, OUTCOMES, OBJECTIVES,
    CONTRIBUTIONS, KPIS, KPI_READINGS, REQUIREMENTS, CRITERIA, ACCEPTANCES, CASES, CASH_FLOWS,
    COST_LINES, ORDERS, LEDGER, BUDGET_CHANGES, FUNDING, RESERVES, RESERVE_DRAWS, PERIODS, PARTIES,
    REPORTS, CHECKINS, ASKS, DIRECTIVES, RECOVERIES, PEOPLE, TEAMS, TEAM_MEMBERS, SKILLS, LEAVES,
    ROLE_REQUESTS, LINKS, COLUMNS, STAYS, CYCLES, COMMITMENTS, CHECKS, ASSIGNMENTS, ESTIMATES,
    RISK_EFFECTS, CORRELATIONS, SIMULATIONS, REMARKS, REFERENCES, SAVED_VIEWS, SNOOZES,
    CALENDARS, CALENDAR_WEEKS, CALENDAR_EXCEPTIONS, BASELINES, BASELINE_ROWS, BASELINE_CALENDARS,
    STATUS_POINTS, TIME_ENTRIES, TIMESHEETS, ROLE_RATES, PERSON_RATES, RATES, POLICY,
    BODIES, MEMBERSHIPS, APPROVAL_RULES, TOLERANCES, TEMPLATES, TEMPLATE_ROWS, GATE_PLANS,
    SCENARIOS, SCENARIO_EDITS, SCORING_CRITERIA, SCORES,
    SELECTION_RULES, COMPARISONS, CHOICES,
)  # fmt: skip
"""The catalogue of tables, in the order in which they are listed."""

TABLES: Final = MappingProxyType({spec.name: spec for spec in _SPECS})
"""Every table this version knows, by name."""

LOG_TABLES: Final = tuple(spec.name for spec in _SPECS if spec.in_log)
"""The registers of the log."""

TABLE_OF: Final[Mapping[type[Entity], str]] = MappingProxyType(
    {spec.type: spec.name for spec in _SPECS}
)
"""The table that holds the entities of a type."""

TABLE_OF_PREFIX: Final = MappingProxyType(
    {spec.prefix: spec.name for spec in _SPECS if spec.prefix}
    | {prefix: spec.name for spec in _SPECS for _, prefix in (*spec.kinds, *spec.recurs)}
)
"""The table a key's prefix points into."""

RECURRING: Final = MappingProxyType(
    {kind: (spec.name, prefix) for spec in _SPECS for kind, prefix in spec.recurs}
)
"""The table of what recurs, and the prefix of the keys of its occurrences, by kind."""


def prefix_for(table: str, kind: str) -> str:
    """The prefix of a new entity's key; empty where its table has none."""
    spec = TABLES[table]
    return dict(spec.kinds).get(kind, spec.prefix)


def field_specs(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table's entities, in the order they are declared."""
    return tuple(_fields(table).values())


def field_spec(table: str, name: str) -> FieldSpec | None:
    """One field of a table; None where it has none, or where this version knows no such table."""
    return _fields(table).get(name) if table in TABLES else None


@cache
def defaults_of(table: str) -> Mapping[str, object]:
    """What the fields of a table's entities hold until somebody says otherwise."""
    fields = msgspec.structs.fields(TABLES[table].type)
    return MappingProxyType({field.name: field.default for field in fields})


@cache
def references(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table that point at another entity."""
    return tuple(spec for spec in field_specs(table) if spec.kind == "reference")


_SHARED: Final = ESCALATION_FIELDS | RECURRING_FIELDS


@cache
def _fields(table: str) -> dict[str, FieldSpec]:
    struct = TABLES[table].type
    hints = get_type_hints(struct, include_extras=True)
    fields = sorted(  # its own first, then what it shares with others that are handed up
        msgspec.structs.fields(struct), key=lambda field: field.name in _SHARED
    )
    return {
        field.name: _spec(field.name, hints[field.name], required=field.required)
        for field in fields
    }


def _spec(name: str, hint: object, *, required: bool) -> FieldSpec:
    extra: dict[str, str] = {}
    bare = hint
    if get_origin(hint) is Annotated:
        bare, *metas = get_args(hint)
        for meta in metas:
            extra |= getattr(meta, "extra", None) or {}
    options = get_args(bare)
    if "refers" in extra:
        return FieldSpec(name, "reference", hint, refers=extra["refers"], required=required)
    if "kind" in extra:
        return FieldSpec(name, _kind(extra["kind"]), hint, required=required)
    if get_origin(bare) is Literal:
        choices = tuple(str(option) for option in options)
        return FieldSpec(name, "choice", hint, choices=choices, required=required)
    for option in options:
        if get_origin(option) is Annotated or option is Money:
            inner = _spec(name, option, required=required)
            return FieldSpec(
                name, inner.kind, hint, required=required, never_negative=inner.never_negative
            )
    never_negative = extra.get("sign") == "never_negative"
    return FieldSpec(
        name,
        _plain_kind(bare, options),
        hint,
        required=required,
        never_negative=never_negative,
    )


_PLAIN_KINDS: Final[Mapping[type, str]] = MappingProxyType(
    {str: "text", int: "int", bool: "bool", Money: "money"}
)


def _plain_kind(bare: object, options: tuple[object, ...]) -> FieldKind:
    for candidate in (bare, *options):
        known = _PLAIN_KINDS.get(candidate) if isinstance(candidate, type) else None
        if known:
            return _kind(known) if get_origin(bare) is not tuple else "numbers"
    return "date"


def _kind(text: str) -> FieldKind:
    kind: FieldKind = msgspec.convert(text, FieldKind)
    return kind


_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def _renamed(struct: type[Entity]) -> Mapping[str, str]:
    pairs = zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True)
    return MappingProxyType({name: stored for name, stored in pairs if name != stored})


_STORED: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {table: names for table, spec in TABLES.items() if (names := _renamed(spec.type))}
)
"""How a store spells the fields of a table that have another name here."""
_FORMER: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        table: MappingProxyType({stored: name for name, stored in names.items()})
        for table, names in _STORED.items()
    }
)
_FORMER_OF: Final[Mapping[type, Mapping[str, str]]] = MappingProxyType(
    {TABLES[table].type: names for table, names in _FORMER.items()}
)


def former_names(table: str) -> Mapping[str, str]:
    """The names of today by what a store, and people of old, call the fields of a table."""
    return _FORMER.get(table, _NOTHING)


def stored_field(table: str, name: str) -> str:
    """How a store spells a field."""
    return _STORED.get(table, _NOTHING).get(name, name)


def present_field(table: str, name: str) -> str:
    """What a field is called today that may have its former name."""
    return _FORMER.get(table, _NOTHING).get(name, name)


def stored_document(table: str, document: Mapping[str, object]) -> Mapping[str, object]:
    """A document as a store spells it; where both names of a field are in it, today's counts."""
    names = _STORED.get(table)
    if names is None:
        return document
    here = {former for name, former in names.items() if name in document}
    return {names.get(name, name): value for name, value in document.items() if name not in here}


def present_document(table: str, document: Mapping[str, object]) -> Mapping[str, object]:
    """A document with the names of today; where both names of a field are in it, today's counts."""
    names = _FORMER.get(table)
    if names is None:
        return document
    return {
        names.get(name, name): value
        for name, value in document.items()
        if names.get(name) not in document
    }


def present_fields(kind: type, built: dict[str, object]) -> dict[str, object]:
    """What msgspec made of an entity, with the names of today."""
    names = _FORMER_OF.get(kind)
    return built if names is None else {names.get(name, name): built[name] for name in built}
