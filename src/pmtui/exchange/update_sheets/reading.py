"""This file reads an update sheet that came back, wherever its rows and columns stand by now."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.sheets.record_rows import FAULTS, padded_cells
from pmtui.exchange.sheets.workbook import Book, has_worksheet, workbook_pages
from pmtui.exchange.text_folding import folded
from pmtui.exchange.update_sheets.shape import (
    HIDDEN,
    Origin,
    ReturnedRow,
    ReturnedSheet,
    Written,
    alike,
    read_hidden,
)

_KEY: Final = "key"
_LISTED: Final = 5


class _Page(msgspec.Struct, frozen=True):
    """A page that came back, with where its columns stand."""

    title: str
    id: str
    line: Sequence[str]
    """Every header, in the order of the columns."""
    places: Mapping[str, int]
    """The column of each field."""
    headers: Mapping[str, str]
    """The header of each field."""
    rows: Sequence[tuple[int, tuple[str, ...]]]
    """Line numbers and cells."""
    strangers: Mapping[int, str]
    """Columns that are none of the page's, by their header."""
    valueless: Mapping[str, ImportFinding]
    """Cells whose formula holds no value, by their name."""


def returned_sheet(data: bytes) -> ReturnedSheet | None:
    """What an update sheet says; None where a workbook is none.

    Raises:
        UnreadableError: it is damaged, or what tells it was changed.
    """
    if not has_worksheet(data, HIDDEN):
        return None
    books = dict(workbook_pages(data))
    hidden = books.pop(HIDDEN, None)
    known_by = read_hidden([cells for _, cells in hidden.records]) if hidden is not None else None
    if known_by is None:
        return None
    origin, rows = known_by
    findings: list[ImportFinding] = []
    pages = [page for title, book in books.items() if (page := _page(origin, title, book))]
    read: dict[tuple[str, str], ReturnedRow] = {}
    by_key = {(row.page, folded(row.key)): row for row in rows}
    for page in pages:
        findings += _about_columns(page, rows)
        for row in _rows(page, by_key, findings):
            place = (row.written.page, row.written.key)
            known = read.get(place)
            if known is None or not known.changed:
                read[place] = row
            elif row.changed and _changes(row) != _changes(known):
                what = f"{row.written.key} stands in line {known.line} as well, and says otherwise"
                findings.append(
                    ImportFinding(row.line, page.title, what, "leave one of them", "error")
                )
    findings += _missing(rows, read, pages)
    return ReturnedSheet(origin, tuple(read.values()), tuple(findings))


def _changes(row: ReturnedRow) -> Mapping[str, str]:
    return {field: row.cells[field] for field in row.changed}


def _page(origin: Origin, title: str, book: Book) -> _Page | None:
    """The page of a sheet that a worksheet is, by its headers; None for a page of the person's."""
    best: tuple[int, str, int] = (1, "", 0)
    for at, (_, cells) in enumerate(book.records):
        names = {folded(cell) for cell in cells}
        for page_id, known in origin.headers.items():
            score = len(names & set(map(folded, known)))
            if _KEY in names and score > best[0]:
                best = (score, page_id, at)
    _, page_id, at = best
    if not page_id:
        return None
    fields = {folded(header): field for header, field in origin.headers[page_id].items()}
    places: dict[str, int] = {}
    headers: dict[str, str] = {}
    strangers: dict[int, str] = {}
    for place, cell in enumerate(book.records[at][1]):
        field = fields.get(folded(cell), "")
        if field and field not in places:
            places[field], headers[field] = place, cell.strip()
        else:
            strangers[place] = cell.strip()
    valueless = {finding.column.removeprefix("cell "): finding for finding in book.findings}
    rows = book.records[at + 1 :]
    return _Page(title, page_id, book.records[at][1], places, headers, rows, strangers, valueless)


def _rows(
    page: _Page, rows: Mapping[tuple[str, str], Written], findings: list[ImportFinding]
) -> Iterator[ReturnedRow]:
    """The rows of a page that it was written with; what else stands there is told."""
    for line, read in page.rows:
        cells = padded_cells(line, read, page.line)
        key = cells[page.places[_KEY]].strip()
        row = rows.get((page.id, folded(key)))
        if row is None:
            text = next((cell.strip() for cell in cells if cell.strip()), "")
            what = f"a row that the sheet was not written with: {text[:40]!r}"
            findings.append(_at(line, page.title, "", what, "it is left out; add it in pmtui"))
            continue
        taken: dict[str, str] = {}
        for field, place in page.places.items():
            header = page.headers[field]
            text = cells[place]
            if f"{_letters(place)}{line}" in page.valueless or text.strip() in FAULTS:
                what = f"the spreadsheet could not compute the cell of {row.key}"
                todo = f"it stays {row.shown.get(field) or 'empty'}; write what it should be"
                findings.append(_at(line, page.title, header, what, todo))
            elif field in row.was:
                taken[field] = text
            elif not alike(text, row.shown.get(field, "")):
                what = f"{row.key}: {text.strip()[:40]!r} stands in a cell that is not filled in"
                todo = f"it stays {row.shown.get(field, '')[:40]!r}; change it in pmtui"
                findings.append(_at(line, page.title, header, what, todo))
        yield ReturnedRow(line, page.title, row, taken, page.headers)


def _about_columns(page: _Page, rows: Sequence[Written]) -> Iterator[ImportFinding]:
    """What is said of columns that are not the page's, come twice, or are gone."""
    for place, header in page.strangers.items():
        filled = [line for line, cells in page.rows if _cell(cells, place).strip()]
        if not filled:
            continue
        name = header or f"column {_letters(place)}"
        is_twice = folded(header) in map(folded, page.headers.values())
        what = "the column is there twice" if is_twice else "a column that was not written"
        todo = "the first of them counts" if is_twice else "it is left out"
        yield _at(filled[0], page.title, name, what, todo)
    gone = {field for row in rows if row.page == page.id for field in row.was} - set(page.places)
    for field in sorted(gone):
        name = field.replace("_", " ")
        yield _at(0, page.title, name, "the column is gone", "what it held stays as it is")


def _missing(
    rows: Sequence[Written], read: Mapping[tuple[str, str], ReturnedRow], pages: Sequence[_Page]
) -> Iterator[ImportFinding]:
    """Rows and pages that did not come back: they stay as they are."""
    there = {page.id for page in pages}
    for page_id in dict.fromkeys(row.page for row in rows):
        keys = [row.key for row in rows if row.page == page_id and (page_id, row.key) not in read]
        if not keys:
            continue
        more = f" and {len(keys) - _LISTED} more" if len(keys) > _LISTED else ""
        what = f"no longer in it: {', '.join(keys[:_LISTED])}{more}"
        title = page_id if page_id in there else f"the page {page_id}"
        yield _at(0, title, "", what, "they stay as they are")


def _at(line: int, page: str, column: str, what: str, todo: str) -> ImportFinding:
    """A finding on a page, with the name of the page before that of the column."""
    return ImportFinding(line, ", ".join(filter(None, (page, column))), what, todo)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _letters(place: int) -> str:
    """The name of a column by its place: A, B ... Z, AA."""
    name, rest = "", place + 1
    while rest:
        rest, at = divmod(rest - 1, 26)
        name = chr(ord("A") + at) + name
    return name
