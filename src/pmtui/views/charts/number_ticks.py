"""This file chooses round numbers for an axis, and writes numbers in the few cells there are."""

from math import floor, isfinite, log10
from typing import Final

from pmtui.views.charts.scale import Scale

_SHORT: Final = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))
_TOO_LONG: Final = 1e15
"""Numbers from here on are written with an exponent."""
_STEPS: Final = (1.0, 2.0, 5.0, 10.0)
_MOST: Final = 6
"""Numbers along an axis; more say no more."""


def number_ticks(scale: Scale) -> tuple[tuple[float, str], ...]:
    """Round values on a scale of lines, with the text of each; none of them nearer than a line."""
    most = max(2, min(_MOST, scale.cells // 2 + 1))
    step = _step((scale.high - scale.low) / (most + 1))
    while _count(scale, step) > most:
        step = _step(step * 1.5)
    first, last = _ends(scale, step)
    values = [number * step for number in range(first, last + 1)]
    largest = max(map(abs, values), default=0.0)
    return tuple((value, _tick_text(value, step, largest)) for value in values)


def _ends(scale: Scale, step: float) -> tuple[int, int]:
    return _whole(scale.low / step), _whole(scale.high / step, down=True)


def _count(scale: Scale, step: float) -> int:
    first, last = _ends(scale, step)
    return last - first + 1


def _step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is no smaller than another number."""
    power = 10.0 ** floor(log10(least))
    return next((step * power for step in _STEPS if step * power >= least), 10 * power)


def _whole(number: float, *, down: bool = False) -> int:
    """The next whole number up, or down; one that is whole but for its last digits stays."""
    nearest = round(number)
    if abs(number - nearest) < 1e-9 * max(1.0, abs(number)):
        return nearest
    return floor(number) + (not down)


def _tick_text(value: float, step: float, largest: float) -> str:
    """A round number in the measure of the largest beside it: `0.5m`, `1.0m`."""
    if not value:
        return "0"
    if largest >= _TOO_LONG or largest < 1e-4:
        return f"{value:.3g}"
    measure, letter = next((short for short in _SHORT if largest >= short[0]), (1.0, ""))
    digits = max(0, -floor(log10(step / measure) + 1e-9))
    return f"{value / measure:.{digits}f}{letter}"


def short_number(value: float) -> str:
    """A number in three digits: `1.20m`, `214k`, `-950`, `0.86`."""
    size = abs(value)
    if not isfinite(value) or size >= _TOO_LONG:
        return f"{value:.3g}"
    for measure, letter in _SHORT:
        # What would be rounded up to 1,000 of a measure is one of the next.
        if size >= measure * 0.9995:
            scaled = value / measure
            digits = 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2
            return f"{scaled:,.{digits}f}{letter}"
    return full_number(value)


def full_number(value: float) -> str:
    """A number as it is read out: `1,204,350`, `0.86`."""
    size = abs(value)
    if not isfinite(value) or size >= _TOO_LONG or 0 < size < 1e-4:
        return f"{value:.3g}"
    if size >= 1000 or value == int(value):
        return f"{value:,.0f}"
    digits = 1 if size >= 100 else 2 if size >= 0.1 else 4
    return f"{value:,.{digits}f}"
