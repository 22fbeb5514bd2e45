"""This file defines a value that reports compare, as a record keeps it for later ones."""

from datetime import date
from typing import Final, Literal

import msgspec

Topic = Literal[
    "rating", "reported", "finish", "milestone", "gate", "contract", "late", "task",
    "budget", "actual", "forecast", "planned_benefit", "realised_benefit", "risk", "issue",
]  # fmt: skip
"""What a value is of: ratings, planned finishes, days late, money, what registers hold."""
DATED: Final[frozenset[Topic]] = frozenset({"finish", "milestone", "gate", "contract", "task"})
"""Topics whose values are days."""
AMOUNTS: Final[frozenset[Topic]] = frozenset(
    {"budget", "actual", "forecast", "planned_benefit", "realised_benefit"}
)
"""Topics whose values are sums of money."""
Subject = tuple[Topic, str, int]
"""What a value is of: topic, table and id."""
DONE: Final = "done"


class ScopeValue(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One value of something in a scope on a day, as a record keeps it."""

    topic: Topic
    table: str
    id: int
    value: str = ""
    """A day in ISO 8601, a decimal number, a letter or a state; empty where it is undefined."""
    currency: str = ""
    reason: str = ""
    """Why there is no value; empty where there is one."""

    @property
    def day(self) -> date | None:
        """The day that it names; None where it names none."""
        try:
            return date.fromisoformat(self.value)
        except ValueError:
            return None

    @property
    def is_done(self) -> bool:
        """Whether what it is of is done."""
        return self.value == DONE
