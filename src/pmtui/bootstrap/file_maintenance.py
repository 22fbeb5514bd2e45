"""This file looks after stores of files, and takes in what was changed in one outside."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pmtui.model.changes.ops import Ops
from pmtui.model.merging.outcome import (
    ALREADY,
    Committed,
    ConflictAnswer,
    ConflictQuestion,
    InDoubt,
    Outcome,
    Rejected,
)
from pmtui.model.merging.settle import settle, settle_back
from pmtui.model.storing.adoption import Adopted, Adoption, AdoptionChoice
from pmtui.model.storing.care import (
    Backup,
    Compacted,
    Deviation,
    Salvaged,
    Share,
    StoreError,
    StoreFinding,
)
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.outside_changes import Choice, OutsideChange
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.layout import StoreLocation
from pmtui.store.files.permission_drift import deviations, repaired_modes
from pmtui.store.maintenance.check import check_store
from pmtui.store.maintenance.compact import compact
from pmtui.store.maintenance.salvage import (
    backup_workspace,
    make_backup,
    resolve_backup,
    restore,
    salvage,
)
from pmtui.store.snapshots.backups import backups


class FileMaintenance:
    """Looks after the store of a file, as `Maintenance` says.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: DiskStore | None = None
        self._place: StoreLocation | None = None

    @property
    def workspace(self) -> Workspace:
        """Everything in it, once it is open."""
        return self._opened.workspace

    @property
    def _opened(self) -> DiskStore:
        self.open()
        assert self._store is not None  # noqa: S101  (what `open` is for)
        return self._store

    @property
    def _location(self) -> StoreLocation:
        if self._place is None:
            self._place = StoreLocation(self._path)
        return self._place

    def open(self) -> None:
        """Open it, once."""
        if self._store is None:
            self._store = open_store(self._path)

    def close(self) -> None:
        """Let go of it, if it is open."""
        if self._store is not None:
            self._store.close()
        if self._place is not None:
            self._place.close()
        self._store = self._place = None

    def check(self) -> Sequence[StoreFinding]:
        """Everything wrong with it; nothing is written."""
        return check_store(self._path)

    def has_remains(self) -> bool:
        """Whether its log is there."""
        try:
            return self._path.with_name(f"{self._path.name}.d").is_dir()
        except OSError:
            return False

    def salvage(self, out: str) -> Salvaged:
        """Make a new store, in that file, of what can be read of it."""
        return salvage(self._path, Path(out))

    def share(self) -> Share:
        """Who may use it, as its own record says."""
        return self._location.sharing().share

    def deviations(self) -> tuple[Deviation, ...]:
        """The modes and groups that are not as the record says."""
        return deviations(self._location)

    def mended(self, deviations: tuple[Deviation, ...]) -> tuple[Deviation, ...]:
        """Give files the modes and group of the record; those of others stay."""
        return repaired_modes(self._location, deviations)

    def compact(self, keep_commits: int, keep_days: int) -> Compacted:
        """Move old commits into an archive."""
        return compact(self._opened, keep_commits, keep_days)

    def backups(self) -> Sequence[Backup]:
        """What was kept of it, the newest first."""
        return backups(self._opened.place)

    def make_backup(self) -> Backup:
        """Keep it as it is now."""
        return make_backup(self._opened)

    def resolve_backup(self, when: int | date | str) -> Backup:
        """The backup of a revision, the newest of a day, or the one of a name."""
        return resolve_backup(self._opened, when)

    def backup_workspace(self, backup: Backup) -> Workspace:
        """Everything as a backup has it."""
        return backup_workspace(self._opened, backup)

    def restore(self, ops: Ops, session: str) -> Outcome:
        """Go back by an ordinary commit."""
        return restore(self._opened, ops, settle_back, session)

    def adoption(self) -> Adoption:
        """What somebody changed in the file outside pmtui."""
        return adoption_of(self._opened)

    def adopt(self, adoption: Adoption, session: str, choice: AdoptionChoice) -> Adopted:
        """Take in what was shown."""
        return adopt(self._opened, adoption, settle, session, choice)


class StoreAdopter:
    """Adopts the file of an open store.

    Args:
        store: open; used on the writer thread only.
        session: who adopts.
    """

    def __init__(self, store: DiskStore, session: str) -> None:
        self._store = store
        self._session = session
        self._seen: tuple[OutsideChange, Adoption] | None = None

    def look(self) -> OutsideChange | None:
        """What was changed outside; None where nothing was.

        Raises:
            ValueError: the file cannot be compared; says why and what to do.
        """
        self._store.look()
        self._store.refresh()
        try:
            adoption = adoption_of(self._store)
        except StoreError as error:
            raise ValueError(str(error)) from error
        if adoption.as_written:
            return None
        outside = OutsideChange(
            _what(adoption),
            adoption.before,
            adoption.after,
            adoption.disputes,
            tuple(
                f"{new.old} {new.title} becomes {new.new}: both clones gave {new.old}"
                for new in adoption.new_keys
            ),
            adoption.unreadable,
        )
        self._seen = (outside, adoption)
        return outside

    def take(
        self,
        outside: OutsideChange,
        answers: Sequence[tuple[ConflictQuestion, ConflictAnswer]],
        choice: Choice,
    ) -> tuple[Outcome | None, str]:
        """Take in what was looked at; the outcome where it came to a commit, and a sentence."""
        if self._seen is None or self._seen[0] is not outside:
            return None, "it was looked at again meanwhile"
        done = adopt(self._store, self._seen[1], settle, self._session, choice, answers=answers)
        if isinstance(done.outcome, InDoubt):
            return done.outcome, f"perhaps not saved: {done.outcome.reason}; look at it again"
        if isinstance(done.outcome, Rejected) and done.outcome.reason != ALREADY:
            return None, done.outcome.reason
        return done.outcome, self._words(done, choice)

    def _words(self, done: Adopted, choice: Choice) -> str:
        unfit = "".join(f"; left out: {change.reason}" for change in done.unfit)
        if done.is_open:
            count = len(done.left) + len(done.unfit)
            taken = "the rest is taken in, " if isinstance(done.outcome, Committed) else ""
            return f"{taken}{count} to decide: Adopt asks again{unfit}"
        if done.unfinished:
            return f"{done.unfinished}{unfit}"
        if choice == "discard":
            return "discarded; the file as it was is kept among the backups"
        return f"taken in as revision {self._store.workspace.revision}{unfit}"


def _what(adoption: Adoption) -> str:
    if adoption.unreadable:
        return "the file cannot be read"
    if adoption.clone is not None:
        return f"done in another clone since revision {adoption.before.revision}"
    if adoption.held:
        return "written by a program to a file that was replaced"
    return f"changed outside pmtui since revision {adoption.before.revision}"
