"""This file finds by title what rows speak of: all rows of one title at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from pmtui.exchange.matching.duplicate_titles import Likeness, pair_rows
from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.sheets.dates import shown
from pmtui.exchange.tables.row_reading.row_reader import RowReader
from pmtui.exchange.tables.row_reading.row_values import RowRead, TitleRequest
from pmtui.exchange.text_folding import folded

_NOTED: Final = 8
"""Rows of one title that are named one by one."""


class TitleMatcher:
    """Finds what rows are about by what they are called.

    Args:
        draft: what there is and what the import has made so far.
        reader: the map of the table.
        is_free: whether no other row has claimed a row of a table.
    """

    def __init__(
        self, draft: ImportBuilder, reader: RowReader, is_free: Callable[[str, int], bool]
    ) -> None:
        self._draft = draft
        self._reader = reader
        self._is_free = is_free
        self._taken: set[tuple[str, int]] = set()
        self.notes: list[str] = []
        """Which row is which where several have one title."""

    def found(self, table: str, wants: Sequence[TitleRequest]) -> dict[int, int]:
        """What rows without a known key or code are about, by their places: found by title.

        Rows of one title are told apart by what else they say; what was found so is noted. A row
        that the sheet has named before is found again under another title or in another place.
        """
        found: dict[int, int] = {}
        groups: dict[tuple[int, str], list[TitleRequest]] = {}
        for want in wants:
            groups.setdefault((want.within, folded(want.row.title)), []).append(want)
        for (within, title), group in groups.items():
            if not title:
                continue
            allowed = self._candidates(table, within, title, group)
            if len(group) == 1 and len(allowed) == 1:
                pairs = dict(zip((group[0].at,), allowed, strict=True))
            else:
                pairs = pair_rows(self._likeness(table), group, allowed) if allowed else {}
            self._note(table, group, pairs, allowed)
            found |= pairs
            self._taken.update((table, row_id) for row_id in pairs.values())
        return found

    def _likeness(self, table: str) -> Likeness:
        fields = [source.column.field for source in self._reader.sources if source.spec is not None]
        return Likeness(self._draft, table, list(dict.fromkeys(fields)))

    def _candidates(
        self, table: str, within: int, title: str, group: Sequence[TitleRequest]
    ) -> dict[int, frozenset[int]]:
        """What may be meant by rows of one title, each with the places of the rows it may be."""
        found: dict[int, set[int]] = {}
        known: dict[int, None] = {}
        for want in group:
            above = self._remembered(table, want, title)
            for row_id in (*self._by_name(table, want.row, within, want.parent), *above):
                if self._may_have(table, row_id) and (
                    want.anywhere or self._fits(table, row_id, title)
                ):
                    known[row_id] = None
                    found.setdefault(row_id, set()).add(want.at)
        ranked = sorted(known, key=lambda row_id: (self._rank(table, row_id), row_id))
        return {row_id: frozenset(found[row_id]) for row_id in ranked}

    def _remembered(self, table: str, want: TitleRequest, title: str) -> list[int]:
        """Rows of which the sheet said this title and place before, wherever they are now."""
        threeway = self._draft.threeway
        if threeway is None:
            return []
        memory = threeway.memory
        named = "name" if table in {"people", "components"} else "title"
        if table == "people":
            return memory.found(table, (named,), (title,))
        within = want.parent if table == "components" else want.within
        return [
            row_id
            for row_id in memory.found(table, ("component", named), (within, title))
            if not (want.row.fields.get("code") and memory.said(table, row_id).get("code"))
            and (
                want.anywhere
                or table != "tasks"
                or memory.said(table, row_id).get("parent", 0) == want.parent
            )
        ]

    def _by_name(self, table: str, row: RowRead, within: int, parent: int | None) -> Iterator[int]:
        draft = self._draft
        code = row.fields.get("code")
        title = folded(row.title)
        if table == "tasks":
            found = draft.found(table, "component parent title", (within, parent or 0, title))
        elif table == "people":
            found = draft.found(table, "title", (title,))
        else:
            above = within if parent is None else parent
            found = draft.found(table, "component title", (above, title))
        kind = self._reader.mapping.kind if table == "components" else ""
        return (
            row_id
            for row_id in found
            if (not kind or draft.value(table, row_id, "kind") == kind)
            and not (code and draft.value(table, row_id, "code"))
        )

    def _fits(self, table: str, one: int, title: str) -> bool:
        """Whether the sheet never called a row otherwise, which is called so here."""
        threeway = self._draft.threeway
        said = threeway.memory.of_this.get((table, one), {}) if threeway is not None else {}
        before = said.get("title", said.get("name"))
        return before is None or folded(str(before)) == title

    def _rank(self, table: str, entity_id: int) -> str:
        row = self._draft.workspace.get(table, entity_id)
        return str(getattr(row, "outline_rank", getattr(row, "rank", "")))

    def _note(
        self,
        table: str,
        group: Sequence[TitleRequest],
        pairs: Mapping[int, int],
        allowed: Mapping[int, frozenset[int]],
    ) -> None:
        """Say which row is which where several have one title."""
        if max(len(group), len(allowed)) < 2 or not allowed:
            return
        workspace = self._draft.workspace
        words = []
        for want in group[:_NOTED]:
            row = workspace.get(table, pairs.get(want.at, 0))
            words.append(f"line {want.row.line} is {(row.key or 'known') if row else 'new'}")
        more = f" and {len(group) - _NOTED} more" if len(group) > _NOTED else ""
        rows = "several rows are" if len(group) > 1 else f"{len(allowed)} here are"
        self.notes.append(
            f"{rows} called {shown(group[0].row.title)}: {', '.join(words)}{more}, "
            "as most of their cells agree"
        )

    def _may_have(self, table: str, one: int) -> bool:
        return (table, one) not in self._taken and self._is_free(table, one)
