"""This file knows the words by which people name days: of the week, of a month, counted."""

import re
from typing import Final

DAY_NAMES: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
WORKING_DAYS: Final = "MO,TU,WE,TH,FR"


def weekday_of(word: str) -> str:
    """The day of the week that a word names, as BYDAY has it; empty where it names none."""
    plain = word.removesuffix("s") if len(word) > 4 else word
    at = [day for day in DAY_NAMES if len(plain) > 1 and day.casefold().startswith(plain)]
    return at[0][:2].upper() if len(at) == 1 else ""


def month_of(word: str) -> int:
    """The number of the month that a word names; 0 where it names none."""
    at = [name for name in MONTHS if len(word) > 2 and name.casefold().startswith(word)]
    return MONTHS.index(at[0]) + 1 if len(at) == 1 else 0


def count_of(word: str) -> int:
    """The number that a word such as `15th`, `second` or `last` means; 0 where it is none."""
    if word == "last":
        return -1
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    match = re.fullmatch(r"(\d{1,2})(st|nd|rd|th|\.)?", word, re.ASCII)
    return int(match[1]) if match is not None else 0


def nth(number: int) -> str:
    """A number as it is counted: `1st`, `22nd`, `13th`."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number < 20 else ends.get(number % 10, 'th')}"
