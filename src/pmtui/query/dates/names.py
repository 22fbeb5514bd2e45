"""This file names the days of the week, the months and small numbers, as people type them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Days of the week as they are shown."""
MONTHS: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
"""Months of the year as they are shown."""

DAY_NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "mon monday montag lundi",
                "tue tues tuesday dienstag mardi",
                "wed wednesday mittwoch mercredi",
                "thu thur thurs thursday donnerstag jeudi",
                "fri friday freitag vendredi",
                "sat saturday samstag sonnabend samedi",
                "sun sunday sonntag dimanche",
            )
        )
        for word in words.split()
    }
)
"""The days of the week by the words for them, Monday being 0."""
MONTH_NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "jan january januar jänner janvier janv",
                "feb february februar février fevrier févr fev",
                "mar march märz mär mrz mars",
                "apr april avril avr",
                "may mai",
                "jun june juni juin",
                "jul july juli juillet juil",
                "aug august août aout",
                "sep sept september septembre",
                "oct october okt oktober octobre",
                "nov november novembre",
                "dec december dez dezember décembre decembre déc",
            ),
            1,
        )
        for word in words.split()
    }
)
"""The months by the words for them, January being 1."""
NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {"a": 1, "an": 1}
    | {
        word: number
        for number, word in enumerate(
            "one two three four five six seven eight nine ten eleven twelve".split(), 1
        )
    }
)
"""Small numbers written out."""
DAY_PATTERN: Final = "|".join(sorted(DAY_NUMBERS, key=len, reverse=True))
"""What matches a day of the week."""
MONTH_PATTERN: Final = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
"""What matches a month."""
