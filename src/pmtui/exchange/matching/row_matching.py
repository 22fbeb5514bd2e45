"""This file finds what a row of a table speaks of: what is there already, by key, code or name."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.matching.title_matching import TitleMatcher
from pmtui.exchange.sheets.dates import CellError, shown
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import LevelRead, RowRead, TitleRequest
from pmtui.exchange.tables.values.cells import Style, read_cell
from pmtui.exchange.tables.values.people_names import person_of
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.entity import as_text
from pmtui.model.rules.life_cycles import refusal
from pmtui.model.workspace.schema import field_spec


class RowMatcher:
    """Finds entities for rows; what one row has claimed no other row gets.

    Args:
        draft: what there is and what the import has made so far.
        reader: the map and its findings.
        into: the component everything goes into; 0 for the top.
    """

    def __init__(self, draft: ImportBuilder, reader: RowReader, into: int) -> None:
        self._draft = draft
        self._reader = reader
        self._into = into
        self._claimed: dict[tuple[str, int], int] = {}
        self._codes: dict[tuple[str, int, str], int] = {}
        self._titles = TitleMatcher(draft, reader, self.is_free)

    @property
    def notes(self) -> tuple[str, ...]:
        """Which row is which where several have one title."""
        return tuple(self._titles.notes)

    def component(self, row: RowRead) -> tuple[int, int]:
        """The component a row's levels lead to, made where missing, and the highest of them."""
        at = top = self._into
        for level in row.levels:
            at = self._level(level, at, row.line)
            top = top or at
        return at, top

    def find(
        self,
        table: str,
        row: RowRead,
        within: int,
        fields: dict[str, object],
    ) -> int:
        """The id of what a row names by key or code, 0 for none; a key in `fields` is taken out.

        Args:
            table: the table of the row's entity.
            row: the row.
            within: its component; for a component the highest one of its table.
            fields: what the row says.
        """
        key = as_text(fields.pop("key", ""))
        named = self._draft.workspace.by_key(key) if key else None
        if named is not None and named[0] == table:
            return self._claim(table, named[1].id, row, "key", str(key))
        code = str(fields.get("code", ""))
        if not code:
            return 0
        if self._is_second(table, row, within, code):
            return 0
        known = self._by_code(table, within, code)
        return self._claim(table, known, row, "code", code) if known else 0

    def titled(self, table: str, wants: Sequence[TitleRequest]) -> dict[int, int]:
        """What rows without a known key or code are about, by their places: found by title.

        First what the sheet has always called so, then what is called so here alone.
        """
        found = self._titles.found(table, wants)
        if table != "tasks":
            rest = [
                msgspec.structs.replace(want, anywhere=True)
                for want in wants
                if want.at not in found
            ]
            found |= self._titles.found(table, rest)
        for want in wants:
            if want.at in found:
                self._claim(table, found[want.at], want.row, "title", want.row.title)
        return found

    def first_free(self, table: str, found: Iterable[int]) -> int:
        """The first that no row has claimed, claimed now; 0 for none."""
        one = self._free(table, found)
        if one:
            self._claimed[table, one] = 0
        return one

    def tell_gone(self, rows: Sequence[RowRead]) -> None:
        """Say which rows bring nothing back, as what they made was deleted here."""
        if not rows:
            return
        names = ", ".join(shown(row.title or str(row.fields.get("key", ""))) for row in rows[:5])
        more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
        what = f"deleted here since it was imported: {names}{more}"
        todo = "it stays deleted; give the row another title to make it anew"
        self._reader.tell(rows[0].line, "", what, todo)

    def references(self, row: RowRead, table: str) -> dict[str, int]:
        """The people and other entities that a row names; people are made where missing."""
        found: dict[str, int] = {}
        for field, text in row.references.items():
            spec = field_spec(table, field)
            refers = spec.refers if spec is not None else ""
            if refers == "people":
                person = person_of(text)
                ambiguity = self._draft.people.ambiguity(person.name, person.email)
                if ambiguity:
                    self._warn(row, field, ambiguity, "write the key")
                    continue
                found[field] = self._draft.people.person(person.name, row.line, person.email)
                continue
            named = self._draft.workspace.by_key(text)
            if named is not None and named[0] == refers:
                found[field] = named[1].id
            else:
                what = f"{shown(text)} is no key of {refers.replace('_', ' ')}"
                self._warn(row, field, what, "write a key such as R-3")
        return found

    def start(self, table: str) -> dict[str, object]:
        """Fields that a new row starts with by the map, beside what any new row has."""
        return self._typed(table, self._reader.mapping.start_with)

    def allowed(self, table: str, known: int, row: RowRead, fields: dict[str, object]) -> None:
        """Take out a state that cannot follow the one a known entity is in, and say so."""
        if not known or "state" not in fields:
            return
        kind = str(self._draft.value(table, known, "kind") or "")
        old = str(self._draft.value(table, known, "state") or "")
        reason = refusal(table, kind, old, str(fields["state"]))
        if reason:
            self._warn(row, "state", reason, "its state stays as it is")
            del fields["state"]

    def _level(self, level: LevelRead, parent: int, line: int) -> int:
        draft = self._draft
        code = folded(level.code)
        by_code = draft.found("components", "component code", (parent, code)) if code else []
        by_name = draft.found(
            "components", "component kind title", (parent, level.kind, folded(level.name))
        )
        said = {"kind": level.kind, "name": level.name, "component": parent}
        known = next(iter((*by_code, *by_name, *self._level_said(level, parent))), 0)
        if known:
            draft.recall("components", known, said)
            draft.change("components", known, {}, line)
            return known
        fields = self._typed("components", level.start_with) | {
            "kind": level.kind,
            "name": level.name,
            "component": parent,
            "rank": draft.rank_after("components", "component", parent),
        }
        made = draft.make("components", fields | ({"code": level.code} if code else {}), line)
        if level.kind == "project" and self._reader.mapping.table != "tasks":
            draft.boards.board(made, line)
        return made

    def _level_said(self, level: LevelRead, parent: int) -> list[int]:
        """Components that stood above rows before under this name, whatever they are called now."""
        threeway = self._draft.threeway
        if threeway is None:
            return []
        names = ("component", "kind", "name")
        values = (parent, level.kind, folded(level.name))
        found = threeway.memory.found("components", names, values)
        return [
            component_id
            for component_id in found
            if component_id in self._draft.workspace.components
        ]

    def _by_code(self, table: str, within: int, code: str) -> int:
        if not code:
            return 0
        if table == "components":
            found: Iterable[int] = self._draft.found(table, "code", (folded(code),))
            return self._free(table, (row_id for row_id in found if self._lies_in(row_id, within)))
        known = self._draft.found(table, "component code", (within, folded(code)))
        threeway = self._draft.threeway
        if threeway is not None:
            said = threeway.memory.found(table, ("component", "code"), (within, folded(code)))
            known = [*known, *said]
        return self._free(table, known)

    def _free(self, table: str, found: Iterable[int]) -> int:
        """The first that no row has claimed and that no row of this table has made."""
        return next((row_id for row_id in found if self.is_free(table, row_id)), 0)

    def is_free(self, table: str, one: int) -> bool:
        """Whether no row has claimed a row, nor made it."""
        return (table, one) not in self._claimed and not self._draft.is_new(table, one)

    def _lies_in(self, component: int, top: int) -> bool:
        at = component
        while at and at != top:
            at = self._draft.value("components", at, "component") or 0
        return at == top

    def _claim(self, table: str, known: int, row: RowRead, field: str, text: str) -> int:
        first = self._claimed.setdefault((table, known), row.line)
        if first != row.line:
            what = f"{shown(text)} is what line {first} speaks of already"
            self._error(row, field, what, "keep one of the two rows")
        return known

    def _is_second(self, table: str, row: RowRead, within: int, code: str) -> bool:
        first = self._codes.setdefault((table, within, folded(code)), row.line)
        if first != row.line:
            what = f"line {first} has the same code {shown(code)}"
            self._error(row, "code", what, "keep one of the two rows")
        return first != row.line

    def _typed(self, table: str, texts: Mapping[str, str]) -> dict[str, object]:
        fields: dict[str, object] = {}
        for name, text in texts.items():
            spec = field_spec(table, name)
            if spec is not None and spec.kind != "reference":
                fields[name] = read_cell(spec, text, self._reader.style)
        return fields

    def _warn(self, row: RowRead, field: str, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of(field), what, todo)

    def _error(self, row: RowRead, field: str, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of(field), what, todo, "error")


def start_problem(table: str, texts: Mapping[str, str], style: Style) -> str:
    """What a map says that a new row cannot start with; empty where it can."""
    for name, text in texts.items():
        spec = field_spec(table, name)
        if spec is None or spec.kind == "reference":
            return f"start_with has no field {name!r}"
        try:
            read_cell(spec, text, style)
        except CellError as error:
            return f"start_with.{name}: {error}"
    return ""
