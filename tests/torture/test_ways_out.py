"""This file kills members of a team at every call that writes and asks whether all go on."""

import os
import random
import shutil
import stat
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import pytest

from tests.torture.conftest import Tell
from tests.torture.deeds import ANN, TEAM, as_member
from tests.torture.harness import Child, amount, needs
from tests.torture.hindered import Spoiler, counted, spoil
from tests.torture.starts import MEMBERS, WAYS, Way, removed_after
from tests.torture.ways import END, HAS, HAS_NOT, UNSURE, Found, go_on, one_way

pytestmark = [pytest.mark.root, needs("strace", root=True)]
UMASKS: Final = (0o002, 0o022, 0o077)
WRITES: Final = (
    "write", "fsync", "linkat", "renameat", "unlinkat", "fchmod", "fchown", "mkdirat",
)  # fmt: skip
"""The calls by which a store is changed."""
ERRORS: Final = ("EIO", "ENOSPC")
LASTING: Final = frozenset({"Task 0", "Task 1", "Task 900", "Task 901", "Task 902"})
"""Titles acknowledged before."""
_MEMORY: Final = Path("/dev/shm")  # noqa: S108  (a kill asks no disk; each run has its own folder)


class Manner(NamedTuple):
    """How the files of a store are made."""

    umask: int
    has_setgid: bool


class Point(NamedTuple):
    """Who is killed, or gets an error, and at which call."""

    user: int
    manner: Manner
    call: str
    at: int
    error: str = ""
    """Empty for a kill."""


MANNERS: Final = tuple(Manner(umask, setgid) for umask, setgid in product(UMASKS, (True, False)))
Template = Callable[[Manner], Path]
"""The file of a team's store that was made in a manner."""


def _folder() -> Path:
    return Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None))


@pytest.fixture(scope="module")
def template() -> Iterator[Template]:
    """Team stores that each member has written to, one for each manner, made once."""
    made: dict[Manner, Path] = {}

    def one(manner: Manner) -> Path:
        if manner not in made:
            made[manner] = _a_team(manner)
        return made[manner]

    yield one
    for path in made.values():
        shutil.rmtree(path.parent)


def _a_team(manner: Manner) -> Path:
    folder = _folder()
    os.chown(folder, ANN, TEAM)
    folder.chmod(0o2775)
    path = folder / "plan.json"
    with Child(as_member, path, ANN, manner.umask, "new store", "team") as child:
        assert child.hear() == "done"
    for at, user in enumerate(MEMBERS):
        with Child(as_member, path, user, manner.umask, "one more", 900 + at) as child:
            assert child.hear() == "Committed: "
    if not manner.has_setgid:
        for one in (folder, *Path(f"{path}.d").rglob("*"), Path(f"{path}.d")):
            if one.is_dir():
                one.chmod(stat.S_IMODE(one.stat().st_mode) & ~stat.S_ISGID)
    return path


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    with removed_after(_folder()) as folder:
        subprocess.run(["cp", "-a", f"{path.parent}/.", folder], check=True)
        yield folder / path.name


@pytest.mark.parametrize("name", WAYS)
def test_whoever_is_killed_all_go_on_and_nothing_is_lost(
    name: str, template: Template, tell: Tell
) -> None:
    way = WAYS[name]
    dice = random.Random(f"{name} {os.environ.get('PMTUI_SEED', '')}")
    manners = (amount(0, 1) and MANNERS) or (dice.choice(MANNERS),)
    with (
        _prepared(way, template, manners) as starts,
        ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool,
    ):
        points = _points(name, template, starts, pool, dice)
        told = list(pool.map(lambda one: _tried(name, one, template, starts), points))
    wrong = [
        f"{point}: {problem}" for point, (_, problem) in zip(points, told, strict=True) if problem
    ]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(points)}", *wrong[:20]])
    kills = sum(not one.error for one in points)
    answers = Counter(
        answer for point, (answer, _) in zip(points, told, strict=True) if point.error
    )
    said = ", ".join(f"{count} {answer}" for answer, count in sorted(answers.items()))
    errors = f"; {len(points) - kills} errors ({said})" if answers else ""
    tell(18, f"{name}: {kills} kills ({len(way.users)} users, {_manners_text(manners)}), 0 stores "
             f"that stay shut or read-only, 0 acknowledged edits lost{errors}")  # fmt: skip


def _manners_text(manners: tuple[Manner, ...]) -> str:
    umasks = " ".join(sorted({f"{one.umask:03o}" for one in manners}))
    kinds = {True: "with", False: "without"}
    setgid = " and ".join(kinds[one] for one in sorted({one.has_setgid for one in manners})[::-1])
    return f"umasks {umasks}, {setgid} setgid"


@contextmanager
def _prepared(
    way: Way, template: Template, manners: tuple[Manner, ...]
) -> Iterator[dict[Manner, Path]]:
    """Stores in the state in which a way begins, one for each manner."""
    starts: dict[Manner, Path] = {}
    with removed_after(_folder()) as folder:
        folder.chmod(0o755)
        for number, manner in enumerate(manners):
            there = folder / str(number)
            subprocess.run(["cp", "-a", template(manner).parent, there], check=True)
            starts[manner] = there / "plan.json"
            way.start(starts[manner], manner.umask)
        yield starts


def _points(
    name: str,
    template: Template,
    starts: dict[Manner, Path],
    pool: ThreadPoolExecutor,
    dice: random.Random,
) -> list[Point]:
    """A kill of each user in each manner at each call that writes, and errors there in turns."""
    whoever = [Point(user, manner, "", 0) for manner in starts for user in WAYS[name].users]
    if len(starts) == 1:
        whoever = [dice.choice(whoever)]
    found: list[Point] = []
    counts = pool.map(lambda one: _calls(name, one, template, starts), whoever)
    for number, (one, calls) in enumerate(zip(whoever, counts, strict=True)):
        places = [
            one._replace(call=call, at=at) for call in WRITES for at in range(1, calls[call] + 1)
        ]
        assert places, f"{name} writes nothing"
        found += places
        turn = places[number % len(whoever) :: len(whoever)]
        found += [place._replace(error=error) for place in turn for error in ERRORS]
    few = int(os.environ.get("PMTUI_POINTS", "0")) or amount(4, 1_000_000)
    return found if len(found) <= few else dice.sample(found, few)


def _calls(name: str, point: Point, template: Template, starts: dict[Manner, Path]) -> Counter[str]:
    """How often a deed calls what writes when nobody hinders it."""
    with _copied(starts[point.manner]) as path:
        said, log = _done(
            name, path, template(point.manner), point, ("-e", f"trace={','.join(WRITES)}")
        )
    assert said, name
    assert said[-1].startswith(END), said
    assert "refused" not in said[-1], said
    return counted(log)


def _tried(
    name: str, point: Point, template: Template, starts: dict[Manner, Path]
) -> tuple[str, str]:
    """What somebody said who was killed at a call or got an error, and what is wrong afterwards."""
    way = WAYS[name]
    with _copied(starts[point.manner]) as path:
        options = spoil(point.call, point.at, error=point.error)
        said, _ = _done(name, path, template(point.manner), point, options)
        answer = (
            said[-1].removeprefix(END).split()[0] if said and said[-1].startswith(END) else "killed"
        )
        users = _after(point.user) if way.users == MEMBERS else _from(way.users[0])
        with Child(go_on, path, point.manner.umask, users, way.compacts) as child:
            heard = child.hear()
        try:
            found = msgspec.json.decode(heard, type=Found)
        except msgspec.DecodeError:
            return answer, heard
    return answer, _wrong(way, said, found)


def _after(user: int) -> tuple[int, ...]:
    """The members in turns, the one who was killed last."""
    return _from(MEMBERS[(MEMBERS.index(user) + 1) % len(MEMBERS)])


def _from(user: int) -> tuple[int, ...]:
    """The members in turns, beginning with one."""
    at = MEMBERS.index(user)
    return MEMBERS[at:] + MEMBERS[:at]


def _done(
    name: str, path: Path, older: Path, point: Point, options: tuple[str, ...]
) -> tuple[list[str], str]:
    """What a member said who did a deed under a tracer, and what the tracer saw."""
    way = WAYS[name]
    with Child(one_way, path, point.user, point.manner.umask, way.deed) as child:
        said = child.hear()
        assert said == "ready", said
        if way.meanwhile is not None:
            way.meanwhile(path, older, point.manner.umask)
        tracer = Spoiler(child, *options)
        child.say("go")
        heard = child.heard_whole()
        log = tracer.ended()
    return heard, log


def _wrong(way: Way, said: list[str], found: Found) -> str:
    """What is not as it was promised; empty where all is."""
    if found.problem or found.read_only or found.deviations or found.bad:
        return str(found)
    wanted, refused = set(LASTING - way.gone | way.there), set()
    for line in said:
        word, title = next(
            (
                (word, line.removeprefix(word).strip())
                for word in (HAS_NOT, HAS, UNSURE)
                if line.startswith(f"{word} ")
            ),
            ("", ""),
        )
        wanted.discard(title)
        refused.discard(title)
        if word == HAS:
            wanted.add(title)
        elif word == HAS_NOT:
            refused.add(title)
    wanted |= {f"Task {911 + at}" for at in range(3)}
    lost, there = wanted - set(found.titles), refused & set(found.titles)
    return f"lost {lost}, refused but there {there}, said {said}" if lost or there else ""
