"""This file rounds quotients of whole numbers."""


def half_up(top: int, bottom: int) -> int:
    """A quotient as a whole number, halves away from nought; `bottom` is above nought."""
    whole = (2 * abs(top) + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole
