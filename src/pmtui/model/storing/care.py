"""This file defines what looking after a store tells, and the ways it cannot be opened."""

from datetime import date
from typing import Final, Literal

import msgspec

Share = Literal["private", "team", "readable"]
"""Who may use a store: its owner, its group, or its group with everybody reading."""
SHARES: Final[tuple[Share, ...]] = ("private", "team", "readable")
"""Each kind of sharing, the narrowest first."""
Grade = Literal["bad", "odd"]
KEEP_COMMITS: Final = 1_000
"""Newest commits that stay in the log."""
KEEP_DAYS: Final = 30
"""Days whose commits stay in the log."""


class StoreFinding(msgspec.Struct, frozen=True):
    """Something a check found."""

    grade: Grade
    """`bad` for what is damaged or not valid, `odd` for what a person should know."""
    where: str
    text: str


class Compacted(msgspec.Struct, frozen=True):
    """What a compaction did."""

    archived: int
    """Commits that went into an archive."""
    removed: int
    """Files of archived commits that were taken out of the log."""
    left: int
    """Files of archived commits that only other people may take out."""


class Salvaged(msgspec.Struct, frozen=True):
    """What a salvage came to."""

    revision: int
    """The last revision that could be read."""
    documents: int
    lost: tuple[str, ...]
    """What could not be read, a line each."""
    quarantine: str = ""
    """The directory with copies of what is damaged; empty where nothing is."""


class Backup(msgspec.Struct, frozen=True, order=True):
    """One backup, ordered by age."""

    day: date
    revision: int
    name: str
    size: int = 0


class Deviation(msgspec.Struct, frozen=True):
    """A file or directory of a store that others may use otherwise than the store says."""

    name: str
    """From the directory of the store's file on."""
    mode: int
    wanted: int
    group: int
    wanted_group: int
    """-1 where the group does not matter."""

    @property
    def text(self) -> str:
        """What is wrong, in words."""
        if self.mode != self.wanted:
            return f"has mode {self.mode:o} instead of {self.wanted:o}"
        return f"belongs to group {self.group} instead of {self.wanted_group}"


class StoreError(Exception):
    """Says what is wrong with a store, where, and what to do; nothing was changed."""


class MissingStoreError(StoreError):
    """There is no store at that path."""


class ExistingStoreError(StoreError):
    """Something is where a new store should go; nothing is ever overwritten."""


class UnsafeStoreError(StoreError):
    """A file or directory of the store is a link, a device, or open to everybody's writing."""


class DamagedStoreError(StoreError):
    """A snapshot or a commit cannot be read as it was written."""


class NewerStoreError(StoreError):
    """The store was written by a later version that this one must not read."""


class ReadOnlyStoreError(StoreError):
    """The store can be read, but what was asked for needs to write it."""


RESUMES_BY_ITSELF = "writing goes on by itself once it may"
"""Said where nobody has to do anything but what the reason says."""
_WAYS_OUT = (RESUMES_BY_ITSELF, "`pmtui ", "open it anew", "update pmtui", "put it back")


def with_remedy(reason: str) -> str:
    """Why a store is read-only, with what ends that, where the reason does not say so itself."""
    if not reason or any(way in reason for way in _WAYS_OUT):
        return reason
    return f"{reason}; `pmtui check` says more, `pmtui check --salvage OUT` saves what it can"
