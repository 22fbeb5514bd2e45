"""This file judges recorded histories: what writers and readers asked and were answered.

The log of a store is the order that it claims. A history is serialisable in that order, in real
time too, if every answer is the one that an only session would have had, working through the log
commit by commit, each call at one moment between its beginning and its end.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

import msgspec

from pmtui.model.changes.ops import Commit

Answer = Literal["", "committed", "rejected", "in doubt", "read"]
"""What a call came to; empty where its process was killed or has not heard yet."""
Kind = Literal[
    "lost", "duplicate", "gap", "unasked", "altered", "overwritten", "stale", "backwards",
    "wrong", "early",
]  # fmt: skip
KINDS: Final[Mapping[Kind, str]] = {
    "lost": "an acknowledged commit is not in the log under its revision",
    "duplicate": "a commit is in the log twice, or a revision was given to two of them",
    "gap": "a revision is missing",
    "unasked": "a commit is in the log that was refused, or that nobody asked for",
    "altered": "a commit is in the log, but not as it was asked for: it is neither there nor not",
    "overwritten": "a commit replaced a value that its author did not see",
    "stale": "an answer misses what was acknowledged before it was asked for",
    "backwards": "a process sees less than it saw before",
    "wrong": "a reader saw values that were never there together",
    "early": "a reader saw what nobody had asked for yet",
}
"""What an anomaly means, by its kind."""


class Call(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that a process asked of a store; a read has no id."""

    process: str
    begun: int
    """Nanoseconds of the clock that all processes of a machine share."""
    ended: int = 0
    commit_id: str = ""
    changes: dict[int, str] = {}
    """What it writes, by place."""
    answer: Answer = ""
    revision: int = 0
    values: dict[int, str] = {}
    """What it read, by place."""


class Kept(NamedTuple):
    """A commit of the log: what each place had before, and has then."""

    revision: int
    commit_id: str
    changes: Mapping[int, tuple[str, str]]


class Anomaly(NamedTuple):
    """Something that no order of the calls explains."""

    kind: Kind
    what: str


def kept_of(commits: Iterable[Commit]) -> list[Kept]:
    """The titles of tasks that commits of a store set, in the order of the log."""
    kept = [Kept(commit.rev, commit.commit_id, _titles(commit)) for commit in commits]
    return sorted(kept, key=lambda commit: commit.revision)


def _titles(commit: Commit) -> dict[int, tuple[str, str]]:
    created = {
        op.id: ("", str(op.new["title"]))
        for op in commit.ops
        if op.op == "create" and op.table == "tasks" and isinstance(op.new, Mapping)
    }
    changed = {
        op.id: (str(op.old), str(op.new))
        for op in commit.ops
        if op.op == "set" and op.table == "tasks" and op.field == "title"
    }
    return created | changed


def anomalies(calls: Sequence[Call], log: Sequence[Kept]) -> list[Anomaly]:
    """Every way in which calls contradict a log, which begins with what was there before them.

    Args:
        calls: what was asked, in any order.
        log: all of it, from revision 1, where what was there at the beginning was written.
    """
    writes = _since_first_asked([call for call in calls if call.commit_id])
    reads = [call for call in calls if call.answer == "read"]
    return [
        *_misnumbered(log),
        *_misanswered(writes, log),
        *_overwritten(log),
        *_out_of_time([*writes, *reads]),
        *_misread(reads, log),
        *_seen_early(writes, reads, log),
    ]


def _since_first_asked(writes: Sequence[Call]) -> list[Call]:
    """Writes, each begun when it was first offered: one in doubt, offered again, may be old."""
    begun: dict[str, int] = {}
    for call in writes:
        begun[call.commit_id] = min(call.begun, begun.get(call.commit_id, call.begun))
    return [msgspec.structs.replace(call, begun=begun[call.commit_id]) for call in writes]


def _misnumbered(log: Sequence[Kept]) -> Iterator[Anomaly]:
    there = Counter(kept.revision for kept in log)
    newest = max(there, default=0)
    for revision in range(1, newest + 1):
        if not there[revision]:
            yield Anomaly("gap", f"revision {revision} of {newest}")
    for revision, count in there.items():
        if count > 1:
            yield Anomaly("duplicate", f"revision {revision} is there {count} times")
    for commit_id, count in Counter(kept.commit_id for kept in log).items():
        if count > 1:
            yield Anomaly("duplicate", f"{commit_id} is there {count} times")


def _misanswered(writes: Sequence[Call], log: Sequence[Kept]) -> Iterator[Anomaly]:
    by_id = {kept.commit_id: kept for kept in log}
    asked = {call.commit_id for call in writes}
    for kept in log:
        if kept.revision > 1 and kept.commit_id not in asked:
            yield Anomaly("unasked", f"{kept.commit_id} at {kept.revision}")
    given: dict[int, str] = {}
    for call in writes:
        there = by_id.get(call.commit_id)
        if call.answer == "committed":
            other = given.setdefault(call.revision, call.commit_id)
            if other != call.commit_id:
                yield Anomaly("duplicate", f"{other} and {call.commit_id} got {call.revision}")
            if there is None or there.revision != call.revision:
                yield Anomaly("lost", f"{call.commit_id}, acknowledged as {call.revision}")
        if there is None:
            continue
        if call.answer == "rejected":
            yield Anomaly("unasked", f"{call.commit_id} was refused, and is {there.revision}")
        if {place: new for place, (_, new) in there.changes.items()} != call.changes:
            yield Anomaly("altered", f"{call.commit_id} at {there.revision}: {there.changes}")


def _overwritten(log: Sequence[Kept]) -> Iterator[Anomaly]:
    values: dict[int, str] = {}
    for kept in log:
        for place, (old, new) in kept.changes.items():
            if values.get(place, "") != old:
                yield Anomaly(
                    "overwritten",
                    f"{kept.commit_id} at {kept.revision}: {values.get(place)!r}, not {old!r}",
                )
            values[place] = new


def _out_of_time(calls: Sequence[Call]) -> Iterator[Anomaly]:
    answered = [call for call in calls if call.answer in ("committed", "read")]
    moments = sorted(
        [(call.begun, 0, call) for call in answered] + [(call.ended, 1, call) for call in answered],
        key=lambda moment: moment[:2],
    )
    acknowledged = 0
    seen: dict[str, int] = {}
    for _, is_end, call in moments:
        if is_end:
            acknowledged = max(acknowledged, call.revision)
            seen[call.process] = max(seen.get(call.process, 0), call.revision)
            continue
        least = acknowledged + (call.answer == "committed")
        if call.revision < seen.get(call.process, 0):
            yield Anomaly(
                "backwards", f"{call.process}: {call.revision} after {seen[call.process]}"
            )
        elif call.revision < least:
            yield Anomaly("stale", f"{call.process}: {call.revision}, {least} was acknowledged")


def _misread(reads: Sequence[Call], log: Sequence[Kept]) -> Iterator[Anomaly]:
    at: dict[int, dict[int, str]] = {0: {}}
    values: dict[int, str] = {}
    for kept in log:
        values = values | {place: new for place, (_, new) in kept.changes.items()}
        at[kept.revision] = values
    for read in reads:
        if read.revision not in at:
            yield Anomaly("wrong", f"{read.process} read revision {read.revision}, not in the log")
        elif read.values != at[read.revision]:
            differ = read.values.items() ^ at[read.revision].items()
            yield Anomaly("wrong", f"{read.process} at {read.revision}: {sorted(differ)}")


def _seen_early(
    writes: Sequence[Call], reads: Sequence[Call], log: Sequence[Kept]
) -> Iterator[Anomaly]:
    begun = {call.commit_id: call.begun for call in writes}
    latest, asked_at = 0, {0: 0}
    for kept in log:
        latest = max(latest, begun.get(kept.commit_id, 0))
        asked_at[kept.revision] = latest
    for read in reads:
        if asked_at.get(read.revision, 0) > read.ended:
            yield Anomaly("early", f"{read.process} read {read.revision} before it was asked for")
