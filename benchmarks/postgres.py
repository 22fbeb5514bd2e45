"""This file measures a store on PostgreSQL, on a server made for it, against a plain INSERT.

Run it with `python -m benchmarks.postgres [SECONDS]`.
"""

import multiprocessing
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from multiprocessing.queues import Queue
from statistics import median, quantiles
from typing import Final

import psycopg

from pmtui.model.changes.ops import Commit, edit
from pmtui.model.merging.outcome import Committed
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.postgres.postgres_store import PostgresStore, make
from tests.postgres.cluster import Cluster, missing
from tests.store.writing import TASK, begin, put

COMMITS: Final = 400
SECONDS: Final = 120
RATE: Final = 25
"""Commits a second of all sessions together."""
PROCESSES: Final = 5
SESSIONS: Final = 2
"""Of each process."""
POLL: Final = 0.25
"""Seconds between two looks, as the program's own."""
_LINE: Final = b"x" * 340
_CONTEXT: Final = multiprocessing.get_context("spawn")
Marks = list[tuple[int, int]]
"""Revisions, and the nanosecond at which each was there for somebody."""


def main(arguments: Sequence[str]) -> None:
    """Print the figures of one server, made for this."""
    if why := missing():
        sys.exit(why)
    seconds = int(arguments[0]) if arguments else SECONDS
    cluster = Cluster.made()
    try:
        url = cluster.new_database()
        make(url, "private", Workspace(known_tables()), ())
        with closing(PostgresStore(url)) as store:
            begin(store, tasks=PROCESSES * SESSIONS)
            _commits(store, url)
        _sessions(url, seconds)
    finally:
        cluster.close()


def _commits(store: PostgresStore, url: str) -> None:
    raw: list[float] = []
    ours: list[float] = []
    with psycopg.connect(url, autocommit=True) as control:
        control.execute("CREATE TABLE raw (rev bigint PRIMARY KEY, line bytea NOT NULL)")
        for number in range(COMMITS):  # In turns, so that both meet the same disk.
            start = time.perf_counter()
            control.execute("BEGIN")
            control.execute("INSERT INTO raw VALUES (%s, %s)", (number, _LINE))
            control.execute("COMMIT")
            raw.append(time.perf_counter() - start)
            start = time.perf_counter()
            _retitle(store, TASK, f"Title {number}", f"bench-{number}")
            ours.append(time.perf_counter() - start)
    ratio = _part(ours, 95) / _part(raw, 95)
    print(f"INSERT ... COMMIT   p50 {_ms(median(raw))}  p95 {_ms(_part(raw, 95))}   (control)")
    print(
        f"commit              p50 {_ms(median(ours))}  p95 {_ms(_part(ours, 95))}   {ratio:.2f} x"
    )


def _retitle(store: PostgresStore, task: int, title: str, commit_id: str) -> Commit:
    ops = edit("tasks", store.workspace.tasks[task], title=title)
    outcome = put(store, ops, commit_id)
    if not isinstance(outcome, Committed):
        raise TypeError(str(outcome))
    return outcome.commit


def _sessions(url: str, seconds: int) -> None:
    answers: Queue[tuple[list[float], Marks, Marks, float]] = _CONTEXT.Queue()
    start = time.monotonic() + 5
    children = [
        _CONTEXT.Process(target=_session, args=(url, number, start, seconds, answers))
        for number in range(PROCESSES)
    ]
    for child in children:
        child.start()
    heard = [answers.get() for _ in children]
    for child in children:
        child.join()
    taken = [latency for latencies, _, _, _ in heard for latency in latencies]
    done = dict(mark for _, marks, _, _ in heard for mark in marks)
    waits = [(at - done[rev]) / 1e9 for _, _, seen, _ in heard for rev, at in seen if rev in done]
    worked = sum(spent for _, _, _, spent in heard)
    print(f"{PROCESSES * SESSIONS} sessions in {PROCESSES} processes, {seconds} s: "
          f"{len(taken) / seconds:.1f} commits/s, p50 {_ms(median(taken))}  "
          f"p99 {_ms(_part(taken, 99))}")  # fmt: skip
    print(f"another's edit seen p50 {_ms(median(waits))}  p95 {_ms(_part(waits, 95))}")
    print(f"watching            {_ms(worked / max(1, len(waits)))} of processor for a commit")
    with closing(PostgresStore(url)) as store:
        store.refresh()
        there = {commit.rev for commit in store.history()}
    lost = len(done.keys() - there)
    print(f"lost                {lost} of {len(done)} acknowledged")


def _session(
    url: str,
    number: int,
    start: float,
    seconds: int,
    answers: "Queue[tuple[list[float], Marks, Marks, float]]",
) -> None:
    stores = [PostgresStore(url) for _ in range(SESSIONS)]
    for store in stores:
        store.refresh()
    latencies: list[float] = []
    done: Marks = []
    seen: Marks = []
    worked = 0.0
    own = {TASK + number * SESSIONS + at: store for at, store in enumerate(stores)}
    share = PROCESSES / RATE
    due = start + share * number / PROCESSES
    look = start
    count = 0
    time.sleep(max(0.0, start - time.monotonic()))
    while time.monotonic() < start + seconds:
        if time.monotonic() >= look:
            look = max(look + POLL, time.monotonic())
            before = time.process_time()
            arrived = [commit.rev for store in stores for commit in store.refresh()]
            worked += time.process_time() - before
            now = time.monotonic_ns()
            seen += [(rev, now) for rev in arrived]
        if time.monotonic() >= due:
            task = TASK + number * SESSIONS + count % SESSIONS
            begun = max(due, start)
            commit = _retitle(own[task], task, f"{number} {count}", f"load-{number}-{count}")
            latencies.append(time.monotonic() - begun)
            done.append((commit.rev, time.monotonic_ns()))
            due += share
            count += 1
        time.sleep(max(0.0, min(due, look) - time.monotonic()))
    answers.put((latencies, done, seen, worked))


def _part(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100)[percent - 1]


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms"


if __name__ == "__main__":
    main(sys.argv[1:])
