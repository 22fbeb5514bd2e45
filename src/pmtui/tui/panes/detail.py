"""This file is the pane of one entity: its fields, edited one at a time, and what belongs to it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Final

import msgspec
from textual.message import Message

from pmtui.actions.core.action import Target
from pmtui.model.changes.history import HistoryPage
from pmtui.model.entities.entity import Entity
from pmtui.tui.lines.sections import Sections
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.tui.panes.core.entity_history import EntityHistory
from pmtui.tui.panes.core.explanations import explained
from pmtui.tui.panes.core.pane import Host, Pane
from pmtui.views.detail.entity_detail import FieldLine, detail, most_relevant_first
from pmtui.views.shapes.table import Cell, Entry, Section, Tone
from pmtui.views.wording.formatting import count_with_noun

LONGEST_SHOWN: Final = 8_000
"""Characters of one field that are laid out: megabytes would hold the screen for seconds."""
FIELDS: Final = "fields"
HISTORY: Final = "history"


class DetailPane(Pane):
    """A list of fields: Enter edits the one under the cursor, or opens what a line is about.

    Its other sub-tab is the history of the entity.
    """

    context = "detail"
    parts = (FIELDS, HISTORY)
    hints = (
        "open", "entity.set", "entity.remark", "edit.external", "subtab.next", "entity.add",
        "task.link", "back",
    )  # fmt: skip
    DEFAULT_CSS = "DetailPane > Sections { height: 1fr; }"

    class HistoryRead(Message):
        """A stretch of the history was read."""

        def __init__(self, story: EntityHistory, found: HistoryPage) -> None:
            super().__init__()
            self.story = story
            self.stretch = found

    def __init__(self) -> None:
        self.sections = Sections(wrapped=True)
        super().__init__(self.sections)
        self.shown: Target | None = None
        """The entity whose detail this is."""
        self.part = FIELDS
        self._all_fields = False
        """Whether fields are shown that say nothing."""
        self._kept_fields: set[str] = set()
        """Fields that were shown of this entity: emptying one does not take it from its editor."""
        self._story = EntityHistory()

    def open(self, target: Target) -> None:
        """Turn to another entity; its first line has the cursor."""
        if target != self.shown:
            self.shown = target
            self._story = EntityHistory()
            self._kept_fields.clear()
            self.sections.to_end(last=False)

    def show(self, showing: ViewContext) -> None:
        """Show the entity as it is now."""
        self._showing = showing
        found = None
        if self.shown is not None:
            found = detail(showing.figures, self.shown.table, self.shown.id)
        if found is None:
            self.sections.show((Section("gone", (), "", "somebody has taken it away"),))
            return
        target = (found.table, found.id)
        # A long title has the whole width to break in: what it is stands below.
        below = Cell("  ".join(cell.text for cell in found.kind), found.kind[-1].tone)
        title = Section("", (Entry(cells=found.title, target=target, below=below),))
        if self.part == HISTORY:
            self._story.follow(showing.session, target, self._told(self._story))
            story = self._story.section(showing, target)
            self.sections.show((title, msgspec.structs.replace(story, note="[ fields")))
            return
        fields = Section("Fields", self._fields(found.fields, target), "] history")
        figures = (found.figures,) if found.figures.entries else ()
        self.sections.show((title, fields, *figures, *found.related))

    def _fields(self, lines: Sequence[FieldLine], target: tuple[str, int]) -> tuple[Entry, ...]:
        """The fields that say something, what matters first; one line for all that do not."""
        kept = self._kept_fields
        kept.update(line.field for line in lines if not line.is_usual)
        told = most_relevant_first(line for line in lines if line.field in kept)
        rest = most_relevant_first(line for line in lines if line.field not in kept)
        entries = [_entry(line, target) for line in told]
        if rest and self._all_fields:
            entries += (_folding("Enter hides the fields that are empty"),)
            entries += (_entry(line, target) for line in rest)
        elif rest:
            entries.append(
                _folding(f"{count_with_noun(len(rest), 'empty field')}: Enter shows them")
            )
        return tuple(entries)

    def _told(self, story: EntityHistory) -> Callable[["Future[HistoryPage]"], None]:
        """What hears, on the writer thread, that a stretch was read of the story that asked."""

        def heard(found: "Future[HistoryPage]") -> None:
            if found.exception() is None:
                self.post_message(self.HistoryRead(story, found.result()))

        return heard

    def on_detail_pane_history_read(self, event: HistoryRead) -> None:
        """Show what was read, if it is still of what is shown."""
        event.stop()
        event.story.take(event.stretch)
        if event.story is self._story and self._showing is not None:
            self.show(self._showing)

    @property
    def entity(self) -> Entity | None:
        """The entity shown; None where it is gone."""
        if self.shown is None or self._showing is None:
            return None
        return self._showing.workspace.get(self.shown.table, self.shown.id)

    @property
    def field(self) -> str:
        """The field under the cursor; empty on a line that is about something else."""
        entry = self.sections.entry
        return entry.field if entry is not None else ""

    @property
    def _is_on_fold(self) -> bool:
        entry = self.sections.entry
        return entry is not None and entry.folds

    @property
    def row_target(self) -> Target | None:
        """What the line under the cursor is about, where that is not the entity itself."""
        entry = self.sections.entry
        if entry is None or entry.target is None:
            return None
        target = Target(*entry.target)
        return target if target != self.shown else None

    @property
    def target(self) -> Target | None:
        """What actions work on: the row under the cursor, else the entity."""
        return self.row_target or self.shown

    def enter(self, host: Host) -> None:
        """Edit the field under the cursor, tick a check, or open what the line is about."""
        row = self.row_target
        if self.part == HISTORY:
            self._enter_history(host)
        elif row is not None and row.table == "checks":
            host.perform("check.toggle", {})
        elif row is not None:
            host.open_detail(row)
        elif self._is_on_fold:
            self._all_fields = not self._all_fields
            if self._showing is not None:
                self.show(self._showing)
        elif self.field:
            host.perform("entity.set", {"field": self.field})
        else:
            has_more = self.explained() is not None
            why = ": = explains it" if has_more else ", and there is nothing behind it yet"
            host.say(f"this line is computed{why}", bad=True)

    def _enter_history(self, host: Host) -> None:
        entry = self.sections.entry
        if entry is not None and entry.revision:
            host.say(f"this was r{entry.revision}")
        elif self._showing is not None and self.shown is not None:
            target = (self.shown.table, self.shown.id)
            self._story.read_on(self._showing.session, target, self._told(self._story))

    def part_changed(self) -> None:
        """The fields or the history, from the top."""
        self.sections.to_end(last=False)
        self.show_again()

    def explained(self) -> Section | None:
        """How the figure under the cursor is made."""
        entry = self.sections.entry
        if entry is None or not entry.figure or self._showing is None or self.shown is None:
            return None
        figure, shown = entry.figure, self.shown
        return explained(self._showing.figures, figure, shown.id, shown.table)

    def kinds(self) -> Mapping[str, str]:
        """What can belong to the entity."""
        if self.shown is not None and self.shown.table == "tasks":
            return {"c": "check", "t": "task"}
        return {"t": "task", "r": "risk", "i": "issue"}

    def defaults(self) -> Mapping[str, object]:
        """A check or sub-task belongs to the task shown."""
        if self.shown is not None and self.shown.table == "tasks":
            return {"task": self.shown.id, "parent": self.shown.id}
        return {}


def _folding(words: str) -> Entry:
    return Entry(cells=(Cell(words, "dim"),), folds=True)


def _entry(one: FieldLine, target: tuple[str, int]) -> Entry:
    tone: Tone = "dim" if one.is_empty else "plain"
    cells = (Cell(f"{one.label:<16}", "dim"), Cell(_readable(one.text), tone))
    return Entry(cells=cells, target=target, field=one.field)


def _readable(text: str) -> str:
    """As much of a text as anybody reads on a screen, and how much more there is."""
    if len(text) <= LONGEST_SHOWN:
        return text
    rest = len(text) - LONGEST_SHOWN
    return f"{text[:LONGEST_SHOWN]}…\n({rest:,} characters more: E shows all of it)"
