"""This file decides from all cells of a column how it writes its numbers, dates and shares."""

import re
from collections.abc import Iterable
from typing import Final, Literal

from pmtui.exchange.sheets.dates import DateOrder
from pmtui.query.values.numerals import DecimalMark, numerals, plain_marks

Shares = Literal["", "share", "percent"]
"""Whether a column of percentages writes half as 0.5 or as 50; empty where it can be both."""

_THREE: Final = re.compile(r"\D*(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(?:\d{4}|\d\d)\b")
_NUMBER: Final = re.compile(r"[0-9](?:[0-9.,' _]*[0-9])?")


def order_in(cells: Iterable[str]) -> DateOrder:
    """Which part of its dates stands first, where a cell proves it and none proves the opposite.

    A first part over 12 proves the day, a second one the month; dots stand behind the day unless
    they are proved not to.
    """
    proved: set[DateOrder] = set()
    dotted = False
    for cell in dict.fromkeys(cells):
        if found := _THREE.match(cell):
            first, second = int(found[1]), int(found[3])
            dotted = dotted or found[2] == "."
            if first > 12 >= second:
                proved.add("day")
            elif second > 12 >= first:
                proved.add("month")
    if proved:
        return proved.pop() if len(proved) == 1 else ""
    return "day" if dotted else ""


def decimal_in(cells: Iterable[str]) -> DecimalMark:
    """The mark before its fractions, where a cell proves it and none proves the opposite.

    `12,5` and `1.200,50` prove a comma, `1,234,567` a point; `1,200` proves nothing.
    """
    proved: set[DecimalMark] = set()
    for cell in dict.fromkeys(cells):
        for number in _NUMBER.findall(plain_marks(cell)):
            readings = numerals(number)
            if len(readings) != 1 or not {".", ","} & set(number):
                continue
            last: DecimalMark = "," if number.rfind(",") > number.rfind(".") else "."
            other: DecimalMark = "." if last == "," else ","
            proved.add(last if readings[0].places else other)
    return proved.pop() if len(proved) == 1 else ""


def shares_in(cells: Iterable[str]) -> Shares:
    """Whether bare numbers of a column of percentages are shares of 1 or percent."""
    values = [
        readings[-1].value
        for cell in dict.fromkeys(cells)
        if "%" not in cell and (readings := numerals(plain_marks(cell)))
    ]
    if any(value > 1 for value in values):
        return "percent"
    return "share" if any(0 < value < 1 for value in values) else ""
