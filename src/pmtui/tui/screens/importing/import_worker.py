"""This file reads a file and plans its import beside the screen; a newer job gives up an older."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from textual.message_pump import MessagePump

from pmtui.actions.consequences.completed_edit import with_consequences
from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.definition import ReadOptions
from pmtui.exchange.formats.incoming_file import (
    ImportFile,
    edition_in,
    plan_file_import,
    read_file,
    source_of,
)
from pmtui.exchange.import_plan import ImportPlan, Take
from pmtui.exchange.tables.export.edition import Edition
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.session import Session
from pmtui.tui.background import Job, beside

_ROWS_A_WORD: Final = 500


class FileRead(msgspec.Struct, frozen=True):
    """The file as it was read, or why it cannot be."""

    incoming: ImportFile | None
    problem: str = ""


class ImportPlanned(msgspec.Struct, frozen=True):
    """A plan that is made, and the workspace it is for."""

    plan: ImportPlan
    workspace: Workspace


class ImportWorker:
    """The work of one import beside the screen.

    Args:
        node: the dialog that waits for it.
        session: what is imported into.
        tell: called on the screen's thread with what is read or planned.
        progress: called there with how far a plan is.
    """

    def __init__(
        self,
        node: MessagePump,
        session: Session,
        tell: Callable[[FileRead | ImportPlanned], None],
        progress: Callable[[str], None],
    ) -> None:
        self._node = node
        self._session = session
        self._tell = tell
        self._progress = progress
        self._job: Job | None = None
        self._editions: tuple[tuple[str, ...], tuple[Edition | None, str]] | None = None

    def read(
        self, path: Path, maps: tuple[Path, ...], into: int, projects: Sequence[str] = ()
    ) -> None:
        """Read a file, with the map that was kept for it; of several projects all, or these."""
        component = self._session.workspace.components.get(into)
        within = component.kind if component is not None else ""

        def work(_job: Job) -> FileRead:
            try:
                options = ReadOptions(projects=projects)
                return FileRead(read_file(source_of(path), options, maps=maps, within=within))
            except UnreadableError as error:
                return FileRead(None, str(error))

        self._begin(work, path.name)

    def plan(self, incoming: ImportFile, into: int, take: Take = "") -> None:
        """Make a plan anew; one that is being made is given up."""
        self._begin(lambda job: self._plan(job, incoming, into, take), incoming.source.called)

    def close(self) -> None:
        """Nobody waits for what is still being done."""
        if self._job is not None:
            self._job.cancel()

    def _begin(self, work: Callable[[Job], FileRead | ImportPlanned], name: str) -> None:
        def failed(words: str) -> None:
            self._tell(FileRead(None, f"{name}: {words}"))

        self.close()
        self._job = beside(self._node, work, self._tell, failed, self._progress)

    def _plan(self, job: Job, incoming: ImportFile, into: int, take: Take) -> ImportPlanned:
        def watch(done: int, total: int) -> None:
            job.step("" if done % _ROWS_A_WORD else f"row {done:,} of {total:,}")

        situation = self._session.situation(scope=into)
        workspace, new_id, today = situation.workspace, situation.new_id, situation.today
        job.step()
        edition, note = self._edition(incoming)
        plan = plan_file_import(incoming, situation, watch=watch, take=take, edition=edition)
        ops, said = with_consequences(workspace, plan.ops, today, new_id, strict=False)
        notes = (*filter(None, [note]), *plan.notes, *said)
        plan = msgspec.structs.replace(plan, ops=ops, notes=notes)
        return ImportPlanned(plan, workspace)

    def _edition(self, incoming: ImportFile) -> tuple[Edition | None, str]:
        """What a table was exported from, read from the history once."""
        marks = incoming.sheet.marks if incoming.sheet is not None else ()
        if self._editions is None or self._editions[0] != marks:
            session = self._session
            edition = edition_in(incoming, session.store_id, session.workspace_at)
            self._editions = (marks, edition)
        return self._editions[1]
