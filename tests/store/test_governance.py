"""This file tests that a store with check-ins, bodies, rules and papers opens and keeps all."""

from pathlib import Path
from typing import Final

import pytest

from pmtui.model.workspace.schema import TABLES
from pmtui.store.disk.making_and_opening import open_store
from tests.cli.running import Shell
from tests.store.test_money_and_benefits import documents
from tests.store.writing import rename

GOLDEN: Final = Path(__file__).parent / "golden" / "governance.json"
"""Written by the build that first had tolerances, with every field of these tables in some row."""
_TABLES: Final = {
    "checkins": 10,
    "asks": 16,
    "directives": 15,
    "recoveries": 10,
    "bodies": 8,
    "memberships": 8,
    "approval_rules": 13,
    "tolerances": 11,
    "reports": 17,
    "lessons": 14,
    "documents": 14,
    "stakeholders": 15,
    "communications": 11,
    "responsibilities": 6,
}
"""The tables, and how many fields each had beside the one that says a row was archived."""


def golden(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(GOLDEN.read_bytes())
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("table", _TABLES)
def test_every_row_is_read_with_every_field(table: str, tmp_path: Path) -> None:
    workspace = open_store(golden(tmp_path)).workspace
    stored = documents(GOLDEN)[table]
    assert {str(row_id) for row_id in workspace.rows(table)} == set(stored)
    fields = {name for row in stored.values() for name in row}
    assert fields <= {*TABLES[table].type.__struct_fields__}
    assert len(fields - {"archived"}) == _TABLES[table]


def test_the_store_opens_writable_and_nothing_in_it_is_unknown(tmp_path: Path) -> None:
    path = golden(tmp_path)
    store = open_store(path)
    assert store.read_only == ""
    assert not store.workspace.extras
    assert not store.workspace.foreign
    store.close()
    assert path.read_bytes() == GOLDEN.read_bytes()


def test_an_edit_leaves_every_other_row_as_it_was_written(tmp_path: Path) -> None:
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


def test_a_kept_report_says_what_it_said_when_it_was_sent(tmp_path: Path) -> None:
    shell = Shell(golden(tmp_path))
    shell.ok("set", "R-1", "state=closed")
    said = shell.ok("report", "S-2")
    assert "Rating: computed R, reported A" in said
    assert "R-1 Paylane delivers late  16 H" in said
