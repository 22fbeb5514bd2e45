"""This file guesses how a table writes its dates, numbers and units from its headers and cells."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeVar

from pmtui.exchange.sheets.dates import DateOrder
from pmtui.exchange.sheets.header_spelling import UNIT_WORDS, plain_header
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.values.cells import MoneyUnit, TimeUnit
from pmtui.exchange.tables.values.number_style import decimal_in, order_in
from pmtui.query.values.numerals import DecimalMark

_MONEY_UNITS: Final[Mapping[str, MoneyUnit]] = {
    **dict.fromkeys(("m", "mn", "mio", "million"), "million"),
    **dict.fromkeys(("k", "thousand", "teur"), "thousand"),
    "bn": "billion",
}
_TIME_UNITS: Final[Mapping[str, TimeUnit]] = {
    **dict.fromkeys(("h", "hrs", "hours", "std", "stunden", "heures", "horas"), "hours"),
    **dict.fromkeys(("d", "days", "tage", "jours", "dias"), "days"),
    **dict.fromkeys(("min", "minutes"), "minutes"),
}
_CURRENCIES: Final = {
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
    "gbp": "GBP",
    "eur": "EUR",
    "usd": "USD",
    "teur": "EUR",
}
Unit = MoneyUnit | TimeUnit | Literal[""]
"""What a bare number of a column is."""
_SECONDS: Final = frozenset({"original estimate", "remaining estimate"})
_SHORTEST_SECONDS: Final = 600
_Mark = TypeVar("_Mark", bound=str)


def unit_of(sheet: Sheet, header: str, kind: str) -> Unit:
    """What a bare number of a column is, as its header or its size says; empty for neither."""
    found = UNIT_WORDS.search(re.sub(r"[()\[\],]", " ", header.casefold()).strip())
    word = found[1] if found else ""
    if kind == "money":
        return _MONEY_UNITS.get(word, "")
    if kind != "minutes":
        return ""
    if plain_header(header) in _SECONDS:
        bare = [int(cell) for cell in cells_of(sheet, header) if cell.isdecimal()]
        return "seconds" if bare and min(row_id for row_id in bare) >= _SHORTEST_SECONDS else ""
    return _TIME_UNITS.get(word, "")


def cells_of(sheet: Sheet, header: str) -> Iterator[str]:
    """The cells of every column of a name, trimmed."""
    for place in sheet.places(header):
        yield from (row.cells[place].strip() for row in sheet.rows)


def _all_cells(sheet: Sheet, headers: Iterable[str]) -> Iterator[str]:
    for header in headers:
        yield from cells_of(sheet, header)


def date_order_of(sheet: Sheet, headers: Sequence[str]) -> DateOrder:
    """The order on which all columns of dates agree that prove one; empty where none does."""
    return _agreed(order_in(cells_of(sheet, header)) for header in headers)


def decimal_of(sheet: Sheet, headers: Sequence[str]) -> DecimalMark:
    """The mark before a fraction on which all columns of numbers agree that prove one.

    Where none does, semicolons between the columns tell a comma: spreadsheets write them where
    the comma is taken.
    """
    proved = [decimal_in(cells_of(sheet, header)) for header in headers]
    if not any(proved):
        return "," if sheet.delimiter == ";" else ""
    return _agreed(proved)


def _agreed(proved: Iterable[_Mark]) -> _Mark | Literal[""]:
    different = {mark for mark in proved if mark}
    return different.pop() if len(different) == 1 else ""


def currency_of(sheet: Sheet, headers: Sequence[str]) -> str:
    """The first currency that a header or a cell names; empty where none does."""
    texts = (*headers, *_all_cells(sheet, headers))
    for text in texts:
        folded_text = text.casefold()
        for mark, code in _CURRENCIES.items():
            if mark in folded_text if not mark.isalpha() else mark in folded_text.split():
                return code
    return ""
