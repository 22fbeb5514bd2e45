"""This file defines what every pane can do: show a view, say what is under the cursor, move."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol

from textual.app import ComposeResult
from textual.widget import Widget

from pmtui.actions.core.action import Target
from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.navigation.view_context import ViewContext
from pmtui.views.shapes.section import Section


class Host(Protocol):
    """What a pane may ask of the screen it stands on."""

    def open_detail(self, target: Target) -> None:
        """Show the detail of an entity."""
        ...

    def lead_to(self, scope: int, view: str, table: str, ids: Sequence[int]) -> None:
        """Go to the rows that need somebody, and show no others."""
        ...

    def perform(self, action_id: str, given: Mapping[str, Any] | None = None) -> None:
        """Carry out an action with what is known already."""
        ...

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell the person something in one line."""
        ...


class Pane(Widget):
    """Draws one view. It never edits what it shows: it says what is under the cursor."""

    context: ClassVar[str] = ""
    """Which keys hold here."""
    title: ClassVar[str] = ""
    hints: ClassVar[tuple[str, ...]] = ()
    """Ids of the actions that the foot of the screen names."""
    opens_without_plans: ClassVar[bool] = False
    """Whether a first frame without any schedule has the same rows in the same order."""
    own_order: ClassVar[str] = ""
    """How rows stand that are not sorted, where the sort key comes back to that."""
    is_waiting: bool = False
    """Whether a part of it is still being worked out beside the screen."""
    DEFAULT_CSS = "Pane { height: 1fr; width: 1fr; }"

    def __init__(self, *drawn: LineWidget) -> None:
        super().__init__()
        self._drawn_widgets = drawn
        self.moved: Callable[[Pane], None] = lambda _pane: None
        """Called when the cursor stands on something else, before anything is painted."""
        self.chosen: Callable[[Pane], None] = lambda _pane: None
        """Called when what is under the cursor was clicked twice."""
        self.failed: Callable[[str], None] = lambda _words: None
        """Called with why something could not be worked out beside the screen."""
        self.widened: Callable[[], None] = lambda: None
        """Called when what came into sight wants another width."""
        for one in drawn:
            one.moved = self.cursor_moved
            one.chosen = lambda: self.chosen(self)

    def compose(self) -> ComposeResult:
        """What is drawn, top to bottom."""
        yield from self._drawn_widgets

    @property
    def drawings(self) -> int:
        """How often something of it was to be drawn anew."""
        return sum(one.drawings for one in self._drawn_widgets)

    def cursor_moved(self) -> None:
        """The cursor stands on something else."""
        self.moved(self)

    @property
    def wanted_width(self) -> int:
        """Cells in which every title is whole, where it is known; else 0 for the usual share."""
        return 0

    @property
    def drawn(self) -> LineWidget:
        """The widget that has the cursor."""
        raise NotImplementedError

    def activate(self, *, active: bool) -> None:
        """Say whether the keys come here."""
        for one in self._drawn_widgets:
            one.active = active and one is self.drawn

    def show(self, showing: ViewContext) -> None:
        """Show a place; the cursor stays on its row where that is still there."""
        raise NotImplementedError

    @property
    def target(self) -> Target | None:
        """The entity under the cursor."""
        raise NotImplementedError

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
        return ()

    @property
    def marks(self) -> int:
        """How many are marked."""
        return 0

    def look_again(self) -> None:
        """Figures that took long are there: what was drawn without them is drawn afresh."""

    def fail(self, words: str) -> None:
        """What was worked out beside the screen failed: wait no more, and have it said why."""
        self.is_waiting = False
        self.failed(words)

    def hold(self, *, held: bool) -> None:
        """Keep rows where they are, or let them be sorted anew."""

    def open(self, target: Target) -> None:
        """Show another entity, where the pane is about one."""

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on an entity; False where it is not shown."""
        raise NotImplementedError

    def follow_edit(self, entity_id: int) -> None:
        """Put the cursor on what an edit made or changed, where it is shown."""
        self.follow(entity_id)

    def walk(self) -> tuple[Sequence[int], int]:
        """The entities in the order they are read, and where among them the cursor stands."""
        return (), 0

    def stand(self, at: int) -> None:
        """Put the cursor on a place of `walk`."""

    def move(self, across: int, down: int) -> None:
        """Move the cursor by cells."""
        raise NotImplementedError

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""
        raise NotImplementedError

    def end(self, *, last: bool) -> None:
        """Move the cursor to the first or last row."""
        raise NotImplementedError

    def mark(self) -> None:
        """Mark the row under the cursor, or take the mark away."""

    def mark_all(self) -> None:
        """Mark everything shown, or clear all marks."""

    def mark_range(self) -> None:
        """Start a range of marks, or end it."""

    def clear_marks(self) -> None:
        """Take all marks away."""

    @property
    def has_parts(self) -> bool:
        """Whether the view has another part to go to."""
        return False

    def offered(self) -> Sequence[str]:
        """Ids of the actions that the foot names in the part shown."""
        return [one for one in self.hints if one != "subtab.next" or self.has_parts]

    def subtab(self, step: int) -> None:
        """Go to the next part of the view."""

    def to_part(self, name: str) -> None:
        """Show a part of the view by its name, where it has one of that name."""

    def explained(self) -> Section | None:
        """What explains the figure under the cursor; None where it is no figure."""
        return None

    def sort_keys(self) -> Sequence[str]:
        """The fields this view can be sorted by."""
        return ()

    def kinds(self) -> Mapping[str, str]:
        """Words of what can be added here, by letter."""
        return {"t": "task"}

    def defaults(self) -> Mapping[str, Any]:
        """What a new entity here starts with."""
        return {}

    def summary(self) -> str:
        """How much is shown: `12 of 31 shown`."""
        return ""

    def hidden(self) -> str:
        """What is not shown, and why; told where there is room."""
        return ""
