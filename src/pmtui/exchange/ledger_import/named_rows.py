"""This file finds what a row of the books names: component, party, order and task."""

from collections.abc import Callable, Mapping

from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.text_folding import folded

Tell = Callable[[RowRead, str, str, str, bool], None]
"""Told of a field of a row what is wrong, what to do, and whether that stops the import."""


class NamedRows:
    """Finds components, parties, orders and tasks by key, by number or code, and by name.

    Args:
        draft: what there is, and where a missing party is made.
        tell: told of what is not there.
        refers: the table of what each field names.
        into: the component of rows that name none; 0 where none was said.
    """

    def __init__(
        self, draft: ImportBuilder, tell: Tell, refers: Mapping[str, str], into: int
    ) -> None:
        self._draft = draft
        self._tell = tell
        self._refers = refers
        self._into = into
        self._parties: dict[str, int] = {}

    def component(self, row: RowRead) -> int:
        """The component a row names, else the one that was asked for; 0 where that is told."""
        text = row.references.get("component", "")
        if not text:
            if not self._into:
                todo = "import into one with --into P-1, or say which column names it"
                self._tell(row, "component", "the row names no component", todo, True)
            return self._into
        known = self._found("component", text, "code", "title")
        if len(known) == 1:
            return known[0]
        what = f"{len(known)} components are called" if known else "no component is called"
        self._tell(row, "component", f"{what} {text!r}", "write its key or code", True)
        return 0

    def party(self, row: RowRead) -> int:
        """Who was paid, made where there is none; 0 for nobody."""
        text = row.references.get("party", "").strip()
        if not text:
            return 0
        if folded(text) not in self._parties:
            known = self._found("party", text, "code", "title")
            code = {"code": text} if any(map(str.isdigit, text)) and " " not in text else {}
            self._parties[folded(text)] = (
                known[0]
                if known
                else self._draft.make(self._refers["party"], {"name": text, **code}, row.line)
            )
        return self._parties[folded(text)]

    def others(self, row: RowRead) -> dict[str, int]:
        """The order by key or number, the task by key; what is not there is told and left out."""
        found: dict[str, int] = {}
        for field, names in (("order", ("document",)), ("task", ())):
            text = row.references.get(field, "").strip()
            known = self._found(field, text, *names) if text else []
            if known:
                found[field] = known[0]
            elif text:
                self._tell(row, field, f"there is no {field} {text!r}", "it is left out", False)
        return found

    def _found(self, field: str, text: str, *names: str) -> list[int]:
        """The rows of that key, else of that text in the first of some fields that has any."""
        table = self._refers[field]
        named = self._draft.workspace.by_key(text.strip())
        if named is not None and named[0] == table:
            return [named[1].id]
        hits = (self._draft.found(table, name, (folded(text),)) for name in names)
        return next(filter(None, hits), [])
