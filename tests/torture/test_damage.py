"""This file damages a store in every place and reads it by the command line."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmtui.store.disk.making_and_opening import open_store
from tests.cli.running import Ran, Shell
from tests.store.writing import rename
from tests.torture.conftest import Tell
from tests.torture.harness import amount, tree
from tests.torture.texts import texts

READ = ("list", "tasks", "--json")


@pytest.fixture
def worked(filled: Path) -> Path:
    """A store with a backup, a snapshot, and commits after it."""
    store = open_store(filled)
    rename(store, "Build")
    rename(store, "Launch")
    store._upkeep._own_commits = 0
    store.close()
    return filled


def _fair(ran: Ran) -> bool:
    """Whether a call gave data, or one clear line and an exit code that says so."""
    lines = ran.err.splitlines()
    return "Traceback" not in ran.err and len(lines) <= 1 and (ran.code == 0 or len(lines) == 1)


def _damages(data: bytes) -> Iterator[bytes]:
    step = amount(16, 1)
    for at in range(0, len(data), step):
        for bit in (0x01, 0x10) if step == 1 else (0x10,):
            yield data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
    for at in range(0, len(data), step):
        yield data[:at]
        yield data[:at] + bytes(min(step, len(data) - at)) + data[at + step :]


@pytest.mark.parametrize("name", ["plan.json", "log/000000002", "log/000000003"])
def test_no_damage_to_a_file_shows_anything_but_the_truth(
    name: str, worked: Path, tell: Tell
) -> None:
    file = worked if name == "plan.json" else Path(f"{worked}.d/{name}")
    sound = file.read_bytes()
    shell = Shell(worked)
    truth = shell(*READ).document["rows"]
    file.chmod(0o600)
    codes: Counter[int] = Counter()
    for data in _damages(sound):
        file.write_bytes(data)
        before = tree(worked)
        ran = shell(*READ)
        assert _fair(ran), (data, ran)
        assert ran.code in {0, 3}, (data, ran)
        assert ran.code or ran.document["rows"] == truth, (data, ran)
        is_said = "plan.json" in ran.err
        written = shell("set", "T-1", "title=Other")
        assert _fair(written), (data, written)
        assert is_said or ran.code == 3 or written.code == 0, (data, ran, written)
        if written.code == 0:
            assert name == "plan.json", data
            _restore(worked, before)
            codes[-1] += 1
        assert tree(worked) == before, data
        codes[ran.code] += 1
    total = codes[0] + codes[3]
    tell(7, f"{name}: {total} damages, {codes[0]} shown as it was, {codes[3]} refused in one line, "
            f"{codes[-1]} harmless, 0 wrong values, 0 tracebacks, 0 changed files")  # fmt: skip


def _restore(path: Path, files: dict[str, bytes]) -> None:
    for name in tree(path).keys() - files.keys():
        (path.parent / name).unlink()
    for name, data in files.items():
        file = path.parent / name
        file.chmod(0o600)
        file.write_bytes(data)


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "with its log"])
def test_no_text_as_a_store_is_a_traceback_or_changed(
    alone: bool,  # noqa: FBT001  (a parameter of the table)
    worked: Path,
    tmp_path: Path,
    tell: Tell,
) -> None:
    path = tmp_path / "other.json" if alone else worked
    codes: Counter[int] = Counter()
    for name, data in texts():
        path.write_bytes(data)
        before = tree(path)
        for words in (READ, ("check",), ("add", "project", "New")):
            ran = Shell(path)(*words)
            is_list = words == ("check",) and ran.code in {0, 1}
            assert is_list or _fair(ran), (name, words, ran)
            codes[ran.code] += 1
            assert words != ("add", "project", "New") or ran.code in {3, 5}, (name, ran)
        assert tree(path) == before, name
    where = "alone" if alone else "with backup and log"
    said = ", ".join(f"{count} with exit code {code}" for code, count in sorted(codes.items()))
    tell(7, f"{len(list(texts()))} texts as a store {where}, 3 verbs each: {said}, "
            f"0 tracebacks, 0 changed files")  # fmt: skip
