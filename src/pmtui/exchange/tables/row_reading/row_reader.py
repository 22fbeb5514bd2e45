"""This file reads the rows of a sheet by its map: typed fields, references, remarks, findings."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from pmtui.exchange.finding import ImportFinding, Severity
from pmtui.exchange.sheets.dates import CellError, shown
from pmtui.exchange.sheets.sheet import Sheet, SheetRow
from pmtui.exchange.tables.column_maps.column_map import (
    REMARK,
    ColumnMap,
    TableMap,
    filled,
    title_field,
)
from pmtui.exchange.tables.column_maps.own_columns import ASSIGNEES
from pmtui.exchange.tables.column_maps.source_columns import (
    Source,
    missing,
    names_people,
    sources_of,
)
from pmtui.exchange.tables.row_reading.cached_cells import CachedCells
from pmtui.exchange.tables.row_reading.own_rows import read_own_cell
from pmtui.exchange.tables.row_reading.row_values import LevelRead, RowRead
from pmtui.exchange.tables.values.cells import Style, read_date
from pmtui.exchange.tables.values.people_names import people_in, person_line
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.entity import Money, as_words
from pmtui.model.rules.life_cycles import lifecycle_of
from pmtui.query.values.field_values import empty_value

_UNITS: Final = frozenset({"elapsed", "lag_unit"})
_BLANK: Final = frozenset(
    ["", *"- \u2013 \u2014 ? n/a na none null nil tbd tbc keine aucun unassigned nobody".split()]
)

Watch = Callable[[int, int], None]
"""Told how many rows of how many are read; may raise to give up."""


def no_progress(_done: int, _total: int) -> None:
    """Nobody watches."""


class RowReader:
    """Reads the rows of one sheet by one map, and keeps what it finds wrong.

    Args:
        sheet: the table.
        mapping: what its columns feed.
        style: how the table writes dates, numbers and money.
    """

    def __init__(self, sheet: Sheet, mapping: TableMap, style: Style) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.style = style
        self.findings: list[ImportFinding] = []
        self.title = title_field(mapping.table)
        self.sources = sources_of(sheet, mapping, style)
        self._unclear: set[str] = set()
        self._without_rate: set[str] = set()
        self._unknown = tuple(text.casefold() for text in mapping.unknown)
        self._cells = CachedCells(lifecycle_of(mapping.table, mapping.kind))
        self._headers = tuple(folded(header) for header in sheet.headers)
        self._values = {
            name: {folded(old): new for old, new in table.items()}
            for name, table in mapping.values.items()
        }

    def read(self, watch: Watch = no_progress) -> list[RowRead]:
        """Every row that says anything; a row without a title is an error."""
        self.findings += (*missing(self.sheet, self.mapping), *self.sheet.findings)
        found: list[RowRead] = []
        for at, row in enumerate(self.sheet.rows, 1):
            watch(at, len(self.sheet.rows))
            read = self._row(row)
            if read is not None:
                found.append(read)
        return found

    def tell(
        self, line: int, column: str, what: str, todo: str, severity: Severity = "warning"
    ) -> None:
        """Keep a finding."""
        self.findings.append(ImportFinding(line, column, what, todo, severity))

    def header_of(self, field: str) -> str:
        """The header of the column that feeds a field; empty where there is none."""
        return next((source.header for source in self.sources if source.column.field == field), "")

    def _row(self, row: SheetRow) -> RowRead | None:
        if not any(cell.strip() for cell in row.cells):
            return None
        fields: dict[str, object] = {}
        references: dict[str, str] = {}
        words: dict[str, str] = {}
        remarks: list[tuple[str, str]] = []
        title = ""
        indent = 0
        for source in self.sources:
            raw = self._first(row, source)
            text = raw.strip()
            if not (raw if self.mapping.own else text):
                continue
            field = source.column.field
            if field == self.title:
                title = title or (raw if self.mapping.own else text)
                indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            elif field == REMARK:
                remarks.append((source.column.topic, text))
            elif self.mapping.own:
                place = words if source.spec is None else references
                problem = read_own_cell(source, raw, fields, place, self.mapping.table)
                if problem is not None:
                    self.tell(row.line, source.header, problem.what, problem.todo)
            else:
                self._cell(row, source, text, (fields, references, words))
        if self.title and not title and not self.mapping.own:
            self.tell(
                row.line,
                self.header_of(self.title),
                f"the row has no {self.title}",
                "give it one, or delete the row",
                "error",
            )
        cells = {name: cell for name, cell in zip(self._headers, row.cells, strict=True) if cell}
        return RowRead(
            line=row.line,
            title=title,
            fields=fields,
            references=references,
            words=words,
            levels=self._levels(cells),
            remarks=tuple(remarks),
            as_of=self._as_of(row, cells),
            indent=indent if self.mapping.indent else 0,
        )

    def _cell(
        self,
        row: SheetRow,
        source: Source,
        text: str,
        into: tuple[dict[str, object], dict[str, str], dict[str, str]],
    ) -> None:
        """Take in a cell of somebody else's table: into fields, references or words."""
        fields, references, words = into
        if source.column.field == ASSIGNEES or names_people(source.spec):
            self._people(row, source, text, references, words)
        elif source.spec is None or source.spec.kind == "reference":
            self._word(row, source, text, words if source.spec is None else references)
        else:
            self._value(row, source, text, fields)

    def _first(self, row: SheetRow, source: Source) -> str:
        if len(source.places) == 1:
            cell = row.cells[source.places[0]]
            return cell if cell.strip() else ""
        given = [row.cells[at] for at in source.places if row.cells[at].strip()]
        if source.column.field in {"tags", ASSIGNEES}:
            return ("; " if source.column.field == ASSIGNEES else ", ").join(given)
        different = {cell.strip() for cell in given}
        if len(different) > 1:
            self.tell(
                row.line,
                source.header,
                f"{len(given)} columns of this name differ: {', '.join(map(shown, given))}",
                "the first is taken",
            )
        return given[0] if given else ""

    def _word(self, row: SheetRow, source: Source, text: str, place: dict[str, str]) -> None:
        said = self._translated(source.column, text)
        if folded(said) in _BLANK or self._is_withheld(row, source, said):
            return
        field = source.column.field
        if field == "also" and field in place:
            said = f"{place[field]}\n{said}"
            place[field] = said
        place.setdefault(field, said)

    def _people(
        self,
        row: SheetRow,
        source: Source,
        text: str,
        references: dict[str, str],
        words: dict[str, str],
    ) -> None:
        """Take in everybody a cell names: those at work, or the one that a field holds."""
        said = self._translated(source.column, text)
        if folded(said) in _BLANK or self._is_withheld(row, source, said):
            return
        naming = source.style.naming
        if naming.unclear and source.header not in self._unclear:
            self._unclear.add(source.header)
            read = "one" if naming.commas_inside else "two"
            what = f"{shown(naming.unclear)} can be one person or two; it is read as {read}"
            self.tell(row.line, source.header, what, "write Ann Roe; Bob Day to be sure")
        named = people_in(said, naming)
        named = [person for person in named if folded(person.name) not in _BLANK]
        field = source.column.field
        if not named:
            return
        is_owner = self.mapping.table == "tasks" and field == "owner"
        if field != ASSIGNEES:
            references.setdefault(field, person_line(named[0]))
        if field == ASSIGNEES or (is_owner and len(named) > 1):
            before = words.get(ASSIGNEES, "")
            lines = [*filter(None, before.split("\n")), *map(person_line, named)]
            words[ASSIGNEES] = "\n".join(dict.fromkeys(lines))
        elif len(named) > 1:
            rest = ", ".join(shown(person.name) for person in named[1:])
            what = f"{field.replace('_', ' ')} is one person, so {rest} is left out"
            self.tell(row.line, source.header, what, f"{shown(named[0].name)} is taken")

    def _value(self, row: SheetRow, source: Source, text: str, fields: dict[str, object]) -> None:
        spec = source.spec
        if spec is None:
            return
        said = self._translated(source.column, text)
        if spec.kind not in {"text", "prose"}:
            if folded(said) in _BLANK:
                return
            if self._is_withheld(row, source, said):
                fields.setdefault(spec.name, empty_value(spec))
                return
        try:
            value, along = self._cells.read(source, spec, said)
        except CellError as error:
            self._tell_cell(row, source, error)
            return
        if isinstance(value, Money):
            self._tell_rate(row, source, value)
        if spec.kind == "tags":
            before = as_words(fields.get(spec.name))
            fields[spec.name] = tuple(dict.fromkeys((*before, *as_words(value))))
        else:
            fields.setdefault(spec.name, value)
            for name, more in along.items():
                fields.setdefault(name, more)
        said_twice = {spec.name: value, **along}.items() if along or spec.name in _UNITS else ()
        if any(name in _UNITS and fields[name] != more for name, more in said_twice):
            what = f"{shown(said)} is counted otherwise than another column of the row says"
            self.tell(row.line, source.header, what, "what stands first in the row is taken")

    def _tell_rate(self, row: SheetRow, source: Source, money: Money) -> None:
        """Say once of a currency that amounts in it are kept, but in no sum without a rate."""
        code = money.currency
        if code in source.style.currencies | self._without_rate:
            return
        self._without_rate.add(code)
        what = f"amounts in {code} are kept, but there is no rate for it, so sums show a dash"
        self.tell(row.line, source.header, what, f'pmtui add rate "{code} rate:... at:today"')

    def _tell_cell(self, row: SheetRow, source: Source, error: CellError) -> None:
        """Keep why a cell cannot be read; what its column leaves open is told once, as an error."""
        if not error.is_unclear:
            self.tell(row.line, source.header, error.what, error.todo)
        elif source.header not in self._unclear:
            self._unclear.add(source.header)
            self.tell(row.line, source.header, error.what, error.todo, "error")

    def _is_withheld(self, row: SheetRow, source: Source, text: str) -> bool:
        """Whether a cell gives a reason instead of a value; it is told of then."""
        start = folded(text)
        unknown = start.startswith(self._unknown)
        if unknown:
            name = source.spec.label if source.spec else source.column.field
            what = f"{name} is not given: {shown(text)}"
            self.tell(row.line, source.header, what, "it stays unknown")
        return unknown

    def _translated(self, column: ColumnMap, text: str) -> str:
        return self._values[column.values].get(folded(text), text) if column.values else text

    def _levels(self, cells: Mapping[str, str]) -> tuple[LevelRead, ...]:
        found: list[LevelRead] = []
        for level in self.mapping.above:
            name = filled(level.name, cells)
            if level.values:
                name = self._values[level.values].get(folded(name), name)
            if name:
                code = filled(level.code, cells)
                found.append(LevelRead(level.kind, name, code, level.start_with))
        return tuple(found)

    def _as_of(self, row: SheetRow, cells: Mapping[str, str]) -> date | None:
        text = filled(self.mapping.as_of, cells)
        if not text:
            return None
        try:
            return read_date(text, self.style)
        except CellError as error:
            self.tell(row.line, self.mapping.as_of, error.what, error.todo)
            return None
