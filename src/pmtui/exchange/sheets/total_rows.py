"""This file tells the sums below a table, and between its rows, from the rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from pmtui.exchange.sheets.header_rows import Record
from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.sheets.header_synonyms import TASK

_WORD: Final = (
    "(?:grand |sub |overall |sum )?totals?|subtotal"
    "|sum|sums|overall|average|mean|summe|summen|gesamt"
    "|gesamtsumme|zwischensumme|teilsumme|endsumme|insgesamt|summe gesamt|gesamt summe|durchschnitt"
    "|mittelwert|total general|somme|sous total|ensemble|moyenne|suma|suma total|totales|subtotales"
    "|promedio|totale|totaal"
)
_OF: Final = (
    "hours?|hrs|h|costs?|budget|days?|effort|work|amount|eur|usd|gbp|tasks?|kosten|stunden|std"
    "|aufwand|tage|arbeit|aufgaben|couts?|heures|jours|charge|taches|horas|costes?|dias|tareas|percent"
)
_TOTAL: Final = re.compile(
    rf"(?:{_WORD})(?: (?:of |in |de |der |des |du |la |le )?(?:{_OF}))?(?: \d+)?"
    rf"|(?:{_OF}) (?:{_WORD})|gesamt(?:kosten|aufwand|stunden|budget|dauer)"
)
_BEGINS: Final = re.compile(rf"(?:{_WORD})\b|.* (?:{_WORD})")
_HINT: Final = re.compile(
    r"total|sum|gesamt|overall|average|mean|durchschnitt|mittelwert|somme|ensemble|moyenne"
    r"|promedio|totaal|[\u03a3\u03c3\u2211]",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    r"[-+(]?\s*(?:[A-Z]{3}|[€$£¥])?\s*[-+]?\d[\d.,'\u2019 \u00a0\u202f]*\s*"
    r"(?:%|[^\W\d_]{1,6}\.?|[€$£¥])?\s*\)?"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d\d:\d\d(?::\d\d)?)?|[-\u2013\u2014]"
)
_CALLED: Final = frozenset(
    word for field in ("key", "code", "number", "wbs", "also") for word in TASK[field]
)
"""Headers of what a row is called by: sums are called by nothing."""
_SIGMAS: Final = frozenset({"\u03a3", "\u03c3", "\u2211"})
_TITLES: Final = frozenset(TASK["title"])


def sums_in(headers: Sequence[str], records: Sequence[Record]) -> tuple[int, ...]:
    """The places of records that are sums of others and no rows of the table.

    A record is one where all it says beside numbers is a word for a sum (`Total`, `Summe:`), or
    where its numbers are the sums of those above it and its only text, if any, has such a word.
    """
    plain = [plain_header(header) for header in headers]
    if len(headers) < 2 or headers[0] in {"key", "id"}:
        return ()
    called = [at for at, name in enumerate(plain) if name in _CALLED]
    titles = [at for at, name in enumerate(plain) if name in _TITLES]
    found: list[int] = []
    for at, (_, cells) in enumerate(records):
        hint = _HINT.search("\n".join(cells))
        nameless = not any(cells[title].strip() for title in titles if title < len(cells))
        if (hint or nameless) and _is_sum(cells, called, records, found, at):
            found.append(at)
    return tuple(found)


def sum_label(cells: Sequence[str]) -> str:
    """What a sum is called."""
    return next((cell.strip() for cell in cells if _says_something(cell)), "without a name")


def _is_sum(
    cells: Sequence[str],
    called: Iterable[int],
    records: Sequence[Record],
    found: Sequence[int],
    at: int,
) -> bool:
    texts = [cell for cell in cells if _says_something(cell)]
    if len(texts) > 1 or any(
        cells[row_id].strip() and cells[row_id] not in texts
        for row_id in called
        if row_id < len(cells)
    ):
        return False
    if texts and _TOTAL.fullmatch(plain_header(texts[0]).strip() or texts[0].strip()):
        return True
    if texts and texts[0].strip(" :") in _SIGMAS:
        return True
    if (
        texts
        and not _BEGINS.fullmatch(plain_header(texts[0]))
        and not _BEGINS.match(plain_header(texts[0]))
    ):
        return False
    return _adds_up(cells, records, found, at)


def _adds_up(
    cells: Sequence[str], records: Sequence[Record], found: Sequence[int], at: int
) -> bool:
    """Whether a column's number is the sum of those above it, of all or since the last sum."""
    last = found[-1] if found else -1
    for place, cell in enumerate(cells):
        if not _AMOUNT.fullmatch(cell.strip()) or _has_day(cell):
            continue
        for start in {0, last + 1}:
            above = [
                row[place]
                for row_id, (_, row) in enumerate(records[start:at], start)
                if row_id not in found and place < len(row) and row[place].strip()
            ]
            if len(above) > 1 and any(
                value and value == total for value, total in _sums(cell, above)
            ):
                return True
    return False


def _sums(cell: str, above: Sequence[str]) -> Iterator[tuple[Decimal | None, Decimal]]:
    """A number and the sum of others, with a point and with a comma before the fractions."""
    for mark in ".,":
        values = [_value(name, mark) for name in above]
        yield (
            _value(cell, mark),
            sum((amount for amount in values if amount is not None), Decimal(0)),
        )


def _value(cell: str, mark: str) -> Decimal | None:
    digits = re.sub(r"[^\d.,-]", "", cell)
    other = "," if mark == "." else "."
    try:
        return Decimal(digits.replace(other, "").replace(mark, ".").rstrip("."))
    except InvalidOperation:
        return None


def _has_day(cell: str) -> bool:
    return bool(re.search(r"\d[-./]\d{1,2}[-./]\d", cell))


def _says_something(cell: str) -> bool:
    text = cell.strip()
    return bool(text) and not _AMOUNT.fullmatch(text)
