"""This file defines what every pane can do: show a view, say what is under the cursor, move."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.message import Message
from textual.widget import Widget

from pmtui.actions.spec import Target
from pmtui.tui.showing import Showing
from pmtui.views.section import Section


class Pane(Widget):
    """Draws one view. It never edits what it shows: it says what is under the cursor."""

    context: ClassVar[str] = ""
    """Which keys hold here."""
    title: ClassVar[str] = ""
    hints: ClassVar[tuple[str, ...]] = ()
    """Ids of the actions that the foot of the screen names."""
    DEFAULT_CSS = "Pane { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """The cursor stands on something else now."""

        def __init__(self, pane: "Pane") -> None:
            super().__init__()
            self.pane = pane

    class Ready(Message):
        """The pane is composed and can show something."""

        def __init__(self, pane: "Pane") -> None:
            super().__init__()
            self.pane = pane

    class Chosen(Message):
        """Something was clicked twice."""

        def __init__(self, pane: "Pane") -> None:
            super().__init__()
            self.pane = pane

    def on_mount(self) -> None:
        """Say that there is something to show into."""
        self.post_message(self.Ready(self))

    def show(self, showing: Showing) -> None:
        """Show a place; the cursor stays on its row where that is still there."""
        raise NotImplementedError

    @property
    def target(self) -> Target | None:
        """The entity under the cursor."""
        raise NotImplementedError

    @property
    def marked(self) -> tuple[Target, ...]:
        """The marked entities."""
        return ()

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on an entity; False where it is not shown."""
        raise NotImplementedError

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

    def subtab(self, step: int) -> None:
        """Go to the next part of the view."""

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
