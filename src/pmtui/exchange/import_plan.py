"""This file defines what an import tells, and compares a sheet by field with what stands here.

Findings stand by line and column, counts by kind; a field that was changed in the file and here is
a clash.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

import msgspec

from pmtui.exchange.date_changes import FileDates
from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.import_memory import ImportMemory, Place, Rows, Said
from pmtui.model.changes.ops import Ops, plain
from pmtui.model.entities.entity import Entity, as_words, title_of
from pmtui.model.entities.table import plural_of
from pmtui.model.workspace.schema import field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.formatting import value_text

Take = Literal["", "mine", "theirs"]
"""Which side stands where a field was changed in the file and here; empty asks."""
_WITH: Final = {
    "elapsed": "duration",
    "duration_in": "duration",
    "lag_unit": "lag",
    "lag_in": "lag",
    "start_time": "start",
    "finish_time": "finish",
    "actual_start_time": "actual_start",
    "actual_finish_time": "actual_finish",
    "constraint_date": "constraint",
    "constraint_time": "constraint",
    "resume_time": "resume",
}
"""Fields that mean nothing without another one, and that one."""


class FieldClash(msgspec.Struct, frozen=True):
    """A field that the sheet has changed since it was last imported, and somebody here as well."""

    table: str
    id: int
    key: str
    title: str
    field: str
    line: int
    before: object
    """What the sheet said when it was last imported; all three as plain JSON."""
    sheet: object
    here: object

    def text(self, workspace: Workspace, today: date) -> str:
        """The field and its three values in words."""
        before, sheet, here = (
            _words(workspace, self, value, today) for value in (self.before, self.sheet, self.here)
        )
        name = f"{self.key} {self.title}".strip()
        label = self.field.replace("_", " ")
        return f"{name}, {label}: {before} before, {sheet} in the file, {here} here"


class _Here(NamedTuple):
    """A row, and the line of the sheet that speaks of it."""

    table: str
    row: Entity
    line: int


class ThreeWay:
    """Says which fields of a sheet are news, and keeps what it says now.

    Args:
        memory: what was said before.
        take: which side stands where both changed a field.
        is_stale: whether newer answers are known, so that none of its changes is taken unasked.
    """

    def __init__(self, memory: ImportMemory, take: Take = "", *, is_stale: bool = False) -> None:
        self.memory = memory
        self.take = take
        self._is_stale = is_stale
        self.heard: Rows = {}
        """What the sheet says now."""
        self.forgotten: dict[Place, None] = {}
        self.clashes: list[FieldClash] = []
        self.kept: list[str] = []
        """Fields that were edited here since, and that the sheet says as it did before."""

    def hear(self, table: str, entity_id: int, fields: Said) -> None:
        """Keep what the sheet says of a row."""
        row = self.heard.setdefault((table, entity_id), {})
        row.update({name: _plain(value) for name, value in fields.items() if name not in _UNHEARD})

    def forget(self, table: str, entity_id: int) -> None:
        """Forget a row that the sheet no longer names."""
        self.forgotten[table, entity_id] = None
        self.heard.pop((table, entity_id), None)

    def taken(self, table: str, row: Entity, fields: Said, line: int) -> dict[str, object]:
        """The fields that are to be changed: those the sheet has changed and nobody here.

        A field of which nothing was said before is taken as the sheet has it.
        """
        before = self.memory.said(table, row.id)
        found: dict[str, object] = {}
        sheet = {name: _plain(value) for name, value in fields.items()}
        for names in _groups(tuple(fields)):
            if all(name in before and before[name] == sheet[name] for name in names) and all(
                _plain(getattr(row, name)) == sheet[name] for name in names
            ):
                continue
            if not all(name in before for name in names):
                found |= {name: fields[name] for name in names}
                continue
            found |= self._of_group(_Here(table, row, line), names, fields, before)
        self.hear(table, row.id, sheet)
        return found

    def _of_group(
        self, at: _Here, names: tuple[str, ...], fields: Said, before: Said
    ) -> Mapping[str, object]:
        table, row, line = at.table, at.row, at.line
        said = [before[name] for name in names]
        sheet = [_plain(fields[name]) for name in names]
        here = [_plain(getattr(row, name)) for name in names]
        if sheet in (said, here):
            if sheet != here:
                self.kept.append(f"{row.key or title_of(row)} {names[0].replace('_', ' ')}".strip())
            return {}
        spec = field_spec(table, names[0])
        if spec is not None and spec.is_set:
            return {names[0]: _merged(as_words(said[0]), as_words(sheet[0]), as_words(here[0]))}
        if self.take == "theirs" or (here == said and not self._is_stale):
            return {name: fields[name] for name in names}
        if not self.take:
            at_odds = (n for n, (a, b) in enumerate(zip(sheet, here, strict=True)) if a != b)
            place = next(at_odds, 0)
            name, values = names[place], (said[place], sheet[place], here[place])
            self.clashes.append(
                FieldClash(table, row.id, row.key, title_of(row), name, line, *values)
            )
        return {}


class Count(msgspec.Struct, frozen=True):
    """How many entities of one kind an import makes, changes, and finds as they are."""

    word: str
    """The kind, singular."""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0


class ImportPlan(msgspec.Struct, frozen=True):
    """What an import would do, before anything is done."""

    ops: Ops
    """Empty when there is an error: nothing is ever imported by half."""
    counts: tuple[Count, ...] = ()
    findings: tuple[ImportFinding, ...] = ()
    notes: tuple[str, ...] = ()
    """How the table was read and what was left out."""
    dates: FileDates = FileDates()
    """How the tasks come out, compared with the dates in the file of another program."""

    memory: Ops = ()
    """What keeps what the table says now, to be committed with `ops`."""
    clashes: tuple[FieldClash, ...] = ()
    """Fields that were changed in the file and here; with one there are no ops."""

    @property
    def all_ops(self) -> Ops:
        """Everything that the import commits."""
        return (*self.ops, *self.memory)

    @property
    def errors(self) -> tuple[ImportFinding, ...]:
        """The findings that stop the import."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def preview(self) -> str:
        """The counts in a line: `4 projects, 62 tasks, 6 people to create; 3 tasks to update`."""
        parts = (
            _listed(self.counts, "created", "to create"),
            _listed(self.counts, "updated", "to update"),
            _listed(self.counts, "removed", "to remove"),
            _listed(self.counts, "unchanged", "as they are"),
        )
        return "; ".join(part for part in parts if part) or "nothing to import"

    @property
    def done(self) -> str:
        """What was made and changed, in a line: `4 projects, 62 tasks created; 3 tasks updated`."""
        parts = (
            _listed(self.counts, "created", "created"),
            _listed(self.counts, "updated", "updated"),
            _listed(self.counts, "removed", "removed"),
        )
        return "; ".join(part for part in parts if part) or "nothing imported"


def several(count: int, word: str) -> str:
    """A count and its noun: `1 task`, `3 people`, `2 entries`."""
    noun = word.replace("_", " ")
    return f"1 {noun}" if count == 1 else f"{count} {plural_of(noun)}"


def grouped(findings: Iterable[ImportFinding], longest: int) -> tuple[str, ...]:
    """Findings as lines to print, errors first; beyond `longest` they are counted."""
    ranked = sorted(findings, key=lambda finding: (finding.severity != "error", finding.line))
    lines = [f"{finding.severity}: {finding.text}" for finding in ranked[:longest]]
    more = len(ranked) - longest
    return (*lines, f"and {more} more") if more > 0 else tuple(lines)


def _listed(counts: Sequence[Count], which: str, words: str) -> str:
    parts = [
        several(getattr(count, which), count.word) for count in counts if getattr(count, which)
    ]
    return f"{', '.join(parts)} {words}" if parts else ""


_PLAIN: Final = frozenset({str, int, bool})
_UNHEARD: Final = frozenset({"id", "key", "rank", "board_rank", "outline_rank"})


@lru_cache(256)
def _groups(fields: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Fields that are compared together: each with those that mean nothing without it."""
    return tuple(
        (name, *(text for text, driver in _WITH.items() if driver == name and text in fields))
        for name in fields
        if _WITH.get(name) not in fields
    )


def _plain(value: object) -> object:
    """A value as plain JSON; most are already."""
    return value if value is None or type(value) in _PLAIN else plain(value)


def _merged(before: Sequence[str], sheet: Sequence[str], here: Sequence[str]) -> tuple[str, ...]:
    """Members as they stand here, with what the sheet has put in and taken out."""
    kept = [name for name in here if name in sheet or name not in before]
    return (*kept, *(name for name in sheet if name not in before and name not in kept))


def _words(workspace: Workspace, clash: FieldClash, value: object, today: date) -> str:
    spec = field_spec(clash.table, clash.field)
    if spec is None:
        return str(value) or "nothing"
    try:
        typed = msgspec.convert(value, spec.type)
    except msgspec.ValidationError:
        return str(value)
    row = workspace.get(clash.table, clash.id)
    text = value_text(workspace, spec, typed, today, row)
    return f"{text[:40]}…" if len(text) > 40 else text
