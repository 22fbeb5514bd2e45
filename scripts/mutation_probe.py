"""This file swaps operators one at a time and asks whether the tests beside the module notice.

    python -m scripts.mutation_probe --count 200 --jobs 2
    python -m scripts.mutation_probe --under query/filter

Which operators are swapped follows from the commit, so that a run can be repeated; `--under` takes
every operator of a folder or module instead. A swap that no test in the mirrored folder notices is
alive; each is listed. More than one in twenty is a failure.

A swap stands in memory only, in a child process of its own: no file changes, so that a tree may be
probed while somebody works in it. It is tried twice. First in a fork of a process that has
collected the tests, where the functions of the module are given their swapped code: that costs as
long as the first test that fails takes. What survives, or stands outside any function, is tried
with everything imported anew.
"""

import argparse
import ast
import gc
import importlib
import os
import random
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Final, NamedTuple, NoReturn

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "pmtui"
PROBED: Final = ("query", "figures", "model", "views")
MOST_ALIVE: Final = 0.05
_SECONDS: Final = 60
"""Of computing, after which a swap counts as noticed: it made something go on for ever."""
_SECONDS_FOR_ALL: Final = 60 * _SECONDS
"""Of computing, for every test once without any swap."""
_BYTES: Final = 4 * 1024**3
"""Of memory, above which a swap counts as noticed: it made something grow for ever."""
_LOADED_FIRST: Final = ("_pytest.assertion.rewrite", "hypothesis.strategies", "msgspec", "pendulum")
"""What the tests load besides the package; a child has it from its parent."""
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

    @property
    def module(self) -> str:
        """The name by which its module is imported."""
        parts = self.path.relative_to(PACKAGE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def distance_of(self, test: pytest.Item) -> tuple[bool, bool]:
        """Sorts the tests of the module's own name first, and those of many examples last."""
        return "hypothesis" in test.keywords, test.path.name != f"test_{self.path.stem}.py"

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
    every = [swap for part in PROBED for swap in swaps_under(part)]
    return random.Random(seed).sample(every, min(count, len(every)))


def swaps_under(part: str) -> list[Swap]:
    """Every swap of a folder of the package, or of one module of it."""
    place = PACKAGE / part
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [swap for path in paths for swap in swaps_of(path)]


def survivors(swaps: Sequence[Swap], jobs: int) -> list[Swap]:
    """The swaps that the collected tests do not notice in the functions of a module.

    Raises:
        ChildProcessError: where the tests are red without any swap.
    """
    answers, questions = os.pipe()
    process = os.fork()
    if not process:
        os.close(answers)
        with os.fdopen(questions, "w", encoding="ascii") as out:
            folders = sorted({str(swap.tests) for swap in swaps})
            status = _run_tests(folders, _Trials(swaps, jobs, lambda at: print(at, file=out)))
        os._exit(status)
    os.close(questions)
    with os.fdopen(answers, encoding="ascii") as lines:
        alive = [swaps[int(line)] for line in lines]
    if os.waitpid(process, 0)[1]:
        raise ChildProcessError
    return alive


class _Trials:
    """In place of a run of the collected tests: one trial for each swap, in a fork.

    Args:
        swaps: what is tried.
        jobs: how many at once.
        report: is called with the place of each swap that no test notices.
    """

    def __init__(self, swaps: Sequence[Swap], jobs: int, report: Callable[[int], None]) -> None:
        self._swaps = swaps
        self._jobs = jobs
        self._report = report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        all_tests = _forked(lambda: _run_in_turn(session, session.items), _SECONDS_FOR_ALL)
        if os.waitpid(all_tests, 0)[1]:
            session.shouldfail = "red without any swap"
            raise session.Failed(session.shouldfail)
        for at in _passed((self._trial(session, swap) for swap in self._swaps), self._jobs):
            self._report(at)
        return True

    def _trial(self, session: pytest.Session, swap: Swap) -> Callable[[], NoReturn]:
        def run() -> NoReturn:
            tests = [test for test in session.items if test.path.is_relative_to(swap.tests)]
            _put_in_functions(swap)
            _run_in_turn(session, sorted(tests, key=swap.distance_of))

        return run


def _run_in_turn(session: pytest.Session, tests: Sequence[pytest.Item]) -> NoReturn:
    """Run tests up to the first that fails, and end the process: with 0 where all pass."""
    session.config.pluginmanager.unregister(name="terminalreporter")
    for test, following in zip(tests, (*tests[1:], None), strict=True):
        test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
        if session.testsfailed:
            break
    os._exit(bool(session.testsfailed))


def _put_in_functions(swap: Swap) -> None:
    """Give each function there is of a module its code with the swap in it."""
    mutated = compile(swap.mutated(), str(swap.path), "exec", dont_inherit=True)
    codes: dict[tuple[str, int], CodeType | None] = {}
    for inner in _codes_in(mutated):
        place = inner.co_qualname, inner.co_firstlineno
        codes[place] = None if place in codes else inner  # Two of a line are left to the imports.
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename == str(swap.path):
            code = codes.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
            if code is not None:
                function.__code__ = code


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes_in(constant)


class _MutatedLoader(SourceFileLoader):
    """Loads a module with the swap in it."""

    def __init__(self, swap: Swap) -> None:
        super().__init__(swap.module, str(swap.path))
        self._text = swap.mutated()

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._text, self.get_filename(fullname), "exec", dont_inherit=True)


class _MutatedFinder(MetaPathFinder):
    """Finds a module with the swap in it in the place of the module."""

    def __init__(self, swap: Swap) -> None:
        self._swap = swap

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the shape of a finder
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname != self._swap.module:
            return None
        return spec_from_file_location(fullname, loader=_MutatedLoader(self._swap))


class _NearestFirst:
    """Has the tests of the module's own name run first."""

    def __init__(self, swap: Swap) -> None:
        self._swap = swap

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=self._swap.distance_of)


def survivors_anew(swaps: Sequence[Swap], jobs: int) -> Iterator[Swap]:
    """The swaps that the tests do not notice where everything is imported with them in place."""

    def trial(swap: Swap) -> Callable[[], NoReturn]:
        def run() -> NoReturn:
            sys.meta_path.insert(0, _MutatedFinder(swap))
            os._exit(_run_tests([str(swap.tests)], _NearestFirst(swap)))

        return run

    yield from (swaps[at] for at in _passed(map(trial, swaps), jobs))


def _run_tests(folders: Sequence[str], plugin: object) -> int:
    """The exit status of the tests of folders, run in this process."""
    without = [f"-pno:{name}" for name in ("cacheprovider", "faulthandler", "xdist")]
    options = ["-q", "-x", "--hypothesis-profile=probe", "--tb=no", *without]
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    return pytest.main([*options, *folders], plugins=[plugin])


def _passed(trials: Iterable[Callable[[], NoReturn]], jobs: int) -> Iterator[int]:
    """The places of the trials whose process ended well, so many at once."""
    running: dict[int, int] = {}
    for at, run in enumerate(trials):
        if len(running) == jobs:
            yield from _next_passed(running)
        running[_forked(run)] = at
    while running:
        yield from _next_passed(running)


def _next_passed(running: dict[int, int]) -> Iterator[int]:
    process, status = os.wait()
    at = running.pop(process)
    if not status:
        yield at


def _forked(run: Callable[[], NoReturn], seconds: int = _SECONDS) -> int:
    """A new process that runs this and ends, at the latest when it has taken too much."""
    process = os.fork()
    if process:
        return process
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        signal.alarm(10 * seconds)  # A test that waits computes nothing.
        run()
    finally:
        os._exit(1)


def _prepare() -> None:
    """Load what every child needs, and have Hypothesis try the same few examples each time."""
    os.chdir(ROOT)
    for module in _LOADED_FIRST:
        importlib.import_module(module)
    settings.register_profile(
        "probe",
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    os.environ.setdefault("PMTUI_TRIES", "50")


def main() -> int:
    """Swap, test, list what is alive."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--count", type=int, default=200)
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--seed", default="", help="instead of the commit")
    reader.add_argument("--under", default="", help="every swap of a folder or module instead")
    args = reader.parse_args()
    swaps = swaps_under(args.under) if args.under else chosen(args.count, args.seed or _commit())
    _prepare()
    try:
        candidates = survivors(swaps, args.jobs)
    except ChildProcessError:
        print("no tests, or red ones, without any swap")
        return 2
    alive = 0
    for swap in survivors_anew(candidates, args.jobs):
        alive += 1
        print(f"alive  {swap}", flush=True)
    print(f"{alive} of {len(swaps)} swaps are alive ({alive / max(len(swaps), 1):.1%})")
    return 1 if alive > MOST_ALIVE * len(swaps) else 0


def _commit() -> str:
    head = ["git", "rev-parse", "HEAD"]
    done = subprocess.run(head, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
