"""This file tests how large a store may become: whatever was written can be read again."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.changes.ops import Ops, create, delete, edit
from pmtui.model.merging.outcome import ALREADY, Committed, Outcome, Rejected
from pmtui.model.storing.care import StoreError
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.log.commit_record import VARIABLE, growth_of, largest_store
from pmtui.store.log.memory_store import MemoryStore
from pmtui.store.log.protocol import LogStore
from pmtui.store.maintenance.check import check_store
from pmtui.store.maintenance.salvage import salvage
from pmtui.store.snapshots.snapshot_format import Meta, encoded
from tests.store.writing import TASK, a_task, add_task, begin, put

SMALL = 20_000
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("add", "notes", "delete")), st.integers(0, 6), st.integers(1, 9_000)
    ),
    min_size=1,
    max_size=25,
)


def _step(store: LogStore, kind: str, at: int, size: int) -> Outcome:
    tasks = store.workspace.tasks
    if kind == "add":
        return put(store, _new_task(TASK + 100 + store.workspace.revision, "x" * (size % 400 + 1)))
    row = tasks[sorted(tasks)[at % len(tasks)]]
    if kind == "delete" and len(tasks) > 1:
        return put(store, (delete("tasks", row),))
    return put(store, edit("tasks", row, notes="n" * size))


def _new_task(task_id: int, title: str) -> Ops:
    return (create("tasks", a_task(task_id, title)),)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_a_store_that_took_an_edit_can_be_opened_again(
    steps: list[tuple[str, int, int]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        init_store(path).close()
        store = open_store(path, largest=SMALL)
        begin(store)
        for kind, at, size in steps:
            _step(store, kind, at, size)
        store.snapshot()
        held = store.workspace.tables
        store.close()
        assert path.stat().st_size <= SMALL
        again = open_store(path, largest=SMALL)
        assert again.workspace.tables == held
        again.close()


@given(STEPS)
def test_how_much_a_snapshot_grows_by_ops_is_known_before_they_are_written(
    steps: list[tuple[str, int, int]],
) -> None:
    store = MemoryStore()
    begin(store)
    meta = Meta(store_id="s")
    before = len(encoded(store.workspace, meta))
    for kind, at, size in steps[:6]:
        outcome = _step(store, kind, at, size)
        if not isinstance(outcome, Committed):
            assert isinstance(outcome, Rejected)
            assert outcome.reason == ALREADY
            continue
        after = len(encoded(store.workspace, meta))
        # Numbers of the first line and names of fields are all that may be beside it.
        assert abs(after - before - growth_of(outcome.commit.ops)) <= 64
        before = after


def test_a_full_store_refuses_what_makes_it_larger_and_takes_what_makes_it_smaller(
    path: Path,
) -> None:
    store = open_store(path, largest=SMALL)
    begin(store)
    add_task(store, TASK + 1, "x")
    notes = edit("tasks", store.workspace.tasks[TASK + 1], notes="n" * 15_000)
    assert isinstance(put(store, notes), Committed)
    more = edit("tasks", store.workspace.tasks[TASK], notes="n" * 9_000)
    refused = put(store, more)
    assert isinstance(refused, Rejected)
    assert "the store is full" in refused.reason
    assert VARIABLE in refused.reason
    assert not store.read_only
    fewer = edit("tasks", store.workspace.tasks[TASK + 1], notes="")
    assert isinstance(put(store, fewer), Committed)
    assert isinstance(put(store, more), Committed)


def test_a_person_raises_the_limit_for_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    assert largest_store() == 256 << 20
    monkeypatch.setenv(VARIABLE, "512")
    assert largest_store() == 512 << 20
    for nonsense in ("", "0", "-5", "many", "9" * 30):
        monkeypatch.setenv(VARIABLE, nonsense)
        assert largest_store() == 256 << 20


def test_a_file_that_is_too_large_is_refused_with_the_way_out(path: Path) -> None:
    os.truncate(path, (257 << 20))
    wanted = f"has 257 MiB, more than the 256 MiB that are read; {VARIABLE}=309 raises that"
    with pytest.raises(StoreError, match=wanted):
        open_store(path)
    with pytest.raises(StoreError, match=wanted):
        salvage(path, path.with_name("out.json"))
    with pytest.raises(StoreError, match=wanted):
        check_store(path)


@pytest.mark.parametrize("where", ["plan.json", "plan.json.d/log/000000001"])
def test_a_hostile_gigabyte_is_refused_in_little_memory(path: Path, where: str) -> None:
    file = path.with_name(where) if "/" not in where else path.parent / where
    file.touch()
    os.truncate(file, 1 << 30)
    asked = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pmtui.store.disk.making_and_opening import open_store\n"
        "from pmtui.model.storing.care import StoreError\n"
        "try:\n"
        "    open_store(Path(sys.argv[1]))\n"
        "except StoreError as error:\n"
        "    status = Path('/proc/self/status').read_text()\n"
        "    print(status.split('VmHWM:')[1].split()[0])\n"
    )
    out = subprocess.check_output([sys.executable, "-c", asked, str(path)], text=True)
    assert int(out) < 100_000
