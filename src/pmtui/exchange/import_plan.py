"""This file defines what an import tells: findings by line and column, and counts by kind."""

from collections.abc import Iterable, Sequence

import msgspec

from pmtui.exchange.date_changes import FileDates
from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.three_way_merge import FieldClash
from pmtui.model.changes.ops import Ops


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
    word = word.replace("_", " ")
    if count == 1:
        return f"1 {word}"
    if word == "person":
        return f"{count} people"
    plural = f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"
    return f"{count} {plural}"


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
