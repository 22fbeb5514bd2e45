"""This file tests that a store with money and benefits of the build before opens and keeps all."""

import json
from pathlib import Path
from typing import Any, Final

from pmtui.model.workspace.schema import TABLES
from pmtui.store.disk.making_and_opening import open_store
from tests.store.writing import rename

GOLDEN: Final = Path(__file__).parent / "golden" / "money_and_benefits.json"
"""Written by the build before flows waited for milestones, with a row of every such table."""
_FLOORS: Final = ("pmtui.model.costing.", "pmtui.model.benefits.")
"""Where the tables of money and benefits are defined."""
_COUNT: Final = 21
"""How many of them the build before had."""


def golden(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(GOLDEN.read_bytes())
    path.chmod(0o600)
    return path


def documents(path: Path) -> dict[str, dict[str, Any]]:
    whole: dict[str, Any] = json.loads(path.read_bytes())
    del whole["_meta"]
    return whole


_TABLES: Final = sorted(
    name
    for name in documents(GOLDEN)
    if name in TABLES and TABLES[name].type.__module__.startswith(_FLOORS)
)


def test_every_row_of_money_and_benefits_is_read(tmp_path: Path) -> None:
    workspace = open_store(golden(tmp_path)).workspace
    stored = documents(GOLDEN)
    assert len(_TABLES) == _COUNT
    for table in _TABLES:
        assert {str(row_id) for row_id in workspace.rows(table)} == set(stored[table]), table


def test_the_store_opens_writable_and_nothing_in_it_is_unknown(tmp_path: Path) -> None:
    store = open_store(golden(tmp_path))
    assert store.read_only == ""
    assert not store.workspace.extras
    assert not store.workspace.foreign


def test_an_edit_leaves_every_other_row_as_the_build_before_wrote_it(tmp_path: Path) -> None:
    path = golden(tmp_path)
    before = documents(path)
    store = open_store(path)
    task = next(iter(store.workspace.tasks))
    rename(store, "Called otherwise", task)
    store.close()
    after = documents(path)
    assert after["tasks"][str(task)].pop("title") == "Called otherwise"
    before["tasks"][str(task)].pop("title")
    assert after == before
