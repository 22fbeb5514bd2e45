"""This file defines what a filter is once it is parsed: terms, their operands and the order."""

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

_BEYOND: Final = frozenset({"archived", "any"})
"""Words after `is:` for which archived rows are looked at as well."""


Operator = Literal[":", "=", "!=", "<", "<=", ">", ">="]
OPERATORS: Final[tuple[Operator, ...]] = (":", "=", "!=", "<", "<=", ">", ">=")
"""How a field may be compared; `:` asks for any of its values, text fields for a part."""


class _Placed(msgspec.Struct, frozen=True, eq=False):
    """A part of a filter; equal to another when it means the same, wherever they stood."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._meaning() == other._meaning()

    def __ne__(self, other: object) -> bool:
        return not self == other  # the structs' own != does not ask the == above

    def __hash__(self) -> int:
        return hash((type(self), self._meaning()))

    def _meaning(self) -> tuple[object, ...]:
        fields = self.__struct_fields__
        return tuple(getattr(self, name) for name in fields if name != "column")


class Value(_Placed, frozen=True, eq=False):
    """One word or quoted text; quoting takes the meaning from `*`, `none`, `any` and `..`."""

    text: str
    literal: bool = False
    """Whether it was quoted."""
    column: int = 0

    def __str__(self) -> str:
        if not self.literal:
            return self.text
        inner = self.text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{inner}"'

    @property
    def keyword(self) -> str:
        """The text in lower case where it may have a meaning of its own; empty when quoted."""
        return "" if self.literal else self.text.casefold()

    @property
    def is_pattern(self) -> bool:
        """Whether its `*` stand for any text."""
        return not self.literal and "*" in self.text


class Range(_Placed, frozen=True, eq=False):
    """From one value to another, both included; an open end is None."""

    low: Value | None
    high: Value | None
    column: int = 0

    def __str__(self) -> str:
        return f"{self.low or ''}..{self.high or ''}"


Operand = Value | Range


class Compare(_Placed, frozen=True, eq=False):
    """A field compared with any of its operands: `owner:ann,bob`, `due<fri`, `score:6..12`."""

    name: str
    operator: Operator
    operands: tuple[Operand, ...]
    column: int = 0

    def __str__(self) -> str:
        return f"{self.name}{self.operator}{','.join(str(operand) for operand in self.operands)}"


class Text(msgspec.Struct, frozen=True):
    """Free text, looked for in key, title and notes."""

    value: Value

    def __str__(self) -> str:
        return str(self.value)


class Not(msgspec.Struct, frozen=True):
    """What does not match a term."""

    term: "Term"

    def __str__(self) -> str:
        return f"-{_grouped(self.term, And | Or)}"


class And(msgspec.Struct, frozen=True):
    """What matches every term; two or more."""

    terms: tuple["Term", ...]

    def __str__(self) -> str:
        return " ".join(_grouped(term, And | Or) for term in self.terms)


class Or(msgspec.Struct, frozen=True):
    """What matches at least one of the terms; two or more."""

    terms: tuple["Term", ...]

    def __str__(self) -> str:
        return " | ".join(_grouped(term, Or) for term in self.terms)


Term = Compare | Text | Not | And | Or


class SortKey(_Placed, frozen=True, eq=False):
    """One field to sort by."""

    name: str
    descending: bool = False
    column: int = 0

    def __str__(self) -> str:
        return f"{self.name}-" if self.descending else self.name


class Query(msgspec.Struct, frozen=True):
    """A whole filter line: what to keep, None for everything, and in which order."""

    where: Term | None = None
    sort: tuple[SortKey, ...] = ()

    def __str__(self) -> str:
        parts = [str(self.where)] if self.where is not None else []
        if self.sort:
            parts.append(f"sort:{','.join(str(key) for key in self.sort)}")
        return " ".join(parts)


EVERYTHING: Final = Query()
"""The filter that keeps all in the order it came."""


def all_of(terms: Iterable[Term]) -> Term | None:
    """What matches every term: nothing to match gives None, one term stays itself."""
    flat = tuple(
        part for term in terms for part in (term.terms if isinstance(term, And) else (term,))
    )
    return And(flat) if len(flat) > 1 else next(iter(flat), None)


def any_of(terms: Iterable[Term]) -> Term | None:
    """What matches at least one term: no term gives None, one term stays itself."""
    flat = tuple(
        part for term in terms for part in (term.terms if isinstance(term, Or) else (term,))
    )
    return Or(flat) if len(flat) > 1 else next(iter(flat), None)


def names_asked(term: Term | None) -> frozenset[str]:
    """The names of the fields a filter asks for."""
    if isinstance(term, Compare):
        return frozenset({term.name})
    if isinstance(term, Not):
        return names_asked(term.term)
    if isinstance(term, And | Or):
        return frozenset().union(*(names_asked(part) for part in term.terms))
    return frozenset()


def _grouped(term: Term, kinds: object) -> str:
    return f"({term})" if isinstance(term, kinds) else str(term)  # type: ignore[arg-type]


def asks_archived(where: Term) -> bool:
    """Whether a filter says something of archived rows, so that they may not be left out."""
    if isinstance(where, Compare):
        words = {
            operand.text.casefold() for operand in where.operands if isinstance(operand, Value)
        }
        return where.name == "archived" or (where.name == "is" and not words.isdisjoint(_BEYOND))
    if isinstance(where, Not):
        return asks_archived(where.term)
    if isinstance(where, Text):
        return False
    return any(map(asks_archived, where.terms))
