"""This file finds whom a table means by a name, and makes who is not there yet."""

from collections.abc import Callable, Mapping

from pmtui.exchange.matching.import_words import (
    ambiguous_people,
    people_by_name,
)
from pmtui.exchange.sheets.dates import shown
from pmtui.exchange.text_folding import folded
from pmtui.model.ids import key_parts, key_text
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.entity_names import candidate

Found = Callable[[str, str, tuple[object, ...]], list[int]]
"""Finds the rows of a table whose named fields have values."""


class ImportPeople:
    """The people that an import finds and makes.

    Args:
        workspace: what there is.
        make: makes a row of a table from fields that a line says.
        found: finds rows of a table.
    """

    def __init__(
        self,
        workspace: Workspace,
        make: Callable[[str, Mapping[str, object], int], int],
        found: Found,
    ) -> None:
        self._workspace = workspace
        self._make = make
        self._found = found
        self._people = dict(people_by_name(workspace))
        self._alike = ambiguous_people(workspace)

    def person(self, name: str, line: int, email: str = "") -> int:
        """The person of an address, a key, a name or a login; made where there is none.

        `Roe, Ann` is also found as `Ann Roe`.
        """
        known = self._people.get(folded(email)) if email else None
        known = known or self.known_person(name) or None
        last, comma, first = name.partition(",")
        if known is None and comma:
            known = self._people.get(folded(f"{first} {last}"))
        if known is None:
            fields = {"name": " ".join(name.split())} | ({"email": email} if email else {})
            known = self._make("people", fields, line)
        for text in filter(None, (name, email)):
            self._people.setdefault(folded(text), known)
        return known

    def ambiguity(self, name: str, email: str = "") -> str:
        """Whom a name can mean, each with the key to write; empty where that is not several."""
        people = [] if folded(email) in self._people else self._alike.get(folded(name), [])
        if not people:
            return ""
        keys = (candidate(self._workspace, "people", person_id) for person_id in people)
        return f"{shown(name)} can be {' or '.join(keys)}"

    def known_person(self, name: str) -> int:
        """The person of a name or key; 0 where there is none."""
        parts = key_parts(name)
        keyed = self._found("people", "key", (folded(key_text(*parts)),)) if parts else []
        return next(iter(keyed), self._people.get(folded(name), 0))

    def person_called(self, name: str, line: int) -> int:
        """The person of a key, or of a name as it stands; made where there is none."""
        known = self.known_person(name)
        if not known:
            known = self._make("people", {"name": name}, line)
            self._people[folded(name)] = known
        return known
