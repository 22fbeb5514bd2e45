"""This file answers for names nobody carries in a quick-add line: who is alike, what to write."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from pmtui.model.entities.entity import is_archived
from pmtui.model.entities.people import Person
from pmtui.model.workspace.schema import field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.entry.tokens import Word, words
from pmtui.query.fields.aliases import resolve_name, settable

LEAST_ALIKE: Final = 0.6
"""How alike a name must be to be offered, 1 being the same."""
_PEOPLE_AT_MOST: Final = 2_000


def alike_people(workspace: Workspace, name: str, most: int = 5) -> tuple[int, ...]:
    """Ids of the people whose name, a word of it, or login comes close to a name; closest first."""
    if len(workspace.people) > _PEOPLE_AT_MOST:
        return ()
    wanted = name.casefold()
    ranked: list[tuple[float, int]] = []
    for person in workspace.people.values():
        likeness = max((_likeness(wanted, text) for text in _names(person) if text), default=0.0)
        if likeness >= LEAST_ALIKE and not is_archived(person):
            ranked.append((-likeness, person.id))
    return tuple(row_id for _, row_id in sorted(ranked)[:most])


def with_person(table: str, line: str, name: str, person: int) -> str:
    """A line for a table that means a person by id wherever it said a name nobody carries."""
    return _rewritten(table, line, name, str(person))


def with_text(table: str, line: str, name: str) -> str:
    """A line for a table whose title has a name nobody carries as it was typed."""
    return _rewritten(table, line, name, "")


def _names(person: Person) -> Iterator[str]:
    yield person.name.casefold()
    yield from person.name.casefold().split()
    yield from (login.casefold() for login in person.logins)


def _likeness(wanted: str, name: str) -> float:
    if name.startswith(wanted) or wanted.startswith(name):
        return 1.0
    return SequenceMatcher(None, wanted, name).ratio()


def _rewritten(table: str, line: str, name: str, person: str) -> str:
    made = line
    for word in reversed(words(line)):
        if word.text == name and _is_person(table, word):
            start = word.column - 1
            made = made[:start] + _instead(word, person) + made[start + len(word.whole) :]
    return made


def _is_person(table: str, word: Word) -> bool:
    if word.kind != "field":
        return word.kind == "person"
    spec = field_spec(
        table, resolve_name(table, word.name, [other_spec.name for other_spec in settable(table)])
    )
    return spec is not None and spec.refers == "people"


def _instead(word: Word, person: str) -> str:
    if person:
        return f"@{person}" if word.kind == "person" else f"{word.name}:{person}"
    inner = word.whole.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
