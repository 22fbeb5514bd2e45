"""This file shows a store with the edits of a scenario, and keeps there what is edited in one."""

from collections.abc import Iterator
from threading import RLock

from pmtui.model.changes.as_of import Moment, Past
from pmtui.model.changes.ops import Commit, Ops, create
from pmtui.model.merging.outcome import Committed, Draft, Outcome, Rejected, Settle
from pmtui.model.merging.settle import settle as settle_plainly
from pmtui.model.scenarios.kept_ops import as_text
from pmtui.model.scenarios.overlay import (
    Overlay,
    Rows,
    carried_on,
    different,
    edits_of,
    fact_refusal,
    is_outside,
    laid_over,
    with_pending_keys,
)
from pmtui.model.scenarios.scenarios import SCENARIO_EDITS, Scenario, ScenarioEdit
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Store


class ScenarioStore:
    """A store as it is, or with a scenario over it; an edit goes where its draft was made.

    Args:
        store: holds the plan, and the scenarios with their edits.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._plan = store.workspace
        self._overlay = Overlay(store.workspace, ())
        self._moved: Rows = frozenset()
        self.shown = 0
        """The scenario that is shown; 0 for the plan."""

    @property
    def plan(self) -> Workspace:
        """Everything confirmed, without any scenario."""
        return self._store.workspace

    @property
    def overlay(self) -> Overlay:
        """The plan with the scenario shown; worked out when the plan has moved."""
        with self._lock:
            plan = self._store.workspace
            if plan is not self._plan:
                self._take(plan, laid_over(plan, self.shown))
            return self._overlay

    @property
    def workspace(self) -> Workspace:
        """Everything confirmed, with the edits of the scenario shown."""
        return self.overlay.workspace

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty where it can."""
        return self._store.read_only

    @property
    def store_id(self) -> str:
        """The store's own id."""
        return self._store.store_id

    @property
    def notice(self) -> str:
        """What a person should know though work goes on."""
        return self._store.notice

    @property
    def barred(self) -> str:
        """Why it must not be written as it is, whoever asks."""
        return self._store.barred

    def show(self, scenario: int) -> None:
        """Show a scenario from now on, or the plan alone (0)."""
        with self._lock:
            self.shown = scenario
            plan = self._store.workspace
            self._take(plan, laid_over(plan, scenario))

    def moved(self) -> Rows:
        """The rows that differ by edits of scenarios from what was shown when last asked."""
        with self._lock:
            moved, self._moved = self._moved, frozenset()
            return moved

    def concerns(self, commit: Commit) -> bool:
        """Whether a commit is of the scenario shown, or else of the plan, and may be taken back."""
        edits = [op for op in commit.ops if op.table == SCENARIO_EDITS.name]
        if self.shown:
            return any((op.new or op.old or {}).get("scenario") == self.shown for op in edits)
        return len(edits) < len(commit.ops)

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Make ops durable: those of a scenario as an edit of it, every other in the plan."""
        if not draft.scenario or draft.undo_of or all(map(is_outside, draft.ops)):
            return self._store.commit(draft, settle)
        written: list[tuple[Workspace, Overlay, Ops]] = []

        def recorded(plan: Workspace, ops: Ops) -> Ops | Rejected:
            row = plan.rows_of(Scenario).get(draft.scenario)
            if row is None or row.state != "draft":
                return Rejected(f"{row.key} is {row.state}" if row else "the scenario is gone")
            overlay = self._over(plan, row.id)
            own = tuple(op for op in ops if not is_outside(op))
            if reason := fact_refusal(own):
                return Rejected(reason, bad_input=True)
            settled = settle(overlay.workspace, own)
            if isinstance(settled, Rejected):
                return settled
            added = with_pending_keys(settled, own)
            edit = ScenarioEdit(
                id=draft.edit,
                component=row.component,
                scenario=row.id,
                number=max((other.number for other in edits_of(plan, row.id)), default=0) + 1,
                action=draft.action,
                ops=as_text(added),
            )
            rest = tuple(op for op in ops if is_outside(op))
            whole = settle_plainly(plan, (*rest, create(SCENARIO_EDITS.name, edit)))
            if not isinstance(whole, Rejected):
                written[:] = [(plan, overlay, added)]
            return whole

        outcome = self._store.commit(draft, recorded)
        if isinstance(outcome, Committed) and written:
            self._carry_on(draft.scenario, outcome, *written[0])
        return outcome

    def _over(self, plan: Workspace, scenario: int) -> Overlay:
        with self._lock:
            if plan is self._plan and scenario == self.shown:
                return self._overlay
        return laid_over(plan, scenario)

    def _carry_on(
        self, scenario: int, outcome: Committed, plan: Workspace, overlay: Overlay, added: Ops
    ) -> None:
        """Show one edit more without laying all the others over the plan again."""
        with self._lock:
            if scenario != self.shown or plan is not self._plan:
                return
            now = self._store.workspace
            if now.revision == outcome.commit.rev == plan.revision + 1:
                following = carried_on(overlay, outcome.commit.ops, added, now.revision)
                self._take(now, following, different(overlay.workspace, following.workspace, added))

    def _take(self, plan: Workspace, overlay: Overlay, moved: Rows | None = None) -> None:
        before = self._overlay
        if moved is None:
            moved = different(before.workspace, overlay.workspace, before.ops, overlay.ops)
        self._moved |= moved
        self._plan, self._overlay = plan, overlay

    def refresh(self) -> tuple[Commit, ...]:
        """Take in what others committed since."""
        return self._store.refresh()

    def arrivals(self) -> Iterator[tuple[Commit, ...]]:
        """The same in batches."""
        return self._store.arrivals()

    def history(self, newest: int | None = None) -> Iterator[Commit]:
        """Commits from the newest (or a given revision) back to the horizon."""
        return self._store.history(newest)

    def owner_of(self, commit: Commit) -> int | None:
        """Who the file system says made a commit; None where nobody can tell any more."""
        return self._store.owner_of(commit)

    def past(self, moment: Moment) -> Past:
        """The plan as it was at a moment, without any scenario.

        Raises:
            OutOfReachError: the history does not reach back that far, or it is yet to come.
        """
        return self._store.past(moment)

    def snapshot(self) -> None:
        """Write the snapshot now."""
        self._store.snapshot()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()
