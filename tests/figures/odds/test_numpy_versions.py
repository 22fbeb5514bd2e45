"""This file simulates with the oldest and the newest numpy there may be: the bytes are the same.

Each is installed from the package index into a folder of its own; where that cannot be done the
tests are skipped, and say why.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.figures.odds.test_same_bytes import GOLDEN
from tests.house.checkout import ROOT

pytestmark = pytest.mark.slow
_OLDEST: Final = "".join(
    re.findall(r'"numpy>=([0-9.]+)', (ROOT / "pyproject.toml").read_text("utf-8"))[:1]
)
"""As the extra has it."""
_SAY: Final = (
    "import numpy; from numpy import __version__; "
    "core = getattr(numpy, '_core', None) or numpy.core; features = core._multiarray_umath; "
    "able = [f for f in features.__cpu_dispatch__ if features.__cpu_features__.get(f)]; "
    "print(__version__, *able)"
)
"""Says its version, and all that the processor can do beyond the least."""


@pytest.fixture(scope="module", params=[f"numpy~={_OLDEST}.0", "numpy"], ids=["oldest", "newest"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with that numpy."""
    folder = tmp_path_factory.mktemp("numpy")
    words = ["-m", "pip", "install", "-q", "--only-binary=:all:", "--target", str(folder)]
    done = subprocess.run(
        [sys.executable, *words, request.param], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"{request.param} cannot be installed: {done.stderr.strip()[-200:]}")
    return folder


def _run(library: Path, *words: str, **more: str) -> str:
    path = os.pathsep.join((str(library), str(ROOT / "src"), str(ROOT)))
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path, **more},
        text=True,
    )
    return done.stdout


def test_it_gives_the_golden_bytes_with_all_the_processor_can_and_with_the_least(
    library: Path,
) -> None:
    version, *able = _run(library, "-c", _SAY).split()
    assert (library / "numpy").is_dir()
    assert f"numpy-{version}" in {path.name.split(".dist-info")[0] for path in library.iterdir()}
    golden = json.loads(GOLDEN.read_text("utf-8"))
    assert json.loads(_run(library, "-m", "tests.figures.odds.golden")) == golden
    least = _run(
        library, "-m", "tests.figures.odds.golden", NPY_DISABLE_CPU_FEATURES=" ".join(able)
    )
    assert json.loads(least) == golden
