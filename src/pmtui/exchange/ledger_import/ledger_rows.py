"""This file plans ledger entries from the books: told apart by party, document and line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pmtui.exchange.finding import Severity
from pmtui.exchange.ledger_import.named_rows import NamedRows
from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.matching.row_matching import RowMatcher
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.text_folding import folded
from pmtui.model.costing.ledger import LEDGER, LedgerEntry
from pmtui.model.entities.entity import Money, money_of
from pmtui.model.workspace.closed_periods import posting_day
from pmtui.model.workspace.schema import references

_Place = tuple[int, str, str]
"""What tells an entry from every other: its party, the document and the line, folded."""


class LedgerPlanner:
    """Plans the entries of a table that another program wrote.

    An entry that is there is found by its party, document and line, whatever else was changed; so
    the same files in any order, once or often, give the same ledger.

    Args:
        draft: where the plan is kept.
        reader: where findings are told.
        claims: what there is, and what of it was deleted here.
        into: the component of rows that name none; 0 where none was said.
    """

    def __init__(
        self, draft: ImportBuilder, reader: RowReader, claims: RowMatcher, into: int
    ) -> None:
        self._draft = draft
        self._reader = reader
        self._claims = claims
        refers = {spec.name: spec.refers for spec in references(LEDGER.name)}
        self._names = NamedRows(draft, self._tell, refers, into)
        self._lines: dict[_Place, int] = {}
        self._moved: dict[date, int] = {}
        self._known = {
            (entry.party, folded(entry.document), folded(entry.line)): entry
            for entry in sorted(
                draft.workspace.rows_of(LedgerEntry).values(),
                key=lambda entry: (not entry.archived, -entry.id),
            )
            if entry.document
        }

    @property
    def notes(self) -> tuple[str, ...]:
        """How many entries post to a later period than their own, as that one is closed."""
        return tuple(
            f"{count} of closed periods post to {day}, with their own day kept"
            for day, count in sorted(self._moved.items())
        )

    def plan(self, rows: Sequence[RowRead]) -> None:
        """Plan every row; one that lacks what it needs, or is said twice, is an error."""
        gone: list[RowRead] = []
        for row in rows:
            component = self._names.component(row)
            fields = self._fields(row)
            if not component or fields is None:
                continue
            party = self._names.party(row)
            place = (party, folded(str(fields["document"])), folded(str(fields["line"])))
            first = self._lines.setdefault(place, row.line)
            if first != row.line:
                what = f"line {first} has the same party, document and line"
                self._error(row, "line", what, "number the lines, or keep one of the two rows")
                continue
            fields |= {"party": party, **self._names.others(row)}
            entry = self._known.get(place)
            if entry is not None:
                self._change(row, entry, {**fields, "component": component})
            elif self._was_deleted(place):
                gone.append(row)
            else:
                self._make(row, {**fields, "component": component})
        self._claims.tell_gone(gone)

    def _fields(self, row: RowRead) -> dict[str, object] | None:
        """What a row says of its entry; None where it lacks what every entry needs."""
        fields: dict[str, object] = {"line": "", **row.fields, "title": row.title}
        fields.pop("key", None)
        lacks = [name for name in ("document", "amount") if not fields.get(name)]
        if not (fields.get("posted") or fields.get("dated")):
            lacks.append("posted")
        for name in lacks:
            what, todo = _LACKING[name]
            self._error(row, name, what, todo)
        if lacks:
            return None
        fields["posted"] = fields.get("posted") or fields["dated"]
        code = row.words.get("currency", "").strip().upper()
        amount = fields["amount"]
        if code and isinstance(amount, Money):
            try:
                fields["amount"] = money_of(amount.decimal, code)
            except ValueError as error:
                self._error(row, "currency", str(error), "write a code such as EUR")
                return None
        return fields

    def _make(self, row: RowRead, fields: Mapping[str, object]) -> None:
        """A new entry; in a closed period it posts to the first day after with its own day kept."""
        stated = fields["posted"]
        day = posting_day(self._draft.workspace, stated) if isinstance(stated, date) else stated
        if isinstance(day, date) and day != stated:
            self._moved[day] = self._moved.get(day, 0) + 1
            fields = {**fields, "posted": day, "dated": fields.get("dated") or stated}
        start = self._claims.start(LEDGER.name)
        self._draft.make(LEDGER.name, {**start, **fields}, row.line)

    def _change(self, row: RowRead, entry: LedgerEntry, fields: dict[str, object]) -> None:
        own = fields.get("dated") or fields["posted"]
        if entry.dated is not None and entry.dated == own and entry.posted > entry.dated:
            # It was posted later, as its own period was closed then: there it stays.
            fields |= {"posted": entry.posted, "dated": entry.dated}
        self._draft.change(LEDGER.name, entry.id, fields, row.line)

    def _was_deleted(self, place: _Place) -> bool:
        threeway = self._draft.threeway
        if threeway is None:
            return False
        imported = threeway.memory.found(LEDGER.name, ("party", "document", "line"), place)
        return any(self._draft.workspace.get(LEDGER.name, row_id) is None for row_id in imported)

    def _tell(self, row: RowRead, field: str, what: str, todo: str, is_error: bool) -> None:  # noqa: FBT001
        severity: Severity = "error" if is_error else "warning"
        self._reader.tell(row.line, self._reader.header_of(field), what, todo, severity)

    def _error(self, row: RowRead, field: str, what: str, todo: str) -> None:
        self._reader.tell(row.line, self._reader.header_of(field), what, todo, "error")


_LACKING: Final = {
    "document": (
        "the entry has no document number, so it cannot be told from others",
        "fill in the number of the invoice, credit note or journal entry",
    ),
    "amount": ("the entry has no amount", "fill it in"),
    "posted": ("the entry has neither a posting day nor a document day", "fill in one of them"),
}
"""What an entry cannot do without, and what to do."""
