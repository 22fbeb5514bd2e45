"""This file says how a format carries one field of what is stored."""

from typing import Literal

from msgspec import Struct

Way = Literal["kept", "meant", "left"]
"""It comes back equal; what it means comes back, in other fields; or it stays behind."""


class FieldCoverage(Struct, frozen=True, gc=False):
    """How a format carries a field."""

    way: Way
    where: str = ""
    """Where it stands in the file; of what stays behind, how the report names rows with it."""


def kept(where: str) -> FieldCoverage:
    """A field that comes back equal."""
    return FieldCoverage("kept", where)


def equivalent(where: str) -> FieldCoverage:
    """A field whose meaning comes back, in other fields or figures."""
    return FieldCoverage("meant", where)


def left(words: str = "") -> FieldCoverage:
    """A field that stays behind; without words it is told with another one."""
    return FieldCoverage("left", words)
