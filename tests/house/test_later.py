"""This file keeps what loads when it is first used from loading at the start."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.cli.running import run
from tests.house.checkout import LAZY, ROOT, SCREEN

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
        "console.ending",
        "console.output",
        "console.row_texts",
        "console.shell_quoting",
        "console.streams",
        "core.entity_names",
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
