"""This file is what members of a team do to a store while they are killed, and how it goes on."""

import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui import clock
from pmtui.model.ops import create, delete
from pmtui.model.outcome import Outcome, Rejected
from pmtui.model.settle import settle
from pmtui.store.adopt import adopt
from pmtui.store.adoption import adoption_of
from pmtui.store.compact import compact
from pmtui.store.disk import DiskStore, open_store
from pmtui.store.limits import Room
from pmtui.store.sharing import deviations, mended
from tests.store.writing import TASK, a_task, put, retitled
from tests.torture.deeds import TEAM, added
from tests.torture.harness import Wire


def become_member(user: int, umask: int) -> None:
    """Be another user, whose files are of a group of their own unless something says otherwise."""
    os.umask(umask)
    os.setgroups([TEAM])
    os.setgid(user)
    os.setuid(user)


def one_way(wire: Wire, path: Path, user: int, umask: int, way: str) -> None:
    """Open a store as a member, wait for the word, do one deed and say what came of it."""
    become_member(user, umask)
    store = open_store(path)
    store._upkeep._backed_up = clock.now().date()
    wire.say("ready")
    wire.hear()
    said = DEEDS[way](store)
    wire.say(said)


def go_on(wire: Wire, path: Path, user: int, umask: int, task: int) -> None:
    """Open a store as a member, take the way out that it names, add a task; say what came of it."""
    become_member(user, umask)
    store = open_store(path)
    mended(store.place, deviations(store.place))
    store.look()
    if store.read_only:
        if "`pmtui adopt`" not in store.read_only:
            wire.say("shut", store.read_only)
            return
        done = adopt(store, adoption_of(store), settle, "s", "mine")
        if not done.is_finished:
            wire.say("not adopted", done.outcome, done.unfinished)
            return
    outcome = added(store, task)
    store.close()
    wire.say(type(outcome).__name__, getattr(outcome, "reason", ""))


def _said(outcome: Outcome) -> str:
    return type(outcome).__name__


def _adopt(store: DiskStore) -> str:
    return _said(adopt(store, adoption_of(store), settle, "s", "mine").outcome)


def _compact(store: DiskStore) -> str:
    compact(store, keep_commits=2, keep_days=-1)
    return "Compacted"


def _mend(store: DiskStore) -> str:
    mended(store.place, deviations(store.place))
    return "Mended"


def _stale(store: DiskStore) -> str:
    """Be refused in a session whose store was set back under it, and commit in a new one."""
    outcome = put(store, retitled(store, "Stale"))
    assert isinstance(outcome, Rejected)
    assert "open it anew" in outcome.reason
    return _said(added(open_store(store.place.path), 803))


def _full(store: DiskStore) -> str:
    """Be refused what makes a full store larger, and take something away."""
    store._room = Room(len(store.place.path.read_bytes()), 0, 0)
    large = msgspec.structs.replace(a_task(800, "Large"), notes="x" * 5_000)
    assert isinstance(put(store, (create("tasks", large),)), Rejected)
    row = store.workspace.tasks[TASK + 2]
    return _said(put(store, (delete("tasks", row),)))


def _ahead(store: DiskStore) -> str:
    """Commit by a clock that is a year ahead, then by the right one."""
    real = clock.now
    clock.now = lambda: real() + timedelta(days=365)
    put(store, (create("tasks", a_task(801, "By a wrong clock")),))
    clock.now = real
    return _said(put(store, (create("tasks", a_task(802, "By the right clock")),)))


def _snapshot(store: DiskStore) -> str:
    added(store, 803)
    store.snapshot()
    return "Written"


DEEDS: Final[Mapping[str, Callable[[DiskStore], str]]] = MappingProxyType(
    {
        "adopt": _adopt,
        "merge a clone": _adopt,
        "doctor --fix": _mend,
        "compact": _compact,
        "set back": _stale,
        "write limit": _full,
        "clock ahead": _ahead,
        "snapshot": _snapshot,
    }
)
"""What is done while every call that writes is a chance to be killed, by name."""
