"""This file brings a team's store into the states in which somebody is killed, by their names."""

import gzip
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from pmtui.model.merging.settle import settle
from pmtui.store.adoption.adopt import adopt
from pmtui.store.adoption.file_changes import adoption_of
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.disk.store import DiskStore
from tests.store.writing import TASK, add_task, rename
from tests.torture.deeds import ANN, BEN, CAT, TEAM, as_member
from tests.torture.harness import Child, Wire
from tests.torture.ways import be, retitled_by

MEMBERS: Final = (ANN, BEN, CAT)
Start = Callable[[Path, int], None]
"""Brings a store into a state; takes its file and the umask of what git or a copy makes."""
Meanwhile = Callable[[Path, Path, int], None]
"""What happens under the open session; takes also an older copy of the store."""


def _log(path: Path) -> Path:
    return Path(f"{path}.d/log")


def as_it_is(path: Path, umask: int) -> None:
    """Leave a store as its members wrote it."""


def by_hand(path: Path, umask: int) -> None:  # noqa: ARG001  (as every start)
    """Change a title in the file."""
    text = path.read_text("utf-8")
    path.write_text(text.replace('"Task 1"', '"By hand"'), "utf-8")


def by_hand_and_moved_on(path: Path, umask: int) -> None:
    """Change a title in the file that somebody has changed in the log as well."""
    _by(BEN, umask, path, "Ben's")
    by_hand(path, umask)


def by_hand_for_who_may_not_replace(path: Path, umask: int) -> None:
    """Change a title in the file of a folder in which only its owner replaces files."""
    by_hand(path, umask)
    path.parent.chmod(stat.S_IMODE(path.parent.stat().st_mode) | stat.S_ISVTX)


def half_adopted(path: Path, umask: int) -> None:
    """Kill somebody between the commit of an adoption and the writing of the file."""
    by_hand(path, umask)
    with Child(_dies_before_writing, path, BEN, umask) as child:
        assert child.wait() == -signal.SIGKILL


def _dies_before_writing(wire: Wire, path: Path, user: int, umask: int) -> None:  # noqa: ARG001
    be(user, umask)
    store = open_store(path)
    DiskStore.write_over = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment, method-assign]
    adopt(store, adoption_of(store), settle, "s", "mine")


def by_a_script(path: Path, umask: int) -> None:
    """Let a program write to the file that it held open while a session replaced it."""
    with path.open("r+b") as file:
        text = file.read()
        with Child(as_member, path, CAT, umask, "one more", 904) as child:
            assert child.hear().startswith("Committed")
        file.seek(0)
        file.write(text.replace(b'"Task 1"', b'"By hand"'))
        file.truncate()


def unreadable(path: Path, umask: int) -> None:  # noqa: ARG001  (as every start)
    """Cut the file off."""
    os.truncate(path, 200)


def pulled(path: Path, umask: int) -> None:
    """Bring the file of a clone that went on, over one that went on as well."""
    theirs = _of_a_clone(path, umask)
    path.write_bytes(theirs)


def pulled_with_strays(path: Path, umask: int) -> None:
    """Bring the file of a clone, and what git and people leave in the log."""
    pulled(path, umask)
    for name in ("README", ".gitkeep", "000000012.orig", "000000099"):
        (_log(path) / name).write_text("not a commit", "utf-8")
        os.chown(_log(path) / name, BEN, TEAM)
    (_log(path) / "000000098").mkdir()
    os.chown(_log(path) / "000000098", BEN, TEAM)


def pulled_in_conflict(path: Path, umask: int) -> None:
    """Leave both sides of a merge in the file, as git does where it cannot make it."""
    theirs = _of_a_clone(path, umask)
    marks = (b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> main\n")
    path.write_bytes(marks[0] + path.read_bytes() + marks[1] + theirs + marks[2])


def _of_a_clone(path: Path, umask: int) -> bytes:
    other = path.parent / "clone"
    other.mkdir()
    shutil.copy(path, other)
    with closing(open_store(other / path.name)) as store:
        rename(store, "By hand", TASK + 1)
        add_task(store, 950, "In the clone")
    data = (other / path.name).read_bytes()
    shutil.rmtree(other)
    with Child(as_member, path, BEN, umask, "one more", 903) as child:
        assert child.hear().startswith("Committed")
    return data


def checked_out(path: Path, umask: int) -> None:  # noqa: ARG001  (as every start)
    """Leave the file alone, as in a checkout that does not keep the directory."""
    shutil.rmtree(f"{path}.d")


def without_folders(path: Path, umask: int) -> None:  # noqa: ARG001  (as every start)
    """Take the folders away that git does not keep when they are empty."""
    for name in ("log", "backups", "presence"):
        shutil.rmtree(f"{path}.d/{name}")


def without_record(path: Path, umask: int) -> None:  # noqa: ARG001  (as every start)
    """Take away what an older build did not write: who may use the store."""
    Path(f"{path}.d/share").unlink()


def modes_lost(path: Path, umask: int) -> None:  # noqa: ARG001  (as every start)
    """Give what a person's program writes other modes."""
    for one in (path, *_log(path).iterdir()):
        one.chmod(0o644)


def copied(path: Path, umask: int) -> None:
    """Give everything the modes and the group that a plain copy by its owner gives."""
    for one in (path, Path(f"{path}.d"), *Path(f"{path}.d").rglob("*")):
        os.chown(one, ANN, ANN)
        one.chmod((0o777 if one.is_dir() else 0o666) & ~umask)


def without_backup(path: Path, umask: int) -> None:  # noqa: ARG001  (as every start)
    """Take the backups away, so that the day's first write makes one."""
    for one in Path(f"{path}.d/backups").iterdir():
        one.unlink()


def interleaved(path: Path, umask: int) -> None:
    """Let the members commit in turns."""
    for at in range(6):
        _by(MEMBERS[at % 3], umask, path, f"Turn {at}")


def _by(user: int, umask: int, path: Path, title: str) -> None:
    with Child(retitled_by, path, user, umask, title) as child:
        assert child.hear() == "Committed"


def went_on(path: Path, umask: int) -> None:
    """Let a member commit once more, with a snapshot; an older copy lacks that."""
    with Child(as_member, path, BEN, umask, "one more", 904) as child:
        assert child.hear().startswith("Committed")


def _lost(path: Path, older: Path) -> None:
    kept = {one.name for one in _log(older).iterdir()}
    for one in _log(path).iterdir():
        if one.name not in kept:
            one.unlink()


def set_back_by_rsync(path: Path, older: Path, umask: int) -> None:  # noqa: ARG001
    """Bring file and log back in place, as `rsync --inplace --delete` does."""
    _lost(path, older)
    path.write_bytes(older.read_bytes())


def set_back_by_git(path: Path, older: Path, umask: int) -> None:
    """Put another file in the place of each that differs, as a member's `git reset --hard` does."""
    _lost(path, older)
    path.unlink()
    path.write_bytes(older.read_bytes())
    path.chmod(0o666 & ~umask)
    os.chown(path, BEN, TEAM)


def set_back_whole(path: Path, older: Path, umask: int) -> None:  # noqa: ARG001
    """Put an older directory in the place of the store's, as a restored backup of the disk does."""
    shutil.rmtree(f"{path}.d")
    shutil.copytree(f"{older}.d", f"{path}.d")
    for one in (older, *Path(f"{older}.d").rglob("*"), Path(f"{older}.d")):
        there = path.parent / one.relative_to(older.parent)
        if one == older:
            there.write_bytes(one.read_bytes())
        found = one.stat()
        os.chown(there, found.st_uid, found.st_gid)
        there.chmod(stat.S_IMODE(found.st_mode))


def file_set_back(path: Path, older: Path, umask: int) -> None:  # noqa: ARG001
    """Bring the file alone back in place: the log is ahead of it."""
    path.write_bytes(older.read_bytes())


def backup_unpacked(path: Path, older: Path, umask: int) -> None:  # noqa: ARG001
    """Unpack the oldest backup over the file."""
    backup = min(Path(f"{path}.d/backups").glob("plan-*"))
    path.write_bytes(gzip.decompress(backup.read_bytes()))


class Way(NamedTuple):
    """A state, what happens in it, what a member does then, and what must be there at the end."""

    start: Start
    deed: str
    there: frozenset[str] = frozenset()
    """Titles that everybody sees in the end, besides what was acknowledged."""
    gone: frozenset[str] = frozenset()
    """Titles acknowledged before that the way is about."""
    meanwhile: Meanwhile | None = None
    users: tuple[int, ...] = MEMBERS
    """Who may do it."""
    compacts: bool = False
    """Whether all members compact afterwards."""


_TASK_1: Final = frozenset({"Task 1"})
_ADOPTED: Final[dict[str, Any]] = {
    "deed": "adopt", "there": frozenset({"By hand"}), "gone": _TASK_1,
}  # fmt: skip
_MERGED: Final[dict[str, Any]] = _ADOPTED | {
    "there": frozenset({"By hand", "In the clone", "Task 903"})
}

WAYS: Final[dict[str, Way]] = {
    "adopt what was changed by hand": Way(by_hand, **_ADOPTED),
    "adopt where the store moved on": Way(by_hand_and_moved_on, **_ADOPTED),
    "adopt without the right to replace the file": Way(by_hand_for_who_may_not_replace, **_ADOPTED),
    "adopt again after a kill": Way(half_adopted, **_ADOPTED),
    "adopt what a script wrote": Way(by_a_script, **_ADOPTED),
    "adopt over an unreadable file": Way(unreadable, "adopt"),
    "merge a clone": Way(pulled, **_MERGED),
    "merge a clone among stray files": Way(pulled_with_strays, **_MERGED),
    "merge a clone in conflict": Way(pulled_in_conflict, **_MERGED),
    "first commit in a checkout": Way(checked_out, "commit"),
    "first commit without folders": Way(without_folders, "commit"),
    "first commit without a record": Way(without_record, "commit"),
    "mend lost modes": Way(modes_lost, "doctor --fix"),
    "mend a copy": Way(copied, "doctor --fix", users=(ANN,)),
    "commit in a copy": Way(copied, "commit", users=(ANN,)),
    "first commit of a day": Way(without_backup, "first commit of a day"),
    "commit in parts": Way(as_it_is, "commit in parts"),
    "snapshot": Way(as_it_is, "snapshot"),
    "compact": Way(as_it_is, "compact", compacts=True),
    "compact what members wrote in turns": Way(
        interleaved, "compact", frozenset({"Turn 5"}), _TASK_1, compacts=True
    ),
    "set back by rsync": Way(went_on, "go on when set back", meanwhile=set_back_by_rsync),
    "set back by git": Way(
        went_on, "go on when set back", meanwhile=set_back_by_git, users=(BEN,)
    ),
    "set back whole": Way(went_on, "go on when set back", meanwhile=set_back_whole),
    "the file set back": Way(
        went_on, "go on when the file is older", frozenset({"Task 904"}), meanwhile=file_set_back
    ),
    "a backup unpacked over the file": Way(
        went_on, "go on when the file is older", frozenset({"Task 904"}), meanwhile=backup_unpacked
    ),
    "restore a backup": Way(as_it_is, "restore a backup"),
    "write near the limit": Way(as_it_is, "write near the limit"),
    "commit by a clock ahead": Way(as_it_is, "commit by a clock ahead"),
}  # fmt: skip
"""Ways in which an open store can come to harm."""


@contextmanager
def removed_after(folder: Path) -> Iterator[Path]:
    """A folder that is taken away in the end."""
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
