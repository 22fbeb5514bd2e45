"""This file finds the place of each row of an MS Project file in the outline, and its uid."""

from collections.abc import Iterator, Sequence
from typing import Final

from pmtui.exchange.msproject.reader.element_fields import Fields
from pmtui.exchange.plans.import_warnings import quoted

LARGEST_UID: Final = (1 << 31) - 1
"""Largest uid that MS Project gives."""
_DEEPEST: Final = 1_000


class Uids:
    """Gives each row its uid: its own, or a free one where that is missing or taken.

    Args:
        rows: all of a kind.
        least: the smallest that is no mistake.
    """

    def __init__(self, rows: Sequence[Fields], least: int = 1) -> None:
        self._least = least
        self._taken: set[int] = set()
        numbers = [_uid(row, least) for row in rows]
        self._free = 1 + max((number for number in numbers if number is not None), default=0)

    def of(self, row: Fields) -> int:
        """The uid of a row."""
        uid = _uid(row, self._least)
        if uid is not None and uid not in self._taken:
            self._taken.add(uid)
            return uid
        text = row.text("UID").strip()
        made, self._free = self._free, self._free + 1
        if uid is not None:
            row.tell(f"another one has the same UID {uid}", f"it is taken as {made}")
        elif text:
            row.tell(f"UID is {quoted(text)}, no number here", f"it is taken as {made}")
        else:
            row.tell("UID is missing", f"it is taken as {made}")
        self._taken.add(made)
        return made


def is_whole(row: Fields) -> bool:
    """Whether a row stands for the whole plan: UID 0 above the outline."""
    level = row.text("OutlineLevel").strip()
    return row.text("UID").strip() in {"", "0"} and (
        level == "0" or (not level and bool(row.text("UID").strip()))
    )


class Outline:
    """Finds under which row each of the rows stands, from the first to the last.

    A row stands under the last one of a lower level. The level is repeated in the outline number,
    which says it where the level is missing or cannot be.
    """

    def __init__(self) -> None:
        self._above: list[tuple[int, int]] = []
        """Level and uid of the rows that are open."""
        self._numbers: list[int] = []
        """The outline number of the last row."""
        self._was_summary = False
        self._has_levels = False

    def parent(self, row: Fields, uid: int, following: Fields | None) -> int:
        """The uid of the row that a row stands under; 0 for the top.

        Args:
            row: the row.
            uid: of the row.
            following: the row after it, which lies below it where it is a summary.
        """
        level = self._level(row, following)
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        parent = self._above[-1][1] if self._above else 0
        self._above.append((level, uid))
        numbers = _numbers(row)
        if len(numbers) != level:
            last = self._numbers[level - 1] if level <= len(self._numbers) else 0
            numbers = [*self._numbers[: level - 1], last + 1]
        self._numbers = numbers
        self._was_summary = row.flag("Summary")
        return parent

    def _level(self, row: Fields, following: Fields | None) -> int:
        """The level of a row, told where it is not the one that the row says."""
        last = self._above[-1][0] if self._above else 0
        text = row.text("OutlineLevel").strip()
        said = _level_of(row)
        self._has_levels |= said is not None
        numbers = _numbers(row)
        follows = bool(numbers) and tuple(numbers) in set(self._following())
        if follows and said != len(numbers):
            if text:
                what = (
                    f"OutlineLevel is {quoted(text)} and OutlineNumber {row.text('OutlineNumber')}"
                )
                row.tell(what, "the number says where it stands")
            return len(numbers)
        if said is None:
            if not text and not self._has_levels:
                return 1
            what = f"OutlineLevel is {quoted(text)}, no level"
            row.tell(what, "its neighbours say where it stands")
            return _level_above(row, following) or max(last + self._was_summary, 1)
        return said if said <= last + 1 else self._after_a_jump(row, said, following)

    def _after_a_jump(self, row: Fields, said: int, following: Fields | None) -> int:
        """The level of a row that stands deeper than just below the row above it."""
        last = self._above[-1][0] if self._above else 0
        what = f"OutlineLevel is {said} and no row of level {said - 1} stands above it"
        above = _level_above(row, following)
        if 0 < above <= last + 1:
            row.tell(what, "its neighbours say where it stands")
            return above
        is_below = self._was_summary or not self._above
        row.tell(what, f"it stands {'below' if is_below else 'beside'} the row above it")
        return said if is_below else last

    def _following(self) -> Iterator[tuple[int, ...]]:
        """The outline numbers that the next row can have."""
        yield (*self._numbers, 1)
        for depth in range(len(self._numbers)):
            yield (*self._numbers[:depth], self._numbers[depth] + 1)


def _level_of(row: Fields) -> int | None:
    text = row.text("OutlineLevel").strip()
    level = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
    return level if 0 < level < _DEEPEST else None


def _level_above(row: Fields, following: Fields | None) -> int:
    """The level of a summary by that of the row below it; 0 where that does not say."""
    below = _level_of(following) if following is not None and row.flag("Summary") else None
    return below - 1 if below is not None else 0


def _uid(row: Fields, least: int) -> int | None:
    text = row.text("UID").strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 11 else -1
    return number if least <= number <= LARGEST_UID else None


def _numbers(row: Fields) -> list[int]:
    """The parts of an outline number such as `1.2.3`; none where it is no such number."""
    parts = row.text("OutlineNumber").strip().split(".")
    if all(part.isascii() and part.isdecimal() and len(part) < 9 for part in parts):
        return [int(part) for part in parts]
    return []
