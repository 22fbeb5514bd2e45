"""This file holds the short and friendly names of fields, for filters, quick-add and `set`."""

from collections.abc import Collection, Iterator
from typing import Final

from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec, field_specs, former_names
from pmtui.query.error import QueryError, did_you_mean, listed
from pmtui.query.fields.status import due_name

_FRIENDLY: Final = tuple(
    (name, tuple(targets.split()))
    for name, _, targets in (
        line.partition(":")
        for line in (
            "tag:tags", "title:name text url", "name:title text url", "text:title",
            "status:state", "state:status", "col:column", "prio:priority", "pri:priority",
            "p:probability priority", "prob:probability", "i:impact impact_time",
            "impact:impact_time", "cost:impact_cost spent", "time:impact_time",
            "scope:impact_scope", "quality:impact_quality", "rp:residual_probability",
            "ri:residual_impact", "risk:score", "sev:severity", "est:estimate",
            "effort:estimate", "rem:remaining", "left:remaining", "done:percent",
            "progress:percent", "dur:duration", "deadline:due", "begin:start", "end:finish",
            "from:predecessor", "to:successor", "review:next_review", "measure:next_measure",
            "money:money_impact value", "worth:value", "resp:response",
            "assignee:owner", "assigned:assignee owner", "owner:by raised_by person",
            "manager:owner", "pm:owner", "login:logins", "org:organisation", "mail:email",
            "note:notes description", "notes:description", "description:notes",
            "desc:description notes",
            "cat:category", "stage:product_stage", "said:reported_rag",
            "rag:reported_rag",
            "forecast_finish:expected_finish finish", "in:component", "into:component",
            "parent:component", "project:component", "program:component",
            "portfolio:component", "operation:component", "need:needed_by",
            "escalated:escalated_to",
        )
    )
)  # fmt: skip
"""What else a field may be called: the first of the targets that a table has is meant."""

_NOT_TYPED: Final = frozenset({"id", "key", "about_table"})
"""Stored fields that are settled by the program."""


def resolve_name(table: str, name: str, known: Collection[str]) -> str:
    """The field among the known ones that a typed name means; empty where there is none."""
    wanted = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted in known:
        return wanted
    if wanted == "due" and due_name(table) in known:
        return due_name(table)
    for alias, targets in _FRIENDLY:
        if alias == wanted:
            return next((target for target in targets if target in known), "")
    present = former_names(table).get(wanted, "")
    return present if present in known else ""


def aliases(table: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every friendly name a table understands, with the field it stands for."""
    for alias in ("due", *(name for name, _ in _FRIENDLY)):
        field = resolve_name(table, alias, known)
        if field and alias not in known:
            yield alias, field


def settable(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table that people type values for."""
    return tuple(
        spec for spec in field_specs(table) if spec.kind != "rank" and spec.name not in _NOT_TYPED
    )


def resolve_spec(table: str, name: str, column: int = 0) -> FieldSpec:
    """The stored field that a typed name means: its own name or a friendly one.

    Raises:
        QueryError: the table has no such field; says what comes close.
    """
    names = [spec.name for spec in settable(table)]
    spec = field_spec(table, resolve_name(table, name, names))
    if spec is None:
        raise no_field(table, name, names, column)
    return spec


def no_field(table: str, name: str, names: Collection[str], column: int = 0) -> QueryError:
    """The error for a name that no field of a table has, with those that come close."""
    every = [*names, *(alias for alias, _ in aliases(table, names))]
    hint = did_you_mean(name, every) or f"there is {listed(sorted(names), most=40)}"
    return QueryError(f"{TABLES[table].with_article} has no field {name!r}", column, hint)
