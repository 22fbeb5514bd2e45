"""This file holds published worked examples of flow on boards (WE-27)."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from pmtui.figures.work.flow_measures import cycle_by_law, throughput_by_law

_WEEKS: Final = 12
_WORKING_DAYS: Final = 5


def _three_places(value: Fraction) -> str:
    """Zero before the point is left out, as it is printed there."""
    return f"{float(value):.3f}".lstrip("0")


def _lanes() -> str:
    return _three_places(throughput_by_law(4, 7))


def _desk() -> str:
    rate = throughput_by_law(3, 8)
    items = rate * _WEEKS * _WORKING_DAYS
    return f"{_three_places(rate)} a day, {float(items):.1f} items"


def _cellar() -> str:
    return f"{cycle_by_law(12, 6) * 12} months"


FLOW_EXAMPLES: Final[tuple[tuple[str, str, str, Callable[[], str]], ...]] = (
    ("WE-27", "four lanes, seven minutes each", ".571", _lanes),
    ("WE-27", "three in progress, eight days, twelve weeks", ".375 a day, 22.5 items", _desk),
    ("WE-27", "twelve bottles, six drunk a year", "24 months", _cellar),
)
"""Number, title, what was published, and what computes it here."""
