"""This file marks tasks for their way through other programs and back."""

import re
from typing import Final

_MARK: Final = re.compile(r"\{?706D7475-6900-8000-([89AB][0-9A-F]{3})-([0-9A-F]{12})\}?")
_VARIANT: Final = 0x8000


def guid_of(id_: int) -> str:
    """The GUID that carries the id of a task."""
    return f"706D7475-6900-8000-{_VARIANT | id_ >> 48:04X}-{id_ & ((1 << 48) - 1):012X}"


def id_of(guid: str) -> int:
    """The id of the task a GUID carries; 0 where it is not one of ours."""
    found = _MARK.fullmatch(guid.strip().upper())
    return 0 if found is None else (int(found[1], 16) ^ _VARIANT) << 48 | int(found[2], 16)
