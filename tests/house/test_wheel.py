"""This file keeps the wheel whole: built without the network, it finds its own data."""

import importlib.util
import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import pmtui
from scripts.try_wheel import Stranger, try_all
from tests.house.checkout import PACKAGE, ROOT

_PROBE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import pmtui.resources as resources
print(json.dumps([str(resources.sample_store()), str(resources.themes_directory())]))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The built wheel, unpacked."""
    with zipfile.ZipFile(built) as archive:
        archive.extractall(built.parent / "unpacked")
    return built.parent / "unpacked"


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


@pytest.mark.parametrize("folder", ["themes", "sample_data", "systemd"])
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


@pytest.mark.pty
def test_the_installed_wheel_works_in_a_place_with_spaces(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "a place with spaces"
    home = place / "a home"
    home.mkdir(parents=True)
    environment = place / "an environment"
    venv.create(environment, with_pip=False)
    (packages,) = environment.glob("lib/python*/site-packages")
    # What it depends on is borrowed; the checkout's own package is not reached this way.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    if importlib.util.find_spec("pip") is None:
        pip = ["uv", "pip", "install", "--quiet", "--no-deps", "--python", str(python)]
    subprocess.run([*pip, "--no-index", str(built)], check=True)
    assert "demo" in try_all(Stranger(environment / "bin" / "pmtui", home), home)


def test_running_installs_what_running_needs_and_testing_the_tools_too() -> None:
    def asked(target: str) -> str:
        words = ["make", "-n", "-B", target, "UV="]
        return subprocess.run(words, capture_output=True, check=True, cwd=ROOT, text=True).stdout

    assert "--editable '.[levelling,selection,simulation]'\n" in asked("run")
    assert "[dev]" not in asked("run")
    assert "--editable '.[dev]'\n" in asked("test")
    assert "simulation]" not in asked("test")
