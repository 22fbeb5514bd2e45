"""This file lets random sessions edit, undo, crash, reopen and compact beside a plain model."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from pmtui.model.changes.ops import Ops, create, delete, edit, invert
from pmtui.model.merging.outcome import Committed, Rejected
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.disk.store import DiskStore
from pmtui.store.maintenance.compact import compact
from tests.store.writing import a_task, begin, put
from tests.torture.conftest import Tell
from tests.torture.harness import amount

EXAMPLES = amount(50, 500)
STEPS = amount(30, 50)
HANDLES = some.integers(0, 2)
TASKS = some.integers(200, 205)
WORDS = some.sampled_from(["Dig", "Fill", "Paint"])


class Sessions(RuleBasedStateMachine):
    """Three handles on one store; the model is what the acknowledged commits add up to."""

    # ruff: noqa: D102  (a rule is named after what it does)

    def __init__(self, counts: Counter[str]) -> None:
        super().__init__()
        self.counts = counts
        counts["examples"] += 1
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "plan.json"
        first = init_store(self.path)
        begin(first, tasks=3)
        first.close()
        self.handles = [open_store(self.path) for _ in range(3)]
        self.model = {200 + at: f"Task {at}" for at in range(3)}
        self.told = 1

    def _store(self, handle: int) -> DiskStore:
        return self.handles[handle]

    def _commit(self, handle: int, ops: Ops) -> Committed | None:
        outcome = put(self._store(handle), ops)
        if isinstance(outcome, Committed):
            self.told += 1
            self.counts["commits"] += 1
            assert outcome.rev == self.told
            return outcome
        assert isinstance(outcome, Rejected)
        assert not outcome.read_only, outcome
        return None

    @rule(handle=HANDLES, task=TASKS, word=WORDS)
    def retitle(self, handle: int, task: int, word: str) -> None:
        seen = self._store(handle).workspace.tasks.get(task)
        if seen is None:
            return
        done = self._commit(handle, edit("tasks", seen, title=word))
        if done:
            assert self.model[task] == seen.title
            self.model[task] = word

    @rule(handle=HANDLES, task=TASKS, word=WORDS)
    def add(self, handle: int, task: int, word: str) -> None:
        if task not in self.model:
            done = self._commit(handle, (create("tasks", a_task(task, word)),))
            assert done is not None
            self.model[task] = word

    @rule(handle=HANDLES, task=TASKS)
    def take_away(self, handle: int, task: int) -> None:
        seen = self._store(handle).workspace.tasks.get(task)
        if seen is not None and self._commit(handle, (delete("tasks", seen),)):
            assert self.model.pop(task) == seen.title

    @rule(handle=HANDLES)
    def undo(self, handle: int) -> None:
        store = self._store(handle)
        store.refresh()
        newest = next(store.history())
        if newest.rev > 1 and self._commit(handle, invert(newest.ops)):
            self.model = {one: row.title for one, row in store.workspace.tasks.items()}

    @rule(handle=HANDLES)
    def crash(self, handle: int) -> None:
        self._store(handle).place.close()
        self.handles[handle] = open_store(self.path)

    @rule(handle=HANDLES)
    def reopen(self, handle: int) -> None:
        self._store(handle).close()
        self.handles[handle] = open_store(self.path)

    @rule(handle=HANDLES)
    def snapshot(self, handle: int) -> None:
        self._store(handle).snapshot()
        assert self._store(handle).notice == ""

    @rule(handle=HANDLES)
    def archive(self, handle: int) -> None:
        compact(self._store(handle), keep_commits=2, keep_days=-1)

    @rule(handle=HANDLES)
    def look(self, handle: int) -> None:
        store = self._store(handle)
        for _ in range(8):
            store.refresh()
        assert store.read_only == ""
        assert store.workspace.revision == self.told

    @invariant()
    def a_fresh_reader_sees_the_model(self) -> None:
        self.counts["steps"] += 1
        store = open_store(self.path)
        assert {one: row.title for one, row in store.workspace.tasks.items()} == self.model
        assert [commit.rev for commit in store.history()] == list(range(self.told, 0, -1))
        store.close()

    def teardown(self) -> None:
        for store in self.handles:
            store.place.close()
        shutil.rmtree(self.folder)


def test_no_session_ever_differs_from_the_model(tell: Tell) -> None:
    counts: Counter[str] = Counter()
    run_state_machine_as_test(
        lambda: Sessions(counts),  # type: ignore[arg-type]  # it calls what it is given
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None),
    )
    tell(5, f"{counts['examples']} runs of 3 sessions, {counts['steps']} steps, "
            f"{counts['commits']} commits: 0 differences from the model")  # fmt: skip
