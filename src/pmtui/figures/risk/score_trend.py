"""This file compares a score with what it was."""

from decimal import Decimal
from typing import Literal

Trend = Literal["up", "same", "down"]
"""Which way a score went."""


def score_trend(now: Decimal | None, before: Decimal | None) -> Trend | None:
    """Which way a score went since it was `before`; None where either is undefined."""
    if now is None or before is None:
        return None
    if now > before:
        return "up"
    return "down" if now < before else "same"
