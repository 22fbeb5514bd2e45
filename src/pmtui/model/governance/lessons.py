"""This file defines what is kept of experience and on paper: lessons, and documents by version."""

from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Literal

from msgspec import Meta

from pmtui.model.entities.entity import Entity, PersonId, Prose, Tags
from pmtui.model.entities.states import DOCUMENT, LESSON
from pmtui.model.entities.table import Assured, Copying, TableSpec

LessonKind = Literal["problem", "success"]
DocumentKind = Literal[
    "other", "charter", "plan", "business_case", "report", "minutes", "contract", "specification"
]
DocumentId = Annotated[int, Meta(extra={"refers": "documents"})]
"""Id of a document; 0 for none."""


class Lesson(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What a project taught those who come after, and what to do with it."""

    title: str
    kind: LessonKind = "problem"
    """What went wrong and is to be avoided, or went well and is to be done again."""
    event: Prose = ""
    """What happened."""
    cause: Prose = ""
    recommendation: Prose = ""
    category: str = ""
    """What sort of work it is about; like projects are found by it and by tags."""
    owner: PersonId = 0
    """Who sees to it that the recommendation is followed."""
    learnt_at: date | None = None
    due: date | None = None
    """By when it should have changed how work is done."""
    state: str = "raised"
    tags: Tags = ()
    archived: bool = False


class Document(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A version of a document: where it lies, and whether it holds."""

    title: str
    kind: DocumentKind = "other"
    location: str = ""
    """A link, or a path that those who use the store can open."""
    version: str = ""
    supersedes: DocumentId = 0
    """The version before this one."""
    owner: PersonId = 0
    at: date | None = None
    """The day of this version."""
    due: date | None = None
    """By when it is looked through again."""
    state: str = "draft"
    notes: Prose = ""
    tags: Tags = ()
    archived: bool = False


LESSONS: Final = TableSpec(
    "lessons", Lesson, "LL", "lesson",
    outlives=True,
    cycles=MappingProxyType({"": LESSON}),
    ways=MappingProxyType({"": ("raised", "agreed", "applied")}),
    ended_states=frozenset({"applied", "dropped"}),
    open_word="open lesson",
    due="due",
    is_chased=True,
    day="learnt_at",
    start=lambda birth: {"learnt_at": birth.today},
    started=("learnt_at",),
    counts_in="component",
    searched=("title", "event", "cause", "recommendation", "category"),
    columns=("key", "title", "kind", "component", "category", "owner", "learnt_at", "state"),
    adding="anywhere",
    in_log=True,
    letter="l",
    letters="s=state k=kind c=category o=owner d=due a=learnt_at n=title t=tags",
    copying=Copying(fresh="learnt_at", ends="due", part="register", only_in_part=True),
)  # fmt: skip
DOCUMENTS: Final = TableSpec(
    "documents", Document, "DO", "document",
    assures=Assured(
        artefact="charter",
        holds=lambda row: row.kind == "charter" and row.state == "approved",
        until="due",
    ),
    roles=("owner",),
    cycles=MappingProxyType({"": DOCUMENT}),
    ways=MappingProxyType({"": ("draft", "approved")}),
    ended_states=frozenset({"superseded", "withdrawn"}),
    due="due",
    is_chased=True,
    day="at",
    start=lambda birth: {"at": birth.today},
    started=("at",),
    counts_in="component",
    searched=("title", "location", "version", "notes"),
    rare=frozenset({"supersedes"}),
    columns=(
        "key", "title", "kind", "version", "component", "owner", "at", "state", "location",
    ),
    adding="anywhere",
    letters="s=state k=kind v=version l=location o=owner d=due a=at n=title",
)  # fmt: skip
