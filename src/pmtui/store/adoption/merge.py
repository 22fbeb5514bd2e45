"""This file settles what is adopted: what fits, and by answers what does not."""

from collections.abc import Sequence
from typing import Final

from pmtui.model.changes.ops import Ops
from pmtui.model.merging.clones import UnfitChange, fitting_ops
from pmtui.model.merging.outcome import (
    ALREADY,
    ConflictAnswer,
    ConflictQuestion,
    Rejected,
    Settle,
    conflict_questions,
    ops_of_answers,
    with_file_values,
)
from pmtui.model.merging.rebase import rebase
from pmtui.model.storing.adoption import Adoption, AdoptionChoice
from pmtui.model.workspace.workspace import Workspace
from pmtui.store.disk.store import DiskStore

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
