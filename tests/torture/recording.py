"""This file lets processes work on a store and record what they ask and what they are answered."""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from pmtui.model.changes.ops import edit
from pmtui.model.merging.outcome import Committed, InDoubt
from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.log.protocol import LogStore
from tests.store.writing import TASK, put, titles
from tests.torture.harness import Wire
from tests.torture.histories import Answer, Call

PLACES: Final = 6
"""Tasks whose titles are written and read."""
_READS: Final = 0.4
_BLIND: Final = 0.3
"""How often a writer goes by what it saw earlier."""
_PAUSE: Final = 0.02
"""Seconds that one waits who cannot reach the store."""
_PATIENCE: Final = 500
"""How often a commit in doubt is offered again."""
_BOTH: Final = 0.3
"""How often it writes two places in one commit."""


class Recorder:
    """Notes the calls of one process, each before it begins and after it ended, in a file.

    Args:
        path: the file; what is in it is there though the process be killed.
        process: who calls.
    """

    def __init__(self, path: Path, process: str) -> None:
        self._file = path.open("ab", buffering=0)
        self._process = process

    def begin(self, commit_id: str = "", changes: dict[int, str] | None = None) -> Call:
        """Note that something is asked."""
        call = Call(self._process, time.monotonic_ns(), 0, commit_id, changes or {})
        if commit_id:
            self._note(call)
        return call

    def end(self, call: Call, answer: Answer, revision: int, values: dict[int, str]) -> None:
        """Note what it came to."""
        now = time.monotonic_ns()
        self._note(
            msgspec.structs.replace(
                call, ended=now, answer=answer, revision=revision, values=values
            )
        )

    def _note(self, call: Call) -> None:
        self._file.write(msgspec.json.encode(call) + b"\n")


def recorded(folder: Path) -> list[Call]:
    """The calls of every process that noted them in a folder, each as it was last known."""
    calls = [call for path in sorted(folder.iterdir()) for call in _calls(path)]
    return list({(call.process, call.begun): call for call in calls}.values())


def _calls(path: Path) -> Iterator[Call]:
    for line in path.read_bytes().splitlines(keepends=True):
        if line.endswith(b"\n"):
            yield msgspec.json.decode(line, type=Call)


def work(store: LogStore, recorder: Recorder, process: str, count: int) -> None:
    """Write and read titles at random, and note it; some commits by what was seen earlier."""
    dice = random.Random(process)
    for number in range(count):
        if dice.random() < _READS:
            read(store, recorder)
            continue
        if dice.random() > _BLIND:
            store.look()
            store.refresh()
        tasks = dice.sample(range(TASK, TASK + PLACES), 1 + (dice.random() < _BOTH))
        write(store, recorder, f"{process}-{number}", tasks)


def read(store: LogStore, recorder: Recorder) -> None:
    """See what is there; what is shown while the store cannot be reached is no answer."""
    call = recorder.begin()
    store.look()
    store.refresh()
    if store.read_only:
        time.sleep(_PAUSE)
        return
    seen = dict(zip(sorted(store.workspace.tasks), titles(store), strict=True))
    recorder.end(call, "read", store.workspace.revision, seen)


def write(store: LogStore, recorder: Recorder, name: str, tasks: list[int]) -> None:
    """Give tasks a title that was never there, in one commit; one in doubt is offered again."""
    ops = tuple(
        op for task in tasks for op in edit("tasks", store.workspace.tasks[task], title=name)
    )
    changes = dict.fromkeys(tasks, name)
    in_doubt = False
    for _ in range(_PATIENCE):
        call = recorder.begin(name, changes)
        outcome = put(store, ops, name)
        if isinstance(outcome, Committed):
            recorder.end(call, "committed", outcome.rev, {})
            return
        if isinstance(outcome, InDoubt):
            recorder.end(call, "in doubt", 0, {})
            in_doubt = True
        elif not in_doubt or outcome.conflicts:  # Nothing settles a doubt while nobody answers.
            recorder.end(call, "rejected", 0, {})
            time.sleep(_PAUSE * bool(store.read_only))
            return
        time.sleep(_PAUSE)


def works_on_a_file(wire: Wire, path: Path, folder: Path, process: str, count: int) -> None:
    """Work on a store in a file, from the word on."""
    works_on(wire, lambda: open_store(path), folder, process, count)


def works_on(
    wire: Wire, opened: Callable[[], LogStore], folder: Path, process: str, count: int
) -> None:
    """Work on a store, from the word on, and say when it is done."""
    with closing(opened()) as store:
        while not store.workspace.tasks:
            store.look()
            store.refresh()
        wire.say("ready", os.getpid())
        wire.hear()
        work(store, Recorder(folder / process, process), process, count)
    wire.say("done")
