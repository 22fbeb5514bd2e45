"""This file reads the resources, roles and assignments of a P6 export."""

from collections.abc import Iterable, Mapping
from typing import Final

from pmtui.exchange.plans.plan import PlanAssignment, PlanResource, ResourceKind
from pmtui.exchange.xer.costs import assignment_cost
from pmtui.exchange.xer.notes import plain_text
from pmtui.exchange.xer.xer_tables import XerRow

_KINDS: Final[Mapping[str, ResourceKind]] = {
    "RT_Labor": "work", "RT_Equip": "equipment", "RT_Mat": "material",
}  # fmt: skip


def read_resources(
    rows: Iterable[XerRow], rates: Iterable[XerRow], used: frozenset[int]
) -> list[PlanResource]:
    """The resources that work on the plan, each with its first rate."""
    known: dict[int, tuple[float, float]] = {}
    for row in rates:
        limit, price = row.decimal("max_qty_per_hr"), row.decimal("cost_per_qty")
        values = (1.0 if limit is None else limit, price or 0.0)
        known.setdefault(row.number("rsrc_id"), values)
    found: dict[int, PlanResource] = {}
    for row in rows:
        uid = row.number("rsrc_id")
        units, rate = known.get(uid, (row.decimal("def_qty_per_hr") or 1.0, 0.0))
        if uid in found:
            row.tell(f"another one has the same rsrc_id {uid}", "left out")
        elif uid in used:
            found[uid] = PlanResource(
                uid=uid,
                code=row.text("rsrc_short_name"),
                name=row.text("rsrc_name") or row.text("rsrc_short_name"),
                kind=row.code("rsrc_type", _KINDS, "work", "taken as one who works"),
                calendar=row.number("clndr_id"),
                units=units,
                rate=rate or None,
                email=row.text("email_addr"),
                notes=plain_text(row.prose("rsrc_notes")),
            )
    return list(found.values())


def read_roles(rows: Iterable[XerRow], used: frozenset[int]) -> list[PlanResource]:
    """The roles that nobody fills yet; their uid is the negative of their id."""
    return [
        PlanResource(
            uid=-row.number("role_id"),
            code=row.text("role_short_name"),
            name=row.text("role_name") or row.text("role_short_name"),
            kind="role",
        )
        for row in rows
        if -row.number("role_id") in used
    ]


def read_assignments(rows: Iterable[XerRow]) -> list[PlanAssignment]:
    """Who works on what; a role stands in where nobody is named."""
    found: list[PlanAssignment] = []
    for row in rows:
        resource, role = row.number("rsrc_id"), row.number("role_id")
        regular, overtime = row.minutes("act_reg_qty"), row.minutes("act_ot_qty")
        if not resource and not role:
            row.tell("it names no resource and no role", "left out")
            continue
        row.note_blank("target_qty_per_hr", "taken as one whole")
        units = row.decimal("target_qty_per_hr")
        assignment = PlanAssignment(
            uid=row.number("taskrsrc_id"),
            task=row.number("task_id"),
            resource=resource or -role,
            units=1.0 if units is None else units,
            work=row.minutes("target_qty"),
            remaining_work=row.minutes("remain_qty"),
            actual_work=None if regular is None else regular + (overtime or 0),
            cost=assignment_cost(row).total,
        )
        found.append(assignment)
    return found
