"""This file keeps the wheel whole: built without the network, it finds its own data."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import pmtui
from tests.house.checkout import PACKAGE, ROOT

_PROBE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import pmtui.resources as resources
print(json.dumps([str(resources.sample_store()), str(resources.themes_directory())]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(out / "unpacked")
    return out / "unpacked"


def _files(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_nothing_beside_it(wheel: Path) -> None:
    info = f"pmtui-{pmtui.__version__}.dist-info"
    assert {path.name for path in wheel.iterdir()} == {"pmtui", info}
    shipped = {name for name in _files(wheel / "pmtui") if not name.startswith("_data/")}
    assert shipped == _files(PACKAGE)
    entries = (wheel / info / "entry_points.txt").read_text("utf-8")
    assert "pmtui = pmtui.__main__:main" in entries


@pytest.mark.parametrize("folder", ["themes", "sample_data"])
def test_the_wheel_holds_every_file_of_the_data(wheel: Path, folder: str) -> None:
    assert _files(ROOT / folder)
    assert _files(wheel / "pmtui" / "_data" / folder) == _files(ROOT / folder)


def test_the_demo_of_the_wheel_opens_the_wheels_own_data(wheel: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, wheel],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    store, themes = map(Path, json.loads(done.stdout))
    assert store == wheel / "pmtui/_data/sample_data/portfolio.json"
    assert themes == wheel / "pmtui/_data/themes"
    assert json.loads(store.read_text("utf-8"))["_meta"]
