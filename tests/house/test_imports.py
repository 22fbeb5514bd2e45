"""This file keeps the floors of the house: who may import whom, and what loads when."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.checkout import (
    LAZY,
    ROOT,
    SCREEN,
    imported,
    imports_in_functions,
    module_name,
    place,
    python_files,
)

_FACES = ("pmtui.__main__", "pmtui.tui")
_MAY_CHOOSE_LATE = (
    "pmtui.__main__",  # the face
    "pmtui.actions.edit_checks",  # what judges an edit
    "pmtui.actions.costing.",  # earned value, which few freeze
    "pmtui.bootstrap.files",  # a short verb needs none of what looks after a store
    "pmtui.bootstrap.postgresql",  # a store of files needs none of it
    "pmtui.cli.command_line",
    "pmtui.cli.core.entity_names",
    "pmtui.cli.core.verb",
    "pmtui.cli.main",  # the verb
    "pmtui.cli.verbs.edit.set",  # what an edit would change, for who asks before
    "pmtui.cli.verbs.read.list",  # filters
    "pmtui.clock",  # zones
    "pmtui.exchange.formats.",  # a reader of one format is of no use to another
    "pmtui.figures.catalogue",  # a family of figures
    "pmtui.figures.sheet.schedule_access",  # the schedule
    "pmtui.figures.sheet.cost_access",  # cost lines and the ledger
    "pmtui.machine",
    "pmtui.model.entities.policy",  # zones
    "pmtui.query.",  # the tests of filters that nobody typed
    "pmtui.session.session",  # what judges an edit that was not painted
    "pmtui.store.",  # opening a sound store needs a third of what writing and mending do
    "pmtui.tui.app.application",  # what takes the keys, after the first frame
    "pmtui.tui.commands.registry",  # commands that few people use at once
    "pmtui.tui.navigation.view_context",  # filters
    "pmtui.tui.panes.core.explanations",  # the words of a figure nobody asked about
    "pmtui.tui.panes.registry",  # the pane of a view
    "pmtui.tui.prompt.completions",  # the endings of files that are imported
    "pmtui.tui.prompt.quick_add",  # the preview of a paste
)
"""The modules, and folders, that load a part of ours at its first use; no other may."""
_MAY_LOAD_ITS_TABLE = re.compile(r"pmtui\.views\.\w+\.view")
"""A declared view says what gives its table, without loading it."""
_HEADLESS = [name for name in map(module_name, python_files()) if not name.startswith(_FACES)]


def _loaded_after(*modules: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after importing some of ours."""
    program = (
        f"import importlib, json, sys; [importlib.import_module(m) for m in {modules!r}];"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        cwd=ROOT / "src",
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_every_contract_of_the_linter_is_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src"},
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_tui_names_the_screen() -> None:
    named = [
        f"{place(path, getattr(node, 'lineno', 0))} {name}"
        for path in python_files()
        if not module_name(path).startswith("pmtui.tui")
        for node in ast.walk(_tree(path))
        for name in imported(node)
        if name.partition(".")[0] in SCREEN
    ]
    assert not named


def test_only_bootstrap_names_the_store() -> None:
    """The contract sees imports; this sees names that are only texts as well."""
    named = [
        f"{place(path, getattr(node, 'lineno', 0))} {name}"
        for path in python_files()
        if not module_name(path).startswith(("pmtui.store", "pmtui.bootstrap"))
        for node in ast.walk(_tree(path))
        for name in (*imported(node), *_text(node))
        if name == "pmtui.store" or name.startswith("pmtui.store.")
    ]
    assert not named


def test_only_what_is_heavy_or_chosen_late_is_imported_inside_a_function() -> None:
    late = [
        f"{place(path, line)} {name}"
        for path in python_files()
        if not module_name(path).startswith(_MAY_CHOOSE_LATE)
        and not _MAY_LOAD_ITS_TABLE.fullmatch(module_name(path))
        for line, name in imports_in_functions(_tree(path))
        if name.partition(".")[0] not in LAZY
    ]
    assert not late


def test_the_command_line_starts_without_screen_or_heavy_libraries() -> None:
    assert not _loaded_after("pmtui.cli.main") & (SCREEN | LAZY)


def test_no_verb_loads_the_screen_or_a_heavy_library_by_being_imported() -> None:
    assert not _loaded_after(*_HEADLESS) & (SCREEN | LAZY)


def test_the_probe_sees_a_library_that_is_loaded() -> None:
    assert "openpyxl" in _loaded_after("openpyxl")


def test_the_check_of_late_imports_sees_one() -> None:
    tree = ast.parse("import a\ndef f():\n    if 1:\n        from b.c import d\n        import e\n")
    assert imports_in_functions(tree) == [(4, "b.c"), (5, "e")]


def _text(node: ast.AST) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))
