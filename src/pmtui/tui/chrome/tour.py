"""This file leads through the real screen in about a minute: a line a step, a key a line."""

from collections.abc import Callable
from typing import Final

import msgspec
from textual.screen import Screen

from pmtui.tui.keys.keymap import Keymap
from pmtui.tui.lines.status_line import Segment, StatusLine

SKIP: Final = "tour.next"
"""Id of the action that starts the tour where it is offered, and passes a step of it."""


class TourStep(msgspec.Struct, frozen=True):
    """One thing to try: it is done when one of its actions was carried out."""

    action: str
    """Id of the action whose key stands for `{key}`."""
    words: str
    context: str = "board"
    """Where the key holds."""
    also: tuple[str, ...] = ()
    """Ids of other actions that will do."""
    edits: bool = False
    """Whether only an edit counts: what was refused has not been done."""


STEPS: Final = (
    TourStep("view.board", "{key} shows the board; digits change the view, not the place"),
    TourStep("cursor.down", "{key}, and h k l, walk the cards and whatever else is there",
         also=("cursor.up", "cursor.left", "cursor.right")),
    TourStep("card.right", "{key} moves the card to the next column, H back",
         also=("card.left",), edits=True),
    TourStep("history.undo", "{key} takes it back, as it does everything you do"),
    TourStep("view.risks", "{key} shows the risks of the same scope, the worst first"),
    TourStep("explain", "{key} explains the score under the cursor; Esc closes it", "risks"),
    TourStep("filter", "{key} filters as you type: try owner:me, then Enter"),
    TourStep("pane.next", "{key} goes to the tree and back: its cursor is what the views show"),
    TourStep("help", "{key} lists every key of a place; Enter runs it. That is all"),
)  # fmt: skip
"""The tour, in order; over the sample it takes about a minute."""


class Tour:
    """Says the next step and watches for its key; it never takes a key but Esc while it is on.

    Args:
        screen: where its line is shown.
        keymap: what every key means.
    """

    def __init__(self, screen: Screen[None], keymap: Keymap) -> None:
        self._screen = screen
        self._keymap = keymap
        self._line: StatusLine | None = None
        self.at: int | None = None
        """The step it is at; None where it is not on, -1 where it is offered."""

    @property
    def is_on(self) -> bool:
        """Whether it is offered or under way."""
        return self.at is not None

    def offer(self) -> None:
        """Ask in one line whether it is wanted."""
        self._go(-1)

    def start(self) -> None:
        """Begin with the first step."""
        self._go(0)

    def skip(self) -> None:
        """Go on to the next step, or begin where it is only offered."""
        if self.at is not None:
            self._go(self.at + 1)

    def pass_step(self, say: Callable[..., None]) -> None:
        """Go on to the next step; without a tour it is said how one starts."""
        if self.is_on:
            self.skip()
        else:
            say("no tour is on; : and tour starts it")

    def end(self) -> None:
        """Take the line away."""
        self._go(None)

    def performed(self, action_id: str) -> None:
        """A key was pressed for an action."""
        step = self.step
        if step is not None and not step.edits and action_id in {step.action, *step.also}:
            self.skip()

    def edited(self, action_id: str) -> None:
        """An action has changed something."""
        step = self.step
        if step is not None and step.edits and action_id in {step.action, *step.also}:
            self.skip()

    @property
    def step(self) -> TourStep | None:
        """What is to be tried now."""
        return STEPS[self.at] if self.at is not None and self.at >= 0 else None

    def _go(self, at: int | None) -> None:
        self.at = at if at is None or at < len(STEPS) else None
        if self._line is None:
            if self.at is None:
                return
            self._line = StatusLine(id="tour")
            self._screen.mount(self._line, before="#foot")
        self._line.display = self.is_on
        if self.is_on:
            self._line.show(*self._said())

    def _said(self) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
        skip = self._key(SKIP, "board")
        step = self.step
        if step is None:
            question = (Segment("New here? A tour of 60 seconds", "accent"),)
            return question, (Segment(f"{skip} takes it, Esc not now", "head", 1),)
        words = (
            Segment(f"{(self.at or 0) + 1}/{len(STEPS)}", "dim", 2),
            Segment(step.words.format(key=self._key(step.action, step.context)), "accent"),
        )
        return words, (Segment(f"{skip} next", "dim", 1), Segment("Esc ends", "dim", 3))

    def _key(self, action_id: str, context: str) -> str:
        held = self._keymap.keys_of(action_id, context)
        return held[0] if held else ":"
