"""This file defines what every pane can do: show a view, say what is under the cursor, move."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.widget import Widget

from pmtui.actions.core.action import Target
from pmtui.model.workspace.schema import TABLES
from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.tui.lines.grid import Grid
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.views.shapes.table import PeriodKind, Section


class Host(Protocol):
    """What a pane may ask of the screen it stands on."""

    def open_detail(self, target: Target) -> None:
        """Show the detail of an entity."""
        ...

    def lead_to(self, scope: int, view: str, table: str, ids: Sequence[int]) -> None:
        """Go to the rows that need somebody, and show no others."""
        ...

    def perform(self, action_id: str, given: Mapping[str, object] | None = None) -> None:
        """Carry out an action with what is known already."""
        ...

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line."""
        ...


class Pane(Widget):
    """Draws one view. It never edits what it shows: it says what is under the cursor.

    Walking, marks and following are those of the lines that have the cursor: the first that are
    drawn, or those of the part shown.
    """

    context: str = ""
    """Which keys hold here."""
    hints: Sequence[str] = ()
    """Ids of the actions that the foot of the screen names."""
    table: str = ""
    """The table its rows are of, where it is one."""
    opens_without_plans: ClassVar[bool] = False
    """Whether a first frame without any schedule has the same rows in the same order."""
    own_order: ClassVar[str] = ""
    """How rows stand that are not sorted, where the sort key comes back to that."""
    is_waiting: bool = False
    """Whether a part of it is still being worked out beside the screen."""
    DEFAULT_CSS = "Pane { height: 1fr; width: 1fr; }"

    def __init__(self, lines: CursorLines, *others: LineWidget) -> None:
        super().__init__()
        self._lines = lines
        self._drawn_widgets = (lines, *others)
        self._showing: ViewContext | None = None
        self.part = ""
        """The part shown: one of `parts`."""
        self.moved: Callable[[Pane], None] = lambda _pane: None
        """Called when the cursor stands on something else, before anything is painted."""
        self.chosen: Callable[[Pane], None] = lambda _pane: None
        """Called when what is under the cursor was clicked twice."""
        self.failed: Callable[[str], None] = lambda _words: None
        """Called with why something could not be worked out beside the screen."""
        self.part_shown: Callable[[], None] = lambda: None
        """Called when another part was shown, which may have left out what takes long."""
        self.widened: Callable[[], None] = lambda: None
        """Called when what came into sight wants another width."""
        for widget in self._drawn_widgets:
            widget.moved = self.cursor_moved
            widget.chosen = lambda: self.chosen(self)

    def compose(self) -> ComposeResult:
        """What is drawn, top to bottom."""
        yield from self._drawn_widgets

    @property
    def drawings(self) -> int:
        """How often something of it was to be drawn anew."""
        return sum(widget.drawings for widget in self._drawn_widgets)

    def cursor_moved(self) -> None:
        """The cursor stands on something else."""
        self.moved(self)

    @property
    def wanted_width(self) -> int:
        """Cells in which every title is whole, where it is known; else 0 for the usual share."""
        return 0

    @property
    def drawn(self) -> CursorLines:
        """The lines that have the cursor."""
        return self._lines

    def activate(self, *, active: bool) -> None:
        """Say whether the keys come here."""
        for widget in self._drawn_widgets:
            widget.active = active and widget is self.drawn

    def show(self, showing: ViewContext) -> None:
        """Show a place; the cursor stays on its row where that is still there."""
        raise NotImplementedError

    def show_again(self) -> None:
        """Show the same place again, where one is shown.

        A filter that asks for a field that only rows of another part have leaves out nothing here.
        """
        if self._showing is None:
            return
        try:
            self.show(self._showing)
        except ValueError:
            self.show(self._showing.unfiltered())

    def target_of(self, row_id: int) -> Target | None:
        """The entity of a row, by its id; None where it is none."""
        table = self.table
        if not table and self._showing is not None:
            table = self._showing.workspace.table_of(row_id) or ""
        return Target(table, row_id) if table else None

    @property
    def target(self) -> Target | None:
        """The entity under the cursor."""
        ids, position = self.drawn.walk
        is_there = position < len(ids) and not self.drawn.is_on_nothing
        return self.target_of(ids[position]) if is_there else None

    def enter(self, host: Host) -> None:
        """Enter was pressed: open what is under the cursor."""
        target = self.target
        if target is None:
            host.say("nothing under the cursor to open", bad=True)
        else:
            host.open_detail(target)

    @property
    def marked(self) -> tuple[Target, ...]:
        """The marked entities."""
        targets = map(self.target_of, sorted(self.drawn.marks))
        return tuple(target for target in targets if target is not None)

    @property
    def marks(self) -> int:
        """How many are marked."""
        return len(self.drawn.marks)

    def look_again(self) -> None:
        """Figures that took long are there: what was drawn without them is drawn afresh."""

    def fail(self, words: str) -> None:
        """What was worked out beside the screen failed: wait no more, and have it said why."""
        self.is_waiting = False
        self.failed(words)

    def hold(self, *, held: bool) -> None:
        """Keep rows where they are, or let them be sorted anew."""
        self.drawn.keeps_order = held and bool(self.sort_keys())

    def open(self, target: Target) -> None:
        """Show another entity, where the pane is about one."""

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on an entity; False where it is not shown."""
        return self.drawn.follow(entity_id)

    def follow_edit(self, entity_id: int) -> None:
        """Put the cursor on what an edit made or changed, where it is shown."""
        self.follow(entity_id)

    def walk(self) -> tuple[Sequence[int], int]:
        """The entities in the order they are read, and where among them the cursor stands."""
        return self.drawn.walk

    def stand(self, at: int) -> None:
        """Put the cursor on a place of `walk`."""
        self.drawn.move_to(at)

    def move(self, across: int, down: int) -> None:
        """Move the cursor by cells."""
        self.drawn.move(across, down)

    @property
    def parts(self) -> Sequence[str]:
        """The names of what `[` and `]` go between, in their order; none where it is one piece."""
        return ()

    @property
    def has_parts(self) -> bool:
        """Whether the view has another part to go to."""
        return len(self.parts) > 1

    def subtab(self, step: int) -> None:
        """Go to the next part of the view, past the last one to the first."""
        if self.has_parts:
            at = self.parts.index(self.part)
            self.to_part(self.parts[(at + step) % len(self.parts)])

    def to_part(self, name: str) -> None:
        """Show a part of the view by its name, where it has one of that name."""
        if name in self.parts and name != self.part:
            self.part = name
            self.part_changed()
            self.activate(active=self._is_active)
            self.cursor_moved()
            self.part_shown()

    @property
    def _is_active(self) -> bool:
        return any(widget.active for widget in self._drawn_widgets)

    @property
    def lengths(self) -> Sequence[PeriodKind]:
        """How long the periods of what is shown may be, the usual one first; none without any."""
        return ()

    @property
    def period(self) -> PeriodKind:
        """How long they are."""
        return "month"

    @property
    def is_board(self) -> bool:
        """Whether a register is shown as a board of its states."""
        return False

    def part_changed(self) -> None:
        """Another part is to be shown."""
        self.show_again()

    def offered(self) -> Sequence[str]:
        """Ids of the actions that the foot names in the part shown."""
        return [hint for hint in self.hints if hint != "subtab.next" or self.has_parts]

    def explained(self) -> Section | None:
        """What explains the figure under the cursor; None where it is no figure."""
        return None

    def sort_keys(self) -> Sequence[str]:
        """The fields this view can be sorted by."""
        return ()

    def kinds(self) -> Mapping[str, str]:
        """Words of what can be added here, by letter."""
        return words_of(self.table or "tasks")

    def defaults(self) -> Mapping[str, object]:
        """What a new entity here starts with."""
        return {}

    def summary(self) -> str:
        """How much is shown: `12 of 31 shown`."""
        return ""

    def hidden(self) -> str:
        """What is not shown, and why; told where there is room."""
        return ""


def words_of(*tables: str) -> Mapping[str, str]:
    """Words of what can be added to some tables, by the letter that keys of it begin with."""
    specs = (TABLES[table] for table in tables)
    return {spec.letter or spec.word: spec.word for spec in specs}


class GridPane(Pane):
    """A pane whose rows stand in a grid."""

    def __init__(self, *beside: LineWidget, grid: Grid | None = None) -> None:
        self.grid = grid if grid is not None else Grid()
        super().__init__(self.grid, *beside)
