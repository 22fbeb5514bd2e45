"""This file examines a whole store: its file, every commit, the chain, and what it holds."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from pmtui.model.rules.checks import check_all
from pmtui.model.storing.care import DamagedStoreError, StoreError, StoreFinding
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.opening import store_bytes
from pmtui.store.files.access import names_in, read_put
from pmtui.store.files.layout import INNER, LOCK, StoreLocation, commit_name, is_commit_name
from pmtui.store.files.permission_drift import deviations
from pmtui.store.log.archives import Archives
from pmtui.store.log.commit_log import DiskLog
from pmtui.store.log.commit_record import Record, decoded, largest_store
from pmtui.store.log.split_commits import unfinished, unfinished_words
from pmtui.store.snapshots.backups import backup_bytes, backups
from pmtui.store.snapshots.loading import is_as_written, loaded, meta_of
from pmtui.store.snapshots.open_elsewhere import WROTE_TO_OLD, written_since

_FEW: Final = 3


def check_store(path: Path, largest: int = 0) -> tuple[StoreFinding, ...]:
    """Everything wrong with a store; nothing is written.

    Args:
        path: its file.
        largest: bytes the file may have; 0 for as many as this person reads.

    Raises:
        StoreError: there is no store to examine.
    """
    largest = largest or largest_store()
    place = StoreLocation(path)
    try:
        found = [*_of_file(place, largest), *_of_log(place), *_of_backups(place, largest)]
    finally:
        place.close()
    return (*found, *_of_content(path, largest))


def _of_file(place: StoreLocation, largest: int) -> Iterator[StoreFinding]:
    data, _ = store_bytes(place, largest)
    try:
        meta = meta_of(data, place.name)
        if is_as_written(data, meta):
            loaded(data, place.name)
        else:
            yield StoreFinding(
                "bad", place.name, "was changed outside pmtui (its checksum differs)"
            )
    except StoreError as error:
        yield StoreFinding("bad", place.name, str(error))
    for name in written_since(place):
        yield StoreFinding("odd", f"{place.folder}/{name}", WROTE_TO_OLD)
    found = deviations(place)
    for deviation in found[:_FEW]:
        yield StoreFinding(
            "odd", deviation.name, f"{deviation.text}; `pmtui doctor --fix` mends it"
        )
    if len(found) > _FEW:
        yield StoreFinding(
            "odd", place.folder, f"{len(found) - _FEW} more modes or groups are wrong"
        )


def _of_log(place: StoreLocation) -> Iterator[StoreFinding]:
    if not place.is_attached:
        yield StoreFinding("odd", place.folder, "is not there: the file is all there is")
        return
    log = DiskLog(place)
    revisions = list(log.revisions())
    for revision in _strays(log, revisions):
        revisions.remove(revision)
        yield StoreFinding("odd", f"log/{commit_name(revision)}", "is no commit and is not read")
    for name in names_in(place.log):
        if not is_commit_name(name) and name not in {*INNER, LOCK}:
            yield StoreFinding("odd", f"log/{name}", "is no commit and is not read")
    before: Record | None = None
    for revision in revisions:
        name = commit_name(revision)
        if before is not None and revision != before.commit.rev + 1:
            # Members take out only files of their own, so that archived ones stay here and there.
            between = range(before.commit.rev + 1, revision)
            archived = [log.read(row_id) for row_id in between]
            if None in archived:
                yield StoreFinding("bad", name, f"follows {commit_name(before.commit.rev)}: a gap")
            else:
                before = archived[-1]
        try:
            data, status = read_put(name, place.log)
            record = decoded(data, name)
        except (OSError, DamagedStoreError) as error:
            yield StoreFinding("bad", name, str(error))
            before = None
            continue
        yield from _of_commit(name, record, before, status.st_uid)
        before = record


def _strays(log: DiskLog, revisions: Sequence[int]) -> tuple[int, ...]:
    """What follows a gap at the end of the log, has the names of commits, and holds none."""
    end = len(revisions)
    for at in range(len(revisions) - 1, -1, -1):
        if not log.is_stray(revisions[at]):
            break
        if not at or revisions[at - 1] != revisions[at] - 1:
            end = at
    return tuple(revisions[end:])


def _of_commit(
    name: str, record: Record, before: Record | None, owner: int
) -> Iterator[StoreFinding]:
    commit = record.commit
    if commit.rev != int(name):
        yield StoreFinding("bad", name, f"says it is revision {commit.rev}")
    if before is not None and commit.parent_sha != before.sha:
        yield StoreFinding("bad", name, "does not follow the commit before it (its parent differs)")
    if before is not None and commit.ts < before.commit.ts:
        held = before.commit
        text = f"is dated {commit.ts[:10]}, before the commit before it ({held.ts[:10]}): "
        yield StoreFinding(
            "odd", name, f"{text}the clock of {held.host or 'its machine'} was ahead"
        )
    if owner != commit.uid:
        text = f"says user {commit.uid} made it, but its file belongs to user {owner}"
        yield StoreFinding("odd", name, text)


def _of_backups(place: StoreLocation, largest: int) -> Iterator[StoreFinding]:
    if not place.is_attached:
        return
    for backup in backups(place):
        try:
            backup_bytes(place, backup, largest)
        except DamagedStoreError as error:
            yield StoreFinding("bad", backup.name, str(error))
    archives = Archives(place)
    for span, name in archives.spans():
        try:
            for revision in span:
                archives.read(revision)
        except DamagedStoreError as error:
            yield StoreFinding("bad", name, str(error))


def _of_content(path: Path, largest: int) -> Iterator[StoreFinding]:
    try:
        store = open_store(path, largest)
    except StoreError as error:
        yield StoreFinding("bad", path.name, str(error))
        return
    try:
        if store.barred:
            yield StoreFinding("odd", path.name, f"read-only: {store.barred}")
        for problem in check_all(store.workspace):
            yield StoreFinding("bad", f"{problem.table} {problem.id}", problem.text)
        yield from _of_names(store.workspace)
        for commit in unfinished(store.history()):
            yield StoreFinding("bad", commit_name(commit.rev), unfinished_words(commit))
    finally:
        store.close()


def _of_names(workspace: Workspace) -> Iterator[StoreFinding]:
    ids: dict[int, str] = {}
    keys: dict[str, str] = {}
    for table, rows in workspace.tables.items():
        for row_id, row in rows.items():
            where = f"{table} {row_id}"
            if row_id != row.id:
                yield StoreFinding("bad", where, f"its document says its id is {row.id}")
            if row_id in ids:
                yield StoreFinding("bad", where, f"has the id of {ids[row_id]} as well")
            if row.key and row.key in keys:
                yield StoreFinding("bad", where, f"has the key {row.key}, as {keys[row.key]} has")
            ids[row_id] = keys[row.key] = where
