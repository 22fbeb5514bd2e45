"""This file says where a store's files lie and with which modes."""

from pathlib import Path
from typing import Final, Literal

import msgspec

Share = Literal["private", "team", "readable"]
"""Who may use a store: its owner, its group, or its group with everybody reading."""


class Modes(msgspec.Struct, frozen=True):
    """The modes of a store's files."""

    snapshot: int
    folder: int
    commit: int


MODES: Final[dict[Share, Modes]] = {
    "private": Modes(0o600, 0o700, 0o400),
    "team": Modes(0o660, 0o3770, 0o440),
    "readable": Modes(0o664, 0o3775, 0o444),
}
"""The modes of each kind of sharing; setgid keeps the group, sticky keeps who owns a commit."""


class Layout(msgspec.Struct, frozen=True):
    """The paths of a store named by its one file."""

    snapshot: Path

    @property
    def folder(self) -> Path:
        """Everything beside the snapshot."""
        return self.snapshot.with_name(self.snapshot.name + ".d")

    @property
    def log(self) -> Path:
        """One file a commit."""
        return self.folder / "log"

    @property
    def backups(self) -> Path:
        """Old snapshots and archives of the log."""
        return self.folder / "backups"


def commit_name(revision: int) -> str:
    """The name of a commit's file."""
    return f"{revision:09d}"


def modes_of(mode: int) -> Modes:
    """The modes of a store whose snapshot has a mode."""
    if mode & 0o004:
        return MODES["readable"]
    return MODES["team"] if mode & 0o040 else MODES["private"]
