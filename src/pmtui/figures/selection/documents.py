"""This file reads a choice among candidates from a JSON document, for problems of no store.

`{"candidates": [{"key", "value", "uses": [...]}], "limits": [{"label", "limit"}],
"needs": [[A, B]], "excludes": [[A, B]], "at_least_one": [[A, B]], "must": [A], "must_not": [A],
"shared": [{"label", "value", "members": [A, B]}]}`; a candidate may have `choices` with `shift`,
`value` and `uses` in place of one value. Numbers are kept exactly.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.selection.problem import (
    LimitKind,
    Rule,
    RuleKind,
    SelectionCandidate,
    SelectionLimit,
    SelectionProblem,
    Shared,
    StartChoice,
)

Amount = int | Decimal
_MOST_PLACES: Final = 9
_LARGEST: Final = 10**15


class UnreadableProblemError(ValueError):
    """Says what is wrong with a problem and where."""


class _ChoiceText(msgspec.Struct, frozen=True):
    value: Amount
    uses: tuple[Amount, ...] = ()
    shift: int = 0


class _Candidate(msgspec.Struct, frozen=True):
    key: str
    value: Amount = 0
    uses: tuple[Amount, ...] = ()
    title: str = ""
    choices: tuple[_ChoiceText, ...] = ()


class _Limit(msgspec.Struct, frozen=True):
    limit: Amount
    label: str = ""
    kind: LimitKind = "budget"
    unit: str = ""


class _Shared(msgspec.Struct, frozen=True):
    value: Amount
    members: tuple[str, ...]
    label: str = ""


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    candidates: tuple[_Candidate, ...]
    limits: tuple[_Limit, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[tuple[str, ...], ...] = ()
    at_least_one: tuple[tuple[str, ...], ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    shared: tuple[_Shared, ...] = ()


def problem_from(data: bytes) -> SelectionProblem:
    """The problem that a JSON document holds.

    Raises:
        UnreadableProblemError: it holds none.
    """
    try:
        document = msgspec.json.Decoder(_Document, float_hook=Decimal).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableProblemError(f"this is no problem: {error}") from error
    return _Reader(document).problem()


class _Reader:
    """Turns a document into whole numbers."""

    def __init__(self, document: _Document) -> None:
        self.document = document
        self.place = {entry.key: at for at, entry in enumerate(document.candidates)}
        if len(self.place) < len(document.candidates):
            raise UnreadableProblemError("candidates: two have the same key")
        self.ways = [
            entry.choices or (_ChoiceText(entry.value, entry.uses),)
            for entry in document.candidates
        ]
        for entry, ways in zip(document.candidates, self.ways, strict=True):
            for way in ways:
                if len(way.uses) != len(document.limits):
                    raise UnreadableProblemError(
                        f"{entry.key} uses {len(way.uses)} limits where there are"
                        f" {len(document.limits)}: name what it uses of each"
                    )

    def problem(self) -> SelectionProblem:
        """All of it."""
        document = self.document
        values = [way.value for ways in self.ways for way in ways]
        worth = places_of([*values, *(benefit.value for benefit in document.shared)])
        limits = []
        for at, limit in enumerate(document.limits):
            used = [way.uses[at] for ways in self.ways for way in ways]
            places = places_of([limit.limit, *used])
            label = limit.label or f"limit {at + 1}"
            most = scaled(limit.limit, places)
            limits.append(SelectionLimit(label, most, limit.kind, places, limit.unit))
        candidates = tuple(
            SelectionCandidate(
                entry.key, entry.title, tuple(_choice(way, worth, limits) for way in ways)
            )
            for entry, ways in zip(document.candidates, self.ways, strict=True)
        )
        shared = tuple(
            Shared(entry.label, scaled(entry.value, worth), self.places(entry.members))
            for entry in document.shared
        )
        return SelectionProblem(candidates, tuple(limits), tuple(self.rules()), shared, worth)

    def rules(self) -> Iterable[Rule]:
        """The rules, each with the places of its members."""
        document = self.document
        for pair in document.needs:
            if len(pair) != 2:
                raise UnreadableProblemError(f"needs: {pair} names no two candidates")
            yield Rule("needs", self.places(pair))
        groups: tuple[tuple[RuleKind, Sequence[Sequence[str]]], ...] = (
            ("excludes", document.excludes),
            ("at_least_one", document.at_least_one),
            ("must", [(key,) for key in document.must]),
            ("must_not", [(key,) for key in document.must_not]),
        )
        for kind, lists in groups:
            for keys in lists:
                yield Rule(kind, self.places(keys))

    def places(self, keys: Sequence[str]) -> tuple[int, ...]:
        """Where the candidates of some keys stand."""
        for key in keys:
            if key not in self.place:
                raise UnreadableProblemError(f"there is no candidate {key}")
        return tuple(dict.fromkeys(self.place[key] for key in keys))


def _choice(way: _ChoiceText, worth: int, limits: Sequence[SelectionLimit]) -> StartChoice:
    uses = zip(way.uses, limits, strict=True)
    return StartChoice(
        scaled(way.value, worth), tuple(scaled(use, limit.places) for use, limit in uses), way.shift
    )


def places_of(amounts: Iterable[Amount]) -> int:
    """How many digits after the point some amounts need, so that all are whole.

    Raises:
        UnreadableProblemError: one has too many, or is too large.
    """
    digits = 0
    for amount in amounts:
        if not -_LARGEST <= amount <= _LARGEST:
            raise UnreadableProblemError(f"{amount} is too large")
        while digits <= _MOST_PLACES and Decimal(amount).scaleb(digits) % 1 != 0:
            digits += 1
        if digits > _MOST_PLACES:
            raise UnreadableProblemError(f"{amount} has more than {_MOST_PLACES} digits at its end")
    return digits


def scaled(amount: Amount, places: int) -> int:
    """An amount in whole units of its last place."""
    return int(Decimal(amount).scaleb(places))
