"""This file levels a scope beside the screen, shows what would move and why, and commits on yes."""

from collections.abc import Callable
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from pmtui.actions.core.action import Refused
from pmtui.actions.schedule.levelling import levelled_scope
from pmtui.figures.levelling.levelled_plan import Levelling, levelled
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.text import visible, wrap
from pmtui.tui.background import Job, beside
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.reports.report_screen import ReportScreen
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.schedule.levelling import (
    levelling_line,
    moved_line,
    moved_tasks,
    overload_texts,
)
from pmtui.views.wording.formatting import count_with_noun

_EVERY: Final = 50
"""Schedules between two words of how far it is."""
_WIDTH: Final = 60
"""Cells of the dialog."""
_LEVEL: Final = "project.level"


class LevellingProgress(Dialog[None]):
    """How far a search is; Esc ends it.

    Args:
        title: what is levelled.
        cancelled: called where the person does not wait for it.
    """

    def __init__(self, title: str, cancelled: Callable[[], None]) -> None:
        super().__init__()
        self._title, self._cancelled = title, cancelled

    def compose(self) -> ComposeResult:
        """What is levelled, how far it is, the key."""
        box = Vertical(id="explain")
        box.styles.width = _WIDTH
        with box:
            yield Static(Content(self._title), id="explain-title")
            yield Static(Content("\nlooking at the plan\n"), id="levelling-progress")
            yield Static(Content("Esc cancels; nothing is written until you say so"))

    def tell(self, words: str) -> None:
        """Show how far it is."""
        if self.is_mounted:
            self.query_one("#levelling-progress", Static).update(Content(f"\n{words}\n"))

    def on_key(self, event: Key) -> None:
        """Esc cancels."""
        event.stop()
        if event.key in {"escape", "q", "ctrl+c"}:
            self._cancelled()
            self.dismiss(None)


def show_levelling(desk: Workbench) -> None:
    """Level what is under the cursor or in scope, and show what comes of it."""
    scope = levelled_scope(desk.situation())
    session = desk.session
    workspace, today = session.workspace, session.today
    row = workspace.components.get(scope)
    title = f"Level {row.key} {visible(row.name)}" if row is not None else "Level everything"
    jobs: list[Job] = []

    def cancelled() -> None:
        for job in jobs:
            job.cancel()
        desk.say("not levelled")

    def work(job: Job) -> Levelling:
        schedules = 0

        def is_over() -> bool:
            nonlocal schedules
            schedules += 1
            job.step(f"{schedules} schedules tried" if schedules % _EVERY == 0 else "")
            return False

        return levelled(Figures(workspace, today), scope, is_over=is_over)

    progress = LevellingProgress(title, cancelled)

    def arrived(levelling: Levelling) -> None:
        progress.dismiss(None)
        _show(desk, title, levelling)

    def failed(words: str) -> None:
        progress.dismiss(None)
        desk.say(words, bad=True)

    desk.push(progress, lambda _answer: None)
    jobs.append(beside(desk.screen, work, arrived, failed, progress.tell))


def _show(desk: Workbench, title: str, levelling: Levelling) -> None:
    """Show what would move and why; `y` commits it."""
    workspace = desk.session.workspace
    moved = moved_tasks(levelling)
    line = levelling_line(levelling)
    left = tuple(overload_texts(workspace, levelling))
    if not levelling.ops and not left:
        desk.say("nobody is needed more than there is of them: nothing moves")
        return

    def sections(width: int) -> list[tuple[str, list[str]]]:
        shown = [("What comes of it", [f"  {part}" for part in wrap(line, width - 2)])]
        if moved:
            lines = [
                f"  {part}" for row in moved for part in wrap(moved_line(workspace, row), width - 2)
            ]
            shown.append(("Tasks that move", lines))
        if left:
            lines = [f"  {part}" for text in left for part in wrap(text, width - 2)]
            shown.append(("Left as it is", lines))
        return shown

    def chosen(key: str | None) -> None:
        if key == "y":
            _commit(desk, levelling)
        else:
            desk.say("left as it was")

    choices = {"y": "delays these tasks"} if levelling.ops else {}
    desk.push(ReportScreen(title, sections, choices, {}), chosen)


def _commit(desk: Workbench, levelling: Levelling) -> None:
    """Write the delays as one edit."""
    if desk.standstill:
        desk.say(desk.standstill, bad=True)
        return
    try:
        ticket = desk.session.submit(levelling.ops, _LEVEL)
    except Refused as refused:
        desk.say(str(refused), bad=True)
        return
    count = count_with_noun(len(moved_tasks(levelling)), "task")
    desk.done(ticket, 0, f"levelled: {count} moved; unlevel takes it back")
