"""This file keeps the tree easy to find a way in: small folders, names that differ."""

import ast
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import pytest

from tests.house.checkout import PACKAGE, ROOT, python_files

MOST_MODULES: Final = 14
"""Modules in a folder; what grows beyond is two capabilities."""
_PAGES: Final = ("docs/architecture.md", "CONTRIBUTING.md")


def _folders() -> dict[Path, list[str]]:
    folders: dict[Path, list[str]] = defaultdict(list)
    for path in python_files():
        if path.name != "__init__.py":
            folders[path.parent].append(path.stem)
    return folders


def test_no_folder_has_more_modules_than_one_look_takes_in() -> None:
    assert not {
        str(folder.relative_to(PACKAGE)): len(names)
        for folder, names in _folders().items()
        if len(names) > MOST_MODULES
    }


def test_no_module_is_named_like_the_beginning_of_its_sibling() -> None:
    """`card` and `cards` beside each other are taken for one another."""
    pairs = [
        f"{folder.relative_to(PACKAGE)}: {name} {other}"
        for folder, names in _folders().items()
        for name in names
        for other in names
        if name != other and other.startswith(name)
    ]
    assert not pairs


def test_a_class_name_stands_once() -> None:
    places = Counter(
        node.name
        for path in python_files()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert not {name for name, count in places.items() if count > 1}


@pytest.mark.parametrize("page", _PAGES)
def test_the_floors_of_a_page_are_those_of_the_contract(page: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    floors = next(one for one in contracts["contracts"] if one["id"] == "floors")["layers"]
    text = (ROOT / page).read_text("utf-8")
    block = next(part for part in text.split("```") if "__main__\n" in part or " __main__ " in part)
    shown = [
        re.sub(r"^ *\d+ +", "", line).split("   ")[0].split("  ")[0].strip()
        for line in block.strip().splitlines()
    ]
    assert shown == floors
