"""This file keeps names that say something, and folders that import-linter can see."""

import tomllib
from pathlib import Path

import pytest

import pmtui
from tests.house.checkout import PACKAGE, ROOT, module_name, python_files

_SAY_NOTHING = ("util", "helper", "common", "manager", "handler", "base", "misc", "stuff")


def test_a_module_is_named_after_what_it_holds() -> None:
    unnamed = [
        module_name(path)
        for path in python_files()
        if any(word.removesuffix("s") in _SAY_NOTHING for word in path.stem.split("_"))
    ]
    assert not unnamed


@pytest.mark.parametrize("top", [PACKAGE, ROOT / "tests"], ids=["src", "tests"])
def test_every_folder_with_python_is_a_package(top: Path) -> None:
    folders = {path.parent for path in python_files(top)}
    between = {parent for folder in folders for parent in folder.parents if top in parent.parents}
    bare = [
        str(folder.relative_to(ROOT))
        for folder in folders | between | {top}
        if not (folder / "__init__.py").is_file()
    ]
    assert not bare


def test_the_version_is_the_same_in_code_and_in_metadata() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == pmtui.__version__


def test_the_lock_names_public_places_only() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    ours = [package for package in lock["package"] if package["name"] == "pmtui"]
    others = [package for package in lock["package"] if package["name"] != "pmtui"]
    assert [package["source"] for package in ours] == [{"editable": "."}]
    assert {package["source"]["registry"] for package in others} == {"https://pypi.org/simple"}
    files = [file for package in others for file in package.get("wheels", [])]
    assert files
    assert all(file["url"].startswith("https://files.pythonhosted.org/") for file in files)
