"""This file kills writers of a PostgreSQL database, servers and connections, and judges."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

pytest.importorskip("psycopg", reason="psycopg is not installed")

from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.store.postgres.postgres_store import PostgresStore, make
from tests.postgres.cluster import Cluster
from tests.postgres.network import DEFINITIONS, Network, Strict
from tests.store.writing import begin
from tests.torture.conftest import Tell
from tests.torture.harness import Child, Wire, amount
from tests.torture.histories import Call, kept_of
from tests.torture.recording import PLACES, recorded, works_on
from tests.torture.test_serialisable import judged

WRITERS: Final = 8
_FOR_EVER: Final = 10_000_000
_NAME: Final = "kept"


def works_on_database(wire: Wire, url: str, folder: Path, process: str, count: int) -> None:
    """Work on the store of a database, from the word on."""
    works_on(wire, lambda: PostgresStore(url), folder, process, count)


class Team:
    """Processes that work on one store, each of which may be killed and followed by another.

    Args:
        url: where the store is for them.
        folder: where they note their calls.
        dice: says who is killed.
    """

    def __init__(self, url: str, folder: Path, dice: random.Random) -> None:
        folder.mkdir()
        self._url, self._folder, self._dice = url, folder, dice
        self._children: list[Child] = []
        self.kills = 0

    def join(self, count: int = _FOR_EVER) -> Child:
        """One more process, which has begun."""
        name = f"p{len(self._children) + self.kills}"
        child = Child(works_on_database, self._url, self._folder, name, count)
        self._children.append(child)
        heard = child.hear()
        assert heard.startswith("ready"), heard
        child.say("go")
        return child

    def kill_one(self) -> None:
        """Kill one and let another one join."""
        child = self._children.pop(self._dice.randrange(len(self._children)))
        self.kills += 1
        _ended(child)
        self.join()

    def end(self) -> list[Call]:
        """Kill all; what they noted."""
        for child in self._children:
            _ended(child)
        self._children = []
        return recorded(self._folder)


def _ended(child: Child) -> None:
    child.kill()
    child.wait()
    child.close()


@contextmanager
def a_team(url: str, tmp_path: Path, size: int) -> Iterator[Team]:
    """A team at work, gone at the end."""
    team = Team(url, tmp_path / "calls", random.Random(7))
    with ExitStack() as ending:
        ending.callback(team.end)
        for _ in range(size):
            team.join()
        yield team


def filled(cluster: Cluster) -> None:
    """Make a database with a store in it."""
    cluster.sql(f"DROP DATABASE IF EXISTS {_NAME} WITH (FORCE)")
    cluster.sql(f"CREATE DATABASE {_NAME}")
    make(cluster.url(_NAME), "private", Workspace(known_tables()), ())
    with closing(PostgresStore(cluster.url(_NAME))) as store:
        begin(store, tasks=PLACES)


def verdict(cluster: Cluster, calls: Sequence[Call]) -> str:
    """Hold calls to the log; fails for any anomaly."""
    with closing(PostgresStore(cluster.url(_NAME))) as store:
        store.refresh()
        log = kept_of(store.history())
        assert store.workspace.revision == len(log) == log[-1].revision
    return judged(calls, log, WRITERS)


def longest_pause(calls: Sequence[Call], ends: Sequence[int]) -> float:
    """The longest time after the end of a fault until a commit was acknowledged, in seconds."""
    done = sorted(call.ended for call in calls if call.answer == "committed")
    pauses = [next((moment for moment in done if moment > end), end) - end for end in ends]
    assert all(pauses), "nobody committed after a fault"
    return max(pauses, default=0) / 1e9


def test_what_a_database_answers_to_many_processes_is_serialisable(
    cluster: Cluster, tmp_path: Path, tell: Tell
) -> None:
    filled(cluster)
    count = amount(40, 2_000)
    team = Team(cluster.url(_NAME), tmp_path / "calls", random.Random(7))
    with ExitStack() as ending:
        ending.callback(team.end)
        workers = [team.join(count) for _ in range(5)]
        assert [worker.hear() for worker in workers] == ["done"] * 5
    tell(22, f"a store on PostgreSQL, {verdict(cluster, team.end())}")


@pytest.mark.slow
def test_no_acknowledged_commit_is_lost_when_writers_and_servers_are_killed(
    own_cluster: Cluster, tmp_path: Path, tell: Tell
) -> None:
    filled(own_cluster)
    dice = random.Random(11)
    ends: list[int] = []
    with a_team(own_cluster.url(_NAME), tmp_path, WRITERS) as team:
        stop = time.monotonic() + amount(4, 300)
        while time.monotonic() < stop or not ends or not team.kills:
            time.sleep(dice.uniform(0.1, 1.5))
            if dice.random() < 0.6:
                team.kill_one()
                continue
            own_cluster.stop("immediate" if dice.random() < 0.7 else "fast")
            own_cluster.start()
            ends.append(time.monotonic_ns())
        time.sleep(2)
        calls = team.end()
    found = verdict(own_cluster, calls)
    pause = longest_pause(calls, ends)
    tell(23, f"{WRITERS} writers, {team.kills} of them killed, {len(ends)} restarts of the server: "
             f"{found}; back {pause:.2f} s after the server at most")  # fmt: skip


@pytest.mark.slow
def test_no_acknowledged_commit_is_lost_when_a_standby_takes_over(
    tmp_path: Path, own_cluster: Cluster, tell: Tell
) -> None:
    filled(own_cluster)
    times = amount(2, 20)
    dice = random.Random(13)
    ends: list[int] = []
    with ExitStack() as ending:
        primary = own_cluster
        network = ending.enter_context(Network(primary.socket))
        team = ending.enter_context(a_team(network.url(_NAME), tmp_path, WRITERS))
        for _ in range(times):
            standby = primary.standby()
            ending.callback(standby.close)
            time.sleep(dice.uniform(0.5, 2))
            primary.stop("immediate")
            standby.promote()
            network.server = standby.socket
            network.reset()
            ends.append(time.monotonic_ns())
            primary.close()
            primary = standby
            time.sleep(0.5)
        time.sleep(2)
        calls = team.end()
        found = verdict(primary, calls)
    pause = longest_pause(calls, ends)
    tell(24, f"{times} times the primary is killed and its standby promoted under {WRITERS} "
             f"writers: {found}; back after {pause:.2f} s at most")  # fmt: skip


def test_a_network_that_fails_leaves_doubts_and_no_wrong_answer(
    cluster: Cluster, tmp_path: Path, tell: Tell
) -> None:
    filled(cluster)
    dice = random.Random(17)
    ends: list[int] = []
    with Network(cluster.socket) as network, a_team(network.url(_NAME), tmp_path, 4) as team:
        for _ in range(amount(6, 100)):
            time.sleep(dice.uniform(0.1, 0.4))
            fault = dice.choice(["drop", "answers", "delay", "reset"])
            network.delay = 0.05 * (fault == "delay")
            network.drops_questions = fault == "drop"
            network.drops_answers = fault in {"drop", "answers"}
            time.sleep(dice.uniform(0.05, 0.3))
            if fault == "reset":
                network.reset()
            network.heal()
            ends.append(time.monotonic_ns())
        time.sleep(2)
        calls = team.end()
    found = verdict(cluster, calls)
    pause = longest_pause(calls, ends)
    assert pause <= 2
    tell(25, f"{len(ends)} faults of the network: {found}; back after {pause:.2f} s at most")


def test_a_server_that_can_do_less_and_fails_at_random_is_as_right(
    cluster: Cluster, tmp_path: Path, tell: Tell
) -> None:
    filled(cluster)
    with Strict(cluster.socket) as strict:
        strict.refused = (*strict.refused, DEFINITIONS)
        strict.fails, strict.fails_at_commit = 0.03, 0.2
        with a_team(strict.url(_NAME), tmp_path, 4) as team:
            time.sleep(amount(3, 60))
            calls = team.end()
        assert strict.failures
        failures, refusals = strict.failures, strict.refusals
    tell(26, f"{failures} statements and commits answered with 40001, {refusals} not supported: "
             f"{verdict(cluster, calls)}")  # fmt: skip
