"""This file holds the line above and the lines below: where one is, what is told, which keys."""

from collections.abc import Sequence

from pmtui.tui.lines.status_line import Segment, StatusLine
from pmtui.tui.panes.core.pane import Pane


class HeadAndFoot:
    """The line above and the lines below of the main screen."""

    def __init__(self) -> None:
        self.head, self.foot = StatusLine(id="head"), StatusLine(id="foot")
        self._words: tuple[str, bool] = ("", False)
        self._offered: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[object, ...]:
        """What is told or offered until the next key."""
        return (*self._words, self._offered)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell something in one line from now on."""
        self._words, self._offered = (text, bad), ()

    def offer(self, pieces: Sequence[str]) -> None:
        """Tell what can be chosen from now on, on as many lines as that takes."""
        self._offered = tuple(pieces)

    def forget(self) -> bool:
        """A key was pressed: tell nothing more; whether something was told."""
        was_told = bool(self._words[0] or self._offered)
        if was_told:
            self._words, self._offered = ("", False), ()
        return was_told

    def show(self, place: Sequence[Segment], saved: Sequence[Segment]) -> bool:
        """Draw the line above, and below what is told; False where nothing is."""
        self.head.show(place, saved)
        text, bad = self._words
        if self._offered:
            self.foot.show_all([Segment(piece, "accent") for piece in self._offered])
        elif text:
            self.foot.show_words(text, "bad" if bad else "accent")
        return bool(self._offered or text)

    def show_keys(self, hints: Sequence[Segment], pane: Pane) -> None:
        """Draw the keys of a pane, and how much it shows."""
        self.foot.show(hints, _counts(pane))


def _counts(pane: Pane) -> Sequence[Segment]:
    """What is marked and how much is shown; what is not, and why, where there is room."""
    return (
        Segment(f"{pane.marks:,} marked" if pane.marks else "", "accent"),
        Segment(pane.summary(), "dim", 1),
        Segment(pane.hidden(), "dim", 4),
    )
