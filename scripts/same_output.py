"""This file asks two builds the same questions of the same stores: `python -m scripts.same_output`.

    python -m scripts.same_output OTHER [--this CHECKOUT] [--stores 20]

OTHER is a checkout, such as that of the commit a change starts from. It writes the stores: random
ones with rows in every table that it knows, its sample, and one of benchmarks; so both builds can
open them. Each build then lists every table as text, JSON and CSV, exports it to CSV, JSON and
XLSX, filters tasks, and prints what views show. Every answer that differs in a byte is named; of a
workbook, but for when it was made.
"""

import argparse
import hashlib
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_HOME: Final = Path(__file__).parents[1]
_VIEWS: Final = (
    "tree", "risks", "benefits", "health", "attention", "money", "people", "week", "contracts",
    "evm", "flow", "inbox", "day", "log", "schedule", "case", "check",
)  # fmt: skip
_FILTERS: Final = (
    "a", "open", "due<2027", "-is:done e", "owner:none", "is:late or is:blocked", "cost>10",
    "is:any e i", "t-1*", "T-1", "sort:due- e",
)  # fmt: skip
_MADE_WHEN: Final = "docProps/core.xml"
_TASKS: Final = 300
_BOTH_STREAMS: Final = (("stdout", 1), ("stderr", 2))


def main() -> None:
    """Compare, and end with 1 where an answer differs; or answer as one of both builds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("other", type=Path, help="the checkout of the other build")
    parser.add_argument("--this", type=Path, default=_HOME, help="the checkout that is compared")
    parser.add_argument("--stores", type=int, default=20, help="random ones beside two others")
    parser.add_argument("--part", choices=("write", "answer"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "write":
        _write(options.folder, options.stores)
    elif options.part == "answer":
        sys.stdout.write(json.dumps(_answers(options.folder)))
    else:
        sys.exit(_compare(options.other, options.this, options.stores))


def _compare(other: Path, this: Path, count: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(other, "write", folder, count)
        theirs = json.loads(_run(other, "answer", folder, count))
        ours = json.loads(_run(this, "answer", folder, count))
    differing = differences(theirs, ours)
    for question in differing:
        sys.stdout.write(f"{question}: answers otherwise\n")
    sys.stdout.write(f"{len(theirs)} questions, {len(differing)} answers differ\n")
    return 1 if differing or not theirs else 0


def differences(theirs: dict[str, object], ours: dict[str, object]) -> list[str]:
    """The questions of the other build that this one answers otherwise."""
    return [question for question, answer in theirs.items() if ours.get(question) != answer]


def _run(checkout: Path, part: str, folder: Path, count: int) -> bytes:
    """This file under the program and the tests of a checkout."""
    path = os.pathsep.join(map(str, (checkout / "src", checkout)))
    done = subprocess.run(  # noqa: S603  (the two builds that are compared)
        [sys.executable, "-P", __file__, str(checkout), "--part", part, "--folder", str(folder),
         "--stores", str(count)],
        stdout=subprocess.PIPE, check=True, cwd=folder, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    return done.stdout


def _write(folder: Path, count: int) -> None:
    from benchmarks.stores import make_store
    from pmtui.demo import sample_workspace
    from pmtui.model.workspace.schema import TABLES
    from pmtui.store.disk.making_and_opening import init_store
    from tests.exchange.tables.stores import Drawn

    for seed in range(count):
        path = folder / f"random{seed}.json"
        init_store(path, workspace=Drawn(seed).store()).close()
    init_store(folder / "sample.json", workspace=sample_workspace()).close()
    make_store(folder / "benchmark.json", _TASKS)
    (folder / "tables").write_text(" ".join(TABLES))


def _answers(folder: Path) -> dict[str, object]:
    tables = (folder / "tables").read_text().split()
    _load()
    return {
        f"{store.stem}: pmtui {' '.join(words)}": answer(words, store)
        for store in sorted(folder.glob("*.json"))
        for words in _questions(tables)
    }


def _load() -> None:
    """Load once what every verb would load: each question is asked in a process forked off."""
    import pmtui.cli
    import pmtui.figures
    import pmtui.views

    for package in (pmtui.cli, pmtui.figures, pmtui.views):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)


def _questions(tables: list[str]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for end in ((), ("--json",), ("--csv",)):
            yield ("list", table, *end)
        for kind in ("csv", "json", "xlsx"):
            yield ("export", table, f"out.{kind}")
    for view in _VIEWS:
        yield (view,)
        yield (view, "--json")
    for text in _FILTERS:
        yield ("list", "tasks", text, "--json")
    yield ("list", "tasks", "open", "sort:due-", "--columns", "key,title,planned,cost", "--json")
    yield ("export", "tasks", "out.csv", "--columns", "title,owner,planned,status")


def answer(words: tuple[str, ...], store: Path) -> list[object]:
    """Exit code, digests of both streams, and of what is in the file that was written."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        child = os.fork()
        if not child:
            os.chdir(folder)
            for stream, number in _BOTH_STREAMS:
                os.dup2(os.open(stream, os.O_CREAT | os.O_WRONLY), number)
            sys.stdout, sys.stderr = (open(number, "w") for number in (1, 2))  # noqa: PTH123, SIM115
            code = _verb([*words, "--store", str(store)])
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return [code, {path.name: digest(path) for path in sorted(folder.iterdir())}]


def _verb(words: list[str]) -> int:
    from pmtui.cli.main import main as run

    try:
        return run(words)
    except BaseException:  # noqa: BLE001  (an end by any error is an answer as well)
        sys.excepthook(*sys.exc_info())
        return 99


def digest(path: Path) -> object:
    """What a file holds, shortly; of a workbook by its parts, but for when it was made."""
    if not zipfile.is_zipfile(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist() if name != _MADE_WHEN}
    return {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}


if __name__ == "__main__":
    main()
