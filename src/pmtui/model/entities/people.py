"""This file defines people."""

from collections.abc import Iterable
from typing import Final, Literal

from pmtui.model.entities.entity import CalendarId, Cost, Entity, Tags
from pmtui.model.entities.table import TableSpec

PersonKind = Literal["person", "role", "equipment", "material", "cost"]
"""What does the work or is used up by it; the last two have no hours."""


class Person(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Somebody who owns, does or decides; the logins tie them to who is at the keyboard."""

    name: str
    initials: str = ""
    """Short mark on cards; made from the name where empty."""
    logins: Tags = ()
    """User names of this machine that mean this person."""
    email: str = ""
    role: str = ""
    organisation: str = ""
    kind: PersonKind = "person"
    calendar: CalendarId = 0
    """When they work, where that differs from the project's calendar."""
    units: int = 100
    """How much of them there is at most, in percent; 200 is a role of two."""
    rate: Cost | None = None
    """Cost of an hour, or of one piece of a material."""
    cost_per_use: Cost | None = None
    """What each use costs beside the rate: of one whole unit, or of a material however much."""
    code: str = ""
    """What another system calls them; imports match by it."""
    tags: Tags = ()
    archived: bool = False


def initials_of(person: Person) -> str:
    """Two or three letters that stand for a person."""
    if person.initials:
        return person.initials
    words = [word for word in person.name.replace("-", " ").split() if word]
    if len(words) > 1:
        return (words[0][:1] + words[-1][:1]).upper()
    return person.name[:2].upper()


def person_with_login(people: Iterable[Person], login: str) -> int:
    """The id of the person who carries a login; 0 where nobody does."""
    return next((person.id for person in people if login in person.logins), 0)


PEOPLE: Final = TableSpec(
    "people", Person, "H", "person",
    many="people",
    home="store",
    concern_all=("rate", "role", "kind", "name"),
    rare=frozenset({"calendar", "cost_per_use"}),
    columns=("key", "name", "role", "organisation", "email"),
    adding="anywhere",
    letters="n=name i=initials l=logins e=email r=role",
)  # fmt: skip
