"""This file defines stakeholders: who is concerned, where they stand, what they are told when."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import (
    Entity,
    MeasureFrequency,
    PartyId,
    PersonId,
    Prose,
    Step,
    Tags,
)
from pmtui.model.entities.table import Copying, TableSpec

Engagement = Literal["", "unaware", "resistant", "neutral", "supportive", "leading"]
"""How somebody stands to it, by the engagement matrix; empty where nobody has said."""
StakeholderId = Annotated[int, Meta(extra={"refers": "stakeholders"})]
"""Id of a stakeholder; 0 for none."""


class Stakeholder(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A person or group that has something at stake in a component."""

    name: str
    person: PersonId = 0
    """Who that is, where they are one of the people of the store."""
    party: PartyId = 0
    """The organisation that they are of."""
    role: str = ""
    """What they are in it, such as `senior user`."""
    power: Step = 0
    """How much they can do for or against it."""
    interest: Step = 0
    """How much it means to them."""
    engagement: Engagement = ""
    """How they stand to it now."""
    desired: Engagement = ""
    """How they should."""
    owner: PersonId = 0
    """Who looks after them."""
    next_contact: date | None = None
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


class Communication(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What somebody is told, how and how often: a row of the communication plan."""

    stakeholder: StakeholderId = 0
    """Who is told; 0 for everybody who is concerned."""
    title: str
    """What they are told."""
    channel: str = ""
    """How: a mail, a call, the board's meeting."""
    frequency: MeasureFrequency = ""
    owner: PersonId = 0
    """Who does it."""
    due: date | None = None
    """When it is due next; none where it is over."""
    sent_at: date | None = None
    """When it was done last."""
    note: str = ""
    """What was said or answered then."""
    archived: bool = False


STAKEHOLDERS: Final = TableSpec(
    "stakeholders", Stakeholder, "SH", "stakeholder",
    roles=("owner",),
    due="next_contact",
    is_chased=True,
    counts_in="component",
    searched=("name", "role", "notes"),
    columns=(
        "key", "name", "role", "component", "power", "interest", "engagement", "desired", "gap",
        "owner", "next_contact",
    ),
    adding="anywhere",
    letters=(
        "p=power i=interest e=engagement w=desired o=owner d=next_contact r=role n=name "
        "t=tags"
    ),
    copying=Copying(fresh="engagement", part="register"),
)  # fmt: skip
COMMUNICATIONS: Final = TableSpec(
    "communications", Communication, "CN", "communication",
    ends=lambda row: row.due is None and row.sent_at is not None,
    open_word="open communication",
    belongs_to="stakeholder",
    due="due",
    is_chased=True,
    counts_in="component",
    columns=(
        "key", "title", "stakeholder", "channel", "frequency", "owner", "due", "sent_at",
    ),
    adding="by_line",
    in_log=True,
    letter="m",
    letters="d=due f=frequency c=channel o=owner S=sent_at n=title",
    copying=Copying(fresh="sent_at note", ends="due", part="register"),
)  # fmt: skip
