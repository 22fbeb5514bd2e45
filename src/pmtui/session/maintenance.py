"""This file is the port by which a store is looked after: checked, saved, cut short, gone back."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pmtui.model.changes.ops import Ops
from pmtui.model.merging.outcome import Outcome
from pmtui.model.storing.adoption import Adopted, Adoption, AdoptionChoice
from pmtui.model.storing.care import (
    Backup,
    Compacted,
    Deviation,
    Salvaged,
    Share,
    StoreFinding,
)
from pmtui.model.workspace.workspace import Workspace


class Maintenance(Protocol):
    """Looks after one store, by its address; one thread uses it at a time.

    Every method raises `StoreError` with what is wrong and what to do. What changes the store, or
    compares it with what it was, needs it open.
    """

    @property
    def workspace(self) -> Workspace:
        """Everything in it, once it is open."""
        ...

    def open(self) -> None:
        """Open it, which may fail where the rest of this still works."""
        ...

    def close(self) -> None:
        """Let go of it, if it is open."""
        ...

    def check(self) -> Sequence[StoreFinding]:
        """Everything wrong with it; nothing is written."""
        ...

    def has_remains(self) -> bool:
        """Whether there is something to examine though it cannot be opened."""
        ...

    def salvage(self, out: str) -> Salvaged:
        """Make a new store, at that address, of what can be read of it."""
        ...

    def share(self) -> Share:
        """Who may use it, as its own record says."""
        ...

    def deviations(self) -> tuple[Deviation, ...]:
        """What of it others may use otherwise than the record says."""
        ...

    def mended(self, deviations: tuple[Deviation, ...]) -> tuple[Deviation, ...]:
        """Give what deviates what the record says; those that are other people's stay."""
        ...

    def compact(self, keep_commits: int, keep_days: int) -> Compacted:
        """Move old commits of the open store into an archive."""
        ...

    def backups(self) -> Sequence[Backup]:
        """What was kept of the open store, the newest first."""
        ...

    def make_backup(self) -> Backup:
        """Keep the open store as it is now."""
        ...

    def resolve_backup(self, when: int | date | str) -> Backup:
        """The backup of a revision, the newest of a day, or the one of a name."""
        ...

    def backup_workspace(self, backup: Backup) -> Workspace:
        """Everything as a backup has it."""
        ...

    def restore(self, ops: Ops, session: str) -> Outcome:
        """Go back by an ordinary commit of ops, made in a session of that name."""
        ...

    def adoption(self) -> Adoption:
        """What somebody changed in the open store outside pmtui."""
        ...

    def adopt(self, adoption: Adoption, session: str, choice: AdoptionChoice) -> Adopted:
        """Take in what was shown; `choice` wins where both changed one thing."""
        ...
