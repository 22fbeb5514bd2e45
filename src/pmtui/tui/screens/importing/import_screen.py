"""This file is the dialog of an import: columns to correct, what would come of it, the import."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.message import Message

from pmtui.exchange.formats.incoming_file import ImportFile
from pmtui.exchange.formats.preview import ImportLine, import_lines, import_table, preview_lines
from pmtui.exchange.import_plan import ImportPlan, Take
from pmtui.exchange.tables.column_maps.map_file import keep_map, map_beside, map_in
from pmtui.model.merging.outcome import Committed, InDoubt, Outcome, Rejected
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.scope import path_text
from pmtui.session.session import Session
from pmtui.tui.lines.grid import Grid
from pmtui.tui.lines.status_line import Segment, StatusLine
from pmtui.tui.lines.text_lines import Lines
from pmtui.tui.screens.dialog import Dialog
from pmtui.tui.screens.importing import import_choices
from pmtui.tui.screens.importing.import_worker import (
    FileRead,
    ImportPlanned,
    ImportWorker,
)
from pmtui.tui.screens.picker import PickerScreen
from pmtui.views.shapes.table import Cell

_STEPS: Final = {
    "j": 1, "down": 1, "k": -1, "up": -1,
    "pagedown": 10, "pageup": -10, "ctrl+d": 10, "ctrl+u": -10,
}  # fmt: skip


class ImportScreen(Dialog[str]):
    """An import, corrected line by line; nothing is written before `i`.

    Files are read and plans made beside the screen; a newer choice gives up an older plan.

    Args:
        session: what is imported into.
        path: the file.
        scope: the component to import into; 0 for the top.
        settings: the person's directory, where maps may be kept.
    """

    class Answered(Message):
        """The disk has answered."""

        def __init__(self, outcome: Outcome) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, session: Session, path: Path, scope: int, settings: Path) -> None:
        super().__init__()
        self._session = session
        self._path = path
        self._into = scope
        self._places = (map_beside(path), map_in(settings, path))
        self._stage: import_choices.ImportStage = "reading"
        self._incoming: ImportFile | None = None
        self._yours: set[str] = set()
        self._take: Take = ""
        self._lines: tuple[ImportLine, ...] = ()
        self.plan: ImportPlan | None = None
        """What would come of it; None while that is being counted."""
        self._base: Workspace | None = None
        self._words = ("reading", False)
        self._said = ""
        self._agreed = ""
        """What it would leave open, once that was shown."""
        self._head, self._foot = StatusLine(id="import-head"), StatusLine(id="import-foot")
        self._grid, self._preview = Grid(), Lines(id="import-preview", ruled=True)
        self._work = ImportWorker(self, session, self._take_in, self._show_progress)

    def compose(self) -> ComposeResult:
        """What it is, its lines, what would come of it, the keys."""
        yield from (self._head, self._grid, self._preview, self._foot)

    def on_mount(self) -> None:
        """Begin to read."""
        self._grid.active = True
        self._work.read(self._path, self._places, self._into)
        self._show()

    def on_unmount(self) -> None:
        """Nobody waits for what is still being read."""
        self._work.close()

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Other room, other lines."""
        self.call_after_refresh(self._show)

    def _take_in(self, news: FileRead | ImportPlanned) -> None:
        """Take in what was read or planned."""
        if isinstance(news, FileRead):
            self._take_file(news)
            return
        self.plan, self._base = news.plan, news.workspace
        self._words = (self._said, True) if self._said else ("", False)
        self._said = ""
        self._show()

    def _show_progress(self, words: str) -> None:
        if self.plan is None:
            self._words = (words, False)
            self._show_head()

    def _take_file(self, read: FileRead) -> None:
        """The file is there: show its columns and plan; what cannot be read ends the dialog."""
        if read.incoming is None:
            if self.is_current:
                self.dismiss(f"!{read.problem}")
            return
        self._incoming = read.incoming
        self._stage = "asking"
        self._replan()

    def _replan(self) -> None:
        self.plan = None
        self._words = ("counting", False)
        if self._incoming is not None:
            self._work.plan(self._incoming, self._into, self._take)
        self._show()

    def on_key(self, event: Key) -> None:
        """Every key is the dialog's own."""
        event.stop()
        event.prevent_default()
        if self.is_early(event):
            return
        if event.key in _STEPS:
            self._grid.move_cursor(_STEPS[event.key])
        elif event.key in {"g", "home", "G", "end"}:
            self._grid.to_end(last=event.key in {"G", "end"})
        elif event.key in {"q", "escape", "ctrl+c"}:
            self._leave()
        elif self._stage == "asking":
            self._asked(event.key)
        elif self._stage == "done" and event.key in {"b", "c"}:
            self._keep(self._places[event.key == "c"])

    def _asked(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "enter": lambda: self._correct(self._grid.cursor),
            "o": lambda: self._correct(0),
            "p": self._problems,
            "x": self._decide,
            "i": self._import,
            "ctrl+s": self._import,
        }
        if key in acts:
            acts[key]()

    def _leave(self) -> None:
        if self._stage == "done":
            self.dismiss(self._said)
        elif self._stage == "importing":
            self.dismiss("still being written; it is seen as soon as it is on disk")
        else:
            self.dismiss("nothing was imported")

    def _correct(self, at: int) -> None:
        """Ask what a line should be instead."""
        if self._incoming is None or not self._lines:
            return
        line = self._lines[at]
        title = f"{line.name}  {line.sample}" if line.setting == "column" else line.name
        choices = import_choices.choices_of(self._incoming, line, self._session.workspace)
        if not choices:
            self._tell("correct that in the sheet itself, or here once it is taken in")
            return
        self.app.push_screen(PickerScreen(title, choices), lambda value: self._chosen(line, value))

    def _chosen(self, line: ImportLine, choice: str | None) -> None:
        if not choice or self._incoming is None:
            return
        if line.setting == "into":
            self._into = int(choice)
            self._yours.add("into")
        elif line.setting == "project":
            self._yours.add(line.name)
            self._reread(import_choices.projects_with(self._incoming, line, choice))
            return
        else:
            self._incoming = import_choices.with_choice(self._incoming, line, choice)
            self._yours.add(line.name if line.setting == "column" else line.setting)
        self._replan()

    def _reread(self, projects: Sequence[str]) -> None:
        """Read the file again, as another choice of its projects."""
        self.plan, self._words = None, ("reading", False)
        self._work.read(self._path, self._places, self._into, projects)
        self._show()

    def _problems(self) -> None:
        """List every finding."""
        choices = import_choices.problems_of(self.plan) if self.plan is not None else ()
        if choices:
            self.app.push_screen(PickerScreen("What cannot be taken as it is", choices))
        else:
            self._tell("no problem was found")

    def _decide(self) -> None:
        """Ask which side stands where the table and somebody here changed the same field."""
        at = self._session
        choices = import_choices.clash_choices(self.plan, at.workspace, at.today)
        if choices:
            wide = max(len(choice.title) for choice in choices)
            picker = PickerScreen("Changed in the file and here", choices, wide)
            self.app.push_screen(picker, self._took)

    def _took(self, choice: str | None) -> None:
        self._take = import_choices.TAKES.get(choice, self._take)
        self._replan()

    def _import(self) -> None:
        """Write it, in one commit; what others changed meanwhile is looked at first."""
        plan, problem = self.plan, import_choices.why_not(self.plan)
        if plan is None or problem:
            self._tell(problem, bad=True)
        elif not plan.all_ops:
            self._tell("nothing to import: everything is as the file says")
        elif self._session.workspace is not self._base:
            self._said = "others changed the plan meanwhile: look again, then i imports"
            self._replan()
        else:
            self._stage = "importing"
            self._tell("importing")
            waited = self._session.commit_unseen(plan.all_ops, "import", self._agreed)
            waited.add_done_callback(self._answered)

    def _answered(self, waited: "Future[Outcome]") -> None:
        self.post_message(self.Answered(waited.result()))

    def on_import_screen_answered(self, event: Answered) -> None:
        """Say what became of it; a map that was guessed or corrected can be kept."""
        outcome = event.outcome
        if not self.is_current:
            return
        if isinstance(outcome, Committed) and self.plan is not None:
            self._said = "; ".join((*outcome.warnings, f"{self.plan.done}, u takes it back"))
            if self._incoming is not None and self._incoming.is_worth_keeping(self._yours):
                self._stage = "done"
                lines = (*outcome.warnings, f"imported as r{outcome.commit.rev}")
                self._tell("; ".join(lines), bad=bool(outcome.warnings))
            else:
                self.dismiss(self._said)
            return
        self._stage = "asking"
        words = outcome.reason if not isinstance(outcome, Committed) else ""
        left = self._agreed = outcome.left if isinstance(outcome, Rejected) else ""
        if left:
            self._tell(f"{left}: i imports it all the same", bad=True)
            return
        doubt = "the disk does not answer: " if isinstance(outcome, InDoubt) else "not imported: "
        self._tell(doubt + words, bad=True)

    def _keep(self, path: Path) -> None:
        """Write the map; one that was read from there is replaced."""
        if self._incoming is None:
            return
        problem = keep_map(self._incoming.mapping, path, instead=self._incoming.kept == path)
        if problem:
            self._tell(problem, bad=True)
        else:
            self.dismiss(f"kept {path.name}; {self._said}")

    def _tell(self, text: str, *, bad: bool = False) -> None:
        self._words = (text, bad)
        self._show()

    def _show(self) -> None:
        """Draw all of it as it is now."""
        if not self.is_attached:
            return
        if self._incoming is not None:
            where = path_text(self._session.workspace, self._into) or "the top"
            self._lines = import_lines(self._incoming, where, self._yours)
            self._grid.show(import_table(self._lines, self.plan))
        room = self._preview.size
        if self.plan is not None and room.width:
            size, at = (room.width - 2, room.height - 1), self._session
            self._preview.show(tuple(preview_lines(self.plan, *size, at.today, at.workspace)))
        else:
            self._preview.show(((Cell(self._words[0], "dim"),),))
        may_correct = self._incoming is None or self._incoming.update is None
        foot = import_choices.foot_of(self._stage, self.plan, may_correct=may_correct)
        self._foot.show(foot, ())
        self._show_head()

    def _show_head(self) -> None:
        rows = Segment(f"{self._incoming.rows:,} rows" if self._incoming else "", "dim", 2)
        left = (Segment(f"Import {self._path.name}", "head", 0), rows)
        self._head.show(left, (Segment(self._words[0], "bad" if self._words[1] else "accent", 1),))
