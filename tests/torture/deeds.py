"""This file is what processes do to a store while a test watches, hinders or kills them."""

import contextlib
import fcntl
import os
import random
import resource
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui import clock
from pmtui.model.changes.ops import Commit, Ops, create, edit
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.outcome import Draft, Outcome
from pmtui.model.merging.settle import settle
from pmtui.model.storing.care import Share, StoreError
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.maintenance.compact import compact
from tests.store.writing import PROJECT, TASK, a_task, begin, committed, put, retitled
from tests.torture.harness import Wire

ANN: Final = 60001
"""A user that need not exist; so are the others."""
BEN: Final = 60002
CAT: Final = 60003
EVE: Final = 60004
"""She is not of the team."""
TEAM: Final = 60100


def added(store: DiskStore, task: int, notes: str = "") -> Outcome:
    """Offer one more task to a store."""
    made = msgspec.structs.replace(a_task(task, f"Task {task}"), notes=notes)
    return put(store, (create("tasks", made),), f"add-{task}")


def add_for_ever(wire: Wire, path: Path, first: int, upkeep: bool = True) -> None:  # noqa: FBT001, FBT002
    """Add tasks and say which revision each got; snapshot and compact now and then."""
    dice = random.Random(first)
    store = open_store(path)
    for task in range(first, first + 1_000_000):
        done = committed(added(store, task))
        wire.say(done.rev, task)
        if upkeep and dice.random() < 0.05:
            store.snapshot()
        if upkeep and dice.random() < 0.01:
            compact(store, keep_commits=60, keep_days=-1)


def retitle_for_ever(wire: Wire, path: Path, name: str, count: int) -> None:
    """Give one task other titles, again where somebody else was quicker."""
    store = open_store(path)
    for at in range(count):
        store.refresh()
        outcome = put(store, retitled(store, f"{name} {at}", TASK), f"{name}-{at}")
        wire.say(getattr(outcome, "rev", 0), f"{name} {at}")
    store.close()


def do_one(wire: Wire, path: Path, deed: str) -> None:
    """Open a store, wait for the word, do one deed, and say its outcome; again at each word."""
    store = open_store(path)
    store.largest_commit = 900
    wire.say("ready")
    while wire.hear():
        outcome = DEEDS[deed](store)
        wire.say(type(outcome).__name__, store.read_only)


def _commit(store: DiskStore) -> Outcome | None:
    store._upkeep._backed_up = clock.now().date()
    return added(store, 900)


def _first_of_the_day(store: DiskStore) -> Outcome | None:
    store._upkeep._backed_up = None
    return added(store, 900)


def _in_parts(store: DiskStore) -> Outcome | None:
    tasks = [a_task(900 + at, "x" * 100) for at in range(12)]
    return put(store, tuple(create("tasks", one) for one in tasks), "add-900")


def _snapshot(store: DiskStore) -> Outcome | None:
    store.snapshot()
    return None


def _compact(store: DiskStore) -> Outcome | None:
    with contextlib.suppress(StoreError):
        compact(store, keep_commits=3, keep_days=-1)
    return None


def _adopt(store: DiskStore) -> Outcome | None:
    adoption = adoption_of(store)
    if adoption.as_written:
        return None
    return adopt(store, adoption, settle, "s").outcome


DEEDS: Final = MappingProxyType(
    {
        "commit": _commit,
        "commit with a backup": _first_of_the_day,
        "commit in parts": _in_parts,
        "snapshot": _snapshot,
        "compact": _compact,
        "adopt": _adopt,
    }
)
"""What is done under a tracer, by name."""


def add_without_sync(wire: Wire, path: Path, first: int) -> None:
    """As `add_for_ever` on a system that lies about what is on disk; in a store of its own."""
    os.fsync = lambda fd: None  # noqa: ARG005  (the name is the system's)
    add_for_ever(wire, path, first, upkeep=False)


def add_unlocked(wire: Wire, path: Path, first: int, _upkeep: bool) -> None:  # noqa: FBT001
    """As `add_for_ever` on a file system whose locks stop nobody."""
    fcntl.flock = lambda _descriptor, _how: None
    add_for_ever(wire, path, first, upkeep=False)


def holds_the_lock(wire: Wire, path: Path) -> None:
    """Take a store's lock and keep it; say whether it was had."""
    store = open_store(path)
    with store._log.turn() as had:
        wire.say(had)
        wire.hear()


LARGE_TASKS: Final = 20
"""Tasks in a change that is too large for one commit."""


def die_between_parts(wire: Wire, path: Path, parts: int) -> None:
    """Offer a change of 20 MB and die when so many parts of it are written."""
    store = open_store(path)
    real = store._append

    def last(draft: Draft, ops: Ops, part: int = 0, rest: int = 0) -> Commit | None:
        if part > parts:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(draft, ops, part, rest)

    store._append = last  # type: ignore[method-assign]
    notes = "x" * (1 << 20)
    tasks = [
        Task(id=900 + at, component=PROJECT, title="Large", notes=notes)
        for at in range(LARGE_TASKS)
    ]
    wire.say(put(store, tuple(create("tasks", one) for one in tasks)))


def within_a_file_size(wire: Wire, path: Path, task: int, limit: int, notes: str) -> None:
    """Offer a task while files may have so many bytes only, then, at a word, without the limit."""
    store = open_store(path)
    store._upkeep._backed_up = clock.now().date()
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most[1]))
    outcome = added(store, task, notes)
    reason = getattr(outcome, "reason", "").rpartition(": ")[2]
    wire.say(type(outcome).__name__, reason)
    wire.hear()
    resource.setrlimit(resource.RLIMIT_FSIZE, most)
    wire.say(type(added(store, task, notes)).__name__)


def become(user: int, umask: int = 0o077) -> None:
    """Be another user from now on, one of the team unless it is Eve."""
    os.umask(umask)
    os.setgroups([])
    os.setgid(EVE if user == EVE else TEAM)
    os.setuid(user)


def owned(wire: Wire, path: Path, user: int) -> None:
    """Make a store as a user; then add the task each line names and say what came of it."""
    become(user)
    store = init_store(path)
    begin(store)
    store._upkeep._backed_up = clock.now().date()
    wire.say("begun")
    while said := wire.hear():
        outcome = added(store, int(said))
        wire.say(type(outcome).__name__, getattr(outcome, "reason", ""))


def as_member(wire: Wire, path: Path, user: int, umask: int, deed: str, *words: object) -> None:
    """Do a deed of `MEMBER_DEEDS` as another user and say what came of it."""
    become(user, umask)
    wire.say(MEMBER_DEEDS[deed](path, *words))


def _new_store(path: Path, share: Share) -> str:
    store = init_store(path, share)
    begin(store, tasks=3)
    store.close()
    return "done"


def _one_more(path: Path, task: int) -> str:
    store = open_store(path)
    outcome = added(store, task)
    store.snapshot()
    store.close()
    return f"{type(outcome).__name__}: {getattr(outcome, 'reason', store.notice)}"


def _attack(path: Path, name: str) -> str:
    """Which of the ways to change somebody else's file succeeded."""
    file = Path(f"{path}.d") / name
    mine = path.with_name(f"mine-{os.getuid()}")
    mine.write_bytes(b"mine")
    ways: dict[str, Callable[[], object]] = {
        "write": lambda: file.write_bytes(b"x"),
        "append": lambda: file.open("ab").close(),
        "truncate": lambda: os.truncate(file, 0),
        "chmod": lambda: file.chmod(0o666),
        "chown": lambda: os.chown(file, os.getuid(), -1),
        "unlink": file.unlink,
        "rename it": lambda: file.rename(file.with_name("999999999")),
        "rename over it": lambda: mine.rename(file),
        "link over it": lambda: os.link(mine, file),
        "rename its folder": lambda: file.parent.rename(file.parent.with_name("away")),
    }
    done = []
    for way, deed in ways.items():
        with contextlib.suppress(PermissionError, FileExistsError):
            deed()
            done.append(way)
    return ", ".join(done) or "nothing"


def _plant(path: Path, name: str, what: str, target: str = "") -> str:
    """Put something where a store's file will go."""
    place = Path(f"{path}.d") / name
    with contextlib.suppress(FileNotFoundError):
        place.unlink()
    if what == "link":
        place.symlink_to(target)
    elif what == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
    return "done"


MEMBER_DEEDS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType(
    {"new store": _new_store, "one more": _one_more, "attack": _attack, "plant": _plant}
)
"""What `as_member` does, by name."""


def retitle_in_pace(wire: Wire, path: Path, task: int, count: int, pause: float) -> None:
    """Give a task other titles, with a pause between; say which revision was made and when."""
    store = open_store(path)
    wire.say("ready")
    wire.hear()
    for at in range(count):
        store.refresh()
        ops = edit("tasks", store.workspace.tasks[task], title=f"Title {at}")
        done = committed(put(store, ops, f"pace-{at}"))
        wire.say(done.rev, clock.monotonic())
        time.sleep(pause)
    wire.say("end")


def edit_for_long(wire: Wire, path: Path, seconds: float, pause: float) -> None:
    """Give tasks other titles for a while, at a pace; say how many commits that made."""
    dice = random.Random(7)
    store = open_store(path)
    wire.say("ready")
    wire.hear()
    end = clock.monotonic() + seconds
    made, due = 0, clock.monotonic()
    while clock.monotonic() < end:
        store.refresh()
        tasks = store.workspace.tasks
        task = tasks[dice.choice(list(tasks))]
        ops = edit("tasks", task, title=f"Title {made}")
        made += hasattr(put(store, ops, f"soak-{made}"), "rev")
        due = max(due + pause, clock.monotonic() - 1)
        time.sleep(max(0.0, due - clock.monotonic()))
    store.close()
    wire.say(made)
