"""This file is the commit protocol: queue, catch up, settle, append; the same over every log."""

import os
from itertools import takewhile
from typing import Final

import msgspec

from pmtui import clock
from pmtui.machine import login_of
from pmtui.model.changes.ops import Commit, Ops, apply, invert
from pmtui.model.merging.clones import with_merged_counters
from pmtui.model.merging.outcome import Committed, Draft, InDoubt, Outcome, Rejected, Settle
from pmtui.model.storing.care import (
    RESUMES_BY_ITSELF,
    StoreError,
    with_remedy,
)
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.log.log_contract import Log, NotWrittenError, UncertainError
from pmtui.store.log.log_following import LogFollower
from pmtui.store.log.op_completion import taken_ids, with_free_ids, with_unknown_fields
from pmtui.store.log.split_commits import LARGEST_COMMIT, joined, parts_of, without_parts
from pmtui.store.log.timestamps import next_stamp

UNDO_PART: Final = "store.take_back"
"""Action id of what takes back the first parts of a commit whose later parts were refused."""


class Signature(msgspec.Struct, frozen=True):
    """Who signs commits, as the operating system knows them."""

    uid: int
    login: str
    host: str


def my_signature() -> Signature:
    """The signature of this process; never what the environment says."""
    uid = os.getuid()
    return Signature(uid, login_of(uid), os.uname().nodename)


class LogStore(LogFollower):
    """A workspace that is written to a log, and carried on by what others write there.

    Args:
        log: where the commits are.
        workspace: everything up to its revision.
        head: what the next commit calls its parent, and when that one was made.
        store_id: the store's own id.
        signature: who signs commits.
    """

    def __init__(
        self,
        log: Log,
        workspace: Workspace,
        head: tuple[str, str],
        store_id: str,
        signature: Signature,
    ) -> None:
        super().__init__(log, workspace, head, store_id)
        self.largest_commit = LARGEST_COMMIT
        """Bytes of ops from which a commit is split."""
        self._signature = signature
        self._doubts: set[str] = set()

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Make ops durable after `settle` has merged and judged them on the newest state."""
        self.look()
        if self.read_only:
            return Rejected(f"read-only: {self.read_only}", read_only=True)
        try:
            with self._log.turn() as had_lock:
                self.notice = "" if had_lock else "no lock: commits go on without a queue"
                self._before_write()
                return self._committed(draft, settle)
        except StoreError as error:
            self.read_only = with_remedy(str(error))
            return Rejected(self.read_only, read_only=True)
        except OSError as error:
            return Rejected(f"nothing was written: {error.strerror or error}")

    def _before_write(self) -> None:
        """What must be done before a commit of ours, such as a backup."""

    def _lack_of_room(self, ops: Ops) -> str:  # noqa: ARG002  (memory has room)
        """Why ops would make the store too large; empty where they do not."""
        return ""

    def _committed(self, draft: Draft, settle: Settle) -> Outcome:
        was_late = False
        while True:
            self._catch_up(thorough=was_late)
            was_late = True
            taken = taken_ids(draft.ops, self.workspace)
            done = self._done(draft) if taken or draft.commit_id in self._doubts else []
            rest = without_parts(draft.ops, done)
            if done and not rest:
                return Committed(joined(done))
            free = rest if done else with_free_ids(rest, taken)
            ops = settle(self.workspace, free)
            if isinstance(ops, Rejected):
                return self._taken_back(draft, done, ops) if done else ops
            reason = self._lack_of_room(ops)
            if reason:
                return self._taken_back(draft, done, Rejected(reason)) if done else Rejected(reason)
            outcome = self._written(draft, with_unknown_fields(ops, self.workspace), settle, done)
            if outcome is not None:
                return outcome

    def _written(
        self, draft: Draft, ops: Ops, settle: Settle, done: list[Commit]
    ) -> Outcome | None:
        parts = parts_of(ops, self.largest_commit)
        try:
            if len(parts) > 1 or done:
                return self._append_parts(draft, parts, settle, done)
            commit = self._append(draft, ops)
            return Committed(commit) if commit else None
        except NotWrittenError as error:
            if error.read_only:
                self.read_only = with_remedy(f"{error}; {RESUMES_BY_ITSELF}")
            refusal = Rejected(f"nothing was written: {error}", read_only=error.read_only)
            return self._taken_back(draft, done, refusal) if done else refusal
        except (StoreError, OSError) as error:
            if not done:
                raise
            return self._taken_back(draft, done, Rejected(str(error)))
        except msgspec.ValidationError as error:
            return Rejected(f"nothing was written: {error}")
        except UncertainError as error:
            self._doubts.add(draft.commit_id)
            return InDoubt(draft.commit_id, str(error))

    def _append_parts(
        self, draft: Draft, parts: list[Ops], settle: Settle, done: list[Commit]
    ) -> Outcome | None:
        while parts:
            commit = self._append(draft, parts[0], len(done) + 1, len(parts) - 1)
            if commit is not None:
                done.append(commit)
                del parts[0]
                continue
            if not done:
                return None
            self._catch_up(thorough=True)
            rest = settle(self.workspace, tuple(op for part in parts for op in part))
            if isinstance(rest, Rejected):
                return self._taken_back(draft, done, rest)
            parts = parts_of(rest, self.largest_commit)
        return Committed(joined(done))

    def _append(self, draft: Draft, ops: Ops, part: int = 0, rest: int = 0) -> Commit | None:
        commit = Commit(
            rev=self.workspace.revision + 1,
            commit_id=f"{draft.commit_id}.{part}" if part else draft.commit_id,
            parent_sha=self._parent,
            ts=next_stamp(clock.now(), self._stamp, self.history()),
            uid=self._signature.uid,
            host=self._signature.host,
            session=draft.session,
            action=draft.action,
            ops=ops,
            undo_of=draft.undo_of,
            login=self._signature.login,
            group=draft.commit_id if part else "",
            rest=rest,
            merged=None if rest else draft.merged,
        )
        following = apply(self.workspace, ops, commit.rev)
        if commit.merged is not None:
            following = with_merged_counters(following, (commit,))
        record = self._log.append(commit)
        if record is None:
            return None
        self._follow(following, (record,))
        return commit

    def _taken_back(self, draft: Draft, done: list[Commit], refusal: Rejected) -> Outcome:
        """The refusal of a later part, once the parts before it are taken back.

        Where that cannot be written either, offering the draft again goes on from there.
        """
        ops = tuple(op for commit in reversed(done) for op in invert(commit.ops))
        back = Draft(f"{draft.commit_id}.back", ops, UNDO_PART, draft.session, draft.commit_id)
        try:
            while self._append(back, ops) is None:
                self._catch_up(thorough=True)
        except (NotWrittenError, UncertainError, StoreError, OSError):
            self._doubts.add(draft.commit_id)
            told = f"only {len(done)} parts of it are written: {refusal.reason}"
            return InDoubt(draft.commit_id, told)
        return refusal

    def _done(self, draft: Draft) -> list[Commit]:
        """What of a draft is in the log already, oldest first: in doubt once, or offered again."""
        name = draft.commit_id
        standing = takewhile(lambda commit: commit.undo_of != name, self.history())
        return [commit for commit in standing if name in {commit.commit_id, commit.group}][::-1]
