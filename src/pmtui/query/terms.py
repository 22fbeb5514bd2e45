"""This file defines what a filter is once it is parsed: terms, their operands and the order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

Operator = Literal[":", "=", "!=", "<", "<=", ">", ">="]
OPERATORS: Final[tuple[Operator, ...]] = (":", "=", "!=", "<", "<=", ">", ">=")
"""How a field may be compared; `:` asks for any of its values, text fields for a part."""


@dataclass(frozen=True, slots=True)
class Value:
    """One word or quoted text; quoting takes the meaning from `*`, `none`, `any` and `..`."""

    text: str
    literal: bool = False
    """Whether it was quoted."""
    column: int = field(default=0, compare=False)

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


@dataclass(frozen=True, slots=True)
class Range:
    """From one value to another, both included; an open end is None."""

    low: Value | None
    high: Value | None
    column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.low or ''}..{self.high or ''}"


Operand = Value | Range


@dataclass(frozen=True, slots=True)
class Compare:
    """A field compared with any of its operands: `owner:ann,bob`, `due<fri`, `score:6..12`."""

    name: str
    operator: Operator
    operands: tuple[Operand, ...]
    column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.name}{self.operator}{','.join(str(one) for one in self.operands)}"


@dataclass(frozen=True, slots=True)
class Text:
    """Free text, looked for in key, title and notes."""

    value: Value

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match a term."""

    term: "Term"

    def __str__(self) -> str:
        return f"-{_grouped(self.term, And | Or)}"


@dataclass(frozen=True, slots=True)
class And:
    """What matches every term; two or more."""

    terms: tuple["Term", ...]

    def __str__(self) -> str:
        return " ".join(_grouped(one, And | Or) for one in self.terms)


@dataclass(frozen=True, slots=True)
class Or:
    """What matches at least one of the terms; two or more."""

    terms: tuple["Term", ...]

    def __str__(self) -> str:
        return " | ".join(_grouped(one, Or) for one in self.terms)


Term = Compare | Text | Not | And | Or


@dataclass(frozen=True, slots=True)
class SortKey:
    """One field to sort by."""

    name: str
    descending: bool = False
    column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.name}-" if self.descending else self.name


@dataclass(frozen=True, slots=True)
class Query:
    """A whole filter line: what to keep, None for everything, and in which order."""

    where: Term | None = None
    sort: tuple[SortKey, ...] = ()

    def __str__(self) -> str:
        parts = [str(self.where)] if self.where is not None else []
        if self.sort:
            parts.append(f"sort:{','.join(str(one) for one in self.sort)}")
        return " ".join(parts)


EVERYTHING: Final = Query()
"""The filter that keeps all in the order it came."""


def all_of(terms: Iterable[Term]) -> Term | None:
    """What matches every term: nothing to match gives None, one term stays itself."""
    flat = tuple(part for one in terms for part in (one.terms if isinstance(one, And) else (one,)))
    return And(flat) if len(flat) > 1 else next(iter(flat), None)


def any_of(terms: Iterable[Term]) -> Term | None:
    """What matches at least one term: no term gives None, one term stays itself."""
    flat = tuple(part for one in terms for part in (one.terms if isinstance(one, Or) else (one,)))
    return Or(flat) if len(flat) > 1 else next(iter(flat), None)


def names_asked(term: Term | None) -> frozenset[str]:
    """The names of the fields a filter asks for."""
    if isinstance(term, Compare):
        return frozenset({term.name})
    if isinstance(term, Not):
        return names_asked(term.term)
    if isinstance(term, And | Or):
        return frozenset().union(*(names_asked(one) for one in term.terms))
    return frozenset()


def _grouped(term: Term, kinds: object) -> str:
    return f"({term})" if isinstance(term, kinds) else str(term)  # type: ignore[arg-type]
