"""This file reads the fields of one element of an MS Project file, and notes which were read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, TypeVar
from xml.etree.ElementTree import Element

from pmtui.exchange.file_limits import FIRST_YEAR, LAST_YEAR
from pmtui.exchange.plans.import_warnings import ImportWarnings, quoted

_DURATION: Final = re.compile(
    r"P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?"
)
_NOTHING: Final = frozenset({"", "0", "-1", "0.0", "PT0H0M0S", "NA"})
_GROUPS: Final = frozenset(
    """
    Project Tasks Resources Assignments Calendars WeekDays WorkingTimes Exceptions WorkWeeks
    """.split()
)
"""Elements that do not help to find a place."""
_WORDS: Final = {"WeekDay": "day", "WorkingTime": "hours", "PredecessorLink": "link"}
_LEFT_OUT: Final = "left out"
_LARGEST: Final = 1 << 53
_Code = TypeVar("_Code")

LONGEST: Final = 100 * 365 * 1440
"""Most minutes of a duration or a lag."""


class Fields:
    """The children of an element by name; what is asked for counts as taken.

    A field that cannot be read is told, by its place, and read as if it were missing.

    Args:
        element: the element.
        odd: takes what cannot be read.
        above: the fields of the element it lies in.
    """

    __slots__ = ("_above", "_asked", "_parts", "_picked", "name", "odd")

    def __init__(
        self, element: Element, odd: ImportWarnings, above: "Fields | None" = None
    ) -> None:
        self.name = element.tag.rpartition("}")[2]
        """The element's name without its namespace."""
        self.odd = odd
        """Takes what cannot be read."""
        self._above = above
        self._asked: set[str] = set()
        self._picked: list[Element] = []
        self._parts: dict[str, list[Element]] = {}
        for part in element:
            if isinstance(part.tag, str):
                self._parts.setdefault(part.tag.rpartition("}")[2], []).append(part)

    @property
    def place(self) -> str:
        """Where it is, as `task 12 'Dig', link`; `the plan` for the whole file."""
        above = self._above.place if self._above is not None else "the plan"
        if self.name in _GROUPS:
            return above
        labels = [self._plain(name) for name in ("UID", "Name")]
        own = " ".join(
            part
            for part in (
                _WORDS.get(self.name, self.name.lower()),
                labels[0],
                quoted(labels[1]) if labels[1] else "",
            )
            if part
        )
        return own if above == "the plan" else f"{above}, {own}"

    def parts(self, name: str) -> Iterator["Fields"]:
        """The children of a name."""
        self._asked.add(name)
        for part in self._parts.get(name, ()):
            yield Fields(part, self.odd, self)

    def peek(self, name: str) -> Iterator["Fields"]:
        """The children of a name, which do not count as taken."""
        return (Fields(part, self.odd, self) for part in self._parts.get(name, ()))

    def pick(self, name: str, field: str, value: str) -> "Fields | None":
        """The first child of a name of which a field has a value; it alone counts as taken."""
        for part in self._parts.get(name, ()):
            fields = Fields(part, self.odd, self)
            if value and fields.text(field).strip() == value:
                self._picked.append(part)
                return fields
        return None

    def within(self, group: str, name: str) -> Iterator["Fields"]:
        """The children of a name inside a group such as `Tasks`."""
        for part in self.parts(group):
            yield from part.parts(name)

    def text(self, name: str) -> str:
        """A field as it is written; empty where it is missing."""
        self._asked.add(name)
        parts = self._parts.get(name)
        return (parts[0].text or "") if parts else ""

    def number(
        self, name: str, default: int = 0, low: int = -_LARGEST, high: int = _LARGEST
    ) -> int:
        """A whole number from `low` to `high`; fractions are rounded."""
        text = self.text(name).strip()
        if not text:
            return default
        try:
            value = int(text) if len(text) < 16 else round(float(text))
        except (ValueError, OverflowError):
            try:
                value = round(float(text))
            except (ValueError, OverflowError):
                self._tell(name, "no number")
                return default
        if not low <= value <= high:
            self._tell(name, f"not {low} to {high}" if high < _LARGEST else "no number here")
            return default
        return value

    def decimal(self, name: str, low: float = -1e15, high: float = 1e15) -> float | None:
        """A number with a fraction from `low` to `high`; None where it is missing."""
        text = self.text(name).strip()
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            self._tell(name, "no number" if value != value or low < 0 else "no number here")  # noqa: PLR0124
            return None
        return value

    def code(self, name: str, codes: Sequence[_Code], default: int, instead: str) -> _Code:
        """What a number stands for; one that stands for nothing is told and read as `default`."""
        text = self.text(name).strip()
        if not text:
            return codes[default]
        number = int(text) if text.isdecimal() and text.isascii() and len(text) < 4 else len(codes)
        if number < len(codes):
            return codes[number]
        self._tell(name, "none that is known", instead)
        return codes[default]

    def money(self, name: str) -> int | None:
        """An amount in hundredths, as the file keeps it."""
        value = self.decimal(name)
        return None if value is None else round(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no, written 1 or 0."""
        text = self.text(name).strip().lower()
        if text in {"1", "true", "0", "false"}:
            return text in {"1", "true"}
        if text:
            self._tell(name, "neither 1 nor 0", f"taken as {int(default)}")
        return default

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
            self._tell(name, "no date and time such as 2026-01-31T08:00:00")
            return None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self._tell(name, f"in no year from {FIRST_YEAR} to {LAST_YEAR}")
            return None
        return moment.replace(second=0, microsecond=0)

    def minutes(self, name: str) -> int | None:
        """A duration such as PT8H0M0S in minutes; None where it is missing."""
        text = self.text(name).strip()
        if not text:
            return None
        found = _DURATION.fullmatch(text)
        if found is None:
            self._tell(name, "no duration such as PT8H0M0S")
            return None
        days, hours, minutes, seconds = found.groups(default="0")
        total = int(days) * 1440 + int(hours) * 60 + int(minutes) + round(float(seconds) / 60)
        if total > LONGEST:
            self._tell(name, "more than a century")
            return None
        return total

    def tell(self, what: str, instead: str) -> None:
        """Tells that something here is odd, and what was done in spite of it."""
        self.odd.add(self.place, what, instead)

    def note_rest(self, unknown: Counter[str], computed: frozenset[str]) -> None:
        """Counts the fields with content that nobody asked for."""
        for name, parts in self._parts.items():
            if name not in self._asked and name not in computed:
                filled = [p for p in parts if len(p) or (p.text or "").strip() not in _NOTHING]
                filled = [p for p in filled if p not in self._picked]
                if filled:
                    unknown[f"{self.name}/{name}"] += len(filled)

    def _plain(self, name: str) -> str:
        parts = self._parts.get(name)
        return (parts[0].text or "").strip() if parts else ""

    def _tell(self, name: str, why: str, instead: str = _LEFT_OUT) -> None:
        self.tell(f"{name} is {quoted(self._plain(name))}, {why}", instead)
