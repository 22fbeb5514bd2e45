"""This file keeps commits in memory: the same port as the disk store, for tests and previews."""

from collections.abc import Iterator

from pmtui import clock
from pmtui.model.ops import Commit, apply
from pmtui.model.outcome import Committed, Draft, Outcome, Rejected, Settle
from pmtui.model.workspace import Workspace, known_tables


class MemoryStore:
    """A store that is gone with its process; several may share one log.

    Args:
        workspace: what it holds at first.
        log: commits shared with other stores of the same content.
        uid: who its commits are by.
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        log: list[Commit] | None = None,
        uid: int = 0,
    ) -> None:
        self.workspace = workspace or Workspace(known_tables())
        self.read_only = ""
        self.store_id = "memory"
        self._log = log if log is not None else []
        self._uid = uid

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Keep ops after `settle` has merged and judged them on the newest state."""
        self.refresh()
        if self.read_only:
            return Rejected(self.read_only, read_only=True)
        ops = settle(self.workspace, draft.ops)
        if isinstance(ops, Rejected):
            return ops
        commit = Commit(
            rev=self.workspace.revision + 1,
            commit_id=draft.commit_id,
            parent_sha="",
            ts=clock.now().isoformat(),
            uid=self._uid,
            host="",
            session=draft.session,
            action=draft.action,
            ops=ops,
            undo_of=draft.undo_of,
        )
        self._log.append(commit)
        self.workspace = apply(self.workspace, ops, commit.rev)
        return Committed(commit)

    def refresh(self) -> tuple[Commit, ...]:
        """Take in what other stores of the same log committed."""
        fresh = tuple(one for one in self._log if one.rev > self.workspace.revision)
        for commit in fresh:
            self.workspace = apply(self.workspace, commit.ops, commit.rev)
        return fresh

    def history(self, newest: int | None = None) -> Iterator[Commit]:
        """Commits, newest first."""
        return iter(
            [one for one in reversed(self._log) if newest is None or one.rev <= newest]
        )

    def snapshot(self) -> None:
        """Nothing to write."""

    def close(self) -> None:
        """Nothing to let go of."""
