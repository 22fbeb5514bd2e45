"""This file finds the table that a word of the command line means: `task`, `risks`, `programs`."""

from collections.abc import Iterator

from pmtui.cli.core.verb import no_such
from pmtui.model.entities.table import plural_of
from pmtui.model.workspace.schema import TABLES


def resolve_table(word: str) -> tuple[str, str]:
    """The table and the kind that a word means, singular or plural; an empty kind means all.

    Raises:
        Stop: it means none.
    """
    wanted = word.casefold().replace("-", "_").replace(" ", "_")
    known = dict(_words())
    if wanted not in known:
        raise no_such(word, "kind", sorted(plurals()))
    return known[wanted]


def plurals() -> Iterator[str]:
    """The words that lists are asked for by."""
    for spec in TABLES.values():
        yield spec.plural
        yield from (plural_of(kind) for kind, _ in spec.kinds if kind != spec.word)


def _words() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, spec in TABLES.items():
        for kind, _ in spec.kinds:
            yield kind, (name, kind)
            yield plural_of(kind), (name, kind)
        for word in (name, spec.word, spec.plural):
            yield word, (name, "")
