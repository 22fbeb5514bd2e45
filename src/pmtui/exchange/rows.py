"""This file reads the rows of a sheet by its map: typed fields, references, remarks, findings."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from pmtui.exchange.cells import CellError, Style, read_cell, read_date, shown
from pmtui.exchange.findings import Finding, Severity
from pmtui.exchange.mapping import (
    LEFT_OUT,
    REMARK,
    ColumnMap,
    Level,
    TableMap,
    fed_field,
    filled,
    holes,
    title_field,
)
from pmtui.exchange.tables_in import Sheet, SheetRow, folded
from pmtui.model.components import ComponentKind
from pmtui.model.schema import FieldSpec
from pmtui.model.states import lifecycle_of

_BLANK: Final = frozenset(
    {
        "",
        "-",
        "\u2013",
        "\u2014",
        "?",
        "n/a",
        "na",
        "none",
        "null",
        "nil",
        "tbd",
        "tbc",
        "keine",
        "aucun",
    }
)
_TIME_UNITS: Final = frozenset({"seconds", "minutes", "hours", "days", "weeks"})


class LevelRead(msgspec.Struct, frozen=True):
    """A component above a row."""

    kind: ComponentKind
    name: str
    code: str
    start_with: Mapping[str, str]


class RowRead(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says, typed where its fields are."""

    line: int
    title: str
    fields: Mapping[str, Any]
    """Values of the entity's own fields; a field whose cell is empty is not in it."""
    references: Mapping[str, str]
    """Names of people and keys of others, by field."""
    words: Mapping[str, str]
    """What it says of a task beyond its fields: status, parent, predecessors ..."""
    levels: tuple[LevelRead, ...]
    remarks: tuple[tuple[str, str], ...]
    """Topic and text."""
    as_of: date | None = None
    indent: int = 0
    """Spaces before its title."""


class _Source(msgspec.Struct, frozen=True):
    column: ColumnMap
    places: tuple[int, ...]
    spec: FieldSpec | None
    style: Style


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
        self.findings: list[Finding] = []
        self._title = title_field(mapping.table)
        self._header_line = sheet.rows[0].line - 1 if sheet.rows else 1
        self._sources = tuple(self._resolved())

    def notes(self) -> tuple[str, ...]:
        """Which columns are left out, on purpose or because the map does not know them."""
        known = {one for column in self.mapping.column for one in map(folded, column.headers)}
        asked = {folded(hole) for level in self.mapping.above for hole in _level_holes(level)}
        known |= asked | {folded(hole) for hole in holes(self.mapping.as_of)}
        left = {
            folded(one)
            for column in self.mapping.column
            for one in column.headers
            if column.field == LEFT_OUT
        }
        strange = [one for one in self.sheet.headers if one and folded(one) not in known]
        purposely = [one for one in self.sheet.headers if folded(one) in left - asked]
        notes = [f"columns not read: {', '.join(strange)}"] if strange else []
        if purposely:
            notes.append(f"columns left out on purpose: {', '.join(purposely)}")
        return tuple(notes)

    def read(self) -> list[RowRead]:
        """Every row that says anything; a row without a title is an error."""
        self._check_headers()
        return [read for row in self.sheet.rows if (read := self._row(row)) is not None]

    def tell(
        self, line: int, column: str, what: str, todo: str, severity: Severity = "warning"
    ) -> None:
        """Keep a finding."""
        self.findings.append(Finding(line, column, what, todo, severity))

    def _resolved(self) -> Iterator[_Source]:
        for column in self.mapping.column:
            places = next(filter(None, map(self.sheet.places, column.headers)), ())
            if places and column.field != LEFT_OUT:
                spec = fed_field(self.mapping, column)
                yield _Source(column, places, spec, _styled(self.style, column))

    def _check_headers(self) -> None:
        if not any(source.column.field == self._title for source in self._sources):
            wanted = [
                name
                for column in self.mapping.column
                if column.field == self._title
                for name in column.headers
            ]
            self.tell(
                self._header_line,
                "",
                f"no column gives the {self._title} ({' or '.join(wanted) or 'none is mapped'})",
                "name that column in the map",
                "error",
            )
        asked = [hole for level in self.mapping.above for hole in _level_holes(level)]
        for hole in (*asked, *holes(self.mapping.as_of)):
            if not self.sheet.places(hole):
                self.tell(
                    self._header_line,
                    hole,
                    "the map asks for this column and the table has none",
                    "correct the header or the map",
                    "error",
                )

    def _row(self, row: SheetRow) -> RowRead | None:
        if not any(cell.strip() for cell in row.cells):
            return None
        fields: dict[str, Any] = {}
        references: dict[str, str] = {}
        words: dict[str, str] = {}
        remarks: list[tuple[str, str]] = []
        title = ""
        indent = 0
        for source in self._sources:
            raw = self._first(row, source)
            text = raw.strip()
            if not text:
                continue
            field = source.column.field
            if field == REMARK:
                remarks.append((source.column.topic, text))
            elif field == self._title:
                title = title or text
                indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            elif source.spec is None or source.spec.kind == "reference":
                place = words if source.spec is None else references
                self._word(row, source, text, place)
            else:
                self._value(row, source, text, fields)
        if not title:
            self.tell(
                row.line,
                self._header_of(self._title),
                f"the row has no {self._title}",
                "give it one, or delete the row",
                "error",
            )
        cells = {folded(h): c for h, c in zip(self.sheet.headers, row.cells, strict=True) if c}
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

    def _first(self, row: SheetRow, source: _Source) -> str:
        given = [row.cells[at] for at in source.places if row.cells[at].strip()]
        if source.column.field in {"tags", "assignees"}:
            return ", ".join(given)
        different = {cell.strip() for cell in given}
        if len(different) > 1:
            self.tell(
                row.line,
                self.sheet.headers[source.places[0]],
                f"{len(given)} columns of this name differ: {', '.join(map(shown, given))}",
                "the first is taken",
            )
        return given[0] if given else ""

    def _word(self, row: SheetRow, source: _Source, text: str, place: dict[str, str]) -> None:
        said = self._translated(source.column, text)
        if self._is_empty(row, source, said):
            return
        place.setdefault(source.column.field, said)

    def _value(self, row: SheetRow, source: _Source, text: str, fields: dict[str, Any]) -> None:
        spec = source.spec
        if spec is None:
            return
        said = self._translated(source.column, text)
        if spec.kind not in {"text", "prose"} and self._is_empty(row, source, said):
            return
        try:
            value = read_cell(spec, said, source.style)
            self._check_state(spec, value)
        except CellError as error:
            self.tell(row.line, self._header(source), error.what, error.todo)
            return
        if spec.kind == "tags":
            fields[spec.name] = tuple(dict.fromkeys((*fields.get(spec.name, ()), *value)))
        else:
            fields.setdefault(spec.name, value)

    def _check_state(self, spec: FieldSpec, value: object) -> None:
        lifecycle = lifecycle_of(self.mapping.table, self.mapping.kind)
        if spec.name == "state" and lifecycle is not None and value not in lifecycle:
            raise CellError(f"{shown(str(value))} is no state", f"write {', '.join(lifecycle)}")

    def _is_empty(self, row: SheetRow, source: _Source, text: str) -> bool:
        """Whether a cell gives no value; one that gives a reason instead is told of."""
        start = folded(text)
        if start in _BLANK:
            return True
        unknown = any(start.startswith(one.casefold()) for one in self.mapping.unknown)
        if unknown:
            name = source.spec.label if source.spec else source.column.field
            what = f"{name} is not said: {shown(text)}"
            self.tell(row.line, self._header(source), what, "it stays unknown")
        return unknown

    def _translated(self, column: ColumnMap, text: str) -> str:
        table = self.mapping.values.get(column.values, {}) if column.values else {}
        wanted = folded(text)
        return next((new for old, new in table.items() if folded(old) == wanted), text)

    def _levels(self, cells: Mapping[str, str]) -> tuple[LevelRead, ...]:
        found: list[LevelRead] = []
        for level in self.mapping.above:
            name = filled(level.name, cells)
            table = self.mapping.values.get(level.values, {})
            wanted = folded(name)
            name = next((new for old, new in table.items() if folded(old) == wanted), name)
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

    def _header(self, source: _Source) -> str:
        return self.sheet.headers[source.places[0]]

    def _header_of(self, field: str) -> str:
        found = (self._header(one) for one in self._sources if one.column.field == field)
        return next(found, "")


def _styled(style: Style, column: ColumnMap) -> Style:
    if not column.unit:
        return style
    name = "time_unit" if column.unit in _TIME_UNITS else "money_unit"
    return msgspec.structs.replace(style, **{name: column.unit})


def _level_holes(level: Level) -> tuple[str, ...]:
    return (*holes(level.name), *holes(level.code))
