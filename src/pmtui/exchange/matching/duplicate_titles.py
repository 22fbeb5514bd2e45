"""This file tells rows of one title apart: by what else they say, all of them together."""

from collections.abc import Mapping, Sequence
from typing import Final

from pmtui.exchange.matching.assignment_problem import NEVER, best_pairs
from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.tables.row_reading.row_values import RowRead, TitleRequest
from pmtui.exchange.text_folding import folded
from pmtui.model.changes.ops import plain
from pmtui.model.entities.entity import as_number, title_of
from pmtui.model.entities.tasks import Assignment

_MOST: Final = 60
"""Rows of one title that are weighed against each other; more are taken in their order first."""
_NAMES: Final = frozenset({"title", "name", "text", "key", "id"})
_APART: Final = 2
_UNSAID: Final = 1


class Likeness:
    """How far a row is from what may be meant by it.

    Args:
        draft: what there is.
        table: the table of both.
        fields: the fields that the sheet has columns for.
    """

    def __init__(self, draft: ImportBuilder, table: str, fields: Sequence[str]) -> None:
        self._draft = draft
        self._table = table
        self._fields = [name for name in fields if name not in _NAMES]

    def apart(self, want: TitleRequest, entity_id: int) -> int:
        """How many of a row's fields differ, twice each; once where only one side says anything."""
        said = self._said(entity_id)
        cost = 0 if self._is_of_this(entity_id) else _UNSAID
        for name in self._fields:
            if name in want.row.fields:
                cost += _differ(plain(want.row.fields[name]), said.get(name))
            elif said.get(name):
                cost += _UNSAID
        for name, text in want.row.references.items():
            cost += self._of_reference(name, text, said)
        for name, text in want.row.words.items():
            cost += self._of_word(name, text, entity_id, said)
        if want.parent is not None and said.get("parent", said.get("component")) != want.parent:
            cost += _APART
        return cost

    def _is_of_this(self, entity_id: int) -> bool:
        threeway = self._draft.threeway
        return threeway is not None and (self._table, entity_id) in threeway.memory.of_this

    def marks(self, row: RowRead) -> object:
        """What a row says in its fields, to be compared with `marks_of`."""
        return tuple(_mark(row.fields.get(name)) for name in self._fields)

    def marks_of(self, entity_id: int) -> object:
        """What was said of a candidate in the same fields."""
        said = self._said(entity_id)
        return tuple(_mark(said.get(name)) for name in self._fields)

    def _said(self, entity_id: int) -> Mapping[str, object]:
        """What the sheet said of a row before; what stands here where it said nothing."""
        row = self._draft.workspace.get(self._table, entity_id)
        here = plain(row) if row is not None else {}
        threeway = self._draft.threeway
        before = threeway.memory.said(self._table, entity_id) if threeway is not None else {}
        return {**here, **before}

    def _of_reference(self, name: str, text: str, said: Mapping[str, object]) -> int:
        person = self._draft.workspace.people.get(as_number(said.get(name)))
        called = person.name if person is not None else ""
        return 0 if folded(called) == folded(text) else _APART

    def _of_word(self, name: str, text: str, entity_id: int, said: Mapping[str, object]) -> int:
        workspace = self._draft.workspace
        if name == "status":
            column = workspace.columns.get(as_number(said.get("column")))
            return 0 if column is not None and folded(column.name) == folded(text) else _APART
        if name != "assignees":
            return 0
        rows = (
            one
            for assignment_id in workspace.ids_by("assignments", "task", entity_id)
            if isinstance(one := workspace.get("assignments", assignment_id), Assignment)
        )
        names = {
            folded(title_of(person))
            for row in rows
            if (person := workspace.people.get(row.person)) is not None
        }
        wanted = {folded(word.partition("[")[0]) for word in text.replace(",", ";").split(";")}
        return 0 if names == wanted else _APART


def pair_rows(
    likeness: Likeness, wants: Sequence[TitleRequest], allowed: Mapping[int, frozenset[int]]
) -> dict[int, int]:
    """The candidate of each row, by its place: the pairs that fit best in all.

    Args:
        likeness: weighs a pair.
        wants: rows of one title, in their order.
        allowed: the candidates, in their order, with the places of the rows that may have them.
    """
    found: dict[int, int] = {}
    free = list(allowed)
    if max(len(wants), len(free)) > _MOST:
        found = _same_first(likeness, wants, allowed)
        taken = set(found.values())
        free = [row_id for row_id in free if row_id not in taken][:_MOST]
        wants = [request for request in wants if request.at not in found][:_MOST]
    scale = (len(wants) + len(free) + 1) ** 3
    costs = [
        [
            likeness.apart(want, row_id) * scale + (at - place) ** 2
            if want.at in allowed[row_id]
            else NEVER
            for place, row_id in enumerate(free)
        ]
        for at, want in enumerate(wants)
    ]
    for want, column in zip(wants, best_pairs(costs), strict=True):
        if column >= 0:
            found[want.at] = free[column]
    return found


def _same_first(
    likeness: Likeness, wants: Sequence[TitleRequest], allowed: Mapping[int, frozenset[int]]
) -> dict[int, int]:
    """Pairs whose fields are the same, in order, and of the rest as many as are too many."""
    found: dict[int, int] = {}
    alike: dict[object, list[int]] = {}
    for candidate in reversed(tuple(allowed)):
        alike.setdefault(likeness.marks_of(candidate), []).append(candidate)
    for want in wants:
        same = alike.get(likeness.marks(want.row), [])
        if same and want.at in allowed[same[-1]]:
            found[want.at] = same.pop()
    taken = set(found.values())
    free = [candidate for candidate in allowed if candidate not in taken]
    rest = [want for want in wants if want.at not in found]
    for want, candidate in zip(rest[: max(0, len(rest) - _MOST)], free, strict=False):
        if want.at in allowed[candidate]:
            found[want.at] = candidate
    return found


def _differ(sheet: object, said: object) -> int:
    if sheet == said:
        return 0
    return _APART if said else _UNSAID


def _mark(value: object) -> object:
    return repr(plain(value)) if value else ""
