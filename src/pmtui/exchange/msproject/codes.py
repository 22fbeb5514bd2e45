"""This file holds the numbers by which MS Project files name constraints, links and kinds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.exchange.plans.plan import ResourceKind
from pmtui.model.entities.tasks import Accrual, Constraint, LengthUnit, LinkType, TaskType

NAMESPACE: Final = "http://schemas.microsoft.com/project"
"""Of every element."""
CONSTRAINTS: Final[tuple[Constraint, ...]] = (
    "ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT",
)  # fmt: skip
"""By their numbers."""
LINKS: Final[tuple[LinkType, ...]] = ("FF", "FS", "SF", "SS")
"""By their numbers."""
RESOURCES: Final[tuple[ResourceKind, ...]] = ("material", "work", "cost")
"""By their numbers; what is generic is a role."""
TASK_TYPES: Final[tuple[TaskType, ...]] = ("fixed_units", "fixed_duration", "fixed_work")
"""By their numbers."""
ACCRUALS: Final[tuple[Accrual, ...]] = ("start", "end", "prorated")
"""When a fixed cost accrues, by their numbers from 1 on."""
PERCENT, ELAPSED_DAYS = 19, 8
"""How a lag that is a share is shown, and a length in days by the clock."""
LENGTHS: Final[Mapping[LengthUnit, int]] = MappingProxyType(
    {"minutes": 3, "hours": 5, "": 7, "days": 7, "weeks": 9, "months": 11}
)
"""How a duration or a lag is shown that is given in a unit; by the clock it is one more."""
UNITS: Final[Mapping[int, LengthUnit]] = MappingProxyType(
    {3: "minutes", 5: "hours", 9: "weeks", 11: "months"}
)
"""The unit of each number, estimated and by the clock or not; days go without a word."""
_ESTIMATES: Final = 32
"""What a number has more where nobody has confirmed the duration."""
ELAPSED: Final = frozenset({4, 6, 8, 10, 12, 36, 38, 40, 42, 44})
"""Formats of durations that count by the clock."""
PERCENTS: Final = frozenset({19, 20, 51, 52})
"""Formats of lags that are part of the predecessor's duration."""
ESTIMATED: Final = frozenset(range(35, 54))
"""Formats of durations nobody has confirmed."""
CODE_FIELD, CODE_NAME, CODE_ALIAS = "188743731", "Text1", "pmtui code"
"""The custom field that holds what a task is called elsewhere: its number, name and alias."""
CONTOURED: Final = 8
"""The contour of work spread unevenly."""
NOBODY: Final = -65535
"""UID of the resource of an assignment without one."""
MOST_DIGITS: Final = 2
"""Most digits of money after the point."""
MOST_UNITS: Final = 1_000_000
"""Most of a resource, where 1 is one whole person."""


def length_format(unit: LengthUnit, *, elapsed: bool = False, estimated: bool = False) -> int:
    """The number by which a length in a unit is shown."""
    return LENGTHS[unit] + elapsed + _ESTIMATES * estimated


def unit_of(number: int) -> LengthUnit:
    """The unit that a number shows a length in; empty for days, and for what is no length."""
    plain = number - _ESTIMATES if number in ESTIMATED else number
    return UNITS.get(plain - (number in ELAPSED), "")


def accrual_of(number: int) -> Accrual:
    """When a fixed cost accrues; empty for evenly over time, and for what is no number of one."""
    is_known = 0 < number <= len(ACCRUALS)
    return ACCRUALS[number - 1] if is_known and ACCRUALS[number - 1] != "prorated" else ""
