"""This file kills writers between the parts of a large change and looks at what is said of it."""

import signal
from pathlib import Path

import pytest

from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.maintenance.check import check_store
from tests.cli.running import Shell
from tests.torture.conftest import Tell
from tests.torture.deeds import LARGE_TASKS, die_between_parts
from tests.torture.harness import Child


@pytest.mark.parametrize("parts", [1, 2])
def test_half_a_large_change_is_reported_and_undo_takes_it_back(
    parts: int, filled: Path, tell: Tell
) -> None:
    with Child(die_between_parts, filled, parts) as child:
        assert child.heard_whole() == []
        assert child.wait() == -signal.SIGKILL
    store = open_store(filled)
    assert store.read_only == ""
    assert 0 < len(store.workspace.tasks) - 3 < LARGE_TASKS
    store.close()
    found = [one.text for one in check_store(filled) if one.grade == "bad"]
    assert len(found) == 1
    assert f"only the first {parts} of 3 parts" in found[0]
    shell = Shell(filled)
    checked = shell("check")
    assert checked.code == 1
    assert found[0] in checked.out
    shell.ok("undo")
    assert shell.ok("check").strip() == ""
    assert len(open_store(filled).workspace.tasks) == 3
    tell(17, f"a writer killed after part {parts} of 3 of a commit over 8 MiB: check says so, "
             "undo takes it back, the store is sound")  # fmt: skip
