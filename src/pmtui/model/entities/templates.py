"""This file defines templates, kept to be begun again, and which gate plan a type begins with."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.components import ProductStage
from pmtui.model.entities.entity import Entity, PersonId, Prose, Tags
from pmtui.model.entities.table import TableSpec

TemplateKind = Literal[
    "portfolio", "program", "project", "operation", "task", "board", "register", "gates"
]
"""What is made from a template: a component with all below it, a task, or a part of a component."""
TemplateId = Annotated[int, Meta(extra={"refers": "templates"})]
"""Id of a template."""


class Template(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A plan to be begun again; its rows hold what is in it."""

    name: str
    kind: TemplateKind = "project"
    description: Prose = ""
    """When to use it, and what to look at then."""
    source: str = ""
    """What it was made of, as that was called."""
    owner: PersonId = 0
    """Who looks after it."""
    at: date | None = None
    """The day on which it was made."""
    tags: Tags = ()
    archived: bool = False


class TemplateRow(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One row of a plan that is kept as a template: no row of a plan, so nothing counts it."""

    template: TemplateId
    number: int
    """Counts from 1 in its template; the first is what the others lie in."""
    holds: str
    """The table of what it holds."""
    document: str
    """That, as a store keeps it, in JSON: fields that this version does not know stay in it."""


class GatePlan(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Which template of gates a new component of a type begins with.

    It holds below its component, until one of a component below fits as well; without a component
    for the whole store.
    """

    name: str
    kind: Literal["project", "program", "operation"] = "project"
    category: str = ""
    """The category it is for; empty for every one."""
    product_stage: ProductStage = ""
    """The stage it is for; empty for every one."""
    template: TemplateId = 0
    """The gates, kept with `template --only gates`; none where the type begins without any."""
    archived: bool = False


TEMPLATES: Final = TableSpec(
    "templates", Template, "TP", "template",
    home="store",
    start=lambda birth: {"at": birth.today, "owner": birth.actor},
    started=("at", "owner"),
    roles=("owner",),
    columns=("key", "name", "kind", "source", "owner", "at"),
    letters="n=name d=description o=owner t=tags a=at=date",
)  # fmt: skip
TEMPLATE_ROWS: Final = TableSpec(
    "template_rows", TemplateRow, "", "template_row",
    home="store",
    belongs_to="template",
    alike_in_tables=("template", "number"),
    columns=("template", "number", "holds", "document"),
    frozen="is part of a template and stays as it is: make another template",
)  # fmt: skip
GATE_PLANS: Final = TableSpec(
    "gate_plans", GatePlan, "GP", "gate_plan",
    noun="gate plan",
    home="scope",
    columns=("key", "name", "component", "kind", "category", "product_stage", "template"),
    adding="by_line",
    letters="n=name t=template k=kind c=category p=product_stage",
)  # fmt: skip
