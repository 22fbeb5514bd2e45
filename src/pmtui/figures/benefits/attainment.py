"""This file works out how far a measure has come from its baseline to its target."""

from decimal import Decimal, InvalidOperation

from pmtui.figures.business_case.flows import Answer, undefined


def attainment(baseline: Decimal | None, target: Decimal | None, value: Answer) -> Answer:
    """(measured - baseline) / (target - baseline), whichever way the target lies."""
    if baseline is None or target is None:
        return undefined("baseline or target is no number")
    if baseline == target:
        return undefined("its target is its baseline")
    if value.value is None:
        return value
    return Answer((value.value - baseline) / (target - baseline))


def stored_number(text: str) -> Decimal | None:
    """The number in a stored text; None where it is none."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
