"""This file follows the arrows that no import shows: what is named by text and loaded when used."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from tests.cli.running import run
from tests.house.checkout import LAZY, ROOT, SCREEN, module_name, python_files

_STARTS: Final = (
    "pmtui.bootstrap",
    "pmtui.cli.verbs.read.list",
    "pmtui.tui.app.application",
    "pmtui.tui.main.main_screen",
)
"""What a list, and the first frame, are made of."""
_NEVER_FOR_A_LIST: Final = ("pmtui.session.session", "pmtui.actions", "pmtui.exchange", "pmtui.tui")
"""Parts that a list has no use for."""
_OF_A_LIST: Final = frozenset(
    f"pmtui.cli.{name}"
    for name in (
        "command_line",
        "console.exit_codes",
        "console.output",
        "console.shell_quoting",
        "console.streams",
        "core.as_of",
        "core.table_names",
        "core.verb",
        "main",
        "verbs.read.list",
    )
)
"""The modules of the command line that a list is made of."""
_HEAVY: Final = SCREEN | LAZY | {"asyncio", "email", "http", "xml", "multiprocessing"}
"""Libraries that cost a short verb a noticeable part of its time."""
_OF_A_SCHEDULE: Final = (
    "pmtui.figures.cpm",
    "pmtui.figures.planning",
    "pmtui.figures.schedule_analysis",
)
"""Figures that a list of tasks of which every date is stored has no use for."""
_SCHEDULE: Final = "pmtui.figures.cpm.schedule"
"""Loads with the first plan."""


def _arrows() -> Iterator[tuple[str, str]]:
    """Each module that loads something by its name, and that name."""
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                module, colon, name = node.value.partition(":")
                if colon and module.startswith("pmtui.") and name.isidentifier():
                    yield module_name(path), node.value


def _floors() -> dict[str, int]:
    """How high each part of the package lies, by its name."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    floors = next(one for one in contracts["contracts"] if one["id"] == "floors")["layers"]
    names = [[part.strip(" ()") for part in floor.split("|")] for floor in floors]
    return {name: height for height, floor in enumerate(reversed(names)) for name in floor}


@pytest.mark.parametrize(("origin", "place"), sorted(_arrows()))
def test_what_is_loaded_by_name_is_there_and_lies_no_higher(origin: str, place: str) -> None:
    module, _, name = place.partition(":")
    assert hasattr(import_module(module), name)
    floors = _floors()
    here, there = origin.split(".")[1], module.split(".")[1]
    assert here == there or floors[there] < floors[here]


def test_neither_a_list_nor_a_first_frame_loads_the_schedule() -> None:
    program = (
        f"import importlib, json, sys; [importlib.import_module(m) for m in {_STARTS!r}];"
        f"print(json.dumps({_SCHEDULE!r} in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=ROOT / "src",
        env=os.environ,
        text=True,
    )
    assert json.loads(done.stdout) is False


def test_a_list_and_a_refused_verb_load_no_more_than_they_need(tmp_path: Path) -> None:
    program = (
        "import json, os, sys; from pmtui.cli.main import main; code = main(sys.argv[1:]);"
        "os.write(2, json.dumps([code, sorted(sys.modules)]).encode())"
    )

    def loaded(*words: str) -> tuple[int, set[str]]:
        done = subprocess.run(
            [sys.executable, "-S", "-c", program, *words],
            capture_output=True, check=True, cwd=ROOT / "src", text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        code, names = json.loads(done.stderr.splitlines()[-1])
        return code, set(names)

    store = str(tmp_path / "plan.json")
    assert run("init", store, "--from", "sample").code == 0
    code, names = loaded("list", "tasks", "--json", "--store", store)
    assert code == 0
    ours = {name for name in names if name.startswith("pmtui.")}
    assert not {name for name in ours if name.startswith(_OF_A_SCHEDULE)}
    assert not {name for name in ours if name.startswith(_NEVER_FOR_A_LIST)}
    verbs = {name for name in ours if name.startswith("pmtui.cli.")}
    folders = {name.rpartition(".")[0] for name in verbs}
    assert verbs - folders == _OF_A_LIST
    assert not {name.partition(".")[0] for name in names} & _HEAVY
    code, names = loaded("import", "plan.xml", "--store", str(tmp_path / "none.json"))
    assert code == 3
    assert not {name for name in names if name.startswith(("pmtui.exchange", *_NEVER_FOR_A_LIST))}
    assert len({name for name in names if name.startswith("pmtui.")}) < len(ours) / 2
