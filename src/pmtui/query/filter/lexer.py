"""This file cuts a typed filter into tokens; a field and its values are one token."""

import re
from typing import Final, Literal

import msgspec

from pmtui.query.error import QueryError
from pmtui.query.filter.terms import OPERATORS, Operand, Range, Value

TokenKind = Literal["open", "close", "or", "not", "word", "compare", "end"]
LONGEST: Final = 4_000
"""Most characters a filter may have."""

_SPACE: Final = re.compile(r"\s*")
_FIELD: Final = re.compile(
    r"(?P<name>[a-z][a-z0-9_-]*)"
    r"(?::(?P<after>[<>!]=|[<>=])?|(?P<space>\s*)(?P<bare>[<>!]=|[<>=]))\s*",
    re.IGNORECASE | re.ASCII,
)
_WORD: Final = re.compile(r'[^\s()|"]+')
_PIECE: Final = re.compile(r'(?:(?!\.\.)[^\s()|",])+')
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_COMPARISON: Final = re.compile(r"[<>=]|!=")
_SIGILS: Final = {"#": ("tag", "a tag"), "@": ("who", "a person")}
_SIGNS: Final[dict[str, TokenKind]] = {"(": "open", ")": "close", "|": "or"}


class Token(msgspec.Struct, frozen=True):
    """One piece of a filter and where it begins."""

    kind: TokenKind
    column: int
    value: Value | None = None
    """The text of a word."""
    field: str = ""
    operator: str = ""
    operands: tuple[Operand, ...] = ()


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a typed filter, closed by an `end`.

    Raises:
        QueryError: a quote is open, a value is missing, or the text is too long.
    """
    if len(text) > LONGEST:
        raise QueryError(f"a filter has at most {LONGEST} characters, this one {len(text)}")
    found: list[Token] = []
    at = _after_space(text, 0)
    while at < len(text):
        token, at = _token(text, at)
        if token is not None:
            found.append(token)
        at = _after_space(text, at)
    return (*found, Token("end", len(text) + 1))


def operands(text: str, at: int, missing: str) -> tuple[tuple[Operand, ...], int]:
    """The values that begin at a place, with commas between, and where they end.

    Raises:
        QueryError: there is none; `missing` says what was expected.
    """
    found: list[Operand] = []
    while True:
        operand, at = _operand(text, at, missing)
        found.append(operand)
        if text[at : at + 1] != ",":
            break
        at += 1
        missing = "another value after ,"
    if at < len(text) and not (text[at].isspace() or text[at] in "()|"):
        raise QueryError(f"{text[at : at + 12]!r} follows a value", at + 1, "put a space before it")
    return tuple(found), at


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _token(text: str, at: int) -> tuple[Token | None, int]:
    sign = text[at]
    column = at + 1
    if sign in _SIGNS:
        return Token(_SIGNS[sign], column), at + 1
    if sign == '"':
        value, at = _quoted(text, at)
        return Token("word", column, value), at
    if sign == "-":
        if at + 1 == len(text) or text[at + 1].isspace():
            raise QueryError("nothing follows -", column, "write -word or -field:value")
        return Token("not", column), at + 1
    if sign in _SIGILS:
        name, missing = _SIGILS[sign]
        values, at = operands(text, at + 1, f"{missing} after {sign}")
        return Token("compare", column, field=name, operator=":", operands=values), at
    if found := _FIELD.match(text, at):
        return _comparison(text, found)
    if _COMPARISON.match(text, at):
        hint = f"write due{sign}fri, or quote it to look for the text"
        raise QueryError(f"a field is missing before {sign}", column, hint)
    return _bare(text, at)


def _comparison(text: str, found: re.Match[str]) -> tuple[Token, int]:
    operator = found["after"] or found["bare"] or ":"
    name = found["name"].casefold().replace("-", "_")
    values, at = operands(text, found.end(), f"a value after {found['name']}{operator}")
    if operator not in {":", "=", "!="} and not _is_one(values):
        raise QueryError(f"{name}{operator} takes one value", found.end() + 1)
    token = Token("compare", found.start() + 1, field=name, operator=operator, operands=values)
    return token, at


def _is_one(values: tuple[Operand, ...]) -> bool:
    """Whether values can be one: `1,5m` is cut at its comma as long as its field is not known."""
    texts = [value.text for value in values if isinstance(value, Value) and not value.literal]
    if len(values) == 1:
        return not isinstance(values[0], Range)
    ends = all(text[-1].isdigit() for text in texts[:-1]) and all(
        text[0].isdigit() for text in texts[1:]
    )
    return len(texts) == len(values) and ends


def _bare(text: str, at: int) -> tuple[Token | None, int]:
    found = _WORD.match(text, at)
    word = found.group() if found else text[at]
    folded = word.casefold()
    after = at + len(word)
    if folded == "or":
        return Token("or", at + 1), after
    if folded == "and":
        return None, after
    return Token("word", at + 1, Value(word, column=at + 1)), after


def _operand(text: str, at: int, missing: str) -> tuple[Operand, int]:
    start = at
    low, at = _piece(text, at)
    if not text.startswith("..", at):
        if low is None:
            raise QueryError(f"{missing} is missing", start + 1)
        return low, at
    high, at = _piece(text, at + 2)
    if low is None and high is None:
        raise QueryError(".. needs an end", start + 1, "write mon..fri, ..fri or mon..")
    return Range(low, high, start + 1), at


def _piece(text: str, at: int) -> tuple[Value | None, int]:
    if text[at : at + 1] == '"':
        return _quoted(text, at)
    found = _PIECE.match(text, at)
    if found is None:
        return None, at
    if _COMPARISON.match(text, at):
        raise QueryError("two comparisons in a row", at + 1, f"one of {' '.join(OPERATORS)}")
    return Value(found.group(), column=at + 1), found.end()


def _quoted(text: str, at: int) -> tuple[Value, int]:
    found = _QUOTED.match(text, at)
    if found is None:
        raise QueryError("this quote is not closed", at + 1, 'end it with "')
    return Value(_ESCAPED.sub(r"\1", found[1]), literal=True, column=at + 1), found.end()
