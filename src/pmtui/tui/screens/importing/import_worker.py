"""This file reads a file and plans its import on a thread of its own, one thing after the other."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import msgspec

from pmtui.actions.tasks.summary_totals import with_summary_totals
from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.incoming_file import ImportFile, plan_file_import, read_import_file
from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.tables.export.edition import Edition, edition_of
from pmtui.exchange.three_way_merge import Take
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.session import Session

_ROWS_A_WORD: Final = 500


class FileRead(msgspec.Struct, frozen=True):
    """The file as it was read, or why it cannot be."""

    incoming: ImportFile | None
    problem: str = ""


class PlanProgress(msgspec.Struct, frozen=True):
    """How far a plan is."""

    turn: int
    words: str


class ImportPlanned(msgspec.Struct, frozen=True):
    """A plan that is made, and the workspace it is for."""

    turn: int
    plan: ImportPlan
    workspace: Workspace


class _GivenUpError(Exception):
    """Nobody wants the plan that is being made any more."""


class ImportWorker:
    """The work of one import off the screen's thread.

    Args:
        session: what is imported into.
        tell: called on the thread of the work with each piece of news.
    """

    def __init__(
        self, session: Session, tell: Callable[[FileRead | PlanProgress | ImportPlanned], object]
    ) -> None:
        self._session = session
        self._tell = tell
        self._thread = ThreadPoolExecutor(1, "pmtui-import")
        self._editions: tuple[tuple[str, ...], tuple[Edition | None, str]] | None = None
        self.turn = 0
        """The plan that is wanted; news of an earlier one is out of date."""

    def read(
        self, path: Path, maps: tuple[Path, ...], into: int, projects: Sequence[str] = ()
    ) -> None:
        """Read a file, with the map that was kept for it; of several projects all, or these."""
        self.turn += 1
        component = self._session.workspace.components.get(into)
        within = component.kind if component is not None else ""

        def work() -> None:
            try:
                self._tell(FileRead(read_import_file(path, maps, projects, within)))
            except UnreadableError as error:
                self._tell(FileRead(None, str(error)))

        self._begin(work, path)

    def plan(self, incoming: ImportFile, into: int, take: Take = "") -> None:
        """Make a plan anew; one that is being made is given up."""
        self.turn += 1
        turn = self.turn
        self._begin(lambda: self._plan(turn, incoming, into, take), incoming.path)

    def close(self) -> None:
        """Nobody waits for what is still being done."""
        self.turn += 1
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _begin(self, work: Callable[[], None], path: Path) -> None:
        def ended(done: "Future[None]") -> None:
            fault = None if done.cancelled() else done.exception()
            if fault is not None:
                what = f"{type(fault).__name__}: {fault}"
                self._tell(FileRead(None, f"{path.name}: cannot be taken in ({what})"))

        self._thread.submit(work).add_done_callback(ended)

    def _plan(self, turn: int, incoming: ImportFile, into: int, take: Take) -> None:
        def watch(done: int, total: int) -> None:
            if turn != self.turn:
                raise _GivenUpError
            if done % _ROWS_A_WORD == 0:
                self._tell(PlanProgress(turn, f"row {done:,} of {total:,}"))

        situation = self._session.situation(scope=into)
        workspace, new_id, today = situation.workspace, situation.new_id, situation.today
        try:
            watch(1, 1)
            edition, note = self._edition(incoming)
            plan = plan_file_import(
                incoming,
                workspace,
                new_id,
                today,
                into=into,
                watch=watch,
                take=take,
                edition=edition,
            )
        except _GivenUpError:
            return
        ops, said = with_summary_totals(workspace, plan.ops, today, new_id, strict=False)
        notes = (*filter(None, [note]), *plan.notes, *said)
        plan = msgspec.structs.replace(plan, ops=ops, notes=notes)
        self._tell(ImportPlanned(turn, plan, workspace))

    def _edition(self, incoming: ImportFile) -> tuple[Edition | None, str]:
        """What a table was exported from, read from the history once."""
        sheet = incoming.sheet
        if sheet is None or not sheet.marks:
            return None, ""
        if self._editions is None or self._editions[0] != sheet.marks:
            found = edition_of(sheet, self._session.store_id, self._session.workspace_at)
            self._editions = (sheet.marks, found)
        return self._editions[1]
