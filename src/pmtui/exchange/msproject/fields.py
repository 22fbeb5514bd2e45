"""This file reads the fields of one element of an MS Project file, and notes which were read."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from pmtui.exchange.safe import FIRST_YEAR, LAST_YEAR, UnreadableError

_DURATION: Final = re.compile(
    r"P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?"
)
_NOTHING: Final = frozenset({"", "0", "-1", "0.0", "PT0H0M0S", "NA"})

LONGEST: Final = 100 * 365 * 1440
"""Most minutes of a duration or a lag."""


class Fields:
    """The children of an element by name; what is asked for counts as taken."""

    __slots__ = ("_asked", "_parts", "_where", "name")

    def __init__(self, element: Element, where: str = "") -> None:
        self.name = element.tag.rpartition("}")[2]
        """The element's name without its namespace."""
        self._where = where or self.name
        self._asked: set[str] = set()
        self._parts: dict[str, list[Element]] = {}
        for part in element:
            if isinstance(part.tag, str):
                self._parts.setdefault(part.tag.rpartition("}")[2], []).append(part)

    def parts(self, name: str) -> Iterator["Fields"]:
        """The children of a name."""
        self._asked.add(name)
        for part in self._parts.get(name, ()):
            yield Fields(part, f"{self._where}, {name}")

    def within(self, group: str, name: str) -> Iterator["Fields"]:
        """The children of a name inside a group such as `Tasks`."""
        for part in self.parts(group):
            yield from part.parts(name)

    def text(self, name: str) -> str:
        """A field as it is written; empty where it is missing."""
        self._asked.add(name)
        parts = self._parts.get(name)
        return (parts[0].text or "") if parts else ""

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; fractions are rounded."""
        text = self.text(name).strip()
        if not text:
            return default
        try:
            return int(text) if len(text) < 16 else round(float(text))
        except (ValueError, OverflowError):
            try:
                return round(float(text))
            except (ValueError, OverflowError):
                raise self._wrong(name, text, "a number") from None

    def decimal(self, name: str) -> float | None:
        """A number with a fraction; None where it is missing."""
        text = self.text(name).strip()
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self._wrong(name, text, "a number") from None
        if not -1e15 < value < 1e15:
            raise self._wrong(name, text, "a number")
        return value

    def money(self, name: str) -> int | None:
        """An amount in hundredths, as the file keeps it."""
        value = self.decimal(name)
        return None if value is None else round(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no, written 1 or 0."""
        text = self.text(name).strip()
        return text.lower() in {"1", "true"} if text else default

    def moment(self, name: str) -> datetime | None:
        """A local date and time to the minute; None where it is missing.

        Seconds are cut: what ends at 23:59:59 ends that day, as most files write it.
        """
        text = self.text(name).strip()
        if text in {"", "NA"}:
            return None
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            raise self._wrong(name, text, "a date and time such as 2026-01-31T08:00:00") from None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise self._wrong(name, text, f"a year from {FIRST_YEAR} to {LAST_YEAR}")
        return moment.replace(second=0, microsecond=0)

    def minutes(self, name: str) -> int | None:
        """A duration such as PT8H0M0S in minutes; None where it is missing."""
        text = self.text(name).strip()
        if not text:
            return None
        found = _DURATION.fullmatch(text)
        if found is None:
            raise self._wrong(name, text, "a duration such as PT8H0M0S")
        days, hours, minutes, seconds = found.groups(default="0")
        total = int(days) * 1440 + int(hours) * 60 + int(minutes) + round(float(seconds) / 60)
        if total > LONGEST:
            raise self._wrong(name, text, "a duration of less than a century")
        return total

    def note_rest(self, unknown: Counter[str], computed: frozenset[str]) -> None:
        """Counts the fields with content that nobody asked for."""
        for name, parts in self._parts.items():
            if name not in self._asked and name not in computed:
                filled = [p for p in parts if len(p) or (p.text or "").strip() not in _NOTHING]
                if filled:
                    unknown[f"{self.name}/{name}"] += len(filled)

    def _wrong(self, name: str, text: str, wanted: str) -> UnreadableError:
        shown = text if len(text) <= 40 else f"{text[:40]}..."
        return UnreadableError(f"{self._where}: {name} is {shown!r}", f"write {wanted}")
