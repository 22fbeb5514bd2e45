"""This file records what processes ask of a store and are answered, and has it judged."""

import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

import pytest

from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.store.writing import begin
from tests.torture.conftest import Tell
from tests.torture.harness import Child, amount
from tests.torture.histories import Call, Kept, anomalies, kept_of
from tests.torture.recording import PLACES, recorded, works_on_a_file

PROCESSES: Final = 5
CALLS: Final = amount(60, 2_000)
"""Of each process: 10,000 in all when it is long."""


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The file of a store with the tasks that are written."""
    path = tmp_path / "plan.json"
    with closing(init_store(path)) as store:
        begin(store, tasks=PLACES)
    return path


def test_what_a_file_answers_to_many_processes_is_serialisable(
    shared: Path, tmp_path: Path, tell: Tell
) -> None:
    folder = tmp_path / "calls"
    folder.mkdir()
    with ExitStack() as children:
        workers = [
            children.enter_context(Child(works_on_a_file, shared, folder, f"p{at}", CALLS))
            for at in range(PROCESSES)
        ]
        assert all(worker.hear().startswith("ready") for worker in workers)
        for worker in workers:
            worker.say("go")
        assert [worker.hear() for worker in workers] == ["done"] * PROCESSES
    tell(22, f"a file, {judged(recorded(folder), log_of(shared), PROCESSES * CALLS)}")


def test_what_killed_processes_asked_is_there_or_not_and_nothing_between(
    shared: Path, tmp_path: Path, tell: Tell
) -> None:
    folder = tmp_path / "calls"
    folder.mkdir()
    kills = amount(6, 100)
    for at in range(kills):
        with ExitStack() as children:
            workers = [
                children.enter_context(Child(works_on_a_file, shared, folder, f"p{name}", 10_000))
                for name in (f"{at}a", f"{at}b")
            ]
            assert all(worker.hear().startswith("ready") for worker in workers)
            for worker in workers:
                worker.say("go")
            time.sleep(0.05)
    tell(22, f"a file, {2 * kills} kills: {judged(recorded(folder), log_of(shared), kills)}")


def log_of(path: Path) -> list[Kept]:
    """The whole log of a store in a file."""
    with closing(open_store(path)) as store:
        return kept_of(store.history())


def judged(calls: Sequence[Call], log: Sequence[Kept], least: int) -> str:
    """Fail for any anomaly; else what there was, in words."""
    assert len(calls) >= least
    found = anomalies(calls, log)
    assert not found, found[:10]
    counts = {
        answer: sum(call.answer == answer for call in calls)
        for answer in ("committed", "rejected", "in doubt", "read", "")
    }
    assert counts["committed"]
    assert counts["read"]
    return (
        f"{len(calls)} calls: {counts['committed']} committed, {counts['rejected']} refused, "
        f"{counts['in doubt']} in doubt, {counts['']} cut off, {counts['read']} reads, 0 anomalies"
    )
