"""This file cuts a quick-add line into words and marks: `field:value`, `@name`, `#tag`, `!2`."""

import re
from typing import Final, Literal

import msgspec

from pmtui.query.error import QueryError

WordKind = Literal["word", "quoted", "field", "person", "tag", "priority"]
LONGEST: Final = 10_000
"""Most characters a quick-add line may have."""

_QUOTED: Final = r'"((?:[^"\\]|\\.)*)"(?=\s|$)'
_QUOTED_TEXT: Final = re.compile(_QUOTED, re.DOTALL)
_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):")
_BARE: Final = re.compile(r"\S+")
_SPACE: Final = re.compile(r"\s*")
_PRIORITY: Final = re.compile(r"![0-9]")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


class Word(msgspec.Struct, frozen=True):
    """One piece of a quick-add line."""

    kind: WordKind
    text: str
    """The word, or the value of a mark without its sign."""
    column: int
    name: str = ""
    """The field a value is for."""
    whole: str = ""
    """The piece as it was typed."""


def words(line: str) -> tuple[Word, ...]:
    """The words and marks of a quick-add line, in their order.

    Raises:
        QueryError: the line is too long, or a quoted value is not closed.
    """
    if len(line) > LONGEST:
        raise QueryError(f"a line has at most {LONGEST} characters, this one {len(line)}")
    found: list[Word] = []
    at = _after_space(line, 0)
    while at < len(line):
        word, at = _word(line, at)
        found.append(word)
        at = _after_space(line, at)
    return tuple(found)


def _after_space(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at


def _word(line: str, at: int) -> tuple[Word, int]:
    if quoted := _QUOTED_TEXT.match(line, at):
        text = _ESCAPED.sub(r"\1", quoted[1])
        return Word("quoted", text, at + 1, whole=text), quoted.end()
    if line[at] in "@#" and line[at + 1 : at + 2].strip():
        text, end = _value(line, at + 1)
        kind: WordKind = "person" if line[at] == "@" else "tag"
        return Word(kind, text, at + 1, whole=line[at:end]), end
    if field := _FIELD.match(line, at):
        text, end = _value(line, field.end())
        return Word("field", text, at + 1, field[1], line[at:end]), end
    bare = _bare(line, at)
    if _PRIORITY.fullmatch(bare):
        return Word("priority", bare[1:], at + 1, whole=bare), at + len(bare)
    return Word("word", bare, at + 1, whole=bare), at + len(bare)


def _value(line: str, at: int) -> tuple[str, int]:
    if line[at : at + 1] != '"':
        bare = _bare(line, at)
        return bare, at + len(bare)
    found = _QUOTED_TEXT.match(line, at)
    if found is None:
        raise QueryError("this quote is not closed", at + 1, 'end it with " and a space')
    return _ESCAPED.sub(r"\1", found[1]), found.end()


def _bare(line: str, at: int) -> str:
    found = _BARE.match(line, at)
    return found.group() if found else ""
