"""This file defines who is responsible, accountable, consulted and informed: a RACI matrix."""

from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from pmtui.model.entities.entity import Entity, PersonId
from pmtui.model.entities.table import Copying, TableSpec

RaciRole = Literal["R", "A", "C", "I"]
"""Responsible, who does it; accountable, who answers for it; consulted before; informed after."""
ROLES: Final[tuple[RaciRole, ...]] = get_args(RaciRole)
ACCOUNTABLE: Final[RaciRole] = "A"
RESPONSIBLE: Final[RaciRole] = "R"


class Responsibility(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What somebody is for one item: a task, a deliverable, a risk, a component, anything."""

    about: Annotated[int, Meta(extra={"kind": "about"})]
    """The id of the item, in `about_table`."""
    about_table: str
    person: PersonId
    role: RaciRole = "R"


RESPONSIBILITIES: Final = TableSpec(
    "responsibilities", Responsibility, "", "responsibility",
    roles=("person",),
    is_removed=True,
    home="about",
    alike=("about", "person", "role"),
    columns=("about", "person", "role"),
    copying=Copying(),
)  # fmt: skip
