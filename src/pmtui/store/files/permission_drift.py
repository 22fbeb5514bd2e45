"""This file finds what a copy, a checkout or a person did to the modes and groups of a store."""

import os
import stat
from collections.abc import Iterator
from typing import Final

from pmtui.model.storing.care import Deviation
from pmtui.store.files.access import TEMPORARY, each_name, names_in, open_directory
from pmtui.store.files.layout import INNER, StoreLocation, is_commit_name
from pmtui.store.files.sharing_modes import RECORD

_NOFOLLOW: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


def deviations(place: StoreLocation) -> tuple[Deviation, ...]:
    """Everything in a store that has another mode or group than the store's record says."""
    group = place.group()
    found = (_deviation(place, name, wanted, group) for name, wanted in _wanted(place))
    return tuple(sorted(filter(None, found), key=lambda deviation: deviation.name))


def _wanted(place: StoreLocation) -> Iterator[tuple[str, int]]:
    modes = place.modes()
    yield place.name, modes.snapshot
    if not place.is_attached:
        return
    yield place.folder, modes.folder
    for name in names_in(place.root):
        if name in INNER:
            yield f"{place.folder}/{name}", modes.folder
        elif not name.startswith(TEMPORARY):
            is_record = name == RECORD
            yield f"{place.folder}/{name}", modes.commit if is_record else modes.snapshot
    for name in INNER:
        inner = f"{place.folder}/{name}"
        try:
            descriptor = open_directory(inner, place.parent)
        except OSError:
            continue
        try:
            for text in each_name(descriptor):
                if name != "log" or is_commit_name(text):
                    yield f"{inner}/{text}", modes.commit
        finally:
            os.close(descriptor)


def _deviation(place: StoreLocation, name: str, wanted: int, group: int) -> Deviation | None:
    try:
        found = os.stat(name, dir_fd=place.parent, follow_symlinks=False)
    except OSError:
        return None
    is_directory = stat.S_ISDIR(found.st_mode)
    is_ours = is_directory == (wanted == place.modes().folder)
    mode = stat.S_IMODE(found.st_mode)
    if not is_ours or not (is_directory or stat.S_ISREG(found.st_mode)):
        return None
    if mode == wanted and group in {-1, found.st_gid}:
        return None
    return Deviation(name, mode, wanted, found.st_gid, group)


def repaired_modes(place: StoreLocation, found: tuple[Deviation, ...]) -> tuple[Deviation, ...]:
    """Give files the modes and groups they should have; those that this person may not change."""
    return tuple(deviation for deviation in found if not _mended(place, deviation))


def _mended(place: StoreLocation, one: Deviation) -> bool:
    try:
        descriptor = os.open(one.name, _NOFOLLOW, dir_fd=place.parent)
    except OSError:
        return False
    try:
        if one.wanted_group not in {-1, one.group}:
            os.fchown(descriptor, -1, one.wanted_group)
        os.fchmod(descriptor, one.wanted)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
