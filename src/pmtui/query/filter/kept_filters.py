"""This file keeps what filters look through, and the last ones found: the next letter narrows."""

from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.filter.comparison import all_test
from pmtui.query.filter.row_tests import searched_fields, term_tests
from pmtui.query.filter.terms import Term, Text
from pmtui.query.values.entity_names import normal_key

_MOST_KEPT: Final = 12
"""Results kept of one place: as many letters as are typed and deleted again."""

Place = tuple[str, int, bool]
"""A table, the component whose rows are looked through, and whether archived ones are."""


class _FoundTexts(NamedTuple):
    """The rows that have every one of some texts."""

    texts: frozenset[str]
    keys: frozenset[str]
    """What of the texts is a key: the row of that key has it, too."""
    ids: Sequence[int]


class KeptFilters:
    """The texts of rows, folded; the rows of places; and what was found by texts alone.

    Nothing that hangs on a plan or a day is kept: that may still be worked out beside the screen.
    """

    def __init__(self, figures: Figures) -> None:
        self._workspace = figures.workspace
        self._folded: dict[str, dict[int, str]] = {}
        self._rows: dict[Place, Sequence[int]] = {}
        self._found: dict[Place, list[_FoundTexts]] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "KeptFilters":
        """The same after an edit: the texts of what was touched are read again, when asked for."""
        after = KeptFilters(figures)
        changed: dict[str, list[int]] = {}
        for table, row_id in touched:
            changed.setdefault(table, []).append(row_id)
        for table, texts in self._folded.items():
            after._folded[table] = after._carried(table, texts, changed.get(table, ()))
        if "components" not in changed:
            after._rows = {at: ids for at, ids in self._rows.items() if at[0] not in changed}
            after._found = {at: ids for at, ids in self._found.items() if at[0] not in changed}
        return after

    def _carried(self, table: str, texts: dict[int, str], changed: Sequence[int]) -> dict[int, str]:
        if not changed:
            return texts
        rows, read = self._workspace.rows(table), _reader(table)
        after = dict(texts)
        for row_id in changed:
            row = rows.get(row_id)
            if row is None:
                after.pop(row_id, None)
            else:
                after[row_id] = "\n".join(read(row)).casefold()
        return after

    def rows(self, place: Place, look: Callable[[], Iterable[int]]) -> Sequence[int]:
        """The rows of a place, looked for once."""
        if place not in self._rows:
            self._rows[place] = tuple(look())
        return self._rows[place]

    def with_texts(
        self, table: str, ids: Sequence[int], terms: Sequence[Text], place: Place | None
    ) -> Sequence[int]:
        """Those of the rows in which every text is found, in their order.

        Args:
            table: of the rows.
            ids: the rows; of a place all of them.
            terms: plain texts.
            place: where what is found is kept, and narrowed; None keeps nothing.
        """
        texts = frozenset(term.value.text.casefold() for term in terms)
        keys = frozenset(normal_key(term.value.text) for term in terms) - {""}
        kept = self._found.setdefault(place, []) if place is not None else []
        for before in kept:
            if (before.texts, before.keys) == (texts, keys):
                return before.ids
            if not keys and len(before.ids) < len(ids) and _is_narrower(texts, before.texts):
                ids = before.ids
        hits = self._search(table, ids, terms)
        if place is not None:
            kept[:] = [*kept[-_MOST_KEPT + 1 :], _FoundTexts(texts, keys, hits)]
        return hits

    def _search(self, table: str, ids: Sequence[int], terms: Sequence[Text]) -> Sequence[int]:
        rows, folded = self._workspace.rows(table), self._texts(table)
        for term in terms:
            wanted, key = term.value.text.casefold(), normal_key(term.value.text)
            if key and wanted not in key.casefold():  # else the text of that row has it as well
                ids = [
                    row_id for row_id in ids if wanted in folded[row_id] or rows[row_id].key == key
                ]
            else:
                ids = [row_id for row_id in ids if wanted in folded[row_id]]
        return ids

    def _texts(self, table: str) -> dict[int, str]:
        if table not in self._folded:
            rows, read = self._workspace.rows(table), _reader(table)
            joined = map("\n".join, map(read, rows.values()))
            self._folded[table] = dict(zip(rows, map(str.casefold, joined), strict=True))
        return self._folded[table]


def kept_filters(figures: Figures) -> KeptFilters:
    """What is kept of filters beside a sheet."""
    return figures.part("filters", KeptFilters)


def kept_rows(
    figures: Figures,
    table: str,
    ids: Sequence[int],
    where: Term,
    me: int = 0,
    *,
    place: Place | None = None,
) -> Sequence[int]:
    """Those of some rows that a filter keeps, in their order.

    Plain texts are looked for first, in all rows at once, and leave few to the other terms.

    Args:
        figures: of the workspace of the rows.
        table: of the rows.
        ids: the rows, each of which is there.
        where: the filter.
        me: the person at the keyboard; 0 where nobody carries the login.
        place: where the rows are all rows of; None for any others.

    Raises:
        QueryError: the table has no such field, or a value is not of its type.
    """
    rows = figures.workspace.rows(table)
    pairs = term_tests(figures, table, where, me)
    texts: list[Text] = []
    if 2 * len(ids) > len(rows):  # else fewer rows are read than would be folded
        texts = [term for term, _ in pairs if isinstance(term, Text) and not term.value.is_pattern]
    if texts:
        ids = kept_filters(figures).with_texts(table, ids, texts, place)
    others = tuple(test for term, test in pairs if term not in texts)
    if not others:
        return ids
    test = all_test(others)
    return [row_id for row_id in ids if test(rows[row_id])]


def _is_narrower(texts: Collection[str], before: Collection[str]) -> bool:
    """Whether what has all of some texts has those before as well."""
    return all(any(part in text for text in texts) for part in before)


def _reader(table: str) -> Callable[[object], tuple[str, ...]]:
    return attrgetter(*searched_fields(table))
