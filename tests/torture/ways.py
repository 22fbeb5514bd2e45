"""This file is what members of a team do to a store while they are killed, and how it goes on."""

import os
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

import msgspec

from pmtui import clock
from pmtui.model.changes.difference import diff
from pmtui.model.changes.ops import Ops, create, delete
from pmtui.model.merging.outcome import Committed, Outcome, Rejected
from pmtui.model.merging.settle import settle, settle_back
from pmtui.model.storing.adoption import Adoption
from pmtui.model.storing.care import StoreError
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.permission_drift import deviations, repaired_modes
from pmtui.store.log.commit_record import Room
from pmtui.store.maintenance.check import check_store
from pmtui.store.maintenance.compact import compact
from pmtui.store.maintenance.salvage import backup_workspace, make_backup, resolve_backup, restore
from tests.store.writing import TASK, a_task, put, retitled
from tests.torture.deeds import TEAM, added
from tests.torture.harness import Wire

HAS: Final = "has"
"""Said of a title that is acknowledged."""
HAS_NOT: Final = "has not"
"""Said of a title that is refused."""
UNSURE: Final = "unsure"
"""Said of a title that is about to be changed by what comes next."""
END: Final = "end"
"""Said of what the deed came to."""
_HURT: Final = (StoreError, OSError)


class Found(msgspec.Struct, frozen=True):
    """What a store came to after somebody was killed and everybody went on."""

    problem: str = ""
    """Who could not go on, and why; empty where all could."""
    titles: tuple[str, ...] = ()
    read_only: str = ""
    deviations: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    """What the check says is damaged, but for a large change that `undo` takes back."""


def be(user: int, umask: int) -> None:
    """Be another user, of the team and a group of their own; root can be somebody else again."""
    os.setresuid(0, 0, 0)
    os.umask(umask)
    os.setgroups([TEAM] if user else [])
    os.setresgid(user, user, 0)
    os.setresuid(user, user, 0)


def one_way(wire: Wire, path: Path, user: int, umask: int, deed: str) -> None:
    """Open a store as a member, wait for the word, do one deed and say what comes of it."""
    be(user, umask)
    store = open_store(path)
    store._upkeep._backed_up = clock.now().date()
    wire.say("ready")
    wire.hear()
    try:
        wire.say(END, DEEDS[deed](store, wire))
    except _HURT as error:
        wire.say(END, "refused:", error)


def go_on(wire: Wire, path: Path, umask: int, users: Sequence[int], compacts: bool) -> None:  # noqa: FBT001
    """Every member opens a store, takes the way out it names, adds a task; say what is there."""
    for at, user in enumerate(users):
        be(user, umask)
        try:
            problem = _goes_on(path, 911 + at, compacts=compacts)
        except _HURT as error:
            problem = str(error)
        if problem:
            wire.say(msgspec.json.encode(Found(f"{user}: {problem}")).decode())
            return
    be(0, umask)
    wire.say(msgspec.json.encode(_found(path)).decode())


def retitled_by(wire: Wire, path: Path, user: int, umask: int, title: str) -> None:
    """Give the second task another title as a member, without a snapshot; say what came of it."""
    be(user, umask)
    store = open_store(path)
    wire.say(type(put(store, retitled(store, title, TASK + 1), f"by-{title}")).__name__)


def _goes_on(path: Path, task: int, *, compacts: bool) -> str:
    """Why a member cannot write; empty where they can."""
    store = open_store(path)
    repaired_modes(store.place, deviations(store.place))
    store.look()
    if store.read_only and "`pmtui adopt" not in store.read_only:
        return f"read-only: {store.read_only}"
    adoption = adoption_of(store)
    if not adoption.as_written:
        done = adopt(store, adoption, settle, "s", "discard" if adoption.unreadable else "mine")
        if not done.is_finished:
            return f"not adopted: {done.outcome} {done.unfinished}"
    outcome = added(store, task)
    if compacts:
        compact(store, keep_commits=2, keep_days=-1)
    store.close()
    return "" if isinstance(outcome, Committed) else f"not written: {outcome}"


def _found(path: Path) -> Found:
    store = open_store(path)
    titles = tuple(sorted(row.title for row in store.workspace.tasks.values()))
    strange = tuple(f"{one.name} {one.text}" for one in deviations(store.place))
    closed = store.read_only
    store.close()
    bad = tuple(
        f"{one.where}: {one.text}"
        for one in check_store(path)
        if one.grade == "bad" and "`pmtui undo`" not in one.text
    )
    return Found("", titles, closed, strange, bad)


def _told(wire: Wire, outcome: Outcome, title: str) -> str:
    """Say of a title whether it is in the store; the name of the outcome."""
    if isinstance(outcome, Committed):
        wire.say(HAS, title)
    elif isinstance(outcome, Rejected):
        wire.say(HAS_NOT, title)
    return type(outcome).__name__


def _adopt(store: DiskStore, wire: Wire) -> str:
    return _adopted(store, wire, adoption_of(store))


def _adopted(store: DiskStore, wire: Wire, adoption: Adoption) -> str:
    choice = "discard" if adoption.unreadable else "mine"
    done = adopt(store, adoption, settle, "s", choice)  # type: ignore[arg-type]
    if isinstance(done.outcome, Committed) and not adoption.unreadable:
        wire.say(HAS, "By hand")
    return type(done.outcome).__name__


def _commit(store: DiskStore, wire: Wire) -> str:
    return _told(wire, added(store, 803), "Task 803")


def _first_of_the_day(store: DiskStore, wire: Wire) -> str:
    store._upkeep._backed_up = None
    return _commit(store, wire)


def _compact(store: DiskStore, wire: Wire) -> str:  # noqa: ARG001  (as every deed)
    compact(store, keep_commits=2, keep_days=-1)
    return "Compacted"


def _mend(store: DiskStore, wire: Wire) -> str:  # noqa: ARG001  (as every deed)
    repaired_modes(store.place, deviations(store.place))
    return "Mended"


def _stale(store: DiskStore, wire: Wire) -> str:
    """Be refused in a session whose store was set back under it, and commit in a new one."""
    outcome = put(store, retitled(store, "Stale"))
    assert isinstance(outcome, Rejected)
    assert "open it anew" in outcome.reason
    wire.say(HAS_NOT, "Stale")
    return _commit(open_store(store.place.path), wire)


def _brought_back(store: DiskStore, wire: Wire) -> str:
    """Go on in a session whose file alone was brought back from an older copy."""
    said = _commit(store, wire)
    store.snapshot()
    return said


def _full(store: DiskStore, wire: Wire) -> str:
    """Be refused what makes a full store larger, and take something away."""
    store._room = Room(len(store.place.path.read_bytes()), 0, 0)
    large = msgspec.structs.replace(a_task(800, "Large"), notes="x" * 5_000)
    assert isinstance(put(store, (create("tasks", large),)), Rejected)
    wire.say(HAS_NOT, "Large")
    outcome = put(store, (delete("tasks", store.workspace.tasks[TASK + 2]),))
    if isinstance(outcome, Committed):
        wire.say(HAS_NOT, "Task 2")
    return type(outcome).__name__


def _ahead(store: DiskStore, wire: Wire) -> str:
    """Commit by a clock that is a year ahead, then by the right one."""
    real = clock.now
    clock.now = lambda: real() + timedelta(days=365)
    task = a_task(801, "By a wrong clock")
    _told(wire, put(store, (create("tasks", task),), "ahead"), task.title)
    clock.now = real
    task = a_task(802, "By the right clock")
    return _told(wire, put(store, (create("tasks", task),), "right"), task.title)


def _snapshot(store: DiskStore, wire: Wire) -> str:
    said = _commit(store, wire)
    store.snapshot()
    return said


def _in_parts(store: DiskStore, wire: Wire) -> str:
    store.largest_commit = 400
    tasks = [msgspec.structs.replace(a_task(820 + at, f"Part {at}"), notes="x" * 300)
             for at in range(3)]  # fmt: skip
    ops: Ops = tuple(create("tasks", one) for one in tasks)
    outcome = put(store, ops, "parts")
    for one in tasks:
        _told(wire, outcome, one.title)
    return type(outcome).__name__


def _restore(store: DiskStore, wire: Wire) -> str:
    """Back everything up, change it, and go back to the backup."""
    backup = make_backup(store)
    _told(wire, put(store, retitled(store, "Changed", TASK + 2), "changed"), "Changed")
    wanted = backup_workspace(store, resolve_backup(store, backup.name))
    wire.say(UNSURE, "Changed")
    outcome = restore(store, diff(store.workspace, wanted), settle_back, "restored")
    if isinstance(outcome, Committed):
        wire.say(HAS, "Task 2")
        wire.say(HAS_NOT, "Changed")
    return type(outcome).__name__


DEEDS: Final[dict[str, Callable[[DiskStore, Wire], str]]] = {
    "adopt": _adopt,
    "commit": _commit,
    "commit in parts": _in_parts,
    "first commit of a day": _first_of_the_day,
    "snapshot": _snapshot,
    "compact": _compact,
    "doctor --fix": _mend,
    "go on when set back": _stale,
    "go on when the file is older": _brought_back,
    "write near the limit": _full,
    "commit by a clock ahead": _ahead,
    "restore a backup": _restore,
}
"""What is done while every call that writes is a chance to be killed, by name."""
