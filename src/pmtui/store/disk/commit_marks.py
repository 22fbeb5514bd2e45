"""This file keeps the marks of commits by which clones of a store find where they parted."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from pmtui.model.changes.ops import Commit, Mark
from pmtui.model.storing.care import DamagedStoreError
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.log.commit_record import Record
from pmtui.store.snapshots.writing import Meta

KEPT: Final = 32
"""Newest marks that a snapshot names one by one; of older ones it names some."""
_STEPS: Final = ((16, 512), (256, 8_192))
_LENGTH: Final = 16


def mark(revision: int, sha: str) -> Mark:
    """What a snapshot says of a commit, so that another clone finds the last one both have."""
    return revision, sha[:_LENGTH]


def thinned(marks: Iterable[Mark], kept: int = KEPT) -> tuple[Mark, ...]:
    """The newest marks, some of the older ones, and the oldest of all; in order."""
    newest_first = sorted(set(marks), reverse=True)
    found, older = newest_first[:kept], newest_first[kept:]
    for step, reach in _STEPS:
        steps: dict[int, Mark] = {}
        for pair in older:
            if newest_first[0][0] - pair[0] <= reach:
                steps.setdefault(pair[0] // step, pair)
        found += steps.values()
    return tuple(sorted({*found, *newest_first[-1:]}))


def marks_of(meta: Meta) -> set[Mark]:
    """Every commit that a snapshot says it has in it."""
    return {*meta.trail, mark(meta.rev, meta.head)}


def is_anothers(log: DiskLog, meta: Meta) -> bool:
    """Whether a snapshot follows commits that are not in this log.

    Raises:
        DamagedStoreError: the log cannot be read there.
    """
    # Mostly the commit is there: then nobody needs to look through a log of 100,000 others.
    record = log.read(meta.rev) if log.has(meta.rev) else None
    if record is not None:
        return record.sha != meta.head
    first = log.first()
    if not first:
        return False
    record = log.read(meta.rev) if meta.rev else None
    if record is not None:
        return record.sha != meta.head
    following = log.read(meta.rev + 1) if log.has(meta.rev + 1) else None
    if following is not None:
        return following.commit.parent_sha != meta.head
    last = log.last_commit()
    return bool(last) and not first <= meta.rev <= last


class CommitMarks:
    """The marks of the commits that an open store has in it.

    Args:
        log: the store's log.
        meta: what the snapshot that was opened says.
        history: gives commits, newest first.
    """

    def __init__(self, log: DiskLog, meta: Meta, history: Callable[[], Iterator[Commit]]) -> None:
        self._log = log
        self._history = history
        self._marks = thinned(marks_of(meta))
        # An older pmtui writes none into a snapshot: they are read from the log when needed.
        self._is_whole = bool(meta.trail) or not meta.rev
        self.accepts_all = False
        """Whether another clone's file is taken for this store's own, while it is merged."""

    def follow(self, records: Iterable[Record]) -> None:
        """Add commits, and those of clones that they have merged."""
        fresh: list[Mark] = []
        for record in records:
            fresh.append(mark(record.commit.rev, record.sha))
            fresh += record.commit.merged.marks if record.commit.merged is not None else ()
        self._marks = (*self._marks, *fresh)
        if len(self._marks) > 4 * KEPT:
            self._marks = thinned(self._marks)

    def marks(self) -> tuple[Mark, ...]:
        """The marks that a snapshot written now names."""
        if not self._is_whole:
            self._is_whole = True
            newest = islice(self._history(), KEPT)
            self.follow(
                found for commit in newest if (found := self._log.read(commit.rev)) is not None
            )
        return self._marks

    def has(self, meta: Meta) -> bool:
        """Whether a snapshot follows this log, or commits of a clone that it has merged."""
        try:
            is_ours = self.accepts_all or not is_anothers(self._log, meta)
        except DamagedStoreError:
            return True  # Who reads on finds out what is wrong.
        return is_ours or mark(meta.rev, meta.head) in self._marks
