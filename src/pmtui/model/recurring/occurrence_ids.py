"""This file derives ids and numbers of keys of occurrences from their rule and their day."""

from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import Final

from pmtui.model.ids import DERIVED_IDS

_FIRST_DAY: Final = date(1950, 1, 1)
"""The first day that any row has."""
_DAY_BITS: Final = 17
_TAGS: Final = (len(DERIVED_IDS) >> _DAY_BITS) - 1
_DAY_PART: Final = 10**8
"""What a day takes of the number of a key: `XR-320261207` is 2026-12-07 of RE-3."""


def occurrence_id(recurrence: int, day: date) -> int:
    """The id of the row of an occurrence, the same wherever it is made.

    It lies in a range that no clock gives, and says its day and what tells its rule from others.
    Where two of 1,000 rules have the same there (in 1 of 70 stores), the row that comes later gets
    an id of its own, as any new row does whose id is taken.

    Args:
        recurrence: the id of the recurrence.
        day: the day that its rule gives the occurrence.
    """
    days = min(max(0, (day - _FIRST_DAY).days), (1 << _DAY_BITS) - 1)
    return DERIVED_IDS[(tag_of(recurrence) << _DAY_BITS) + days]


@cache
def tag_of(recurrence: int) -> int:
    """What tells a recurrence from others in the ids of its occurrences."""
    digest = blake2b(str(recurrence).encode(), digest_size=8).digest()
    return int.from_bytes(digest) % _TAGS


def id_parts(row_id: int) -> tuple[int, date | None]:
    """The tag of its recurrence and the day that an id says; no day where it is no such id."""
    if row_id not in DERIVED_IDS:
        return 0, None
    tag, days = divmod(row_id - DERIVED_IDS.start, 1 << _DAY_BITS)
    return tag, _FIRST_DAY + timedelta(days=days)


def numbered(recurrence: int, day: date) -> int:
    """The number in the key of an occurrence.

    Args:
        recurrence: the number in the key of the recurrence.
        day: the day that its rule gives the occurrence.
    """
    return recurrence * _DAY_PART + int(day.isoformat().replace("-", ""))


def number_parts(number: int) -> tuple[int, date | None]:
    """The number of the recurrence and the day that the number of a key says; no day for others."""
    recurrence, digits = divmod(number, _DAY_PART)
    try:
        return recurrence, date.fromisoformat(f"{digits:08}")
    except ValueError:
        return recurrence, None
