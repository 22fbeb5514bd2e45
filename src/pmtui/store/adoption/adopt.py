"""This file takes in a file changed outside pmtui: what fits, and by answers what does not."""

import errno
import gzip
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from pmtui import clock
from pmtui.model.changes.ops import Merged, Ops
from pmtui.model.merging.clones import UnfitChange, fitting_ops, without_overruled_moves
from pmtui.model.merging.outcome import (
    ALREADY,
    ConflictAnswer,
    ConflictQuestion,
    Draft,
    Outcome,
    Rejected,
    Settle,
    conflict_questions,
    ops_of_answers,
    with_file_values,
)
from pmtui.model.merging.settle import rebase, settle_back
from pmtui.model.storing.adoption import Adopted, Adoption, AdoptionChoice, CloneHead, is_in_store
from pmtui.model.storing.care import StoreError
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.adoption.earlier_adoptions import ACTION
from pmtui.store.adoption.file_changes import adopted_bytes
from pmtui.store.disk.clone_detection import thinned
from pmtui.store.disk.store import DiskStore
from pmtui.store.files.access import names_in
from pmtui.store.snapshots.backups import put_backup
from pmtui.store.snapshots.open_elsewhere import mark_taken_in

Answers = Sequence[tuple[ConflictQuestion, ConflictAnswer]]
"""How disputes end; those that are not among them stay undecided."""
_LATE: Final = "somebody else changed the same thing meanwhile; look at it again"


class Merge:
    """Settles what fits, and what does not by answers; remembers what stays undecided.

    Args:
        store: what is merged into.
        adoption: what is merged.
        settle: judges.
        choice: what wins where no answer says so.
        answers: by which a field or row goes its way.
        must_fit: whether nothing may stay undecided, since the commit says that nothing does.
    """

    def __init__(
        self,
        store: DiskStore,
        adoption: Adoption,
        settle: Settle,
        *,
        choice: AdoptionChoice,
        answers: Answers,
        must_fit: bool,
    ) -> None:
        self._store, self._adoption = store, adoption
        self._settle, self._choice = settle, choice
        self._answers = {_place(question): (question, answer) for question, answer in answers}
        self._must_fit = must_fit
        self.left: tuple[ConflictQuestion, ...] = ()
        self.unfit: tuple[UnfitChange, ...] = ()
        self.taken: Ops = ()
        """The ops as they were settled, before they got keys."""
        self.is_late = False
        """Whether something came between that nobody was asked about."""

    @property
    def is_open(self) -> bool:
        """Whether something is left that somebody must decide."""
        return bool(self.left or (self.unfit and not self._choice))

    def __call__(self, base: Workspace, ops: Ops) -> Ops | Rejected:
        """What can be committed now."""
        ops = self._undisputed(base, ops)
        settled = self._settle(base, ops)
        self.unfit = ()
        if isinstance(settled, Rejected) and settled.reason != ALREADY:
            ops, self.unfit = fitting_ops(base, ops, self._settle)
            settled = self._settle(base, ops)
        self.taken = ops
        self.is_late = self._must_fit and self.is_open
        if self.is_late:
            return Rejected(_LATE)
        is_empty = isinstance(settled, Rejected) and settled.reason == ALREADY
        return () if is_empty and self._must_fit else settled

    def _undisputed(self, base: Workspace, ops: Ops) -> Ops:
        conflicts = rebase(ops, base)[1]
        self.left = ()
        if not conflicts:
            return ops
        asked = conflict_questions(ops, conflicts, self._store.history())
        begun = [
            with_file_values(question, self._adoption.before, self._adoption.after)
            for question in asked
        ]
        answered = [(question, self._answered(question)) for question in begun]
        self.left = tuple(question for question, answer in answered if answer is None)
        nothing = ConflictAnswer(keeps_mine=False)
        return ops_of_answers(ops, [(question, answer or nothing) for question, answer in answered])

    def _answered(self, dispute: ConflictQuestion) -> ConflictAnswer | None:
        """The answer to a dispute, if it still is what was asked about; else by the choice."""
        known, answer = self._answers.get(_place(dispute), (None, None))
        if known is not None and known.theirs == dispute.theirs and answer is not None:
            return answer
        return ConflictAnswer(self._choice == "mine", dispute.mine) if self._choice else None


def _place(one: ConflictQuestion) -> tuple[str, int, str]:
    return one.table, one.id, one.field


_DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def adopt(
    store: DiskStore,
    adoption: Adoption,
    settle: Settle,
    session: str,
    choice: AdoptionChoice = "",
    *,
    answers: Answers = (),
) -> Adopted:
    """Commit a change made outside pmtui, keep the file as it was, and write the snapshot anew.

    What fits is taken in. Where the store moved on in the same field, an answer or else `choice`
    says what wins; without one that field stays as the store has it and the file waits.

    Args:
        store: open, and read-only because of the change.
        adoption: what was shown to the person who confirms.
        settle: merges and judges, as for every commit; of another clone a state may jump.
        session: who confirms.
        choice: what wins where both changed one thing.
        answers: to disputes of the adoption, one by one.
    """
    judge = settle_back if adoption.clone is not None else settle
    if adoption.unreadable and choice != "discard":
        return Adopted(Rejected(adoption.unreadable))
    try:
        data = adopted_bytes(store, adoption)
        if sha256(data).hexdigest() != adoption.digest:
            return Adopted(Rejected(_again(store)))
        _keep_file(store, data, adoption.digest)
        outcome, merge = _committed(store, adoption, judge, session, choice=choice, answers=answers)
        if merge.is_late:
            outcome, merge = _committed(
                store, adoption, judge, session, choice=choice, answers=answers
            )
    except (OSError, StoreError) as error:
        denied = isinstance(error, OSError) and error.errno in _DENIED
        return Adopted(Rejected(f"{store.place.path}: {_why(error)}", read_only=denied))
    if not is_in_store(outcome):
        return Adopted(outcome)
    if merge.is_open:
        return Adopted(outcome, merge.left, unfit=merge.unfit, is_open=True)
    return Adopted(outcome, unfinished=_finished(store, adoption), unfit=merge.unfit)


def _committed(
    store: DiskStore,
    adoption: Adoption,
    settle: Settle,
    session: str,
    *,
    choice: AdoptionChoice,
    answers: Answers,
) -> tuple[Outcome, Merge]:
    """Offer what fits; the commit of another clone's changes says so once all are decided."""
    ops = () if choice == "discard" else adoption.ops
    merged: Merged | None = None
    if adoption.clone is not None:
        ops = without_overruled_moves(ops, store.workspace, choice)
        trial = Merge(store, adoption, settle, choice=choice, answers=answers, must_fit=False)
        trial(store.workspace, ops)
        merged = None if trial.is_open else _merged(adoption, adoption.clone, trial)
    merge = Merge(
        store, adoption, settle, choice=choice, answers=answers, must_fit=merged is not None
    )
    commit_id = f"{ACTION}-{clock.milliseconds():x}-{clock.chance(32):08x}"
    draft = Draft(commit_id, ops, ACTION, session, merged=merged)
    return store.commit_beside(draft, merge), merge


def _merged(adoption: Adoption, clone: CloneHead, merge: Merge) -> Merged:
    """What a commit says of another clone when nothing of it is undecided."""
    known = {(op.op, op.table, op.id, op.field, str(op.new)) for op in merge.taken}
    unfit = {(change.table, change.id) for change in merge.unfit}
    declined = tuple(
        op
        for op in adoption.ops
        if (op.op, op.table, op.id, op.field, str(op.new)) not in known
        and (op.table, op.id) not in unfit
    )
    return Merged(thinned({*clone.marks}), dict(clone.counters), declined)


def _finished(store: DiskStore, adoption: Adoption) -> str:
    """Why the file could not be written anew; empty where it was."""
    if adoption.held:
        mark_taken_in(store.place, adoption.held)
        return ""
    try:
        return "" if store.write_over(adoption.digest) else _again(store)
    except (OSError, StoreError) as error:
        return f"{store.place.path}: {getattr(error, 'strerror', None) or error}"


def _again(store: DiskStore) -> str:
    return f"{store.place.path} was changed once more; look at it again first (`pmtui adopt`)"


def _why(error: Exception) -> str:
    return f"nothing was taken in: {getattr(error, 'strerror', None) or error}"


def _keep_file(store: DiskStore, data: bytes, digest: str) -> None:
    """Keep the file as somebody had changed it; once, however often it is tried."""
    end = f"-{digest[:8]}.json.gz"
    if not store.place.is_attached:
        return
    if any(
        name.startswith("edited-") and name.endswith(end) for name in names_in(store.place.backups)
    ):
        return
    name = f"edited-{clock.now():%Y-%m-%dT%H%M%S}{end}"
    put_backup(store.place, name, gzip.compress(data, mtime=0), store.place.modes().commit)
