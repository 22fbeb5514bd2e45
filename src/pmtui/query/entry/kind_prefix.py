"""This file reads the kind that a quick-add line begins with: `risk: Supplier late p:4`."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.fields.aliases import resolve_name, settable

KINDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        word: (name, word if spec.kinds else "")
        for name, spec in TABLES.items()
        if spec.adding
        for word in (dict(spec.kinds) or (spec.word,))
    }
)
"""Table and kind that a word before a line means: those that people add by a line."""
ADDABLE_ANYWHERE: Final = tuple(
    word
    for word, (table, _) in KINDS.items()
    if TABLES[table].adding == "anywhere" and word != "deliverable"
)
"""Kinds that every view offers; a deliverable is asked for by its name."""

_LEAD: Final = re.compile(r"\s*([A-Za-z_]+):(?=(\s|$)?)")
_NAMED: Final = frozenset(
    {"portfolio", "program", "project", "operation", "column", "person", "team", "party"}
)
"""Kinds that are fields too, by any name."""
_KEY: Final = re.compile(r"[A-Za-z]{1,2}-\d+|\d|\"")
_NEAR: Final = 0.75


class KindPrefix(msgspec.Struct, frozen=True):
    """The kind that a line begins with, and the line without it."""

    word: str
    """The kind's word; empty where the line names none."""
    line: str
    """The rest; blanks stand where the kind stood, so that columns still count."""


def kind_prefix(table: str, line: str, *, is_typed: bool = False) -> KindPrefix:
    """The kind that a line itself names, before everything else.

    `risk: x` names a kind always, `risk:x` unless it can as well be a field: on a task
    `project:apollo` says where it goes, and `risk:R-3` what it is for; what a row cannot be
    without, such as the person of a leave, is its field whatever follows. A
    capital, `Risk: x`, names a kind in a line that is typed where it is said back at once;
    elsewhere, as in minutes that are pasted, it is title.

    Args:
        table: what the line is for where it names no kind.
        line: as typed.
        is_typed: whether a person types it and sees what it means.
    """
    found = _LEAD.match(line)
    if found is None:
        return KindPrefix("", line)
    word = found[1].casefold() if is_typed else found[1]
    is_field = found[2] is None and _is_field(table, word, line[found.end() :])
    if word not in KINDS or is_field or line.startswith("://", found.end() - 1):
        return KindPrefix("", line)
    return KindPrefix(word, " " * found.end() + line[found.end() :])


def similar_kind(word: str) -> str:
    """The kind that a mistyped word may have meant; empty where none is close."""
    close = get_close_matches(word, list(KINDS), n=1, cutoff=_NEAR)
    return close[0] if close else ""


def _is_field(table: str, word: str, after: str) -> bool:
    """Whether a word with a value right behind it says a field: one that is needed, or a key."""
    known = [spec.name for spec in settable(table)]
    spec = field_spec(table, resolve_name(table, word, known))
    if spec is None:
        return False
    return spec.required or word in _NAMED or _KEY.match(after) is not None
