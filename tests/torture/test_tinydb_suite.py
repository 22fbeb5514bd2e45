"""This file runs TinyDB's own tests, from its source distribution, on the store's storage."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pytest

from tests.torture.conftest import Tell
from tests.torture.harness import ROOT

NOT_OURS: Final = {
    "test_storages.py::test_json_kwargs": "looks at the bytes JSONStorage writes",
    "test_storages.py::test_encoding": "writes in another encoding; a store is always UTF-8",
    "test_tables.py::test_table_repr[json]": "looks at the name of the class",
}
"""Tests that are left out, and why."""
_SAFELY: Final[Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""How an archive is unpacked; the first Pythons 3.11 know no filters."""


def _pip() -> list[str]:
    """A pip to call: an environment made by uv has none, what it was made from does."""
    python = sys.executable
    if importlib.util.find_spec("pip") is None:
        python = str(Path(sys.base_prefix) / "bin" / "python3")
    return [python, "-m", "pip"]


def _suite(config: pytest.Config) -> Path:
    """The unpacked source distribution of the TinyDB that is installed; fetched once."""
    number = version("tinydb")
    folder = config.cache.mkdir("tinydb")
    suite = folder / f"tinydb-{number}"
    if not (suite / "tests").is_dir():
        command = [
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            ":all:",
            "--dest",
            str(folder),
        ]
        done = subprocess.run(
            [*_pip(), *command, f"tinydb=={number}"],
            capture_output=True,
            check=False,
            text=True,
        )
        if done.returncode:
            pytest.skip(f"TinyDB's source cannot be had: {done.stderr.strip()[-200:]}")
        with tarfile.open(folder / f"tinydb-{number}.tar.gz") as archive:
            archive.extractall(folder, **_SAFELY)  # noqa: S202  (from the package index)
    return suite


def test_tinydbs_own_tests_pass_on_the_store(
    request: pytest.FixtureRequest, tmp_path: Path, tell: Tell
) -> None:
    suite = _suite(request.config)
    shutil.copy(Path(__file__).with_name("stand_in.py"), tmp_path)
    left_out = [word for name in NOT_OURS for word in ("--deselect", f"tests/{name}")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "stand_in",
         "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", ".", "--basetemp",
         tmp_path / "base", *left_out, "tests"],
        cwd=suite,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{tmp_path}"},
        capture_output=True,
        check=False,
        text=True,
    )  # fmt: skip
    counts = re.search(r"(\d+) passed, (\d+) deselected", done.stdout)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert counts is not None, done.stdout
    assert int(counts[1]) > 200
    assert int(counts[2]) == len(NOT_OURS)
    why = "; ".join(f"{name.partition('::')[2]} {reason}" for name, reason in NOT_OURS.items())
    tell(
        16,
        f"TinyDB {version('tinydb')}: {counts[1]} passed, 0 failed, {counts[2]} left out ({why})",
    )
