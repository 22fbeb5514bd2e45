"""This file reads JSON that somebody else may have written, within limits and without guessing."""

from typing import Final, NoReturn

from pmtui.model.ids import MAX_ID

DEEPEST: Final = 64
"""Levels of nesting that are read."""


def strict_json(data: bytes) -> object:
    """The value of a JSON text.

    Raises:
        ValueError: it is not JSON, or it says something twice, NaN, a number over 2^53, half a
            surrogate pair, or more than `DEEPEST` levels.
    """
    import json

    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_integer,
        )
    except RecursionError as error:
        raise ValueError(f"more than {DEEPEST} levels deep") from error
    _check(value)
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in one object")
    return made


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number JSON knows")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAX_ID + 1:
        raise ValueError(f"the number {text[:20]} is over 2^53")
    return int(text)


def _check(value: object) -> None:
    todo = [(value, 1)]
    while todo:
        one, depth = todo.pop()
        if depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} levels deep")
        if isinstance(one, dict):
            todo += [(part, depth + 1) for pair in one.items() for part in pair]
        elif isinstance(one, list):
            todo += [(part, depth + 1) for part in one]
        elif isinstance(one, str) and not one.isascii():
            _refuse_half_pairs(one)


def _refuse_half_pairs(text: str) -> None:
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        raise ValueError("a text holds half a surrogate pair")
