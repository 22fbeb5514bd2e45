"""This file holds the numbers by which MS Project files name constraints, links and kinds."""

from typing import Final

from pmtui.exchange.plans.plan import ResourceKind
from pmtui.model.tasks import Constraint, LinkType, TaskType

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
DAYS, ELAPSED_DAYS, ESTIMATED_DAYS, ESTIMATED_ELAPSED_DAYS, PERCENT = 7, 8, 39, 40, 19
"""How a duration or a lag is shown, which says too what it is."""
ELAPSED: Final = frozenset({4, 6, 8, 10, 12, 36, 38, 40, 42, 44})
"""Formats of durations that count by the clock."""
PERCENTS: Final = frozenset({19, 20, 51, 52})
"""Formats of lags that are part of the giver's duration."""
ESTIMATED: Final = frozenset(range(35, 54))
"""Formats of durations nobody has confirmed."""
CONTOURED: Final = 8
"""The contour of work spread unevenly."""
NOBODY: Final = -65535
"""UID of the resource of an assignment without one."""
MOST_DIGITS: Final = 2
"""Most digits of money after the point."""
MOST_UNITS: Final = 1_000_000
"""Most of a resource, where 1 is one whole person."""
