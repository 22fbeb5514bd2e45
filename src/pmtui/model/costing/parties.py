"""This file defines parties: the organisations that money comes from and goes to."""

from typing import Final, Literal

from pmtui.model.entities.entity import Entity, Prose, Tags
from pmtui.model.entities.table import TableSpec

PartyKind = Literal["supplier", "customer", "regulator", "internal"]


class Party(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A supplier, a customer, a regulator or a department, for every component of the store."""

    name: str
    kind: PartyKind = "supplier"
    code: str = ""
    """What the books call it; imports match by it."""
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


PARTIES: Final = TableSpec(
    "parties", Party, "Y", "party",
    home="store",
    columns=("key", "name", "kind", "code"),
    adding="by_line",
    letters="n=name k=kind c=code t=tags",
)  # fmt: skip
