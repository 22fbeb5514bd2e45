"""This file defines what is said beside rows: remarks, references, reports, views, snoozes."""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import (
    Entity,
    PersonId,
    Prose,
    Rank,
)
from pmtui.model.entities.table import Assured, Copying, TableSpec


class Remark(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A dated word by somebody on anything."""

    about: Annotated[int, Meta(extra={"kind": "about"})]
    """The id of what it is about, in `about_table`."""
    about_table: str
    text: Prose
    by: PersonId = 0
    at: date | None = None
    topic: str = ""


class Reference(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A link to a document or page."""

    about: Annotated[int, Meta(extra={"kind": "about"})]
    about_table: str
    url: str
    label: str = ""


class Report(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A status report: its numbers are kept as they were, its words are edited until it is sent."""

    title: str
    text: Prose = ""
    at: date | None = None
    by: PersonId = 0
    rag: Literal["", "G", "A", "R"] = ""
    summary: Prose = ""
    """How it goes, in the words of its author."""
    needs: Prose = ""
    """What the team needs, in the words of its author."""
    next_steps: Prose = ""
    """What comes next, in the words of its author."""
    of_revision: Annotated[int, Meta(ge=0)] = 0
    """The revision that its numbers are of; 0 for one that has none."""
    day: date | None = None
    """The day that its numbers are of."""
    since: date | None = None
    """The day that it compares with."""
    recipients: Prose = ""
    """To whom it was sent, as typed."""
    sent_at: date | None = None
    """The day on which it was sent: from then on it stays as it is."""
    numbers: str = ""
    """All that it says beside the words, as JSON; it is never changed."""
    archived: bool = False


class SavedView(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A filter and order under a name, shared or of one person."""

    name: str
    view: str
    query: str = ""
    sort: str = ""
    owner: PersonId = 0
    """Whose it is; 0 for everybody's."""
    rank: Rank = ""


class Snooze(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """That a person does not want to be reminded of something before a day."""

    about: Annotated[int, Meta(extra={"kind": "about"})]
    about_table: str
    until: date
    """The day from which it is shown to them again."""
    person: PersonId = 0
    """Who sleeps on it; 0 for whoever is at the keyboard without a name."""


REPORTS: Final = TableSpec(
    "reports", Report, "S", "report",
    is_fact=True,
    assures=Assured(artefact="report", holds=lambda row: row.at, until="at", is_dated=True),
    outlives=True,
    start=lambda birth: {"at": birth.today},
    started=("at",),
    counts_in="component",
    rare=frozenset({"of_revision", "day", "since", "recipients", "sent_at", "numbers"}),
    columns=("key", "title", "component", "at", "by", "rag", "sent_at"),
    letters="s=summary n=needs x=next_steps t=title r=rag b=by a=at=date",
)  # fmt: skip
REMARKS: Final = TableSpec(
    "remarks", Remark, "", "remark",
    outlives=True,
    home="about",
    start=lambda birth: {"at": birth.today, "by": birth.actor},
    started=("at", "by"),
    alike_in_tables=("about", "topic", "at", "by", "text"),
    columns=("at", "by", "about", "text"),
)  # fmt: skip
REFERENCES: Final = TableSpec(
    "references", Reference, "", "reference",
    outlives=True,
    is_removed=True,
    home="about",
    alike=("about", "url"),
    columns=("about", "label", "url"),
    copying=Copying(),
)  # fmt: skip
SAVED_VIEWS: Final = TableSpec(
    "saved_views",
    SavedView,
    "",
    "view",
    home="store",
    ranks=(("rank", "component"),),
    alike_in_tables=("name", "view"),
    outside_scenarios=True,
)
SNOOZES: Final = TableSpec(
    "snoozes", Snooze, "", "snooze",
    outlives=True,
    is_removed=True,
    home="about",
    alike_in_tables=("about", "person"),
    columns=("about", "person", "until"),
    outside_scenarios=True,
)  # fmt: skip
