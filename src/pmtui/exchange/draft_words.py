"""This file lists what an import calls things: people by every name, kinds in their order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pmtui.exchange.tables.tables_in import folded
from pmtui.model.people import Person
from pmtui.model.schema import TABLES
from pmtui.model.workspace import Workspace


def title_given(fields: Mapping[str, Any]) -> str:
    """The name, title or text of a row that is being made."""
    return str(next((fields[one] for one in ("name", "title", "text") if one in fields), ""))


def people_by_name(workspace: Workspace) -> Iterator[tuple[str, int]]:
    """Names before logins and addresses: `dict` keeps the last, so the best comes last."""
    people: Iterable[Person] = workspace.people.values()
    for one in people:
        yield from ((folded(text), one.id) for text in (one.email, *one.logins) if text)
    for one in people:
        yield folded(one.name), one.id


def words_in_order() -> Iterator[str]:
    """The words for kinds of rows, the large things first."""
    for spec in TABLES.values():
        yield from (kind for kind, _ in spec.kinds)
        yield spec.word
