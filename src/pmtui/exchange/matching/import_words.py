"""This file lists what an import calls things: people by every name, kinds in their order."""

from collections.abc import Iterable, Iterator, Mapping

from pmtui.exchange.text_folding import folded
from pmtui.model.entities.people import Person
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace


def title_given(fields: Mapping[str, object]) -> str:
    """The name, title or text of a row that is being made."""
    return str(next((fields[name] for name in ("name", "title", "text") if name in fields), ""))


def people_by_name(workspace: Workspace) -> Iterator[tuple[str, int]]:
    """Names before logins and addresses: `dict` keeps the last, so the best comes last."""
    people: Iterable[Person] = workspace.people.values()
    for person in people:
        yield from ((folded(text), person.id) for text in (person.email, *person.logins) if text)
    for person in people:
        yield folded(person.name), person.id


def ambiguous_people(workspace: Workspace) -> dict[str, list[int]]:
    """The people of each name that several have, and of each forename that is no whole name."""
    found: dict[str, list[int]] = {}
    whole = {folded(person.name) for person in workspace.people.values()}
    for person in workspace.people.values():
        name = folded(person.name)
        for text in {name, *({name.partition(" ")[0]} - whole)}:
            found.setdefault(text, []).append(person.id)
    return {name: people for name, people in found.items() if len(people) > 1}


def words_in_order() -> Iterator[str]:
    """The words for kinds of rows, the large things first."""
    for spec in TABLES.values():
        yield from (kind for kind, _ in spec.kinds)
        yield spec.word
