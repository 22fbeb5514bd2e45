"""This file orders rows by fractional ranks: text keys with room between any two."""

from collections.abc import Iterator
from typing import Final

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE: Final = {digit: value for value, digit in enumerate(_DIGITS)}
_BASE: Final = len(_DIGITS)


def rank_between(low: str, high: str) -> str:
    """A rank that sorts after `low` and before `high`; empty means no bound on that side.

    Raises:
        ValueError: `low` does not sort before `high`.
    """
    if high and low >= high:
        message = f"no rank between {low!r} and {high!r}"
        raise ValueError(message)
    prefix: list[str] = []
    bounded = bool(high)
    position = 0
    while True:
        left = _VALUE[low[position]] if position < len(low) else 0
        right = _VALUE[high[position]] if bounded and position < len(high) else _BASE
        if right - left > 1:
            step = left + 1 if not bounded and position < len(low) else (left + right) // 2
            return "".join([*prefix, _DIGITS[step]])
        prefix.append(_DIGITS[left])
        bounded = bounded and left == right
        position += 1


def even_ranks(count: int) -> Iterator[str]:
    """`count` ranks in rising order with room between, for rows that arrive together."""
    width = 1
    while _BASE**width < 4 * (count + 1):
        width += 1
    step = _BASE**width // (count + 1)
    for index in range(1, count + 1):
        yield _digits(index * step, width).rstrip("0") or "1"


def _digits(value: int, width: int) -> str:
    out: list[str] = []
    for _ in range(width):
        value, digit = divmod(value, _BASE)
        out.append(_DIGITS[digit])
    return "".join(reversed(out))
