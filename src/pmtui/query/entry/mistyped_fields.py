"""This file tells a mistyped `field:value` of a quick-add line from a title that holds a colon."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.entry.kind_prefix import KINDS, similar_kind
from pmtui.query.entry.tokens import Word
from pmtui.query.error import QueryError, either, listed
from pmtui.query.fields.aliases import aliases, resolve_name, settable

_SCHEMES: Final = frozenset({"http", "https", "ftp", "file", "mailto", "tel", "ssh", "git", "urn"})
_NUMBERED: Final = re.compile(r"[A-Za-z]*\d+")
"""Before a colon: a time, a version or a cell, as in `T10:30`."""
_NEAR: Final = 0.6
"""How alike a field must be to be named as the one that was meant."""
_SAME: Final = 0.8
"""How alike a field must be, where a space follows the colon, to be meant and no title."""
_LEAST: Final = 5
"""Letters of a word that is long enough to be like another by no accident."""
_QUOTE: Final = "put it in quotes to keep it in the title"
_FIRST: Final = ("owner", "due", "priority", "estimate", "tags", "state", "budget", "start")
"""Fields that are named before others where nothing comes close."""


def is_title_text(table: str, word: Word) -> bool:
    """Whether a word with a colon that names no field is title: `Re: call bob`, `http://x`.

    A value right behind the colon is meant for a field. Where a space follows, the word is title
    unless it all but is a field, or, before everything else, a kind.
    """
    name = word.name.casefold()
    if word.text:
        is_address = name in _SCHEMES or word.text[0] in "/\\:()"
        return is_address or _NUMBERED.fullmatch(word.name) is not None
    if word.column == 1 and word.name.islower() and similar_kind(name) not in {"", name}:
        return False
    return len(name) < _LEAST or not _like(table, name, _SAME)


def unknown_field(table: str, kind: str, word: Word) -> QueryError:
    """What is said of a field that a table does not have: the nearest one, or who has it."""
    name = word.name.casefold()
    like = _like(table, name, _NEAR)
    if not word.text and similar_kind(name) and not _like(table, name, _SAME):
        hint = f"did you mean {similar_kind(name)}:? {_QUOTE}"
        return QueryError(f"there is no kind {word.name!r}", word.column, hint)
    if like:
        hint = f"did you mean {like}? {_QUOTE}"
        return QueryError(f"there is no field {word.name!r}", word.column, hint)
    owners = either(tuple(dict.fromkeys(_owners(table, name))), most=3)
    has = f"{owners} has one; " if owners else ""
    names = [spec.name for spec in settable(table)]
    names.sort(key=lambda text: _FIRST.index(text) if text in _FIRST else len(_FIRST))
    what = f"a {kind}" if kind else TABLES[table].with_article
    reason = f"{what} has no field {word.name!r}"
    return QueryError(reason, word.column, f"{has}there is {listed(names, most=6)}; {_QUOTE}")


def _like(table: str, name: str, cutoff: float) -> str:
    names = [spec.name for spec in settable(table)]
    every = [*names, *(alias for alias, _ in aliases(table, names))]
    return next(iter(get_close_matches(name, every, n=1, cutoff=cutoff)), "")


def _owners(table: str, name: str) -> Iterator[str]:
    """The kinds that have a field of that name."""
    for other in dict.fromkeys(text for text, _ in KINDS.values()):
        known = [spec.name for spec in settable(other)]
        if other != table and field_spec(other, resolve_name(other, name, known)) is not None:
            yield "a project" if other == "components" else TABLES[other].with_article
