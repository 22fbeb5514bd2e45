"""This file asks a person what becomes of an edit that somebody was faster with."""

from collections.abc import Callable, Iterator
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from pmtui.model.merging.outcome import ConflictAnswer, ConflictQuestion
from pmtui.text import cell_width, fit, visible, wrap
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.changes.conflict_card import ConflictCard, Side

WIDEST: Final = 92
"""Cells that a line of the card takes at most."""
FRAME: Final = 6
"""Cells that the frame and its padding take."""
MOST_LINES: Final = 5
"""Lines that each side takes at most."""

Answers = tuple[tuple[ConflictQuestion, ConflictAnswer], ...]
Read = Callable[[ConflictQuestion, str], object]
"""A typed value as plain JSON; raises ValueError where it cannot be read."""


class ConflictScreen(Dialog[Answers | None]):
    """Walks through disputes one by one; gives the answers, or None where they wait.

    Args:
        disputes: what is asked, in order.
        card: how a dispute is told.
        read: how a typed value is read.
        later: what leaving the questions does.
    """

    AUTO_FOCUS = ""

    def __init__(
        self,
        disputes: tuple[ConflictQuestion, ...],
        card: Callable[[ConflictQuestion], ConflictCard],
        read: Read,
        later: str = "later (kept as a draft)",
    ) -> None:
        super().__init__()
        self._disputes = disputes
        self._card_of = card
        self._read = read
        self._later = later
        self._answers: Answers = ()

    @property
    def _dispute(self) -> ConflictQuestion:
        return self._disputes[len(self._answers)]

    @property
    def _card(self) -> ConflictCard:
        return self._card_of(self._dispute)

    def compose(self) -> ComposeResult:
        """The question, both sides, the keys; a line to type in when it is wanted."""
        box = Vertical(id="conflict")
        box.styles.width = self._width + FRAME
        with box:
            yield Static(id="conflict-title")
            yield Static(id="conflict-sides")
            yield Static(id="conflict-problem")
            line = Input(compact=True, select_on_focus=False)
            line.display = False
            yield line
            yield Static(id="conflict-keys")

    def on_mount(self) -> None:
        """Ask the first question."""
        self.query_one(Input).cursor_blink = False
        self._ask()

    @property
    def _width(self) -> int:
        return min(WIDEST, self.app.size.width - FRAME - 2)

    def _ask(self) -> None:
        self.reopen()
        card = self._card
        count = len(self._disputes)
        where = f" ({len(self._answers) + 1} of {count})" if count > 1 else ""
        self._say("conflict-title", f"{card.title}: {card.question}{where}")
        self._say("conflict-sides", "\n".join(("", *side_lines(card.sides, self._width), "")))
        self._say("conflict-problem", "")
        self._say("conflict-keys", "\n".join(self._keys(card, count)))

    def _keys(self, card: ConflictCard, count: int) -> Iterator[str]:
        words = [f"m {card.mine}" if card.mine else "", f"t {card.theirs}"]
        words.append("e edit mine" if card.typed is not None else "")
        words.append("b keep both" if card.both is not None else "")
        if count - len(self._answers) > 1:
            words += ["M all mine", "T all theirs"]
        words.append(f"q {self._later}")
        yield from wrap("   ".join(word for word in words if word), self._width)

    def _say(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(Content(text))

    def on_key(self, event: Key) -> None:
        """A letter answers; nothing typed before the question was there does."""
        line = self.query_one(Input)
        if line.display:
            if event.key in {"escape", "ctrl+c"}:
                event.stop()
                self._close_line()
            return
        event.stop()
        if self.is_early(event):
            return
        key = event.character if event.is_printable and event.character else event.key
        if key in {"q", "escape", "ctrl+c"}:
            self.dismiss(None)
        elif key in _ANSWERS:
            _ANSWERS[key](self)

    def keep_mine(self) -> None:
        """Mine wins here."""
        if not self._card.mine:
            self._say("conflict-problem", "nobody knows any more what it held: t leaves it away")
            return
        self._answer(ConflictAnswer(keeps_mine=True, value=self._dispute.mine))

    def take_theirs(self) -> None:
        """Theirs stands here."""
        self._answer(ConflictAnswer(keeps_mine=False))

    def keep_both(self) -> None:
        """Both texts, theirs first."""
        both = self._card.both
        if both is not None:
            self._answer(ConflictAnswer(keeps_mine=True, value=both))

    def edit(self) -> None:
        """Type another value."""
        typed = self._card.typed
        if typed is None:
            return
        line = self.query_one(Input)
        line.value = typed
        line.cursor_position = len(typed)
        line.display = True
        line.focus()

    def answer_all(self, *, mine: bool) -> None:
        """The same answer for this question and all that follow."""
        if mine and not all(
            dispute.can_keep_mine for dispute in self._disputes[len(self._answers) :]
        ):
            self._say("conflict-problem", "not all of it can be kept: go one by one")
            return
        for dispute in self._disputes[len(self._answers) :]:
            self._answers = (
                *self._answers,
                (dispute, ConflictAnswer(keeps_mine=mine, value=dispute.mine)),
            )
        self.dismiss(self._answers)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The value typed stands, if it can be read."""
        event.stop()
        try:
            value = self._read(self._dispute, event.value)
        except ValueError as error:
            self._say("conflict-problem", visible(str(error)))
            return
        self._close_line()
        self._answer(ConflictAnswer(keeps_mine=True, value=value))

    def _close_line(self) -> None:
        self.query_one(Input).display = False
        self.set_focus(None)

    def _answer(self, answer: ConflictAnswer) -> None:
        self._answers = (*self._answers, (self._dispute, answer))
        if len(self._answers) == len(self._disputes):
            self.dismiss(self._answers)
        else:
            self._ask()


_ANSWERS: Final[dict[str, Callable[[ConflictScreen], None]]] = {
    "m": ConflictScreen.keep_mine,
    "t": ConflictScreen.take_theirs,
    "e": ConflictScreen.edit,
    "b": ConflictScreen.keep_both,
    "M": lambda screen: screen.answer_all(mine=True),
    "T": lambda screen: screen.answer_all(mine=False),
}


def side_lines(sides: tuple[Side, ...], width: int) -> Iterator[str]:
    """Each side with its label, its text wrapped, and who wrote it at the right."""
    label = max(cell_width(other_side.label) for other_side in sides) + 2
    by = max(cell_width(visible(other_side.by)) for other_side in sides)
    room = width - label - by - 2
    for side in sides:
        parts = [
            line for text in side.text.splitlines() or [""] for line in wrap(visible(text), room)
        ]
        if len(parts) > MOST_LINES:
            parts = [*parts[: MOST_LINES - 1], f"and {len(parts) - MOST_LINES + 1} more lines"]
        for at, part in enumerate(parts):
            head, tail = (side.label, visible(side.by)) if not at else ("", "")
            yield f"{fit(head, label)}{fit(part, room)}  {tail}".rstrip()
