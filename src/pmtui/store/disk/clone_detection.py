"""This file marks the commits of each clone of a store, and finds where two have parted."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from pmtui.model.changes.difference import diff
from pmtui.model.changes.ops import Commit, Mark, apply, edit, invert, touched
from pmtui.model.merging.clones import after_commits
from pmtui.model.storing.care import DamagedStoreError
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.files.access import read_regular
from pmtui.store.files.layout import StoreLocation
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.log.commit_record import Record
from pmtui.store.snapshots.backups import backup_bytes, backups
from pmtui.store.snapshots.loading import Loaded, loaded
from pmtui.store.snapshots.snapshot_file import side_names
from pmtui.store.snapshots.snapshot_format import Meta

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


def own_state(place: StoreLocation, log: DiskLog, store_id: str, largest: int) -> Loaded | None:
    """The newest sound state that this log goes on from: a backup, or a snapshot beside it.

    None where there is none, or a commit between it and the log's end is missing.
    """
    found: Loaded | None = None
    for state in _states(place, store_id, largest):
        newer = found is None or state.meta.rev > found.meta.rev
        if newer and not is_anothers(log, state.meta):
            found = state
    newest = log.last()
    if found is None or (newest > found.meta.rev and log.read(found.meta.rev + 1) is None):
        return None
    return found


def _states(place: StoreLocation, store_id: str, largest: int) -> Iterator[Loaded]:
    for name in side_names(place):
        try:
            data, status = read_regular(name, place.root, largest + 1)
            if status.st_size <= largest and (state := _sound(data, name, store_id)) is not None:
                yield state
        except OSError:
            continue
    for backup in backups(place):
        try:
            state = _sound(backup_bytes(place, backup, largest), backup.name, store_id)
        except DamagedStoreError:
            continue
        if state is not None:
            yield state


def _sound(data: bytes, name: str, store_id: str) -> Loaded | None:
    try:
        state = loaded(data, name)
    except DamagedStoreError:
        return None
    return state if state.as_written and state.meta.store_id == store_id else None


def beside(log: DiskLog, own: Loaded, theirs: Loaded) -> bool:
    """Whether this log already holds what another clone's file says."""
    marks, workspace = marks_of(own.meta), own.workspace
    for record in log.read_from(own.meta.rev + 1):
        marks.add(mark(record.commit.rev, record.sha))
        marks.update(record.commit.merged.marks if record.commit.merged else ())
        workspace = after_commits(workspace, (record.commit,))
    return mark(theirs.meta.rev, theirs.meta.head) in marks or not diff(workspace, theirs.workspace)


def shared_revision(log: DiskLog, meta: Meta, newest: int) -> int | None:
    """The newest revision of this log that another clone's file follows, too; None for none."""
    for revision, name in sorted(marks_of(meta), reverse=True):
        sha = _name_of(log, revision) if 0 < revision <= newest else ""
        if sha and sha.startswith(name):
            return revision
    return None


def _name_of(log: DiskLog, revision: int) -> str:
    """The name of a commit's record, which its successor knows where it is not here any more."""
    record = log.read(revision)
    if record is not None:
        return record.sha
    following = log.read(revision + 1)
    return following.commit.parent_sha if following is not None else ""


def nearest(
    now: Workspace, history: Iterable[Commit], theirs: Workspace, most: int
) -> tuple[int, bool]:
    """The revision whose state is most like another clone's, of several the oldest.

    An older pmtui writes no marks into a snapshot; then this is what both are compared with. Where
    it is the oldest revision that the history reaches, the two may have parted before it: the
    second value says whether that is so.
    """
    apart: dict[tuple[str, int], int] = {}
    for op in diff(now, theirs):
        apart[op.table, op.id] = apart.get((op.table, op.id), 0) + 1
    total = sum(apart.values())
    best, least = now.revision, total
    for count, commit in enumerate(history):
        if count >= most:
            break
        now = apply(now, invert(commit.ops), commit.rev - 1)
        for place in touched(commit.ops):
            total -= apart.get(place, 0)
            apart[place] = _differences(now, theirs, place)
            total += apart[place]
        if total <= least:
            best, least = now.revision, total
    return best, best == now.revision and best > 0


def _differences(one: Workspace, other: Workspace, place: tuple[str, int]) -> int:
    row, wanted = one.get(*place), other.get(*place)
    if row is None or wanted is None:
        return int(row is not wanted)
    fields = {name: getattr(wanted, name) for name in row.__struct_fields__}
    return len(edit(place[0], row, **fields))
