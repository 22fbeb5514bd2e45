"""This file feeds the judge of histories what it must find, and what it must let pass."""

import random
from dataclasses import dataclass, field

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.torture.histories import KINDS, Anomaly, Answer, Call, Kept, Kind, anomalies

A, B = 200, 201


def wrote(
    process: str, begun: int, ended: int, revision: int, commit_id: str, **more: object
) -> Call:
    call = Call(process, begun, ended, commit_id, {A: commit_id}, "committed", revision)
    return msgspec.structs.replace(call, **more)


def refused(process: str, begun: int, ended: int, commit_id: str, answer: str) -> Call:
    return wrote(process, begun, ended, 0, commit_id, answer=answer)


def saw(process: str, begun: int, ended: int, revision: int, *values: str) -> Call:
    a, b = (*values, "b0")[:2]
    return Call(process, begun, ended, "", {}, "read", revision, {A: a, B: b})


START = Kept(1, "start", {A: ("", "a0"), B: ("", "b0")})
LOG = (START, Kept(2, "w1", {A: ("a0", "w1")}), Kept(3, "w2", {A: ("w1", "w2")}))
CALLS = (
    saw("r", 1, 5, 1, "a0"),
    wrote("p", 10, 20, 2, "w1"),
    saw("r", 12, 18, 2, "w1"),
    refused("q", 14, 25, "w9", "rejected"),
    wrote("q", 30, 40, 3, "w2"),
    saw("r", 32, 38, 2, "w1"),
    saw("r", 50, 60, 3, "w2"),
)
"""A history without an anomaly: a read beside a commit may see it or not."""


def kinds(calls: tuple[Call, ...], log: tuple[Kept, ...] = LOG) -> set[Kind]:
    found = anomalies(calls, log)
    assert all(anomaly.what for anomaly in found)
    return {anomaly.kind for anomaly in found}


def test_a_history_as_it_should_be_has_no_anomaly() -> None:
    assert anomalies(CALLS, LOG) == []


@pytest.mark.parametrize("answer", ["in doubt", ""])
@pytest.mark.parametrize("kept", [True, False])
def test_a_commit_in_doubt_may_be_there_or_not(answer: str, kept: bool) -> None:  # noqa: FBT001
    doubt = refused("p", 70, 0 if answer == "" else 80, "w3", answer)
    log = (*LOG, Kept(4, "w3", {A: ("w2", "w3")})) if kept else LOG
    last = saw("r", 90, 95, 4, "w3") if kept else saw("r", 90, 95, 3, "w2")
    assert anomalies((*CALLS, doubt, last), log) == []


def test_a_commit_in_doubt_that_is_offered_again_may_be_an_old_one() -> None:
    log = (*LOG, Kept(4, "w3", {A: ("w2", "w3")}), Kept(5, "w4", {A: ("w3", "w4")}))
    doubt = refused("p", 70, 80, "w3", "in doubt")
    between = (wrote("q", 85, 90, 5, "w4"), saw("r", 91, 92, 5, "w4"))
    again = wrote("p", 95, 99, 4, "w3")
    assert anomalies((*CALLS, doubt, *between, again), log) == []
    assert kinds((*CALLS, *between, again), log) == {"stale", "early"}


BAD: dict[str, tuple[Kind, tuple[Call, ...], tuple[Kept, ...]]] = {
    "an acknowledged commit that is not there": (
        "lost", (*CALLS, wrote("p", 70, 80, 4, "w3")), LOG,
    ),
    "a commit under another revision than was said": (
        "lost", (*CALLS, wrote("p", 70, 80, 5, "w3")), (*LOG, Kept(4, "w3", {A: ("w2", "w3")})),
    ),
    "a commit that is there twice": (
        "duplicate", CALLS, (*LOG, Kept(4, "w2", {A: ("w2", "w2")})),
    ),
    "a revision that is there twice": (
        "duplicate",
        (*CALLS, wrote("p", 70, 80, 3, "w3")), (*LOG, Kept(3, "w3", {A: ("w2", "w3")})),
    ),
    "a revision that two were given": (
        "duplicate", (*CALLS, wrote("p", 35, 45, 3, "w3")), LOG,
    ),
    "a revision that is missing": (
        "gap", (*CALLS, wrote("p", 70, 80, 5, "w3")), (*LOG, Kept(5, "w3", {A: ("w2", "w3")})),
    ),
    "a refused commit that is there": (
        "unasked", (*CALLS, refused("p", 70, 80, "w3", "rejected")),
        (*LOG, Kept(4, "w3", {A: ("w2", "w3")})),
    ),
    "a commit that nobody asked for": (
        "unasked", CALLS, (*LOG, Kept(4, "w3", {A: ("w2", "w3")})),
    ),
    "half a commit in doubt": (
        "altered",
        (*CALLS, msgspec.structs.replace(refused("p", 70, 80, "w3", "in doubt"),
                                         changes={A: "w3", B: "w3"})),
        (*LOG, Kept(4, "w3", {A: ("w2", "w3")})),
    ),
    "an edit of a value that was not seen": (
        "overwritten",
        (*CALLS, wrote("p", 70, 80, 4, "w3")), (*LOG, Kept(4, "w3", {A: ("w1", "w3")})),
    ),
    "a read that misses what was acknowledged": (
        "stale", (*CALLS, saw("s", 70, 80, 2, "w1")), LOG,
    ),
    "a commit before one that was acknowledged when it began": (
        "stale",
        (CALLS[0], wrote("q", 1, 5, 3, "w2"), wrote("p", 10, 20, 2, "w1")), LOG,
    ),
    "a process that sees less than before": (
        "backwards", (*CALLS, saw("r", 70, 80, 2, "w1")), LOG,
    ),
    "a process that does not see its own commit": (
        "backwards", (*CALLS, saw("q", 70, 80, 2, "w1")), LOG,
    ),
    "a value of another moment": (
        "wrong", (*CALLS, saw("r", 70, 80, 3, "w1")), LOG,
    ),
    "a read of half a commit": (
        "wrong",
        (*CALLS, wrote("p", 70, 80, 4, "w3", changes={A: "w3", B: "w3"}),
         saw("r", 90, 95, 4, "w3", "b0")),
        (*LOG, Kept(4, "w3", {A: ("w2", "w3"), B: ("b0", "w3")})),
    ),
    "a read of a revision that is not there": (
        "wrong", (*CALLS, saw("r", 70, 80, 7, "w2")), LOG,
    ),
    "a read of what was asked for later": (
        "early", (*CALLS, saw("r", 61, 65, 4, "w3"), wrote("p", 70, 80, 4, "w3")),
        (*LOG, Kept(4, "w3", {A: ("w2", "w3")})),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_anomaly_is_found(name: str) -> None:
    kind, calls, log = BAD[name]
    assert kind in kinds(calls, log)


def test_every_kind_is_tried() -> None:
    assert {kind for kind, _, _ in BAD.values()} == set(KINDS)


_ANSWERS: tuple[Answer, ...] = ("committed", "committed", "rejected", "in doubt", "")


@dataclass
class Store:
    """A store that does each call at one moment, for a history that is right by construction."""

    dice: random.Random
    log: list[Kept] = field(default_factory=lambda: [START])
    calls: list[Call] = field(default_factory=list)
    values: dict[int, str] = field(default_factory=lambda: {A: "a0", B: "b0"})

    def call(self, process: str, number: int, now: int) -> int:
        """One call that begins now; when it ended."""
        ended = now + self.dice.randint(2, 9)
        if self.dice.random() < 0.5:
            self.calls.append(
                Call(process, now, ended, "", {}, "read", len(self.log), dict(self.values))
            )
            return ended
        name = f"{process}-{number}"
        changes = dict.fromkeys(self.dice.sample([A, B], self.dice.randint(1, 2)), name)
        answer = self.dice.choice(_ANSWERS)
        if answer == "committed" or (answer != "rejected" and self.dice.random() < 0.5):
            replaced = {place: (self.values[place], name) for place in changes}
            self.log.append(Kept(len(self.log) + 1, name, replaced))
            self.values.update(changes)
        revision = len(self.log) if answer == "committed" else 0
        self.calls.append(Call(process, now, ended, name, changes, answer, revision))
        return ended


def a_right_history(seed: int, count: int) -> Store:
    """Processes that take turns in a store; calls begin a little before they take effect."""
    store = Store(random.Random(seed))
    free = dict.fromkeys("pqrs", 1)
    for number in range(count):
        now = 10 * number + 10
        process = store.dice.choice([name for name, when in free.items() if when <= now])
        free[process] = store.call(process, number, now) + 1
    return store


@given(st.integers(0, 1_000_000), st.integers(1, 60))
def test_what_a_store_without_faults_answers_has_no_anomaly(seed: int, count: int) -> None:
    store = a_right_history(seed, count)
    assert anomalies(store.calls, store.log) == []


@given(st.integers(0, 1_000_000), st.integers(5, 60), st.data())
def test_an_acknowledged_commit_taken_out_of_any_log_is_found(
    seed: int, count: int, data: st.DataObject
) -> None:
    store = a_right_history(seed, count)
    acknowledged = [call.revision for call in store.calls if call.answer == "committed"]
    if not acknowledged:
        return
    gone = data.draw(st.sampled_from(acknowledged))
    log = [kept for kept in store.log if kept.revision != gone]
    found: list[Anomaly] = anomalies(store.calls, log)
    assert "lost" in {anomaly.kind for anomaly in found}
