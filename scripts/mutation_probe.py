"""This file swaps operators one at a time and asks whether the tests beside the module notice.

    python -m scripts.mutation_probe --count 200 --jobs 2

Which operators are swapped follows from the commit, so that a run can be repeated. A swap that no
test in the mirrored folder notices is alive; each is listed. More than one in twenty is a failure.
"""

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "pmtui"
PROBED: Final = ("query", "figures", "model", "views")
MOST_ALIVE: Final = 0.05
_SECONDS: Final = 180
"""After which a swap counts as noticed: it made something go on for ever."""
SWAPS: Final = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"), ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
    ast.And: ("and", "or"), ast.Or: ("or", "and"), ast.Add: ("+", "-"), ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"), ast.FloorDiv: ("//", "*"), ast.Div: ("/", "*"), ast.Mod: ("%", "+"),
}  # fmt: skip


class Swap(NamedTuple):
    """One operator in another's place."""

    path: Path
    line: int
    start: int
    """Characters of the file before it."""
    old: str
    new: str

    @property
    def tests(self) -> Path:
        """The folder where the tests of its module lie, or the nearest above that there is."""
        folder = ROOT / "tests" / self.path.parent.relative_to(PACKAGE)
        return next(place for place in (folder, *folder.parents) if place.is_dir())

    def mutated(self) -> str:
        """The module with the swap in it."""
        text = self.path.read_text("utf-8")
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def __str__(self) -> str:
        text = self.path.read_text("utf-8").splitlines()[self.line - 1].strip()
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.old} > {self.new}: {text}"


def swaps_of(path: Path) -> Iterator[Swap]:
    """Every operator of a module that has another to stand in its place."""
    text = path.read_text("utf-8")
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def at(line: int, column: int) -> int:
        start = starts[line - 1]
        return start + len(text[start : starts[line]].encode()[:column].decode())

    for operator, before, after in _operators(ast.parse(text)):
        pair = SWAPS.get(type(operator))
        if pair is None:
            continue
        low = at(before.end_lineno or 0, before.end_col_offset or 0)
        high = at(after.lineno, after.col_offset)
        pattern = re.escape(pair[0]).replace(r"\ ", r"\s+")
        edge = r"\b" if pair[0][0].isalpha() else ""
        found = re.search(f"{edge}{pattern}{edge}", _without_comments(text[low:high]))
        if found:
            start = low + found.start()
            number = text.count("\n", 0, start) + 1
            yield Swap(path, number, start, text[start : low + found.end()], pair[1])


def _operators(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.expr, ast.expr]]:
    """Operators with the operands on both sides."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            yield from zip(node.ops, sides[:-1], sides[1:], strict=True)
        elif isinstance(node, ast.BoolOp):
            for before, after in zip(node.values[:-1], node.values[1:], strict=True):
                yield node.op, before, after
        elif isinstance(node, ast.BinOp):
            yield node.op, node.left, node.right


def _without_comments(text: str) -> str:
    return re.sub("#[^\n]*", lambda comment: " " * len(comment[0]), text)


def chosen(count: int, seed: str) -> list[Swap]:
    """So many swaps, the same for the same seed."""
    paths = sorted(path for part in PROBED for path in (PACKAGE / part).rglob("*.py"))
    every = [swap for path in paths for swap in swaps_of(path)]
    return random.Random(seed).sample(every, min(count, len(every)))


class Copies:
    """Copies of the package to mutate, one for each process at work.

    Args:
        folder: where they lie.
        count: how many.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self._free: SimpleQueue[Path] = SimpleQueue()
        for number in range(count):
            copy = folder / str(number)
            shutil.copytree(ROOT / "src", copy)
            self._free.put(copy)

    def is_noticed(self, swap: Swap | None, tests: Path) -> bool:
        """Whether the tests of a folder fail with a swap in place, or without any."""
        copy = self._free.get()
        try:
            if swap is None:
                return not _passes(copy, tests)
            place = copy / swap.path.relative_to(ROOT / "src")
            try:
                place.write_text(swap.mutated(), "utf-8")
                _as_new(place)
                return not _passes(copy, tests)
            finally:
                shutil.copyfile(swap.path, place)
                _as_new(place)
        finally:
            self._free.put(copy)


def _as_new(path: Path) -> None:
    """Give a file a time of its own: what was compiled before does not stand for it."""
    now = path.stat().st_mtime_ns
    os.utime(path, ns=(now, now + random.SystemRandom().randrange(10**12)))


def _passes(copy: Path, tests: Path) -> bool:
    options = ["-q", "-x", "-p", "no:cacheprovider", "-o", f"pythonpath={copy}"]
    command = [sys.executable, "-m", "pytest", *options, str(tests)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(copy)}, capture_output=True,
            timeout=_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Swap, test, list what is alive."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--count", type=int, default=200)
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--seed", default="", help="instead of the commit")
    args = reader.parse_args()
    head = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(head, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    swaps = chosen(args.count, args.seed or commit.strip())
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(args.jobs) as pool:
        copies = Copies(Path(folder), args.jobs)
        folders = sorted({swap.tests for swap in swaps})
        red = [
            str(tests.relative_to(ROOT))
            for tests, fails in zip(
                folders, pool.map(lambda tests: copies.is_noticed(None, tests), folders),
                strict=True,
            )
            if fails
        ]  # fmt: skip
        if red:
            print("no tests, or red ones:", *red)
            return 2
        noticed = pool.map(lambda swap: copies.is_noticed(swap, swap.tests), swaps)
        alive = [swap for swap, is_noticed in zip(swaps, noticed, strict=True) if not is_noticed]
    for swap in alive:
        print(f"alive  {swap}")
    print(f"{len(alive)} of {len(swaps)} swaps are alive ({len(alive) / len(swaps):.1%})")
    return 1 if len(alive) > MOST_ALIVE * len(swaps) else 0


if __name__ == "__main__":
    sys.exit(main())
