"""This file says who may use a store: the kinds of sharing, their modes, and the record of it."""

import contextlib
import grp
import stat
from typing import Final

import msgspec

from pmtui.model.storing.care import Share


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

RECORD: Final = "share"
"""The file that says who may use the store."""


class Sharing(msgspec.Struct, frozen=True):
    """Who may use a store, as its own record says, whatever a copy did to modes and groups."""

    share: Share
    group: int = -1
    name: str = ""
    """Of the group, since another machine may call another group by that number."""

    def known_group(self) -> int:
        """The group where this machine knows it by the same name, else -1."""
        with contextlib.suppress(KeyError):
            return self.group if grp.getgrgid(self.group).gr_name == self.name else -1
        return self.group if self.name == str(self.group) else -1


def sharing_of(share: Share, group: int) -> Sharing:
    """The record of a store that is shared so with a group."""
    try:
        return Sharing(share, group, grp.getgrgid(group).gr_name)
    except KeyError:
        return Sharing(share, group, str(group))


def share_of(file: int, folder: int, commit: int) -> Share:
    """Who may use a store without a record, by modes that only pmtui gives; else its owner alone.

    Args:
        file: mode of its file.
        folder: mode of the directory beside it; 0 where there is none.
        commit: mode of a commit's file; 0 where there is none.
    """
    if folder & stat.S_ISVTX:
        return "readable" if folder & stat.S_IROTH else "team"
    for share, modes in MODES.items():
        if stat.S_IMODE(commit) == modes.commit:
            return share
    # What git checks out is readable by all; a file that its group may write was meant for it.
    if file & stat.S_IROTH:
        return "readable" if file & stat.S_IWGRP and not folder else "private"
    return "team" if file & stat.S_IRGRP else "private"
